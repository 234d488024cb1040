"""A row of the table that `coach eval` prints: what was measured, on how much, and whether it meets its goal."""

from msgspec import Struct


class Measured(Struct, frozen=True):
    """`value` is a share (0 to 1); `goal` is what it has to reach, or to stay under where `at_most`."""

    suite: str
    what: str
    value: float
    n: int
    goal: float
    at_most: bool = False
    missed: list[str] = []
    """Ids, or numbers of lines, of what went wrong. Never texts: they may be somebody's."""

    @property
    def ok(self) -> bool:
        return self.value <= self.goal if self.at_most else self.value >= self.goal


def share(suite: str, what: str, of: int, missed: list[str], goal: float) -> Measured:
    """A row that counts what went right: all but what is missed."""
    return Measured(suite, what, (of - len(missed)) / of if of else 1.0, of, goal, missed=missed)
