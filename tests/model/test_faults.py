"""Small parts of failing: Retry-After, messages, and a configuration that keeps its key to itself."""

from typing import get_args

import pytest
from support.calls import KEY

from coach.model import Kind, ModelConfig, ModelError, ModelOutputError
from coach.model.faults import fault_of, parse_retry_after

NOW = 1_445_412_480.0  # Wed, 21 Oct 2015 07:28:00 GMT


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("Wed, 21 Oct 2015 07:28:30 GMT", 30.0),
        ("Wed, 21 Oct 2015 07:27:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
        ("²", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str | None, seconds: float | None) -> None:
    """A date in the past is now; what can not be read is as good as absent."""
    assert parse_retry_after(value, NOW) == seconds


@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_kind_has_a_message_that_says_what_to_do(kind: Kind) -> None:
    """The message is ours alone."""
    assert str(ModelError(kind)).endswith(".")
    assert ModelError(kind).kind == kind
    assert isinstance(ModelOutputError(kind), ModelError)


def test_what_nobody_foresaw_is_garbage() -> None:
    """A parser's error in the middle of a stream is one more kind of failure, no crash, and not retried."""
    fault = fault_of(ValueError("no json"))
    assert (fault.kind, fault.again) == ("garbage", False)


def test_the_key_is_not_printed() -> None:
    """Whoever logs a configuration logs no key."""
    assert KEY not in repr(ModelConfig("m", None, KEY))
