"""Golden cases: what `coach qualify` and `coach eval --model` say about models that are good, weak, and not there."""

import json
from pathlib import Path

import pytest
from support.faulty import FaultyServer, Received, Script, error, ok
from support.rebound import coach
from support.scripted import rewritten, well_behaved

from coach.evaluation.models import CASES, golden_cases
from prompts.cards import load_deck


def half(request: Received) -> Script:
    """Every second block types a number."""

    def change(index: int, block: dict[str, object]) -> dict[str, object]:
        return block if index % 2 == 0 else block | {"text": "You heard seventeen no's in these few days."}

    return ok(rewritten(request, change))  # type: ignore[return-value]


def mixed(request: Received) -> Script:
    """Good under one name, garbage under another."""
    return well_behaved(request) if request.json["model"] == "good" else ok("I would rather not.")  # type: ignore[return-value]


def test_the_cases_are_many_and_always_the_same() -> None:
    deck = load_deck()
    once, again = golden_cases(CASES, deck), golden_cases(CASES, deck)
    assert [case.pieces for case in once] == [case.pieces for case in again]
    assert all(case.may_use_model for case in once)
    assert sum(len(case.pieces) for case in once) > 2 * CASES
    assert len({tuple(piece.template for piece in case.pieces) for case in once}) == CASES


@pytest.mark.parametrize(
    ("script", "may", "words"),
    [
        (well_behaved, "full", "writes the replies"),
        (half, "opening", "first block"),
        (ok("no list"), "off", "not used"),
    ],
)
def test_golden_cases_set_what_a_model_may_do(tmp_path: Path, script: Script, may: str, words: str) -> None:
    """At once, and for the next process too."""
    with FaultyServer(script) as server:
        where = {"OPENAI_BASE_URL": server.base_url, "COACH_MODEL": "m"}
        run = coach(tmp_path, "qualify", "--cases", "6", "--json", **where)
        assert run.returncode == 0, run.stderr
        score = json.loads(run.stdout)
        assert (score["may"], score["cases"], score["model"]) == (may, 6, "m")
        sent = len(server.requests)
        assert words in coach(tmp_path, "qualify", "--show", **where).stdout
        assert len(server.requests) == sent == 6


def test_what_was_learnt_of_the_endpoint_is_said(tmp_path: Path) -> None:
    """One line below the table; tokens that nobody reported are unknown, and not none."""

    def without_schemas(request: Received) -> Script:
        if request.json.get("response_format", {}).get("type") == "json_schema":
            return error(400, "json_schema is not supported")
        return ok(rewritten(request, lambda _, block: block), usage=False)

    with FaultyServer(without_schemas) as server:  # type: ignore[arg-type]
        where = {"OPENAI_BASE_URL": server.base_url, "COACH_MODEL": "m"}
        run = coach(tmp_path, "qualify", "--cases", "5", **where)
        assert run.returncode == 0, run.stderr
        learnt = "The endpoint takes JSON without a schema, max_tokens, a system message. It reports no tokens."
        assert learnt in run.stdout.splitlines()
        assert "unknown, unknown" in run.stdout
        score = json.loads(coach(tmp_path, "qualify", "--cases", "5", "--json", **where).stdout)
        assert (score["tokens_in"], score["tokens_out"], score["learnt"]) == (None, None, learnt)


def test_an_endpoint_that_fails_sets_nothing(tmp_path: Path) -> None:
    """One line says so, and what the model may do stays as it was."""
    with FaultyServer(error(401)) as server:
        where = {"OPENAI_BASE_URL": server.base_url, "COACH_MODEL": "m"}
        run = coach(tmp_path, "qualify", "--cases", "5", **where)
        assert run.returncode == 1
        assert "nothing was set" in run.stderr
        assert "failed: auth" in run.stdout
        assert "writes the replies" in coach(tmp_path, "qualify", "--show", **where).stdout


def test_without_a_model_there_is_nothing_to_measure(tmp_path: Path) -> None:
    for command in (["qualify"], ["eval", "--model", "m"]):
        run = coach(tmp_path, *command)
        assert run.returncode == 1
        assert "OPENAI_BASE_URL" in run.stderr


def test_models_side_by_side(tmp_path: Path) -> None:
    """Two names at one endpoint, a column each; what they may do is not touched."""
    with FaultyServer(mixed) as server:  # type: ignore[arg-type]
        where = {"OPENAI_BASE_URL": server.base_url}
        run = coach(tmp_path, "eval", "--model", "good", "--model", "bad", **where)
        assert run.returncode == 0, run.stderr
        rows = {line.rsplit(None, 2)[0].strip(): line.split()[-2:] for line in run.stdout.splitlines()}
        assert rows["model"] == ["good", "bad"]
        assert rows["shown as the model's"] == ["100%", "0%"]
        assert rows["may do"] == ["full", "off"]
        assert rows["failed: garbage"] == ["0", str(CASES)]
