"""A good model is not strangled: sixty replies as one would write them, of varied people, pass nearly whole.

They were written from the prompt alone, without sight of the guards. At first sight 91% of their blocks passed; then
"nobody" stopped to be a number wherever it stands, and it was 96%.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import NOW
from support.faulty import FaultyServer, ok

from coach.coaching.composition import Piece
from coach.coaching.conduct import Conduct
from coach.coaching.guards import LEAKS, Offered, check
from coach.coaching.turn import Prepared
from coach.coaching.writing import Written, write_with_model
from coach.contracts import Block, Fact
from coach.insight.facts import FactSheet
from coach.insight.numbers import Numbers
from coach.model import ModelClient, ModelConfig, RecordStore
from coach.safety import Assessment
from coach.understanding import understand
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

CASES = [json.loads(line) for line in (Path(__file__).parent / "good_replies.jsonl").read_text("utf-8").splitlines()]
NONE = Numbers({}, {}, {})


def prepared(case: dict[str, Any]) -> Prepared:
    """What the replies were written for: pieces and facts, as the model saw them."""
    facts = {name: Fact(name, "no's", 3, "no", "lately") for name in case["facts"]}
    named = {name for piece in case["pieces"] for name in re.findall(r"\{(\w+)", piece["text"])}
    sheet = FactSheet(facts, dict.fromkeys(named - set(facts), "price"), NONE, NONE)
    pieces = [Piece(piece["kind"], piece["text"], piece["cards"]) for piece in case["pieces"]]
    harmless = Assessment(level=0, kind="none", language="en")
    return Prepared(understand(case["message"]), harmless, None, sheet, [], pieces, [], [])


def verdicts(case: dict[str, Any]) -> list[Offered | str]:
    given = prepared(case)
    return [check(block, piece, given.sheet) for block, piece in zip(case["blocks"], given.pieces, strict=True)]


def test_a_good_model_never_leaks() -> None:
    """What costs a model its standing at once must not be seen where it is not."""
    assert len(CASES) == 60
    assert not LEAKS & {verdict for case in CASES for verdict in verdicts(case) if isinstance(verdict, str)}


@pytest.mark.anyio
async def test_sixty_replies_are_shown_in_its_own_words_and_it_stays_at_full(tmp_path: Path) -> None:
    """Over the wire and by the running record: nine in ten blocks shown are the model's."""
    left = iter(CASES)
    shown: list[Block] = []
    record = RecordStore(tmp_path / "models.sqlite3", lambda: NOW)
    with FaultyServer(lambda _: ok(json.dumps({"blocks": next(left)["blocks"]}), size=11)) as server:
        client = ModelClient(ModelConfig("strong", server.base_url, ""))
        conduct = Conduct(record, client.config, "hash")
        for case in CASES:
            whole = prepared(case)
            assert conduct.part(whole) is whole, "at full it writes whole replies"
            written = Written()
            await write_with_model(whole, load_deck(), load_prompt("coach_reply"), client, shown.append, written)
            conduct.note(written, len(whole.pieces))
            assert written.failure is None
            assert written.passed == len(whole.pieces)
        await client.aclose()
    assert conduct.power == "full"
    record.close()
    assert sum(block.by == "model" for block in shown) >= 0.9 * len(shown)
