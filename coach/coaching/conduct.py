"""Conduct: what the configured model may do now, and how its last reply is put on its record.

In: the record's file and the model with its prompt. Out: the part of a prepared reply that the model may write, if any.
"""

from collections.abc import Callable
from typing import Final

from msgspec import structs

from coach.coaching.guards import LEAKS
from coach.coaching.turn import Prepared
from coach.coaching.writing import Written
from coach.model import ModelConfig, Power, RecordStore, Score, Standing, after, after_rest, name_of
from events.errors import LogError

ITS_OWN: Final[frozenset[str | None]] = frozenset({None, "garbage", "too_long"})
"""Ends of a call that are the model's doing. With others the endpoint or the person ended it: only what came counts."""


class Conduct:
    """The record of one model at one endpoint with one prompt. A record that cannot be read or kept costs no reply."""

    def __init__(self, store: RecordStore, config: ModelConfig, prompt_hash: str) -> None:
        self._store = store
        self._name = name_of(config.model, config.endpoint, prompt_hash)

    @property
    def standing(self) -> Standing:
        """What the model may do now, and why."""
        try:
            return self._store.standing(self._name)
        except LogError:
            return Standing()

    @property
    def power(self) -> Power:
        return self.standing.power

    def set(self, standing: Standing) -> None:
        """Put a standing in the place of what the record says. Raises `LogError`."""
        self._store.change(self._name, lambda _: standing)

    def part(self, prepared: Prepared) -> Prepared | None:
        """As much of the reply as the model may write; None where that is nothing, which is noted."""
        part = self.part_now(prepared)
        if part is None:
            self._change(after_rest)
        return part

    def part_now(self, prepared: Prepared) -> Prepared | None:
        """The same, and nothing is noted."""
        match self.power:
            case "full":
                return prepared
            case "opening":
                return structs.replace(prepared, pieces=prepared.pieces[:1])
            case "off":
                return None

    def note(self, written: Written, asked: int) -> None:
        """Put on record how `asked` blocks went."""
        if (score := score_of(written, asked)).asked:
            self._change(lambda standing: after(standing, score))

    def _change(self, step: Callable[[Standing], Standing]) -> None:
        try:
            self._store.change(self._name, step)
        except LogError:
            return


def score_of(written: Written, asked: int) -> Score:
    """How a reply of `asked` blocks went. Blocks that never came count only where that is the model's own doing."""
    refused = sum(written.guards.values())
    leaked = not LEAKS.isdisjoint(written.guards)
    seen = asked if written.failure in ITS_OWN and not leaked else written.passed
    return Score(asked=seen, passed=written.passed - refused, leaked=leaked)
