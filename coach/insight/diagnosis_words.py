"""Targeting or message in words: what `coach diagnose` prints and the Progress room shows."""

from typing import Final

from coach.contracts import Diagnosis, SegmentTest
from coach.insight.diagnosis import Reading
from coach.insight.rate_words import rate_words
from coach.insight.rates import MINIMUM
from coach.journal.labels import reason_words
from coach.words import count, first_upper, gettext, gettext_noop

SEGMENT_WORDS: Final = {
    "industry": gettext_noop("industry"),
    "company_size": gettext_noop("company size"),
    "role": gettext_noop("role"),
    "tag": gettext_noop("tag"),
}


def reading_words(found: Reading | Diagnosis, since: str) -> list[str]:
    """What the reasons of the time `since` point at, such as "since 2026-05-01": one sentence where it is too early."""
    if found.verdict == "too_early" or found.reason is None:
        return [
            gettext(
                "Targeting or message: too early to tell. %(n)s no's with a stated reason %(since)s, one for each "
                "prospect; it takes %(minimum)s.",
                n=count(found.n),
                since=since,
                minimum=MINIMUM,
            )
        ]
    lines = [
        gettext(
            "%(reason)s is named most %(since)s: %(rate)s, each prospect counted once.",
            reason=first_upper(reason_words(found.reason)),
            since=since,
            rate=rate_words(found.share),
        )
    ]
    segment = found.segment
    if found.verdict == "targeting" and segment:
        lines.append(
            gettext(
                "It leads because of %(segment)s. That points at whom you ask, more than at the message.",
                segment=segment_words(segment),
            )
        )
    elif found.verdict == "message":
        lines.append(
            gettext(
                "It is clearly ahead, wherever there is enough to compare. That points at offer and message, more than "
                "at whom you ask."
            )
            if found.segments and not segment
            else gettext("It is clearly ahead. That points at offer and message, more than at whom you ask.")
        )
        if segment:
            lines.append(
                gettext("It is named more in %(segment)s, and leads elsewhere too.", segment=segment_words(segment))
            )
    else:
        lines.append(gettext("No reason is clearly ahead of the next, so the no's alone do not say where to look."))
    return lines


def segment_words(test: SegmentTest) -> str:
    """ "industry retail"."""
    return f"{gettext(SEGMENT_WORDS[test.segment])} {test.value}"
