"""Targeting or message? If one reason leads wherever it is asked, the offer or how it is told is the place to look; if
it leads because of one segment, the list is (the idea is article C's).

Every named prospect counts once, with their main stated reason: ten no's of one prospect are one voice, and tests on
rows would take them for ten. The no's of nobody in particular count once each, for the lead only, since nothing is
known of their segment. No's without a stated reason say nothing here.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final, Literal, get_args

from msgspec import Struct

from coach.contracts import Rate, SegmentTest
from coach.insight.exact import SIGNIFICANT, fisher_greater, holm, leader
from coach.insight.numbers import Period
from coach.insight.rates import MINIMUM, difference, wilson
from coach.insight.segments import Segment, values_of, voices
from events.folds.reader import States
from events.words import REASONS, Reason

FEWEST: Final = 5
"""Prospects with a stated reason that a segment needs, and as many elsewhere, to be tried at all."""

WORTH_SAYING: Final = 0.10
"""A lead or a gap under ten points is not acted on, however sure it is."""

Finding = Literal["message", "targeting", "spread", "too_early"]


class Reading(Struct, frozen=True):
    """What the reasons of a period say; fields as in `Diagnosis`."""

    verdict: Finding
    reason: Reason | None
    second: Reason | None
    share: Rate
    n: int
    prospects: int
    p: float | None
    segment: SegmentTest | None
    segments: list[SegmentTest]


def read_reasons(states: States, period: Period = Period()) -> Reading:  # noqa: B008 - frozen
    """Where the leading reason of a period comes from. Under `MINIMUM` voices it is too early to tell."""
    heard = voices(states, period)
    main = heard.main
    counts = Counter(main.values()) + Counter(heard.unnamed)
    ranked = _ranked(counts)
    n = counts.total()
    first = ranked[0] if ranked else None
    second = ranked[1] if len(ranked) > 1 else None
    share = wilson(counts[first] if first else 0, n)
    if first is None or n < MINIMUM:
        return Reading("too_early", first, second, share, n, len(main), None, None, [])
    tests = sorted(_tried(states, main, first), key=lambda test: (test.p, -test.effect, test.segment, test.value))
    found = next((test for test in tests if test.p_adjusted <= SIGNIFICANT and test.effect >= WORTH_SAYING), None)
    verdict: Finding = "message" if _leads(counts) == first else "spread"
    if found and _leads(_elsewhere(states, main, found)) != first:
        verdict = "targeting"
    p = leader(counts[first], counts[second] if second else 0)
    return Reading(verdict, first, second, share, n, len(main), p, found, tests)


def _ranked(counts: Counter[str]) -> list[Reason]:
    """Reasons by frequency; ties in the order of the vocabulary."""
    return sorted((reason for reason in REASONS if counts[reason]), key=lambda reason: -counts[reason])


def _leads(counts: Counter[str]) -> str | None:
    """The reason that is ahead of the next by more than chance explains, and by enough to matter."""
    ranked = _ranked(counts)
    if not ranked:
        return None
    first, second = counts[ranked[0]], counts[ranked[1]] if len(ranked) > 1 else 0
    enough = first - second >= WORTH_SAYING * counts.total()
    return ranked[0] if enough and leader(first, second) <= SIGNIFICANT else None


def _elsewhere(states: States, main: dict[str, str], test: SegmentTest) -> Counter[str]:
    """The reasons of prospects that are known not to be in a segment."""
    outside: Counter[str] = Counter()
    for prospect_id, reason in main.items():
        values = values_of(states, prospect_id, test.segment)
        if test.value not in values and _known(test.segment, values):
            outside[reason] += 1
    return outside


def _tried(states: States, main: dict[str, str], reason: str) -> list[SegmentTest]:
    """The test of every segment that has enough prospects, corrected for how many there are."""
    drafts = [draft for segment in get_args(Segment) for draft in _draft(states, main, reason, segment)]
    tests = []
    for (segment, value, here, there, p), adjusted in zip(drafts, holm([draft[4] for draft in drafts]), strict=True):
        gap = difference(here, there)
        assert gap is not None  # both have prospects
        tests.append(SegmentTest(segment, value, here, there, *gap, p, adjusted))
    return tests


def _draft(
    states: States, main: dict[str, str], reason: str, segment: Segment
) -> Iterator[tuple[Segment, str, Rate, Rate, float]]:
    """Segment, value, shares of the reason there and elsewhere, and p, for each value with enough prospects."""
    inside: dict[str, list[int]] = {}
    hits = n = 0
    for prospect_id, stated in main.items():
        values = values_of(states, prospect_id, segment)
        if not _known(segment, values):
            continue
        n, hits = n + 1, hits + (stated == reason)
        for value in values:
            counts = inside.setdefault(value, [0, 0])
            counts[0] += stated == reason
            counts[1] += 1
    for value, (here, size) in sorted(inside.items()):
        if value and size >= FEWEST and n - size >= FEWEST:
            p = fisher_greater(here, size, hits - here, n - size)
            yield segment, value, wilson(here, size), wilson(hits - here, n - size), p


def _known(segment: Segment, values: list[str]) -> bool:
    """A prospect without an industry may be of any; one without tags simply has none."""
    return segment == "tag" or values != [""]
