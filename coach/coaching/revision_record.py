"""The record of revisions: what a model was asked and what came of it, sealed for the person.

Names of prospects in a revision are sealed for them, so that they are forgotten with them. The difference is not kept:
it is made anew from the words of the version and those of the revision.
"""

from typing import Final

import msgspec
from msgspec import Struct, structs

from coach.coaching.difference import difference
from coach.coaching.receipts import receipt_id_of, to_seal
from coach.coaching.rewriting import Rewritten
from coach.contracts import Revision
from coach.errors import NotFound
from coach.journal.mentions import Names, mark_mentions, restore_mentions, words_behind
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from events.envelope import NewEvent, Private
from events.ids import derive
from events.sealing import Forgotten, unseal
from events.types.coaching import ModelCalled
from events.types.mentions import Mentions
from events.types.pitches import PitchRevised, RevisionContent
from prompts.prompt_files import Prompt

UNKNOWN: Final = "There is no such revision. Ask for one with coach pitch revise."


class Kept(Struct, frozen=True):
    """A revision read back, and whether somebody whom it names was forgotten since."""

    revision: Revision
    names_forgotten: bool


class RevisionRecord:
    """Adds revisions to journals and reads them back."""

    def __init__(self, journal: Journal, pitches: Pitches) -> None:
        self._journal = journal
        self._pitches = pitches

    async def add(self, person_id: str, revision: Revision, written: Rewritten, prompt: Prompt, endpoint: str) -> None:
        """Record a revision that a model was asked for, with the receipt of the call, in one append."""
        exchange, revision_id = written.exchange, revision.revision_id
        assert exchange is not None
        now = await self._journal.now(person_id)
        receipt_id = receipt_id_of(revision_id)
        called = ModelCalled(receipt_id=receipt_id, reply_id=revision_id, model=exchange.model, status=exchange.status)
        revised = PitchRevised(
            revision_id=revision_id,
            pitch_id=revision.pitch_id,
            version=revision.version,
            source=revision.source,
            cards=[card.id for card in revision.cards],
            prompt_id=f"{prompt.about.id} {prompt.about.version}",
            prompt_hash=prompt.hash,
            model=exchange.model,
            tokens_in=exchange.prompt_tokens,
            tokens_out=exchange.completion_tokens,
            latency_ms=exchange.latency_ms,
            guard=written.guard,
            failure=written.failure,
        )
        marked = mark_mentions([revision.text or ""], Names(await self._journal.prospects(person_id)))
        text = None if revision.text is None else marked.texts[0]
        document = msgspec.json.encode(structs.replace(revision, text=text, difference=[]))
        receipt: dict[str, Private] = {person_id: to_seal(exchange, endpoint)}
        names: dict[str, Private] = {prospect: Mentions(words=words) for prospect, words in marked.words.items()}
        content = {**names, person_id: RevisionContent(revision=msgspec.Raw(document))}
        events = [
            NewEvent(receipt_id, now, called, receipt),
            NewEvent(_event_id(revision_id), now, revised, content),
        ]
        await self._journal.log.append(person_id, events)

    async def read(self, person_id: str, revision_id: str) -> Kept:
        """A revision as it was given. Raises `NotFound`."""
        try:
            event_id = _event_id(revision_id)
        except ValueError:
            raise NotFound(UNKNOWN) from None
        recorded = (await self._journal.log.find(person_id, [event_id])).get(event_id)
        parts = await unseal(recorded, self._journal.keys) if recorded else {}
        content = parts.get(person_id)
        if not isinstance(content, RevisionContent):
            raise NotFound(UNKNOWN)
        revision = msgspec.json.decode(content.revision, type=Revision)
        pitch = await self._pitches.version(person_id, revision.pitch_id, revision.version)
        if revision.text is not None:
            revision.text = restore_mentions(revision.text, words_behind(parts))
            revision.difference = difference(pitch.text or "", revision.text)
        return Kept(revision, any(isinstance(part, Forgotten) for part in parts.values()))


def _event_id(revision_id: str) -> str:
    return derive(revision_id, "revised")
