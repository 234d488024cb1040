"""The words of questions about one's own numbers: phrases by list, one file `measures.json` for each language.

In: plain words. Out: whether a list has a phrase in them, and the first measure, split or channel that has.
"""

from functools import cache
from typing import Literal

from msgspec import Struct

from coach.understanding.phrases import Phrase, load
from events.words import WEEKDAYS, Channel

Measure = Literal[
    "rate", "overview", "attempts", "conversations", "noes", "yeses", "steps", "reply_rate", "reasons", "per_yes",
    "since_yes", "since_step", "usual_day",
]  # fmt: skip
Split = Literal["channel", "weekday", "hour", "duration"]
Unit = Literal["day", "week", "month", "year"]


class MeasureWords(Struct, forbid_unknown_fields=True):
    """The words of a language. `begins`: what a question without its mark begins with. `never`: what makes a
    sentence another question. `last`: what stands before "four weeks"."""

    names: dict[str, str]
    begins: list[str]
    never: list[str]
    measures: dict[Measure, list[str]]
    splits: dict[Split, list[str]]
    against: list[str]
    """What stands before the period that another is held against; `changed` asks for it without naming one."""
    changed: list[str]
    spans: dict[str, list[str]]
    months: list[str]
    weekdays: list[list[str]]
    channels: dict[Channel, list[str]]
    last: list[str]
    units: dict[Unit, list[str]]
    yeses: str
    since: list[str]
    who: list[str]
    """Asking whom to call today."""
    bare_this: list[str]
    bare: list[str]
    """Periods whose unit was said before: "and this one?", "and the last?"."""
    steps: list[str]
    """What a question about the best day or channel means where it names this."""


@cache
def words_of(language: str) -> MeasureWords:
    return load("measures", MeasureWords, language)


@cache
def phrases_of(language: str) -> dict[str, list[Phrase]]:
    """Every list of phrases by its name."""
    words = words_of(language)
    lists: dict[str, list[str]] = {}
    lists |= {f"measure {name}": texts for name, texts in words.measures.items()}
    lists |= {f"split {name}": texts for name, texts in words.splits.items()}
    lists |= {f"span {name}": texts for name, texts in words.spans.items()}
    lists |= {f"channel {name}": texts for name, texts in words.channels.items()}
    lists |= {
        "begins": words.begins,
        "never": words.never,
        "against": words.against,
        "changed": words.changed,
        "bare": words.bare,
        "bare_this": words.bare_this,
        "who": words.who,
        "steps": words.steps,
    }
    lists |= {"yeses": [words.yeses]}
    lists |= {f"month {place}": [text] for place, text in enumerate(words.months, 1)}
    lists |= {f"weekday {day}": texts for day, texts in zip(WEEKDAYS, words.weekdays, strict=True)}
    return {name: [Phrase(text, words.names) for text in texts] for name, texts in lists.items()}


def has(name: str, words: str, language: str) -> bool:
    return any(phrase.find(words) for phrase in phrases_of(language)[name])


def first(kind: str, words: str, language: str) -> str | None:
    """The first name of a kind that has a phrase in the words."""
    names = (name for name in phrases_of(language) if name.startswith(f"{kind} "))
    return next((name.partition(" ")[2] for name in names if has(name, words, language)), None)
