"""Ids: derived ones never change, made ones are version 7, and what is no id is refused."""

import uuid
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.ids import dated, derive, new_id, to_bytes, to_text

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2026, 3, 1), timezones=offsets)


def test_derived_ids_are_stable() -> None:
    """They are in the rows of every journal: a new way to derive them would record everything twice."""
    assert derive(ANNA, "outreach") == "01890a5d-ac96-7684-aaca-11b8d3d193a2"
    assert derive(ANNA, "") == "01890a5d-ac96-76f8-b57a-1c6de83102c6"
    at = datetime(2026, 3, 2, 9, 30, 0, 123456, tzinfo=UTC)
    assert dated(at, "a", "b") == "019cade2-123b-704c-9ced-9736a69da610"
    assert dated(at.astimezone(timezone(timedelta(hours=13))), "a", "b") == "019cade2-123b-704c-9ced-9736a69da610"
    assert dated(datetime(1969, 3, 2, tzinfo=UTC)) == "00000000-0000-73b0-8442-98fc1c149afb"


@given(st.binary(min_size=16, max_size=16))
@settings(deadline=None, derandomize=True)
def test_ids_go_to_bytes_and_back(raw: bytes) -> None:
    """In their usual form, which is also that of the standard library; capitals read the same."""
    assert to_text(raw) == str(uuid.UUID(bytes=raw))
    assert to_bytes(to_text(raw)) == raw
    assert to_bytes(to_text(raw).upper()) == raw


@given(parent=st.uuids(), part=words, at=moments, key=st.lists(words, min_size=1, max_size=4))
@settings(deadline=None, derandomize=True)
def test_made_ids_are_version_7(parent: uuid.UUID, part: str, at: datetime, key: list[str]) -> None:
    """In the layout of RFC 9562: beside their parent in time, or at their moment in milliseconds."""
    child, import_ = uuid.UUID(derive(str(parent), part)), uuid.UUID(dated(at, *key))
    assert (child.version, child.variant) == (7, uuid.RFC_4122)
    assert (import_.version, import_.variant) == (7, uuid.RFC_4122)
    assert child.bytes[:6] == parent.bytes[:6]
    assert abs((import_.int >> 80) - at.timestamp() * 1000) <= 1
    assert derive(str(parent), part + "!") != str(child)
    assert dated(at, *key, "") != str(import_)


def test_fresh_ids_are_version_7_in_time_order() -> None:
    """So that the unique index is only ever added to at its end."""
    made = [uuid.UUID(new_id()) for _ in range(1_000)]
    assert {identifier.version for identifier in made} == {7}
    assert made == sorted(set(made))


@pytest.mark.parametrize("text", ["", "12", "x" * 36, "01890a5d-ac96-774b-bcce-b302099a805", ANNA + "00", "anna"])
def test_what_is_no_id_is_refused(text: str) -> None:
    """A name is not taken for an id."""
    with pytest.raises(ValueError, match=r"UUID|hexadecimal"):
        to_bytes(text)
