"""The odds in words, one sentence an item: what `coach odds` prints and the Progress room shows."""

from coach.contracts import NextYes, Odds
from coach.insight.rates import MINIMUM
from coach.insight.wording import VERDICT_WORDS, chance, rate_words
from coach.journal.labels import counted

CONVERSATION = ("conversation", "conversations")

NO_ORDER = "A day logged as one sum has no order, so it is in no run."


def run_words(found: Odds) -> list[str]:
    """The run of now: how long with its verdict, the rate before it, how often a run is at least so long."""
    if not found.pooled.n:
        return ["No conversation is logged one by one yet."]
    if not found.run:
        return ["Your last conversation was a yes: there is no run of no's now."]
    begun = f"Without a yes now: {counted(found.run, CONVERSATION)}."
    if found.probability is None:
        return [f"{begun} {early_words(found.window)}"]
    share = "nearly all" if found.probability > 0.995 else chance(found.probability)
    return [
        f"{begun} {VERDICT_WORDS[found.verdict]}",
        f"Yes in the {found.window:,} conversations before: {rate_words(found.conversion)}",
        f"At that rate, {share} of records of {found.window + found.run:,} conversations have a run "
        "at least this long.",
    ]


def next_words(outlook: NextYes) -> list[str]:
    """The next yes as a range, and never as something that is due."""
    if outlook.median is None or outlook.p90 is None:
        return [f"The next yes: too early to tell, with {counted(outlook.n, CONVERSATION)} of at least {MINIMUM}."]
    return [
        f"The next yes: within {counted(outlook.median, CONVERSATION)} in half of all cases, within "
        f"{outlook.p90:,} in nine of ten (n = {outlook.n:,}).",
        "Each conversation has the same chance, whatever came before it.",
    ]


def early_words(window: int) -> str:
    """That there are too few conversations before a run."""
    return f"Too early to tell: {counted(window, CONVERSATION)} before it, and it takes {MINIMUM}."
