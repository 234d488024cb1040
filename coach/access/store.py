"""Links and sessions in a SQLite file of their own.

A link is used up by signing in; every sign-in makes a session with a fresh token, so a token that somebody planted
before is worth nothing.
"""

import hashlib
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Final

from events.encoding import utc_text
from events.sqlite.database import Kind, connect, storage_errors

ACCESS: Final = Kind(
    files("coach.access") / "migrations",
    0x5245_4241,
    "access.sqlite3",
    "It holds sign-in links and sessions only: move it away, and make new links with coach user link.",
)

LINK_LIFE: Final = timedelta(hours=1)
SESSION_LIFE: Final = timedelta(days=60)


class AccessStore:
    """Makes and checks tokens. Calls are short and block; they may come from any thread."""

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._connection = connect(path, ACCESS)
        self._clock = clock
        self._lock = threading.Lock()

    def new_link(self, person_id: str) -> str:
        """A token that signs this person in once, within an hour."""
        with self._writing():
            return self._insert("links", person_id, LINK_LIFE)

    def sign_in(self, link_token: str) -> tuple[str, str] | None:
        """Use a link up: (person_id, session token), or None where the link is unknown, used or too old."""
        with self._writing():
            rows = self._connection.execute(
                "DELETE FROM links WHERE token_hash = ? AND expires_at > ? RETURNING person_id",
                (_hash(link_token), utc_text(self._clock())),
            ).fetchall()
            # In one transaction: where the session cannot be kept, the link is still good.
            return next(((person_id, self._insert("sessions", person_id, SESSION_LIFE)) for (person_id,) in rows), None)

    def person_of(self, session_token: str) -> str | None:
        """Who this session belongs to, None for an unknown or expired one."""
        with self._lock, storage_errors(ACCESS):
            row = self._connection.execute(
                "SELECT person_id FROM sessions WHERE token_hash = ? AND expires_at > ?",
                (_hash(session_token), utc_text(self._clock())),
            ).fetchone()
        return row[0] if row else None

    def sign_out(self, session_token: str) -> None:
        """End a session."""
        with self._writing():
            self._connection.execute("DELETE FROM sessions WHERE token_hash = ?", (_hash(session_token),))

    def sign_out_everywhere(self, person_id: str) -> None:
        """End every session of a person; their links open nothing any more."""
        with self._writing():
            self._connection.execute("DELETE FROM sessions WHERE person_id = ?", (person_id,))
            self._connection.execute("DELETE FROM links WHERE person_id = ?", (person_id,))

    def close(self) -> None:
        self._connection.close()

    def _insert(self, table: str, person_id: str, life: timedelta) -> str:
        token, now = secrets.token_urlsafe(32), self._clock()
        self._connection.execute(f"DELETE FROM {table} WHERE expires_at <= ?", (utc_text(now),))  # noqa: S608
        self._connection.execute(
            f"INSERT INTO {table} (token_hash, person_id, expires_at) VALUES (?, ?, ?)",  # noqa: S608 - our names
            (_hash(token), person_id, utc_text(now + life)),
        )
        return token

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, storage_errors(ACCESS):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
