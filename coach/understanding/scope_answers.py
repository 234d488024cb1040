"""The fixed answers to what is outside the coach's scope, or missing from its sources, and what is said of drafts.

They are written by hand and never rewritten by a model: honest, short, with what Rebound can do instead.
"""

from functools import cache
from typing import Literal

from msgspec import Struct

from coach.understanding.language import DEFAULT
from coach.understanding.phrases import load
from coach.understanding.question import Gap, Scope

Note = Literal[
    "logged_already", "logged_in_part", "included", "left_open", "which_day", "corrected", "corrected_in_part",
    "corrected_late", "told_more", "which_number", "kept_away", "kept_from_whom",
    "which_people", "written_down", "what_to_log", "is_logged", "listening", "left_alone",
    "left_alone_or_told", "read_it",
    "logged_yesterday", "in_total", "take_out", "with_amount", "no_amount",
]  # fmt: skip


class Answers(Struct, forbid_unknown_fields=True):
    """One answer for each scope, and one for each gap in the articles; `notes` are about drafts of entries."""

    answers: dict[Scope, str]
    gaps: dict[Gap, str]
    notes: dict[Note, str]


@cache
def _answers(language: str) -> Answers:
    return load("scope_answers", Answers, language)


def scope_answer(scope: Scope, gap: Gap | None = None, language: str = DEFAULT) -> str:
    """The fixed answer for `scope`; for an article gap the one that fits `gap`, where it is known."""
    if scope == "article_gap" and gap is not None:
        return _answers(language).gaps[gap]
    return _answers(language).answers[scope]


def note_on_drafts(note: Note, language: str = DEFAULT, label: str = "") -> str:
    """What is said where a report does not simply become a draft. `label`: what the draft says, where that is told."""
    return _answers(language).notes[note].replace("{label}", label)
