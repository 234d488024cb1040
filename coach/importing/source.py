"""Sources: where rows come from, and the ids of all that they become. Pure.

The same row of the same source has the same ids in every run, which is what makes importing twice add nothing. Undoing
an import opens the source's next generation, in which every id is another one.
"""

from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

from coach.importing.rows import Row
from events.folds.imports import ImportsState
from events.ids import dated
from events.sealing import SubjectKey

FIXED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment in all ids. A row's own would make a row whose date was corrected a second one."""


class Source(Struct, frozen=True):
    """A source in one generation. `hash` is what the journal keeps of its name.

    Ids stay in the log for ever: made from plain hashes of names, they would tell who a forgotten prospect was to
    anyone who tries a list of names. So they are made under the person's key.
    """

    person_id: str
    hash: str
    generation: int
    key: SubjectKey

    @property
    def batch_id(self) -> str:
        return dated(FIXED, self.person_id, self.hash, str(self.generation))

    def entry_id(self, key: str) -> str:
        """The entry that the row with this key becomes."""
        return self._id("row", key)

    def replacement_id(self, row: Row, current: str) -> str:
        """The entry that puts the row, as it is now, in the place of `current`."""
        return self._id("replacement", current, row.digest, row.key)

    def prospect_id(self, identity: str) -> str:
        """The prospect that this identity becomes."""
        return self._id("prospect", identity)

    def _id(self, *parts: str) -> str:
        return dated(FIXED, self.person_id, self.hash, str(self.generation), self.key.fingerprint(*parts))


def source_of(person_id: str, name: str, key: SubjectKey, imports: ImportsState) -> Source:
    """The source with this name, in the generation that is open: one above the highest that was undone."""
    digest = key.fingerprint("source", name)
    undone = [batch.generation for batch in imports.batches.values() if batch.source == digest and batch.undone]
    return Source(person_id, digest, max(undone, default=-1) + 1, key)
