"""Activity that a message reports: "12 calls, 9 no's, most said too expensive".

In: a message. Out: what the person says they did and what came of it, or None. Only what is said counts:
silence about the other calls stays silence, plans and other people's numbers are left out, and counts that
contradict each other are dropped rather than repaired. Nothing is logged from here; a person confirms the
draft (see `drafts`).
"""

from typing import Final

from msgspec import Struct, field

from coach.understanding.clauses import Clause, When, clauses, timed
from coach.understanding.language import DEFAULT
from coach.understanding.reports import has, reports
from coach.understanding.tally import Tally, read, resolve
from events.words import Channel, Reason

MOST_A_DAY: Final = 1_000
MOST_A_WEEK: Final = 5_000

_ANSWERED: Final = ("won", "small_wins")
_MISSED: Final = ("no_answer", "unreachable")


class Reported(Struct, frozen=True):
    """What a message reports. None: not said. `reasons` are exact counts, all within `rejections`."""

    channel: Channel
    when: When
    attempts: int | None = None
    conversations: int | None = None
    won: int | None = None
    small_wins: int | None = None
    soft_no: int | None = None
    hard_no: int | None = None
    no_answer: int | None = None
    unreachable: int | None = None
    rejections: int | None = None
    reasons: dict[Reason, int] = field(default_factory=dict)
    leading_reason: Reason | None = None
    """A reason that most no's had, where the message does not say how many."""


def reported_activity(text: str, language: str = DEFAULT) -> Reported | None:
    """What `text` reports that the person did, or None."""
    parts, when = timed(clauses(text, language))
    tally = Tally(language)
    for part in parts:
        read(part, tally)
    limit = MOST_A_WEEK if when == "week" else MOST_A_DAY
    resolve(tally)
    _settle_noes(tally)
    return _checked(tally, when, limit, _channel(tally, parts))


def _settle_noes(tally: Tally) -> None:
    """Ways in which a no was said ("9 hung up") are a part of the no's, unless only together they make up the whole."""
    said, manners = tally.total("rejections"), sum(tally.counts.pop("manner", []))
    reasons = sum(tally.reasons.values()) - tally.attached
    talked = tally.total("talked") or tally.total("conversations")
    tried = tally.tried() or talked
    good, missed = (sum(tally.total(name) or 0 for name in names) for names in (_ANSWERED, _MISSED))
    if said is None:
        finals = (tally.total("hard_no") or 0) + (tally.total("soft_no") or 0)
        both = manners + reasons + finals if manners else None
    else:
        both = said + manners + (reasons if reasons > said else 0)
    if both and (said is None or manners > said or both + good + missed == tried or both + good == talked):
        room = tried is None or both + good + missed <= tried
        tally.counts["rejections"] = [both if room else max(manners, said or 0)]


def _channel(tally: Tally, parts: list[Clause]) -> Channel:
    if len(tally.attempts) > 1:
        return "other"
    if tally.attempts:
        return next(iter(tally.attempts))
    words = " ".join(part.words for part in parts)
    for channel, phrases in reports(tally.language).channel_words.items():
        if has(words, phrases):
            return channel
    return "call"


def _fitting(counts: dict[str, int | None], room: int) -> dict[str, int | None]:
    """Counts in their order as long as the attempts have room for them: "15 calls, 15 no's, 9 voicemails"."""
    fits = dict(counts)
    for name, count in counts.items():
        fits[name] = count if (count or 0) <= room else None
        room -= fits[name] or 0
    return fits


def _checked(tally: Tally, when: When, limit: int, channel: Channel) -> Reported | None:
    """The tally as a report: contradictions and absurd counts left out; None where nothing is left."""

    def total(gives: str) -> int | None:
        value = tally.total(gives)
        return value if value is not None and value <= limit else None

    hard, soft = total("hard_no"), total("soft_no")
    reasons = {reason: count for reason, count in tally.reasons.items() if 0 < count <= limit}
    rejections, leading = total("rejections"), tally.leading
    said = (hard or 0) + (soft or 0)
    if rejections is None and (said or reasons):
        soft = soft if soft is not None else (sum(reasons.values()) or None)
        rejections = (hard or 0) + (soft or 0)
    elif rejections is not None:
        rejections = max(rejections, said, sum(reasons.values()) if tally.attached == rejections else 0)
    if sum(reasons.values()) > (rejections or 0) - (hard or 0):
        leading = leading or max(reasons.items(), key=lambda item: item[1])[0]
        reasons = {}
    if rejections == 1 and leading and not reasons and not hard:
        reasons = {leading: 1}
    talked = total("talked")
    attempts = tally.tried() or talked
    conversations = talked if talked is not None else total("conversations")
    others = {name: total(name) for name in _ANSWERED + _MISSED}
    if attempts is not None and (rejections or 0) <= attempts:
        others = _fitting(others, attempts - (rejections or 0))
    outcomes = (rejections or 0) + sum(value or 0 for value in others.values())
    if attempts is not None and (attempts > limit or attempts < outcomes):
        attempts = None
    if conversations is not None and attempts is not None and conversations > attempts:
        conversations = None
    if not any((attempts, outcomes, conversations)):
        return None
    return Reported(
        channel=channel,
        when=when,
        attempts=attempts,
        conversations=conversations,
        won=others["won"],
        small_wins=others["small_wins"],
        soft_no=soft,
        hard_no=hard,
        no_answer=others["no_answer"],
        unreachable=others["unreachable"],
        rejections=rejections,
        reasons=reasons,
        leading_reason=None if leading in reasons else leading,
    )
