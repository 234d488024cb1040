"""What a rate says, in sentences: the share with its range, or that it is too early for one."""

from coach.contracts import Rate
from coach.insight.rates import MINIMUM, too_early
from coach.insight.wording import percent
from coach.journal.labels import counted


def rate_sentence(rate: Rate) -> str:
    """What a share of yeses of conversations says, empty where there was none."""
    if not rate.n:
        return ""
    if too_early(rate):
        return (
            f"{counted(rate.n, ('conversation is', 'conversations are')).capitalize()} too few to give a "
            f"rate. From {MINIMUM} on there will be one, with its range."
        )
    return (
        f"{percent(rate.value or 0)} of your conversations ended in a yes. With {rate.n:,} of them, the true share "
        f"lies between {percent(rate.low or 0)} and {percent(rate.high or 0)}."
    )
