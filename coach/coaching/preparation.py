"""Preparation: everything about a reply that is decided before a word is written. Pure.

The safety gate first, then what the message says, then the first way to reply that holds. Out: a `Prepared` reply,
complete without any model.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from coach.coaching.care import in_answer
from coach.coaching.coached import coached
from coach.coaching.first_ways import FIRST_WAYS
from coach.coaching.observations import languages
from coach.coaching.people import Here, with_told
from coach.coaching.selection import Memory
from coach.coaching.situation import AFTER_WORK
from coach.coaching.turn import ENGLISH, Prepared, TickedNote, Turn, message_of, scope_block
from coach.contracts import Block
from coach.errors import InvalidEntry
from coach.insight.facts import build_facts
from coach.safety import Assessment, assess, clean
from coach.understanding import Message, Query, asked_number, greeted_in, language_of, legible, understand
from events.folds.reader import States
from prompts.cards import Deck, load_deck

ILLEGIBLE: Final = (
    "I can read English, and some German. This is in other letters, so I have not understood it, and could not have "
    "heard a call for help in it either. Tell me again in a few English words. Until then, what holds for any hard day."
)


def prepare(
    text: str,
    reply_id: str,
    states: States,
    today: date,
    deck: Deck,
    memory: Memory,
    safety_text: Callable[[Assessment], str | None],
    watchful: bool = False,
    notes: Sequence[TickedNote] = (),
    hour: int = AFTER_WORK,
    here: Here = Here(),  # noqa: B008 - frozen
) -> Prepared:
    """Decide a reply. `watchful`: an earlier message of this conversation showed risk, so resources stay visible.
    A note of risk is answered as if the message had said it. `hour`: of the person's local day. `here`: whom the
    message is about.

    Raises `InvalidEntry` for a message without words.
    """
    text, states = clean(text), with_told(states, here)
    if not text:
        raise InvalidEntry("Write a few words about your day first.")
    usual = language_of(memory.last, states.person.language) if memory.last else states.person.language
    usual = greeted_in(text, usual)
    said = in_answer(text, memory.risk, assess(text, usual), usual)
    text, assessment = said.text, _gravest(said.assessment, notes)
    fixed = safety_text(assessment)
    if assessment.level >= 2 or assessment.answer:
        return _only([Block("safety", fixed or "", [], [])], assessment)
    read = legible(text)
    if not read:  # what cannot be read may be a call for help: the lines are shown, and the rest is gentle
        assessment = Assessment(level=1, kind="low", language=assessment.language)
        fixed = safety_text(assessment)
    quiet = fixed or (safety_text(Assessment(level=1, kind="low", language=assessment.language)) if watchful else None)
    language = assessment.language if assessment.language in languages() else language_of(text, usual)
    asked = asked_number([*memory.earlier, text], language) if read else None
    if asked:  # in the language that it was asked in
        language = language_of(text, usual)
    language = language if read else ENGLISH
    message, last = message_of(text if read else "", states, today, memory, usual)
    if asked and asked.sure:  # of the number before, and not of where it is kept
        message = replace(message, scope=None)
    if asked and asked.measure in ("day_told", "day_noes"):
        asked = _of_the_day(asked, message)
    if message.reports and not message.asks:  # a count with its reason asks for none
        asked = None
    turn = Turn(
        text=text,
        reply_id=reply_id,
        states=states,
        today=today,
        deck=deck if language == ENGLISH else load_deck(language),
        memory=memory,
        assessment=assessment,
        usual=usual,
        message=message,
        last=last,
        asked=asked,
        language=language,
        after=[Block("resources", quiet, [], [])] if quiet else [],
        notes=notes,
        hour=hour,
        here=here,
    )
    reply = _first(turn, read)
    return replace(reply, rules_only=reply.rules_only or said.by_rules)


def _of_the_day(asked: Query, message: Message) -> Query | None:
    """The day that a message tells and asks about, by how many said no of how many; where it does not tell that, by
    the count of no's, None without one."""
    told = message.reported
    if not (told and told.conversations and told.rejections is not None and told.rejections <= told.conversations):
        return asked if asked.measure == "day_noes" else None
    return replace(asked, measure="day_told", count=told.conversations, target=told.rejections)


def _first(turn: Turn, read: bool) -> Prepared:
    """The first way that holds."""
    for way in FIRST_WAYS:
        if prepared := way(turn):
            return prepared
    message = turn.message
    before = [scope_block(message.scope, message.gap, turn.language)] if message.scope else []
    return coached(turn, before if read else [Block("notice", ILLEGIBLE, [], [])])


def _gravest(assessment: Assessment, notes: Sequence[TickedNote]) -> Assessment:
    """What the message asks for in care, or a note that asks for more. A low mood in a note is left alone."""
    heard = [found for note in notes if (found := assess(note.text)).level >= 2]
    return max([assessment, *heard], key=lambda found: found.level)


def _only(blocks: list[Block], assessment: Assessment) -> Prepared:
    # Nothing is read out of such a message: no draft, no facts, no cards.
    empty = build_facts(States(), date.min.replace(year=2000), None)
    return Prepared(understand(""), assessment, None, empty, blocks, [], [], [])
