"""Numbers that are asked for: they are the answer, and what is still to come is nothing to log."""

from datetime import date
from random import Random

import pytest

from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"


def reply_to(text: str) -> Prepared:
    return prepare(text, REPLY, fold(history(Random(3), TODAY)), TODAY, load_deck(), Memory(), lambda _: None)


@pytest.mark.parametrize("text", ["what do 40 calls bring me?", "Was bringen mir 40 Anrufe?"])
def test_tries_to_come_are_not_offered_to_log(text: str) -> None:
    """The outlook stands alone; "40 calls" in it is no report of the day."""
    reply = reply_to(text)
    assert reply.drafts == [] and reply.pieces == []
    assert [block.kind for block in reply.before] == ["insight"] and "asked_count" in reply.before[0].facts
    assert reply_to("40 calls, 38 no's today").drafts


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("which is better for me, phone or showing up in person?", "asked_hits"),
        ("how often is it the price", "asked_reason"),
        ("How many requests per order?", "asked_tries"),
    ],
)
def test_the_number_is_the_answer(text: str, fact: str) -> None:
    """Whatever else could be said of the journal."""
    reply = reply_to(text)
    assert reply.pieces == [] and fact in reply.sheet.facts
    assert [block.kind for block in reply.before] == ["insight"]


@pytest.mark.parametrize(
    "text",
    [
        "is 1 client out of 135 emails bad? be straight with me", "2 signups from 90 doors, is that bad?",
        "Sind 2 Aufträge aus 120 Mails schlecht?", "1 Abschluss bei 75 Anrufen, ist das mies?",
    ],
)  # fmt: skip
def test_a_share_that_is_told_is_no_day_to_log(text: str) -> None:
    """Its range is the answer, whatever the word for bad sounds like; the totals are not drafted as today's."""
    reply = reply_to(text)
    assert reply.pieces == [] and reply.drafts == []
    assert {"asked_rate", "asked_low", "asked_high"} <= set(reply.before[0].facts)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("whats my best day so far", {"asked_hits", "asked_of"}),
        ("was war bisher mein bester Tag?", {"asked_hits", "asked_of"}),
        ("how many calls until somebody books a demo", {"asked_tries"}),
        ("wie viele bewerbungen brauch ich bis mich mal wer einlädt", {"asked_tries"}),
    ],
)
def test_the_number_that_was_meant_is_the_answer(text: str, facts: set[str]) -> None:
    """One day and not a weekday; attempts for a step and not their sum."""
    reply = reply_to(text)
    assert reply.pieces == [] and facts <= set(reply.before[0].facts)


@pytest.mark.parametrize("text", ["another twenty doors or go home?", "jetzt noch 20 anrufe oder feierabend?"])
def test_whether_to_go_on_is_no_question_for_a_number(text: str) -> None:
    """Also after one."""
    memory = Memory(last="how many doors per signup", earlier=["how many doors per signup"])
    reply = prepare(text, REPLY, fold(history(Random(3), TODAY)), TODAY, load_deck(), memory, lambda _: None)
    assert reply.before == [] and reply.pieces[0].cards == ["A24", "C12"]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("are cold calls any good for me or do I stick to visits", ("Yes, ", "Less ", "Too early", "So far")),
        ("bringt mir das telefonieren überhaupt was oder nur noch türen", ("Ja, ", "Weniger ", "Für ein", "Bisher")),
        ("they say nobody picks up on mondays, is that true for me", ("No, ", "As far as", "Too early")),
        ("Es heißt, montags anrufen ist sinnlos. Gilt das für mich auch?", ("Nein, ", "Was den", "Für ein")),
        ("am I booking enough from my calls?", ("What is enough nobody can say",)),
        ("Buche ich genug Termine pro Anruf?", ("Was genug ist, kann von hier aus niemand sagen",)),
        ("am I better than everyone else?", ("That I cannot tell: I know nobody's numbers but yours.",)),
        ("bin ich schlechter als meine kollegen", ("Das kann ich nicht sagen: Ich kenne von niemandem Zahlen",)),
        ("did I really get no answer 9000 times?", ("Not quite. ",)),
        ("Hab ich wirklich 9000 Mal nichts gehört?", ("Nicht ganz. ",)),
    ],
)
def test_the_yes_or_no_that_was_asked_for_comes_first(text: str, begins: tuple[str, ...]) -> None:
    """Then the number, and nothing else."""
    reply = reply_to(text)
    assert reply.before[0].text.startswith(begins), reply.before[0].text
    assert reply.pieces == [] and reply.drafts == [] and len(reply.before) == 1


def test_one_way_is_not_answered_with_all_of_them() -> None:
    """The way that stands in the question, then the others, each by its name."""
    said = reply_to("how many of my calls turned into anything?").before[0].text
    assert said.startswith("By phone: ") and ("In all other ways: " in said or "nothing else" in said or "In " in said)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("do you count those as a no?", "No. Silence counts as an attempt"),
        ("Und zählst du die jetzt als Absage oder nicht?", "Nein. Schweigen zählt als Versuch"),
        ("two want to think about it, do you count those as a no?", "Yes, as a soft no"),
        ("zwei wollen es sich überlegen. zählst du das als absage?", "Ja, als weiches Nein"),
    ],
)
def test_what_counts_as_a_no(text: str, begins: str) -> None:
    """Silence never does; what was said does."""
    assert reply_to(text).pieces[0].template.startswith(begins)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("are 900 no's in one day normal for me?", "No, that is more than usual"),
        ("sind 900 absagen am tag bei mir normal", "Nein, das ist mehr"),
        ("are 900 no's in a day a lot for me?", "Yes, that is more than usual"),
        ("Sind 900 Absagen am Tag bei mir viel?", "Ja, das ist mehr"),
        ("20 reached, 10 no's, 2 signed. are 10 no's normal for me?", "Yes. "),
        ("20 reached, 10 said no, 2 signed. not bad, eh?", "Yes. "),
        ("20 erreicht, 10 sagten Nein, 2 haben unterschrieben. Eigentlich ganz ok oder?", "Ja. "),
        ("20 reached, 10 said no, 2 signed. is that bad?", "No. "),
    ],
)
def test_a_day_is_judged_by_the_days_before(text: str, begins: str) -> None:
    """Yes or no first, by the usual count or share; what was told is still drafted."""
    reply = reply_to(text)
    assert reply.before[0].text.startswith(begins), reply.before[0].text
    assert reply.pieces == [] and bool(reply.drafts) == text.startswith("20")


def test_what_tells_no_share_is_no_such_day() -> None:
    """So many no's of nobody knows how many have no share; what was asked before goes on."""
    reply = reply_to("nine calls, five no. is that bad?")
    assert not any("asked_noes" in block.facts for block in reply.before)


@pytest.mark.parametrize(
    "text", ["how often is it price and how often timing", "Wie oft ist es der Preis, wie oft der Zeitpunkt?"]
)
def test_both_reasons_are_counted(text: str) -> None:
    """The one that comes second in the question is not left out."""
    assert {"asked_reason", "other_reason"} <= set(reply_to(text).before[0].facts)
