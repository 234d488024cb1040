"""The coach: a message becomes a reply, written in its own task, recorded when it is whole.

In: a person and a message. Out: a `RunningReply`. The same `reply_id` asked again is the same reply.
"""

import asyncio
import gc
from collections.abc import Coroutine, Sequence
from datetime import date
from itertools import chain

from msgspec import structs

from coach import safety, understanding
from coach.coaching.called import Called, called_so
from coach.coaching.conduct import Conduct
from coach.coaching.generation import Generation
from coach.coaching.held import OfProspects
from coach.coaching.notes import ticked_notes
from coach.coaching.outgoing import Redactor
from coach.coaching.past import PastReply, memory_of
from coach.coaching.people import MOST_NAMED, Here, here_in, with_told
from coach.coaching.preparation import prepare
from coach.coaching.receipts import open_receipt
from coach.coaching.replies import Replies
from coach.coaching.running import RunningReply
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.coaching.unfinished import UnfinishedReplies
from coach.coaching.writing import request_messages
from coach.contracts import AskInput, Preview, Receipt
from coach.errors import InvalidEntry, NotFound
from coach.insight.standing import due_today
from coach.journal.mentions import goes_with
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.model import ModelClient, RecordStore, Spending
from coach.privacy import Placeholders, Records, redact
from coach.safety import Assessment, Resources, clean, safety_text
from events.envelope import NewEvent
from events.errors import EventConflict
from events.folds.reader import States
from events.ids import derive, new_id
from events.types.coaching import CoachingRated, DraftDismissed
from prompts.cards import Deck
from prompts.prompt_files import Prompt

REMEMBERED = 8
"""How many earlier replies a new one avoids repeating."""

KEPT_FINISHED = 64
KEPT_LEVELS = 10_000


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
        unfinished: UnfinishedReplies | None = None,
        spending: Spending | None = None,
    ) -> None:
        self._journal = journal
        self.deck = deck
        self.prompt = prompt
        self._resources = resources
        self.model = model
        self.conduct = Conduct(record, model.config, prompt.hash) if record and model else None
        self.redactor = Redactor(journal)
        self._replies = Replies(journal, prompt)
        self._called = OfProspects(self._read_called)
        self._unfinished = unfinished
        self.spending = spending
        self._generation = Generation(
            deck, prompt, model, self.conduct, self.redactor, self._replies, unfinished, spending
        )
        self._running: dict[tuple[str, str], RunningReply] = {}
        self._levels: dict[str, int] = {}
        """Levels of replies that were opened once: a day may have many, and each would be opened for every question."""
        self._writing: set[asyncio.Task[None]] = set()
        self._following: set[asyncio.Task[None]] = set()

    @property
    def model_name(self) -> str | None:
        """The configured model in words, None without one."""
        return self._generation.model_name

    async def ask(self, person_id: str, asked: AskInput) -> RunningReply:
        """Begin a reply, or find the one that this id already has. Raises `InvalidEntry`, `EventConflict`."""
        reply_id = asked.reply_id or new_id()
        known, states = await self._look_up(person_id, reply_id)
        # Looked up once more: whoever asked the same at the same time may have begun while we were reading.
        if running := self._running.get((person_id, reply_id)) or known:
            if running.text != asked.text:
                raise EventConflict([reply_id])
            return running
        running = self._running[person_id, reply_id] = RunningReply(reply_id, person_id, asked.text)
        try:
            asked = structs.replace(
                asked, conversation_id=asked.conversation_id or self._conversation(person_id, states)
            )
            prepared = await self._prepare(person_id, reply_id, asked, states)
        except BaseException as failure:
            del self._running[person_id, reply_id]
            running.finish(None, failure if isinstance(failure, Exception) else InvalidEntry("Stopped."))
            raise
        self._start(self._generation.write(running, prepared, asked), self._writing)
        return running

    async def find(self, person_id: str, reply_id: str) -> RunningReply | None:
        """A reply that is being written, or was: from memory, from another process, or from the journal."""
        if running := self._running.get((person_id, reply_id)):
            return running
        return (await self._look_up(person_id, reply_id))[0]

    async def _look_up(self, person_id: str, reply_id: str) -> tuple[RunningReply | None, States]:
        """A reply from another process, or from the journal as of the states beside it."""
        # In this order: a reply is in the journal before it is no longer unfinished.
        elsewhere = await self._elsewhere(person_id, reply_id)
        states = await self._journal.states(person_id)
        past = await self._replies.find(person_id, reply_id, states)
        if past:
            finished = RunningReply(reply_id, person_id, past.text)
            finished.blocks = list(past.reply.blocks)
            finished.finish(past.reply)
            return finished, states
        if elsewhere and (person_id, reply_id) not in self._running:
            self._running[person_id, reply_id] = elsewhere
            self._start(self._generation.follow(elsewhere), self._following)
        return self._running.get((person_id, reply_id)), states

    async def _elsewhere(self, person_id: str, reply_id: str) -> RunningReply | None:
        """A reply that another process writes, or wrote until it was killed."""
        found = await self._unfinished.read(person_id, reply_id) if self._unfinished else None
        if found is None:
            return None
        running = RunningReply(reply_id, person_id, found.begun.message)
        running.blocks = found.blocks
        return running

    async def resume(self) -> None:
        """See to it that what other processes left unfinished is completed, as soon as their leases have run out."""
        for person_id, reply_id in self._unfinished.names() if self._unfinished else []:
            await self.find(person_id, reply_id)

    async def warm_up(self, calm: float = 20.0, pause: float = 0.005) -> None:
        """Read ahead what replies would otherwise wait for: fixed texts, dictionaries, and then every phrase, one at a
        time with a pause between, so that nobody waits for that either. The first visitors have the first `calm`
        seconds for themselves.
        """
        sample, day = "A hard day.", date(2000, 1, 3)
        await asyncio.to_thread(prepare, sample, new_id(), States(), day, self.deck, Memory(), lambda _: None)
        if self.model:
            await asyncio.to_thread(redact, sample, Records(), Placeholders())
        await asyncio.sleep(calm)
        for _ in chain(safety.warm(), understanding.warm()):
            await asyncio.sleep(pause)
        # All of that lives as long as the process: the collector need not walk through it again and again.
        gc.collect()
        gc.freeze()

    async def unfinished(self, person_id: str) -> list[RunningReply]:
        """The person's replies that are being written."""
        if self._unfinished:
            for _, reply_id in self._unfinished.names(person_id):
                await self.find(person_id, reply_id)
        return [
            running
            for (owner, _), running in self._running.items()
            if owner == person_id and not running.reply and not running.failure
        ]

    async def history(self, person_id: str, limit: int = 10) -> list[PastReply]:
        """The newest replies, oldest first."""
        states = (await self._journal.states(person_id)).coaching.replies.values()
        return await self._replies.past(person_id, list(states)[-limit:])

    async def preview(self, person_id: str, asked: AskInput) -> Preview:
        """What would leave for a message. Changes nothing, and asks nobody. Raises `InvalidEntry`."""
        states = await self._journal.states(person_id)
        prepared = await self._prepare(person_id, asked.reply_id or new_id(), asked, states)
        texts = [clean(asked.text), *(note.text for note in prepared.notes)]
        found = await self.redactor.foresee(person_id, texts, frozenset(asked.unmasked))
        part = self.conduct.part_now(prepared) if self.conduct else prepared
        why, messages = self._why_not(person_id, prepared, part), []
        if part and not why:
            messages = request_messages(part, self.deck, self.prompt, found.text, found.notes)
        return Preview(
            leaves=not why,
            why=why,
            text=found.text,
            spans=found.spans,
            doubtful=found.doubtful,
            messages=messages,
            notes=[] if why else found.notes,
        )

    def _why_not(self, person_id: str, prepared: Prepared, part: Prepared | None) -> str:
        if self.model is None:
            return "No model is configured, so nothing leaves."
        if not prepared.may_use_model:
            return "This is answered without a model, so nothing leaves."
        if self.spending and not self.spending.has(person_id, self._generation.tokens_a_reply):
            return "Today's share of the model is used up, so nothing leaves."
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
        for task in self._following:
            task.cancel()
        await asyncio.gather(*self._writing, *self._following, return_exceptions=True)
        if self.model:
            await self.model.aclose()

    # ------------------------------------------------------------ before

    def _conversation(self, person_id: str, states: States) -> str:
        """Messages that name no conversation belong to that of their day."""
        return derive(person_id, self._journal.now_of(states).date().isoformat())

    async def _prepare(self, person_id: str, reply_id: str, asked: AskInput, states: States) -> Prepared:
        now = self._journal.now_of(states)
        today = now.date()
        conversation, day = asked.conversation_id or self._conversation(person_id, states), today.isoformat()
        replies = list(states.coaching.replies.values())
        near = {
            state.reply_id
            for state in replies
            if state.conversation_id == conversation or state.occurred_at.startswith(day)
        }
        recent = {state.reply_id for state in replies[-REMEMBERED:]}
        read = recent | {reply_id for reply_id in near if reply_id not in self._levels}
        past = await self._replies.past(person_id, [state for state in replies if state.reply_id in read])
        self._levels.update((reply.reply.reply_id, reply.reply.safety_level) for reply in past)

        earlier = [reply.text for reply in past if reply.reply.reply_id in near]

        def text_for(assessment: Assessment) -> str | None:
            country = self._resources.for_time_zone(states.person.time_zone, assessment.language)
            return safety_text(assessment, country)

        here = await self._here(person_id, asked.text, earlier, states, today)
        if understanding.names_pitch(asked.text):
            here = structs.replace(here, pitch=await self._pitch(person_id))
        memory = memory_of(states, [reply for reply in past if reply.reply.reply_id in recent], now)
        return prepare(
            asked.text,
            reply_id,
            states,
            today,
            self.deck,
            memory,
            text_for,
            # One denial changes nothing: what showed risk counts for the conversation, and for the day.
            watchful=any(self._levels.get(reply_id, 0) >= 2 for reply_id in near),
            notes=await ticked_notes(self._journal, person_id, asked.notes),
            hour=now.hour,
            here=here,
        )

    async def _here(self, person_id: str, text: str, earlier: Sequence[str], states: States, today: date) -> Here:
        """Whom a message is about."""
        usual = states.person.language
        here = here_in(text, earlier, await self._called.get(person_id, states), usual, states)
        if here.named or here.closed or not understanding.asks_who(text, usual):
            return here
        states = with_told(states, here)
        due = due_today(states, today)
        found = {one.prospect_id: one for one in await self._journal.prospects(person_id, only=due[:MOST_NAMED])}
        names_of = [(found[who].contact or found[who].company, found[who]) for who in due[:MOST_NAMED] if who in found]
        # A name that would stay in the reply when its prospect is forgotten is not said.
        names = [name for name, prospect in names_of if name and goes_with(name, prospect)]
        return structs.replace(here, asks_who=True, due=names, more=len(due) > len(names))

    async def _pitch(self, person_id: str) -> str:
        """The words of the pitch in use, none without one."""
        try:
            return (await Pitches(self._journal).find(person_id)).text or ""
        except NotFound:
            return ""

    async def _read_called(self, person_id: str) -> Called:
        return called_so(await self._journal.prospects(person_id))

    # ------------------------------------------------------------ tasks

    def _start(self, work: Coroutine[None, None, None], tasks: set[asyncio.Task[None]]) -> None:
        def done(task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            self._forget_finished()

        task = asyncio.get_running_loop().create_task(work)
        tasks.add(task)
        task.add_done_callback(done)

    def _forget_finished(self) -> None:
        if len(self._levels) > KEPT_LEVELS:
            self._levels.clear()
        finished = [key for key, running in self._running.items() if running.reply or running.failure]
        for key in finished[:-KEPT_FINISHED]:
            del self._running[key]
