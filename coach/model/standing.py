"""Standing: what a model may do, from the running record of its blocks. Pure.

A model starts at `full` (it writes whole replies), goes down to `opening` (the first block only) and `off` when too
many of its blocks are refused, and up again when they hold. In: a standing and how a reply went. Out: the next one.
"""

from typing import Final, Literal

from msgspec import Struct

Power = Literal["full", "opening", "off"]

POWERS: Final[tuple[Power, ...]] = ("off", "opening", "full")

ENOUGH: Final[dict[Power, int]] = {"full": 6, "opening": 4, "off": 0}
"""Blocks after which a model may go down. One block of a reply says less than several of one."""

LOW: Final = 0.5
"""Below this share of accepted blocks a model goes down."""

PROVEN: Final = 8
HIGH: Final = 0.9
"""So many blocks, this share of them accepted, bring a model from `opening` back to `full`."""

REST: Final = 20
"""Replies that a model is left out of before it may try an opening again."""

WINDOW: Final = 40
"""Blocks that are looked back on: old ones neither condemn nor excuse."""


class Score(Struct, frozen=True):
    """How a reply went: blocks that were asked for, those that passed every guard, and whether one of them leaked."""

    asked: int
    passed: int
    leaked: bool = False


class Standing(Struct, frozen=True):
    """What a model may do now, and the record since it last changed: `scores` newest last, `rested` replies without."""

    power: Power = "full"
    scores: list[Score] = []
    rested: int = 0
    why: Literal["new", "refused", "leaked", "proven", "rested", "qualified"] = "new"

    @property
    def asked(self) -> int:
        return sum(score.asked for score in self.scores)

    @property
    def passed(self) -> int:
        return sum(score.passed for score in self.scores)


def after(standing: Standing, score: Score) -> Standing:
    """The standing after one more reply that the model took part in."""
    scores = [*standing.scores, score]
    while sum(one.asked for one in scores[1:]) >= WINDOW:
        scores = scores[1:]
    now = Standing(standing.power, scores, 0, standing.why)
    if standing.power == "off":
        return now
    if score.leaked:
        return Standing(_lower(standing.power), why="leaked")
    if now.asked >= ENOUGH[now.power] and now.passed < LOW * now.asked:
        return Standing(_lower(standing.power), why="refused")
    if now.power == "opening" and now.asked >= PROVEN and now.passed >= HIGH * now.asked:
        return Standing("full", why="proven")
    return now


def after_rest(standing: Standing) -> Standing:
    """The standing after one more reply that the model was left out of because it is `off`."""
    if standing.power != "off":
        return standing
    if standing.rested + 1 >= REST:
        return Standing("opening", why="rested")
    return Standing("off", standing.scores, standing.rested + 1, standing.why)


def qualified(score: Score) -> Standing:
    """The standing that golden cases give at once."""
    share = score.passed / score.asked if score.asked else 0.0
    power: Power = "off" if score.leaked or share < LOW else "full" if share >= 0.8 else "opening"
    return Standing(power, why="qualified")


def in_words(standing: Standing, model: str) -> str:
    """What the model may do and why, for the person whose words it handles."""
    may = {
        "full": f"{model} writes the replies, and every block is checked before you see it.",
        "opening": f"{model} writes the first block of a reply; the rest is by rules.",
        "off": f"{model} is not used at present; replies are by rules.",
    }
    why = {
        "new": "It starts with that, and keeps it while its blocks pass the checks.",
        "refused": "Too many of its blocks did not pass the checks.",
        "leaked": "It wrote something that has no place in a reply.",
        "proven": "Its openings passed the checks.",
        "rested": "It was off for a while and may try again.",
        "qualified": "That is what coach qualify found.",
    }
    return f"{may[standing.power]} {why[standing.why]}"


def _lower(power: Power) -> Power:
    return POWERS[max(0, POWERS.index(power) - 1)]
