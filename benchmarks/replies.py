"""A reply by rules, over a journal of 10,000 events, with its state in memory."""

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from coach.coaching.service import Coach
from coach.contracts import AskInput, EntryInput, OutcomeInput, PersonInput
from coach.journal.decide import log_entry
from coach.journal.people import People
from coach.journal.service import Journal
from coach.safety import load_resources
from events.folds.reader import Reader
from events.ids import new_id
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

ROUNDS = 5
ASKED = 60
WARMING = 5
TEXTS = (
    "{} calls today, 9 no's, most said too expensive.",
    "Third rough day in a row, nobody listened to the end. Should I open with something else? {} of 400 hung up.",
    "I knocked on {} doors in the rain and got nowhere. What would you do tomorrow?",
)
"""No text is asked twice: what was read once is kept for a while."""


async def warm_reply() -> float:
    """Milliseconds from asking to the whole, recorded reply: the 95th percentile, the median of some rounds."""
    return median([await _round(number) for number in range(ROUNDS)])


async def _round(number: int) -> float:
    random, now = Random(1), datetime.now(UTC)
    with tempfile.TemporaryDirectory(dir=".") as folder:
        keys = SqliteKeys(Path(folder) / "keys.sqlite3", b"k" * 32, lambda: now)
        log = await SqliteLog.open(Path(folder) / "log.sqlite3", keys, lambda: now)
        journal = Journal(log, keys, Reader(log), lambda: now)
        person = (await People(journal).register(PersonInput(time_zone="Europe/Berlin"))).person_id
        for _ in range(50):
            events = []
            for _ in range(100):
                outcome = random.choice([OutcomeInput(outcome="won"), OutcomeInput(outcome="soft_no", reason="price")])
                entry = EntryInput(entry_id=new_id(), outcomes=[outcome])
                events += log_entry(entry, person, now - timedelta(days=random.randint(0, 300)))
            await log.append(person, events)
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), None)
        await coach.warm_up(0, 0)
        waits = []
        for index in range(ASKED + WARMING):
            began = time.perf_counter()
            text = TEXTS[index % len(TEXTS)].format(10 + index + number * (ASKED + WARMING))
            await (await coach.ask(person, AskInput(text, new_id()))).whole()
            waits.append((time.perf_counter() - began) * 1000)
        await coach.close()
        await log.close()
        await keys.close()
    return sorted(waits[WARMING:])[int(ASKED * 0.95)]
