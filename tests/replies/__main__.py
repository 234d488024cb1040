"""`make replies`: what the coach says without a model, thirty times, printed into docs/replies.md.

To be read by whoever changes cards, observations or composition. Journals and messages are invented and fixed, and so
are the clock and the ids: the page changes only when the coach does.
"""

import asyncio
import sys
from datetime import datetime, time, timedelta
from pathlib import Path

from coach.coaching.service import Coach
from coach.contracts import AskInput, PersonInput, Reply
from coach.journal.people import People
from coach.journal.service import Journal
from coach.safety import load_resources
from events.folds.reader import Reader
from events.ids import dated
from events.memory import MemoryLog
from events.sealing import MemoryKeys
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt
from replies.journals import PEOPLE, TODAY, ZONE, Somebody

PAGE = Path(__file__).parents[2] / "docs" / "replies.md"

HEAD = """# Thirty replies

What the coach says without a model, to ten invented people who write three times each, an hour apart. `make replies`
prints this page; a test keeps it true. Numbers come from the invented journals; what stands in brackets are the cards
that a block rests on ([cards.md](cards.md)).
"""


async def replies_to(somebody: Somebody) -> list[Reply]:
    """The replies to somebody's messages, in one conversation."""
    now = datetime.combine(TODAY, time(17, 30), ZONE)
    moments = [now]

    def clock() -> datetime:
        return moments[-1]

    keys = MemoryKeys()
    log = MemoryLog(keys, clock)
    journal = Journal(log, keys, Reader(log), clock)
    person = (await People(journal).register(PersonInput(name="Ann", time_zone="Europe/Berlin"))).person_id
    for entry in somebody.journal.entries:
        await journal.log_entry(person, entry)
    coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), None)
    found = []
    for number, text in enumerate(somebody.messages):
        reply_id = dated(clock(), somebody.title, str(number))
        found.append(await (await coach.ask(person, AskInput(text=text, reply_id=reply_id))).whole())
        moments.append(moments[-1] + timedelta(hours=1))
    await coach.close()
    return found


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for make in PEOPLE:
        somebody = make()
        parts.append(f"\n## {somebody.title}\n\nThe journal: {somebody.about}.\n")
        for text, reply in zip(somebody.messages, asyncio.run(replies_to(somebody)), strict=True):
            parts.append(f"\n> {text}\n\n")
            for block in reply.blocks:
                cards = f" [{', '.join(block.cards)}]" if block.cards else ""
                parts.append(f"{block.text}{cards}\n\n")
            parts.extend(f"*Shall I log {draft.label}?*\n\n" for draft in reply.draft_entries)
            words = sum(len(block.text.split()) for block in reply.blocks)
            blocks = "1 block" if len(reply.blocks) == 1 else f"{len(reply.blocks)} blocks"
            parts.append(f"<sub>{blocks}, {words} words. {reply.note}</sub>\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.exit(0)
