"""Events about pitches: the person's own text, in versions that are measured one against the other."""

from typing import ClassVar, Literal

from events.envelope import Event, Private


class PitchText(Private, frozen=True, kw_only=True, tag="pitch_text"):
    """The words of one version, sealed for the person."""

    text: str
    title: str = ""


class PitchVersionAdded(Event, frozen=True, kw_only=True):
    """A version of a pitch (1, 2, ...) was added, and is the one in use from then on. `source` says who drafted
    it; `reply_id` names the reply that did. Sealed for the person: `PitchText`."""

    type: ClassVar[str] = "pitch_version_added"
    pitch_id: str
    version: int
    source: Literal["person", "coach"] = "person"
    reply_id: str | None = None


class PitchVersionChosen(Event, frozen=True, kw_only=True):
    """The person went back, or over, to a version that was there."""

    type: ClassVar[str] = "pitch_version_chosen"
    pitch_id: str
    version: int
