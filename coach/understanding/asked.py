"""Asked: the plain question of a message, what to do or say, and the objection that it is about.

In: a message. Out: which of the acts that people who sell ask about again and again it asks for, whether it asks for
words, and what the other side said. The forms of the questions are in `asked.json` and learnt (`questions`), what
prospects say is in `heard.json`.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, TypeVar, get_args

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.letters import mended, worded
from coach.understanding.phrases import KEPT, book
from coach.understanding.plain import sentences
from coach.understanding.questions import NONE, UNLIKELY, Likely
from prompts.cards import Topic

Act = Literal[
    "follow_up", "wait", "is_no", "price_drop", "me_or_it", "feedback", "quality", "start_count", "target", "quit",
    "real_or_polite", "whom", "too_late", "normal", "write_off", "cut_out", "without_selling", "first_line", "channel",
    "voicemail", "best_time", "reach_boss", "prepare", "nerves",
    "silence_counts", "about_me", "records", "log_as", "revise", "confirm", "tool", "choice", "what_if", "streak",
    "move", "worked", "focus", "pace", "words", "outside", "unlisted", "sure", "was_wrong", "asked_already", "for_me",
    "stop_or_on", "tell_boss", "chatbot", "still_open", "when", "tomorrow", "pushy", "behind", "beginning",
    "how_often", "any_good",
]  # fmt: skip
Heard = Literal[
    "final", "commonest", "number_source", "condition", "send_info", "too_early", "supplier", "think", "no_budget",
    "price", "boss", "not_interested", "busy", "silence", "later", "opening", "send_what", "contact", "asking",
    "ending", "gatekeeper", "rival", "discount", "deposit", "free_work", "pending", "decision_date", "after_meeting",
    "fit", "gap", "agreed", "shown_up", "notice", "extra_work", "low_offer", "anyone_can", "keep_posted", "successor",
    "cancelled", "partner", "exposure", "sent_back", "team",
]  # fmt: skip
Form = Literal["yes_no", "how_long", "give_in"]
Channel = Literal["spoken", "written"]

ACTS: Final[tuple[Act, ...]] = get_args(Act)
HEARD: Final[tuple[Heard, ...]] = get_args(Heard)
FORMS: Final[tuple[Form, ...]] = get_args(Form)
CHANNELS: Final[tuple[Channel, ...]] = get_args(Channel)

_OF_FORM: Final[dict[Form, dict[Topic, Act]]] = {
    "how_long": {"follow_up": "wait", "silence": "wait"},
    "give_in": {"price": "price_drop"},
    "yes_no": {"asking": "feedback", "follow_up": "follow_up"},
}
"""What a form asks of the likeliest topic of a message, where the words alone do not say it."""

TIMED: Final[frozenset[Act]] = frozenset({"follow_up", "wait", "too_late", "still_open", "when"})
"""Acts that ask whether, or when, to come back to somebody."""

AS_WELL: Final = "asks_words"
"""That it asks for words as well."""

_COUNTS: Final = "silence_counts"
"""Whether the journal takes silence for a no: it is asked like "is that a no", and has a plain answer."""

_NOTHING: Final = 0.75
"""From this probability of no plain question on, a form of words is none either."""

_LONG: Final = 30
"""Words. Of a longer message only the end is read for a question: the rest tells a story."""


_CLEAR: Final = {"yes_no": 3.0, "how_long": 3.0, "target": 3.0, "unlisted": 2.0, "later": 3.0}
_USUAL: Final = 4.0
_CERTAIN: Final = 9.0
"""From this weight on a phrase says what is asked whatever was learnt."""
_NEVER: Final = -12.0
"""From this weight down it rules out what was learnt."""

Label = TypeVar("Label", bound=str)


class Asked(Struct, frozen=True):
    """`act`: what is asked for, None where it is no plain question. `heard`: what the other side said or did, as far as
    the message has it. `channel`: where the words are to be used, None where it does not say. `words`: it asks what to
    say as well."""

    act: Act | None = None
    heard: Heard | None = None
    channel: Channel | None = None
    words: bool = False


def asked_in(text: str, likely: Likely, language: str = DEFAULT, topics: Sequence[Topic] = ()) -> Asked:
    """The plain question of a message about `topics`, which is `likely` this one."""
    words = worded(text, language)
    question = _question(words)
    act = _act(question, likely, language)
    heard = _best("heard", words, HEARD, language)
    if act in (None, "unlisted", "target") and topics and likely.odds.get(NONE, 0.0) < _NOTHING:
        forms = (form for form in FORMS if _best("asked", question, (form,), language))
        about: list[Topic] = [topics[0], "price"] if heard == "price" else [topics[0]]
        meant = next((_OF_FORM[form][of] for form in forms for of in about if of in _OF_FORM[form]), act)
        _, against = _weighed("asked", question, language)
        act = meant if meant is None or against.get(meant, 0.0) > _NEVER else act
    if act == "confirm" and heard != "agreed":
        act = "words"  # nobody agreed to anything yet
    if heard == "silence" and _best("asked", question, (_COUNTS,), language):
        act = _COUNTS
    as_well = act in TIMED and bool(_best("asked", question, (AS_WELL,), language))
    return Asked(act, heard, _channel(words, question, heard, language), as_well)


def _act(question: str, likely: Likely, language: str) -> Act | None:
    """What was learnt, where it is sure and the words do not say otherwise; else what the phrases name, unless that is
    all but ruled out."""
    best, against = _weighed("asked", question, language)
    named = _clearest(best, against, ACTS)
    if named and best[named] + against.get(named, 0.0) >= _CERTAIN:
        return named
    if likely.label and against.get(likely.label, 0.0) > _NEVER:
        return next((act for act in ACTS if act == likely.label), None)
    return named if named and likely.odds.get(named, 1.0) >= UNLIKELY else None


def _question(words: str) -> str:
    if len(words.split()) <= _LONG:
        return words
    return f" {' . '.join(sentence.strip() for sentence, _ in sentences(words)[-2:])} "


def _best(topic: str, words: str, labels: Sequence[Label], language: str) -> Label | None:
    """The label with the most weight, the first of several; what speaks against one is taken off."""
    return _clearest(*_weighed(topic, words, language), labels)


@lru_cache(maxsize=KEPT)
def _weighed(topic: str, words: str, language: str) -> tuple[dict[str, float], dict[str, float]]:
    """For each label the weight of the best phrase for it, and of the worst against it."""
    best: dict[str, float] = {}
    against: dict[str, float] = {}
    for label, weight, _ in book(topic, language).found(mended(words, topic, language)):
        table, choose = (best, max) if weight > 0 else (against, min)
        table[label] = choose(table.get(label, 0.0), weight)
    return best, against


def _clearest(best: Mapping[str, float], against: Mapping[str, float], labels: Sequence[Label]) -> Label | None:
    total = {label: best[label] + against.get(label, 0.0) for label in labels if label in best}
    clear = [label for label in labels if total.get(label, 0.0) >= _CLEAR.get(label, _USUAL)]
    return max(clear, key=lambda label: total[label], default=None)


_PITCH: Final = re.compile(r"\b(?:pitch\w*|one[- ]?liner|einzeiler|tagline|slogan)\b", re.IGNORECASE)


def names_pitch(text: str) -> bool:
    """Whether a message has a word for the person's own pitch."""
    return _PITCH.search(text) is not None


_WRITES: Final = re.compile(r" (?:write|text|email|message|draft|dm|schreib\w*|antwortmail|maile?n?|texte?n?) ")
_SAYS: Final = re.compile(r" (?:say|tell|sage?|sagen|sagt) ")


def _channel(words: str, question: str, heard: Heard | None, language: str) -> Channel | None:
    """Where the words are to be used. The email that somebody wants sent is not where they are answered."""
    if typed := _typed(question, language):
        return typed
    named = _best("asked", words, CHANNELS, language)
    if heard != "send_info" or named != "written":
        return named
    return "spoken" if _SAYS.search(question) else None


def _typed(question: str, language: str) -> Channel | None:
    """Who asks what to write writes; that a prospect wants an email does not count."""
    for label, _, match in book("asked", language).found(question):
        if label == "words" and _WRITES.search(f" {match[0]} "):
            return "written"
    return None
