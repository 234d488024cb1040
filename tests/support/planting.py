"""Planting: people with journals full of identities ask a coach whose model is a recording server.

Each person has `EACH` identities: a third among their prospects (logged or imported), the others in words only. They
stand in every field that holds words: prospects, notes, pitches, commitments, plans, names of files, the person's own
name, and in the messages of a conversation.
"""

import csv
import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import msgspec
import structlog
from support.answers import Answer, Received, ok
from support.faulty import FaultyServer
from support.identities import FRAMES, LANGUAGES, Identity, Message, identity, in_turn, message, quoting
from support.proof import FULL
from support.scripted import message as message_of
from support.scripted import rewritten
from support.traces import Seen

from coach.coaching.receipts import open_receipt
from coach.coaching.service import Coach
from coach.contracts import AskInput, EntryInput, OutcomeInput, PersonInput
from coach.importing.service import Importer
from coach.insight.baselines import published_facts
from coach.journal.people import People
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from coach.safety import load_resources
from events.envelope import NewEvent
from events.folds.reader import Reader
from events.ids import new_id
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from events.types.coaching import CommitmentMade, CommitmentText
from events.types.plans import PlanContent, PlanIssued
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=UTC)
ROUNDS = 50 if FULL else 1
EACH = 100 if FULL else 70
_RANDOM_MARKS = re.compile(r"\b0x[0-9a-f]+\b|\b[0-9a-f]{24}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_ESCAPED = re.compile(r"\\+[nrt\"]")


class Planting(logging.Handler):
    """What was asked, what left, and what was logged. It is a log handler for everything at all levels."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.DEBUG)
        self.folder = folder
        self.random = Random(99)
        self.people = [identity(self.random, number, number % 3 == 1) for number in range(ROUNDS * EACH)]
        self.asked: list[Message] = []
        self.requests: list[Received] = []
        self.sent: list[tuple[str, Message]] = []
        """What of a message left, and the message."""
        self.noted: list[str] = []
        """Entries with a note, of the person who asks."""
        self.masked: list[tuple[str, Message]] = []
        """The same of messages that were redacted, but not sent."""
        self.receipts: list[tuple[list[bytes], list[bytes]]] = []
        """Requests of a reply by its receipt, and as the server recorded them."""
        self.lines: list[str] = []
        self.events: list[str] = []
        keys = MemoryKeys()
        log = MemoryLog(keys, lambda: NOW)
        self.journal = Journal(log, keys, Reader(log), lambda: NOW)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.getMessage()} {record.exc_info or ''} {record.stack_info or ''}")

    async def run(self) -> None:
        """Plant all, ask all."""
        root = logging.getLogger()
        level = root.level
        root.addHandler(self)
        root.setLevel(logging.DEBUG)
        try:
            with FaultyServer(well_behaved) as server, structlog.testing.capture_logs() as logged:
                coach = coach_at(server, self.journal)
                for round_ in range(ROUNDS):
                    await self._round(coach, server, self.people[round_ * EACH : (round_ + 1) * EACH])
                await coach.close()
            self.requests = server.requests
            self.events = [repr(line) for line in logged]
        finally:
            root.removeHandler(self)
            root.setLevel(level)

    async def _round(self, coach: Coach, server: FaultyServer, people: list[Identity]) -> None:
        person_id = (await People(self.journal).register(PersonInput(name=people[0].name))).person_id
        await self._fill(person_id, people)
        conversation = new_id()
        for number, who in enumerate(people):
            language = LANGUAGES[number % len(LANGUAGES)]
            frame = in_turn(FRAMES[language], len(self.asked) // len(LANGUAGES))
            named = message(self.random, frame, language, who, people[number - 3])
            if language != "en":
                # Only English reaches a model, so another language goes inside an English message, and is masked alone.
                await self._mask(coach, person_id, conversation, named)
                named = quoting(self.random, named, people[number - 6])
            await self._ask(coach, server, person_id, conversation, named)

    async def _mask(self, coach: Coach, person_id: str, conversation: str, named: Message) -> None:
        out = await coach.redactor.redact(person_id, conversation, [named.text])
        shown = await coach.redactor.preview(person_id, named.text)
        self.masked += [(out.text, named), (shown.text, named)]

    async def _ask(self, coach: Coach, server: FaultyServer, person_id: str, conversation: str, named: Message) -> None:
        self.asked.append(named)
        before = len(server.requests)
        # Now and then a note goes with it, which names two more.
        notes = [self.random.choice(self.noted)] if len(self.asked) % 5 == 0 else []
        asked = AskInput(named.text, new_id(), conversation, notes=notes)
        reply = await (await coach.ask(person_id, asked)).whole()
        requests = server.requests[before:]
        self.sent += [(message_of(request), named) for request in requests]
        if requests:
            assert reply.receipt
            receipt = await open_receipt(self.journal, person_id, reply.reply_id)
            self.receipts.append(([part.request for part in receipt.parts], [request.body for request in requests]))

    async def _fill(self, person_id: str, people: list[Identity]) -> None:
        """Everybody somewhere in the journal."""
        known = [who for who in people if who.on_record]
        others = [who for who in people if not who.on_record]
        half = len(known) // 2
        self.noted.clear()
        for number, who in enumerate(known[:half]):
            near = others[number]
            prospect = msgspec.structs.replace(
                who.record(), industry=near.company, role=f"under {near.name}", tags=[near.name, near.handle]
            )
            note = f"{who.name} was rude, so was {near.name}: {near.mail}, {near.phone}"
            outcome = OutcomeInput(outcome="soft_no", reason="price")
            entry = EntryInput(entry_id=new_id(), outcomes=[outcome], prospect=prospect, note=note)
            await self.journal.log_entry(person_id, entry)
            self.noted.append(entry.entry_id)
        await self._import(person_id, known[half:], others)
        for who in others[-5:]:
            await Pitches(self.journal).add(
                person_id, f"Ask {who.name} of {who.company} ({who.mail})", f"For {who.name}"
            )
            text = CommitmentText(text=f"Call {who.name} on {who.phone}")
            plan = PlanContent(plan=msgspec.Raw(msgspec.json.encode({"step": f"Write to {who.name}, {who.mail}"})))
            made = CommitmentMade(commitment_id=new_id())
            issued = PlanIssued(plan_id=new_id(), week=f"2026-W{30 + others.index(who) % 20}", steps=[])
            new = [NewEvent(new_id(), NOW, made, {person_id: text}), NewEvent(new_id(), NOW, issued, {person_id: plan})]
            await self.journal.log.append(person_id, new)

    async def _import(self, person_id: str, known: list[Identity], others: list[Identity]) -> None:
        """Prospects out of a file that is named after somebody."""
        path = self.folder / f"leads of {others[0].name}.csv"
        columns = ("date", "outcome", "contact", "company", "email", "phone", "role", "tags", "note")
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(columns)
            for number, who in enumerate(known):
                day = (NOW - timedelta(days=1 + number % 20)).date().isoformat()
                near = others[-1 - number % len(others)]
                tags = f"{near.name}, {near.company}"
                rows.writerow(
                    (
                        day,
                        "soft_no",
                        who.name,
                        who.company,
                        who.mail,
                        who.phone,
                        near.name,
                        tags,
                        f"{near.name} was there",
                    )
                )
        report = await Importer(self.journal).run(person_id, path)
        assert report.added == len(known), report.problems

    def anybody(self, seen: Seen) -> set[str]:
        """Traces of anybody at all in what was seen, whoever was meant, beside words of the product itself.

        Somebody's name may be an ordinary word in another's message, so it has to be none in any language.
        """
        ours = Seen().add(f"{list(load_deck())} {load_prompt('coach_reply').sections} {published_facts()}")
        return seen.found(((who, who.name) for who in self.people), LANGUAGES, frozenset(ours.words))


def well_behaved(request: Received) -> Answer:
    """What a good model says, in few pieces, as there are thousands of replies."""
    return ok(rewritten(request), size=400)


def coach_at(server: FaultyServer, journal: Journal) -> Coach:
    """A coach whose model is this server."""
    client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=5, deadline=30))
    return Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client)


def plain(text: str) -> str:
    """A text without ids, addresses and random marks, whose digits say nothing, and with its white space as such."""
    return _RANDOM_MARKS.sub(" ", _ESCAPED.sub(" ", text))
