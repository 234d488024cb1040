"""The first gate that every free text passes: how much care does this message ask for, and about whom?

In: text as typed. Out: an `Assessment`. Pure and deterministic, no network and no model, so it holds when
everything else is down. Two readers look at it: phrases with their grammar (who, wants what, denied or not) from
`patterns/`, and what was learnt from examples (`learnt.py`), which is told of the phrases.
"""

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from coach.safety.answers import denies
from coach.safety.language import language_of, likely_languages
from coach.safety.learnt import NOTHING, hear
from coach.safety.lexicon import ANY_LANGUAGE, Kind, Phrase, lexicon
from coach.safety.normalise import normalise
from coach.safety.sentences import sentences_of
from coach.safety.signs import signs_in
from coach.safety.typos import mend


class Assessment(msgspec.Struct, frozen=True):
    """How much care a text asks for.

    `level`: 0 coach, 1 low mood, 2 veiled or passive risk or a third party at risk, 3 explicit risk.
    `kind`: whom it is about. `language`: the language to answer in. `unsure`: that what was learnt is not certain, and
    no phrase alone is: at level 2 it is asked in other words, at level 1 the line is shown and nothing else.
    `answer`: what it says to the question of the gate, where that is a no, or may or may not be a yes.
    """

    level: int
    kind: Kind
    language: str
    unsure: bool = False
    answer: Literal["no", "unclear"] | None = None

    @property
    def gentle(self) -> bool:
        """Whether the reply is one for somebody who is low."""
        return self.level > 1 or (self.level == 1 and not self.unsure)


class Hit(msgspec.Struct, frozen=True):
    name: str
    level: int
    kind: Kind
    language: str


_NEAR: Final = 70
"""Characters before and after a match within which other words change its meaning."""

EXPLICIT: Final = 3

IDIOM: Final = "idiom"
"""What the weights are told where an idiom was."""

_MARK: Final = " ¤ "

_RANK: Final[dict[Kind, int]] = {"others": 3, "self": 2, "third_party": 1, "low": 0, "none": 0}
"""Whom to speak about where a text says two things of one level."""

_TOGETHER: Final[tuple[tuple[frozenset[str], int], ...]] = (
    (frozenset({"means", "timing"}), 3),
    (frozenset({"means", "farewell"}), 3),
    (frozenset({"means", "burden"}), 3),
    (frozenset({"means", "passive"}), 3),
    (frozenset({"means", "no_way_out"}), 3),
    (frozenset({"means", "low"}), 3),
    (frozenset({"slang", "insistence"}), 3),
    (frozenset({"farewell", "tonight"}), 3),
    (frozenset({"low", "method_question"}), 2),
)
"""What weighs more together, wherever in a text: the names of rules, and the level about oneself."""


class Phrases(msgspec.Struct, frozen=True):
    """What the phrases in a text ask for: level and kind, the languages they are in, and their names."""

    level: int
    kind: Kind
    said_in: set[str]
    names: set[str]

    @property
    def marks(self) -> list[str]:
        """What the weights are told of them."""
        return [str(self.level), *sorted(self.names)]


_NO_RISK: Final = 0.05
_DOUBTED: Final = 0.5
"""Below that risk a veiled phrase that stands is asked about in the words of a doubt."""

_STANDS: Final = "no_way_out"
"""The rule of how somebody sees their life: no sale beside it takes that back."""

_A_LINE: Final = 30
"""Below that risk, in a text of at most so many words, a veiled phrase was about something else. In a longer one it may
be the one line that counts, and words of explicit risk stand everywhere."""


def assess(text: str, default_language: str = "en") -> Assessment:
    """Return the level of care for a text. `default_language` is for texts that do not tell their language."""
    typed = normalise(text)
    said = by_phrases(typed)
    heard = NOTHING if denies(typed) else hear(typed, said.marks)
    # Phrases know who and what, and "not": what they find stands. What was learnt hears what they have no words for,
    # and knows a farewell mail to customers from a farewell, where that is all that was written.
    little = heard.risk < _NO_RISK and len(typed.split()) <= _A_LINE
    veiled = said.level == 2 and little and _STANDS not in said.names
    mistaken = veiled or (said.level == 1 and heard.calm)
    asked = said if said.level >= min(heard.level, 2) and not mistaken else heard
    doubted = asked.level == 2 and asked.kind != "others" and heard.risk < _DOUBTED
    unsure = heard.unsure if asked is heard else doubted
    return Assessment(asked.level, asked.kind, language_of(typed, said.said_in, default_language), unsure)


def by_phrases(typed: str) -> Phrases:
    """Return what the phrases in normalised text ask for."""
    sentences = _without_idioms(sentences_of(mend(typed, lexicon().spellings)))
    hits = [hit for sentence_hits in _hits_by_sentence(sentences) for hit in sentence_hits]
    hits += [Hit(sign.name, 2, sign.kind, sign.language) for sign in signs_in(sentences)]
    names = {hit.name for hit in hits} | {IDIOM for sentence in sentences if _MARK in sentence}
    hits += [Hit("together", level, "self", ANY_LANGUAGE) for parts, level in _TOGETHER if parts <= names]
    worst = max(hits, key=lambda hit: (hit.level, _RANK[hit.kind]), default=Hit("", 0, "none", ANY_LANGUAGE))
    level = worst.level
    # "I want to die. Only joking" is asked about, not taken back.
    if level == EXPLICIT and worst.kind == "self" and "retraction" in names and not names & {"insistence", "means"}:
        level = 2
    return Phrases(level, worst.kind if level else "none", {hit.language for hit in hits if hit.level}, names)


def _without_idioms(sentences: list[str]) -> list[str]:
    """Put a mark where an idiom was. It is no word, so no phrase reaches across it."""
    idioms = lexicon().idioms
    stems = idioms.stems_in("\n".join(sentences))
    kept: list[str] = []
    for sentence in sentences:
        for idiom in idioms.phrases_in(sentence, stems):
            sentence = idiom.pattern.sub(_MARK, sentence)
        kept.append(sentence)
    return kept


def _hits_by_sentence(sentences: list[str]) -> Iterator[list[Hit]]:
    rules = lexicon().rules
    stems = rules.stems_in("\n".join(sentences))
    for sentence in sentences:
        hits = [hit for phrase in rules.phrases_in(sentence, stems) for hit in _hits_of(phrase, sentence)]
        said_in = {hit.language for hit in hits if hit.level} - {ANY_LANGUAGE}
        if len(said_in) > 1:
            # Neighbouring languages share words but neither idioms nor their "not": the sentence's own counts.
            likely = {ANY_LANGUAGE, *likely_languages(sentence, said_in)}
            hits = [hit for hit in hits if hit.language in likely]
        yield hits


def _hits_of(phrase: Phrase, sentence: str) -> Iterator[Hit]:
    rule = phrase.rule
    grammar = lexicon().grammar.get(phrase.language, lexicon().grammar["en"])
    for match in phrase.pattern.finditer(sentence):
        before = sentence[max(0, match.start() - _NEAR) : match.start()]
        after = sentence[match.end() : match.end() + _NEAR]
        clause = grammar.last_clause(before) + match[0]
        # "No way out, they say": where no "I" is near, what it is about stands in the clauses around it.
        alone = grammar.names_first_person(clause)
        near = clause + grammar.first_clause(after) if alone else before + match[0] + after
        if phrase.unless is not None and phrase.unless.search(near):
            continue
        level, kind = rule.level, rule.kind
        if rule.open_subject and grammar.is_about_third_person(clause):
            # About somebody else, a low mood is no business of the gate and a risk is one level lower.
            level, kind = (2, "third_party") if level >= 2 else (0, "none")
        if rule.denied is not None and grammar.is_negated(clause):
            level, kind = min(level, rule.denied), kind if rule.denied > 1 else "low"
        if level or not rule.level:
            yield Hit(rule.name, level, kind, phrase.language)
        if level == rule.level:
            return
