"""Details: a message that tells more of what the one before it reported ("three of them found it too dear").

In: a message, and those before it. Out: the same report with the reasons of its no's, their kinds, or what else came of
it; nothing where the message tells of something new.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from coach.understanding.activity import Reported, reported_activities
from coach.understanding.corrections import COUNTED, LONGEST, adds, corrections
from coach.understanding.drafts import draft
from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.numbers import with_digits
from coach.understanding.reports import compiled
from events.words import Reason

_SAME: Final = ("attempts", "conversations", "won", "small_wins", "no_answer", "unreachable", "hard_no")


def in_detail(
    text: str, earlier: Sequence[str], language: str = DEFAULT, used: Mapping[str, int] = {}
) -> list[Reported]:
    """The report before, with what `text` tells of it afterwards: the reasons of its no's ("three found it too dear"),
    their kinds ("the one who laughed was a hard no, the other five were soft"), or what else came of it ("and one wants
    a demo"); empty where these are no part of it.
    """
    before = reported_activities(earlier[-1], language, used) if earlier else []
    if len(before) != 1 or len(text) > LONGEST or adds(text, language):
        return []
    whole = before[0]
    if joined := _of_others(text, whole, earlier[-1], language, used):
        return joined
    now = reported_activities(text, language, used)
    noes = whole.rejections or 0
    if any(one.attempts and one.attempts != whole.attempts and one.attempts > noes for one in now):
        return []  # other tries, and more than there were no's, are another report
    if found := _with_reasons(text, whole, language):
        return [found]
    if len(now) != 1 or now[0].attempts or now[0].conversations:
        return []
    only = now[0]
    if only.won or only.small_wins:
        more = compiled(corrections(language).besides).search(with_digits(worded(text, language), language))
        known = whole.won if only.won else whole.small_wins
        return reported_activities(earlier[-1], language, used, [text]) if more and whole.attempts and not known else []
    return _of_kinds(only, whole) if only.hard_no and not only.reasons else []


def _of_others(text: str, whole: Reported, earlier: str, language: str, used: Mapping[str, int]) -> list[Reported]:
    """The report before with what came of the others ("of the other 50, 21 said no"), where it leaves so many open."""
    words = with_digits(worded(text, language), language)
    found = compiled(corrections(language).others).search(words)
    told = sum(getattr(whole, name) or 0 for name in COUNTED if name != "hard_no")
    if not found or int(found[1]) != (whole.attempts or 0) - told:
        return []
    rest = f"{words[: found.start()]} {words[found.end() :].lstrip(' ,:')}"
    joined = reported_activities(f"{earlier} . {rest}", language, used)
    return joined if len(joined) == 1 and joined[0].attempts == whole.attempts else []


def _with_reasons(text: str, whole: Reported, language: str) -> Reported | None:
    """The report with the reasons that `text` tells of its no's, where nothing else changes when it is read behind
    them. "Two of them had someone, the third just said no" takes the place of the reasons that were told before.
    """
    plainly = replace(whole, reasons={}, leading_reason=None, when="unspecified", weekday=None, open=None, soft_no=None)
    label = draft(plainly, "", language).label
    alone, joined = reported_activities(label, language), reported_activities(f"{label} . {text}", language)
    if len(alone) != 1 or len(joined) != 1 or any(getattr(alone[0], one) != getattr(joined[0], one) for one in _SAME):
        return None
    noes, words = whole.rejections or 0, with_digits(worded(text, language), language)
    told, part = joined[0].reasons, compiled(corrections(language).part).search(words)
    more = (joined[0].rejections or 0) - (alone[0].rejections or 0)
    if not told or not noes or (more and not part) or sum(told.values()) + more > noes - (whole.hard_no or 0):
        return None
    room = noes - (whole.hard_no or 0) - sum(told.values()) - more
    if room < sum(whole.reasons.values()) and not part and sum(told.values()) < noes:
        return None
    kept = {} if compiled(corrections(language).plain_no).search(words) else _trimmed(whole.reasons, room)
    reasons = {reason: told.get(reason, 0) + kept.get(reason, 0) for reason in {**told, **kept}}
    leading = whole.leading_reason if room and whole.leading_reason not in reasons else None
    return replace(whole, reasons=reasons, leading_reason=leading, soft_no=None)


def _trimmed(reasons: Mapping[Reason, int], room: int) -> dict[Reason, int]:
    """Reasons as far as there is room for them, the smallest first."""
    kept: dict[Reason, int] = {}
    for reason, count in sorted(reasons.items(), key=lambda item: item[1]):
        if taken := min(count, room):
            kept[reason] = taken
            room -= taken
    return kept


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
