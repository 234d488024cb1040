"""A person's stream as a journal makes it, step by step: logged, withdrawn, corrected, imported, undone, coached."""

from datetime import datetime, timedelta, timezone
from typing import Any, Final, get_args

from hypothesis import strategies as st
from support.fold_events import ANNA, given_reply, rated

from events.envelope import Event, NewEvent
from events.ids import dated
from events.log import Log
from events.types.entries import EntryCorrected, EntryRetracted
from events.types.imports import ImportFinished, ImportStarted, ImportUndone
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import OutreachRecorded
from events.types.person import PersonSettingsChanged
from events.types.prospects import ProspectAdded, ProspectChanged
from events.words import CHANNELS, OUTCOMES, WEEKDAYS, Reason

KINDS = [
    "entry",
    "entry",
    "retract",
    "correct",
    "import",
    "undo",
    "settings",
    "prospect",
    "reply",
    "rating",
    "read",
]
STEPS: Final = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.integers(0, 200),
        st.none() | st.sampled_from(OUTCOMES),
        st.integers(0, 40),
    ),
    max_size=40,
)
"""Steps with a number, an outcome and how many days ago; at "read" the test looks."""


class Story:
    """Writes a person's stream step by step, with ids of its own."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.made = 0
        self.entries: list[str] = []
        self.batches: list[str] = []

    def name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    async def add(self, *events: Event, day: int = 0) -> None:
        at = datetime(2026, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=13))) - timedelta(days=day)
        await self.log.append(ANNA, [NewEvent(dated(at, self.name("id")), at, event) for event in events])

    def entry(self, count: int, outcome: str | None, batch: str | None = None, prospect: str = "p1") -> list[Event]:
        entry = self.name("entry")
        self.entries.append(entry)
        outreach = OutreachRecorded(
            entry_id=entry, channel=CHANNELS[count % 6], count=count, prospect_id=prospect, batch_id=batch
        )
        if outcome is None:
            return [outreach]
        fields: dict[str, Any] = {"outcome": outcome, "confirmed": outcome == "hard_no", "prospect_id": prospect}
        fields |= {"reason": get_args(Reason)[count % 9], "batch_id": batch, "amount": count / 8}
        return [outreach, OutcomeRecorded(entry_id=entry, outreach_id="o", channel="call", count=count, **fields)]

    async def step(self, kind: str, number: int, outcome: str | None, day: int) -> None:
        """One thing that happens; `number` picks which of the earlier entries or batches it is about."""
        picked = self.entries[number % len(self.entries)] if self.entries else "never"
        batch = self.batches[number % len(self.batches)] if self.batches else "never"
        match kind:
            case "entry":
                await self.add(*self.entry(number + 1, outcome), day=day)
            case "retract":
                await self.add(EntryRetracted(entry_id=picked))
            case "correct":
                replacement = self.entry(number + 1, outcome)
                await self.add(EntryCorrected(entry_id=picked, replacement_id=self.entries[-1]), *replacement, day=day)
            case "import":
                opened = self.name("batch")
                self.batches.append(opened)
                started = ImportStarted(batch_id=opened, source="s", generation=1, format="csv")
                rows = [event for row in range(3) for event in self.entry(row + 1, outcome, opened, "p2")]
                await self.add(started, ProspectAdded(prospect_id=self.name("p"), batch_id=opened), *rows, day=day)
                await self.add(ImportFinished(batch_id=opened, rows=3, added=3, corrected=0, refused=0))
            case "undo":
                await self.add(ImportUndone(batch_id=batch))
            case "settings":
                await self.add(PersonSettingsChanged(working_days=list(WEEKDAYS[: number % 7 + 1])), day=day)
            case "prospect":
                await self.add(ProspectChanged(prospect_id=f"p{number % 3}", industry=str(number)))
            case "reply":
                await self.add(given_reply(f"r{number % 4}", f"A{number % 3}"))
            case "rating":
                await self.add(rated(number % 2 == 0, f"A{number % 3}", reply=f"r{number % 4}"))
