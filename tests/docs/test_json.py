"""docs/json.md: one example of each document, and every one of them true."""

import re
from pathlib import Path

import msgspec
import pytest

from coach import contracts

TEXT = (Path(__file__).parents[2] / "docs" / "json.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^## (\w+)\n.*?```json\n(.*?)```", TEXT, flags=re.MULTILINE | re.DOTALL))

PARTS = {
    *("Block", "CardRef", "Ask", "DraftEntry", "PitchRef", "KnownInput", "RedactedSpan", "RefusedRow"),
    "Change",
    *("RunOdds", "PooledOdds", "NextYes", "DayOdds"),
    *("SegmentTest", "PitchComparison", "BounceBack", "GoalSuggestion", "Baseline"),
}
"""Types that only stand inside others and are shown there."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_read_by_their_type(name: str) -> None:
    """Each example decodes with its type and loses nothing on the way out."""
    document = msgspec.json.decode(EXAMPLES[name])
    value = msgspec.json.decode(EXAMPLES[name], type=getattr(contracts, name))
    again = msgspec.json.decode(msgspec.json.encode(value))
    assert _without_defaults(document) == _without_defaults(again)


def test_every_document_has_an_example() -> None:
    """No type crosses an edge undocumented."""
    types = {
        name
        for name, value in vars(contracts).items()
        if isinstance(value, type)
        and issubclass(value, msgspec.Struct)
        and value.__module__.startswith(contracts.__name__)
    }
    assert types - set(EXAMPLES) == PARTS


def _without_defaults(value: object) -> object:
    """A document without what may be left out of it."""
    if isinstance(value, dict):
        return {
            k: _without_defaults(v)
            for k, v in value.items()
            if v not in (None, "", [], False, "about:blank", 1, "call")
        }
    if isinstance(value, list):
        return [_without_defaults(item) for item in value]
    return value
