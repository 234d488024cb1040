"""Generation: a prepared reply is written, with the model as far as it may and by rules for the rest, and recorded.

It runs apart from any request. What a killed process left unfinished is completed by rules, behind what was shown.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Final

import structlog
from msgspec import structs

from coach.coaching.composition import to_block
from coach.coaching.conduct import Conduct
from coach.coaching.outgoing import Redactor
from coach.coaching.receipts import receipt_id_of
from coach.coaching.replies import Course, Replies
from coach.coaching.running import RunningReply
from coach.coaching.sources import source_note, source_of
from coach.coaching.turn import Prepared
from coach.coaching.unfinished import Begun, Part, Sent, Shown, Unfinished, UnfinishedReplies
from coach.coaching.writing import Written, write_with_model
from coach.contracts import AskInput, Block, CardRef, Fact, Reply
from coach.errors import InvalidEntry, NotFound
from coach.model import Exchange, ModelClient, Spending, spent
from coach.safety import clean
from coach.settings import UNNAMED_MODEL
from events.errors import EventConflict
from prompts.cards import Deck
from prompts.prompt_files import Prompt

LOOK_SECONDS: Final = 0.25
"""How often a reply that another process writes is looked at."""

log = structlog.get_logger()


class Generation:
    """Writes the replies of one process."""

    def __init__(
        self,
        deck: Deck,
        prompt: Prompt,
        model: ModelClient | None,
        conduct: Conduct | None,
        redactor: Redactor,
        replies: Replies,
        unfinished: UnfinishedReplies | None,
        spending: Spending | None,
    ) -> None:
        self._deck = deck
        self._prompt = prompt
        self._model = model
        self._conduct = conduct
        self._redactor = redactor
        self._replies = replies
        self._unfinished = unfinished
        self._spending = spending

    @property
    def model_name(self) -> str | None:
        """The configured model in words, None without one."""
        if self._model is None:
            return None
        return "the model" if self._model.config.model == UNNAMED_MODEL else self._model.config.model

    @property
    def tokens_a_reply(self) -> int:
        """What a reply may take at most, prompt and answer together."""
        return self._prompt.about.budget + (self._model.config.max_tokens if self._model else 0)

    async def write(self, running: RunningReply, prepared: Prepared, asked: AskInput) -> None:
        """Write and record a reply; whatever happens, its readers come to an end."""
        began, written = time.monotonic(), Written()
        with self._ending(running):
            for block in prepared.before:
                running.emit(block)
            if self._model and prepared.may_use_model:
                await self._write_with_model(running, prepared, written, asked)
            for piece in prepared.pieces[written.passed :]:
                running.emit(to_block(piece, prepared.sheet))
            for block in prepared.after:
                running.emit(block)
            course = Course(
                message=running.text,
                conversation_id=asked.conversation_id or "",
                latency_ms=round((time.monotonic() - began) * 1000),
                exchange=written.exchange,
                endpoint=self._model.config.endpoint if self._model else "",
                guards=written.guards,
                failure=written.failure,
                named=[
                    place
                    for place, block in enumerate(running.blocks)
                    if _has_names(block, written) or (prepared.names and place < len(prepared.before))
                ],
                notes=written.notes,
            )
            reply = self._by_rules(running.reply_id, prepared)
            await self._finish(running, reply, prepared.sheet.facts, course)

    async def follow(self, running: RunningReply) -> None:
        """Follow a reply that another process writes, and complete it by rules if that process was killed."""
        assert self._unfinished is not None
        person_id, reply_id = running.person_id, running.reply_id
        with self._ending(running):
            while found := await self._unfinished.read(person_id, reply_id):
                for block in found.blocks[len(running.blocks) :]:
                    running.emit(block)
                if found.left and self._unfinished.take_over(person_id, reply_id):
                    await self._complete(running, found)
                    return
                await asyncio.sleep(LOOK_SECONDS)
            await self._read(running)

    # ------------------------------------------------------------ with the model

    async def _write_with_model(
        self, running: RunningReply, prepared: Prepared, written: Written, asked: AskInput
    ) -> None:
        if running.stopped:  # before there was anything to cancel
            written.failure = "stopped"
            return
        part = self._conduct.part(prepared) if self._conduct else prepared
        if part is None:
            return
        aside = self.tokens_a_reply
        if self._spending and not self._spending.set_aside(running.person_id, aside):
            written.failure = "spent"
            return
        running.model = asyncio.get_running_loop().create_task(self._call(running, prepared, part, written, asked))
        await asyncio.wait([running.model])
        if running.model.cancelled():
            written.failure = "stopped"
        elif error := running.model.exception():
            # A fault of ours in handling a model must not cost the person their reply.
            written.failure = "fault"
            log.error("model_writing_failed", reply_id=running.reply_id, error=type(error).__name__)
        if self._spending:
            self._spending.settle(running.person_id, aside, spent(written.exchange))
        if self._conduct:
            self._conduct.note(written, len(part.pieces))

    async def _call(
        self, running: RunningReply, prepared: Prepared, part: Prepared, written: Written, asked: AskInput
    ) -> None:
        assert self._model is not None
        person_id, conversation_id = running.person_id, asked.conversation_id or ""
        texts = [clean(running.text), *(note.text for note in prepared.notes)]
        out = await self._redactor.redact(person_id, conversation_id, texts, frozenset(asked.unmasked))
        written.names = out.placeholders
        subjects = [note.subject for note in prepared.notes]
        written.notes = {text: who for text, who in zip(out.notes, subjects, strict=True) if who != person_id}
        async with self._held(running, prepared, written, conversation_id) as keep:

            def emit(block: Block) -> None:
                keep(Shown(block, _has_names(block, written)))
                running.emit(block)

            await write_with_model(
                part,
                self._deck,
                self._prompt,
                self._model,
                emit,
                written,
                out.text,
                out.placeholders,
                out.notes,
                lambda body: keep(Sent(body)),
            )

    @asynccontextmanager
    async def _held(
        self, running: RunningReply, prepared: Prepared, written: Written, conversation_id: str
    ) -> AsyncIterator[Callable[[Part], None]]:
        """Keep what is known of a reply for as long as the model writes, so that another process can complete it."""
        hold = await self._unfinished.hold(running.person_id, running.reply_id) if self._unfinished else None
        if hold is None:
            yield lambda _: None
            return
        assert self._model is not None
        begun = Begun(
            message=running.text,
            conversation_id=conversation_id,
            reply=self._by_rules(running.reply_id, prepared),
            first=len(prepared.before),
            facts=list(prepared.sheet.facts.values()),
            model=self._model.config.model,
            endpoint=self._model.config.endpoint,
            notes=written.notes,
        )
        hold.keep(begun)
        async with hold.renewed():
            yield hold.keep

    # ------------------------------------------------------------ the whole

    def _by_rules(self, reply_id: str, prepared: Prepared) -> Reply:
        """The reply as it is without a model. What depends on its blocks is filled in when they are known."""
        blocks = [*prepared.before, *(to_block(piece, prepared.sheet) for piece in prepared.pieces), *prepared.after]
        return Reply(
            reply_id=reply_id,
            source="rules",
            safety_level=prepared.assessment.level,
            blocks=blocks,
            facts=[],
            cards=[],
            draft_entries=prepared.drafts,
            receipt=None,
            note="",
        )

    async def _complete(self, running: RunningReply, found: Unfinished) -> None:
        """The blocks that were shown stand; the rest comes by rules, and the reply says so."""
        begun = found.begun
        for block in begun.reply.blocks[len(running.blocks) :]:
            running.emit(block)
        course = Course(
            message=begun.message,
            conversation_id=begun.conversation_id,
            latency_ms=None,
            exchange=unanswered(begun.model, found.sent),
            endpoint=begun.endpoint,
            guards={},
            failure="restarted",
            named=[begun.first + place for place, one in enumerate(found.shown) if one.named],
            notes=begun.notes,
        )
        await self._finish(running, begun.reply, {fact.id: fact for fact in begun.facts}, course)

    async def _finish(self, running: RunningReply, reply: Reply, facts: Mapping[str, Fact], course: Course) -> None:
        """Record the reply with the blocks that were shown, and end it."""
        blocks = running.blocks
        cards = [self._card(card) for card in dict.fromkeys(card for block in blocks for card in block.cards)]
        called = course.exchange is not None and bool(course.exchange.requests)
        tried = called or course.failure is not None
        reply = structs.replace(
            reply,
            source=source_of(blocks),
            blocks=list(blocks),
            facts=[facts[name] for name in dict.fromkeys(n for b in blocks for n in b.facts) if name in facts],
            cards=cards,
            receipt=receipt_id_of(running.reply_id) if called else None,
            note=source_note(blocks, cards, self.model_name, tried, course.failure),
        )
        try:
            await self._replies.record(running.person_id, reply, course)
        except EventConflict:  # another process thought that this one was killed, and was first
            await self._read(running)
        else:
            running.finish(reply)
        if self._unfinished:
            self._unfinished.drop(running.person_id, running.reply_id)

    async def _read(self, running: RunningReply) -> None:
        """End a reply with what the journal has."""
        past = await self._replies.read(running.person_id, running.reply_id)
        running.finish(past.reply if past else None, None if past else NotFound("There is no such reply."))

    @contextmanager
    def _ending(self, running: RunningReply) -> Iterator[None]:
        """Whatever happens inside, the readers of a reply come to an end."""
        try:
            yield
        except Exception as error:
            running.finish(None, error)
            log.error("reply_failed", reply_id=running.reply_id, error=type(error).__name__)
        except asyncio.CancelledError:
            running.finish(None, InvalidEntry("Rebound was stopped. Open the page again to read the rest."))
            raise

    def _card(self, card_id: str) -> CardRef:
        card = self._deck[card_id]
        return CardRef(card.id, card.title, card.article, card.section)


def unanswered(model: str, requests: list[bytes]) -> Exchange:
    """Requests of a process that was killed: what came back for them went with it."""
    return Exchange(
        model=model,
        requests=tuple(requests),
        answers=(b"",) * len(requests),
        response="",
        status=None,
        finish=None,
        prompt_tokens=None,
        completion_tokens=None,
        latency_ms=0,
    )


def _has_names(block: Block, written: Written) -> bool:
    """Whether a block by the model has names in it that were put back."""
    return block.by == "model" and any(name in block.text for name in written.names.words().values())
