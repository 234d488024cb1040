"""`events` is ours: the name also exists on the public index."""

from pathlib import Path

import events


def test_events_is_the_package_of_this_checkout() -> None:
    """A package of the same name, installed from the index, would otherwise be imported unnoticed."""
    assert events.__file__ is not None
    assert Path(events.__file__) == Path(__file__).parents[2] / "events" / "__init__.py"
