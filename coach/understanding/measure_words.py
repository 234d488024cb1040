"""The words of questions about one's own numbers: phrases by list, one file `measures.json` for each language, and
what learnt labels ask for.

In: plain words. Out: whether a list has a phrase in them, and the first measure, split or channel that has.
"""

from functools import cache
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.phrases import Phrase, load
from events.words import WEEKDAYS, Channel, Reason

Measure = Literal[
    "rate", "overview", "attempts", "conversations", "noes", "yeses", "steps", "reply_rate", "reasons", "per_yes",
    "since_yes", "since_step", "usual_day", "expected", "best_day", "per_step", "told_yes", "told_step",
    "silence", "booked", "others", "then", "day_noes", "day_told",
]  # fmt: skip
Split = Literal["channel", "weekday", "hour", "duration"]
Unit = Literal["day", "week", "month", "year"]


LEARNT: Final[dict[str | None, tuple[Measure, Split | None]]] = {
    "n_channel": ("rate", "channel"),
    "n_hour": ("rate", "hour"),
    "n_weekday": ("rate", "weekday"),
    "n_reasons": ("reasons", None),
    "n_rate": ("rate", None),
    "n_change": ("rate", None),
    "n_per_yes": ("per_yes", None),
    "n_expect": ("expected", None),
    "n_attempts": ("attempts", None),
    "n_conversations": ("conversations", None),
    "n_noes": ("noes", None),
    "n_yeses": ("yeses", None),
    "n_steps": ("steps", None),
    "n_since_yes": ("since_yes", None),
    "n_usual_day": ("usual_day", None),
    "n_reply_rate": ("reply_rate", None),
}
"""What a learnt label asks for."""

_PLAIN: Final = (
    "begins", "never", "advice", "against", "changed", "bare", "bare_this", "who", "steps", "expects", "tries", "past",
    "talks", "of_reason", "leading", "ways", "weighs", "either", "aside", "in_general", "usual", "reached",
    "sure", "judged",
)  # fmt: skip
"""Lists that are sought by their own name."""


class MeasureWords(Struct, forbid_unknown_fields=True):
    """The words of a language. `begins`: what a question without its mark begins with. `never`: what makes a
    sentence another question, `advice` unless it asks what to expect. `last`: what stands before "four weeks"."""

    names: dict[str, str]
    begins: list[str]
    never: list[str]
    advice: list[str]
    expects: list[str]
    """Asking what a number of tries brings, beside a word of `tries`; `past` asks what they brought. `talks`: the tries
    are conversations."""
    tries: list[str]
    past: list[str]
    talks: list[str]
    of_reason: list[str]
    """Asking how much is about a reason; `leading` asks which one leads."""
    leading: list[str]
    reasons: dict[Reason, list[str]]
    ways: list[str]
    """Asking what a way is worth. Two ways that are named are held against each other by a word of `weighs` and one of
    `either`, unless one of `aside` says that it is about somebody or about the order."""
    weighs: list[str]
    either: list[str]
    aside: list[str]
    in_general: list[str]
    """Asking what is better for anybody."""
    forms: dict[str, list[str]]
    """What asks for a yes or no, or for a number that a plain form of words means (`measure_forms`)."""
    usual: list[str]
    """What a day is held against: "than normal"."""
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
    noes: str
    since: list[str]
    who: list[str]
    """Asking whom to call today."""
    bare_this: list[str]
    bare: list[str]
    """Periods whose unit was said before: "and this one?", "and the last?"."""
    steps: list[str]
    """What a question about the best day or channel means where it names this."""
    reached: list[str]
    """Asking on which day, or in which way, most people answer."""
    sure: list[str]
    """Asking how far the number before can be relied on."""
    judged: list[str]
    """Asking whether so many of so many are few."""
    one: str
    """What stands for a single yes or step."""
    out_of: str
    """What stands between a count and what it is of."""


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
    lists |= {f"reason {name}": texts for name, texts in words.reasons.items()}
    lists |= {f"form {name}": texts for name, texts in words.forms.items()}
    lists |= {name: getattr(words, name) for name in _PLAIN}
    lists |= {"yeses": [words.yeses], "noes": [words.noes]}
    lists |= {f"month {place}": [text] for place, text in enumerate(words.months, 1)}
    lists |= {f"weekday {day}": texts for day, texts in zip(WEEKDAYS, words.weekdays, strict=True)}
    return {name: [Phrase(text, words.names) for text in texts] for name, texts in lists.items()}


def has(name: str, words: str, language: str) -> bool:
    return any(phrase.find(words) for phrase in phrases_of(language)[name])


def first(kind: str, words: str, language: str) -> str | None:
    """The first name of a kind that has a phrase in the words."""
    names = (name for name in phrases_of(language) if name.startswith(f"{kind} "))
    return next((name.partition(" ")[2] for name in names if has(name, words, language)), None)
