"""Guards of a revised pitch: each refuses exactly what it is for, and a good revision passes them all."""

from typing import Any

import pytest
from support.forbidden import PRESSURE, PROMISES
from support.revising import BETTER, HONEST, MASKED, WHY

from coach.coaching.masking import mask
from coach.coaching.revision import (
    GUARDS,
    Proposal,
    Rewrite,
    check,
    harmful,
    is_english,
    looping,
    new_name,
    new_pressure,
    new_promise,
    prompt_text,
    wrong_cards,
    wrong_length,
)
from coach.privacy import Placeholders, Records, redact
from prompts.prompt_files import load_prompt

CARDS = frozenset({"B17", "C6"})
PROMPT = "\n".join(text for _, text in load_prompt("pitch_revision").sections)
GOOD: dict[str, Any] = {"text": BETTER, "why": WHY, "cards": ["B17"]}


def with_(more: str) -> dict[str, Any]:
    """The good revision and another sentence."""
    return {"text": f"{BETTER} {more}"}


BAD: dict[str, list[dict[str, Any]]] = {
    "wrong_length": [
        with_("We do that work, and you go on as before, since it is easy. Ask them how it was and what they think."),
    ],
    "marks_changed": [
        {"text": BETTER.replace("[SUM_1]", "a fee")},
        {"text": BETTER.replace("[PERSON_1] is", "[COMPANY_1] is")},
        {"text": BETTER.replace("[PERSON_1] is easy", "[PERSON_2] is easy")},
        {"text": BETTER.replace("[SUM_1]", "SUM_1")},
        with_("Dear [First name]."),
        with_("Dear {{name}}."),
    ],
    "stray_mark": [
        with_("COMPANY_4 does it too."),
        with_("So does (PERSON 1)."),
    ],
    "new_quantity": [
        with_("It takes 3 calls."),
        with_("It takes three calls."),
        with_("It saves you half."),
        with_("It is used by most of them."),
        {"text": BETTER.replace("2 hours", "20 hours")},
        {"text": BETTER.replace("2 hours", "2 days")},
        {"text": BETTER.replace("2 hours each", "2% each")},
        with_("It is used by ７ of them."),
    ],
    "new_markup": [
        with_("See evil.example for it."),
        with_("See https://evil for it."),
        with_("Write to me@evil for it."),
        with_("**We do that work.**"),
        with_("\n# It is easy to reach."),
        with_("a < script it is"),
    ],
    "new_name": [
        with_("It is what Miller uses."),
        with_("Zalandofix uses it too."),
        {"text": BETTER.replace("We do", "Quibblex does")},
    ],
    "new_promise": [
        with_("It is guaranteed."),
        with_("It is proven to work."),
        with_("You can have it for free."),
        with_("It is trusted by the best."),
        with_("You are bound to win with it."),
    ],
    "new_pressure": [
        with_("I will not take no for an answer."),
        with_("Before you say no, think."),
        with_("It is your last chance."),
        with_("You would be foolish to wait."),
        with_("I will call you back about it."),
    ],
    "other_language": [
        {
            "text": "das kostet euch jeden tag viel, und wir nehmen es euch ab, für [SUM_1]. [PERSON_1] von "
            "[COMPANY_1] kann dir sagen, wie es war, und [PERSON_1] ist immer da."
        },
    ],
    "prompt_text": [
        with_("As an AI I can say so."),
        {"why": "You change words and order. You do not know the product, so you add no claim."},
    ],
    "unchanged": [{"text": MASKED}, {"text": f"  {MASKED.replace(' ', '  ')}\n"}, {"text": MASKED.upper()}],
    "wrong_cards": [{"cards": ["A1"]}, {"cards": ["B17", "Z9"]}],
    "looping": [with_("and it is so and it is so and it is so and it is so")],
    "harmful": [
        with_("You are pathetic if you wait."),
        with_("It works like xanax."),
        with_("You should hurt yourself."),
    ],
    "unfit_why": [
        {"why": "It names the 2 hours that returns cost them, and that is the point of it."},
        {"why": "Great job on this pitch, it reads so much better with the point first!"},
        {"why": "It asks [PERSON_1] for a step that is easy to take, and so it is plain."},
        {"why": "It is what Miller would say, and it is easy for the buyer to take in."},
        {"why": "After so many no's a yes is due, and this opening is what brings it."},
    ],
    "schema": [
        {"text": ""},
        {"text": None},
        {"text": "x" * 8_001},
        {"why": "Short."},
        {"why": "x " * 300},
        {"cards": []},
        {"cards": ["B17"] * 5},
        {"note": "extra"},
    ],
}


def refused(**changes: Any) -> Proposal | str:
    return check(GOOD | changes, MASKED, CARDS, PROMPT)


def test_a_good_revision_passes() -> None:
    """And a rule of the person's own text is theirs to keep: what the pitch says already is not new."""
    assert refused() == Proposal(BETTER, WHY, ["B17"])
    own = f"{MASKED} It is guaranteed, most buy it, and I call you back. Last chance! See our-shop.com, says Quibblex."
    kept = own.replace("You ship daily, and returns cost", "You ship daily. Returns cost")
    assert isinstance(check(GOOD | {"text": kept}, own, CARDS, PROMPT), Proposal)


@pytest.mark.parametrize(("pitch", "better"), HONEST)
def test_honest_revisions_pass(pitch: str, better: str) -> None:
    """Guards that refuse good work would leave nothing to show."""
    masked = mask(pitch, redact(pitch, Records([]), Placeholders()).spans)
    for mark, words in masked.marks:
        better = better.replace(words, mark, 1)
    found = check(GOOD | {"text": better}, masked.text, CARDS, PROMPT)
    assert isinstance(found, Proposal), found
    assert is_english(masked.text)


@pytest.mark.parametrize(
    ("guard", "changes"), [(guard, changes) for guard, cases in BAD.items() for changes in cases], ids=str
)
def test_a_lie_is_refused_by_its_guard(guard: str, changes: dict[str, Any]) -> None:
    """The first of each kind by no other one: were the guard gone, it would be shown."""
    item = GOOD | changes
    assert isinstance(found := check(item, MASKED, CARDS, PROMPT), str)
    if guard == "schema":
        assert found == "schema"
        return
    rewrite = Rewrite(Proposal(**item), MASKED, CARDS, PROMPT)
    by = [one.__name__ for one in GUARDS if one(rewrite)]
    assert guard in by
    if changes is BAD[guard][0] and guard != "stray_mark":
        assert by == [guard]


def test_a_stray_mark_is_refused_where_its_number_is_none() -> None:
    """In a pitch that has the number, no other guard sees it."""
    original = f"{MASKED} It is step 4 that counts."
    item = GOOD | {"text": f"{BETTER} It is step 4. COMPANY_4 counts."}
    rewrite = Rewrite(Proposal(**item), original, CARDS, PROMPT)
    assert [guard.__name__ for guard in GUARDS if guard(rewrite)] == ["stray_mark"]


def test_every_guard_has_its_lie() -> None:
    assert BAD.keys() == {guard.__name__ for guard in GUARDS} | {"schema"}


@pytest.mark.parametrize("item", [None, "text", [], {}, {"text": BETTER}])
def test_what_is_no_revision_is_refused(item: object) -> None:
    assert check(item, MASKED, CARDS, PROMPT) == "schema"


@pytest.mark.parametrize(
    ("text", "english"),
    [
        (MASKED, True),
        ("Retouren kosten euch jeden Tag zwei Stunden, und das nehmen wir euch ab.", False),
        ("Zwroty kosztują was dwie godziny dziennie, a my je od was zabierzemy.", False),
    ],
)
def test_only_english_is_read(text: str, english: bool) -> None:
    """Also where no list names the language."""
    assert is_english(text) == english


def rewrite(text: str, original: str = "It is the offer.", **more: Any) -> Rewrite:
    """A proposal of this text for a pitch of that one."""
    return Rewrite(Proposal(text, WHY, more.get("cards", ["B17"])), original, CARDS, more.get("prompt", ""))


@pytest.mark.parametrize("phrase", PROMISES)
def test_promises_are_seen(phrase: str) -> None:
    """However they are written; the person's own stay theirs."""
    for said in (phrase, phrase.upper()):
        text = f"It is the offer, {said}, as it stands."
        assert new_promise(rewrite(text)) and not new_promise(rewrite(text, text.lower()))


@pytest.mark.parametrize("phrase", PRESSURE)
def test_pressure_is_seen(phrase: str) -> None:
    """However it is written; the person's own stays theirs."""
    for said in (phrase, phrase.upper()):
        text = f"It is the offer, {said}, as it stands."
        assert new_pressure(rewrite(text)) and not new_pressure(rewrite(text, text.lower()))


def test_the_length_that_may_be() -> None:
    """From two fifths of the pitch to half as much again, spaces around it not counted."""
    lengths = [length for length in range(1, 40) if not wrong_length(rewrite(f" {'x' * length} ", "y" * 20))]
    assert lengths == list(range(8, 31))
    assert isinstance(check(GOOD | {"text": "x" * 8_000}, MASKED, CARDS, PROMPT), str)
    assert check(GOOD | {"text": "x" * 8_000}, MASKED, CARDS, PROMPT) != "schema"


def test_strange_words_in_small_letters_are_no_names() -> None:
    assert not new_name(rewrite("It is the offer that we unshelvify."))
    assert new_name(rewrite("Unshelvify is the offer."))
    assert not new_name(rewrite("We’ll wait: it is the offer. They’ve seen it."))


def test_eight_words_of_the_prompt_are_no_chance() -> None:
    """Seven may be; those of the person's own pitch are theirs."""
    words = ["one", "sees", "here", "what", "the", "text", "is", "about"]
    prompt = f"Before it. {' '.join(words)}"
    assert prompt_text(rewrite(f"The offer: {' '.join(words)}", prompt=prompt))
    assert not prompt_text(rewrite(f"The offer: {' '.join(words[:7])}", prompt=prompt))
    assert not prompt_text(rewrite("It is the offer.", prompt=" ".join(WHY.split()[-7:])))
    assert not prompt_text(rewrite(f"The offer: {' '.join(words)}", original=" ".join(words), prompt=prompt))


def test_what_the_pitch_says_of_itself_may_stay() -> None:
    """Talk of models, and words again and again."""
    about = "We sell a language model to clinics."
    again = "and it is so and it is so and it is so and it is so"
    assert prompt_text(rewrite(about)) and not prompt_text(rewrite(f"{about} It is good.", original=about))
    assert looping(rewrite(again)) and not looping(rewrite(f"{again}, they say", original=again))


def test_every_card_that_was_offered_may_be_named() -> None:
    assert not wrong_cards(rewrite("It is the offer.", cards=sorted(CARDS)))


@pytest.mark.parametrize(
    "text",
    [
        "You are pathetic if you wait.",
        "It works like xanax.",
        "You can jump off with it.",
        "They would all be better off if you were not here.",
    ],
)
def test_harm_of_every_kind_is_seen(text: str) -> None:
    """A verdict, medicine, ways to harm oneself by name, and what the safety gate hears."""
    assert harmful(rewrite(text))
