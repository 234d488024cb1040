"""The odds in words, one sentence an item: what `coach odds` prints and the Progress room shows."""

from typing import Final

from coach.contracts import NextYes, Odds
from coach.insight.rate_words import VERDICT_WORDS, chance, rate_words
from coach.insight.rates import MINIMUM
from coach.journal.labels import counted
from coach.words import count, gettext, gettext_noop, ngettext_noop

CONVERSATION: Final = ngettext_noop("conversation", "conversations")

NO_ORDER: Final = gettext_noop("A day logged as one sum has no order, so it is in no run.")


def run_words(found: Odds) -> list[str]:
    """The run of now: how long with its verdict, the rate before it, how often a run is at least so long."""
    if not found.pooled.n:
        return [gettext("No conversation is logged one by one yet.")]
    if not found.run:
        return [gettext("Your last conversation was a yes: there is no run of no's now.")]
    begun = gettext("Without a yes now: %(conversations)s.", conversations=counted(found.run, CONVERSATION))
    if found.probability is None:
        return [f"{begun} {early_words(found.window)}"]
    share = gettext("nearly all") if found.probability > 0.995 else chance(found.probability)
    return [
        f"{begun} {gettext(VERDICT_WORDS[found.verdict])}",
        gettext(
            "Yes in the %(number)s conversations before: %(rate)s",
            number=count(found.window),
            rate=rate_words(found.conversion),
        ),
        gettext(
            "At that rate, %(share)s of records of %(number)s conversations have a run at least this long.",
            share=share,
            number=count(found.window + found.run),
        ),
    ]


def next_words(outlook: NextYes) -> list[str]:
    """The next yes as a range, and never as something that is due."""
    if outlook.median is None or outlook.p90 is None:
        return [
            gettext(
                "The next yes: too early to tell, with %(conversations)s of at least %(minimum)s.",
                conversations=counted(outlook.n, CONVERSATION),
                minimum=MINIMUM,
            )
        ]
    return [
        gettext(
            "The next yes: within %(median)s in half of all cases, within %(p90)s in nine of ten (n = %(n)s).",
            median=counted(outlook.median, CONVERSATION),
            p90=count(outlook.p90),
            n=count(outlook.n),
        ),
        gettext("Each conversation has the same chance, whatever came before it."),
    ]


def early_words(window: int) -> str:
    """That there are too few conversations before a run."""
    return gettext(
        "Too early to tell: %(conversations)s before it, and it takes %(minimum)s.",
        conversations=counted(window, CONVERSATION),
        minimum=MINIMUM,
    )
