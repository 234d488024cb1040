"""Disclosure: the facts that a reply states, as a model may be told them. The person's own view keeps every number.

What a segment's facts say is about cells of prospects: those in it and those elsewhere, who name a reason or do not.
Where one of these covers fewer than five prospects, the model is told the share among all of them instead; where that
is too few as well, it is told no number. What the segment is called never leaves: it is the person's own word, which
may name somebody ("works at Globex"). Pure.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from coach.contracts import Fact
from coach.insight.facts import FactSheet
from coach.insight.wording import percent, with_unit
from coach.privacy import coarsened

SHARES: Final = ("segment_share", "segment_elsewhere")
"""The facts about a segment and what is left over without it: both are told, or neither."""

UNTOLD: Final = "a share in one group of prospects, not told"


def told(sheet: FactSheet, names: Iterable[str]) -> list[dict[str, str]]:
    """What a model is told of each named fact: its name, what it means, its number now, its period."""
    shares = [sheet.facts[name] for name in SHARES if name in sheet.facts]
    facts = [sheet.facts[name] for name in names if name in sheet.facts]
    return [_of_segment(fact, shares) if fact.id.startswith("segment_") else _said(fact) for fact in facts]


def _of_segment(fact: Fact, shares: Sequence[Fact]) -> dict[str, str]:
    cells = [_cells(share) for share in shares]
    if fact in shares and len(shares) == len(SHARES) and _broad(*cells):
        return _said(fact)
    named, others = sum(named for named, _ in cells), sum(others for _, others in cells)
    if len(shares) == len(SHARES) and _broad((named, others)):
        together = percent(named / (named + others))
        return {"name": fact.id, "means": f"{UNTOLD}; in all groups together", "now": together, "period": fact.period}
    return {"name": fact.id, "means": UNTOLD, "now": "", "period": fact.period}


def _said(fact: Fact) -> dict[str, str]:
    return {"name": fact.id, "means": fact.label, "now": with_unit(fact), "period": fact.period}


def _cells(share: Fact) -> tuple[int, int]:
    """How many prospects a share counts, and how many it leaves over."""
    n = share.n or 0
    named = round(share.value * n)
    return named, n - named


def _broad(*pairs: tuple[int, int]) -> bool:
    """Whether there are such cells at all, and each covers enough prospects to be told apart."""
    counts = [count for pair in pairs for count in pair if count]
    cells = {str(place): (count, count) for place, count in enumerate(counts)}
    return bool(cells) and coarsened(cells).keys() == cells.keys()
