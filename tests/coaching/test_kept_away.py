"""Kept away: whoever orders that somebody is never reached again is offered the final no that sees to it."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from coach.coaching.called import called_so
from coach.coaching.turn import Prepared
from coach.contracts import Prospect
from coach.evaluation.histories import fold, history
from coach.understanding import keeps_away
from events.folds.reader import States
from tests.coaching import test_second_turns as second_turns

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KNOWN = called_so([Prospect("bell", "Sandra Bell", "Bell Homes", "", "", "", "", "", [])])


def talk(*texts: str, states: States | None = None) -> list[Prepared]:
    """The replies of a conversation in which Sandra Bell is known."""
    return second_turns.talk(*texts, states=states, known=KNOWN)


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Sandra Bell hat mich eben angeschrien, ich soll sie nie wieder anrufen.",
            "Hat sie recht, bin ich zu aufdringlich?",
            "Trag das so ein, dass ich da nie wieder aus Versehen anrufe",
        ),
        ("Sandra Bell told me never to call again", "that was hard", "put her down so I never call again"),
        ("Sandra Bell told me never to call again", "make sure i never ring her by mistake"),
        ("Sandra Bell war heute unverschämt", "sorg bitte dafür, dass ich dort nicht mehr anrufe"),
        ("Sandra Bell was rude today", "log that so that i don't call her again"),
    ],
)
def test_the_final_no_is_offered(texts: tuple[str, ...]) -> None:
    """As a confirmed one of whom the turns before were about, which locks them."""
    *_, reply = talk(*texts)
    (entry,) = reply.drafts
    assert entry.prospect and entry.prospect.prospect_id == "bell"
    assert [(part.outcome, part.confirmed) for part in entry.outcomes] == [("hard_no", True)]
    assert "leads you back" in reply.before[0].text or "dorthin zurück" in reply.before[0].text


def test_the_same_draft_is_offered_again() -> None:
    """It is not drafted twice."""
    first, *_, last = talk("Sandra Bell told me never to call again", "ugh", "put her down so i never call again")
    assert [draft.entry_id for draft in last.drafts] == [draft.entry_id for draft in first.drafts]


def test_what_stands_is_said_to_stand() -> None:
    """A final no in the journal needs no other."""
    states = fold(history(Random(3), TODAY))
    states.prospects.locked["bell"] = 1
    *_, reply = talk("Sandra Bell was rude", "make sure i never call her again", states=states)
    assert not reply.drafts and "already" in reply.before[0].text


@pytest.mark.parametrize("text", ["put them down so i never call again", "sorg dafür, dass ich da nie mehr anrufe"])
def test_nobody_is_locked_unnamed(text: str) -> None:
    """Where nobody was named, the reply asks whom."""
    (reply,) = talk(text)
    assert not reply.drafts and ("name" in reply.before[0].text or "Namen" in reply.before[0].text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("i will never call her again", "en"),
        ("she said never call again", "en"),
        ("should i never call her again?", "en"),
        ("make sure i call her again", "en"),
        ("make sure i do not forget to call him", "en"),
        ("put her down for a call again", "en"),
        ("write me a message so i never have to call again", "en"),
        ("ich ruf da nie wieder an", "de"),
        ("sie sagte ich soll nie wieder anrufen", "de"),
        ("trag ein dass ich morgen anrufe", "de"),
        ("sorg dafür dass ich nicht vergesse, dass ich anrufe", "de"),
        ("schreib mir was damit ich nie wieder anrufen muss", "de"),
    ],
)
def test_what_orders_nothing_of_the_kind(text: str, language: str) -> None:
    """A vow, a report, a question and a reminder."""
    assert not keeps_away(text, language)
