"""Corrections: a message that only sets right what the one before it reported ("wrong, it was 6", "no, 15 calls").

In: a message, and those before it. Out: the report that it corrects, with what was said instead of it. Words are data,
one file a language.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.understanding.activity import Reported, reported_activities
from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.numbers import with_digits
from coach.understanding.phrases import load
from coach.understanding.quantities import read_as
from coach.understanding.reports import compiled, has, reports, starts
from coach.understanding.tally import reason_of
from events.words import REASONS

_OUTCOMES: Final = {
    "manner": "rejections", "rejections": "rejections", "soft_no": "rejections", "hard_no": "hard_no", "won": "won",
    "small_wins": "small_wins", "no_answer": "no_answer", "absent": "no_answer", "unreachable": "unreachable",
}  # fmt: skip
"""The outcome that a count of each kind is told as."""
COUNTED: Final = ("rejections", "hard_no", "won", "small_wins", "no_answer", "unreachable")
_TRIES: Final = ("attempts", "conversations")
_NAMED: Final = {"won", "small_wins", "no_answer", "unreachable"}
"""Outcomes that one word names for certain; a "no" may be an answer."""

_NEAR: Final = 3
LONGEST: Final = 200
"""Characters: who writes more than this tells something new."""


class _Corrections(Struct, forbid_unknown_fields=True):
    """Patterns. `strong` words say that something was wrong, `weak` ones may stand beside them; `before` stands between
    these and the number, and `denied` is what it was not ("not 5"). `named`: what was counted, then how many ("price
    was only three"). `inside`: what is named was counted before. `besides`: who begins so goes on with the report.
    `slip`: words of a count that was wrong, whatever was told before. `became`: how many of what they were, and what
    they were instead ("the hang up was a wrong number"). `others`: the number of those of whom nothing was told yet.
    `how`: words that say how the count was wrong, and not what it is. `total`: what may stand behind a number that is
    the whole. `part`: what is told is of those told of before. `plain_no`: a no that is said to have had no reason.
    """

    weak: str
    strong: str
    before: str
    denied: str
    named: str
    besides: str
    slip: str
    became: str
    others: str
    inside: str
    how: str
    total: str
    part: str
    plain_no: str


@cache
def corrections(language: str) -> _Corrections:
    return load("corrections", _Corrections, language)


class Said(Struct, frozen=True):
    """What is said instead; `denied` is the number that was wrong, where it is named. `sure`: it corrects a count,
    whatever was told before.
    """

    text: str
    denied: str | None = None
    sure: bool = False


def said_instead(text: str, language: str = DEFAULT) -> Said | None:
    """What a message says in place of what was said before; None where it corrects nothing."""
    words = with_digits(worded(text, language), language)
    if len(text) > LONGEST or has(words, reports(language).more):
        return None
    data = corrections(language)
    denied = compiled(data.denied).search(words)
    rest = f" {' '.join(compiled(data.denied).sub(' ', words).split())} "
    leads = rf"^ (?:(?:{data.weak}) )*(?:{data.strong}) (?:(?:{data.weak}|{data.strong}) )*"
    led = compiled(leads).match(rest)
    rest = f" {rest[led.end() :]}" if led else rest
    named = compiled(data.named).match(rest) if led else None
    if named and (reason_of(f" {named[1]} ", language) or read_as(named[1], language)):
        rest = f" {named[2]} {named[1]}{rest[named.end(2) :]}"
    if not (denied or led) or not compiled(rf"^ (?:(?:{data.weak}|{data.before}) )*\d").match(rest):
        return None
    sure = bool(denied and led) or bool(compiled(data.slip).search(words))
    return Said(rest.strip(" ,.:!;"), denied[1] if denied else None, sure)


def unclear_number(text: str, language: str = DEFAULT) -> bool:
    """Whether a message sets right no more than a number, without a word of what it counts ("no, it was 13")."""
    said = said_instead(text, language)
    return said is not None and bool(compiled(rf"^\d+(?: (?:{corrections(language).total}))*$").match(said.text))


def is_slip(text: str, language: str = DEFAULT) -> bool:
    """Whether a message says that a count was wrong, whatever was told before ("I miscounted, it was 19")."""
    said = said_instead(text, language)
    return said is not None and said.sure


def corrected(
    text: str, earlier: Sequence[str], language: str = DEFAULT, used: Mapping[str, int] = {}
) -> list[Reported]:
    """The report that `text` corrects, set right; empty where it corrects none. `earlier`: the messages before it, in
    `language`.
    """
    if became := _became(text, earlier, language, used):
        return became
    said = said_instead(text, language)
    instead: list[Said] = []
    before = list(earlier)
    while said and before:
        instead.insert(0, said)
        base = before.pop()
        said = said_instead(base, language)
    if not instead or said:
        return []
    base = with_digits(worded(base, language), language)
    was = reported_activities(base, language, used, [one.text for one in instead[:-1]])
    told: list[str] = []
    for one in instead:
        base, rest = _whole_replaced(base, one, told, language, used) or (_number_replaced(base, one), one.text)
        told += [] if rest.isdigit() else [rest]
    found = reported_activities(base, language, used, told)
    return found if was and found != was else []


def _whole_replaced(
    report: str, said: Said, told: Sequence[str], language: str, used: Mapping[str, int]
) -> tuple[str, str] | None:
    """A report with the number that stands first in what was said ("13, one I counted twice, so 10 no's") in place of
    the one that it fits for, and the rest of what was said; None where no number stands by itself, or it fits for none.
    """
    led = compiled(rf"^(\d+)(?: (?:{corrections(language).total}))* [,.;:] (.*\S)").match(f"{said.text} ")
    if not led:
        return None
    number, rest = led[1], led[2]
    was = reported_activities(report, language, used, told)
    fitting: dict[str, bool] = {}
    for match in re.finditer(r" (\d+)(?= )", report):
        if said.denied in {None, match[1]}:
            tried = f"{report[: match.start()]} {number}{report[match.end() :]}"
            if (fits := _fits(int(number), was, reported_activities(tried, language, used, [*told, rest]))) is not None:
                fitting[tried] = fits
    sure = [tried for tried, whole in fitting.items() if whole] or list(fitting)
    return (sure[0], rest) if len(sure) == 1 else None


def _fits(number: int, was: Sequence[Reported], found: Sequence[Reported]) -> bool | None:
    """Whether a report with another number holds as much as before, and if all of its tries are told of; None where it
    lost something or does not have the number.
    """
    if len(found) != len(was) or not any(number in numbers_of(one) for one in found):
        return None
    names = ("attempts", "conversations", *COUNTED)
    if any(
        getattr(old, name) and not getattr(new, name) for old, new in zip(was, found, strict=True) for name in names
    ):
        return None
    outcomes = [sum(getattr(one, name) or 0 for name in COUNTED if name != "hard_no") for one in found]
    return all(total in (one.attempts, one.conversations) for total, one in zip(outcomes, found, strict=True))


def numbers_of(report: Reported) -> set[int]:
    """Every count of a report."""
    told = (getattr(report, name) for name in (*_TRIES, "soft_no", *COUNTED))
    return {*report.reasons.values(), *(count for count in told if count)}


def missed(text: str, found: Sequence[Reported], language: str = DEFAULT) -> bool:
    """Whether a correction tells of a number, of what came of something or of a day that the report set right has not:
    "and the yes was yesterday".
    """
    data = corrections(language)
    words = compiled(data.denied).sub(" ", with_digits(worded(text, language), language))
    parts = [f" {part} " for part in re.split(r" [,.;:!?] ", words) if not compiled(data.how).search(f" {part} ")]
    said = {int(number) for part in parts for number in re.findall(r"(?<!\S)\d+(?!\S)", part)}
    if not said <= set[int]().union(*(numbers_of(one) for one in found)):
        return True
    yesterday = any(has(part, reports(language).labels["yesterday"]) for part in parts)
    tokens = {word for part in parts for word in compiled(rf" (?:{data.strong})(?= )").sub(" ", part).split()}
    kinds = {_OUTCOMES.get(read_as(word, language), "") for word in tokens} & _NAMED
    if any(starts(f" {word} ", reports(language).attempts["meeting"]) for word in tokens):
        kinds |= set() if any(one.channel == "meeting" for one in found) else {"small_wins"}
    there = {name for one in found for name in COUNTED if getattr(one, name)}
    return (yesterday and all(one.when != "yesterday" for one in found)) or not kinds <= there


def over(report: Reported, now: Reported) -> Reported:
    """A report with what is told now in its place, and with what was told before beside it."""
    told = {name: count for name in (*_TRIES, *COUNTED) if (count := getattr(now, name))}
    room = told.get("rejections", report.rejections or 0) - told.get("hard_no", report.hard_no or 0)
    reasons = now.reasons or (report.reasons if sum(report.reasons.values()) <= room else {})
    return replace(report, **told, reasons=reasons, leading_reason=now.leading_reason, soft_no=None)


def _became(text: str, earlier: Sequence[str], language: str, used: Mapping[str, int]) -> list[Reported]:
    """The report before with one outcome in place of another ("the hang up was a wrong number, so 5 talked not 6")."""
    words = with_digits(worded(text, language), language)
    found = compiled(corrections(language).became).search(words)
    if not found or not earlier or len(text) > LONGEST:
        return []
    was, now, count = (_kind(found[2], language), _kind(found[3], language), found[1] or "1")
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    told = corrected(rest, earlier, language, used) or reported_activities(earlier[-1], language, used)
    if len(told) != 1 or was is None or now is None or was == now:
        return []
    return _moved(told[0], was, now, int(count) if count.isdigit() else 1)


def _kind(words: str, language: str) -> str | None:
    """What something that was counted is: an outcome, or the reason of a no."""
    gives = read_as(words, language)
    if gives in _OUTCOMES:
        return _OUTCOMES[gives]
    return reason_of(f" {words.strip()} ", language) if not gives else None


def _moved(report: Reported, was: str, now: str, count: int) -> list[Reported]:
    """A report with `count` of one outcome as another; empty where it has not so many."""
    noes, reasons = Counter({name: getattr(report, name) or 0 for name in COUNTED}), Counter(report.reasons)
    for name, change in ((was, -count), (now, count)):
        if name in REASONS:
            reasons[next(reason for reason in REASONS if reason == name)] += change
        if name in REASONS or name == "hard_no":
            noes["rejections"] += change
        if name not in REASONS:
            noes[name] += change
    kept = {reason: left for reason, left in reasons.items() if left}
    known = sum(kept.values()) + noes["hard_no"]
    if min([*noes.values(), *kept.values(), noes["rejections"] - known], default=0) < 0:
        return []
    counts = {name: noes[name] or None for name in COUNTED}
    return [replace(report, **counts, reasons=kept, soft_no=None)]


def _number_replaced(report: str, said: Said) -> str:
    """A report with another number, where only a number is said: in place of the one denied, else of the nearest."""
    numbers = re.findall(r" (\d+)(?= )", report)
    wrong = said.denied if said.denied in numbers else _nearest(said.text, numbers)
    return re.sub(rf" {wrong} ", f" {said.text} ", report, count=1) if said.text.isdigit() and wrong else report


def _nearest(said: str, numbers: Sequence[str]) -> str | None:
    """The number that another one is meant for: the only one, or the one that is far nearer than any other."""
    if not said.isdigit():
        return None
    ranked = sorted(set(numbers), key=lambda number: abs(int(number) - int(said)))
    if len(ranked) < 2:
        return next(iter(ranked), None)
    near, other = (abs(int(number) - int(said)) for number in ranked[:2])
    return ranked[0] if near <= _NEAR and other > 2 * near else None


def included(text: str, language: str = DEFAULT) -> bool:
    """Whether a message says that what it names is a part of what was told ("the 18 are in there already")."""
    return len(text) <= LONGEST and bool(compiled(corrections(language).inside).search(worded(text, language)))


def adds(text: str, language: str = DEFAULT) -> bool:
    """Whether a message says that it comes on top of what was told before ("5 more no's")."""
    return has(worded(text, language), reports(language).more)
