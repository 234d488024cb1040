"""Spending: how many tokens a day may go to the model, for one person and for all, so that no bill surprises the host.

Tokens are set aside before a call and settled after it, so that calls at the same time cannot spend the same ones.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from coach.model.exchange import Exchange
from coach.model.record import RECORD
from events.errors import LogError
from events.sqlite.database import connect, storage_errors, transaction

CHARS_A_TOKEN: Final = 4
"""About what English comes to; for endpoints that do not count for us."""


class Budget(Struct, frozen=True):
    """Tokens a day (UTC), prompts and replies together; None: as many as it takes."""

    person: int | None = None
    in_all: int | None = None


class Share(Struct, frozen=True):
    """Tokens that one person's replies took today (UTC), and how many they may take; None: no limit."""

    used: int
    limit: int | None


class Spending:
    """What was spent, in the file of the models' records, shared by all processes.

    Where the file fails nothing is counted: a reply matters more than its bill.
    """

    def __init__(self, path: Path, budget: Budget, clock: Callable[[], datetime]) -> None:
        self._connection = connect(path, RECORD)
        # A count that a power cut takes back costs a few tokens; a wait for the disk would cost every reply.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA busy_timeout = 200")
        self._budget = budget
        self._clock = clock

    def has(self, person_id: str, tokens: int) -> bool:
        """Whether so many tokens are left of today for this person."""
        try:
            with storage_errors(RECORD):
                return self._room(person_id, tokens)
        except LogError:
            return True

    def today(self, person_id: str) -> Share:
        """What this person's replies took today. Where the file fails nothing is counted."""
        try:
            with storage_errors(RECORD):
                return Share(int(self._used(person_id)[0]), self._budget.person)
        except LogError:
            return Share(0, self._budget.person)

    def set_aside(self, person_id: str, tokens: int) -> bool:
        """Take so many tokens of today's; False, and none taken, where that is more than is left."""
        try:
            with storage_errors(RECORD), transaction(self._connection):
                self._connection.execute("DELETE FROM spending WHERE day < ?", (self._today,))
                if not self._room(person_id, tokens):
                    return False
                self._add(person_id, tokens)
        except LogError:
            return True
        return True

    def settle(self, person_id: str, aside: int, spent: int) -> None:
        """Put what was spent in the place of what was set aside."""
        try:
            with storage_errors(RECORD), transaction(self._connection):
                self._add(person_id, spent - aside)
        except LogError:
            return

    def close(self) -> None:
        self._connection.close()

    @property
    def _today(self) -> str:
        return self._clock().date().isoformat()

    def _used(self, person_id: str) -> tuple[float, float]:
        """Tokens of today: this person's, and all."""
        mine, total = self._connection.execute(
            "SELECT total(tokens) FILTER (WHERE person_id = ?), total(tokens) FROM spending WHERE day = ?",
            (person_id, self._today),
        ).fetchone()
        return mine, total

    def _room(self, person_id: str, tokens: int) -> bool:
        mine, total = self._used(person_id)
        limits = ((mine, self._budget.person), (total, self._budget.in_all))
        return all(limit is None or used + tokens <= limit for used, limit in limits)

    def _add(self, person_id: str, tokens: int) -> None:
        self._connection.execute(
            "INSERT INTO spending VALUES (?, ?, max(0, ?)) ON CONFLICT DO UPDATE SET tokens = max(0, tokens + ?)",
            (self._today, person_id, tokens, tokens),
        )


def spent(exchange: Exchange | None) -> int:
    """Tokens that a call took: as the endpoint counts, else about, each attempt that got an answer."""
    if exchange is None:
        return 0
    if exchange.prompt_tokens is not None and exchange.completion_tokens is not None:
        return exchange.prompt_tokens + exchange.completion_tokens
    answered = [request for request, answer in zip(exchange.requests, exchange.answers, strict=True) if answer]
    return (sum(map(len, answered)) + len(exchange.response)) // CHARS_A_TOKEN
