"""A good model is not strangled: sixty replies as one would write them, of varied people, pass nearly whole.

They were written from the prompt alone, without sight of the guards. At first sight 91% of their blocks passed; then
"nobody" stopped to be a number wherever it stands, and it was 96%.
"""

import json
import re
from pathlib import Path
from typing import Any

from coach.coaching.composition import Piece
from coach.coaching.guards import LEAKS, Offered, check
from coach.contracts import Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.model import Score, Standing, after

CASES = [json.loads(line) for line in (Path(__file__).parent / "good_replies.jsonl").read_text("utf-8").splitlines()]
NONE = Numbers({}, {}, {})


def verdicts(case: dict[str, Any]) -> list[Offered | str]:
    facts = {name: Fact(name, "no's", 3, "no", "lately") for name in case["facts"]}
    named = {name for piece in case["pieces"] for name in re.findall(r"\{(\w+)", piece["text"])}
    sheet = FactSheet(facts, dict.fromkeys(named - set(facts), "price"), NONE, NONE)
    pieces = [Piece(piece["kind"], piece["text"], piece["cards"]) for piece in case["pieces"]]
    return [check(block, piece, sheet) for block, piece in zip(case["blocks"], pieces, strict=True)]


def test_nine_in_ten_blocks_of_a_good_model_are_shown() -> None:
    found = [verdict for case in CASES for verdict in verdicts(case)]
    assert len(CASES) == 60
    passed = sum(isinstance(verdict, Offered) for verdict in found)
    assert passed >= 0.9 * len(found), [verdict for verdict in found if not isinstance(verdict, Offered)]


def test_a_good_model_never_leaks() -> None:
    """What costs a model its standing at once must not be seen where it is not."""
    assert not LEAKS & {verdict for case in CASES for verdict in verdicts(case) if isinstance(verdict, str)}


def test_a_good_model_stays_at_full() -> None:
    """By the running record of these sixty replies."""
    standing = Standing()
    for case in CASES:
        given = verdicts(case)
        standing = after(standing, Score(len(given), sum(isinstance(verdict, Offered) for verdict in given)))
        assert standing.power == "full"
