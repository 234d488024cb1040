"""Signs: ideas that say more together than their words do alone, and that add up over a text.

In: sentences of normalised text. Out: hits of level 2. A concept is one idea in one language ("being gone", "a dear
thing", "trade talk"): `[concept]` in `patterns/<language>/concepts.toml`. A sign names the concepts that must stand
near each other, whatever the words, and what they weigh: `patterns/any/signs.toml`, one file for all languages. Signs
that weigh `ENOUGH` together are heard.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from coach.safety.language import possible_languages
from coach.safety.lexicon import Kind, SignData, lexicon

ENOUGH: Final = 2
_AROUND: Final = 30
"""Characters around a sign in which trade talk shows that it means something else."""

_OUR_TRADE: Final = "our_trade"
"""What they sell ("we make ropes"): it explains the whole sentence, however far away."""

Span = tuple[int, int]
Spans = dict[str, list[Span]]
"""Where each concept stands."""


class Sign(msgspec.Struct, frozen=True):
    name: str
    weight: int
    kind: Kind
    language: str


def signs_in(sentences: list[str]) -> list[Sign]:
    """Return the signs of the language in which they weigh most; none where they are not enough."""
    # A full stop parts nothing here: "Gave the dog to my sister. Won't need him." is one thought.
    text = " ¤ ".join(sentences)
    heaviest: list[Sign] = []
    for language, spans in _spans_by_language(text).items():
        found = [sign for data in lexicon().signs if (sign := _sign(data, spans, text, language))]
        heaviest = max(heaviest, found, key=_weight)
    return heaviest if _weight(heaviest) >= ENOUGH else []


def _weight(signs: Iterable[Sign]) -> int:
    return sum(sign.weight for sign in signs)


def _spans_by_language(text: str) -> dict[str, Spans]:
    concepts = lexicon().concepts
    possible = possible_languages(text)
    spans: dict[str, Spans] = {}
    for phrase in concepts.phrases_in(text, concepts.stems_in(text)):
        if phrase.language not in possible:
            continue
        for found in phrase.pattern.finditer(text):
            spans.setdefault(phrase.language, {}).setdefault(phrase.rule.name, []).append(found.span())
    return spans


def _sign(data: SignData, spans: Spans, text: str, language: str) -> Sign | None:
    for start, end in _together(data, spans):
        sentences = _sentences(text, start, end)
        around = max(sentences[0], start - _AROUND), min(sentences[1], end + _AROUND)
        if any(_overlap(span, around) for name in data.none for span in spans.get(name, ())):
            continue
        if any(_overlap(span, sentences) for span in spans.get(_OUR_TRADE, ())):
            continue
        return Sign(data.name, data.weight, _kind(text[:end], start, language), language)
    return None


def _sentences(text: str, start: int, end: int) -> Span:
    """The sentences of a stretch. "4 calls today, no deals" in the next one is no trade talk about it."""
    before, after = text.rfind("¤", 0, start), text.find("¤", end)
    return before, after if after >= 0 else len(text)


def _together(data: SignData, spans: Spans) -> Iterator[Span]:
    """Stretches that hold one span of each concept, none within another, near enough to be one thought."""
    first, *others = (sorted(span for name in part.split("|") for span in spans.get(name, ())) for part in data.all)
    for anchor in first:
        stretch, used = anchor, [anchor]
        for spans_of in others:
            apart = [span for span in spans_of if not any(_overlap(span, other) for other in used)]
            nearest = min(apart, key=lambda span: _gap(span, anchor), default=None)
            if nearest is None or _gap(nearest, anchor) > data.within:
                break
            used.append(nearest)
            stretch = (min(stretch[0], nearest[0]), max(stretch[1], nearest[1]))
        else:
            yield stretch


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _gap(one: Span, other: Span) -> int:
    """Characters between two spans that do not overlap."""
    return max(one[0] - other[1], other[0] - one[1])


def _kind(text: str, start: int, language: str) -> Kind:
    """About somebody else where the thought names a third person and no "I"."""
    grammar = lexicon().grammar[language]
    thought = text[max(0, text.rfind("¤", 0, start)) :]
    third = grammar.names_third_person(thought) and not grammar.names_first_person(thought)
    return "third_party" if third else "self"
