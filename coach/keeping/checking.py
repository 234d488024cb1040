"""Checking: everything that `coach verify` looks at, beside the chains that the log walks itself.

In: running services, and the heads that somebody kept elsewhere. Out: a report that names the first thing wrong.
"""

import re
from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from coach.access.store import ACCESS
from coach.contracts import VerifyReport
from coach.errors import UsageError
from coach.services import Rebound
from events.errors import StorageDamaged
from events.log import Log
from events.sqlite.database import KEYS, Kind, connect, integrity_fault

HEAD: Final = re.compile(r"^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) ([0-9]+:[0-9a-f]{64})$", re.MULTILINE)

Heads = dict[str, str]
"""Person id -> `version:hash`."""


class _Document(Struct):
    """What `coach verify --json` prints, and a backup's manifest, have in common."""

    heads: Heads


async def check(rebound: Rebound, kept: Heads) -> VerifyReport:
    """Walk the chains, look for damage in the files of keys and sessions, and hold the journal to the kept heads."""
    found = await rebound.journal.log.verify()
    problem = found.problem
    for kind in (KEYS, ACCESS):
        problem = problem or damage(rebound.settings.data_dir / kind.file, kind)
    problem = problem or await lost(rebound.journal.log, kept)
    return VerifyReport(problem is None, found.events, len(found.heads), problem, found.heads)


def damage(path: Path, kind: Kind) -> str | None:
    """What is wrong with a file, with its name and what to do; None if it is sound."""
    try:
        with closing(connect(path, kind)) as connection:
            fault = integrity_fault(connection, kind)
    except StorageDamaged as error:
        return str(error)
    return f"{kind.file} is damaged: {fault}. {kind.mend}" if fault else None


async def lost(log: Log, kept: Heads) -> str | None:
    """The first stream that no longer holds what a kept head names; None if all do. Newer rows are no fault."""
    for person_id, head in kept.items():
        version, _, digest = head.partition(":")
        row = (await log.at(person_id, [int(version)])).get(int(version))
        if row is None:
            rest = await log.head(person_id)
            return f"person {person_id} had {version} events when the heads were kept, and has {rest}: the end is lost"
        if row.hash.hex() != digest:
            return f"version {version} of person {person_id} is not the one whose head was kept"
    return None


def read_heads(path: Path) -> Heads:
    """Heads from what `coach verify` printed, plain or --json, or from a backup's manifest. Raises `UsageError`."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"--heads {path} cannot be read. Give a file that coach verify has written.") from None
    try:
        heads = msgspec.json.decode(text, type=_Document).heads
    except msgspec.DecodeError:
        heads = dict(HEAD.findall(text))
    if not heads or not all(HEAD.match(f"{person_id} {head}") for person_id, head in heads.items()):
        raise UsageError(f"--heads {path} holds no heads. Give a file that coach verify has written.")
    return heads
