"""Events about mood: self-reported, for the person's eyes only. That there was a report is all that is clear."""

from typing import Annotated, ClassVar

from msgspec import Meta

from events.envelope import Event, Private


class Mood(Private, frozen=True, kw_only=True, tag="mood"):
    """How the person feels, from 1 (very low) to 5 (very good)."""

    level: Annotated[int, Meta(ge=1, le=5)]


class MoodReported(Event, frozen=True, kw_only=True):
    """The person said how they feel. Sealed for the person: `Mood`."""

    type: ClassVar[str] = "mood_reported"
