"""Selection: situation and mode, minus what a card avoids, with memory and ratings."""

from random import Random

import pytest
from support.situations import CALM, card, situation

from coach.coaching.selection import MOST, SLOT_OF_KIND, Memory, Slot, agrees, fits, score, select, to_the_point
from prompts.cards import MOODS, PATTERNS, Article, Card, Deck, load_deck


@pytest.mark.parametrize(
    ("when", "where", "expected"),
    [
        ({}, {}, True),
        ({"moods": ["low"]}, {}, True),
        ({"moods": ["angry"]}, {}, False),
        ({"reasons": ["price"]}, {}, False),
        ({"reasons": ["price", "fit"]}, {"reasons": frozenset({"fit"})}, True),
        ({"patterns": ["run"], "moods": ["low"]}, {"patterns": frozenset({"run"})}, True),
        ({"patterns": ["run"], "moods": ["angry"]}, {"patterns": frozenset({"run"})}, False),
        ({"patterns": ["run"]}, {}, False),
        ({"patterns": ["run"], "moods": ["low"]}, {}, False),
        ({"modes": ["plan"]}, {}, False),
        ({"modes": ["chat", "plan"]}, {"mode": "plan"}, True),
    ],
)
def test_every_restriction_must_hold(when: dict[str, list[str]], where: dict[str, object], expected: bool) -> None:
    """A list that restricts needs one member present; an empty list does not restrict."""
    assert fits(card(when=when), situation(**where)) is expected


@pytest.mark.parametrize(
    ("avoid", "where"),
    [
        ("hard_no", {"patterns": frozenset({"hard_no"})}),
        ("low", {}),
        ("distress", {"distress": True}),
    ],
)
def test_what_a_card_avoids_excludes_it(avoid: str, where: dict[str, object]) -> None:
    """A pattern, a mood or distress that a card avoids excludes it, whatever else fits."""
    assert fits(card(), situation(**where))
    assert not fits(card(avoid_when=[avoid]), situation(**where))


def test_no_card_that_proposes_contact_after_a_hard_no() -> None:
    """In the real deck, nothing chosen for a final no asks, follows up or keeps in touch with that prospect."""
    for seed in range(200):
        random = Random(seed)
        where = situation(
            reasons=frozenset(random.sample(["price", "timing", "fit", "not_interested", "hesitation"], 2)),
            moods=frozenset(random.sample(MOODS, 2)),
            patterns=frozenset({"hard_no", *random.sample(PATTERNS, 3)}),
        )
        chosen = select(load_deck(), where, Memory(), random)
        forbidden = {"A10", "A11", "A20", "A21", "B11", "B19", "B27", "B28", "B29", "B30", "C5"}
        assert not forbidden & {found.id for cards in chosen.values() for found in cards}


def test_slots_hold_no_more_than_they_may() -> None:
    """One validation, at most two reframes and three actions, at most one question."""
    for seed in range(100):
        random = Random(seed)
        where = situation(moods=frozenset(random.sample(MOODS, 3)), patterns=frozenset(random.sample(PATTERNS, 6)))
        chosen = select(load_deck(), where, Memory(), random)
        for slot, cards in chosen.items():
            assert len(cards) <= MOST[slot]
            assert all(SLOT_OF_KIND[found.kind] == slot for found in cards)


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_gets_a_whole_reply(mood: str) -> None:
    """Whatever the mood and with nothing else known, there is something to validate, to see and to do."""
    chosen = select(load_deck(), situation(moods=frozenset({mood})), Memory(), Random(1))
    assert chosen["validation"] and chosen["reframe"] and chosen["action"]


def deck_of(*cards: Card) -> Deck:
    return Deck([Article("A", "t", "a", ["s"], list(cards))])


class Drawn(Random):
    """Chance that is known: these numbers in turn, then zero."""

    def __init__(self, *numbers: float) -> None:
        super().__init__(0)
        self.numbers = [*numbers]

    def random(self) -> float:
        return self.numbers.pop(0) if self.numbers else 0.0


def ids(cards: list[Card]) -> list[str]:
    return [found.id for found in cards]


@pytest.mark.parametrize(
    ("kind", "slot"),
    [
        ("validation", "validation"),
        ("reframe", "reframe"),
        ("diagnosis", "reframe"),
        ("technique", "action"),
        ("exercise", "action"),
        ("script", "action"),
        ("objection", "action"),
        ("selfcare", "action"),
        ("question", "question"),
    ],
)
def test_each_kind_has_its_slot(kind: str, slot: Slot) -> None:
    """What a card is for says where in a reply it stands; the other slots stay empty."""
    chosen = select(deck_of(card(kind=kind)), situation(), Memory(), Drawn())
    assert {name: ids(cards) for name, cards in chosen.items() if cards} == {slot: ["A1"]}
    assert set(chosen) == {"validation", "reframe", "action", "question"}


def test_three_actions_at_most() -> None:
    """The best three, of different kinds and sections."""
    kinds = ("technique", "exercise", "script", "objection", "selfcare")
    cards = [card(id=f"A{number}", kind=kind, section=kind) for number, kind in enumerate(kinds, 1)]
    chosen = select(deck_of(*cards), situation(), Memory(), Drawn(0.1, 0.2, 0.3, 0.4, 0.5))
    assert ids(chosen["action"]) == ["A5", "A4", "A3"]


def test_no_slot_says_one_thing_twice() -> None:
    """Of one kind or of one section of one article, only the better card; a like-named section is another."""
    first = card(id="A1", kind="technique", section="s")
    chance = (0.9, 0.5)
    for other, shown in (
        (card(id="A2", kind="technique", section="other"), False),
        (card(id="A2", kind="script", section="s"), False),
        (card(id="A2", kind="script", section="other"), True),
        (card(id="B2", kind="script", section="s", article="B"), True),
    ):
        chosen = select(deck_of(first, other), situation(), Memory(), Drawn(*chance))
        assert ids(chosen["action"]) == (["A1", other.id] if shown else ["A1"])


def test_cards_that_contradict_each_other_never_stand_together() -> None:
    """Whichever of the two says so, and in whichever slots they are."""
    first, other = card(id="A1", kind="reframe", never_with=["A2"]), card(id="A2", kind="technique")
    third = card(id="A3", kind="technique", section="else")
    assert not agrees(first, [other]) and not agrees(other, [first]) and not agrees(other, [third, first])
    assert agrees(third, [first, other]) and agrees(first, [])
    chosen = select(deck_of(first, other, third), situation(), Memory(), Drawn(0.9, 0.8, 0.1))
    assert ids(chosen["reframe"]) == ["A1"] and ids(chosen["action"]) == ["A3"]


@pytest.mark.parametrize("chance", [(0.9, 0.0), (0.0, 0.9)])
def test_comfort_before_diagnosis(chance: tuple[float, float]) -> None:
    """The other way round for somebody who asks a plain question, whichever of the two fits better."""
    deck = deck_of(card(id="A1", section="one"), card(id="A2", kind="diagnosis", section="two"))
    assert ids(select(deck, situation(), Memory(), Drawn(*chance))["reframe"]) == ["A1", "A2"]
    calm = situation(kind="numbers", moods=frozenset({"neutral"}))
    assert ids(select(deck, calm, Memory(), Drawn(*chance))["reframe"]) == ["A2", "A1"]


@pytest.mark.parametrize(
    ("moods", "better"),
    [
        (["low", "angry", "hurt"], "A1"),
        (["low"], "A2"),
    ],
)
def test_chance_decides_between_cards_that_fit_alike(moods: list[str], better: str) -> None:
    """It outweighs a list of three moods, which is worth 2, and not a single one, which is worth 3."""
    deck = deck_of(card(id="A1"), card(id="A2", when={"moods": moods}))
    assert ids(select(deck, situation(), Memory(), Drawn(0.9, 0.0))["reframe"]) == [better]


def test_of_equal_cards_the_first_id_is_taken() -> None:
    """However the deck is sorted."""
    assert ids(select(deck_of(card(id="A2"), card(id="A1")), situation(), Memory(), Drawn())["reframe"]) == ["A1"]


@pytest.mark.parametrize(
    ("when", "points"),
    [
        ({}, 0.0),
        ({"reasons": ["price"]}, 6.0),
        ({"reasons": ["price", "fit", "timing"]}, 4.0),
        ({"moods": ["low"]}, 3.0),
        ({"moods": ["low", "angry", "hurt"]}, 2.0),
        ({"patterns": ["run"]}, 3.0),
        ({"patterns": ["run", "rude", "no_goal"]}, 2.0),
        ({"reasons": ["price"], "moods": ["low"], "patterns": ["run"]}, 12.0),
    ],
)
def test_a_card_made_for_this_says_more(when: dict[str, list[str]], points: float) -> None:
    """Each list that restricts adds points, a reason most; the shorter the list, the more."""
    assert score(card(when=when), situation(), Memory()) == points


@pytest.mark.parametrize(
    ("rating", "points"), [(0, 0.0), (1, 3.0), (2, 6.0), (3, 6.0), (-1, -3.0), (-2, -6.0), (-3, -6.0)]
)
def test_two_ratings_say_it_all(rating: int, points: float) -> None:
    """Three points for each, no more than six either way; other cards' ratings are theirs."""
    assert score(card(), situation(), Memory(helpful={"A1": rating, "A2": 1})) == points


@pytest.mark.parametrize(("age", "points"), [(0, -8.0), (1, -6.0), (2, -4.0), (3, -2.0), (4, 0.0), (5, 0.0)])
def test_what_was_shown_fades_over_four_replies(age: int, points: float) -> None:
    """The newest time counts; all kinds of points add up."""
    shown = [["A2"]] * age + [["A3", "A1"], ["A1"]]
    assert score(card(), situation(), Memory(shown=shown)) == points
    wanted = card(when={"reasons": ["price"]})
    assert score(wanted, situation(), Memory(shown=shown, helpful={"A1": 1})) == 6.0 + 3.0 + points


@pytest.mark.parametrize(
    ("asked", "has", "points"),
    [
        (["price"], ["price"], 6.0),
        (["value", "price"], ["price"], 4.0),
        (["value", "rest", "price"], ["price", "timing"], 2.0),
        (["value", "rest", "fear", "price"], ["price"], 0.0),
        (["value", "price"], ["price", "value"], 10.0),
        (["value"], ["price"], 0.0),
        ([], ["price"], 0.0),
    ],
)
def test_what_a_message_is_about_counts_most(asked: list[str], has: list[str], points: float) -> None:
    """The likeliest topic more than the next; a card of two of them gets both."""
    assert score(card(topics=has), situation(topics=asked), Memory()) == points
    assert to_the_point(card(topics=has), situation(moods=CALM, topics=asked)) is (points > 0 or not asked)


def test_where_nobody_answered_nobody_can_be_asked_why() -> None:
    """Unless the message speaks of no's as well."""
    asks, other = card(topics=["asking"]), card(topics=["records"])
    silent = situation(reports_silence=True)
    assert score(asks, silent, Memory()) == -6.0
    assert score(other, silent, Memory()) == 0.0
    assert score(asks, situation(reports_silence=True, about_noes=True), Memory()) == 0.0
    assert score(asks, situation(about_noes=True), Memory()) == 0.0
    assert score(asks, situation(), Memory()) == 0.0


GENTLE = {"selfcare": 6.0, "technique": -1.0, "exercise": -1.0, "diagnosis": -8.0}
UNKIND = {"selfcare": 3.0, "technique": -2.0, "exercise": -2.0}
WORDS = {"objection": 4.0, "script": 4.0, "diagnosis": 2.0, "selfcare": -4.0}
NUMBERS = {"diagnosis": 2.0, "selfcare": -2.0}


@pytest.mark.parametrize(
    ("where", "wanted"),
    [
        ({"distress": True}, GENTLE),
        ({"moods": frozenset({"hopeless"})}, GENTLE),
        ({"distress": True, "patterns": frozenset({"rude"}), "kind": "pitch"}, GENTLE),
        ({"distress": True, "counts_or_names": True}, {}),
        ({"moods": frozenset({"hopeless"}), "counts_or_names": True}, {}),
        ({"distress": True, "moods": frozenset({"hopeless"}), "counts_or_names": True}, GENTLE),
        ({"patterns": frozenset({"rude"})}, UNKIND),
        ({"patterns": frozenset({"lost_big_deal", "run"}), "kind": "pitch"}, UNKIND),
        ({"kind": "pitch"}, WORDS),
        ({"kind": "practice"}, WORDS),
        ({"kind": "what_next"}, NUMBERS),
        ({"kind": "numbers"}, NUMBERS),
        ({"kind": "comfort", "patterns": frozenset({"run"})}, {}),
    ],
)
def test_what_a_situation_asks_for(where: dict[str, object], wanted: dict[str, float]) -> None:
    """Rest for who is low or was treated badly, words for who asks for words, reasons for who asks about numbers."""
    assert {kind: score(card(kind=kind), situation(**where), Memory()) for kind in SLOT_OF_KIND} == {
        kind: wanted.get(kind, 0.0) for kind in SLOT_OF_KIND
    }


def test_irony_wants_a_line_that_hears_it() -> None:
    """A card with such a line comes first where there is irony, and nowhere else."""
    plain = {"text": "A line that is long enough to be one."}
    hears = card(lines=[{**plain, "patterns": ["irony"]}, plain])
    deaf = card(lines=[{**plain, "patterns": ["rude"]}, plain])
    ironic = situation(patterns=frozenset({"irony"}))
    assert [score(one, ironic, Memory()) for one in (hears, deaf)] == [6.0, 0.0]
    assert score(hears, situation(patterns=frozenset({"run"})), Memory()) == 0.0


def test_nothing_is_taken_apart_when_somebody_is_low() -> None:
    """A card about a reason waits for another day, and one of self-care about a reason does too."""
    about = {"reasons": ["price"]}
    assert score(card(when=about), situation(distress=True), Memory()) == 6.0 - 8.0
    assert score(card(kind="selfcare", when=about), situation(distress=True), Memory()) == 6.0 - 8.0 + 6.0


def test_who_is_low_hears_the_line_made_for_what_they_speak_of() -> None:
    """For the likeliest topic alone; one such line is enough, and rest counts as much."""
    plain = {"text": "A line that is long enough to be one."}
    low = situation(distress=True, topics=["silence", "rest"])
    made, late, other = (card(lines=[plain, {**plain, "topics": [topic]}]) for topic in ("silence", "rest", "price"))
    assert [score(one, low, Memory()) for one in (made, late, other)] == [6.0, 0.0, 0.0]
    assert score(card(lines=[plain]), situation(distress=True), Memory()) == 0.0


@pytest.mark.parametrize(
    ("told", "has", "points"),
    [
        (["grief"], ["grief"], 3.0),
        (["ghosted"], ["ghosted"], 3.0),
        (["workplace"], ["workplace"], 3.0),
        (["ghosted"], ["workplace"], 0.0),
        (["run"], ["run"], 0.0),
    ],
)
def test_a_card_with_words_for_what_happened_says_more(told: list[str], has: list[str], points: float) -> None:
    """One line of them is enough; a run, or any such day, is no one thing that happened."""
    plain = {"text": "A line that is long enough to be one."}
    one = card(lines=[plain, {**plain, "patterns": has}])
    assert score(one, situation(patterns=frozenset(told)), Memory()) == points


def _three() -> Deck:
    cards = [card(id=f"A{number}", section=f"s{number}") for number in (1, 2, 3)]
    return Deck([Article("A", "t", "a", ["s1", "s2", "s3"], cards)])


def test_what_was_shown_lately_comes_later() -> None:
    """Cards of the last reply give way to others that fit as well."""
    for seed in range(50):
        memory = Memory(shown=[["A1"]])
        assert "A1" not in {c.id for c in select(_three(), situation(), memory, Random(seed))["reframe"]}


def test_ratings_change_what_is_chosen() -> None:
    """A card that helped comes first; one that did not comes last."""
    for seed in range(50):
        chosen = select(_three(), situation(), Memory(helpful={"A2": 1, "A3": -1}), Random(seed))["reframe"]
        assert chosen[0].id == "A2"
        assert "A3" not in {found.id for found in chosen}


def test_every_card_can_be_reached() -> None:
    """Each card for chat fits some situation that does not hold what it avoids."""
    for found in load_deck():
        if "chat" not in found.when.modes:
            continue
        where = situation(
            reasons=frozenset(found.when.reasons),
            moods=frozenset(set(found.when.moods) - set(found.avoid_when)),
            patterns=frozenset(set(found.when.patterns) - set(found.avoid_when)),
        )
        assert fits(found, where), found.id
