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
from coach.understanding.reports import compiled, has, reports
from coach.understanding.tally import reason_of
from events.words import REASONS

_OUTCOMES: Final = {
    "manner": "rejections", "rejections": "rejections", "soft_no": "rejections", "hard_no": "hard_no", "won": "won",
    "small_wins": "small_wins", "no_answer": "no_answer", "absent": "no_answer", "unreachable": "unreachable",
}  # fmt: skip
"""The outcome that a count of each kind is told as."""
_COUNTED: Final = ("rejections", "hard_no", "won", "small_wins", "no_answer", "unreachable")

_NEAR: Final = 3
LONGEST: Final = 200
"""Characters: who writes more than this tells something new."""


class _Corrections(Struct, forbid_unknown_fields=True):
    """Patterns. `strong` words say that something was wrong, `weak` ones may stand beside them; `before` stands between
    these and the number, and `denied` is what it was not ("not 5"). `named`: what was counted, then how many ("price
    was only three"). `inside`: what is named was counted before. `besides`: who begins so goes on with the report.
    `slip`: words of a count that was wrong, whatever was told before. `became`: how many of what they were, and what
    they were instead ("the hang up was a wrong number"). `others`: the number of those of whom nothing was told yet.
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


@cache
def _data(language: str) -> _Corrections:
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
    data = _data(language)
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
    for one in instead:
        base = _number_replaced(base, one)
    told = [one.text for one in instead if not one.text.isdigit()]
    found = reported_activities(base, language, used, told)
    return found if was and found != was else []


def _became(text: str, earlier: Sequence[str], language: str, used: Mapping[str, int]) -> list[Reported]:
    """The report before with one outcome in place of another ("the hang up was a wrong number, so 5 talked not 6")."""
    words = with_digits(worded(text, language), language)
    found = compiled(_data(language).became).search(words)
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
    noes, reasons = Counter({name: getattr(report, name) or 0 for name in _COUNTED}), Counter(report.reasons)
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
    counts = {name: noes[name] or None for name in _COUNTED}
    return [replace(report, **counts, reasons=kept, soft_no=None)]


def _of_others(text: str, whole: Reported, earlier: str, language: str, used: Mapping[str, int]) -> list[Reported]:
    """The report before with what came of the others ("of the other 50, 21 said no"), where it leaves so many open."""
    words = with_digits(worded(text, language), language)
    found = compiled(_data(language).others).search(words)
    told = sum(getattr(whole, name) or 0 for name in _COUNTED if name != "hard_no")
    if not found or int(found[1]) != (whole.attempts or 0) - told:
        return []
    rest = f"{words[: found.start()]} {words[found.end() :].lstrip(' ,:')}"
    joined = reported_activities(f"{earlier} . {rest}", language, used)
    return joined if len(joined) == 1 and joined[0].attempts == whole.attempts else []


def in_detail(
    text: str, earlier: Sequence[str], language: str = DEFAULT, used: Mapping[str, int] = {}
) -> list[Reported]:
    """The report before, with what `text` tells of it afterwards: the reasons of its no's ("three found it too dear"),
    their kinds ("the one who laughed was a hard no, the other five were soft"), or what else came of it ("and one wants
    a demo"); empty where these are no part of it.
    """
    before = reported_activities(earlier[-1], language, used) if earlier else []
    if len(before) == 1 and (joined := _of_others(text, before[0], earlier[-1], language, used)):
        return joined
    now = reported_activities(text, language, used)
    if len(now) != 1 or not earlier or len(text) > LONGEST or adds(text, language):
        return []
    only = now[0]
    if len(before) != 1 or only.attempts or only.conversations:
        return []
    told, whole = sum(only.reasons.values()), before[0]
    if only.won or only.small_wins:
        more = compiled(_data(language).besides).search(with_digits(worded(text, language), language))
        known = whole.won if only.won else whole.small_wins
        return reported_activities(earlier[-1], language, used, [text]) if more and whole.attempts and not known else []
    if only.hard_no and not told:
        return _of_kinds(only, whole)
    if not told or told != only.rejections:
        return []
    if told > (whole.rejections or 0) - (whole.hard_no or 0) - sum(whole.reasons.values()):
        return []
    return reported_activities(earlier[-1], language, used, [text])


def _of_kinds(only: Reported, whole: Reported) -> list[Reported]:
    """A report with so many of its no's as final ones, where it has none yet; a reason keeps what room there is."""
    noes, hard = whole.rejections or 0, only.hard_no or 0
    if whole.hard_no or (only.rejections or 0) > noes or (only.soft_no and only.soft_no + hard != noes):
        return []
    if sum(whole.reasons.values()) + hard <= noes:
        return [replace(whole, hard_no=hard)]
    leading = max(whole.reasons, key=lambda reason: whole.reasons[reason])
    reasons = {leading: noes - hard} if len(whole.reasons) == 1 and hard < noes else {}
    return [replace(whole, hard_no=hard, reasons=reasons, leading_reason=None if reasons else leading)]


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
    return len(text) <= LONGEST and bool(compiled(_data(language).inside).search(worded(text, language)))


def adds(text: str, language: str = DEFAULT) -> bool:
    """Whether a message says that it comes on top of what was told before ("5 more no's")."""
    return has(worded(text, language), reports(language).more)
