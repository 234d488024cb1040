"""Good news and plain days: a win is named and that is all, a plain day needs no comfort, and no tips means none."""

from datetime import date
from random import Random

import pytest

from coach.coaching.composition import to_block
from coach.coaching.hearing import feels
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.subjects import subjects_of_line
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"


def reply_to(text: str) -> Prepared:
    states = fold(history(Random(3), TODAY))
    return prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: "A line.")


@pytest.mark.parametrize(
    "text",
    [
        "thanks, that thing about waiting before I answer on price worked yesterday. she took it at the full rate",
        "Petra came back, her partner signed off the quote!!",
        "she said yes at full price!",
        "das mit der rückfrage statt gleich rabatt hat funktioniert, die bäckerei hat heut zugesagt. merci dir",
        "34 türen, 21 mal zu, 2 verträge",
        "danke, hat geklappt",
    ],
)
def test_a_win_is_named_and_that_is_all(text: str) -> None:
    """No consolation, no task, nothing of what usually goes wrong."""
    reply = reply_to(text)
    assert reply.situation is not None and reply.situation.good
    assert [piece.kind for piece in reply.pieces] in (["validation"], ["validation", "insight"])
    assert reply.pieces[0].cards == ["A23"]


@pytest.mark.parametrize(
    "text",
    [
        "da hatte ich mich richtig drauf gefreut",
        "ich hatte mich so auf den termin gefreut, dann abgesagt",
        "I was so hopeful about them",
        "It never worked, whatever I tried.",
        "what worked last month?",
    ],
)
def test_what_was_hoped_for_is_no_good_news(text: str) -> None:
    """Good is only what the message says is good now."""
    reply = reply_to(text)
    assert reply.situation is None or not reply.situation.good


@pytest.mark.parametrize(
    "text",
    [
        "19 angerufen heute, 6 leute dran gehabt, 4 davon abgewunken. war ok soweit",
        "heute 10 anrufe, 8 absagen, aber alles gut",
        "12 calls, 5 no's. it was fine",
    ],
)
def test_a_plain_day_is_not_consoled(text: str) -> None:
    """A number at most, and nothing about how it felt."""
    reply = reply_to(text)
    assert [piece.kind for piece in reply.pieces] == ["insight"]
    assert not feels(to_block(reply.pieces[0], reply.sheet).text, reply.sheet.language)


@pytest.mark.parametrize(
    ("text", "drafts"),
    [
        ("just had to say it out loud", 0),
        ("sorry, just had to get it off my chest", 0),
        ("musste das nur mal loswerden", 0),
        ("wollte es einfach jemandem erzählen", 0),
        ("please no tips today. I just need to be annoyed for a minute about a man who paid 200 for a logo", 0),
        ("bitte heute keine tipps. ich muss nur kurz dampf ablassen", 0),
        ("no advice please, just listen. 14 no's today", 1),
    ],
)
def test_who_wants_no_tips_gets_none(text: str, drafts: int) -> None:
    """One line, and what was told as a draft."""
    reply = reply_to(text)
    assert not reply.pieces
    assert [block.kind for block in reply.before] == ["notice"]
    assert len(reply.drafts) == drafts


@pytest.mark.parametrize(
    "text",
    [
        "I feel worthless.",
        "A client wants three logo drafts for free. I'm so tired of this.",
        "no no, here in Hamburg i mean. im thinking of moving back to Leipzig",
        "heute keine einzige mail rausgeschickt, alles außer das. schäm mich bisschen",
        "bin einfach durch nach dem quartal",
    ],
)
def test_no_is_not_spoken_of_where_nobody_told_of_one(text: str) -> None:
    """How somebody feels is no report of a no, and who is asked to work for nothing heard none about the price."""
    reply = reply_to(text)
    for piece in reply.pieces:
        assert not {"no", "price"} & subjects_of_line(piece.template, reply.sheet.language), piece.template


@pytest.mark.parametrize(
    "text",
    [
        "Sandra Bell told me in no uncertain terms to stop calling. fair enough I suppose, stings though",
        "he said take me off your list. that one hurt",
    ],
)
def test_a_final_no_that_hurts_is_kept_as_one(text: str) -> None:
    """What it is comes first, then a word for how it feels, and no reasons of other no's."""
    reply = reply_to(text)
    assert "final no" in reply.before[0].text
    assert {piece.kind for piece in reply.pieces} <= {"validation", "action"} and reply.pieces
    assert reply.drafts and reply.drafts[0].outcomes[0].outcome == "hard_no"
