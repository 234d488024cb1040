"""Why a prospect said no, read from their words or from a note about them.

In: a quote ("for that kind of money I could hire somebody") or a message that mentions one. Out: the
outcome it points at, the reason, how sure, and the next best reason. Two witnesses are heard: phrases, each
of which speaks for one label with a weight (`en/reasons.json`), and likeness to labelled examples
(`examples`). A phrase outweighs likeness; where no phrase speaks, likeness decides or, if it is faint,
nothing does.
"""

import math
from functools import lru_cache
from typing import Final, Literal

from msgspec import Struct

from coach.understanding.examples import examples
from coach.understanding.phrases import book
from coach.understanding.plain import plain
from coach.understanding.spelling import mend
from events.words import REASONS, Outcome, Reason

ENOUGH: Final = 2.0
"""A reason whose phrases score below this is not named in a message."""

_LIKENESS: Final = 0.4
_FAINT: Final = -1.0
_QUOTED: Final = 0.5
"""A text that is given as a quote seldom says nothing: `none` has to win by this much."""

_FINAL: Final = 3.5
"""A no without interest, or without a reason, that also scores this high as a final one, is a final one."""

_FLOOR: Final = -3.0
_SHARPNESS: Final = 0.8
_LONGEST: Final = 2_000
_OUTCOMES: Final[tuple[Outcome, ...]] = ("won", "progress", "no_answer", "unreachable", "hard_no")


class Reading(Struct, frozen=True):
    """What a quote says. `reason` and `second` are None unless it is a rejection; `confidence` is 0 to 1."""

    outcome: Outcome | Literal["none"]
    reason: Reason | None
    confidence: float
    second: Reason | None


@lru_cache(maxsize=256)
def _words(text: str) -> str:
    return mend(plain(text[:_LONGEST]), book("reasons").vocabulary())


def phrase_scores(text: str) -> dict[str, float]:
    """What the phrases in `text` speak for: a score for each label, 4 for one clear phrase."""
    weights: dict[str, list[float]] = {}
    for label, weight, _ in book("reasons").found(_words(text)):
        weights.setdefault(label, []).append(weight)
    return {label: _score(found) for label, found in weights.items()}


def _score(weights: list[float]) -> float:
    """The best weight, half the second, a quarter of the third ..., less what speaks against."""
    total, share = 0.0, 1.0
    for weight in sorted((weight for weight in weights if weight > 0), reverse=True):
        total += weight * share
        share /= 2
    return total + sum(weight for weight in weights if weight < 0)


def _ballot(text: str) -> list[tuple[float, str]]:
    """Every label with phrases and likeness added up, best first."""
    total = {label: _LIKENESS * odds for label, odds in examples().likeness(_words(text)).items()}
    total["none"] = total.get("none", 0.0) - _QUOTED
    for label, score in phrase_scores(text).items():
        total[label] = total.get(label, 0.0) + max(score, _FLOOR)
    return sorted(((score, label) for label, score in total.items()), reverse=True)


def read_quote(text: str) -> Reading:
    """What `text`, a prospect's words or a note about them, says."""
    ballot = _ballot(text)
    top, label = ballot[0]
    final = next(score for score, name in ballot if name == "hard_no")
    if label in {"not_interested", "unstated"} and final >= _FINAL:
        label = "hard_no"
    if top < _FAINT or label == "none":
        return Reading("none", None, _share(ballot, "none"), None)
    ranked: list[tuple[float, Reason]] = [
        (score, reason) for score, found in ballot for reason in REASONS if reason == found
    ]
    for outcome in _OUTCOMES:
        if label == outcome and outcome != "hard_no":
            return Reading(outcome, None, _share(ballot, label), None)
    if label == "hard_no":
        stated = [reason for score, reason in ranked if score >= 3]
        reason, rest = (stated or ["unstated"])[0], [r for score, r in ranked if score >= 1]
        return Reading("hard_no", reason, _share(ballot, label), _next(rest, reason))
    named = next(reason for _, reason in ranked)
    return Reading("soft_no", named, _share(ballot, label), _next([r for s, r in ranked if s > 0], named))


def _next(reasons: list[Reason], named: Reason) -> Reason | None:
    return next((reason for reason in reasons if reason not in {named, "unstated"}), None)


def _share(ballot: list[tuple[float, str]], label: str) -> float:
    """The label's share of all votes, softened: it orders readings and is no frequency."""
    weights = {found: math.exp(min(score, 12.0) * _SHARPNESS) for score, found in ballot}
    return round(weights.get(label, 1.0) / (sum(weights.values()) or 1.0), 2)


def reason_in(text: str) -> Reason | None:
    """The reason that a text names; `unstated` for a no without one, None where there is no no."""
    reading = read_quote(text)
    if reading.outcome in {"won", "progress"} or reading.reason not in {None, "unstated"}:
        return reading.reason
    found = phrase_scores(text)
    top, best = max((found.get(reason, 0.0), reason) for reason in REASONS if reason != "unstated")
    return best if top >= ENOUGH else reading.reason


def outcome_hint(text: str) -> Outcome | None:
    """The outcome that a quote or note points at, None where it reports none."""
    outcome = read_quote(text).outcome
    return None if outcome == "none" else outcome
