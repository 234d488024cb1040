"""Stories: what somebody tells that calls for a word of its own before anything is looked up, counted or advised.

In: a message. Out: the stories in it, the weightiest first: a dog set on somebody, the one job that was wanted, a
ranking on the wall. Words are data, in `stories.json` of each language.
"""

from typing import Final, Literal, get_args

from coach.understanding.language import DEFAULT
from coach.understanding.letters import mended, worded
from coach.understanding.phrases import book

Story = Literal[
    "threat",  # somebody was in danger: a dog, a shove, a threat, a locked door
    "shouted",
    "shaken",
    "halt",  # that it does not go on today
    "wanted",  # it was the one that somebody really wanted
    "last_hope",  # it was the last one that could still have come
    "boss_refuses",  # one's own boss refuses the discount that would close it
    "ranking",
    "watched",  # a boss listened in and said next to nothing
    "front",  # that one tells those at home that all is well
    "contempt",  # spat at, called names, "get a real job"
    "kin_doubts",  # those at home want something else for one
    "home",  # somebody at home is ill, or something there is broken
    "body",  # one's own body: an operation, a back, no sleep
    "lingers",  # it does not leave the head
    "unreal",
    "thanks",
    "from_zero",
    "money",  # until when it lasts
]

STORIES: Final[tuple[Story, ...]] = get_args(Story)

_CLEAR: Final = 4.0


def stories_in(text: str, language: str = DEFAULT) -> list[Story]:
    """What a message tells, in the order of `STORIES`; a weight below nought speaks against."""
    words = mended(worded(text, language), "stories", language)
    best: dict[str, float] = {}
    against: dict[str, float] = {}
    for label, weight, _ in book("stories", language).found(words):
        table, choose = (best, max) if weight > 0 else (against, min)
        table[label] = choose(table.get(label, 0.0), weight)
    return [story for story in STORIES if best.get(story, 0.0) + against.get(story, 0.0) >= _CLEAR]
