"""One that is told without a number: a sale by a name, a no as a scene, a step forward, and what only looks so."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import Struct

from coach.understanding import reported_activity
from tests.understanding.test_reports import drafted


class Row(Struct):
    """A message and the draft of it, empty where it reports nothing.

    `first`: kept aside until the rules stood, and then right at first sight or not. `open`: the draft says less so far.
    """

    text: str
    draft: dict[str, Any]
    first: bool | None = None
    open: bool = False


ROWS = [
    msgspec.json.decode(line, type=Row)
    for line in (Path(__file__).parent / "deeds.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text[:60])
def test_drafts(row: Row, request: pytest.FixtureRequest) -> None:
    """What a careful reader would draft is drafted; what is asked, wished, long ago or a colleague's is not."""
    if row.open:
        request.applymarker(pytest.mark.xfail(strict=True, reason="read less well than a careful reader"))
    assert drafted(row.text) == row.draft


@pytest.mark.parametrize("text", ["12 calls, 9 no's. Petra said no", "Petra said no. 12 calls, 9 no's"])
def test_one_of_the_nine(text: str) -> None:
    """A no that is told beside a number of no's is one of them."""
    reported = reported_activity(text)
    assert reported and (reported.attempts, reported.rejections) == (12, 9)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("Fernbrook passed again.", "Fernbrook passed again. Fernbrook declined."),
        ("Mr Okafor signed today.", "Closed the flat on Elm St! Mr Okafor signed today."),
    ],
)
def test_told_twice_is_told_once(told: str, text: str) -> None:
    """Two sentences about one thing are one draft of one."""
    assert drafted(text) == drafted(told)
