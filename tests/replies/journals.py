"""Ten invented people, each with a journal of their own, and three things that each of them writes to the coach."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from msgspec import Struct

from coach.contracts import EntryInput, OutcomeInput, ProspectInput
from events.ids import dated
from events.words import Channel, Outcome, Reason

ZONE = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 20)
"""A Friday."""

Answer = tuple[Outcome, Reason | None]


class Journal(Struct):
    """What somebody logged, as entries in order."""

    seed: int
    entries: list[EntryInput] = []

    def day(
        self,
        back: int,
        attempts: int,
        answers: list[Answer],
        channel: Channel = "call",
        prospects: list[ProspectInput] | None = None,
    ) -> None:
        """A day `back` days ago: so many attempts, and one entry for each answer. Silence is what is left."""
        random = Random(f"{self.seed} {back} {len(self.entries)}")
        clock = datetime.combine(TODAY - timedelta(days=back), time(9, 0), ZONE)
        for number, (outcome, reason) in enumerate(answers):
            clock += timedelta(minutes=random.randrange(6, 30))
            self._add(
                clock,
                channel,
                1,
                [OutcomeInput(outcome=outcome, reason=reason)],
                prospects[number % len(prospects)] if prospects else None,
            )
        if attempts > len(answers):
            self._add(clock + timedelta(minutes=5), channel, attempts - len(answers), [])

    def weeks(
        self, weeks: int, attempts: int, draw: Callable[[Random], Answer], each: int, channel: Channel = "call"
    ) -> None:
        """Working days of the last weeks, not today: `each` answers a day, drawn at random."""
        for back in range(weeks * 7, 0, -1):
            if (TODAY - timedelta(days=back)).weekday() < 5:
                random = Random(f"{self.seed} {back}")
                self.day(back, attempts, [draw(random) for _ in range(each)], channel)

    def forget_days(self, days: int) -> None:
        """Take out the last days."""
        first = TODAY - timedelta(days=days)
        self.entries = [entry for entry in self.entries if entry.occurred_at and entry.occurred_at.date() < first]

    def _add(
        self, at: datetime, channel: Channel, count: int, outcomes: list[OutcomeInput], who: ProspectInput | None = None
    ) -> None:
        entry_id = dated(at, str(self.seed), str(len(self.entries)))
        self.entries.append(
            EntryInput(entry_id=entry_id, channel=channel, count=count, outcomes=outcomes, prospect=who, occurred_at=at)
        )


class Somebody(Struct):
    """A person: who they are in a line, their journal, what they write."""

    title: str
    about: str
    journal: Journal
    messages: list[str]


def of_price(random: Random) -> Answer:
    """An ordinary caller whose no's are mostly about price."""
    return random.choices(
        [
            ("won", None),
            ("progress", None),
            ("soft_no", "price"),
            ("soft_no", "timing"),
            ("soft_no", "unstated"),
            ("hard_no", "not_interested"),
        ],
        [10, 12, 40, 14, 14, 10],
    )[0]


def spread(random: Random) -> Answer:
    """No reason stands out."""
    reasons: list[Reason] = ["price", "timing", "fit", "competitor", "authority", "hesitation"]
    if random.random() < 0.12:
        return ("won", None)
    return ("soft_no", random.choice(reasons))


def unstated(random: Random) -> Answer:
    """People hang up without a word of why."""
    return random.choices([("progress", None), ("soft_no", "unstated"), ("hard_no", "not_interested")], [10, 70, 20])[0]


def by_mail(random: Random) -> Answer:
    """Answers to e-mail: few, polite, mostly "not now"."""
    return random.choices([("progress", None), ("soft_no", "timing"), ("soft_no", "authority")], [25, 55, 20])[0]


RETAIL = [
    ProspectInput(contact=f"Shopkeeper {number}", company=f"Shop {number}", industry="retail") for number in range(12)
]
MAKERS = [
    ProspectInput(contact=f"Engineer {number}", company=f"Works {number}", industry="manufacturing")
    for number in range(12)
]


def beginner() -> Somebody:
    return Somebody(
        "First day",
        "an empty journal",
        Journal(1),
        [
            "First day of cold calling ever. 20 calls, every single one said no. Is this normal?",
            "I am scared of the phone tomorrow.",
            "What should I write down after each call?",
        ],
    )


def few() -> Somebody:
    journal = Journal(2)
    journal.day(2, 5, [("soft_no", "price"), ("soft_no", "unstated"), ("progress", None)])
    journal.day(1, 6, [("soft_no", "price")] * 3 + [("soft_no", "timing"), ("hard_no", "not_interested")])
    journal.day(0, 3, [("soft_no", "hesitation"), ("soft_no", "price"), ("soft_no", "unstated")])
    return Somebody(
        "Eleven conversations",
        "three days of work, eleven conversations, no yes yet",
        journal,
        [
            "Three days, no deal. Maybe I am just not made for this.",
            "They keep saying they have to think about it. What do I say?",
            "How am I doing compared to others?",
        ],
    )


def priced() -> Somebody:
    journal = Journal(3)
    journal.weeks(8, 14, of_price, 9)
    return Somebody(
        "Price, week after week",
        "eight weeks of calls, about nine conversations a day, most no's about price",
        journal,
        [
            "Talked to 12 people today, 9 no's, most said too expensive. I feel useless.",
            "Same again. 'Your competitor is half the price', 'no budget', 'too expensive'. 11 conversations, 10 no's.",
            "Should I just drop the price?",
        ],
    )


def scattered() -> Somebody:
    journal = Journal(4)
    journal.weeks(8, 20, spread, 6)
    return Somebody(
        "A different no every time",
        "eight weeks of calls, reasons all over the place",
        journal,
        [
            "Every call a different excuse. I don't know what I am doing wrong.",
            "8 conversations, 8 no's today. I'm exhausted.",
            "What should I work on next week?",
        ],
    )


def silent() -> Somebody:
    journal = Journal(5)
    journal.weeks(6, 40, by_mail, 1, "email")
    return Somebody(
        "Nobody answers",
        "six weeks of e-mail, forty a day, about one answer in forty",
        journal,
        [
            "Sent 40 emails, nobody answered. I feel invisible.",
            "sent 40 more, 2 replies, both no because bad timing",
            "Is it my subject line or are people just rude?",
        ],
    )


def fallen() -> Somebody:
    journal = Journal(6)
    journal.weeks(12, 12, lambda random: random.choices([("won", None), ("soft_no", "timing")], [30, 70])[0], 6)
    journal.forget_days(3)
    for back in (3, 2, 1):
        journal.day(back, 12, [("soft_no", "competitor")] * 9)
    return Somebody(
        "It used to work",
        "a good quarter, then three days without a yes",
        journal,
        [
            "I used to close three a day and now nothing, three days in a row. I have lost it.",
            "Lost the Harlan deal today after four months. To a competitor. I could scream.",
            "Am I due for a win by now?",
        ],
    )


def winning() -> Somebody:
    journal = Journal(7)
    journal.weeks(6, 15, of_price, 7)
    journal.day(0, 12, [("won", None), ("won", None), ("progress", None), ("soft_no", "price")])
    return Somebody(
        "A good day",
        "six weeks of calls, two yeses today",
        journal,
        [
            "Two deals today! And a callback on Monday.",
            "Good day, but I know it won't last.",
            "How do I keep this going without burning out?",
        ],
    )


def followed() -> Somebody:
    journal = Journal(8)
    for back in range(70, 40, -3):
        journal.day(back, 8, [("soft_no", "timing")] * 3, prospects=RETAIL)
    for back in range(40, 0, -2):
        journal.day(back, 8, [("soft_no", "price"), ("soft_no", "fit")], prospects=MAKERS)
    return Somebody(
        "Warm names on the list",
        'many "not now" from shops six weeks ago and more, price from manufacturers since',
        journal,
        [
            "No idea whom to call tomorrow. The list is cold.",
            "One of them told me never to call again, yelled at me and hung up. I am still shaking.",
            "5 calls, 3 no's, one rude, one wants a quote next week",
        ],
    )


def returning() -> Somebody:
    journal = Journal(9)
    journal.weeks(20, 10, spread, 4)
    journal.forget_days(70)
    return Somebody(
        "Back after ten weeks",
        "a journal that ends ten weeks ago",
        journal,
        [
            "I haven't called anyone since September. How do I start again?",
            "Made 3 calls. All no. My hands were sweating.",
            "I am ashamed that I stopped for so long.",
        ],
    )


def low() -> Somebody:
    journal = Journal(10)
    journal.weeks(5, 16, unstated, 8)
    return Somebody(
        "A very hard month",
        "five weeks of calls, no yes, people hang up",
        journal,
        [
            "I feel worthless. Five weeks and not one yes. I don't want to get up for this any more.",
            "Ich habe heute 15 Leute angerufen und nur Absagen bekommen. Ich kann nicht mehr.",
            "Everyone hangs up on me before I finish my first sentence.",
        ],
    )


PEOPLE: list[Callable[[], Somebody]] = [
    beginner, few, priced, scattered, silent, fallen, winning, followed, returning, low,
]  # fmt: skip
