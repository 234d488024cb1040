"""The coach: a message becomes a reply, written in its own task, recorded when it is whole.

In: a person and a message. Out: a `RunningReply`. The same `reply_id` asked again is the same reply.
"""

import asyncio
import hashlib
import time
from datetime import date

import msgspec
import structlog

from coach.coaching.composition import to_block
from coach.coaching.conduct import Conduct
from coach.coaching.outgoing import Redactor, shortened
from coach.coaching.past import PastReply, memory_of
from coach.coaching.preparation import Prepared, prepare
from coach.coaching.receipts import open_receipt, receipt_id_of, to_seal
from coach.coaching.running import RunningReply
from coach.coaching.selection import Memory
from coach.coaching.sources import source_note, source_of
from coach.coaching.writing import Written, request_messages, write_with_model
from coach.contracts import AskInput, Block, CardRef, Fact, Preview, Receipt, RedactedSpan, Reply
from coach.errors import InvalidEntry, NotFound
from coach.journal.mentions import mark_mentions, restore_mentions
from coach.journal.service import Journal
from coach.model import ModelClient, RecordStore
from coach.safety import Assessment, Resources, clean, safety_text
from coach.settings import UNNAMED_MODEL
from events.envelope import NewEvent, Private
from events.errors import EventConflict
from events.folds.coaching import ReplyState
from events.folds.reader import States
from events.ids import derive, new_id
from events.sealing import unseal
from events.types.coaching import (
    CoachingContent,
    CoachingGiven,
    CoachingRated,
    DraftDismissed,
    ModelCalled,
)
from events.types.mentions import Mentions
from prompts.cards import Deck
from prompts.prompt_files import Prompt

REMEMBERED = 8
"""How many earlier replies a new one avoids repeating."""

KEPT_FINISHED = 64
KEPT_LEVELS = 10_000

log = structlog.get_logger()


class Coach:
    """Gives replies to people, by rules, and with a model where one is configured."""

    def __init__(
        self,
        journal: Journal,
        deck: Deck,
        prompt: Prompt,
        resources: Resources,
        model: ModelClient | None,
        record: RecordStore | None = None,
    ) -> None:
        self._journal = journal
        self.deck = deck
        self.prompt = prompt
        self._resources = resources
        self.model = model
        self.conduct = Conduct(record, model.config, prompt.hash) if record and model else None
        self.redactor = Redactor(journal)
        self._running: dict[tuple[str, str], RunningReply] = {}
        self._levels: dict[str, int] = {}
        """Levels of replies that were opened once: a day may have many, and each would be opened for every question."""
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def model_name(self) -> str | None:
        """The configured model in words, None without one."""
        if self.model is None:
            return None
        return "the model" if self.model.config.model == UNNAMED_MODEL else self.model.config.model

    async def ask(self, person_id: str, asked: AskInput) -> RunningReply:
        """Begin a reply, or find the one that this id already has. Raises `InvalidEntry`, `EventConflict`."""
        reply_id = asked.reply_id or new_id()
        known = await self.find(person_id, reply_id)
        # Looked up once more: whoever asked the same at the same time may have begun while we were reading.
        if running := self._running.get((person_id, reply_id)) or known:
            if running.text != asked.text:
                raise EventConflict([reply_id])
            return running
        running = self._running[person_id, reply_id] = RunningReply(reply_id, person_id, asked.text)
        try:
            prepared = await self._prepare(person_id, reply_id, asked)
        except BaseException as failure:
            del self._running[person_id, reply_id]
            running.finish(None, failure if isinstance(failure, Exception) else InvalidEntry("Stopped."))
            raise
        task = asyncio.get_running_loop().create_task(self._write(running, prepared, asked))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return running

    async def find(self, person_id: str, reply_id: str) -> RunningReply | None:
        """A reply that is being written, or was: from memory, else from the journal."""
        if running := self._running.get((person_id, reply_id)):
            return running
        state = (await self._journal.states(person_id)).coaching.replies.get(reply_id)
        if not state:
            return None
        finished = None
        for past in await self._past(person_id, [state]):
            finished = RunningReply(reply_id, person_id, past.text)
            finished.blocks = list(past.reply.blocks)
            finished.finish(past.reply)
        return finished

    def warm_up(self) -> None:
        """Read what the first reply would otherwise wait for: phrases, patterns, fixed texts."""
        prepare("A hard day.", new_id(), States(), date(2000, 1, 3), self.deck, Memory(), lambda _: None)

    def unfinished(self, person_id: str) -> list[RunningReply]:
        """The person's replies that are being written."""
        return [
            running
            for (owner, _), running in self._running.items()
            if owner == person_id and not running.reply and not running.failure
        ]

    async def history(self, person_id: str, limit: int = 10) -> list[PastReply]:
        """The newest replies, oldest first."""
        states = (await self._journal.states(person_id)).coaching.replies.values()
        return await self._past(person_id, list(states)[-limit:])

    async def preview(self, person_id: str, asked: AskInput) -> Preview:
        """What would leave for a message. Changes nothing, and asks nobody. Raises `InvalidEntry`."""
        prepared = await self._prepare(person_id, asked.reply_id or new_id(), asked)
        text = clean(asked.text)
        found = await self.redactor.preview(person_id, text, frozenset(asked.unmasked))
        part = self.conduct.part_now(prepared) if self.conduct else prepared
        why = self._why_not(prepared, part)
        return Preview(
            leaves=not why,
            why=why,
            text=shortened(found.text),
            spans=[RedactedSpan(s.start, s.end, s.type, s.placeholder, s.doubtful) for s in found.spans],
            doubtful=list(dict.fromkeys(text[span.start : span.end] for span in found.spans if span.doubtful)),
            messages=request_messages(part, self.deck, self.prompt, shortened(found.text)) if part and not why else [],
        )

    def _why_not(self, prepared: Prepared, part: Prepared | None) -> str:
        if self.model is None:
            return "No model is configured, so nothing leaves."
        if not prepared.may_use_model:
            return "This is answered without a model, so nothing leaves."
        return "" if part else "The model is not used at present, so nothing leaves."

    async def receipt(self, person_id: str, reply_id: str) -> Receipt:
        """What left the machine for a reply. Raises `NotFound`."""
        return await open_receipt(self._journal, person_id, reply_id)

    async def rate(self, person_id: str, reply_id: str, block: int, helpful: bool) -> None:
        """Record what the person thought of one block. Raises `NotFound`."""
        running = await self.find(person_id, reply_id)
        if not running or not running.reply or block >= len(running.reply.blocks):
            raise NotFound("There is no such part of a reply to rate.")
        event = CoachingRated(reply_id=reply_id, block=block, helpful=helpful, cards=running.reply.blocks[block].cards)
        await self._journal.log.append(person_id, [NewEvent(new_id(), await self._journal.now(person_id), event)])

    async def dismiss_draft(self, person_id: str, reply_id: str, entry_id: str) -> None:
        """Record that the person does not want a drafted entry logged."""
        event = DraftDismissed(entry_id=entry_id, reply_id=reply_id)
        now = await self._journal.now(person_id)
        await self._journal.log.append(person_id, [NewEvent(new_id(), now, event)])

    def stop_all(self) -> None:
        """Stop the model in all running replies; the rest of each comes by rules."""
        for running in self._running.values():
            running.stop()

    async def close(self) -> None:
        """End all running replies by rules, record them, and close the model's connections."""
        self.stop_all()
        if self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.model:
            await self.model.aclose()

    # ------------------------------------------------------------ before

    async def _prepare(self, person_id: str, reply_id: str, asked: AskInput) -> Prepared:
        states = await self._journal.states(person_id)
        today = await self._journal.today(person_id)
        conversation, day = asked.conversation_id or _conversation_of(person_id, today), today.isoformat()
        replies = list(states.coaching.replies.values())
        near = {
            state.reply_id
            for state in replies
            if state.conversation_id == conversation or state.occurred_at.startswith(day)
        }
        recent = {state.reply_id for state in replies[-REMEMBERED:]}
        read = recent | {reply_id for reply_id in near if reply_id not in self._levels}
        past = await self._past(person_id, [state for state in replies if state.reply_id in read])
        self._levels.update((reply.reply.reply_id, reply.reply.safety_level) for reply in past)

        def text_for(assessment: Assessment) -> str | None:
            country = self._resources.for_time_zone(states.person.time_zone, assessment.language)
            return safety_text(assessment, country)

        return prepare(
            asked.text,
            reply_id,
            states,
            today,
            self.deck,
            memory_of(states, [reply for reply in past if reply.reply.reply_id in recent], today),
            text_for,
            # One denial changes nothing: what showed risk counts for the conversation, and for the day.
            watchful=any(self._levels.get(reply_id, 0) >= 2 for reply_id in near),
        )

    async def _past(self, person_id: str, states: list[ReplyState]) -> list[PastReply]:
        """The replies as they were given, read all at once; those whose content is forgotten are left out."""
        rows = await self._journal.log.at(person_id, [state.version for state in states])
        found: list[PastReply] = []
        for state in states:
            recorded = rows.get(state.version)
            parts = await unseal(recorded, self._journal.keys) if recorded else {}
            content = parts.get(person_id)
            if not recorded or not isinstance(content, CoachingContent):
                continue
            words = {n: word for part in parts.values() if isinstance(part, Mentions) for n, word in part.words.items()}
            message = restore_mentions(content.message, words)
            reply = msgspec.json.decode(content.reply, type=Reply)
            for place, block in enumerate(reply.blocks):
                reply.blocks[place] = msgspec.structs.replace(block, text=restore_mentions(block.text, words))
            ratings = {int(block): helpful for block, helpful in state.ratings.items()}
            found.append(PastReply(message, reply, recorded.moment, ratings))
        return found

    # ------------------------------------------------------------ writing

    async def _write(self, running: RunningReply, prepared: Prepared, asked: AskInput) -> None:
        began, written = time.monotonic(), Written()
        reply: Reply | None = None
        failure: Exception | None = None
        try:
            for block in prepared.before:
                running.emit(block)
            if self.model and prepared.may_use_model:
                await self._write_with_model(running, prepared, written, asked)
            for piece in prepared.pieces[written.passed :]:
                running.emit(to_block(piece, prepared.sheet))
            for block in prepared.after:
                running.emit(block)
            reply = self._whole(running, prepared, written)
            latency = round((time.monotonic() - began) * 1000)
            await self._record(running, reply, prepared, written, asked.conversation_id, latency)
        except Exception as error:
            failure = error
            log.error("reply_failed", reply_id=running.reply_id, error=type(error).__name__)
        running.finish(None if failure else reply, failure)
        self._forget_finished()

    async def _write_with_model(
        self, running: RunningReply, prepared: Prepared, written: Written, asked: AskInput
    ) -> None:
        if running.stopped:  # before there was anything to cancel
            written.failure = "stopped"
            return
        part = self.conduct.part(prepared) if self.conduct else prepared
        if part is None:
            return
        running.model = asyncio.get_running_loop().create_task(self._call(running, part, written, asked))
        await asyncio.wait([running.model])
        if running.model.cancelled():
            written.failure = "stopped"
        elif error := running.model.exception():
            # A fault of ours in handling a model must not cost the person their reply.
            written.failure = "fault"
            log.error("model_writing_failed", reply_id=running.reply_id, error=type(error).__name__)
        if self.conduct:
            self.conduct.note(written, len(part.pieces))

    async def _call(self, running: RunningReply, part: Prepared, written: Written, asked: AskInput) -> None:
        assert self.model is not None
        person_id = running.person_id
        conversation = asked.conversation_id or _conversation_of(person_id, await self._journal.today(person_id))
        out = await self.redactor.redact(person_id, conversation, clean(running.text), frozenset(asked.unmasked))
        written.names = out.placeholders
        await write_with_model(
            part, self.deck, self.prompt, self.model, running.emit, written, out.text, out.placeholders
        )

    def _whole(self, running: RunningReply, prepared: Prepared, written: Written) -> Reply:
        blocks = running.blocks
        cards = [self._card(card) for card in dict.fromkeys(card for block in blocks for card in block.cards)]
        facts = [prepared.sheet.facts[fact] for fact in _stated(blocks) if fact in prepared.sheet.facts]
        called = written.exchange is not None and bool(written.exchange.requests)
        return Reply(
            reply_id=running.reply_id,
            source=source_of(blocks),
            safety_level=prepared.assessment.level,
            blocks=list(blocks),
            facts=facts,
            cards=cards,
            draft_entries=prepared.drafts,
            receipt=receipt_id_of(running.reply_id) if called else None,
            note=source_note(blocks, cards, self.model_name, called or written.failure is not None, written.failure),
        )

    def _card(self, card_id: str) -> CardRef:
        card = self.deck[card_id]
        return CardRef(card.id, card.title, card.article, card.section)

    async def _record(
        self,
        running: RunningReply,
        reply: Reply,
        prepared: Prepared,
        written: Written,
        conversation_id: str | None,
        latency_ms: int,
    ) -> None:
        person_id, now = running.person_id, await self._journal.now(running.person_id)
        events: list[NewEvent] = []
        exchange = written.exchange
        if reply.receipt and exchange:
            assert self.model is not None
            receipt: dict[str, Private] = {person_id: to_seal(exchange, self.model.config.endpoint)}
            called = ModelCalled(
                receipt_id=reply.receipt, reply_id=reply.reply_id, model=exchange.model, status=exchange.status
            )
            events.append(NewEvent(reply.receipt, now, called, receipt))
        used = exchange if reply.receipt else None
        given = CoachingGiven(
            reply_id=reply.reply_id,
            conversation_id=conversation_id or _conversation_of(person_id, now.date()),
            mode="chat",
            source=reply.source,
            cards=[card.id for card in reply.cards],
            facts_hash=_digest(reply.facts),
            prompt_id=f"{self.prompt.about.id} {self.prompt.about.version}" if used else None,
            prompt_hash=self.prompt.hash if used else None,
            model=used.model if used else None,
            tokens_in=used.prompt_tokens if used else None,
            tokens_out=used.completion_tokens if used else None,
            latency_ms=latency_ms,
            guards=written.guards,
            failure=written.failure,
        )
        named = [place for place, block in enumerate(reply.blocks) if _has_names(block, written)]
        texts = [running.text, *(reply.blocks[place].text for place in named)]
        marked = mark_mentions(texts, await self._journal.prospects(person_id))
        message, *rest = marked.texts
        blocks = list(reply.blocks)
        for place, text in zip(named, rest, strict=True):
            blocks[place] = msgspec.structs.replace(blocks[place], text=text)
        kept = msgspec.structs.replace(reply, blocks=blocks)
        content = CoachingContent(message=message, reply=msgspec.Raw(msgspec.json.encode(kept)))
        sealed: dict[str, Private] = {prospect: Mentions(words=words) for prospect, words in marked.words.items()}
        events.append(NewEvent(derive(reply.reply_id, "given"), now, given, {**sealed, person_id: content}))
        await self._journal.log.append(person_id, events)

    def _forget_finished(self) -> None:
        if len(self._levels) > KEPT_LEVELS:
            self._levels.clear()
        finished = [key for key, running in self._running.items() if running.reply or running.failure]
        for key in finished[:-KEPT_FINISHED]:
            del self._running[key]


def _has_names(block: Block, written: Written) -> bool:
    """Whether a block by the model has names in it that were put back."""
    return block.by == "model" and any(name in block.text for name in written.names.words().values())


def _stated(blocks: list[Block]) -> list[str]:
    return list(dict.fromkeys(fact for block in blocks for fact in block.facts))


def _digest(facts: list[Fact]) -> str:
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def _conversation_of(person_id: str, day: date) -> str:
    """Messages that name no conversation belong to that of their day."""
    return derive(person_id, day.isoformat())
