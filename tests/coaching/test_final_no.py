"""A final no stands whatever is told or asked next, of somebody on file or told of a moment ago."""

from datetime import date
from random import Random

import pytest
from support.called import KNOWN, LOU
from support.proof import FULL

from coach.coaching.answers import FINAL, answers
from coach.coaching.composition import to_block
from coach.coaching.guards import contacts_again
from coach.coaching.news import named_as_final
from coach.coaching.people import Here, here_in
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.story import said
from coach.evaluation.histories import fold, history
from coach.understanding import questions_training, wishes_training
from events.folds.prospects import Dealings
from prompts.cards import load_deck

REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"
TODAY = date(2026, 11, 20)
FRIGHTS = ("threat", "threat.halt", "shouted", "halt")
MESSAGES = [line.text for line in wishes_training.lines() if line.source in ("en-1", "de-1")]


@pytest.mark.parametrize("seed", range(60))
def test_nothing_recommends_contact_after_a_final_no(seed: int) -> None:
    """Over many journals and messages: what stands is said, and nothing follows but a word for the day. Every third of
    these final no's was never confirmed."""
    chance = Random(seed)
    states = fold(history(chance, TODAY))
    if seed % 3:
        states.prospects.locked[LOU] = 1
    states.prospects.dealings[LOU] = Dealings(3, "hard_no", 1, 2, "hard_no")
    here = Here(frozenset({LOU}))
    texts = ["should I call Lou next week?", "what do I say to Lou?", "Soll ich Lou anrufen?", "Lou is warm, isn't he"]
    for text in [*texts, *(f"Lou Fisk: {message}" for message in chance.sample(MESSAGES, 6))]:
        reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(points=["A10"]), lambda _: None, here=here)
        blocks = [*reply.before, *(to_block(piece, reply.sheet) for piece in reply.pieces), *reply.after]
        assert {block.kind for block in blocks} <= {"notice", "validation", "safety", "resources"}, text
        assert not reply.may_use_model, text
        if reply.situation is not None:  # neither a crisis nor a fixed answer
            assert any("final no" in block.text or "endgültiges Nein" in block.text for block in blocks), text
        assert not any("warm" in block.text and block.kind != "safety" for block in blocks), text


def test_no_story_or_question_leads_back_to_a_final_no() -> None:
    """Whatever is told or asked of somebody locked, in any words that were labelled, before their name or after it. A
    fright is answered all the same. In half of the journals the final no was never confirmed."""
    deck, chance = load_deck(), Random(4)
    journals = [fold(history(Random(seed), TODAY)) for seed in range(8)]
    for number, states in enumerate(journals):
        if number < len(journals) // 2:
            states.prospects.locked[LOU] = 1
        states.prospects.dealings[LOU] = Dealings(3, "hard_no", 1, 2, "hard_no")
    rest = {said(language)[name].do for language in ("en", "de") for name in FRIGHTS}
    every = [line.text for line in (*wishes_training.lines(), *questions_training.lines())]
    for number, text in enumerate(chance.sample(every, len(every) if FULL else 150)):
        about = f"Lou Fisk: {text}" if number % 2 else f"{text.rstrip(' .')} (Lou Fisk)"
        here, states = Here(frozenset({LOU})), journals[number % len(journals)]
        reply = prepare(about, REPLY, states, TODAY, deck, Memory(points=["A10"]), lambda _: None, here=here)
        blocks = [*reply.before, *(to_block(piece, reply.sheet) for piece in reply.pieces), *reply.after]
        kinds = {piece.kind for piece in reply.pieces if piece.template not in rest} | {
            one.kind for one in reply.before
        }
        assert kinds <= {"notice", "validation", "safety", "resources"}, about
        assert not reply.may_use_model and not any(contacts_again(block.text) for block in blocks), about


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("Lou Fisk: 'take us off your list'", True),
        ("Lou Fisk - do not contact again", True),
        ('Lou Fisk: "nehmen Sie uns von der Liste"', True),
        ("Lou Fisk: what do I say if he wants off the list?", False),
        ("Lou Fisk - call again in March", False),
        ("Lou Fisk: I will never call him again, he was so rude", False),
        ("Lou Fisk: hung up", False),
        ("Lou Fisk: Dana Whitfield said never call again", False),
    ],
)
def test_a_note_behind_a_name_is_what_they_said(text: str, final: bool) -> None:
    """A final no that is written down as a note is one; what the writer says of themselves is none."""
    assert (named_as_final(text, KNOWN, "en") == LOU) is final


@pytest.mark.parametrize(
    ("before", "text", "is_kept"),
    [
        (["Lou Fisk: 'take us off your list'"], "write me the answer please", True),
        (["Lou Fisk told me never to call again.", "she did say keep us posted though"], "give me the words", True),
        (["Lou Fisk hat gesagt, ich soll nie wieder anrufen."], "schreib mir die Antwort", True),
        (["Lou Fisk told me never to call again."], "how do I open the next call?", False),
        (["he said it is a final no"], "what do I say when they tell me at the door that they have a supplier?", False),
        (["Lou Fisk told me never to call again."], "what do I say when they tell me it is too expensive?", False),
    ],
)
def test_words_after_a_final_no_are_for_somebody_else(before: list[str], text: str, is_kept: bool) -> None:
    """Words that are asked for next are not written to whoever gave it; for another call they are."""
    states = fold(history(Random(3), TODAY))
    here, memory = here_in(text, before, KNOWN, "en", states), Memory(last=before[-1], earlier=before)
    reply = prepare(text, REPLY, states, TODAY, load_deck(), memory, lambda _: None, here=here)
    said = [to_block(piece, reply.sheet).text for piece in reply.pieces]
    final_no = answers(reply.sheet.language)[FINAL].say
    assert (final_no in said) is is_kept
    assert any("\u201c" in one or "\u201e" in one for one in said) is not is_kept


@pytest.mark.parametrize(
    "text",
    [
        "a lady said take me off your list. should i send her one nice text at least?",
        "Sie hat gesagt, ich soll sie von der Liste nehmen. Soll ich ihr noch was Nettes schreiben?",
    ],
)
def test_whether_to_write_once_more_is_answered_by_the_final_no(text: str) -> None:
    """However it is asked."""
    states = fold(history(Random(3), TODAY))
    here = here_in(text, [], KNOWN, "en", states)
    reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None, here=here)
    assert reply.pieces[0].template == answers(reply.sheet.language)[FINAL].say
