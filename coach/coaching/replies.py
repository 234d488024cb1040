"""Replies in the journal: a reply and its receipt become events, and these become replies again.

Names of prospects in what was said are sealed under the prospect's key, so they go when the prospect is forgotten.
"""

import hashlib

import msgspec
from msgspec import Struct

from coach.coaching.held import OfProspects
from coach.coaching.past import PastReply
from coach.coaching.receipts import to_seal, without_notes
from coach.contracts import Fact, Reply
from coach.journal.mentions import Names, mark_mentions, restore_mentions, words_behind
from coach.journal.service import Journal
from coach.model import Exchange
from events.envelope import NewEvent, Private
from events.folds.coaching import ReplyState
from events.folds.reader import States
from events.ids import derive
from events.sealing import SubjectKey, unseal
from events.types.coaching import CoachingContent, CoachingGiven, ModelCalled
from events.types.mentions import Mentions
from prompts.prompt_files import Prompt


class Course(Struct, frozen=True):
    """How a reply came about. `named` are the places of blocks in which names were put back; `notes` the ticked notes
    about prospects as they left, each with whom it is about."""

    message: str
    conversation_id: str
    latency_ms: int | None
    exchange: Exchange | None
    endpoint: str
    guards: dict[str, int]
    failure: str | None
    named: list[int]
    notes: dict[str, str] = {}


class Replies:
    """The replies of any person. Recording one twice is recording it once."""

    def __init__(self, journal: Journal, prompt: Prompt) -> None:
        self._journal = journal
        self._prompt = prompt
        self._names = OfProspects(self._read_names)

    async def record(self, person_id: str, reply: Reply, course: Course) -> None:
        """Keep a reply, and the receipt of its call. Raises `EventConflict` where it was kept as another one."""
        states = await self._journal.states(person_id)
        now = self._journal.now_of(states)
        events: list[NewEvent] = []
        used = course.exchange if reply.receipt else None
        if reply.receipt and used:
            shown, noted = without_notes(used, course.notes)
            keys = await self._journal.keys.get(noted)
            # Nothing can be sealed for who was forgotten while the reply was written: their note is gone at once.
            receipt: dict[str, Private] = {who: noted[who] for who in noted if isinstance(keys[who], SubjectKey)}
            receipt[person_id] = to_seal(shown, course.endpoint)
            called = ModelCalled(
                receipt_id=reply.receipt, reply_id=reply.reply_id, model=used.model, status=used.status
            )
            events.append(NewEvent(reply.receipt, now, called, receipt))
        given = CoachingGiven(
            reply_id=reply.reply_id,
            conversation_id=course.conversation_id,
            mode="chat",
            source=reply.source,
            cards=[card.id for card in reply.cards],
            facts_hash=_digest(reply.facts),
            prompt_id=f"{self._prompt.about.id} {self._prompt.about.version}" if used else None,
            prompt_hash=self._prompt.hash if used else None,
            model=used.model if used else None,
            tokens_in=used.prompt_tokens if used else None,
            tokens_out=used.completion_tokens if used else None,
            latency_ms=course.latency_ms,
            guards=course.guards,
            failure=course.failure,
        )
        sealed = await self._sealed(person_id, reply, course, states)
        events.append(NewEvent(derive(reply.reply_id, "given"), now, given, sealed))
        await self._journal.log.append(person_id, events)

    async def _sealed(self, person_id: str, reply: Reply, course: Course, states: States) -> dict[str, Private]:
        texts = [course.message, *(reply.blocks[place].text for place in course.named)]
        marked = mark_mentions(texts, await self._names.get(person_id, states))
        message, *rest = marked.texts
        blocks = list(reply.blocks)
        for place, text in zip(course.named, rest, strict=True):
            blocks[place] = msgspec.structs.replace(blocks[place], text=text)
        kept = msgspec.structs.replace(reply, blocks=blocks)
        sealed: dict[str, Private] = {prospect: Mentions(words=words) for prospect, words in marked.words.items()}
        return {**sealed, person_id: CoachingContent(message=message, reply=msgspec.Raw(msgspec.json.encode(kept)))}

    async def _read_names(self, person_id: str) -> Names:
        return Names(await self._journal.prospects(person_id))

    async def read(self, person_id: str, reply_id: str) -> PastReply | None:
        """A reply as the journal has it now."""
        return await self.find(person_id, reply_id, await self._journal.states(person_id))

    async def find(self, person_id: str, reply_id: str, states: States) -> PastReply | None:
        """A reply that is in the journal as of `states`, None where it is not, or is forgotten."""
        state = states.coaching.replies.get(reply_id)
        found = await self.past(person_id, [state]) if state else []
        return found[0] if found else None

    async def past(self, person_id: str, states: list[ReplyState]) -> list[PastReply]:
        """The replies as they were given, read all at once; those whose content is forgotten are left out."""
        rows = await self._journal.log.at(person_id, [state.version for state in states])
        found: list[PastReply] = []
        for state in states:
            recorded = rows.get(state.version)
            parts = await unseal(recorded, self._journal.keys) if recorded else {}
            content = parts.get(person_id)
            if not recorded or not isinstance(content, CoachingContent):
                continue
            words = words_behind(parts)
            message = restore_mentions(content.message, words)
            reply = msgspec.json.decode(content.reply, type=Reply)
            for place, block in enumerate(reply.blocks):
                reply.blocks[place] = msgspec.structs.replace(block, text=restore_mentions(block.text, words))
            ratings = {int(block): helpful for block, helpful in state.ratings.items()}
            found.append(PastReply(message, reply, recorded.moment, ratings))
        return found


def _digest(facts: list[Fact]) -> str:
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()
