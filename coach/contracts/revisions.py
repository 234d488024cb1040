"""A revision of a pitch: what the coach would change, why, and what the person's numbers say about the version."""

from typing import Literal

from msgspec import Struct

from coach.contracts.replies import Block, CardRef, Fact
from coach.safety import Care


class Change(Struct, frozen=True):
    """A stretch of a difference. `keep` and `remove` in a row are the text before, `keep` and `add` the text after."""

    op: Literal["keep", "remove", "add"]
    text: str


class Revision(Struct):
    """A revised version of the person's own pitch, or why there is none.

    `text` is the revised pitch, None where nothing was rewritten; `note` then says why. `why` is the model's reason
    for its changes, with the cards it rests on. `blocks` are by rules: what the numbers say about this version, and
    where nothing was rewritten what to try in it. `safety` is there where the pitch shows risk: no
    model is asked then, and at level 3 there is nothing else.
    """

    revision_id: str
    pitch_id: str
    version: int
    name: str
    source: Literal["model", "rules"]
    text: str | None
    difference: list[Change]
    why: Block | None
    blocks: list[Block]
    facts: list[Fact]
    cards: list[CardRef]
    note: str
    receipt: str | None
    safety: Care | None = None
