"""Pitches: the person's own text in versions, what each version met, and which one is in use.

A version is called by a short name such as "1.2": the first pitch, its second version. The words are sealed for the
person.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Literal

from coach.contracts import Pitch
from coach.errors import InvalidEntry, NotFound
from coach.insight.rates import wilson
from coach.insight.versions import version_names
from coach.journal.service import Journal
from events.envelope import NewEvent, Recorded
from events.errors import EventConflict
from events.folds.pitches import PitchResult, in_use_since, results
from events.ids import derive, new_id
from events.sealing import unseal
from events.types.pitches import PitchText, PitchVersionAdded, PitchVersionChosen

LONGEST_TEXT, LONGEST_TITLE = 8_000, 200

ATTEMPTS = 5

Numbering = Callable[[Sequence[PitchResult]], tuple[str, int]]
"""From all versions to the pitch and number of the one to add."""


class Pitches:
    """The pitches of any person."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def all(self, person_id: str) -> list[Pitch]:
        """Every version with its words and what it met, in the order they were added."""
        return await self._read(person_id, await self._results(person_id))

    async def find(self, person_id: str, reference: str | None = None) -> Pitch:
        """The version that a reference names ("2", "1.2"), without one the version in use. Raises `NotFound`."""
        (found,) = await self._read(person_id, [named(await self._results(person_id), reference)])
        return found

    async def version(self, person_id: str, pitch_id: str, version: int) -> Pitch:
        """One version of one pitch. Raises `NotFound`."""
        found = [one for one in await self._results(person_id) if (one.pitch_id, one.version) == (pitch_id, version)]
        if not found:
            raise NotFound("There is no such version of a pitch.")
        return (await self._read(person_id, found))[0]

    async def since(self, person_id: str) -> date | None:
        """The person's day from which on the version in use is in use, None without one."""
        began = in_use_since((await self._journal.states(person_id)).pitches)
        zone = (await self._journal.now(person_id)).tzinfo
        return None if began is None else datetime.fromtimestamp(began / 1000, zone).date()

    async def made_of(self, person_id: str, revision_id: str) -> Pitch | None:
        """The version that a revision became, None where it was not accepted."""
        found = [one for one in await self._results(person_id) if one.reply_id == revision_id]
        return (await self._read(person_id, found[:1]))[0] if found else None

    async def add(self, person_id: str, text: str, title: str = "", new: bool = False) -> Pitch:
        """Add a version of the pitch in use, or a `new` pitch, and use it from now on. Raises `InvalidEntry`, also for
        the words in use as they are: a form that is sent twice adds one version."""
        using = next((one for one in await self.all(person_id) if one.in_use), None)
        if using and (using.text, title.strip() or using.title) == (text.strip(), using.title):
            raise InvalidEntry("These are the words in use already. Change them first.")
        return await self._add(person_id, text, title, lambda known: next_version(known, new_id(), new))

    async def accept(self, person_id: str, pitch_id: str, text: str, revision_id: str) -> Pitch:
        """Add what the coach wrote as the next version of its pitch, and use it from now on. Accepting a revision
        again adds nothing. Raises `InvalidEntry`."""
        return await self._add(person_id, text, "", lambda known: version_after(known, pitch_id), revision_id)

    async def _add(
        self, person_id: str, text: str, title: str, numbered: Numbering, revision_id: str | None = None
    ) -> Pitch:
        check_words(text, title)
        for attempt in range(ATTEMPTS):
            known = await self._results(person_id)
            if revision_id and (there := await self.made_of(person_id, revision_id)):
                return there
            pitch_id, version = numbered(known)
            private = PitchText(text=text.strip(), title=title.strip() or await self._title(person_id, known, pitch_id))
            source: Literal["person", "coach"] = "coach" if revision_id else "person"
            added = PitchVersionAdded(pitch_id=pitch_id, version=version, source=source, reply_id=revision_id)
            # Its id is made of its number, so two that are added at the same time cannot both be version 2.
            event_id, now = derive(pitch_id, f"version {version}"), await self._journal.now(person_id)
            try:
                await self._journal.log.append(person_id, [NewEvent(event_id, now, added, {person_id: private})])
                break
            except EventConflict:
                if attempt == ATTEMPTS - 1:
                    raise
        return await self.version(person_id, pitch_id, version)

    async def use(self, person_id: str, reference: str) -> Pitch:
        """Go back, or over, to a version that is there. Raises `NotFound`."""
        wanted = named(await self._results(person_id), reference)
        if not wanted.in_use:
            chosen = PitchVersionChosen(pitch_id=wanted.pitch_id, version=wanted.version)
            now = await self._journal.now(person_id)
            await self._journal.log.append(person_id, [NewEvent(new_id(), now, chosen)])
        return await self.find(person_id)

    async def _results(self, person_id: str) -> list[PitchResult]:
        return results((await self._journal.states(person_id)).pitches)

    async def _title(self, person_id: str, known: Sequence[PitchResult], pitch_id: str) -> str:
        """The title of the pitch's newest version: a new version of it goes on under the same."""
        mine = [found for found in known if found.pitch_id == pitch_id]
        return (await self._read(person_id, mine[-1:]))[0].title if mine else ""

    async def _read(self, person_id: str, found: Sequence[PitchResult]) -> list[Pitch]:
        """Versions as the person reads them. Names are those among all their versions."""
        names = version_names(await self._results(person_id))
        recorded = await self._journal.log.at(person_id, [one.stream_version for one in found])
        return [await self._pitch(person_id, one, recorded[one.stream_version], names) for one in found]

    async def _pitch(
        self, person_id: str, found: PitchResult, recorded: Recorded, names: dict[tuple[str, int], str]
    ) -> Pitch:
        private = (await unseal(recorded, self._journal.keys)).get(person_id)
        words = private if isinstance(private, PitchText) else None
        return Pitch(
            name=names[found.pitch_id, found.version],
            pitch_id=found.pitch_id,
            version=found.version,
            title=words.title if words else "",
            text=words.text if words else None,
            source="coach" if found.source == "coach" else "person",
            added_at=recorded.moment,
            in_use=found.in_use,
            outcomes=found.outcomes,
            reasons=found.reasons,
            conversations=found.conversations,
            conversion=wilson(found.outcomes.get("won", 0), found.conversations),
        )


def named(known: Sequence[PitchResult], reference: str | None) -> PitchResult:
    """The version that is meant: "1.2", or "2" of the pitch in use, or None for the version in use.

    Raises `NotFound`.
    """
    using = next((found for found in known if found.in_use), None)
    if using is None:
        raise NotFound('There is no pitch yet. Add yours with coach pitch add "your words".')
    if reference is None:
        return using
    names = version_names(known)
    whole = reference if "." in reference else f"{names[using.pitch_id, using.version].partition('.')[0]}.{reference}"
    for found in known:
        if names[found.pitch_id, found.version] == whole:
            return found
    raise NotFound("There is no such version of a pitch. See coach pitch, and give a name such as 1.2.")


def next_version(known: Sequence[PitchResult], fresh_id: str, new: bool) -> tuple[str, int]:
    """Which pitch and version words that are added become; `fresh_id` is for a pitch that is not there yet."""
    using = next((found.pitch_id for found in known if found.in_use), None)
    return (fresh_id, 1) if new or using is None else version_after(known, using)


def version_after(known: Sequence[PitchResult], pitch_id: str) -> tuple[str, int]:
    """The pitch and the number that its next version has."""
    return pitch_id, 1 + max((found.version for found in known if found.pitch_id == pitch_id), default=0)


def check_words(text: str, title: str) -> None:
    """Raise `InvalidEntry` for a pitch without words, or with too many."""
    if not text.strip():
        raise InvalidEntry('A pitch needs words: coach pitch add "your words", or - to read them from standard input.')
    if len(text.strip()) > LONGEST_TEXT or len(title.strip()) > LONGEST_TITLE:
        raise InvalidEntry(f"A pitch has at most {LONGEST_TEXT:,} characters, its title {LONGEST_TITLE}. Shorten it.")
