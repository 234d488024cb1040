"""Draft entries: a report as an entry that the person can confirm with one tap.

In: what a message reports. Out: one outreach with its outcomes and, where the message left it open, one
question. Nothing is invented: no's without a reason are `unstated`, calls without an outcome stay open, a
hard no is not confirmed where nobody in particular said it.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from coach.contracts import Ask, DraftEntry, OutcomeInput, ProspectInput
from coach.understanding.activity import Reported
from coach.understanding.language import DEFAULT
from coach.understanding.phrases import load
from events.words import Channel, Outcome, Reason

_IN_WORDS_UP_TO: Final = 12
_WEEK: Final = 7


class Labels(Struct, forbid_unknown_fields=True):
    """Words for a draft, each as [one, several]."""

    channels: dict[Channel, tuple[str, str]]
    conversation: tuple[str, str]
    no: tuple[str, str]
    outcomes: dict[Outcome, tuple[str, str]]
    numbers: list[str]
    thousands: str
    yesterday: str
    weekdays: list[str]
    final: str
    named: str
    ask: str
    about: dict[Reason, str]


@cache
def _labels(language: str) -> Labels:
    return load("labels", Labels, language)


def draft(reported: Reported, entry_id: str, language: str = DEFAULT, today: date | None = None) -> DraftEntry:
    """`reported` as a draft entry, labelled in `language`. The counts of its outcomes never exceed its count. What was
    done yesterday, or on a day of the week, is of that day before `today`, the person's local one.
    """
    words = _labels(language)
    outcomes = _outcomes(reported)
    told = sum(outcome.count for outcome in outcomes)
    count = max(reported.attempts or 0, reported.conversations or 0, told, 1)
    asks = []
    leading, open_noes = reported.leading_reason, _open_noes(reported)
    if leading and leading not in reported.reasons and open_noes > 1:
        asks.append(_ask(leading, open_noes, words))
    label, day = _label(reported, count, words), None
    if reported.when == "yesterday" and today:
        label, day = f"{words.yesterday}: {label}", today - timedelta(days=1)
    ago = (today.weekday() - reported.weekday) % _WEEK if today and reported.weekday is not None else 0
    if today and ago:
        day = today - timedelta(days=ago)
        label = f"{words.weekdays[day.weekday()]}: {label}"
    return DraftEntry(entry_id, reported.channel, count, outcomes, label, asks, day)


def of_prospect(entry: DraftEntry, prospect_id: str, language: str = DEFAULT) -> DraftEntry:
    """A drafted final no or yes as that of a prospect: who confirms a final no locks them. Its label has no name."""
    outcomes = [replace(outcome, confirmed=outcome.outcome == "hard_no") for outcome in entry.outcomes]
    words = _labels(language)
    label = f"{entry.label}, {words.final if any(one.confirmed for one in outcomes) else words.named}"
    return replace(entry, outcomes=outcomes, label=label, prospect=ProspectInput(prospect_id=prospect_id))


def of_worth(entry: DraftEntry, amount: float, language: str = DEFAULT) -> DraftEntry | None:
    """A drafted entry with its one yes worth `amount`, which its label says; None where it has no yes or several."""
    if [outcome.count for outcome in entry.outcomes if outcome.outcome == "won"] != [1]:
        return None
    found = [replace(one, amount=amount if one.outcome == "won" else one.amount) for one in entry.outcomes]
    words = _labels(language)
    cents = f"{',' if words.thousands == '.' else '.'}{amount % 1:.2f}".replace("0.", "", 1)
    shown = _digits(int(amount), words) + ("" if amount == int(amount) else cents)
    before = entry.label.rpartition(" (")[0] if any(outcome.amount for outcome in entry.outcomes) else entry.label
    return replace(entry, outcomes=found, label=f"{before} ({shown})")


def _open_noes(reported: Reported) -> int:
    """No's whose reason the message leaves open."""
    return max(0, (reported.rejections or 0) - (reported.hard_no or 0) - sum(reported.reasons.values()))


def _outcomes(reported: Reported) -> list[OutcomeInput]:
    found = [
        OutcomeInput(outcome="soft_no", reason=reason, count=count)
        for reason, count in sorted(reported.reasons.items(), key=lambda item: -item[1])
    ]
    if unstated := _open_noes(reported):
        found.append(OutcomeInput(outcome="soft_no", reason="unstated", count=unstated))
    plain: tuple[tuple[Outcome, int | None], ...] = (
        ("hard_no", reported.hard_no),
        ("won", reported.won),
        ("progress", reported.small_wins),
        ("no_answer", reported.no_answer),
        ("unreachable", reported.unreachable),
    )
    return found + [OutcomeInput(outcome=outcome, count=count) for outcome, count in plain if count]


def _label(reported: Reported, count: int, words: Labels) -> str:
    """ "12 calls, 9 no's": what the draft says, in the person's words."""
    talked = reported.conversations is not None and reported.conversations == count
    noun = words.conversation if talked else words.channels[reported.channel]
    parts = [_counted(count, noun, words)] if reported.attempts or reported.conversations else []
    if reported.rejections:
        final = reported.hard_no == reported.rejections
        parts.append(_counted(reported.rejections, words.outcomes["hard_no"] if final else words.no, words))
    said: tuple[tuple[Outcome, int | None], ...] = (
        ("won", reported.won),
        ("progress", reported.small_wins),
        ("no_answer", reported.no_answer),
        ("unreachable", reported.unreachable),
    )
    parts += [_counted(number, words.outcomes[outcome], words) for outcome, number in said if number]
    return ", ".join(parts) or _counted(count, noun, words)


def _counted(count: int, noun: tuple[str, str], words: Labels) -> str:
    return f"{_digits(count, words)} {noun[0] if count == 1 else noun[1]}"


def _digits(count: int, words: Labels) -> str:
    return f"{count:,}".replace(",", words.thousands)


def _ask(reason: Reason, of: int, words: Labels) -> Ask:
    number = words.numbers[of] if of <= _IN_WORDS_UP_TO else _digits(of, words)
    return Ask(reason=reason, of=of, text=words.ask.format(of=number, about=words.about[reason]))
