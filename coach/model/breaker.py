"""Circuit breaker: after several failures in a row, stop asking for a while; replies do not wait in vain.

Closed lets every call through, open none. After the cool-down it is half-open: one call per cool-down may
try, its success closes the breaker and its failure opens it again. (Nygard, "Release It!", 2007.)
"""

import time
from collections.abc import Callable
from typing import Literal

Clock = Callable[[], float]


class Breaker:
    """Counts failures in a row. `clock` gives seconds that never run backwards; `cool_down` is in seconds."""

    def __init__(self, failures: int = 5, cool_down: float = 30, clock: Clock = time.monotonic) -> None:
        self._limit = failures
        self._cool_down = cool_down
        self._clock = clock
        self._failures = 0
        self._open_until: float | None = None

    @property
    def state(self) -> Literal["closed", "open", "half_open"]:
        if self._open_until is None:
            return "closed"
        return "open" if self._clock() < self._open_until else "half_open"

    def admits(self) -> bool:
        """Whether a call may go ahead now. Asking while half-open takes the one try."""
        match self.state:
            case "closed":
                return True
            case "open":
                return False
            case "half_open":
                # The next cool-down starts here: a try that is cancelled reports nothing, and the breaker
                # would otherwise wait for it for ever.
                self._open_until = self._clock() + self._cool_down
                return True

    def succeeded(self) -> None:
        """The endpoint answered."""
        self._failures = 0
        self._open_until = None

    def failed(self) -> None:
        """The endpoint did not give a usable answer."""
        self._failures += 1
        if self._failures >= self._limit:
            self._open_until = self._clock() + self._cool_down
