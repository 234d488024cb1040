"""Counts that may leave: a cell that covers few prospects could tell who said what, so small cells go together.

`coarsened` merges every cell of fewer than five distinct prospects into "other". Where that would be a single small
cell, its count could be worked out from the total, so the next smallest joins it. Pure.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

FEWEST: Final = 5
"""Distinct prospects that a cell has to cover to be told apart."""
OTHER: Final = "other"


class Cell(Struct, frozen=True):
    """How many entries a cell has, and how many distinct prospects they are about."""

    count: int
    prospects: int


def coarsened(cells: Mapping[str, tuple[int, int]], fewest: int = FEWEST) -> dict[str, Cell]:
    """Cells (label -> count, distinct prospects) as a model may see them, in their order, "other" last.

    The sum of the counts stays. Empty when all of them together cover too few prospects. The prospects of "other" are
    added up; somebody in two cells counts twice there, so they are a limit from above, and the limit for merging is
    held by the largest cell in it or by at least two cells.
    """
    full = {label: Cell(count, prospects) for label, (count, prospects) in cells.items() if count > 0}
    small = [label for label, cell in full.items() if cell.prospects < fewest or label == OTHER]
    rest = sorted((label for label in full if label not in small), key=lambda label: (full[label].prospects, label))
    while small and rest and not _safe([full[label] for label in small], fewest):
        small.append(rest.pop(0))
    merged = [full[label] for label in small]
    if merged and not _safe(merged, fewest):
        return {}
    kept = {label: cell for label, cell in full.items() if label not in small}
    if merged:
        kept[OTHER] = Cell(sum(cell.count for cell in merged), sum(cell.prospects for cell in merged))
    return kept


def _safe(merged: list[Cell], fewest: int) -> bool:
    """Whether cells taken together hide each of them."""
    return (len(merged) > 1 and sum(cell.prospects for cell in merged) >= fewest) or (
        len(merged) == 1 and merged[0].prospects >= fewest
    )
