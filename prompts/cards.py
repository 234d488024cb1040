"""Technique cards: what three articles on sales rejection offer, as data, in our own words.

In: `cards/article_a.json`, `_b`, `_c` beside this file, and their words in other languages (see `card_texts`). Out: a
validated `Deck`. A card carries the lines that the coach may say; a line names facts as `{fact_id}` and never types a
number itself.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal, get_args

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from prompts.card_texts import ENGLISH, ArticleTexts, CardText, read_texts

Kind = Literal[
    "validation", "reframe", "diagnosis", "question", "technique", "exercise", "script", "objection", "selfcare"
]  # fmt: skip
CardReason = Literal[
    "price", "timing", "fit", "competitor", "authority", "hesitation", "not_interested", "pitch", "unstated"
]
Mood = Literal[
    "low", "self_blame", "hopeless", "angry", "hurt", "tired", "anxious", "flat", "stuck", "lonely", "doubt",
    "curious", "hopeful", "neutral",
]  # fmt: skip
Pattern = Literal[
    "bad_day",  # the message or today's journal holds clearly more no's than usual, or several in a row
    "run",  # a run of no's without a yes
    "few_data",  # too few conversations to read anything into
    "low_conversion",
    "has_win",  # at least one won in the period
    "small_wins",  # progress outcomes in the period
    "one_reason_dominates",  # one stated reason far ahead of the rest
    "reasons_spread",  # stated reasons, none dominates
    "unstated_often",  # many no's without a reason
    "silence_often",  # many attempts without an answer
    "soft_often",  # mostly soft no's
    "hard_no",  # a final no is what this is about: nothing may suggest contact again
    "followups_due",
    "activity_drop",  # clearly less outreach than the person's own usual
    "steady_effort",  # effort on most working days lately
    "no_goal",
    "new_seller",
    "rude",  # a no that was unkind
    "lost_big_deal",
    "repeat_objection",
    "rate_drop",
    "segment_gap",
    "ghosted",  # somebody who talked and then went quiet
    "own_effort",  # it asks how much was done
    "next_yes",  # it asks when the next yes comes
    "workplace",  # it is about the boss, a target or the pay, not about a prospect
    "mixed",  # something went well, and it weighs all the same
    "irony",  # praise that means the opposite, beside a no
    "grief",  # somebody's sorrow was met on the job: nobody's answer, and no objection
    "bereaved",  # the person's own loss: somebody of theirs died
    "mourned",  # somebody died whom the person knew through work
    "ahead",  # an interview or a meeting is to come, and it is dreaded
]  # fmt: skip
Topic = Literal[
    "usual",  # is a day like this ordinary
    "others",  # how other people or the trade do
    "rest",  # exhaustion, breaks, pace
    "fear",  # dread of calling, putting it off
    "worth",  # taking it personally, shame, not made for this
    "brooding",  # cannot stop thinking about a no
    "records",  # what to write down
    "opening",  # the first sentence, the subject line, hung up on at once
    "value",  # benefit, proof, difference: what the pitch says
    "price",
    "competitor",
    "timing",
    "decision",  # gatekeepers, others decide
    "asking",  # asking why they said no
    "targeting",  # whom to call
    "silence",  # no answer
    "follow_up",  # getting back to somebody
    "goal",  # goals, quotas, plans
    "restart",  # after a break
    "rude",
    "big_loss",
    "win",
    "lasting",  # keeping it going
    "quit",  # thinking of leaving
    "alone",  # nobody understands, pressure, people to lean on
    "growth",  # getting better
    "ending",  # how to end a call after a no
    "final_no",  # told never to call again: no line of the card suggests contact
]
Mode = Literal["chat", "plan", "pitch", "practice"]
Level = Literal["distress"]

MOODS: Final[tuple[Mood, ...]] = get_args(Mood)
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
PATTERNS: Final[tuple[Pattern, ...]] = get_args(Pattern)
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)

_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::(unit|period))?\}")


class Line(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence or two that the coach may say for this card, in its own voice.

    `{fact_id}` renders the fact's number, `{fact_id:unit}` the number with its unit ("nine no's"),
    `{fact_id:period}` its period ("in the last eight weeks"). A line is only used where all its facts exist
    and, when `patterns` or `topics` is not empty, one of each holds: a topic is one that the message is about.
    """

    text: Annotated[str, Meta(min_length=20, max_length=330)]
    patterns: list[Pattern] = []
    topics: list[Topic] = []
    evening: bool = False
    """It speaks of the end of the working day, and is not said in the morning."""

    @property
    def facts(self) -> frozenset[str]:
        """Ids of the facts that this line states."""
        return frozenset(match[1] for match in _PLACEHOLDER.finditer(self.text))


class When(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a card fits. An empty list does not restrict; otherwise one member must hold."""

    reasons: list[CardReason] = []
    moods: list[Mood] = []
    patterns: list[Pattern] = []
    modes: list[Mode] = msgspec.field(default_factory=lambda: ["chat"])


class Card(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One technique from one article, with attribution. `script` is our own wording of words to say.

    `topics`: what a message is about when this card is to the point.
    """

    id: Annotated[str, Meta(pattern=r"^[ABC][1-9][0-9]?$")]
    article: Literal["A", "B", "C"]
    section: str
    kind: Kind
    title: Annotated[str, Meta(max_length=60)]
    paraphrase: Annotated[str, Meta(min_length=20, max_length=400)]
    lines: Annotated[list[Line], Meta(min_length=1)]
    script: str | None = None
    when: When = When()
    topics: Annotated[list[Topic], Meta(min_length=1, max_length=6)]
    avoid_when: list[Pattern | Mood | Level] = []
    never_with: list[str] = []
    """Ids of cards that say the opposite: one reply never says both."""
    notes: str = ""


class Article(Struct, frozen=True, forbid_unknown_fields=True):
    """An article with its cards. `sections` lists every section, in order, so that coverage can be checked."""

    id: Literal["A", "B", "C"]
    title: str
    author: str
    sections: list[str]
    cards: list[Card]


class CardError(ValueError):
    """A card file breaks a rule; the message names the card and the rule."""


class Deck:
    """All cards, by id and in article order."""

    def __init__(self, articles: list[Article]) -> None:
        self.articles = {article.id: article for article in articles}
        self._cards = {card.id: card for article in articles for card in article.cards}

    def __iter__(self) -> Iterator[Card]:
        return iter(self._cards.values())

    def __len__(self) -> int:
        return len(self._cards)

    def __contains__(self, card_id: str) -> bool:
        return card_id in self._cards

    def __getitem__(self, card_id: str) -> Card:
        return self._cards[card_id]


def validate(articles: list[Article]) -> None:
    """Raise `CardError` for a card in the wrong article or section, a repeated id, an empty section, or a card that
    excludes one that is not there."""
    seen: set[str] = set()
    for article in articles:
        for card in article.cards:
            if card.id in seen:
                raise CardError(f"card {card.id} appears twice")
            seen.add(card.id)
            if card.article != article.id or not card.id.startswith(article.id):
                raise CardError(f"card {card.id} is filed under article {article.id}")
            if card.section not in article.sections:
                raise CardError(f"card {card.id} names an unknown section: {card.section}")
        covered = {card.section for card in article.cards}
        if missing := [section for section in article.sections if section not in covered]:
            raise CardError(f"article {article.id} has sections without a card: {', '.join(missing)}")
    for card in (card for article in articles for card in article.cards):
        if unknown := set(card.never_with) - seen:
            raise CardError(f"card {card.id} is never said with cards that are not there: {', '.join(sorted(unknown))}")


def translated(article: Article, texts: ArticleTexts) -> Article:
    """The article in other words. Raises `CardError` where a translation has other lines or facts than its card."""
    cards = []
    for card in article.cards:
        words = texts.cards.get(card.id)
        cards.append(_reworded(card, words) if words else card)
    if unknown := texts.cards.keys() - {card.id for card in article.cards}:
        raise CardError(f"there is a translation for no card: {', '.join(sorted(unknown))}")
    names = texts.sections
    cards = [replace(card, section=names.get(card.section, card.section)) for card in cards]
    return replace(article, sections=[names.get(name, name) for name in article.sections], cards=cards)


def _reworded(card: Card, words: CardText) -> Card:
    if len(words.lines) != len(card.lines) or (words.script is None) != (card.script is None):
        raise CardError(f"the translation of card {card.id} has other lines, or a script that the card has not")
    lines = [replace(line, text=text) for line, text in zip(card.lines, words.lines, strict=True)]
    for line, said in zip(card.lines, lines, strict=True):
        if Counter(_PLACEHOLDER.findall(line.text)) != Counter(_PLACEHOLDER.findall(said.text)):
            raise CardError(f"a translated line of card {card.id} states other facts: {said.text}")
    return replace(card, title=words.title, paraphrase=words.paraphrase, lines=lines, script=words.script)


def read_deck(folder: Traversable, language: str = ENGLISH) -> Deck:
    """Read and validate the card files of a folder, in a language where it has one. Raises as `load_deck`."""
    articles = []
    for letter in "abc":
        article = msgspec.json.decode((folder / f"article_{letter}.json").read_bytes(), type=Article)
        articles.append(translated(article, read_texts(folder, language, letter)))
    validate(articles)
    return Deck(articles)


@cache
def load_deck(language: str = ENGLISH) -> Deck:
    """The cards as shipped; what has no translation is English. Raises `CardError` or `msgspec.ValidationError`."""
    return read_deck(files("prompts") / "cards", language)
