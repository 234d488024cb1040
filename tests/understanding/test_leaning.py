"""Leaning: messages that reach for somebody of the turns before, and those that do not."""

import pytest

from coach.understanding import reaches_for, replies_to_them


@pytest.mark.parametrize(
    ("language", "text", "reach"),
    [
        ("en", "can I still send him the update in half a year?", "nearest"),
        ("en", "what do I say to her?", "nearest"),
        ("en", "ok, I'll write her one last mail", "nearest"),
        ("en", "suppose he goes quiet, do I ping him next week?", "nearest"),
        ("en", "and if I email them in March?", "last"),
        ("en", "should I try again?", "last"),
        ("en", "ok and a case study next week?", "last"),
        ("en", "and in three months?", "last"),
        ("en", "maybe just keep her in the loop?", "nearest"),
        ("en", "ok I won't call him. who's next?", None),
        ("en", "who should I call next?", None),
        ("en", "what do I say when people ask for the price?", None),
        ("en", "a new buyer asked for a demo, what do I send him?", None),
        ("en", "he was polite about it at least", None),
        ("de", "meinst ich kann ihr in nem halben Jahr trotzdem unser Update schicken?", "nearest"),
        ("de", "schick ich ihm nächste Woche von mir aus ne Case Study?", "nearest"),
        ("de", "was sag ich ihm dann?", "nearest"),
        ("de", "soll ich denen nochmal schreiben?", "last"),
        ("de", "kann ich da nächstes Jahr wieder anrufen?", "last"),
        ("de", "und eine Weihnachtskarte?", "last"),
        ("de", "darf ich ihn anrufen?", "nearest"),
        ("de", "auch nicht in nem Jahr?", "last"),
        ("de", "und wenn ich stattdessen seine Kollegin im Einkauf nehme?", "nearest"),
        ("en", "what if I try someone else there instead", "nearest"),
        ("en", "what if I go through her boss", "nearest"),
        ("en", "should I ask someone for feedback", None),
        ("en", "I told my colleague about it", None),
        ("de", "ok, ich ruf ihn nicht mehr an. Wen als Nächstes?", None),
        ("de", "wen soll ich als Nächstes anrufen?", None),
        ("de", "er war immerhin nett", None),
        ("de", "ein neuer Kunde will ein Angebot, wann schick ich es ihm?", None),
    ],
)
def test_who_is_reached_for(language: str, text: str, reach: str | None) -> None:
    """A pronoun or the turn before, and a way to reach them; what was done or felt reaches nobody."""
    assert reaches_for(text, language) == reach


@pytest.mark.parametrize(
    ("language", "text", "replies"),
    [
        ("en", "Lou wrote to me on LinkedIn, may I reply?", True),
        ("en", "Lou never answered my mail, do I write again?", False),
        ("de", "Lou hat mich angeschrieben, darf ich da jetzt antworten?", True),
        ("de", "darf ich Lou anschreiben?", False),
    ],
)
def test_a_reply_to_who_wrote_first(language: str, text: str, replies: bool) -> None:
    """They wrote by themselves, and the message asks about a reply."""
    assert replies_to_them(text, language) is replies
