"""What the Pitch room shows: versions with their numbers in words, and what changed between them. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from coach.coaching.difference import difference
from coach.contracts import Change, Pitch
from coach.journal.pitch_words import about, called, met
from coach.web.pages.turns import ShownCard
from coach.web.rates import rate_sentence
from coach.words import count, gettext, gettext_noop
from events.words import REJECTIONS

MOST_OTHERS: Final = 30
"""Versions that the page lists, the newest; each costs a difference."""

SOURCES: Final = {
    "person": gettext_noop("Your own words"),
    "coach": gettext_noop("A revision that you took over"),
}


class Version(Struct, frozen=True):
    """One version. `changes` are those from the version `before`, none where there is no such version."""

    name: str
    title: str
    called: str
    text: str | None
    source: str
    figures: list[tuple[str, str]]
    rate: str
    met: str
    about: str
    before: str
    changes: list[Change]


class Cited(Struct, frozen=True):
    """The cards of a revision, as the blocks of a reply have them; there is nothing to rate."""

    cards: Mapping[str, ShownCard]
    language: str
    ratings: None = None


def version_of(pitch: Pitch, known: Sequence[Pitch]) -> Version:
    """A version among all that there are."""
    wanted = (pitch.pitch_id, pitch.version - 1)
    before = next((one for one in known if (one.pitch_id, one.version) == wanted), None)
    changes = difference(before.text, pitch.text) if before and before.text and pitch.text else []
    noes = sum(number for outcome, number in pitch.outcomes.items() if outcome in REJECTIONS)
    counts = {
        gettext("Conversations"): pitch.conversations,
        gettext("No's"): noes,
        gettext("Yeses"): pitch.outcomes.get("won", 0),
    }
    return Version(
        name=pitch.name,
        title=pitch.title,
        called=called(pitch),
        text=pitch.text,
        source=gettext(SOURCES[pitch.source]),
        figures=[(label, count(number)) for label, number in counts.items()],
        rate=rate_sentence(pitch.conversion) or gettext("No conversations with these words yet."),
        met=met(pitch),
        about=about(pitch),
        before=before.name if before and changes else "",
        changes=changes,
    )
