"""The first gate that every free text passes: how much care does this message ask for, and about whom?

In: text as typed. Out: an `Assessment`. Pure and deterministic, no network and no model, so it holds when
everything else is down. It reads grammar (who, wants what, denied or not) from the phrase data in `patterns/`.
"""

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from coach.safety.language import language_of
from coach.safety.lexicon import ANY_LANGUAGE, Kind, Rule, lexicon
from coach.safety.normalise import normalise
from coach.safety.typos import mend


class Assessment(msgspec.Struct, frozen=True):
    """How much care a text asks for.

    `level`: 0 coach, 1 low mood, 2 veiled or passive risk or a third party at risk, 3 explicit risk.
    `kind`: whom the risk is about. `language`: the language to answer in.
    """

    level: int
    kind: Kind
    language: str


class Hit(msgspec.Struct, frozen=True):
    name: str
    level: int
    kind: Kind
    language: str


_SENTENCE_END: Final = re.compile(r"[.!?;]+(?= |$)|[\n]")
_ELLIPSIS: Final = re.compile(r"\.{2,}|…")
_ODD: Final = re.compile(r"[^\w',]+")
_COMMA: Final = re.compile(r"[ ,]*,[ ,]*")
_ELISION: Final = re.compile(r"(?<!\w)([cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull|quest|quell)'(?=\w)")
"""French and Italian join short words to the next: "d'en", "l'ho". Apart, they are words for the gaps."""

_MASK: Final = " ¤ "
"""Stands where an idiom was. It is no word, so no phrase reaches across it."""

_NEAR: Final = 70
"""Characters before and after a match within which other words change its meaning."""

_RANK: Final[dict[Kind, int]] = {"others": 3, "self": 2, "third_party": 1, "low": 0, "none": 0}
_TOGETHER: Final = (
    # Hints that weigh more together: names that must all be there -> level, about oneself.
    ({"means", "timing"}, 3),
    ({"means", "farewell"}, 3),
    ({"means", "burden"}, 3),
    ({"means", "passive"}, 3),
    ({"means", "no_way_out"}, 3),
    ({"slang", "insistence"}, 3),
    ({"farewell", "tonight"}, 3),
    ({"low", "method_question"}, 2),
    ({"low", "means"}, 3),
)


def assess(text: str, default_language: str = "en") -> Assessment:
    """Return the level of care for a text of any length up to the cap of its field.

    `default_language` answers where the text itself does not tell its language.
    """
    known = lexicon()
    plain = mend(normalise(text), known.spellings)
    hits = list(_hits(_sentences(plain)))
    names = {hit.name for hit in hits}
    for together, level in _TOGETHER:
        if together <= names:
            hits.append(Hit("together", level, "self", ANY_LANGUAGE))
    worst = max(hits, key=lambda hit: (hit.level, _RANK[hit.kind]), default=None)
    if worst is None or worst.level == 0:
        return Assessment(0, "none", language_of(plain, (), default_language))
    level = worst.level
    # "I want to die. Only joking" is asked about, not taken back.
    if level == 3 and worst.kind == "self" and "retraction" in names and not names & {"insistence", "means"}:
        level = 2
    said_in = {hit.language for hit in hits if hit.level > 0}
    return Assessment(level, worst.kind, language_of(plain, said_in, default_language))


def _sentences(plain: str) -> list[str]:
    """Sentences of normalised text: words, apostrophes and commas only, one space between words."""
    parts = _SENTENCE_END.split(_ELLIPSIS.sub(" ", plain))
    words = (_ELISION.sub(r"\1' ", _ODD.sub(" ", part)) for part in parts)
    sentences = (_COMMA.sub(", ", part).strip(" ,") for part in words)
    return _without_idioms([sentence for sentence in sentences if sentence])


def _without_idioms(sentences: list[str]) -> list[str]:
    whole = "\n".join(sentences)
    for idiom in lexicon().idioms:
        if idiom.may_be_in(whole):
            sentences = [
                idiom.pattern.sub(_MASK, sentence) if idiom.may_be_in(sentence) else sentence
                for sentence in sentences
            ]
    return sentences


def _hits(sentences: list[str]) -> Iterator[Hit]:
    whole = "\n".join(sentences)
    for rule in lexicon().rules:
        if rule.may_be_in(whole):
            for sentence in sentences:
                if rule.may_be_in(sentence):
                    yield from _hits_of(rule, sentence)


def _hits_of(rule: Rule, sentence: str) -> Iterator[Hit]:
    grammar = lexicon().grammar.get(rule.language, lexicon().grammar["en"])
    for match in rule.pattern.finditer(sentence):
        before = sentence[max(0, match.start() - _NEAR) : match.start()]
        after = sentence[match.end() : match.end() + _NEAR]
        clause = _last_clause(before, grammar.clause_break) + match[0]
        if rule.unless is not None and rule.unless.search(clause + _first_clause(after, grammar.clause_break)):
            continue
        level, kind = rule.level, rule.kind
        if rule.open_subject and _is_third_person(grammar.subject, before + match[0]):
            # About somebody else, a low mood is no business of the gate and a risk is one level lower.
            level, kind = (2, "third_party") if level >= 2 else (0, "none")
        if rule.denied is not None and _is_negated(clause, grammar.negation, grammar.not_negation):
            level, kind = min(level, rule.denied), kind if rule.denied > 1 else "low"
        if level or not rule.level:
            yield Hit(rule.name, level, kind, rule.language)


def _last_clause(before: str, clause_break: re.Pattern[str]) -> str:
    breaks = list(clause_break.finditer(before))
    return before[breaks[-1].end() :] if breaks else before


def _first_clause(after: str, clause_break: re.Pattern[str]) -> str:
    found = clause_break.search(after)
    return after[: found.start()] if found else after


def _is_third_person(subject: re.Pattern[str], words: str) -> bool:
    """Whether the last subject named in the words is someone else."""
    last: re.Match[str] | None = None
    for last in subject.finditer(words):
        pass
    return last is not None and last["third_person"] is not None


def _is_negated(words: str, negation: re.Pattern[str], not_negation: re.Pattern[str]) -> bool:
    return negation.search(not_negation.sub(" ", words)) is not None
