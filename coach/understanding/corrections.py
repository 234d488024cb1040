"""Corrections: a message that only sets right what the one before it reported ("wrong, it was 6", "no, 15 calls").

In: a message, and those before it. Out: the report that it corrects, with what was said instead of it. Words are data,
one file a language.
"""

import re
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

_NEAR: Final = 3
LONGEST: Final = 200
"""Characters: who writes more than this tells something new."""


class _Corrections(Struct, forbid_unknown_fields=True):
    """Patterns. `strong` words say that something was wrong, `weak` ones may stand beside them; `before` stands between
    these and the number, and `denied` is what it was not ("not 5"). `named`: what was counted, then how many ("price
    was only three"). `inside`: what is named was counted before. `besides`: who begins so goes on with the report.
    `slip`: words of a count that was wrong, whatever was told before.
    """

    weak: str
    strong: str
    before: str
    denied: str
    named: str
    besides: str
    slip: str
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


def in_detail(
    text: str, earlier: Sequence[str], language: str = DEFAULT, used: Mapping[str, int] = {}
) -> list[Reported]:
    """The report before, with what `text` tells of it afterwards: the reasons of its no's ("three found it too dear"),
    their kinds ("the one who laughed was a hard no, the other five were soft"), or what else came of it ("and one wants
    a demo"); empty where these are no part of it.
    """
    now = reported_activities(text, language, used)
    if len(now) != 1 or not earlier or len(text) > LONGEST or adds(text, language):
        return []
    only, before = now[0], reported_activities(earlier[-1], language, used)
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
