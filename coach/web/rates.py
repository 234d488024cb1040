"""What a rate says, in sentences: the share with its range, or that it is too early for one."""

from coach.contracts import Rate
from coach.insight.rate_words import in_percent
from coach.insight.rates import MINIMUM, too_early
from coach.words import count, gettext, ngettext


def rate_sentence(rate: Rate) -> str:
    """What a share of yeses of conversations says, empty where there was none."""
    if not rate.n:
        return ""
    if too_early(rate):
        return ngettext(
            "%(number)s conversation is too few to give a rate. From %(minimum)s on there will be one, with its range.",
            "%(number)s conversations are too few to give a rate. From %(minimum)s on there will be one, with its "
            "range.",
            rate.n,
            number=count(rate.n),
            minimum=MINIMUM,
        )
    return gettext(
        "%(share)s of your conversations ended in a yes. With %(number)s of them, the true share lies between %(low)s "
        "and %(high)s.",
        share=in_percent(rate.value or 0),
        number=count(rate.n),
        low=in_percent(rate.low or 0),
        high=in_percent(rate.high or 0),
    )
