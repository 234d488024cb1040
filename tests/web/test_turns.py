"""Turns of the conversation: which of their drafts can still be confirmed."""

from coach.contracts import DraftEntry, Reply
from coach.web.pages.turns import ShownDraft, Turn, without_replaced


def turn(label: str, entry_id: str, state: str = "open") -> Turn:
    draft = DraftEntry(entry_id, "call", 5, [], label, [])
    reply = Reply(label, "rules", 0, [], [], [], [draft], None, "")
    return Turn(label, "Now", reply, {}, {}, [ShownDraft(draft, state)], "en")


def test_a_draft_that_was_corrected_is_not_to_confirm_any_more() -> None:
    """Only the last draft of an entry is, in the order that the turns had."""
    turns = without_replaced([turn("5 calls", "a"), turn("2 visits", "b"), turn("6 calls", "a", "logged")])
    assert [(one.text, one.drafts[0].state) for one in turns] == [
        ("5 calls", "dismissed"),
        ("2 visits", "open"),
        ("6 calls", "logged"),
    ]
