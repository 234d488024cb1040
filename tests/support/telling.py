"""What the coach says to a message in a journal like anybody's, after at most one message before it."""

from datetime import date
from random import Random

from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.story import said
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from prompts.cards import load_deck

TODAY = date(2026, 11, 20)
REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"


def reply_to(text: str, last: str = "") -> Prepared:
    memory = Memory(last=last, earlier=[last] if last else [])
    return prepare(text, REPLY, fold(history(Random(3), TODAY)), TODAY, load_deck(), memory, lambda _: "A line.")


def story_of(text: str, last: str = "") -> str | None:
    """The story that the reply is about."""
    reply = reply_to(text, last)
    texts = {one.say: name for name, one in said(reply.sheet.language).items()}
    return texts.get(reply.pieces[0].template) if reply.pieces else None
