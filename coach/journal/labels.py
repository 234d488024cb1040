"""Labels: an entry in a few plain words, such as "12 calls, 9 no's (6 about price)"."""

from collections.abc import Sequence
from typing import Final

from coach.contracts import OutcomeInput
from coach.words import Plural, count, gettext, gettext_noop, ngettext, ngettext_noop
from events.words import REJECTIONS

CHANNEL_WORDS: Final[dict[str, Plural]] = {
    "email": ngettext_noop("email", "emails"),
    "call": ngettext_noop("call", "calls"),
    "meeting": ngettext_noop("meeting", "meetings"),
    "message": ngettext_noop("message", "messages"),
    "in_person": ngettext_noop("visit", "visits"),
    "other": ngettext_noop("attempt", "attempts"),
}

OUTCOME_WORDS: Final[dict[str, Plural]] = {
    "won": ngettext_noop("yes", "yeses"),
    "progress": ngettext_noop("step forward", "steps forward"),
    "soft_no": ngettext_noop("no", "no's"),
    "hard_no": ngettext_noop("final no", "final no's"),
    "no_answer": ngettext_noop("without an answer", "without an answer"),
    "unreachable": ngettext_noop("wrong number", "wrong numbers"),
}

REASON_WORDS: Final[dict[str, str]] = {
    "price": gettext_noop("price"),
    "timing": gettext_noop("timing"),
    "fit": gettext_noop("fit"),
    "competitor": gettext_noop("a competitor"),
    "authority": gettext_noop("somebody else deciding"),
    "hesitation": gettext_noop("hesitation"),
    "not_interested": gettext_noop("no interest"),
    "pitch": gettext_noop("the pitch"),
    "unstated": gettext_noop("no stated reason"),
}


REASON_POINTS: Final[dict[str, str]] = {
    "price": "how the value is shown",
    "timing": "when you ask, and at a date for those who said later",
    "fit": "whom you ask",
    "competitor": "what sets the offer apart",
    "authority": "whom you talk to first",
    "hesitation": "a next step that is too large, or trust that is not there yet",
    "not_interested": "the first sentences, before the offer is even heard",
    "pitch": "the wording of the pitch",
}
"""What a reason that leads points at, as the end of "that points at ..."."""


def counted(number: int, words: Plural) -> str:
    """ "1 call", "12 calls"."""
    return f"{count(number)} {ngettext(*words, number)}"


def reason_words(reason: str) -> str:
    """ "price"."""
    return gettext(REASON_WORDS[reason])


def entry_label(channel: str, attempts: int, outcomes: Sequence[OutcomeInput]) -> str:
    """An entry in a few words."""
    parts = [counted(attempts, CHANNEL_WORDS[channel])]
    for outcome in outcomes:
        text = counted(outcome.count, OUTCOME_WORDS[outcome.outcome])
        if outcome.outcome in REJECTIONS and outcome.reason and outcome.reason != "unstated":
            text = gettext("%(noes)s about %(reason)s", noes=text, reason=reason_words(outcome.reason))
        parts.append(text)
    return ", ".join(parts)
