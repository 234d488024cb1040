"""A chance as a Beta posterior under Jeffreys' prior (1/2, 1/2), and its moments without rounding that matters.

The prior is Jeffreys (1946), "An invariant form for the prior probability in estimation problems".
"""

from math import prod

from msgspec import Struct


class Posterior(Struct, frozen=True):
    """What `won` of `n` conversations say about the chance of a yes: Beta(won + 1/2, n - won + 1/2)."""

    won: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.won <= self.n:
            raise ValueError("won must be between 0 and n")

    @property
    def a(self) -> float:
        return self.won + 0.5

    @property
    def b(self) -> float:
        return self.n - self.won + 0.5

    def times_yes(self, value: int, yes: int, no: int) -> int:
        """E[p^(yes+1) q^no] from `value` = E[p^yes q^no], both scaled by the same power of two; off by at most one."""
        return value * (2 * (self.won + yes) + 1) // (2 * (self.n + yes + no) + 2)

    def times_no(self, value: int, yes: int, no: int, more: int) -> int:
        """E[p^yes q^(no+more)] from `value` = E[p^yes q^no], scaled likewise; off by at most one."""
        first, whole = 2 * (self.n - self.won + no) + 1, 2 * (self.n + yes + no) + 2
        # Half-integers are doubled, so that numerator and denominator are whole numbers.
        return value * prod(range(first, first + 2 * more, 2)) // prod(range(whole, whole + 2 * more, 2))
