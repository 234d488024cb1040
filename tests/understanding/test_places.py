"""A number that says where somebody lives or sits is no count: what is told of them is told of one."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("lady at 44 said yes", {"won": 1}),
        ("the couple at number 20 said no", {"unstated": 1}),
        ("number 12 said yes", {"won": 1}),
        ("flat 9 said yes to the trial", {"progress": 1}),
        ("house number 7, guy told me no", {"unstated": 1}),
        ("unit 5 signed", {"won": 1}),
        ("woman at no. 31 said no", {"unstated": 1}),
        ("the lady at 44 Elm Street said yes", {"won": 1}),
        ("apartment 12 said no thanks", {"not_interested": 1}),
        ("the family in 22 bought the package", {"won": 1}),
        ("house 5 said no, house 7 said yes", {"count": 2, "unstated": 1, "won": 1}),
        ("40 doors, 12 said no, lady at 44 said yes", {"count": 40, "channel": "in_person", "unstated": 12, "won": 1}),
        ("Hausnummer 12 hat unterschrieben", {"won": 1}),
        ("die in der 14 sagt nein", {"unstated": 1}),
        ("das Paar in der 20 hat abgesagt", {"unstated": 1}),
        ("Zimmer 3 hat abgesagt", {"unstated": 1}),
        ("die Dame in Nr. 44 hat zugesagt", {"won": 1}),
        ("Wohnung 9 hat ja gesagt", {"won": 1}),
        ("Lindenstraße 12 hat unterschrieben", {"won": 1}),
        ("Tür 14 sagt nein", {"unstated": 1}),
    ],
)
def test_who_lives_there_is_one(text: str, draft: dict[str, Any]) -> None:
    """A house, a flat, a room, with its number, or somebody at one."""
    assert drafted(text) == {"count": 1, "channel": "call", **draft}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("40 doors, 12 said no", {"count": 40, "channel": "in_person", "unstated": 12}),
        ("at the shop 12 said no, 3 said yes", {"count": 15, "channel": "call", "unstated": 12, "won": 3}),
        ("in the building 30 doors, 20 said no", {"count": 30, "channel": "in_person", "unstated": 20}),
        ("20 Anrufe, von den 20 haben 12 nein gesagt", {"count": 20, "channel": "call", "unstated": 12}),
        ("in der Lindenstraße 12 Türen, 9 nein", {"count": 12, "channel": "in_person", "unstated": 9}),
    ],
)
def test_a_count_beside_a_place_stays_one(text: str, draft: dict[str, Any]) -> None:
    """Where something was done is no number of it."""
    assert drafted(text) == draft
