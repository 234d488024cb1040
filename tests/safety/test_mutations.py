"""Every rule, idiom and sign is needed by some sentence of the lists: take each away in turn, and one must fail.

A part that nothing needs is dead, or lacks its sentence.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from random import Random

import msgspec
import pytest
from support.proof import FULL
from support.safety_lists import blind_lines, cases, passes, phrase_level

from coach.safety import gate, signs
from coach.safety.grammar import Grammar
from coach.safety.lexicon import Index, Lexicon, PhraseData, RuleData, lexicon
from coach.safety.normalise import normalise
from coach.safety.sentences import sentences_of
from coach.safety.typos import mend

Check = Callable[[], bool]


def _checks() -> list[tuple[str, Check]]:
    """Each sentence of the lists, and whether the gate is right about it; those it is wrong about are no proof."""
    checks: list[tuple[str, Check]] = [(c.text, lambda c=c: phrase_level(c.text) == (c.level, c.kind)) for c in cases()]  # type: ignore[misc]
    checks += [(b.text, lambda b=b: passes(b, phrase_level(b.text)[0])) for b in blind_lines()]  # type: ignore[misc]
    return [(text, check) for text, check in checks if check()]


def _named() -> dict[str, PhraseData]:
    """Rules and idioms by language, name and number."""
    found: dict[str, PhraseData] = {}
    for index in (lexicon().rules, lexicon().idioms):
        for phrase in index:
            data = phrase._data
            if data in found.values():
                continue
            kind = f"{data.name} {data.level}" if isinstance(data, RuleData) else "idiom"
            number = sum(name.startswith(f"{phrase.language} {kind} #") for name in found) + 1
            found[f"{phrase.language} {kind} #{number}"] = data
    return found


def _touched(checks: list[tuple[str, Check]]) -> dict[PhraseData, list[Check]]:
    """The checks whose text a rule or idiom finds anything in: only those can change without it."""
    touched: dict[PhraseData, list[Check]] = {}
    for text, check in checks:
        sentences = sentences_of(mend(normalise(text), lexicon().spellings))
        whole = "\n".join(sentences)
        for index in (lexicon().rules, lexicon().idioms):
            stems = index.stems_in(whole)
            found = {p._data for s in sentences for p in index.phrases_in(s, stems) if p.pattern.search(s)}
            for data in found:
                touched.setdefault(data, []).append(check)
    return touched


@contextmanager
def _without(data: PhraseData) -> Iterator[None]:
    whole = Index.phrases_in
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Index, "phrases_in", lambda *a: [p for p in whole(*a) if p._data is not data])
        yield


def test_each_rule_idiom_and_sign_is_needed() -> None:
    """Without it, a sentence that was judged rightly no longer is."""
    checks = _checks()
    touched = _touched(checks)
    alive = set()
    # A slice of them in every run: all take a minute.
    taken = Random(11).sample(sorted(_named()), len(_named()) if FULL else 80)
    for name, data in _named().items():
        if name not in taken:
            continue
        with _without(data):
            if all(check() for check in touched.get(data, [])):
                alive.add(name)
    for sign in lexicon().signs if FULL else lexicon().signs[::4]:
        if all(check() for check in _with_signs(sign.name, checks)):
            alive.add(f"sign {sign.name}")
    assert alive == set()


def _with_signs(name: str, checks: list[tuple[str, Check]]) -> Iterator[Check]:
    """The checks of texts that show the sign, each run without it."""
    whole = lexicon()
    fewer: Lexicon = msgspec.structs.replace(whole, signs=tuple(s for s in whole.signs if s.name != name))
    alone: Lexicon = msgspec.structs.replace(whole, signs=tuple(s for s in whole.signs if s.name == name))
    for text, check in checks:
        sentences = gate._without_idioms(sentences_of(mend(normalise(text), whole.spellings)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(signs, "lexicon", lambda: alone)
            patch.setattr(signs, "ENOUGH", 1)
            shown = bool(signs.signs_in(sentences))
        if shown:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(signs, "lexicon", lambda: fewer)
                yield partial(bool, check())


@pytest.mark.parametrize("question", ["is_negated", "is_about_third_person", "names_first_person"])
def test_a_flipped_question_of_the_grammar_is_noticed(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negation and person, turned around, break sentences of the lists."""
    checks = _checks()
    whole = getattr(Grammar, question)
    monkeypatch.setattr(Grammar, question, lambda self, clause: not whole(self, clause))
    assert not all(check() for _, check in checks)


def test_swapped_levels_are_noticed() -> None:
    """Each rule of explicit risk heard as veiled, and each of veiled risk as explicit, breaks a sentence or survives
    because the blind lists do not tell the two levels apart; most do not survive."""
    checks = _checks()
    touched = _touched(checks)
    rules = [data for data in _named().values() if isinstance(data, RuleData) and data.level >= 2]
    noticed, whole = 0, gate._hits_of
    for data in rules:
        swapped = {2: 3, 3: 2}[data.level]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(gate, "_hits_of", lambda p, s, d=data, n=swapped: _relevelled(whole, p, s, d, n))
            noticed += not all(check() for check in touched.get(data, []))
    assert noticed >= 0.6 * len(rules)


def _relevelled(
    whole: Callable[..., Iterator[gate.Hit]], phrase: object, sentence: str, data: object, level: int
) -> Iterator[gate.Hit]:
    for hit in whole(phrase, sentence):
        changed = getattr(phrase, "_data", None) is data and hit.level >= 2
        yield msgspec.structs.replace(hit, level=level) if changed else hit
