"""The circuit breaker, on a clock of its own."""

from coach.model import Breaker


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(failures=3, cool_down=30, clock=clock)
    for _ in range(3):
        breaker.failed()
    return breaker, clock


def test_it_opens_after_failures_in_a_row() -> None:
    """A success in between starts the count again."""
    breaker = Breaker(failures=3, clock=Clock())
    for outcome in (breaker.failed, breaker.failed, breaker.succeeded, breaker.failed, breaker.failed):
        outcome()
        assert breaker.state == "closed"
        assert breaker.admits()
    breaker.failed()
    assert breaker.state == "open"
    assert not breaker.admits()


def test_it_stays_open_for_the_cool_down() -> None:
    """Nothing passes before its end."""
    breaker, clock = opened()
    clock.now += 29.9
    assert not breaker.admits()
    clock.now += 0.1
    assert breaker.state == "half_open"


def test_half_open_lets_one_through() -> None:
    """One call tries, the others keep being refused."""
    breaker, clock = opened()
    clock.now += 30
    assert [breaker.admits() for _ in range(3)] == [True, False, False]


def test_a_good_try_closes_it() -> None:
    """And the count of failures starts at nothing."""
    breaker, clock = opened()
    clock.now += 30
    assert breaker.admits()
    breaker.succeeded()
    breaker.failed()
    assert breaker.state == "closed"


def test_a_bad_try_opens_it_for_another_cool_down() -> None:
    """Counted from the end of that try."""
    breaker, clock = opened()
    clock.now += 30
    assert breaker.admits()
    clock.now += 10
    breaker.failed()
    clock.now += 29
    assert not breaker.admits()
    clock.now += 1
    assert breaker.admits()


def test_a_try_that_never_reports_does_not_hold_it_for_ever() -> None:
    """A cancelled call says nothing; the next cool-down lets another one try."""
    breaker, clock = opened()
    clock.now += 30
    assert breaker.admits()
    clock.now += 30
    assert breaker.admits()
