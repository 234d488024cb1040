"""Practice: which objections the person played through, how often, how it went, and when they last did."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.practice import PracticeHeld


class Check(Struct, array_like=True):
    """One yes/no check: in how many rounds it was `met`, of how many that had it (`asked`)."""

    met: int = 0
    asked: int = 0


class Practised(Struct):
    """The rounds about one reason: how many, each check by name, and the local day (YYYY-MM-DD) of the last one."""

    held: int = 0
    checks: dict[str, Check] = field(default_factory=dict)
    last_on: str = ""


class PracticeState(Struct):
    """Rounds by the reason that was practised. There are as many as there are reasons, and checks in the rooms."""

    by_reason: dict[str, Practised] = field(default_factory=dict)


def apply(state: PracticeState, recorded: Occurrence) -> None:
    event = recorded.event
    if not isinstance(event, PracticeHeld):
        return
    practised = state.by_reason.setdefault(event.reason, Practised())
    practised.held += 1
    practised.last_on = max(practised.last_on, recorded.day)
    for name, met in event.checks.items():
        check = practised.checks.setdefault(name, Check())
        check.met, check.asked = check.met + met, check.asked + 1


PRACTICE = Fold("practice", 1, PracticeState, apply, (PracticeHeld,))
