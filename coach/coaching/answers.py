"""Answers: the plain answer to a plain question, and words for who asks for words. Before anything else is said.

In: what is asked, now and the turn before, and the person's facts. Out: the pieces of the whole reply: the answer, at
most one number that bears on it, one thing to do. Answers are in `answers/<language>.json`, words in
`scripts/<language>.json`. None where nothing was asked plainly.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, Literal, TypeVar

import msgspec
from msgspec import Struct

from coach.coaching.borne_out import SUBJECT_OF
from coach.coaching.composition import Piece
from coach.coaching.patterns import patterns_of_reasons
from coach.coaching.rendering import named_in
from coach.coaching.situation import HEAVY, LONG, Situation
from coach.insight.facts import FactSheet
from coach.insight.runs import UNLUCKY
from coach.insight.wording import quoted
from coach.journal.labels import REASON_WORDS
from coach.understanding import ASKING, Act, Channel, Heard, Message
from events.words import Reason
from prompts.cards import Pattern, Topic


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What to say to an act and the cards it carries out, then a number that bears on it (the first of `numbers` that
    can be said; with `patterns` only where the one in its place holds, with `reason` only where that one leads), then
    what to do, or the words for it. `contact`: it leads back to somebody, and is not said after a final no."""

    say: str
    cards: list[str]
    numbers: list[str] = []
    patterns: list[Pattern] = []
    reason: Reason | None = None
    do: str = ""
    do_cards: list[str] = []
    words: str = ""
    contact: bool = False


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """Words to say or to write to one objection, why, and the cards they carry out."""

    spoken: str
    written: str
    why: str
    cards: list[str]


ANY: Final = "unknown"
"""The words for who does not say to what."""

THEIRS: Final = "theirs"
"""The script for a sentence of theirs that has none of its own."""

FINAL: Final = "final_no"

COUNTED: Final = "log_as.counted"
"""Whether the journal counts what somebody said, unlike silence."""

_OF_REASON: Final[dict[Reason, Heard]] = {
    "price": "price",
    "timing": "too_early",
    "competitor": "supplier",
    "authority": "boss",
    "hesitation": "think",
    "fit": "fit",
    "not_interested": "not_interested",
}
_OF_TOPIC: Final[dict[Topic, Heard]] = {
    "price": "price",
    "competitor": "supplier",
    "timing": "too_early",
    "decision": "boss",
    "silence": "silence",
    "follow_up": "silence",
    "opening": "opening",
    "asking": "asking",
    "ending": "ending",
}
_OF_ACT: Final[dict[Act, Heard]] = {
    "feedback": "asking",
    "price_drop": "price",
    "follow_up": "silence",
    "wait": "silence",
    "write_off": "silence",
    "too_late": "later",
    "first_line": "opening",
}
"""What words are for, by what else is known of the message, or of the one before it."""

_TOLD_AS_WELL: Final[frozenset[Act]] = frozenset(
    {"asked_already", "cut_out", "feedback", "normal", "price_drop", "quit", "too_late"}
)
"""Acts whose words also tell something ("I am too shy for this"): they count where something is asked."""

_AT_WORK: Final[tuple[Heard, ...]] = ("shown_up", "notice")
"""What words to one's own boss are for."""

_INSIDE: Final[tuple[Heard, ...]] = (*_AT_WORK, "sent_back", "team")
"""What is said inside one's own house."""

_FEW: Final = 8
"""Words. Who writes no more does not say what the words are for, and gets some that fit much."""

_STILL_THEM: Final[frozenset[Heard | None]] = frozenset({None, "final", "keep_posted"})
"""What is said of them after a final no."""

Dated = Literal["due", "set"]
"""Whether the day of a follow-up has come, or is still to come."""

_BRIEF: Final = 14
"""Words. Who writes more says what their own boss is to be told."""

T = TypeVar("T")


@cache
def answers(language: str) -> dict[str, Answer]:
    """The answers of a language."""
    return _read("answers", language, dict[str, Answer])


@cache
def scripts(language: str) -> dict[str, Script]:
    """The words of a language."""
    return _read("scripts", language, dict[str, Script])


def _read(folder: str, language: str, kind: type[T]) -> T:
    raw = (files("coach.coaching") / folder / f"{language}.json").read_bytes()
    return msgspec.json.decode(raw, type=kind)


def answer(
    message: Message,
    before: Message | None,
    situation: Situation,
    sheet: FactSheet,
    date: Dated | None = None,
    after_final: bool = False,
    on_file: Reason | None = None,
) -> list[Piece] | None:
    """The reply to a plain question; `before` is the message of the turn before, `date` that of the follow-up of whom
    it names. `after_final`: somebody's final no was told a moment ago, so words that are for nobody else are for them,
    and it is to be kept as one. `on_file`: why the one who is named said no last."""
    act, channel = message.asked.act, message.asked.channel or _usual(sheet)
    if act is None and message.asked.heard == "send_what" and message.asks:
        act = "words"  # what they asked for is not sent yet
    if act in (None, "unlisted", "words") and told_as_final(message, situation) and not situation.felt:
        return kept(sheet)
    if act is None or not _meant(act, message, situation):
        return None
    if act == "any_good" and not (before and before.kind == "numbers"):
        return None  # of a number that was asked for a moment ago, and of nothing else
    final = any(_final(one) for one in (message, before) if one)
    table = answers(sheet.language)
    words_for = _about(message, None, situation, sheet) if f"{act}.{message.asked.heard}" not in table else None
    again = message.goes_on and not (message.repeats or message.asked.heard)  # "and if she says no again?"
    if act == "what_if" and words_for not in (None, ANY) and not again:
        act, before = "words", None  # "and if she says that she has somebody?" asks what to say then
    if act in ("words", "tell_boss") and (own := _of_work(message, before)):
        return _words(own, channel, sheet)
    if act == "tell_boss":
        return None
    if act == "words":
        if (after_final or (before and _final(before))) and _for_them(message):
            return kept(sheet)
        if _final(message) or "workplace" in message.patterns or (situation.good and not message.asked.heard):
            return None
        about = _about(message, before, situation, sheet)
        named = any(any(_named(one)) for one in (message, before) if one)
        if message.words <= _BRIEF and not named and (about is None or on_file in _OF_REASON):
            about = _OF_REASON.get(on_file or "unstated", ANY)
        return _words(about, channel, sheet) if about else None
    heard = message.asked.heard or (before and before.asked.heard)
    found = table.get(f"{act}.{date}") or table.get(f"{act}.{heard}", table[act])
    if act == "silence_counts" and heard not in (None, "silence", "pending"):
        found = table[COUNTED]
    if found.contact and final:
        found = table[FINAL]
    pieces = [Piece("insight", found.say, found.cards)]
    if number := _number(found, situation, sheet):
        pieces.append(Piece("insight", number, found.cards))
    if found.do:
        pieces.append(Piece("action", found.do, found.do_cards))
    about = words_for if message.asked.words and words_for not in (None, ANY) else found.words
    if about:
        pieces = pieces[:1] if message.asked.words else pieces
        pieces += _words(about, channel, sheet, brief=True)
    return pieces


def _for_them(message: Message) -> bool:
    """Whether words that are asked for are for whom the turn before told of: nobody and nothing else is named."""
    of_them = all(_OF_TOPIC.get(topic, "silence") == "silence" for topic in message.topics)
    return of_them and message.asked.heard in _STILL_THEM and message.words <= _FEW


def kept(sheet: FactSheet) -> list[Piece]:
    """What is said of a final no: it is kept as one."""
    found = answers(sheet.language)[FINAL]
    return [Piece("insight", found.say, found.cards), Piece("action", found.do, found.do_cards)]


def is_kept(pieces: Sequence[Piece], language: str) -> bool:
    """Whether a reply begins with that."""
    return bool(pieces) and pieces[0].template == answers(language)[FINAL].say


def _of_work(message: Message, before: Message | None) -> Heard | None:
    """What words to one's own boss are for: leaving, or what was said in front of others. None where they are for
    somebody else, or for something else."""
    if message.asked.act == "tell_boss" and any(one and one.asked.heard == "sent_back" for one in (message, before)):
        return "sent_back"
    turns = [message, before] if before and message.words <= _BRIEF else [message]
    if message.asked.heard not in (None, *_AT_WORK):
        return None
    heard = next((turn.asked.heard for turn in turns if turn.asked.heard in _AT_WORK), None)
    at_work = any("workplace" in turn.patterns for turn in turns)
    leaves = message.asked.heard == "notice" or (heard == "notice" and at_work)
    if message.asked.act == "tell_boss":
        leaves = leaves or heard == "notice" or (len(turns) > 1 and "quit" in turns[1].topics[:1])
    if leaves:
        return "notice"
    return "shown_up" if heard == "shown_up" and at_work else None


def _final(message: Message) -> bool:
    return message.asked.heard == "final" or "hard_no" in message.patterns


def told_as_final(message: Message, situation: Situation) -> bool:
    """Whether somebody's final no is all that is told, whatever it feels like: it is to be kept as one."""
    told = message.reported
    account = situation.reports and not (told and told.hard_no == told.rejections == 1 and told.attempts is None)
    return _final(message) and not (account or "rude" in message.patterns)


def _meant(act: Act, message: Message, situation: Situation) -> bool:
    """Whether the form of words is a question here, and no better known one."""
    if situation.distress and not message.asks:
        return False  # who is low and asks nothing wants no answer
    if act in _TOLD_AS_WELL:
        return message.asks or message.kind in ASKING
    at_work = "workplace" in situation.patterns
    if act == "nerves" or (act == "prepare" and not at_work):
        return "ahead" not in situation.patterns  # a talk that is dreaded has words of its own
    if act == "prepare":
        return False  # what to bring to a talk with one's own boss is in the journal
    if act == "target":
        return "goal" in situation.topics or at_work
    if act == "unlisted" and situation.good:
        return message.words <= LONG  # a doubt beside good news: "do I tell them?"
    if act == "unlisted":
        heavy = situation.distress or not situation.moods.isdisjoint(HEAVY)
        known = message.topics or message.reason or situation.reports or at_work or message.kind == "numbers"
        return not (heavy or known) and message.words <= LONG
    return True


def _about(message: Message, before: Message | None, situation: Situation, sheet: FactSheet) -> str | None:
    """What the words are for: as this message names it, else the one before it, else what either is likely about, as
    far as it is in their words; else nobody knows. None where there are no words for what is told."""
    if message.asked.heard == "commonest":
        return _OF_REASON.get(next((name for name, _ in sheet.recent.stated_reasons), "unstated"), ANY)
    turns = [message, before] if before else [message]
    named = (heard for one in turns for heard in _named(one) if heard not in ("contact", "final", *_INSIDE))
    found = next(named, None if message.asked.heard in _INSIDE else message.asked.heard)
    if found == "send_info" and found != message.asked.heard and message.asked.channel == "written":
        return "send_what"  # they asked for something in writing, and this is it
    if found:
        return found
    topics = [topic for one in turns for topic in one.topics if topic in _OF_TOPIC]
    likely = (_OF_TOPIC[topic] for topic in topics if SUBJECT_OF.get(topic, "no") in situation.subjects | {"no"})
    unsaid = ANY if message.words <= _FEW or topics else None
    return next(likely, THEIRS if message.repeats else unsaid)


def _named(message: Message) -> Iterator[Heard]:
    asked = message.asked
    if asked.heard:
        yield asked.heard
    if asked.act in _OF_ACT:
        yield _OF_ACT[asked.act]
    # Who goes on has the reason of the turn before, and that turn may have said it more exactly.
    if message.reason in _OF_REASON and not message.goes_on:
        yield _OF_REASON[message.reason]


def _words(about: str, channel: Channel, sheet: FactSheet, brief: bool = False) -> list[Piece]:
    script = scripts(sheet.language)[about]
    said = quoted(script.written if channel == "written" else script.spoken, sheet.language)
    return [Piece("action", f"{{in_words}} {said}" if brief else f"{said} {script.why}", script.cards)]


def script_for(name: str, message: Message, sheet: FactSheet) -> list[Piece]:
    """The words of that name, for where this message wants to use them."""
    return _words(name, message.asked.channel or _usual(sheet), sheet)


def _usual(sheet: FactSheet) -> Channel:
    channels = sheet.recent.channels
    written = channels.get("email", 0) + channels.get("message", 0)
    return "written" if 2 * written > sheet.recent.attempts else "spoken"


def _number(found: Answer, situation: Situation, sheet: FactSheet) -> str | None:
    """The number that bears on an answer, where there is one."""
    present = situation.patterns | patterns_of_reasons(sheet.recent)
    leads = found.reason is None or sheet.words.get("reason_name") == REASON_WORDS[found.reason]
    for place, text in enumerate(found.numbers):
        named = named_in(text)
        odds = sheet.facts.get("day_odds") if "day_odds" in named else None
        if (
            leads
            and all(name in sheet.facts or name in sheet.words for name in named)
            and (not found.patterns or found.patterns[place] in present)
            and (odds is None or odds.value >= UNLUCKY)
        ):
            return text
    return None
