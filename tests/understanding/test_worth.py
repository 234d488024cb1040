"""A drafted yes with its worth."""

from coach.contracts import DraftEntry, OutcomeInput
from coach.understanding import of_worth

ENTRY = "01890000-0000-7000-8000-000000000000"


def drafted(*outcomes: OutcomeInput) -> DraftEntry:
    return DraftEntry(ENTRY, "call", 4, list(outcomes), "4 calls, 1 yes", [])


def test_the_label_says_what_is_in_it() -> None:
    """So that nothing is logged unseen; another amount takes the place of the first."""
    entry = of_worth(drafted(OutcomeInput(outcome="won")), 7_400)
    assert entry and (entry.label, entry.outcomes[0].amount) == ("4 calls, 1 yes (7,400)", 7_400)
    again = of_worth(entry, 8_000.5, "de")
    assert again and (again.label, again.outcomes[0].amount) == ("4 calls, 1 yes (8.000,50)", 8_000.5)


def test_an_amount_is_of_one_yes() -> None:
    """Without one, or with several, it has no place."""
    assert of_worth(drafted(OutcomeInput(outcome="soft_no")), 100) is None
    assert of_worth(drafted(OutcomeInput(outcome="won", count=2)), 100) is None
