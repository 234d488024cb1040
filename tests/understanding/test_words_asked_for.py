"""Who asks for words to send tells nothing by whom they are for, and "two lines" are no count."""

from typing import Any

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    "text",
    [
        "need a two line nudge to someone who went quiet after I sent the quote",
        "write me a 3 sentence email to a client who said no because of price",
        "need a two-line reply to a buyer who signed with a competitor",
        "draft me a short text for a lead who ghosted me after two calls",
        "need a reply to Tom, he said it is too expensive",
        "need a text for the lady who said no after 3 calls",
        "he said two words: no thanks",
        "I want to practise leaving a voicemail, 20 secs",
        "ich brauche zwei Zeilen an einen Kunden, dem es zu teuer war",
        "brauch zwei Sätze für einen Kunden der nach 3 Anrufen abgesagt hat",
        "Schreib mir bitte zwei Sätze an eine Kundin, die nach 3 Anrufen abgesagt hat",
    ],
)
def test_words_for_somebody(text: str) -> None:
    """A nudge, a reply, a line for whoever said no: no draft."""
    assert drafted(text) == {}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("12 calls, 9 no's, need a line for my boss", {"count": 12, "channel": "call", "unstated": 9}),
        ("write me an email. 12 calls, 9 no's", {"count": 12, "channel": "call", "unstated": 9}),
        ("draft 12 calls, 9 no's", {"count": 12, "channel": "call", "unstated": 9}),
        ("make a note that 3 said no", {"count": 3, "channel": "call", "unstated": 3}),
        ("hab 20 Mails geschrieben, 3 Absagen", {"count": 20, "channel": "email", "unstated": 3}),
    ],
)
def test_a_report_beside_it_is_read(text: str, draft: dict[str, Any]) -> None:
    """What was done is told all the same, and an order to write down is no wish for words."""
    assert drafted(text) == draft


@pytest.mark.parametrize(
    "text",
    [
        "jetzt noch 20 Anrufe oder Feierabend?",
        "20 more calls or call it a day?",
        "another 10 doors before dark?",
    ],
)
def test_more_that_is_only_weighed(text: str) -> None:
    """What somebody asks whether to do is not done."""
    assert drafted(text) == {}
