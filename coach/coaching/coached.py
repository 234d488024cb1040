"""Coaching: the reply to what a message tells or asks. Pure.

In: a `Turn`. Out: the reply. What the journal has of somebody who is named comes first, then the number that is asked
for, then the answer to a plain question; else cards and facts are chosen for the situation (`compose`).
"""

from typing import Final

from msgspec import Struct, structs

from coach.coaching.answers import Dated, answer, is_kept, kept, told_as_final
from coach.coaching.composition import Piece, compose, to_block
from coach.coaching.counted import block_of
from coach.coaching.drafting import Drafted, drafted
from coach.coaching.news import tells_final
from coach.coaching.people import is_locked, said_of_people
from coach.coaching.pitch_help import criteria
from coach.coaching.set_right import set_right
from coach.coaching.situation import HEAVY, SHORT, Situation, read_situation
from coach.coaching.story import story
from coach.coaching.subjects import NAMED, subjects_in
from coach.coaching.turn import Prepared, Turn, note_blocks, scope_block
from coach.contracts import Block
from coach.insight.asked import Answer, answer_to
from coach.insight.baselines import published_facts
from coach.insight.carries import focus_facts
from coach.insight.facts import FactSheet, build_facts
from coach.insight.standing import due_today, last_reason
from coach.understanding import TIMED, Act, Query, language_of, stories_in, understand
from prompts.cards import Mood

NO_NUMBER: Final[frozenset[Act | None]] = frozenset(
    {"silence_counts", "stop_or_on", "tell_boss", "was_wrong", "chatbot"}
)
"""Acts that words about numbers are no part of: what counts is asked, or whether to go on, and not how much."""

MOVING: Final = frozenset({"A10", "B28"})
"""Cards that ask for another day: none is set beside one that has come."""

TOLD: Final = ("told_yes", "told_step")
"""Measures of a share that is told: it is no day."""

FORMS: Final = ("silence", "booked", "others", "then", "day_noes")
"""Measures that a plain form of words asks for: the number is all that is wanted."""

DOUBTS: Final[frozenset[Mood]] = frozenset({"doubt", "self_blame", "low"})
"""How whoever asks whether a share is bad sounds."""


_LATELY: Final = 2
"""Messages back to which a story is still the one that is spoken of."""


class Coaching(Struct, frozen=True):
    """What every coached reply rests on. `before`: blocks that come first, `after`: blocks that end it."""

    turn: Turn
    situation: Situation
    sheet: FactSheet
    offered: Drafted
    before: list[Block]
    after: list[Block]

    def composed(self, situation: Situation, before: list[Block], answered: bool = False) -> list[Piece]:
        """Pieces of cards and facts, with room for the blocks around them."""
        turn, asks = self.turn, bool(self.offered.entries or self.offered.note)
        around = [*before, *self.after]
        pieces = compose(
            turn.deck, situation, self.sheet, turn.memory, turn.reply_id, around, asked=asks, answered=answered
        )
        if turn.here.named.isdisjoint(due_today(turn.states, turn.today)):
            return pieces
        return [piece for piece in pieces if piece.kind != "action" or MOVING.isdisjoint(piece.cards)]

    def reply(self, before: list[Block], pieces: list[Piece], names: bool = False) -> Prepared:
        """The whole reply."""
        turn = self.turn
        return Prepared(
            turn.message,
            turn.assessment,
            self.situation,
            self.sheet,
            before,
            pieces,
            self.after,
            self.offered.entries,
            turn.notes,
            names,
            rules_only=is_locked(turn.here, turn.states) or is_kept(pieces, turn.language),
        )


def coached(turn: Turn, before: list[Block]) -> Prepared:
    """The reply to a message that tells or asks something."""
    found = _coaching(turn, before)
    known = said_of_people(turn.here, turn.states, turn.message.asks, turn.today)
    plain = _plain(found, known)
    return (
        _of_story(found)
        or _of_people(found, known, plain)
        or _of_number(found)
        or _of_plain(found, plain)
        or _of_final(found)
        or _of_cards(found)
    )


def _coaching(turn: Turn, before: list[Block]) -> Coaching:
    message = turn.message
    sheet = structs.replace(build_facts(turn.states, turn.today, message.reported), language=turn.language)
    if list(message.topics[:1]) == ["others"]:
        sheet = structs.replace(sheet, facts=sheet.facts | published_facts())
    if message.asked.act == "focus":
        facts, words = focus_facts(turn.states, turn.today)
        sheet = structs.replace(sheet, facts=sheet.facts | facts, words=sheet.words | words)
    subjects = subjects_in(turn.text, turn.language) | (subjects_in(turn.memory.last, turn.language) & NAMED)
    situation = read_situation(message, sheet, turn.assessment.gentle, hour=turn.hour, subjects=subjects)
    changed = set_right(turn) if message.asks else None
    told = drafted(
        message, turn.text, turn.states, turn.today, turn.reply_id, turn.language, turn.here.news, turn.memory.last
    )
    offered = Drafted(changed.drafts, changed.note) if changed else told
    if turn.asked and (turn.asked.measure == "expected" or (turn.asked.measure in TOLD and _undated(turn))):
        offered = Drafted([])  # tries that are to come, or were all there are, are nothing to log
    if message.asked.act in TIMED and not turn.here.named.isdisjoint(due_today(turn.states, turn.today)):
        offered = Drafted([])  # whoever asks whether to try them again tells what they said then
    after = [*note_blocks(offered.note, turn.language, changed.label if changed else ""), *turn.after]
    return Coaching(turn, situation, sheet, offered, before, after)


def _of_story(found: Coaching) -> Prepared | None:
    """A word for what is told, before the journal has any. Nothing leads back to a final no."""
    turn = found.turn
    if turn.message.scope:
        return None
    told = stories_in(turn.text, turn.language)
    before = [one for text in _lately(turn) for one in stories_in(text, language_of(text, turn.usual))]
    used = found.sheet.recent.channels
    last = understand(turn.memory.last, turn.usual, used) if turn.memory.last else None
    locked = is_locked(turn.here, turn.states)
    pieces = story(turn.message, told, before, last, found.situation, found.sheet, locked, _after_final(turn))
    return found.reply(found.before, pieces) if pieces else None


def _lately(turn: Turn) -> list[str]:
    """What was written just before."""
    return list(dict.fromkeys([turn.memory.last, *turn.memory.earlier[-_LATELY:]]))


def _after_final(turn: Turn) -> bool:
    """Whether somebody's final no was told a moment ago, and nobody is named since: it may be them who is meant."""
    return not turn.here.named and any(tells_final(text, turn.usual) for text in _lately(turn))


def _undated(turn: Turn) -> bool:
    return all(one.when == "unspecified" and one.weekday is None for one in turn.message.reports)


def _plain(found: Coaching, known: Answer | None) -> list[Piece] | None:
    """The answer to a plain question. After a final no there is none, and the odds of a yes are a number."""
    turn, message = found.turn, found.turn.message
    if message.scope or "next_yes" in message.patterns or is_locked(turn.here, turn.states):
        return None
    date = _date_of(known) if known else None
    spoken = turn.here.spoken
    on_file = last_reason(turn.states, next(iter(spoken))) if len(spoken) == 1 else None
    last = None if turn.here.other else turn.last
    return answer(message, last, found.situation, found.sheet, date, _after_final(turn), on_file)


def _date_of(known: Answer) -> Dated | None:
    """Whether the follow-up of who is named has come up."""
    due = {"person_due_today", "person_due_since"}
    return "due" if due.intersection(known.says) else "set" if "person_due_in" in known.says else None


def _of_people(found: Coaching, known: Answer | None, plain: list[Piece] | None) -> Prepared | None:
    """What the journal has of whom the message names, or who waits today."""
    turn, situation = found.turn, found.situation
    if known is None:
        return None
    found = structs.replace(found, sheet=structs.replace(found.sheet, facts=found.sheet.facts | known.facts))
    before = [*found.before, block_of(known, turn.language, about_people=True)]
    if turn.here.asks_who:
        return found.reply(before, [], names=bool(turn.here.due))
    if is_locked(turn.here, turn.states):
        # A final no stands. Of what could follow, only a word for how the day was; nor does a model add to it.
        pieces = found.composed(situation, before, answered=True)
        kind = [to_block(piece, found.sheet) for piece in pieces if piece.kind == "validation"]
        return found.reply([*before, *kind], [])
    if plain and "person_told" in known.says and is_kept(plain, turn.language):
        plain = plain[1:]  # it has been said
    if plain and turn.message.asked.act in TIMED:  # the yes or no, then what it rests on
        return found.reply([*found.before, to_block(plain[0], found.sheet), *before[len(found.before) :]], plain[1:])
    heard = situation.reports or situation.distress or situation.kind != "numbers"
    return found.reply(before, plain or (found.composed(situation, before, answered=True) if heard else []))


def _of_number(found: Coaching) -> Prepared | None:
    """The number that is asked for, from the journal."""
    turn, situation = found.turn, found.situation
    asked = turn.asked
    if turn.message.asked.act in NO_NUMBER:
        return None
    number = _number(asked, found) if asked else None
    if asked is None or number is None:
        return None
    found = structs.replace(found, sheet=structs.replace(found.sheet, facts=found.sheet.facts | number.facts))
    before = [*found.before, block_of(number, turn.language)]
    situation = _after_answer(asked, situation, found.sheet)
    found = structs.replace(found, situation=situation)
    return found.reply(before, [] if _alone(asked, situation) else found.composed(situation, before, answered=True))


def _number(asked: Query, found: Coaching) -> Answer | None:
    """The answer to a question about numbers. One for the next step or for practice is about that, unless it names a
    period."""
    aside = not asked.sure and asked.split in (None, "hour") and asked.measure in ("rate", "overview", "reply_rate")
    if found.situation.kind in ("what_next", "practice") and asked.span is None and aside:
        return None
    return answer_to(asked, found.turn.states, found.turn.today)


def _after_answer(asked: Query, situation: Situation, sheet: FactSheet) -> Situation:
    """What there is to say after an answer: words against the reason that it names."""
    leading = sheet.recent.stated_reasons[:1] if asked.measure == "reasons" else []
    return structs.replace(situation, reasons=frozenset(reason for reason, _ in leading)) if leading else situation


def _alone(asked: Query, situation: Situation) -> bool:
    """Whether the number is the whole answer: nothing weighs, nothing was reported, nothing else was asked for."""
    # Whoever asks whether they got worse is in doubt, and the number is what helps.
    weighs = situation.distress or (situation.felt and not situation.moods.isdisjoint(HEAVY - {"doubt"}))
    if asked.measure in TOLD:
        return not (situation.distress or (situation.felt and not situation.moods.isdisjoint(HEAVY - DOUBTS)))
    if asked.measure in ("day_noes", "day_told"):
        return not (situation.distress or (situation.felt and not situation.moods.isdisjoint(HEAVY - DOUBTS)))
    if asked.form in ("dead", "dead_hour"):  # a day that is called hopeless is no mood
        return not situation.distress
    if asked.measure == "expected":  # its tries read like a report
        return not weighs
    return not (weighs or situation.reports) and (
        situation.kind in ("numbers", "comfort")
        or bool(asked.split or asked.form)
        or asked.measure in FORMS
        or situation.words <= SHORT
    )


def _of_plain(found: Coaching, plain: list[Piece] | None) -> Prepared | None:
    if plain is None:
        return None
    if found.turn.here.pitch and found.turn.message.asked.act == "revise":
        # The pitch may name somebody: no model hears of it, and names in it are marks in the journal.
        return found.reply([*found.before, *criteria(found.turn.here.pitch, found.turn.language)], [], names=True)
    return found.reply([], plain)


def _of_final(found: Coaching) -> Prepared | None:
    """Somebody's final no that hurts: it is to be kept as one, and there is a word for how it feels, and rest."""
    if found.turn.message.asks or not told_as_final(found.turn.message, found.situation):
        return None
    before = [*found.before, to_block(kept(found.sheet)[0], found.sheet)]
    pieces = found.composed(found.situation, before, answered=True)
    return found.reply(before, [piece for piece in pieces if piece.kind in ("validation", "action")])


def _of_cards(found: Coaching) -> Prepared:
    """Cards and facts for the situation; where there is nothing to say, it is better to ask."""
    situation, before = found.situation, found.before
    pieces = found.composed(situation, before)
    if not before and (situation.unclear or not pieces):
        language, story = found.turn.language, situation.words > SHORT and not situation.asks
        asking = note_blocks("read_it", language) if story else [scope_block("unclear", None, language)]
        if situation.refused:
            return structs.replace(found, after=[*asking, *found.after]).reply([], pieces)
        before = asking
    return found.reply(before, pieces)
