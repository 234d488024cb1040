"""The technique cards: complete, in our own words, in the coach's voice, and safe to choose from.

The articles are not in this repository. `tests/data/article_shingles.txt` holds short hashes of every run of
six words in them, so that a copied run is noticed without their text. To make that file again:

    .venv/bin/python tests/prompts/test_cards.py ../shared/articles
"""

import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from coach.coaching.guards import contacts_again
from coach.understanding import SORROW
from events.words import REASONS
from prompts.cards import MOODS, TOPICS, Article, Card, CardError, Deck, Line, load_deck, validate

ROOT = Path(__file__).parents[2]
SHINGLES = ROOT / "tests" / "data" / "article_shingles.txt"
RUN = 6  # words in a row that count as copied

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?::(unit|period))?\}")
WORD_FACTS = {"reason_name", "reported_reason_name", "segment_name", "segment_reason"}
QUANTITY = re.compile(
    r"\d|%|\b(zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|half|halves|thirds|"
    r"quarters?|most|mostly|majority|minority|nobody|twice|thrice|doubl\w+|tripl\w+|\w+fold|percent\w*|"
    r"per cent|couple|both|pair|one (in|out of) \w+)\b",
    re.IGNORECASE,
)
UNLIKE_US = re.compile(
    r"!|[\U0001F300-\U0001FAFF\u2600-\u27BF]|remember that|great job|well done|sorry to hear|never give up|"
    r"keep (going|pushing)|it(['\u2019]s| is) (ok|okay)\b|\bjourney\b|got this|\bproud\b|\bdue\b|self-care|"
    r"\bheal|(closer|nearer) to (a|the|your) (next )?(yes|win|deal)|numbers game|law of averages|bound to",
    re.IGNORECASE,
)
ANY_PAGE = re.compile(
    r"\b(mindset|resilien\w+|empower\w*|embrac\w+|opportunit\w+|growth|thriv\w+|unlock\w*|potential|positiv\w+|"
    r"challeng\w+|setbacks?|believe in|comfort zone|at the end of the day|take a deep breath|simply|truly|always|"
    r"be kind to yourself|one day at a time|stay (strong|motivated|focused)|success(?! stories))\b",
    re.IGNORECASE,
)
DO = re.compile(
    r"\b(add|answer|arrange|ask|before|bin|book|borrow|call|change|check|choose|close|compare|cross|cut|done|drop|find|"
    r"finish|give|go|join|keep|leave|let|list|listen|log|look|mark|meet|move|name|note|open|pick|play|prepare|put|read|"
    r"rehearse|rewrite|run|say|search|send|set|shout|sit|sort|start|step|take|tape|tell|try|use|work|write)\b",
    re.IGNORECASE,
)
ACTIONS = {"technique", "exercise", "script", "objection", "selfcare"}
THOUGHTS = {"reframe", "diagnosis"}


@pytest.fixture(scope="module")
def deck() -> Deck:
    """The deck as shipped."""
    return load_deck()


def texts(card: Card) -> Iterator[str]:
    """Everything of a card that anybody reads."""
    yield from (card.section, card.title, card.paraphrase, card.script or "", card.notes)
    yield from (line.text for line in card.lines)


def spoken(card: Card) -> Iterator[str]:
    """What of a card may stand in a reply or on its chip, without the placeholders."""
    for text in (card.title, card.paraphrase, card.script or "", *(line.text for line in card.lines)):
        yield PLACEHOLDER.sub("", text)


def fact_units() -> dict[str, str]:
    """Fact ids of docs/facts.md with their unit; the words that are not numbers have none."""
    units = dict.fromkeys(WORD_FACTS, "")
    for row in (ROOT / "docs" / "facts.md").read_text("utf-8").splitlines():
        if row.startswith("| `"):
            ids, unit = row.split("|")[1:3]
            units |= dict.fromkeys(re.findall(r"`([a-z][a-z0-9_]*)`", ids), unit.strip())
    return units


def hashes(text: str) -> set[str]:
    """Short sha256 prefixes of all runs of `RUN` words, lower-cased, without punctuation."""
    words = re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("\u2019", "'"))
    runs = (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    return {sha256(run.encode()).hexdigest()[:12] for run in runs}


def stored_hashes() -> set[str]:
    """The hashes of all three articles."""
    return set(SHINGLES.read_text("ascii").split())


def write_shingles(folder: Path) -> None:
    """Write the hashes of all articles (`*.txt`) in a folder to `SHINGLES`."""
    found = {run for path in folder.glob("*.txt") for run in hashes(path.read_text("utf-8"))}
    SHINGLES.write_text("\n".join(sorted(found)) + "\n", "ascii")


def opening(line: Line, units: dict[str, str]) -> tuple[str, ...]:
    """The first three words of a line as it will read: a fact as "# no", a period as three words."""
    text = re.sub(r"\{\w+:period\}", "@ @ @", line.text)
    text = re.sub(r"\{(\w+):unit\}", lambda match: f"# {units[match[1]].split()[-1]}", text)
    text = PLACEHOLDER.sub(lambda match: match[1] if match[1] in WORD_FACTS else "#", text)
    return tuple(re.sub(r"[^\w#@']", "", word) for word in text.lower().split()[:3])


def fits(card: Card, mood: str, situation: set[str]) -> bool:
    """Whether a chat reply may take the card; `situation` is patterns and levels, no reason is known."""
    when = card.when
    return (
        "chat" in when.modes
        and not when.reasons
        and (not when.moods or mood in when.moods)
        and (not when.patterns or bool(situation.intersection(when.patterns)))
        and not {mood, *situation}.intersection(card.avoid_when)
    )


# ---------------------------------------------------------------- complete


def test_deck_holds_every_card(deck: Deck) -> None:
    """The deck has 79 cards: A1 to A25, B1 to B32, C1 to C22. An id stays with its card, so none is missing."""
    last = {"A": 25, "B": 32, "C": 22}
    assert {card.id for card in deck} == {f"{letter}{n}" for letter in last for n in range(1, last[letter] + 1)}
    assert len(deck) == 79


def test_sections_follow_the_article(deck: Deck) -> None:
    """Every section has a card, and cards come in the order of the sections."""
    for article in deck.articles.values():
        order = [article.sections.index(card.section) for card in article.cards]
        assert order == sorted(order)
        assert set(order) == set(range(len(article.sections)))


def test_table_in_the_docs_is_true(deck: Deck) -> None:
    """docs/cards.md lists every section of every article with exactly its cards, kinds and titles."""
    docs = (ROOT / "docs" / "cards.md").read_text("utf-8")
    for article in deck.articles.values():
        for section in article.sections:
            cards = [card for card in article.cards if card.section == section]
            cell = "<br>".join(f"`{card.id}` {card.title} ({card.kind})" for card in cards)
            assert f"| {section} | {cell} |" in docs


def test_every_topic_has_cards_and_the_docs_list_them(deck: Deck) -> None:
    """A message about any topic finds a card that is to the point, and docs/cards.md names exactly those cards."""
    rows = re.findall(r"^\| `([a-z_]+)` \|.*\| (.+) \|$", (ROOT / "docs" / "cards.md").read_text("utf-8"), re.MULTILINE)
    about = {topic: [card.id for card in deck if topic in card.topics] for topic in TOPICS}
    assert all(about.values())
    assert rows == [(topic, ", ".join(f"`{card_id}`" for card_id in ids)) for topic, ids in about.items()]


def test_topics_are_named_once_and_in_order(deck: Deck) -> None:
    """A card names a topic once, in the order of the vocabulary."""
    for card in deck:
        assert card.topics == [topic for topic in TOPICS if topic in card.topics], card.id


@pytest.mark.parametrize("situation", [set(), {"hard_no"}, {"few_data"}, {"bad_day"}, {"distress"}], ids=str)
@pytest.mark.parametrize("mood", MOODS)
def test_a_reply_with_variety_exists_for_every_mood(deck: Deck, mood: str, situation: set[str]) -> None:
    """Any mood finds several validations, thoughts and actions, with no reason known and after a hard no."""
    kinds = [card.kind for card in deck if fits(card, mood, situation)]
    assert kinds.count("validation") >= 2
    assert sum(kind in THOUGHTS for kind in kinds) >= 2
    assert sum(kind in ACTIONS for kind in kinds) >= 2


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_thought_and_action_of_its_own(deck: Deck, reason: str) -> None:
    """Each reason for a no is named by a card that explains and by one that says what to do."""
    kinds = {card.kind for card in deck if reason in card.when.reasons}
    assert kinds & THOUGHTS
    assert kinds & ACTIONS


# ---------------------------------------------------------------- lines


def test_every_card_has_a_line_that_can_always_be_said(deck: Deck) -> None:
    """Each card has two to seven lines beside those for a topic, for news of two kinds or for sorrow, at least one of
    which needs nothing, at any hour."""
    for card in deck:
        general = [line for line in card.lines if not (line.topics or {"mixed", "irony", *SORROW} & set(line.patterns))]
        assert 2 <= len(general) <= 7, card.id
        plain = (line for line in card.lines if not (line.facts or line.patterns or line.topics or line.evening))
        assert any(plain), card.id


def test_a_line_for_a_topic_is_on_a_card_for_it(deck: Deck) -> None:
    """A line of a topic is found by who writes about it, because its card is."""
    for card in deck:
        for line in card.lines:
            assert set(line.topics) <= set(card.topics), (card.id, line.text)


def test_validations_are_many_and_know_the_message(deck: Deck) -> None:
    """At least eight validation cards have three lines or more, and most can use reported figures."""
    cards = [card for card in deck if card.kind == "validation"]
    assert len(cards) >= 8
    assert all(len(card.lines) >= 3 for card in cards)
    reported = [card for card in cards if any("{reported_" in line.text for line in card.lines)]
    assert len(reported) * 2 > len(cards)


def test_lines_name_only_known_facts(deck: Deck) -> None:
    """Every placeholder is a fact of docs/facts.md, and no other brace stands in a line."""
    units = fact_units()
    assert {"rejections", "today_won", "best_streak"} <= units.keys()
    for card in deck:
        for line in card.lines:
            assert line.facts <= units.keys(), (card.id, line.text)
            assert not set("{}") & set(PLACEHOLDER.sub("", line.text)), (card.id, line.text)
        assert "{" not in "".join((card.title, card.paraphrase, card.script or "", card.notes)), card.id


def test_comparisons_need_the_pattern_that_makes_them_true(deck: Deck) -> None:
    """Wins of the journal need `has_win`, small wins `small_wins`, a leading reason one that dominates."""
    needed = {"won": "has_win", "small_wins": "small_wins", "second_reason": "one_reason_dominates"}
    for card in deck:
        for line in card.lines:
            for fact in line.facts & needed.keys():
                assert line.patterns == [needed[fact]], (card.id, line.text)
            if re.search(r"\b(leads|lead|ahead)\b", line.text) and "reason_name" in line.facts:
                assert line.patterns == ["one_reason_dominates"], (card.id, line.text)


def test_line_patterns_can_hold(deck: Deck) -> None:
    """A line never waits for a pattern which the card itself avoids."""
    for card in deck:
        for line in card.lines:
            assert not set(line.patterns) & set(card.avoid_when), (card.id, line.text)


def test_numbers_are_never_typed(deck: Deck) -> None:
    """No title, paraphrase, script or line holds a digit or a quantity word above one."""
    for card in deck:
        for text in spoken(card):
            assert not QUANTITY.search(text), (card.id, text)
    assert QUANTITY.search("Half of them said no")
    assert QUANTITY.search("Call 20 people")
    assert not QUANTITY.search("The second one, and a few others, almost often")


def test_numbers_of_the_articles_appear_nowhere(deck: Deck) -> None:
    """Not even a note holds a figure, so that no illustration can turn into somebody's target."""
    for card in deck:
        for text in texts(card):
            assert not re.search(r"(?<![ABC\d])\d", text), (card.id, text)  # a note may name card C4


def test_lines_sound_like_the_coach(deck: Deck) -> None:
    """Short, to one person, without cheering, soothing, slogans or a promise that a yes must come."""
    for card in deck:
        for line in card.lines:
            assert len(line.text.split()) <= 45, (card.id, line.text)
        for text in spoken(card):
            assert not UNLIKE_US.search(text), (card.id, text)


def test_lines_could_not_stand_on_any_page(deck: Deck) -> None:
    """No line speaks the words of any self-help page."""
    for card in deck:
        for line in card.lines:
            assert not ANY_PAGE.search(line.text), (card.id, line.text)


def test_advice_says_what_to_do(deck: Deck) -> None:
    """Every line of an action names something a person can do, in the imperative and not as an attitude."""
    for card in deck:
        if card.kind in ACTIONS:
            for line in card.lines:
                assert DO.search(line.text), (card.id, line.text)


def test_no_two_lines_open_alike(deck: Deck) -> None:
    """No two lines of the deck begin with the same three words, counting what facts will read like."""
    units = fact_units()
    seen: dict[tuple[str, ...], str] = {}
    for card in deck:
        for line in card.lines:
            start = opening(line, units)
            assert start not in seen, f"{card.id} opens like {seen[start]}: {line.text}"
            seen[start] = card.id


# ---------------------------------------------------------------- our own words


def test_nothing_is_copied_from_the_articles(deck: Deck) -> None:
    """No card holds six words in a row of an article."""
    stored = stored_hashes()
    for card in deck:
        for text in texts(card):
            assert not hashes(text) & stored, (card.id, text)


def test_the_list_of_sections_is_in_our_own_words() -> None:
    """The list of what the articles hold holds no six words in a row of them either."""
    for held in re.findall(r'"what": "(.*?)"', (ROOT / "tests" / "data" / "article_sections.json").read_text("utf-8")):
        assert not hashes(held) & stored_hashes(), held


def test_copying_would_be_noticed(deck: Deck) -> None:
    """The check fires on a long run of an article's words, also inside our text and with other marks."""
    title = deck.articles["B"].title  # the one run of their words that we do hold
    assert hashes(title) & stored_hashes()
    assert hashes(f"As it says: {title.upper().replace(' ', ', ')}. And so on.") & stored_hashes()


def test_gaps_of_the_articles_stay_gaps(deck: Deck) -> None:
    """The lists that the page lost are marked as missing, and the articles' sources are credited."""
    for card_id, credited in (("A12", "Geoffrey James"), ("A21", "Grant Cardone")):
        assert "missing" in deck[card_id].notes
        assert credited in deck[card_id].notes


# ---------------------------------------------------------------- safe to choose


def test_contact_is_never_proposed_after_a_hard_no(deck: Deck) -> None:
    """Cards that ask, answer, follow up or come back to a prospect avoid a hard no."""
    contact = {"A10", "A11", "A20", "A22", "B26", "B27", "B28", "B29", "B30"}
    contact |= {card.id for card in deck if card.kind in ("script", "objection")}
    assert not [card_id for card_id in sorted(contact) if "hard_no" not in deck[card_id].avoid_when]


def test_cards_about_a_final_no_suggest_no_contact(deck: Deck) -> None:
    """Whoever was told never to call again meets no card that avoids a hard no or asks for contact."""
    for card in deck:
        if "final_no" in card.topics:
            assert "hard_no" not in card.avoid_when, card.id
            assert not any(contacts_again(line.text) for line in card.lines), card.id


def test_affirmations_and_cheer_spare_those_who_feel_hopeless(deck: Deck) -> None:
    """Encouragement that can backfire avoids hopelessness and distress, and learning avoids low moods."""
    for card_id in ("A2", "A15", "B14", "B15", "B16", "B24", "B31", "C2", "C15", "C18", "C19"):
        assert {"hopeless", "distress"} <= set(deck[card_id].avoid_when), card_id
    assert {"few_data", "low"} <= set(deck["C16"].avoid_when)


def test_the_data_decides_between_fit_and_offer(deck: Deck) -> None:
    """A4 (seldom the product) and C4 (look at the offer) are never candidates for the same situation."""
    assert "one_reason_dominates" in deck["A4"].avoid_when
    assert deck["C4"].when.patterns == ["one_reason_dominates"]


# ---------------------------------------------------------------- bad decks are refused


def test_a_repeated_id_is_refused(deck: Deck) -> None:
    """A card id may stand in the deck once."""
    article = deck.articles["A"]
    with pytest.raises(CardError, match="A1 appears twice"):
        validate([msgspec.structs.replace(article, cards=[*article.cards, article.cards[0]])])


def test_an_unknown_section_is_refused(deck: Deck) -> None:
    """A card must name a section of its article."""
    article = deck.articles["B"]
    cards = [msgspec.structs.replace(article.cards[0], section="Elsewhere"), *article.cards[1:]]
    with pytest.raises(CardError, match="B1 names an unknown section: Elsewhere"):
        validate([msgspec.structs.replace(article, cards=cards)])


def test_a_section_without_cards_is_refused(deck: Deck) -> None:
    """A section that no card covers is named in the error."""
    article = deck.articles["C"]
    cards = [card for card in article.cards if card.section != "About the author"]
    with pytest.raises(CardError, match="sections without a card: About the author"):
        validate([msgspec.structs.replace(article, cards=cards)])


def test_a_card_of_another_article_is_refused(deck: Deck) -> None:
    """A card is filed under the article that its id names."""
    article = deck.articles["A"]
    cards = [*article.cards, msgspec.structs.replace(deck["C1"], section=article.sections[0])]
    with pytest.raises(CardError, match="C1 is filed under article A"):
        validate([msgspec.structs.replace(article, cards=cards)])


def test_a_word_outside_the_vocabulary_is_refused(deck: Deck) -> None:
    """A mood, reason or pattern that the product does not know fails when the file is read."""
    document = msgspec.json.encode(deck.articles["A"]).replace(b'"self_blame"', b'"ashamed"')
    with pytest.raises(msgspec.ValidationError, match="ashamed"):
        msgspec.json.decode(document, type=Article)


if __name__ == "__main__":
    write_shingles(Path(sys.argv[1]))
