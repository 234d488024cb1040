"""Answers: a plain question gets its plain answer first, and who asks for words gets words."""

from datetime import date
from random import Random
from typing import get_args

import pytest

from coach.coaching.answers import ANY, FINAL, THEIRS, answers, scripts
from coach.coaching.composition import sound, to_block
from coach.coaching.preparation import prepare
from coach.coaching.quantities import typed_quantity
from coach.coaching.rendering import named_in
from coach.coaching.selection import Memory
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from coach.understanding.asked import Act, Heard
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"
LANGUAGES = ["en", "de"]


def reply_to(text: str, last: str = "", seed: int = 3) -> Prepared:
    memory = Memory(last=last)
    return prepare(text, REPLY, fold(history(Random(seed), TODAY)), TODAY, load_deck(), memory, lambda _: "A line.")


def first_of(reply: Prepared) -> str:
    return to_block(reply.pieces[0], reply.sheet).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_its_answer(language: str) -> None:
    """And every objection its words; what is asked of a final no has one answer."""
    spoken = set(get_args(Act)) - {"words", "tell_boss"}
    assert {name.split(".")[0] for name in answers(language)} == spoken | {FINAL}
    assert set(scripts(language)) == (set(get_args(Heard)) - {"final", "commonest"}) | {ANY, THEIRS, "close"}
    for one in answers(language).values():
        assert not one.words or one.words in scripts(language)
        assert not one.patterns or len(one.patterns) == len(one.numbers)
        assert bool(one.do) == bool(one.do_cards)


def test_both_languages_answer_alike() -> None:
    """The same cards, conditions and facts; only the words differ."""
    english, german = answers("en"), answers("de")
    assert english.keys() == german.keys()
    for name, one in english.items():
        other = german[name]
        assert (one.cards, one.do_cards, one.patterns, one.reason, one.words, one.contact) == (
            other.cards, other.do_cards, other.patterns, other.reason, other.words, other.contact
        ), name  # fmt: skip
        assert [set(named_in(text)) for text in one.numbers] == [set(named_in(text)) for text in other.numbers], name
    assert {name: one.cards for name, one in scripts("en").items()} == {
        name: one.cards for name, one in scripts("de").items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_sound(language: str) -> None:
    """No number is typed, nothing is shouted, and each piece of advice cites cards that exist."""
    deck = load_deck(language)
    for one in answers(language).values():
        for text in (one.say, one.do, *one.numbers):
            assert typed_quantity(text) is None, text
            assert "!" not in text
        assert one.cards
        assert all(card in deck for card in (*one.cards, *one.do_cards))
    for script in scripts(language).values():
        for text in (script.spoken, script.written, script.why):
            assert typed_quantity(text) is None, text
            assert "{" not in text and "!" not in text
        assert script.cards
        assert all(card in deck for card in script.cards)


def test_words_are_known_by_their_cards() -> None:
    """Who wants them shorter gets the same words: no two have the same cards."""
    cards = [tuple(script.cards) for script in scripts("en").values()]
    assert len(cards) == len(set(cards))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    "text",
    [
        "should i follow up or is that annoying?",
        "is it me or the price",
        "do I drop my price?",
        "5 people told me no on my first day. is this normal?",
        "41 investors and not one term sheet. should we shut it down",
        "soll ich nachhaken oder nervt das?",
        "Liegts an mir oder am Produkt?",
        "Eigentümer hat zum dritten Mal abgesagt. Soll ich ihn abschreiben?",
    ],
)
def test_the_answer_comes_first_and_little_after_it(text: str, seed: int) -> None:
    """One answer, at most one number, one thing to do; whatever the journal would have had to say."""
    reply = reply_to(text, seed=seed)
    said = [one.say for one in answers(reply.sheet.language).values()]
    assert reply.pieces[0].template in said
    assert len(reply.pieces) <= 3
    assert [piece.kind for piece in reply.pieces][1:] in (["action"], ["insight", "action"])
    assert all(sound(piece, reply.sheet) for piece in reply.pieces)


@pytest.mark.parametrize(
    ("last", "text", "begins"),
    [
        ("", "what do I say to too expensive", "“Fair enough."),
        ("My opener dies at how did you get my number", "what would you say instead", "“From your website"),
        ("one couple loved it then went quiet", "what do i text them", "“I am coming back to you once."),
        ("Should I ask them for feedback?", "write it for me", "“Thank you for"),
        ("„Schicken Sie mal Unterlagen“, zum fünften Mal.", "was antworte ich darauf?", "„Gern."),
        ("heute 7 absagen, 4x kein budget", "und was sag ich denen morgen?", "„Verstehe."),
        ("", 'Kundin findet mein Angebot "etwas sportlich". was schreib ich zurück?', "„Danke für das offene Wort."),
        ("", "She wanted to ask her husband, two weeks ago. what do I write her?", "“You wanted some time"),
        (
            "",
            "wollte es mit ihrem mann besprechen, drei wochen her. was schreib ich",
            "„Sie wollten noch etwas Zeit",
        ),
        ("Morgen wieder Kessler.", "und was sag ich wenn nur die assistentin rangeht", "„Sie wissen am besten"),
        ("", "what do I say when the receptionist blocks me", "“You know best"),
        ("", "He says a competitor does it 20% cheaper. What do I answer?", "“That is a real difference."),
        ("", "Beim Mitbewerber zahlt er ein Fünftel weniger. was antworte ich?", "„Das ist ein Unterschied."),
        ("", "new client won't pay a deposit. what do I say?", "“I understand. It keeps"),
        ("", "Der Kunde will keine Anzahlung leisten. Was sag ich ihm?", "„Das verstehe ich. Damit halte"),
        ("A client wants three drafts for free.", "Give me two lines that turn it down", "“I would like to work"),
        ("", "We had a good meeting on Tuesday. What do I write afterwards?", "“Thank you for your time."),
        ("", "Was schreib ich, wenn ich bis Freitag eine Entscheidung brauche?", "„Damit ich planen kann"),
        ("", "Was antworte ich auf eine freundliche Absage?", "„Danke für die klare Antwort."),
        ("He said our market is too small.", "Give me two sentences that answer it", "“That may be."),
        ("", "no reply to my quote for ten days. what do I write?", "“I am coming back"),
        ("", "what can I say?", "“What would have to be different"),
    ],
)
def test_words_come_first(last: str, text: str, begins: str) -> None:
    """For the objection of this message or the one before it, and for where they are used."""
    reply = reply_to(text, last)
    assert first_of(reply).startswith(begins)
    assert len(reply.pieces) == 1


@pytest.mark.parametrize(
    "text",
    [
        "He told me never to call again. Should I follow up?",
        "sticker says no cold callers, do I still knock",
        "She unsubscribed. Is it too late to write to her?",
    ],
)
def test_nobody_is_sent_back_to_a_final_no(text: str) -> None:
    """What was final gets one answer, whatever is asked about it; or the fixed text that says the same."""
    reply = reply_to(text)
    assert reply.message.scope == "respect_no" or first_of(reply) == answers("en")[FINAL].say


def test_a_question_without_an_answer_is_told_so() -> None:
    """One honest sentence and one thing to do, in place of cards that share a word with it."""
    reply = reply_to("should I hire a salesperson")
    assert reply.pieces[0].template == answers("en")["unlisted"].say
    assert len(reply.pieces) == 2


@pytest.mark.parametrize(
    "text", ["12 conversations today, 9 no's.", "How am I doing?", "I feel worthless.", "What should I do next?"]
)
def test_what_is_no_plain_question_is_coached_as_before(text: str) -> None:
    """A report, a mood and a question about the numbers are another matter."""
    assert reply_to(text).message.asked.act is None


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("Lou Fisk told me never to call again", True),
        ("Baum Logistik hat heute endgültig abgesagt, Herr Baum will nie wieder von uns hören", True),
        ("12 calls, 9 no's, two said never call again", False),
        ("He yelled never to call again and hung up on me. I am still shaking.", False),
    ],
)
def test_a_final_no_that_is_told_is_kept_as_one(text: str, final: bool) -> None:
    """Where nothing else is told; who was hurt, or gives an account of a day, is answered about that."""
    reply = reply_to(text)
    assert (bool(reply.pieces) and reply.pieces[0].cards == ["A12", "A9"]) is final


def test_what_if_they_say_so_gets_the_words_for_that() -> None:
    """And not those for the turn before; a plan that may fail without a sentence of theirs gets an answer."""
    (words,) = reply_to("and if she says she has somebody else?", last="Is it too late to call her?").pieces
    assert words.template.startswith("“Good, then you know what to compare.")
    assert reply_to("and if he walks?").pieces[0].template.startswith("Then it is a no like others")


def test_words_after_a_yes_are_for_a_yes() -> None:
    """Where nobody agreed to anything, no thank-you is offered for it."""
    assert any("As agreed" in piece.template for piece in reply_to("she signed! what do I write her now").pieces)
    told = reply_to("she wants to sleep on it, what do I write her now").pieces
    assert told and not any("agreed" in piece.template for piece in told)


def test_a_message_of_which_nothing_is_understood_goes_on() -> None:
    """It is answered as what was said before it, and as itself where nothing was."""
    text = "with half the village standing around"
    assert reply_to(text).before
    assert not reply_to(text, last="I feel awful, a man screamed at me and slammed the door.").before


def test_own_grief_gets_no_numbers() -> None:
    """And nothing about no's."""
    reply = reply_to("Back at work after my mum's funeral.")
    said = [piece.template for piece in reply.pieces]
    assert any("a death" in text or "sad day" in text or "no place on any list" in text for text in said)
    assert not any("{" in text for text in said)


def test_a_step_among_noes_is_named() -> None:
    """Who reports no's and a step forward hears of both."""
    said = [piece.template for piece in reply_to("9 calls, 8 no's, one wants a quote next week. Tired.").pieces]
    assert any("{reported_small_wins:unit}" in text for text in said)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("I knocked 10% off before she asked. was that stupid?", "No. It ends an awkward moment"),
        ("hab jedes mal sofort rabatt gegeben. war das dumm", "Nein. Es beendet"),
        ("I hung up first. Was that wrong?", "One moment is too small"),
        ("Ich hab aufgelegt. War das falsch?", "Ein Moment ist zu klein"),
        ("put my rate up and two said no. should I go back down", "Not as the first thing."),
        ("hab den Preis erhöht, zwei Absagen. soll ich wieder runter?", "Nicht als Erstes."),
        ("I did ask for feedback, they said I was great but. so what was it?", "Then you have done"),
        ("Hab nach Feedback gefragt, kam nur Lob. Was war es dann?", "Dann hast du getan"),
        ("how do I know if sales is right for me?", "Less by the no's"),
        ("woran merk ich ob der job was für mich ist", "Weniger an den Absagen"),
        ("what can you do that chatgpt can't", "Chiefly this"),
        ("was kannst du, was ChatGPT nicht kann?", "Vor allem eines"),
        ("how sure are you about that?", "A count is as sure"),
    ],
)
def test_the_answer_is_to_what_was_asked(text: str, begins: str) -> None:
    """About what was done, where the work leads, and what this is."""
    reply = reply_to(text)
    assert first_of(reply).startswith(begins)
    assert sum(piece.kind == "action" for piece in reply.pieces) <= 2
