"""What is only supposed is no report: "if I did 20 already with nothing, is the next one likely?"."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    "text",
    [
        "so if i did 20 already with nothing then next one is likely?",
        "say i call 50 and get 2",
        "hypothetically, 40 calls, 0 yes",
        "were i to make 50 calls and get 2 yes, is that good",
        "if i made 30 calls and 28 said no",
        "pretend i got 12 no's",
        "in case i get 5 no's in a row what then",
        "when i call 20 people and 19 say no, do i stop",
        "let's assume i did 40 doors, 38 no's",
        "wenn ich heute 20 anrufe und keiner will",
        "sagen wir ich ruf 50 an und krieg 2",
        "gesetzt den fall 50 anrufe, 5 gespräche, wieviele abschlüsse",
        "nehmen wir an ich mach 40 anrufe und 2 sagen ja",
        "falls ich 10 Absagen kassiere, was dann",
        "hätte ich 50 angerufen und 2 ja bekommen, wäre das gut",
        "immer wenn ich 20 anrufe hab ich 18 absagen",
    ],
)
def test_what_is_supposed_is_not_drafted(text: str) -> None:
    """It ends with its sentence."""
    assert drafted(text) == {}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("if i'm honest i did 20 calls and got 18 no's", {"count": 20, "unstated": 18}),
        ("if you must know: 20 calls, 18 no's", {"count": 20, "unstated": 18}),
        ("if i counted right 20 calls and 18 no's", {"count": 20, "unstated": 18}),
        ("20 calls today, 18 no's. if i get one more i quit", {"count": 20, "unstated": 18}),
        ("when i called 20 people today nobody picked up", {"count": 20, "no_answer": 20}),
        ("30 calls, 28 no's, as if i did something wrong", {"count": 30, "unstated": 28}),
        ("if i'd made 20 calls i'd be happy but i made 12 calls, 9 no's", {"count": 12, "unstated": 9}),
        ("12 calls and 9 no's, what if it's me?", {"count": 12, "unstated": 9}),
        ("i did 20 calls, 18 no's, is that bad?", {"count": 20, "unstated": 18}),
        ("wenn ich ehrlich bin hab ich 20 Anrufe gemacht und 18 Absagen kassiert", {"count": 20, "unstated": 18}),
        ("wenn ich richtig gezählt habe 20 Anrufe, 18 Absagen", {"count": 20, "unstated": 18}),
        ("als ich heute 20 Leute angerufen hab ging keiner ran", {"count": 20, "no_answer": 20}),
        ("wenn ich 20 geschafft hätte wär ich froh aber ich hab 12 anrufe, 9 absagen", {"count": 12, "unstated": 9}),
        ("20 Anrufe, 18 Absagen, was wenn es an mir liegt?", {"count": 20, "unstated": 18}),
        ("würde sagen 30 Anrufe und 25 Absagen", {"count": 30, "unstated": 25}),
    ],
)
def test_what_only_sounds_so_is_drafted(text: str, draft: dict[str, Any]) -> None:
    """Turns of phrase suppose nothing, and what stands beside a supposition was done."""
    assert draft.items() <= drafted(text).items()
