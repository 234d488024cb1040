"""Second turns: what is set right, shortened or pointed at is that of the turn before."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from msgspec import structs

from coach.coaching.answers import answers
from coach.coaching.called import Called
from coach.coaching.composition import to_block
from coach.coaching.past import PastReply, memory_of
from coach.coaching.people import Here, here_in
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.contracts import Reply
from coach.evaluation.histories import fold, history
from events.folds.reader import States
from events.ids import new_id
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def talk(*texts: str, states: States | None = None, known: Called | None = None) -> list[Prepared]:
    """The replies of a conversation, each knowing those before it, and prospects that are `known`."""
    states = states or fold(history(Random(3), TODAY))
    past: list[PastReply] = []
    found: list[Prepared] = []
    for text in texts:
        reply_id, memory = new_id(), memory_of(states, past, NOW)
        here = here_in(text, [one.text for one in past], known, "en", states) if known else Here()
        prepared = prepare(text, reply_id, states, TODAY, load_deck(), memory, lambda _: None, here=here)
        blocks = [*prepared.before, *(to_block(piece, prepared.sheet) for piece in prepared.pieces), *prepared.after]
        reply = Reply(reply_id, "rules", 0, blocks, [], [], prepared.drafts, None, "")
        past.append(PastReply(text, reply, NOW, {}))
        found.append(prepared)
    return found


def test_a_correction_takes_the_place_of_the_draft() -> None:
    """The same entry with the count set right, and a line that says so; a second correction holds beside it."""
    first, second, third = talk("12 calls, 9 no's", "wrong, it was 15 calls", "sorry, 8 no's")
    assert [draft.label for draft in (*second.drafts, *third.drafts)] == ["15 calls, 9 no's", "15 calls, 8 no's"]
    assert len({reply.drafts[0].entry_id for reply in (first, second, third)}) == 1
    assert second.before[0].text.startswith("Corrected.") and not second.pieces


def test_a_correction_in_german() -> None:
    """In the language of the report, whatever the correction looks like."""
    *_, reply = talk("3 Termine, 1 Zusage, 2 Absagen", "nee, 2 zusagen, 1 absage")
    assert reply.drafts[0].label == "3 Termine, 1 Absage, 2 Zusagen"
    assert reply.before[0].text.startswith("Korrigiert.")


def test_what_is_logged_already_is_not_drafted_again() -> None:
    """The entry has to be taken back first."""
    states = fold(history(Random(3), TODAY))
    first = prepare(
        "12 calls, 9 no's", new_id(), states, TODAY, load_deck(), memory_of(states, [], NOW), lambda _: None
    )
    logged = structs.replace(first.drafts[0], entry_id=next(iter(states.entries.recent)))
    reply = Reply("r", "rules", 0, [], [], [], [logged], None, "")
    past = [PastReply("12 calls, 9 no's", reply, NOW, {})]
    memory = memory_of(states, past, NOW)
    second = prepare("no, 15 calls", new_id(), states, TODAY, load_deck(), memory, lambda _: None)
    assert not second.drafts and "already" in second.before[0].text


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("what do I say when they say it is too expensive?", "too long. shorter"),
        ("how should I open a cold call?", "can you make that shorter"),
        ("Was sage ich, wenn jemand sagt: zu teuer?", "kürzer bitte"),
        ("What now?", "in one sentence please"),
    ],
)
def test_shorter_is_a_sentence_of_the_reply_before(asked: str, short: str) -> None:
    """The words to say, or the first advice, with the card it rests on; nothing new."""
    first, second = talk(asked, short)
    (block,) = second.before
    said = [to_block(piece, first.sheet) for piece in first.pieces]
    assert any(block.text in one.text and block.cards == one.cards for one in said)
    assert len(block.text.split()) < sum(len(one.text.split()) for one in said) and not second.pieces


def test_nothing_to_shorten() -> None:
    """Without a reply before it, it is asked what the line shall be about."""
    (reply,) = talk("shorter")
    assert reply.before[0].text.startswith("There is nothing before this")


def test_which_of_them() -> None:
    """Of things to do the first; of people nobody knows who they are."""
    first, second = talk("how should I open a cold call?", "which of those should I do first?")
    does = next(piece.cards for piece in first.pieces if piece.kind == "action")
    assert set(second.pieces[0].cards) <= set(does)
    *_, people = talk("40 dials, 6 convos, all no", "which of those would you call back first?")
    assert "not who" in people.before[0].text


@pytest.mark.parametrize("text", ["another investor no. fine.", "schon wieder abgelehnt. einfach so"])
def test_who_tells_of_a_no_is_heard_before_anything_is_asked(text: str) -> None:
    """A kind word first, the question behind it."""
    (reply,) = talk(text)
    assert [piece.kind for piece in reply.pieces] == ["validation"] and not reply.before
    assert reply.after[0].kind == "notice"


def test_nothing_logged_yet_is_not_said_to_what_was_not_understood() -> None:
    """It would read as a reproach."""
    monday = date(2026, 11, 23)
    states = fold(history(Random(3), TODAY))
    said = prepare("hm hm", new_id(), states, monday, load_deck(), Memory(), lambda _: None)
    assert said.before and not said.pieces


@pytest.mark.parametrize(
    ("told", "order", "reason"),
    [
        ("Seller told me my commission is a rip off", "put that down as a no please", "price"),
        ("Die Maklerin fand mich viel zu teuer", "schreib das als nein auf", "price"),
        ("Palmetto said no, they have no time this year", "log it", "timing"),
    ],
)
def test_what_was_told_is_written_down(told: str, order: str, reason: str) -> None:
    """An order drafts what the turn before told, as it says, with its reason."""
    *_, reply = talk(told, order)
    assert [(part.outcome, part.reason, part.count) for part in reply.drafts[0].outcomes] == [("soft_no", reason, 1)]
    assert not reply.pieces


def test_what_is_drafted_is_offered_again() -> None:
    """Under its id, so that it is logged once."""
    first, second, third = talk("12 calls, 9 no's", "log it", "put that down as a no")
    assert first.drafts == second.drafts == third.drafts


def test_where_nothing_is_told_it_is_asked_for() -> None:
    """Nothing is made up."""
    *_, reply = talk("I am tired of the phone", "put that in my journal")
    assert not reply.drafts and reply.before[0].text.startswith("I would, but I do not know what to put in.")


@pytest.mark.parametrize(
    ("first", "then"),
    [("which is better for me, phone or in person?", "and how sure are you about that"),
     ("wie war meine quote", "wie sicher ist das"), ("what is my rate", "can I trust that?"),
     ("was ist mein häufigster einwand", "kann ich mich darauf verlassen?")],
)  # fmt: skip
def test_how_sure_is_asked_of_the_number_before(first: str, then: str) -> None:
    """And not of where it is kept: what stands behind it, and how far off it may be."""
    *_, reply = talk(first, then)
    assert [block.kind for block in reply.before] == ["insight"] and reply.pieces == []
    assert {"asked_low", "asked_high"} & set(reply.before[0].facts) or "asked_of" in reply.before[0].facts


def test_how_safe_it_is_here_stays_another_question() -> None:
    """Without a number before it."""
    (reply,) = talk("Wie sicher ist das, was ich schreibe?")
    assert reply.message.scope == "private"


def words_of(reply: Prepared) -> str:
    return " ".join(to_block(piece, reply.sheet).text for piece in reply.pieces)


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        ("my team lead showed me up in front of everyone and I said nothing", "what do I say to him tomorrow",
         "“What you said about me in front"),
        ("My boss called me out in front of the team today.", "how do I tell my boss that this hurt",
         "“What you said about me in front"),
        ("Meine Chefin hat mich vor versammelter Mannschaft runtergemacht", "was sag ich ihr dazu, gib mir zwei sätze",
         "„Dass du das vor allen"),
        ("mein teamleiter hat mich heute vor allen vorgeführt", "wie sag ich das meinem teamleiter", "„Dass du das"),
        ("I have had it, I am jacking the job in", "so how do i tell my boss", "“I have decided to leave"),
        ("I want to quit my job", "how do I hand in my notice", "“I have decided to leave"),
        ("ich schmeiß den job hin, ich kündige", "und wie sag ichs meinem chef", "„Ich habe mich entschieden"),
        ("ich will meinen job kündigen", "wie formuliere ich die kündigung", "„Ich habe mich entschieden"),
        ("A client wants another round of changes for free, otherwise she leaves", "word me a friendly no",
         "“What we agreed on is done"),
        ("My client expects more revisions for nothing", "what do I say to her", "“What we agreed on is done"),
        ("Kundin will die dritte Korrekturrunde umsonst", "formulier mir bitte was das freundlich nein sagt",
         "„Was wir vereinbart hatten"),
        ("Der Kunde verlangt noch eine Änderung gratis", "was sag ich ihm", "„Was wir vereinbart hatten"),
        ("A client wants three drafts for free.", "Give me two lines that turn it down", "“I would like to work"),
    ],
)  # fmt: skip
def test_words_are_for_whom_the_turn_before_was_about(first: str, then: str, begins: str) -> None:
    """One's own boss, an existing client, or somebody who asks for work for nothing."""
    *_, reply = talk(first, then)
    said = words_of(reply)
    assert begins.strip("“„") in said
    assert len(reply.pieces) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("A customer laughed at me in front of everybody at the fair", "what do I say to her"),
        ("my boss wants more calls", "what do I say to him"),
        ("Der Kunde hat gekündigt", "was schreib ich ihm"),
        ("a hard week", "not quitting, just need to breathe for a couple of days. how do I tell my manager"),
        ("I want to quit my job", "how do I tell my boss I need two days off next week without sounding weak to him"),
        ("ich will meinen job kündigen", "Wie kündige ich einem Stammkunden an, dass ich teurer werde?"),
    ],
)
def test_words_to_a_boss_are_for_a_boss(first: str, then: str) -> None:
    """And about what was said in front of others, or about leaving."""
    *_, reply = talk(first, then)
    said = words_of(reply)
    assert not any(words in said for words in ("in front of everybody", "decided to leave", "vor allen", "zu gehen"))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "She loved the flat but her husband wants to sleep on it until Sunday",
            "ok and if there is still nothing on Sunday",
        ),
        ("they said they would decide by Friday", "and if nobody gets back to me"),
        ("Er findet sie toll, will aber bis Sonntag drüber schlafen", "ok und wenn sonntag wieder nichts kommt"),
        ("Sie wollte sich bis Freitag melden", "und wenn sie sich nicht meldet?"),
    ],
)
def test_what_to_do_when_a_named_day_passes_in_silence(first: str, then: str) -> None:
    """Ask once, after the day; then let it rest. No date a few months out, and no talk of a bad stretch."""
    *_, reply = talk(first, then)
    assert "B28" in reply.pieces[0].cards and "A12" in reply.pieces[0].cards
    assert len(reply.pieces) == 2


@pytest.mark.parametrize(
    "text", ["thanks. another 20 dials or call it a day?", "danke, so sag ichs. jetzt noch 20 anrufe oder feierabend?"]
)
def test_whether_to_stop_gets_an_answer(text: str) -> None:
    """Of what was done today, and nothing to log."""
    *_, reply = talk("what do I say to too expensive", text)
    assert reply.pieces[0].cards == ["A24", "C12"] and reply.drafts == []


@pytest.mark.parametrize(
    ("number", "asked"), [("what is my close rate", "that any good?"), ("wie ist meine quote", "ist das gut?")]
)
def test_whether_a_number_is_good_is_asked_of_a_number(number: str, asked: str) -> None:
    """Nobody outside can say that; after anything else the question is another one."""
    *_, after_number = talk(number, asked)
    *_, after_day = talk("12 calls, 9 no's", asked)
    said = answers(after_number.sheet.language)["any_good"].say
    assert after_number.pieces[0].template == said
    assert all(piece.template != said for piece in after_day.pieces)
