"""Rates, chances and differences in words, for the pages and the command line."""

from typing import Final

from coach.contracts import Rate
from coach.insight.rates import too_early
from coach.insight.wording import percent
from coach.words import count, decimal, gettext, gettext_noop, language

VERDICT_WORDS: Final[dict[str, str]] = {
    "ordinary": gettext_noop("Ordinary."),
    "unlucky": gettext_noop("Unlucky, and chance alone does that."),
    "worth_a_look": gettext_noop("Rare enough to be worth a look."),
    "too_early": gettext_noop("Too early to tell."),
}


def in_percent(share: float) -> str:
    """A share as the language in use writes it: "7.3%", "7,3 %"."""
    return percent(share, language())


def rate_words(rate: Rate) -> str:
    """A rate with its interval and n, or that it is too early to tell."""
    if rate.value is None or rate.low is None or rate.high is None:
        return gettext("nothing to count yet")
    if too_early(rate):
        return gettext("too early to tell (n = %(n)s)", n=count(rate.n))
    return gettext(
        "%(share)s  (95%%: %(low)s to %(high)s, n = %(n)s)",
        share=in_percent(rate.value),
        low=in_percent(rate.low),
        high=in_percent(rate.high),
        n=count(rate.n),
    )


def chance(probability: float) -> str:
    """A probability in words that stay readable where percent ends: "1 in 580 million"."""
    if probability >= 0.001 or probability <= 0:
        return in_percent(probability)
    once = 1 / probability
    if once >= 1e12:
        return gettext("less than 1 in a trillion")
    if once >= 1e9:
        return gettext("1 in %(number)s billion", number=_two_digits(once / 1e9))
    if once >= 1e6:
        return gettext("1 in %(number)s million", number=_two_digits(once / 1e6))
    return gettext("1 in %(number)s", number=count(int(float(f"{once:.2g}"))))


def _two_digits(number: float) -> str:
    return f"{float(f'{number:.2g}'):g}".replace(".", decimal())


def signed_points(share: float) -> str:
    """A difference of two shares: "+12 points"."""
    return gettext("%(number)s points", number=f"{share * 100:+.0f}")
