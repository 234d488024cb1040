"""First ways to reply: what a message gets that is no matter for coaching. Pure.

In: a `Turn`. Out: the reply, or None where this is not the way. A correction, a wish for less, a fixed answer and a
question about a point of the reply before come before anything is chosen for the message itself.
"""

from collections.abc import Callable
from typing import Final

from msgspec import structs

from coach.coaching.drafting import drafted, final_of, means, ordered
from coach.coaching.elaboration import asked_about, elaborate, first_step, shortened
from coach.coaching.people import is_locked
from coach.coaching.set_right import is_sure, set_right
from coach.coaching.situation import read_situation
from coach.coaching.subjects import subjects_in
from coach.coaching.turn import Prepared, Turn, note_blocks, scope_block
from coach.insight.facts import build_facts
from coach.insight.standing import is_final
from coach.understanding import (
    Note,
    Order,
    Scope,
    amount_in,
    assents,
    included,
    keeps_away,
    names_amount,
    of_worth,
    order_in,
    point_of,
    reporting,
    takes_out,
    unclear_number,
    which_of,
)

COACHED_SCOPES: Final[frozenset[Scope]] = frozenset({"odds_due"})
"""Scopes whose fixed answer comes first and coaching after it; with the others the fixed answer is the reply."""

_FEW: Final = 8
"""Words. Who wants to be left alone does not say more."""

_BARE: Final = 4
"""Words of a message that says nothing but that, nor since when."""


def correction(turn: Turn) -> Prepared | None:
    """A correction is no new day: the entry is drafted anew under its id, so that it is logged once."""
    found = None if turn.message.asks and not is_sure(turn) and turn.message.reports else set_right(turn)
    if found:
        turn = structs.replace(turn, message=reporting(turn.message, found.reports))
        return turn.fixed(note_blocks(found.note, turn.language, found.label), found.drafts)
    if is_sure(turn) and turn.states.entries.recent:
        return turn.fixed(note_blocks("corrected_late", turn.language))
    drafts = [draft for draft in turn.memory.drafts if draft.entry_id not in turn.states.entries.recent]
    if drafts and not turn.message.reports and unclear_number(turn.text, turn.usual):
        return turn.fixed(note_blocks("which_number", turn.language), drafts)
    return None


def counted_before(turn: Turn) -> Prepared | None:
    """What is named is a part of what was drafted, and nothing new: logged as it is, the journal may count it twice."""
    if not turn.memory.drafts or not included(turn.text, turn.usual):
        return None
    return turn.fixed(note_blocks("included", turn.language))


def taken_out(turn: Turn) -> Prepared | None:
    """What is in the journal stays there until the person takes it out: how that is done."""
    if not takes_out(turn.text, turn.language) or turn.message.reports:
        return None
    return turn.fixed(note_blocks("take_out", turn.language))


def worth(turn: Turn) -> Prepared | None:
    """An amount that is to be put in beside the yes which the reply before drafted; else what the entry has."""
    if turn.message.reports or not turn.memory.drafts:
        return None
    ordered_so = any(order_in(part, turn.language) for part in (turn.text, turn.text.rpartition(", ")[2]))
    named = names_amount(turn.text, turn.language)
    amount = amount_in(turn.text, turn.language) or (amount_in(turn.memory.last, turn.language) if named else None)
    if not ordered_so or not (amount or named):
        return None
    drafts = [draft for draft in turn.memory.drafts if draft.entry_id not in turn.states.entries.recent]
    valued = [of_worth(draft, amount, turn.language) if amount else None for draft in drafts]
    if sum(draft is not None for draft in valued) != 1:
        return turn.fixed(note_blocks("no_amount", turn.language), drafts)
    found = [new or old for new, old in zip(valued, drafts, strict=True)]
    return turn.fixed(note_blocks("with_amount", turn.language), found)


def written_down(turn: Turn) -> Prepared | None:
    """What this message or the one before it told, where the person orders to write it down."""
    order = order_in(turn.text, turn.language)
    if turn.memory.drafts and assents(turn.text, turn.language):
        order = Order()
    if not order:
        return None
    if turn.message.reports and (order.told or not any(means(order, draft) for draft in turn.memory.drafts)):
        return None
    found = ordered(order, turn.memory, turn.states, turn.today, turn.reply_id, turn.language)
    if order.outcome is None and not found and turn.memory.drafts:
        logged = [one for one in turn.memory.drafts if one.entry_id in turn.states.entries.recent]
        return turn.fixed(note_blocks("is_logged", turn.language)) if logged else None
    return turn.fixed(note_blocks("written_down" if found else "what_to_log", turn.language), found)


def kept_away(turn: Turn) -> Prepared | None:
    """Whom one is never to reach again by mistake: their final no, drafted before or now."""
    if turn.message.reports or not keeps_away(turn.text, turn.language):
        return None
    done = {*turn.states.entries.recent, *turn.states.coaching.dismissed}
    finals = [draft for draft in turn.memory.open_drafts if any(part.confirmed for part in draft.outcomes)]
    if found := [draft for draft in finals if draft.entry_id not in done]:
        return turn.fixed(note_blocks("kept_away", turn.language), found)
    meant = turn.here.named or turn.here.told or turn.here.spoken
    if len(meant) != 1:
        logged = any(draft.entry_id in turn.states.entries.recent for draft in finals)
        return turn.fixed(note_blocks("is_logged" if logged else "kept_from_whom", turn.language))
    (who,) = meant
    if who not in turn.here.told and is_final(turn.states, who):
        return turn.fixed(note_blocks("is_logged", turn.language))
    entry = final_of(who, turn.states, turn.today, turn.reply_id, turn.language)
    return turn.fixed(note_blocks("kept_away", turn.language), [entry])


def less(turn: Turn) -> Prepared | None:
    """The reply before once more, shorter."""
    if turn.message.scope != "shorter":
        return None
    sheet = build_facts(turn.states, turn.today, None)
    said = shortened(turn.memory.blocks, sheet)
    return turn.fixed(said, sheet=sheet) if said else None


def fixed_answer(turn: Turn) -> Prepared | None:
    """What is no matter for coaching at all."""
    message = turn.message
    if not message.scope or message.scope in COACHED_SCOPES:
        return None
    return turn.fixed([scope_block(message.scope, message.gap, turn.language)])


def left_alone(turn: Turn) -> Prepared | None:
    """Who wants to be left alone is."""
    wants = "left_alone" in subjects_in(turn.text, turn.language) and turn.message.words <= _FEW
    if not wants or turn.here.named or turn.message.reports:
        return None
    # "Leave me alone" by itself may as well be what a prospect wrote.
    note: Note = "left_alone" if turn.message.words > _BARE else "left_alone_or_told"
    return turn.fixed(note_blocks(note, turn.language))


def listening(turn: Turn) -> Prepared | None:
    """Who wants no tips gets none, and what was told is drafted all the same."""
    if "no_tips" not in subjects_in(turn.text, turn.language) or turn.message.asked.act:
        return None
    offered = drafted(
        turn.message,
        turn.text,
        turn.states,
        turn.today,
        turn.reply_id,
        turn.language,
        turn.here.news,
        turn.memory.last,
    )
    note = note_blocks(offered.note, turn.language)
    return turn.fixed([*note_blocks("listening", turn.language), *note], offered.entries)


def which_people(turn: Turn) -> Prepared | None:
    """Which of those people: nobody knows who they are."""
    if which_of(turn.text) != "people" or not turn.memory.last or turn.message.reports:
        return None
    return turn.fixed(note_blocks("which_people", turn.language))


def point(turn: Turn) -> Prepared | None:
    """More about a point of the reply before. After a final no of somebody there is no more of anything."""
    memory = turn.memory
    if is_locked(turn.here, turn.states):
        return None
    asked = point_of(turn.text)
    asked = first_step(turn.text, memory.blocks) if asked is None else asked
    if asked is None:
        return None
    if not memory.points:
        return turn.fixed([scope_block(turn.message.scope or "unclear", turn.message.gap, turn.language)])
    card = asked_about(asked, memory.points, turn.deck)
    if card is None:
        return None
    sheet = structs.replace(build_facts(turn.states, turn.today, None), language=turn.language)
    situation = read_situation(turn.message, sheet, turn.assessment.gentle)
    pieces = elaborate(card, situation, sheet, memory, turn.reply_id)
    return Prepared(turn.message, turn.assessment, None, sheet, [], pieces, turn.after, [], turn.notes)


FIRST_WAYS: Final[tuple[Callable[[Turn], Prepared | None], ...]] = (
    taken_out, kept_away, correction, counted_before, worth, written_down, less, fixed_answer, left_alone,
    listening, which_people, point,
)  # fmt: skip
"""In the order in which they are tried."""
