"""Counts in sentences: every wording reads right at one, two, three and many, over eight weeks or the whole journal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.coaching.observations import lines
from coach.coaching.rendering import OF_MANY, named_in, render
from coach.contracts import Fact
from coach.insight.facts import ALL_WORDS, WINDOW_WORDS
from prompts.cards import load_deck

FACTS = Path(__file__).parents[2] / "docs" / "facts.md"

SEVERAL = OF_MANY | {
    "run", "silent", "unstated_no", "rejections", "attempts", "top_reason", "second_reason", "today_conversations",
    "next_yes_p90", "usual_day_attempts", "usual_days_attempts", "best_streak",
}  # fmt: skip
"""Facts whose wordings are only said where there are several: by a minimum, a pattern, or because one is no news."""
MAYBE_ONE = {"rejections": {"share", "day_rare", "day_unlucky"}, "attempts": set()}

WRONG = {
    "en": [
        r"\bone (follow-up|no|yes|conversation|attempt|small win|day|call|email)\b (have|were|are|stand)\b",
        r"\b(two|three|25) (follow-ups|no's|yeses|conversations|attempts|small wins|days)\b (has|was|is|stands)\b",
        r"\bone (follow-up|small win)\b[^.]*\b(all|those|they|them|their|list|ones|one you)\b",
        r"\b(one|two) follow-ups?\b[^.]*\ball\b",
        r"journal[^.:;]*journal",
    ],
    "de": [
        r"\bein(e|er|es)? (Wiedervorlage|Absage|Zusage|Gespräch|Kontaktversuch|kleiner Erfolg|Tag)\b "
        r"(haben|waren|sind|wären|stehen|endeten|wurden|blieben)\b",
        r"\b(zwei|drei|25) (Wiedervorlagen|Absagen|Zusagen|Gespräche|Kontaktversuche|Tage)\b "
        r"(hat|war|ist|steht|endete)\b",
        r"\beine Wiedervorlage[^.]*\b(alle|diese|ihnen)\b",
        r"\bzwei Wiedervorlagen[^.]*\balle\b",
        r"\b(eine|einer|eines|ein) (Gesprächen|Gespräche|Absagen|Zusagen|Kontaktversuchen|Tagen)\b",
        r"\b(von|mit|bei|aus|nach) (ein Gespräch|ein Kontaktversuch|eine Absage|eine Zusage|\w+ Gespräche|\w+ Tage)\b",
        r"[Jj]ournal[^.:;]*[Jj]ournal",
    ],
}


def units() -> Iterator[tuple[str, str]]:
    """Fact ids of docs/facts.md with their unit."""
    for row in FACTS.read_text("utf-8").splitlines():
        if row.startswith("| `"):
            ids, unit = row.split("|")[1:3]
            yield from ((name, unit.strip().strip("`")) for name in re.findall(r"`(\w+)`", ids))


UNITS = dict(units())


def wordings(language: str) -> Iterator[tuple[str, str]]:
    """Every wording of an observation and every line of a card, with where it is from."""
    yield from ((name, text) for name, texts in lines(language).items() for text in texts)
    yield from ((card.id, line.text) for card in load_deck(language) for line in card.lines)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("period", [WINDOW_WORDS, ALL_WORDS])
@pytest.mark.parametrize("count", [1, 2, 3, 25])
def test_every_wording_reads_right_whatever_the_count(language: str, period: str, count: int) -> None:
    """Verbs and pronouns agree with one and with many, and no sentence names the journal twice."""
    for source, text in wordings(language):
        if source.startswith("others"):  # figures of others have periods of their own
            continue
        said = _render(text, source, count, period, language)
        for pattern in WRONG[language]:
            assert not re.search(pattern, said), (source, said)


def _render(text: str, source: str, count: int, period: str, language: str) -> str:
    facts, words = {}, {}
    for name in named_in(text):
        unit = _unit(name)
        if name.endswith(("_name", "_points")) or name == "in_words" or not unit:
            words[name] = "price"
            continue
        value = count if name not in SEVERAL or source in MAYBE_ONE.get(name, ()) else max(count, 12)
        share = unit == "share"
        facts[name] = Fact(name, name, 0.4 if share else value, unit, _period(name, period))  # type: ignore[arg-type]
    return render(text, facts, words, language).text


def _unit(name: str) -> str:
    """The unit of a fact; those of today and of the report have that of the fact they are a part of."""
    unit = UNITS.get(name, "")
    return UNITS[name.partition("_")[2]] if " " in unit else unit


def _period(name: str, period: str) -> str:
    started = {"reported": "today", "today": "today", "week": "this week", "last_week": "last week"}
    return next((said for start, said in started.items() if name.startswith(f"{start}_")), period)
