"""Small talk: what is only a nod, and what leans on the message before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.understanding import greeted_in, in_context, understand
from coach.understanding.small_talk import goes_on, small_talk_in


@pytest.mark.parametrize(
    ("text", "language", "talk"),
    [
        ("Hi!", "en", "hello"),
        ("ok", "en", "fine"),
        ("ok, will do", "en", "fine"),
        ("thanks, good night", "en", "thanks"),
        ("OK thanks. That helps!", "en", "thanks"),
        ("yes log it please", "en", "log_it"),
        ("What can you do?", "en", "about"),
        ("no. that's wrong", "en", "complaint"),
        ("too long, shorter please", "en", "shorter"),
        ("can you make that shorter?", "en", "shorter"),
        ("zu lang. kürzer bitte", "de", "shorter"),
        ("geht das auch kürzer?", "de", "shorter"),
        ("thanks, that actually helped", "en", "thanks"),
        ("cheers, that was exactly what I needed", "en", "thanks"),
        ("das hat mir echt geholfen, danke!", "de", "thanks"),
        ("Danke fürs Zuhören", "de", "thanks"),
        ("passt scho", "de", "fine"),
        ("guten Abend zusammen", "de", "hello"),
        ("danke, aber keiner hat gekauft", "de", None),
        ("really", "en", None),
        ("Hallo", "de", "hello"),
        ("danke, gute Nacht", "de", "thanks"),
        ("ja, bitte eintragen", "de", "log_it"),
        ("Das hilft mir nicht.", "de", "complaint"),
        ("ok 12 calls, 9 no's", "en", None),
        ("thanks to nobody, 20 no's", "en", None),
        ("hello from the car park, it was a bad one", "en", None),
        ("no", "en", "fine"),
        ("", "en", None),
        ("!!! ...", "en", None),
        ("ok " * 40, "en", None),
    ],
)
def test_a_nod_is_a_nod(text: str, language: str, talk: str | None) -> None:
    """A message is small talk where all of it is, and its weightiest part decides which. A number more is news."""
    assert small_talk_in(text, language) == talk


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("and what do I say then?", "en", True),
        ("So should I call him or leave it?", "en", True),
        ("is that bad?", "en", True),
        ("Did something change or is it just bad luck?", "en", False),
        ("12 calls, 9 no's.", "en", False),
        ("Und was mach ich jetzt konkret?", "de", True),
        ("ist das schlimm?", "de", True),
        ("Heute war es zäh.", "de", True),
        ("", "en", False),
    ],
)
def test_what_leans_on_the_message_before(text: str, language: str, expected: bool) -> None:
    """It begins with a word that goes on, or is short and points at something unsaid."""
    assert goes_on(text, language) is expected


def test_a_follow_up_is_about_the_same() -> None:
    """ "And what do I say?" after a price no is about price; a message of its own keeps its own topics."""
    before = understand("They all said it is too expensive.")
    after = in_context(understand("and what do I say then?"), before)
    assert after.reason == "price" and after.topics == before.topics and after.kind == "pitch"
    alone = understand("Nobody picks up on Fridays.")
    assert in_context(alone, before) == alone


def test_what_hurt_stays_with_a_follow_up() -> None:
    """Whoever goes on about an insult is still hurt by it; a hard day is not counted again."""
    before = understand("He screamed at me and hung up. 12 calls, 9 no's.")
    after = in_context(understand("and now?"), before)
    assert "rude" in after.patterns and "bad_day" not in after.patterns


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """Whatever is typed is one kind of small talk or none."""
    assert small_talk_in(text) in {None, "hello", "thanks", "fine", "log_it", "about", "complaint", "shorter"}
    assert goes_on(text) in (True, False)


@pytest.mark.parametrize(
    ("text", "usual", "language"),
    [("moin", "en", "de"), ("servus", "en", "de"), ("hi", "de", "de"), ("cheers", "de", "en"), ("12 no's", "de", "de")],
)
def test_a_greeting_is_answered_in_its_language(text: str, usual: str, language: str) -> None:
    """Where it is a greeting in the usual language as well, that one."""
    assert greeted_in(text, usual) == language
