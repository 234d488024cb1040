"""Numbers in words: the one place where a fact becomes text. Source of every digit in every reply."""

from typing import Final

from coach.contracts import Fact, Rate
from coach.insight.rates import too_early

SMALL: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

UNITS: Final[dict[str, tuple[str, str]]] = {
    "attempt": ("attempt", "attempts"),
    "call": ("call", "calls"),
    "email": ("email", "emails"),
    "meeting": ("meeting", "meetings"),
    "message": ("message", "messages"),
    "visit": ("visit", "visits"),
    "conversation": ("conversation", "conversations"),
    "no": ("no", "no's"),
    "win": ("yes", "yeses"),
    "small_win": ("small win", "small wins"),
    "follow_up": ("follow-up", "follow-ups"),
    "hour": ("hour", "hours"),
    "day": ("day", "days"),
}


VERDICT_WORDS: Final[dict[str, str]] = {
    "ordinary": "Ordinary.",
    "unlucky": "Unlucky, and chance alone does that.",
    "worth_a_look": "Rare enough to be worth a look.",
    "too_early": "Too early to tell.",
}


def number(fact: Fact) -> str:
    """The number alone: words up to twelve, digits above, shares in percent."""
    if fact.unit == "share":
        return percent(fact.value)
    count = int(fact.value)
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def with_unit(fact: Fact) -> str:
    """The number with its unit, in singular or plural."""
    if fact.unit == "share":
        return number(fact)
    singular, plural = UNITS[fact.unit]
    return f"{number(fact)} {singular if fact.value == 1 else plural}"


def rate_words(rate: Rate) -> str:
    """A rate with its interval and n, or that it is too early to tell."""
    if rate.value is None or rate.low is None or rate.high is None:
        return "nothing to count yet"
    if too_early(rate):
        return f"too early to tell (n = {rate.n:,})"
    return f"{percent(rate.value)}  (95%: {percent(rate.low)} to {percent(rate.high)}, n = {rate.n:,})"


def percent(share: float) -> str:
    """A share in percent: whole numbers, one decimal under ten, and never 0% or 100% for what is not."""
    points = share * 100
    if 0 < points < 0.1:
        return "under 0.1%"
    if points < 9.95:
        text = f"{points:.1f}".removesuffix(".0")
        return f"{text}%"
    if 99.5 <= points < 100:
        return "over 99%"
    return f"{points:.0f}%"


def chance(probability: float) -> str:
    """A probability in words that stay readable where percent ends: "1 in 580 million"."""
    if probability >= 0.001 or probability <= 0:
        return percent(probability)
    once = 1 / probability
    if once >= 1e12:
        return "less than 1 in a trillion"
    size, word = next((size, word) for size, word in _SIZES if once >= size)
    return f"1 in {float(f'{once / size:.2g}'):g}{word}"


_SIZES: Final = ((1e9, " billion"), (1e6, " million"), (1e3, ",000"))


def signed_points(share: float) -> str:
    """A difference of two shares: "+12 points"."""
    return f"{share * 100:+.0f} points"
