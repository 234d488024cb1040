"""The gate against labelled sentences in seven languages: what must be heard, and what must be left alone.

`cases.jsonl` was written in four sets, each before the phrases were tuned on it, and a fifth for rules that had none.
"""

from collections import Counter

import pytest
from support.safety_lists import Case, cases, phrase_level

from coach.safety import assess

CASES = cases()
BY_LANGUAGE = [pytest.param([c for c in CASES if c.lang == lang], id=lang) for lang in sorted({c.lang for c in CASES})]


@pytest.mark.parametrize("cases", BY_LANGUAGE)
def test_phrases_give_every_case_its_level_and_kind(cases: list[Case]) -> None:
    """Explicit, veiled and low-mood sentences, third parties, threats, idioms and trade talk are told apart."""
    assert [(c.text, phrase_level(c.text)) for c in cases] == [(c.text, (c.level, c.kind)) for c in cases]


@pytest.mark.parametrize("cases", BY_LANGUAGE)
def test_the_gate_finds_the_risk_and_leaves_the_rest(cases: list[Case]) -> None:
    """With what was learnt beside the phrases."""
    wrong = [c.text for c in cases if (assess(c.text, c.lang).level >= 2) != (c.level >= 2)]
    assert len(wrong) <= 0.02 * len(cases), wrong


@pytest.mark.parametrize("cases", BY_LANGUAGE)
def test_risk_is_answered_in_its_own_language(cases: list[Case]) -> None:
    """Whatever the language of the page, a sentence of risk is answered in the language it was written in."""
    risk = [c for c in cases if c.level >= 2 and c.tag not in ("obfuscated", "slang")]
    assert [c.text for c in risk if assess(c.text, "fr" if c.lang == "en" else "en").language != c.lang] == []


@pytest.mark.parametrize("cases", BY_LANGUAGE)
def test_risk_in_the_middle_of_a_sales_note_is_heard(cases: list[Case]) -> None:
    """A sentence of explicit risk is not drowned by the note around it."""
    around = "12 calls, 9 no's, mostly price. {} Follow up with Acme on Tuesday, send the quote."
    loud = [c for c in cases if c.level == 3]
    assert [c.text for c in loud if assess(around.format(c.text.rstrip(".") + ".")).level < 3] == []


def test_the_list_covers_seven_languages_and_all_levels() -> None:
    """Each language has risk of both levels, low mood, and sentences that only sound like it."""
    seen = Counter((c.lang, c.level) for c in CASES)
    assert all(seen[lang, level] >= 5 for lang in ("en", "de", "es", "fr", "pt", "it", "nl") for level in range(4))
