"""Why a prospect said no, read from their words or from a note about them.

In: a quote ("for that kind of money I could hire somebody") or a message that mentions one. Out: the
outcome it points at, the reason, how sure, and the next best reason. Two witnesses are heard: phrases, each
of which speaks for one label with a weight (`reasons.json`), and weights learnt from labelled examples
(`weights`). What follows a "but" is heard twice. The sums become shares by `_SHARPNESS`, which was set on
quotes kept apart from the examples, so that a confidence of 0.8 is right about eight times in ten.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.language import DEFAULT, after_turn, known_word, language_of, without_set_aside
from coach.understanding.phrases import book
from coach.understanding.plain import plain
from coach.understanding.spelling import mend
from coach.understanding.weights import weights
from events.words import REASONS, Outcome, Reason

ENOUGH: Final = 2.0
"""A reason whose phrases score below this is not named in a message."""

_LEARNT: Final = 1.0
_PHRASES: Final = 0.6
_TURNED: Final = 0.6
_FLOOR: Final = -3.0
_CEILING: Final = 6.0
_SHARPNESS: Final = 1.0

_FINAL: Final = 0.1
"""A share from which a no counts as a final one: missing it would mean calling somebody who forbade it."""

_UNKNOWN: Final = 0.5
"""How sure it is that words of which none is known say nothing."""

_NEXT: Final = 0.03
_QUOTED: Final = re.compile(r"[\"“„«]([^\"“”„«»]{3,200})[\"”“»]")
_MOST_QUOTES: Final = 6
_PLAIN: Final = 4.0
_LONGEST: Final = 2_000
_OUTCOMES: Final[tuple[Outcome, ...]] = ("won", "progress", "no_answer", "unreachable")


class Reading(Struct, frozen=True):
    """What a quote says. `reason` and `second` are None unless it is a rejection.

    `confidence`, 0 to 1, is how likely the outcome with its reason is right; 1 for a text without any word.
    """

    outcome: Outcome | Literal["none"]
    reason: Reason | None
    confidence: float
    second: Reason | None


@lru_cache(maxsize=256)
def _words(text: str, language: str) -> str:
    return mend(plain(text[:_LONGEST], language), book("reasons", language).vocabulary(), language)


def phrase_scores(text: str, language: str = DEFAULT) -> dict[str, float]:
    """What the phrases in `text` speak for: a score for each label, 4 for one clear phrase."""
    return _spoken(_words(text, language), language)


def _spoken(words: str, language: str) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for label, weight, _ in book("reasons", language).found(words):
        found.setdefault(label, []).append(weight)
    return {label: _score(heard) for label, heard in found.items()}


def _score(weights: list[float]) -> float:
    """The best weight, half the second, a quarter of the third ..., less what speaks against."""
    total, share = 0.0, 1.0
    for weight in sorted((weight for weight in weights if weight > 0), reverse=True):
        total += weight * share
        share /= 2
    return total + sum(weight for weight in weights if weight < 0)


def _votes(words: str, language: str) -> dict[str, float]:
    """Every label with phrases and what was learnt added up."""
    total = {label: _LEARNT * score for label, score in weights(language).scores(words).items()}
    for label, score in _spoken(words, language).items():
        total[label] = total.get(label, 0.0) + _PHRASES * min(max(score, _FLOOR), _CEILING)
    return total


@lru_cache(maxsize=256)
def _shares(text: str, language: str) -> dict[str, float]:
    """Every label's share, largest first. Empty for a text without a word."""
    words = _words(text, language)
    if not any(sign.isalpha() for sign in words):
        return {}
    if not any(known_word(word, language) for word in words.split()) and not _spoken(words, language):
        return {"none": _UNKNOWN}
    words = without_set_aside(words, language)
    votes = _votes(words, language)
    if rest := after_turn(words, language):
        behind = _votes(rest, language)
        votes = {label: vote + _TURNED * behind[label] for label, vote in votes.items()}
    top = max(votes.values())
    odds = {label: math.exp(_SHARPNESS * (vote - top)) for label, vote in votes.items()}
    whole = sum(odds.values())
    return dict(sorted(((label, share / whole) for label, share in odds.items()), key=lambda item: -item[1]))


def read_quote(text: str, language: str | None = None) -> Reading:
    """What `text`, a prospect's words or a note about them, says. `language`: where it is known already."""
    language = language or language_of(text)
    shares = _shares(text, language)
    if not shares:
        return Reading("none", None, 1.0, None)
    label = next(iter(shares))
    ranked = [reason for name in shares for reason in REASONS if reason == name]
    doubtful = label in REASONS or label == "none"
    if label == "hard_no" or (doubtful and shares.get("hard_no", 0.0) >= _FINAL):
        rest = [reason for reason in ranked if reason != "unstated" and shares[reason] >= _NEXT]
        named = ranked[0] if label in REASONS else _stated(text, rest, language)
        return Reading("hard_no", named, round(shares["hard_no"], 2), _other(rest, named))
    if label in REASONS:
        rest = [reason for reason in ranked if reason != "unstated" and shares[reason] >= _NEXT]
        return Reading("soft_no", ranked[0], round(shares[label], 2), _other(rest, ranked[0]))
    outcome = next((outcome for outcome in _OUTCOMES if outcome == label), None)
    return Reading(outcome or "none", None, round(shares[label], 2), None)


def _other(reasons: Sequence[Reason], named: Reason) -> Reason | None:
    return next((reason for reason in reasons if reason != named), None)


def _stated(text: str, likely: Sequence[Reason], language: str) -> Reason:
    """The reason that a final no gives beside being final: only what phrases name, `unstated` without one."""
    spoken = phrase_scores(text, language)
    return next((reason for reason in likely if spoken.get(reason, 0.0) >= 3), "unstated")


def reason_in(text: str, language: str | None = None) -> Reason | None:
    """The reason that a text names; `unstated` for a no without one, None where there is no no."""
    language = language or language_of(text)
    reading = read_quote(text, language)
    if reading.outcome in {"won", "progress"} or reading.reason not in {None, "unstated"}:
        return reading.reason
    found = phrase_scores(text, language)
    top, best = max((found.get(reason, 0.0), reason) for reason in REASONS if reason != "unstated")
    return best if top >= ENOUGH else reading.reason


def quotes_in(text: str) -> list[str]:
    """What stands in quotation marks."""
    return _QUOTED.findall(text[:_LONGEST])[:_MOST_QUOTES]


def tells_of_a_no(text: str, language: str) -> bool:
    """Whether `text` quotes a no, or has a plain word for one ("the fourth rejection")."""
    quoted = any(read_quote(quote, language).outcome in {"soft_no", "hard_no"} for quote in quotes_in(text))
    return quoted or phrase_scores(text, language).get("unstated", 0.0) >= _PLAIN


def outcome_hint(text: str) -> Outcome | None:
    """The outcome that a quote or note points at, None where it reports none."""
    outcome = read_quote(text).outcome
    return None if outcome == "none" else outcome
