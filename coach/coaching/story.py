"""Story: what is said to a story, before anything is looked up, counted or advised. Pure.

In: what this message and those before it tell. Out: the pieces of the whole reply: a word for it, and at most one small
thing to do, or the words that it asks for. The texts are in `stories/<language>.json`. None where nothing of the kind
is told, or something else is asked.
"""

from collections.abc import Sequence, Set
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec
from msgspec import Struct

from coach.coaching.answers import kept, script_for
from coach.coaching.composition import Piece
from coach.coaching.situation import Situation
from coach.coaching.subjects import Subject
from coach.insight.facts import FactSheet
from coach.understanding import ASKING, SORROW, Act, Heard, Message, QuestionKind, Story

_FRIGHTS: Final[frozenset[Story]] = frozenset({"threat", "shouted"})
_IN_PASSING: Final[frozenset[Story]] = frozenset({"unreal", "thanks", "from_zero"})
"""Stories that a message is only about where it is short."""

_SHORT: Final = 30
"""Words of such a message."""

_ASIDE: Final[frozenset[Act | None]] = frozenset({None, "unlisted", "was_wrong", "what_if"})
"""What a story is answered before: no plain question, or one that it is mistaken for."""

_SOUNDS_LIKE: Final[dict[Story, Act]] = {"kin_doubts": "quit", "contempt": "nerves"}
"""The plain question that a story may be mistaken for, and is answered before."""

_OF_NUMBERS: Final[frozenset[QuestionKind]] = frozenset({"numbers", "pitch"})

_GONE: Final[frozenset[Subject]] = frozenset({"no", "lost", "passed_over"})

_WRITTEN: Final[frozenset[Act | None]] = frozenset({"records", "log_as", "words"})
"""What somebody asks who is past the fright, or was not in it."""

_HEARD: Final[tuple[Heard, ...]] = ("low_offer", "anyone_can", "keep_posted", "successor", "cancelled")
"""What the other side said or did that has an answer of its own where nobody asks anything."""

_REACHING: Final = frozenset({*_HEARD, "boss_refuses"})
"""Stories whose words are for the other side."""


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """What to say to a story and the cards it carries out; then one thing to do, or the script of that name."""

    say: str
    cards: list[str]
    do: str = ""
    do_cards: list[str] = []
    words: str = ""


@cache
def said(language: str) -> dict[str, Said]:
    """What is said to each story in a language."""
    raw = (files("coach.coaching") / "stories" / f"{language}.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, Said])


def story(
    message: Message,
    told: Sequence[Story],
    before: Sequence[Story],
    last: Message | None,
    situation: Situation,
    sheet: FactSheet,
    locked: bool = False,
    final: bool = False,
) -> list[Piece] | None:
    """The reply to what a message tells; `told` and `before`: the stories of this message and of those before it,
    `last`: the message before it. `locked`: it is about somebody whose final no stands, so only a fright is answered:
    words for the others may lead back to them. `final`: such a no was told a moment ago, and nothing says how to reach
    whoever gave it."""
    name = _frightened(message, told, before)
    if "lingers" in told and not (before or _tell_no(message, last)):
        told = [one for one in told if one != "lingers"]  # nothing was told that could
    if not (name or locked):
        name = _named(message, told, last, situation, sheet) or _heard(message, last, {*told, *before})
    if name is None:
        return None
    if final and name in _REACHING:
        return kept(sheet)
    found = said(sheet.language)[name]
    pieces = [Piece("validation", found.say, found.cards)]
    if name == "shouted" and (message.asked.heard == "final" or "hard_no" in message.patterns):
        pieces.append(kept(sheet)[0])
    if found.do:
        pieces.append(Piece("action", found.do, found.do_cards))
    if found.words:
        pieces += script_for(found.words, message, sheet)
    return pieces


def _frightened(message: Message, told: Sequence[Story], before: Sequence[Story]) -> str | None:
    """Danger comes before whatever else is told. Who was frightened a moment ago may stop."""
    if message.asked.act in _WRITTEN:
        return None
    if "threat" in told:
        return "threat.halt" if "halt" in told else "threat"
    if "shouted" in told and "shaken" in told and _open(message):
        return "shouted"
    stops = message.asked.act == "stop_or_on" or (not {"halt", "shaken"}.isdisjoint(told) and _open(message))
    return "halt" if stops and not _FRIGHTS.isdisjoint(before) else None


def _named(
    message: Message, told: Sequence[Story], last: Message | None, situation: Situation, sheet: FactSheet
) -> str | None:
    """The first story that holds in this situation."""
    if not (_open(message) or any(_SOUNDS_LIKE.get(one) == message.asked.act for one in told)):
        return None
    name = next((one for one in told if _holds(one, message, last, situation, sheet)), None)
    return "unreal.thanks" if name == "unreal" and "thanks" in told else name


def _holds(name: Story, message: Message, last: Message | None, situation: Situation, sheet: FactSheet) -> bool:
    """Whether the words for a story mean it here."""
    asks = message.kind in ASKING
    brief = not (asks or message.reported or message.words > _SHORT)
    won_before = last is not None and _tells_yes(last)
    match name:
        case "wanted" | "last_hope":
            lost = not situation.subjects.isdisjoint(_GONE) or _tell_no(message, last)
            return lost and not asks and "has_win" not in message.patterns
        case "unreal":
            return brief and (situation.good or won_before)
        case "thanks":
            return brief and not situation.weighs and "alone" not in message.topics
        case "from_zero":
            return brief and not sheet.old and (won_before or bool(sheet.recent.won))
        case "ranking":
            return message.kind not in _OF_NUMBERS and not situation.good and message.asked.heard != "shown_up"
        case "front" | "kin_doubts":
            return message.kind not in _OF_NUMBERS and not message.reported
        case "body" | "home":
            counted = message.reported and (message.reported.rejections or message.reported.won)
            short = message.words <= _SHORT and not (asks or counted or situation.good)
            return short and SORROW.isdisjoint(message.patterns)
        case "contempt" | "lingers":
            return brief and not situation.good and SORROW.isdisjoint(message.patterns)
        case _:
            return name in ("boss_refuses", "watched")


def _open(message: Message) -> bool:
    """Whether nothing is asked that has an answer of its own. Who says that somebody wants it cheaper asks nothing."""
    asked = message.asked.act
    return asked in _ASIDE or (asked == "price_drop" and not message.asks)


def _tell_no(message: Message, last: Message | None) -> bool:
    return any(_tells_no(one) for one in (message, last) if one)


def _tells_no(message: Message) -> bool:
    told = message.reported
    lost = "lost_big_deal" in message.patterns or message.asked.heard == "final" or "big_loss" in message.topics
    return message.refused or lost or message.reason is not None or bool(told and told.rejections)


def _tells_yes(message: Message) -> bool:
    return not {"has_win", "small_wins"}.isdisjoint(message.patterns)


def _heard(message: Message, last: Message | None, told: Set[Story]) -> str | None:
    """What the other side did that is answered with words; how to tell a team bad news is asked."""
    heard = message.asked.heard
    if heard == "team":
        return "team" if message.asks and ("money" in told or _tell_no(message, last)) else None
    counted = message.reported is not None and (message.reported.rejections or 0) > 1
    return heard if heard in _HEARD and _open(message) and not counted else None
