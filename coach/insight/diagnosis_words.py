"""Targeting or message in words: what `coach diagnose` prints and the Progress room shows."""

from coach.contracts import Diagnosis, SegmentTest
from coach.insight.diagnosis import Reading
from coach.insight.rates import MINIMUM
from coach.insight.wording import rate_words
from coach.journal.labels import REASON_WORDS

SEGMENT_WORDS = {"industry": "industry", "company_size": "company size", "role": "role", "tag": "tag"}


def reading_words(found: Reading | Diagnosis, since: str) -> list[str]:
    """What the reasons of the time `since` point at, such as "since 2026-05-01": one sentence where it is too early."""
    if found.verdict == "too_early" or found.reason is None:
        return [
            f"Targeting or message: too early to tell. {found.n:,} no's with a stated reason {since}, one for each "
            f"prospect; it takes {MINIMUM}."
        ]
    reason = REASON_WORDS[found.reason]
    named = f"{reason[:1].upper()}{reason[1:]} is named most {since}"
    lines = [f"{named}: {rate_words(found.share)}, each prospect counted once."]
    segment = found.segment
    if found.verdict == "targeting" and segment:
        lines.append(
            f"It leads because of {segment_words(segment)}. That points at whom you ask, more than at the message."
        )
    elif found.verdict == "message":
        wherever = ", wherever there is enough to compare" if found.segments and not segment else ""
        lines.append(f"It is clearly ahead{wherever}. That points at offer and message, more than at whom you ask.")
        if segment:
            lines.append(f"It is named more in {segment_words(segment)}, and leads elsewhere too.")
    else:
        lines.append("No reason is clearly ahead of the next, so the no's alone do not say where to look.")
    return lines


def segment_words(test: SegmentTest) -> str:
    """ "industry retail"."""
    return f"{SEGMENT_WORDS[test.segment]} {test.value}"
