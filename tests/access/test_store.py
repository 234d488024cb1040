"""Links and sessions: who is let in, and that signing out everywhere reaches every device of one person only."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.access.store import AccessStore

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[AccessStore]:
    opened = AccessStore(tmp_path / "access.sqlite3", lambda: NOW)
    yield opened
    opened.close()


def signed_in(store: AccessStore, person_id: str) -> str:
    """The session of a device that opened a link."""
    found = store.sign_in(store.new_link(person_id))
    assert found is not None and found[0] == person_id
    return found[1]


def test_signing_out_everywhere_ends_all_of_one_person(store: AccessStore) -> None:
    """Every session and every open link of hers is worth nothing; his stay."""
    phone, laptop, link = signed_in(store, "ann"), signed_in(store, "ann"), store.new_link("ann")
    his, his_link = signed_in(store, "bob"), store.new_link("bob")
    store.sign_out_everywhere("ann")
    assert store.person_of(phone) is store.person_of(laptop) is store.sign_in(link) is None
    assert store.person_of(his) == "bob"
    assert store.sign_in(his_link) is not None
    assert store.person_of(signed_in(store, "ann")) == "ann", "a new link lets her in again"
