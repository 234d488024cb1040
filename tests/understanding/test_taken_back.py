"""A yes that was taken back is one no, and never a yes."""

from typing import Any

import pytest

from coach.understanding import language_of, told_in
from tests.understanding.test_reports import drafted

ONE_NO = {"count": 1, "channel": "call", "unstated": 1}


@pytest.mark.parametrize(
    "text",
    [
        "she said yes but then changed her mind",
        "Helen signed and then cancelled",
        "he said yes and then his wife talked him out of it",
        "signed the Palmetto deal, it fell through in the end",
        "sold the flat. The buyer backed out.",
        "Helen said yes. Then Helen cancelled.",
        "Helen signed, then she said no after all",
        "the Kessler deal fell through",
        "sold the flat, then the wife cancelled the order",
        "verkauft, aber der Kunde hat dann alles storniert",
        "die Zusage von Fernbrook ist wieder weg",
        "erst hat er zugesagt, dann doch wieder abgesagt",
        "hatte eine Zusage, ist aber wieder abgesprungen",
        "hat unterschrieben und dann storniert",
        "Herr Baum hat unterschrieben, aber seine Frau hat dann alles storniert",
        "Frau Keller hat zugesagt. Jetzt hat sie es sich anders überlegt.",
    ],
)
def test_a_yes_taken_back_is_a_no(text: str) -> None:
    """In one clause, in two, or in two sentences."""
    assert drafted(text) == ONE_NO


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("said yes then her son came out and cancelled it", {"count": 1, "channel": "call"}),
        ("signed yesterday, backed out today", {**ONE_NO, "when": "today"}),
        ("Kundin hat unterschrieben und heute einen Rückzieher gemacht", {**ONE_NO, "when": "today"}),
        ("12 calls, 1 yes but she cancelled later", {"count": 12, "channel": "call", "unstated": 1}),
        ("12 calls, 9 no's, 2 yes, one backed out", {"count": 12, "channel": "call", "unstated": 10, "won": 1}),
        ("3 yeses, one cancelled", {"count": 3, "channel": "call", "unstated": 1, "won": 2}),
        ("2 Abschlüsse, einer ist wieder abgesprungen", {"count": 2, "channel": "call", "unstated": 1, "won": 1}),
    ],
)
def test_the_others_stay(text: str, draft: dict[str, Any]) -> None:
    """Of several yeses one is a no, of the day on which it was taken back."""
    found = drafted(text)
    assert {name: found[name] for name in draft} == draft and ("won" in found) == ("won" in draft)


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("Helen signed today. Fernbrook cancelled.", 1),
        ("Helen signed today! Then I cancelled my lunch", 1),
        ("3 sales, 5 said no", 3),
        ("Frau Keller hat unterschrieben, die Bäckerei hat dann doch wieder abgesagt", 1),
    ],
)
def test_who_else_says_no_takes_nothing_back(text: str, won: int) -> None:
    """Another prospect's no leaves the yes as it is."""
    assert drafted(text)["won"] == won


def test_a_step_that_was_cancelled_is_none() -> None:
    """A demo agreed to and cancelled is neither a step forward nor a no."""
    assert drafted("Helen agreed to a demo, then she cancelled it") == {}


def test_whose_no_it_is() -> None:
    """The name is looked for where the yes was told."""
    text = "Helen signed, but then she cancelled"
    assert "helen" in told_in(text, ["rejections"], language_of(text))[0]
