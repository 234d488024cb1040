"""An answer to a question about numbers: which sentences hold, with their facts and their words."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from coach.contracts import Fact, Unit
from coach.insight.exact import SIGNIFICANT, fisher_greater
from coach.insight.facts import ALL_WORDS, CHANNEL_UNITS
from coach.insight.numbers import Numbers
from coach.insight.rates import MINIMUM, wilson
from events.words import Channel

LABELS: Final[Mapping[Unit, str]] = {
    "win": "yeses",
    "small_win": "small wins",
    "conversation": "conversations",
    "attempt": "attempts",
    "no": "no's",
}


class Answer(Struct, frozen=True):
    """`says`: names of sentences, in order; one that begins with "other:" is said of what is held against."""

    says: list[str] = field(default_factory=list)
    facts: dict[str, Fact] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, fact_id: str, label: str, value: float, unit: Unit, period: str, n: int | None = None) -> None:
        self.facts[fact_id] = Fact(fact_id, label, value, unit, period, n)

    def add_nothing(self, words: str) -> None:
        """There is nothing in that time, or in the journal at all."""
        if words == ALL_WORDS:
            self.says[:] = ["empty"]
            return
        self.add("asked_attempts", LABELS["attempt"], 0, "attempt", words)
        self.says.append("none")

    def add_share(self, side: str, hits: int, n: int, units: tuple[Unit, Unit], words: str) -> bool:
        """So many hits of what they are of, with the rate; whether there is enough for one."""
        unit, of = units
        label, parts = LABELS.get(unit, LABELS["attempt"]), LABELS.get(of, LABELS["attempt"])
        self.add(f"{side}_hits", label, hits, unit, words)
        self.add(f"{side}_of", parts, n, of, words)
        rate = wilson(hits, n)
        if n < MINIMUM or rate.value is None:
            return False
        name, what = f"{side}_rate", f"{label} of all {parts}"
        self.facts[name] = Fact(name, what, rate.value, "share", words, n, rate.low, rate.high)
        return True

    def add_counts(self, sums: Numbers, words: str, channels: Sequence[Channel], side: str = "asked") -> None:
        """The counts of a period; attempts in the unit of the channel where it is one."""
        rows: list[tuple[str, str, int, Unit]] = [
            ("attempts", "attempts", sums.attempts, unit_of(channels)),
            ("conversations", "conversations", sums.conversations, "conversation"),
            ("noes", "no's", sums.rejections, "no"),
            ("won", "yeses", sums.won, "win"),
            ("steps", "small wins", sums.small_wins, "small_win"),
        ]
        for name, label, value, of in rows:
            self.add(f"{side}_{name}", label, value, of, words)


def unit_of(channels: Sequence[Channel]) -> Unit:
    """What attempts through these channels are called."""
    return CHANNEL_UNITS[channels[0]] if len(channels) == 1 else "attempt"


def anything(sums: Numbers) -> bool:
    """Whether a period holds anything at all."""
    return bool(sums.attempts or sum(sums.outcomes.values()))


def verdict(one: tuple[int, int], other: tuple[int, int], tried: int = 1) -> str:
    """Whether two shares differ by more than chance makes: Fisher's exact test, two-sided, for so many tries."""
    if min(one[1], other[1]) < MINIMUM:
        return "unsure"
    more = min(1.0, 2 * tried * fisher_greater(*one, *other)) < SIGNIFICANT
    less = min(1.0, 2 * tried * fisher_greater(*other, *one)) < SIGNIFICANT
    return "more" if more else "less" if less else "same"
