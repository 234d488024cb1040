"""Outgoing: what of a message may leave for a model, and the way back from its placeholders to names.

In: the message and the person's own records. Out: the redacted message, and the placeholders of the conversation. They
are kept in memory only, for as long as the process and the conversation live: nothing that is stored holds them.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from coach.coaching.held import OfProspects
from coach.contracts import RedactedSpan
from coach.journal.people import People
from coach.journal.service import Journal
from coach.privacy import Placeholders, Records, Redacted, redact

MOST: Final = 6_000
"""Characters of a message that leave, about 1,500 tokens; what is over is cut out of its middle."""

MOST_OF_NOTE: Final = 600
"""The same of each note that goes with it, about 150 tokens."""

CUT: Final = " [...] "
KEPT: Final = 256
"""Conversations whose placeholders are remembered."""


class Outgoing(Struct, frozen=True):
    """What leaves of a message and of the notes with it, and whom the placeholders stand for."""

    text: str
    placeholders: Placeholders
    notes: list[str] = []


class Foreseen(Struct, frozen=True):
    """What would leave; `spans` are of the message, `doubtful` the words of all texts that nothing explains."""

    text: str
    notes: list[str]
    spans: list[RedactedSpan]
    doubtful: list[str]


class Redactor:
    """Redacts messages with what each person's own records know."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._people = People(journal)
        self._records = OfProspects(self._read_records)
        self._placeholders: OrderedDict[tuple[str, str], Placeholders] = OrderedDict()

    async def redact(
        self, person_id: str, conversation_id: str, texts: Sequence[str], unmasked: frozenset[str] = frozenset()
    ) -> Outgoing:
        """A message and the notes with it as they may leave. The same name has the same placeholder through a
        conversation."""
        placeholders = self._placeholders.setdefault((person_id, conversation_id), Placeholders())
        self._placeholders.move_to_end((person_id, conversation_id))
        while len(self._placeholders) > KEPT:
            self._placeholders.popitem(last=False)
        message, *notes = [await self._redacted(person_id, text, placeholders, unmasked) for text in texts]
        return Outgoing(shortened(message.text), placeholders, [shortened_note(note.text) for note in notes])

    async def preview(self, person_id: str, text: str, unmasked: frozenset[str] = frozenset()) -> Redacted:
        """What would leave, with where names stand. Changes nothing."""
        return await self._redacted(person_id, text, Placeholders(), unmasked)

    async def foresee(self, person_id: str, texts: Sequence[str], unmasked: frozenset[str] = frozenset()) -> Foreseen:
        """What would leave of a message and the notes with it. Changes nothing."""
        placeholders = Placeholders()
        message, *notes = found = [await self._redacted(person_id, text, placeholders, unmasked) for text in texts]
        return Foreseen(
            text=shortened(message.text),
            notes=[shortened_note(note.text) for note in notes],
            spans=[RedactedSpan(s.start, s.end, s.type, s.placeholder, s.doubtful) for s in message.spans],
            doubtful=_doubtful_words(texts, found),
        )

    async def _redacted(
        self, person_id: str, text: str, placeholders: Placeholders, unmasked: frozenset[str]
    ) -> Redacted:
        records = await self._records.get(person_id, await self._journal.states(person_id))
        # The first note of a language reads its dictionary, which takes a second: not on the event loop.
        return await asyncio.to_thread(redact, text, records, placeholders, unmasked=unmasked)

    async def _read_records(self, person_id: str) -> Records:
        prospects = await self._journal.prospects(person_id)
        name = (await self._people.get(person_id)).name
        return await asyncio.to_thread(Records, prospects, names=[name] if name else [])


def shortened(text: str, most: int = MOST) -> str:
    """The beginning and the end of a text that is too long."""
    if len(text) <= most:
        return text
    half = (most - len(CUT)) // 2
    return f"{text[:half].rstrip()}{CUT}{text[-half:].lstrip()}"


def shortened_note(text: str) -> str:
    """The same of a note."""
    return shortened(text, MOST_OF_NOTE)


def _doubtful_words(texts: Sequence[str], found: Sequence[Redacted]) -> list[str]:
    """The words of the texts that are masked because nothing explains them, in order, each once."""
    pairs = zip(texts, found, strict=True)
    words = [text[span.start : span.end] for text, redacted in pairs for span in redacted.spans if span.doubtful]
    return list(dict.fromkeys(words))
