"""The words of an answer to a question about numbers: its sentences, one file a language, with the facts put in."""

from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

from coach.coaching.rendering import render
from coach.contracts import Block
from coach.insight.asked import Answer
from coach.insight.wording import ENGLISH

CARDS: Final = ["A16"]
"""What all answers rest on: how much, or how little, a number of tries can say."""

_OTHER: Final = "other:"


@cache
def sentences(language: str = ENGLISH) -> dict[str, str]:
    """Name of a sentence -> its words."""
    raw = (files("coach.coaching.counted") / f"{language}.json").read_bytes()
    return msgspec.json.decode(raw, type=dict[str, str])


def block_of(answer: Answer, language: str, about_people: bool = False) -> Block:
    """An answer as the block that is shown. What the journal has of somebody rests on no card."""
    rendered = render(" ".join(_template(name, language) for name in answer.says), answer.facts, answer.words, language)
    if about_people:
        return Block(kind="notice", text=rendered.text, cards=[], facts=rendered.facts)
    return Block(kind="insight", text=rendered.text, cards=CARDS, facts=rendered.facts)


def _template(name: str, language: str) -> str:
    """A sentence, said of the other side where its name begins so."""
    text = sentences(language)[name.removeprefix(_OTHER)]
    return text.replace("{asked_", "{other_") if name.startswith(_OTHER) else text
