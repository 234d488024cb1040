"""Prospects of an import: those the person has already, by who they are, and those that its rows make known."""

from collections.abc import Iterable
from datetime import datetime

from coach.contracts import Prospect, ProspectInput
from coach.importing.source import Source
from coach.journal.decide import add_prospect
from coach.journal.names import identity, is_known
from events.envelope import NewEvent


class Prospects:
    """One prospect for each identity. Names are held in memory while an import runs, and nowhere else."""

    def __init__(self, source: Source, known: Iterable[Prospect]) -> None:
        self._source = source
        self._by_identity: dict[str, str] = {}
        self._known: set[str] = set()
        self._forgotten: set[str] = set()
        for prospect in known:
            self._known.add(prospect.prospect_id)
            if prospect.forgotten:
                self._forgotten.add(prospect.prospect_id)
                continue
            who = identity(prospect.contact, prospect.company, prospect.email, prospect.phone)
            self._by_identity.setdefault(who, prospect.prospect_id)

    def find(self, details: ProspectInput | None, before: str | None) -> str | None:
        """The prospect that a row is about. `before` is the one that it was about when it came in, if it did."""
        if details is None or not is_known(details):
            return None
        who = identity(details.contact, details.company, details.email, details.phone)
        found = self._by_identity.get(who) or self._source.prospect_id(who)
        if before in self._forgotten and found not in self._known:
            return before  # whom the person had forgotten does not come back with the next import
        return found

    def is_forgotten(self, prospect_id: str | None) -> bool:
        """Whether nothing new can be recorded about this prospect."""
        return prospect_id in self._forgotten

    def introduce(
        self, prospect_id: str | None, details: ProspectInput | None, moment: datetime, batch_id: str
    ) -> list[NewEvent]:
        """What makes a prospect known, at its first row."""
        if prospect_id is None or details is None or prospect_id in self._known:
            return []
        self._known.add(prospect_id)
        return [add_prospect(prospect_id, details, moment, batch_id)]
