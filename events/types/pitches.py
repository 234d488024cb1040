"""Events about pitches: the person's own text, in versions that are measured one against the other."""

from typing import ClassVar, Literal

import msgspec

from events.envelope import Event, Private


class PitchText(Private, frozen=True, kw_only=True, tag="pitch_text"):
    """The words of one version, sealed for the person."""

    text: str
    title: str = ""


class PitchVersionAdded(Event, frozen=True, kw_only=True):
    """A version of a pitch (1, 2, ...) was added, and is the one in use from then on. `source` says who drafted
    it; `reply_id` names the reply or revision that did. Sealed for the person: `PitchText`."""

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


class RevisionContent(Private, frozen=True, kw_only=True, tag="revision_content"):
    """The revision as its JSON document, sealed for the person. Names of prospects in it are sealed for them."""

    revision: msgspec.Raw


class PitchRevised(Event, frozen=True, kw_only=True):
    """A model was asked to revise a version of a pitch. `source` is `rules` where what it wrote could not be shown:
    `guard` refused it, or the call ended in `failure`. Sealed for the person: `RevisionContent`."""

    type: ClassVar[str] = "pitch_revised"
    revision_id: str
    pitch_id: str
    version: int
    source: Literal["model", "rules"]
    cards: list[str] = []
    prompt_id: str = ""
    prompt_hash: str = ""
    model: str = ""
    tokens_in: int | None = None
    tokens_out: int | None = None
    latency_ms: int | None = None
    guard: str | None = None
    failure: str | None = None
