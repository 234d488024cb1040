"""The phrase data as data: it loads, compiles, names only what exists, and its filter never hides a match."""

import random
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from coach.safety.gate import by_phrases
from coach.safety.lexicon import LANGUAGES, Index, lexicon
from coach.safety.normalise import normalise
from coach.safety.notation import NotationError, to_regex
from coach.safety.stems import StemFinder


def test_every_phrase_compiles_and_stands_for_something() -> None:
    """A mistake in the notation, an unknown word list or an unused level would show here, not in a bad hour."""
    for phrase in lexicon().rules:
        assert phrase.pattern.pattern
        assert phrase.unless is None or phrase.unless.pattern
        assert phrase.rule.level in range(4)
        assert (phrase.rule.kind == "none") == (phrase.rule.level == 0)
    for phrase in lexicon().idioms:
        assert phrase.pattern.pattern


def test_no_phrase_matches_an_empty_text() -> None:
    """A phrase that matches nothing at all would match everywhere."""
    empty = [
        phrase.pattern.pattern
        for index in (lexicon().rules, lexicon().idioms, lexicon().concepts)
        for phrase in index
        if phrase.pattern.search("")
    ]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_hears_every_kind_of_risk(language: str) -> None:
    """No language lacks a kind of phrase that another has."""
    names = {phrase.rule.name for phrase in lexicon().rules if phrase.language == language}
    assert names >= {
        "explicit",
        "means",
        "burden",
        "passive",
        "no_way_out",
        "farewell",
        "third_party",
        "violence",
        "low",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_made_of_concepts_that_the_language_has(language: str) -> None:
    """A concept that one language lacks would make its signs silent there."""
    known = {phrase.rule.name for phrase in lexicon().concepts if phrase.language == language}
    needed = {name for sign in lexicon().signs for part in sign.all for name in part.split("|")}
    assert needed - known == set()


@pytest.mark.parametrize(
    "index", [lexicon().rules, lexicon().idioms, lexicon().concepts], ids=["rules", "idioms", "concepts"]
)
def test_the_stem_filter_never_hides_a_match(index: Index) -> None:
    """Texts made from each phrase's own pattern hold one of its stems whenever the pattern finds them."""
    rng = random.Random(7)
    for phrase in index:
        tree = parser.parse(phrase.pattern.pattern)
        for _ in range(10):
            text = _sample(tree, rng)
            if phrase.pattern.search(text):
                assert phrase in index.phrases_in(text, index.stems_in(text)), (phrase.language, text)


def test_the_notation_means_what_the_documentation_says() -> None:
    """Gaps, apostrophes, umlauts, word lists, carried-on lines and remarks."""
    import re

    found = re.compile(to_regex("# remark\ndon't ~2<die>\n|<gone>\nmöchte", {"die": "die|be dead", "gone": "vanish"}))
    assert [
        bool(found.search(text)) for text in ("dont really ever die", "don't be dead", "vanish", "ich moechte")
    ] == [True] * 4
    assert [bool(found.search(text)) for text in ("don't a b c die", "vanished", "remark")] == [False] * 3


def test_an_unknown_word_list_is_named() -> None:
    """The message tells which list is missing."""
    with pytest.raises(NotationError, match="<nowhere>"):
        to_regex("I <nowhere>", {})


def test_stems_prefer_rare_letters() -> None:
    """Of the parts that must be there, the filter looks for the telling ones; without any it looks always."""
    finder = StemFinder({"i": "i|me", "die": "die|be dead"})
    assert finder.stems("<i> want to <die>( soon)?") == {"want to"}
    assert finder.stems("(suicide|hang) (\\w+ )?") == {"suicide", "hang"}
    assert finder.stems("(\\w+ )?") == {""}


def _sample(tree: Any, rng: random.Random) -> str:
    """One text that the pattern may match, leaving its look-around aside."""
    text = ""
    for op, value in tree:
        match op:
            case sre.LITERAL:
                text += chr(value)
            case sre.IN:
                first, what = value[0]
                text += chr(what) if first is sre.LITERAL else "7" if what is sre.CATEGORY_DIGIT else "x"
            case sre.ANY:
                text += "x"
            case sre.SUBPATTERN:
                text += _sample(value[3], rng)
            case sre.BRANCH:
                text += _sample(rng.choice(value[1]), rng)
            case sre.MAX_REPEAT | sre.MIN_REPEAT | sre.POSSESSIVE_REPEAT:
                low, high, inner = value
                text += "".join(_sample(inner, rng) for _ in range(rng.randint(low, min(int(high), low + 2))))
    return text


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("bin froh dass ich da nicht mehr hin muss", 0),
        ("es wäre besser wenn ich nicht so viel reden würde", 0),
        ("ok. trag ein, dass ich da nie wieder anrufe", 0),
        ("es wäre leichter für alle, wenn ich nicht mehr da wäre", 2),
        ("es wäre besser, wenn ich nie geboren wäre", 2),
        ("a polite line to him that leaves the door open", 0),
        ("they put my name in grey on the board like a ghost", 0),
        ("I feel like a ghost", 2),
        ("I'd rather die than change my bank, she said", 0),
        ("I'd rather die than live like this", 3),
        ("an overdose of slides today", 0),
        ("I took an overdose", 3),
        ("all week I read about how people kill themselves", 3),
        ("hab gelesen wie man sich am besten umbringt", 3),
        ("me he tomado dos frascos de calmantes", 3),
        ("me tomé dos cajas de bombones con el cliente", 0),
        ("acabei de tomar uma caixa inteira de sedativos", 3),
        ("tomei duas caixas de pedidos hoje", 0),
    ],
)
def test_what_is_near_a_phrase_and_is_none(text: str, level: int) -> None:
    """Wide phrases ask people without need, and narrow ones pass over them."""
    assert by_phrases(normalise(text)).level == level
