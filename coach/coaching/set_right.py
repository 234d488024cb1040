"""Set right: what a message changes in the entry that the reply before drafted. Pure.

In: a turn. Out: the reports with what was set right or told in more detail, and the drafts they belong to; None where
the message is about something else. The entry keeps its id, so that it is logged once.
"""

from collections.abc import Sequence

from msgspec import Struct

from coach.coaching.drafting import entries
from coach.coaching.turn import Turn
from coach.contracts import DraftEntry
from coach.insight.facts import build_facts
from coach.understanding import Note, Reported, corrected, in_detail, is_slip, missed, over, reported_activities
from events.ids import derive


class SetRight(Struct, frozen=True):
    """`drafts`: the entries as they are now, none where they are logged; `note`: what is said of them."""

    reports: Sequence[Reported]
    drafts: list[DraftEntry]
    note: Note

    @property
    def label(self) -> str:
        return "; ".join(draft.label for draft in self.drafts)


def is_sure(turn: Turn) -> bool:
    """Whether the message says that a count was wrong, whatever was told before."""
    return is_slip(turn.text, turn.usual) or is_slip(turn.text, turn.language)


def set_right(turn: Turn) -> SetRight | None:
    """The entry of the reply before, or of an earlier one where a count is said to have been wrong."""
    memory, states, sure = turn.memory, turn.states, is_sure(turn)
    told, drafts = (memory.earlier, memory.drafts) if memory.drafts or not sure else (memory.told, memory.open_drafts)
    if not drafts:
        return None
    used = build_facts(states, turn.today, None).recent.channels
    reports, detail = corrected(turn.text, told, turn.usual, used), False
    if not reports and memory.drafts and not turn.here.news:  # a name has news of its own
        reports, detail = in_detail(turn.text, told, turn.usual, used), True
    if not reports and sure:
        before = reported_activities(told[-1], turn.usual, used) if told else []
        now, detail = list(turn.message.reports), False
        reports = [over(before[0], now[0])] if len(before) == len(now) == 1 else now
    if not reports:
        return None
    if any(draft.entry_id in states.entries.recent for draft in drafts):
        return SetRight(reports, [], "corrected_late")
    left_out = states.coaching.dismissed
    ids = [derive(turn.reply_id, one.entry_id) if one.entry_id in left_out else one.entry_id for one in drafts]
    found = entries(reports, ids, turn.language, turn.today)
    if detail:
        return SetRight(reports, found, "told_more")
    in_part = missed(turn.text, reports, turn.usual) or _lost(drafts, found)
    return SetRight(reports, found, "corrected_in_part" if in_part else "corrected")


def _lost(before: Sequence[DraftEntry], now: Sequence[DraftEntry]) -> bool:
    """Whether a kind of outcome, or a try, that was drafted is in no draft any more."""
    was, left = ({part.outcome for draft in drafts for part in draft.outcomes} for drafts in (before, now))
    return not was - {"soft_no", "hard_no"} <= left or (bool(was) and len(now) < len(before))
