"""Activity that a message reports: "12 calls, 9 no's, most said too expensive".

In: a message. Out: what the person says they did and what came of it, or None. Only what is said counts:
silence about the other calls stays silence, plans and other people's numbers are left out, and counts that
contradict each other are dropped rather than repaired. Nothing is logged from here; a person confirms the
draft (see `drafts`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Final

from msgspec import Struct, field, structs

from coach.understanding.clauses import Clause, When, clauses
from coach.understanding.days import by_weekday, timed, weekday_of
from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.numbers import with_digits
from coach.understanding.phrases import KEPT
from coach.understanding.quantities import quantities
from coach.understanding.reports import compiled, has, reports
from coach.understanding.tally import Tally, read, resolve
from events.words import CHANNELS, Channel, Reason

MOST_A_DAY: Final = 1_000
MOST_A_WEEK: Final = 5_000

_ANSWERED: Final = ("won", "small_wins")
_MISSED: Final = ("no_answer", "unreachable")
_COUNTS: Final = (
    "attempts", "conversations", "won", "small_wins", "soft_no", "hard_no", "no_answer", "unreachable", "rejections",
)  # fmt: skip

_FACE_TO_FACE: Final[dict[Channel, Channel]] = {"meeting": "in_person", "in_person": "meeting"}
"""Who logs all of their viewings as visits does so with the next one."""


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
    weekday: int | None = None
    """The day of the week that it was on, Monday is 0, where the message names one."""
    open: bool | None = None
    """Whether a part of it may be no's or nobody there, and is in no count."""


def reported_activity(text: str, language: str = DEFAULT) -> Reported | None:
    """What `text` reports that the person did, or None."""
    return together(reported_activities(text, language))


def is_state(text: str, found: Sequence[Reported], language: str = DEFAULT) -> bool:
    """Whether all that a message reports is how things are ("I wrote 25 applications and nobody reads them"): tries of
    no day, with nothing that came of them, in a complaint.
    """
    table, words = reports(language), with_digits(worded(text, language), language)
    if not compiled(table.state).search(words) or compiled(table.fresh).search(words):
        return False
    told = [one for one in found if one.when == "unspecified" and one.weekday is None]
    return len(told) == len(found) and not any(one.rejections or one.won or one.small_wins for one in found)


def reported_activities(
    text: str, language: str = DEFAULT, used: Mapping[str, int] = {}, instead: Sequence[str] = ()
) -> list[Reported]:
    """What `text` reports, each activity with what came of it. `used`: how often the person's journal has each channel.
    `instead`: later messages that correct it, in their order.
    """
    return list(_activities(text, language, tuple(sorted(used.items())), tuple(instead)))


@lru_cache(maxsize=KEPT)
def _activities(
    text: str, language: str, used_pairs: Sequence[tuple[str, int]], instead: Sequence[str]
) -> Sequence[Reported]:
    used = dict(used_pairs)
    days = [(parts, when, _apart(parts, language)) for parts, when in _days(clauses(text, language), language)]
    every = [tally for _, _, apart in days for tally, _ in apart]
    for later in instead:
        said = _read(clauses(later, language), language)
        alike = (len(said.counts.keys() & tally.counts.keys()) for tally in every)
        every[max(enumerate(alike), key=lambda pair: pair[1])[0]].corrected(said)
    fit = not instead  # what was set right holds, whatever it is more than
    found: list[Reported] = []
    for parts, when, apart in days:
        of_day = [_reported(tally, when, own, used, fit) for tally, own in apart]
        if len(of_day) > 1 and not all(reported and reported.attempts for reported in of_day):
            of_day = [_reported(_read(parts, language), when, parts, used, fit)]
        found += [reported for reported in of_day if reported]
    return found


def _days(parts: Sequence[Clause], language: str) -> list[tuple[list[Clause], When]]:
    """The clauses of each day that the message reports, first those of the one that matters. Another day has its own
    tries and what came of them: "2 meetings Thursday" beside today's calls may be still to come.
    """
    (main, when), *others = timed(parts)
    unnamed, *weekdays = by_weekday(main, language)
    own = [run for run in weekdays if _is_day(run, language)] if unnamed or len(weekdays) > 1 else []
    found: list[tuple[list[Clause], When]] = [(run, "unspecified") for run in own]
    if unnamed or not own:
        elsewhere = {id(part) for run in own for part in run}
        found.insert(0, ([part for part in main if id(part) not in elsewhere], when))
    return found + [(run, day) for run, day in others if _is_day(run, language)]


def _is_day(parts: Sequence[Clause], language: str) -> bool:
    tally = _read(parts, language)
    return bool(tally.attempts) and tally.told()


def _read(parts: Sequence[Clause], language: str) -> Tally:
    tally = Tally(language)
    for part in parts:
        read(part, tally)
    return tally


def _apart(parts: Sequence[Clause], language: str) -> list[tuple[Tally, list[Clause]]]:
    """The clauses by activity: another channel begins another, once it was said what came of the one before."""
    groups: list[tuple[Tally, list[Clause]]] = [(Tally(language), [])]
    for part in parts:
        tally, clauses_of = groups[-1]
        tried = deepcopy(tally)
        read(part, tried)
        if tally.told() and tally.attempts and tried.attempts.keys() > tally.attempts.keys():
            groups.append((_read([part], language), [part]))
        else:
            groups[-1] = (tried, [*clauses_of, part])
    return groups


def _reported(tally: Tally, when: When, parts: Sequence[Clause], used: Mapping[str, int], fit: bool) -> Reported | None:
    limit = MOST_A_WEEK if when == "week" else MOST_A_DAY
    resolve(tally)
    _settle_noes(tally)
    _settle_waiting(tally)
    found = _checked(tally, when, limit, _channel(tally, parts, used), fit)
    if found and when == "unspecified":
        return structs.replace(found, weekday=weekday_of(parts, tally.language))
    return found


def together(found: Sequence[Reported]) -> Reported | None:
    """Several activities as one: those of the day of the first."""
    found = [one for one in found if (one.when, one.weekday) == (found[0].when, found[0].weekday)]
    if len(found) < 2:
        return found[0] if found else None

    def total(name: str) -> int | None:
        told = [getattr(one, name) for one in found]
        return None if set(told) == {None} else sum(count or 0 for count in told)

    reasons: Counter[Reason] = Counter()
    for one in found:
        reasons.update(one.reasons)
    leading = next((one.leading_reason for one in found if one.leading_reason), None)
    return structs.replace(
        found[0],
        channel="other" if len({one.channel for one in found}) > 1 else found[0].channel,
        **{name: total(name) for name in _COUNTS},
        reasons=dict(reasons),
        leading_reason=None if leading in reasons else leading,
    )


def _settle_noes(tally: Tally) -> None:
    """Ways in which a no was said ("9 hung up") are a part of the no's, unless only together they make up the whole."""
    said, manners = tally.total("rejections"), sum(tally.counts.pop("manner", []))
    reasons = sum(tally.reasons.values()) - tally.attached
    talked = tally.total("talked") or tally.total("conversations")
    tried = tally.tried() or talked
    good, missed = (sum(tally.total(name) or 0 for name in names) for names in (_ANSWERED, _MISSED))
    if said is None:
        soft = tally.total("soft_no") or 0
        finals = (tally.total("hard_no") or 0) + soft
        both = manners + reasons + finals if manners or 0 < soft < reasons else None
    else:
        both = said + manners + (reasons if reasons > said else 0)
    if both and (said is None or manners > said or both + good + missed == tried or both + good == talked):
        room = tried is None or both + good + missed <= tried
        tally.counts["rejections"] = [both if room else max(manners, said or 0)]


def _settle_waiting(tally: Tally) -> None:
    """Who wants to hear again later, or is the other one, is one more no, where more were reached than are told of."""
    said, talked = tally.total("rejections"), tally.total("talked") or tally.total("conversations")
    good, more = sum(tally.total(name) or 0 for name in _ANSWERED), tally.waiting + tally.another
    if said and talked and more <= talked - said - good:
        tally.counts["rejections"] = [said + more]


def _channel(tally: Tally, parts: Sequence[Clause], used: Mapping[str, int]) -> Channel:
    """The channel that is named; else the one that the journal has most, else calls."""
    if len(tally.attempts) > 1:
        return "other"
    usual = max((channel for channel in CHANNELS if used.get(channel)), key=lambda name: used[name], default=None)
    named = next(iter(tally.attempts), None)
    if named and named != "other":
        twin = _FACE_TO_FACE.get(named)
        return twin if twin and used.get(twin) and not used.get(named) else named
    table = reports(tally.language)
    own = [part.words for part in parts if not _arranged(part, tally.language)]
    words = " ".join(compiled(table.answers).sub(" ", said) for said in own)
    for channel, phrases in table.channel_words.items():
        if not named and has(words, phrases):
            return channel
    return usual or named or "call"


def _arranged(part: Clause, language: str) -> bool:
    """Whether a clause says what was arranged: "1 demo booked" was no demo, nor is "20 no 1 demo" beside no tries."""
    found = quantities(part.words, language)
    counted = any(one.gives == "small_wins" or (one.gives, one.channel) == ("attempts", "meeting") for one in found)
    return counted or part.deed == "small_wins"


def _fitting(counts: dict[str, int | None], room: int) -> dict[str, int | None]:
    """Counts in their order as long as the attempts have room for them: "15 calls, 15 no's, 9 voicemails"."""
    fits = dict(counts)
    for name, count in counts.items():
        fits[name] = count if (count or 0) <= room else None
        room -= fits[name] or 0
    return fits


def _checked(tally: Tally, when: When, limit: int, channel: Channel, fit: bool) -> Reported | None:
    """The tally as a report: contradictions and absurd counts left out; None where nothing is left.

    `fit`: more outcomes than attempts are a contradiction.
    """

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
    if fit and attempts is not None and (rejections or 0) <= attempts:
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
        open=tally.open or None,
    )
