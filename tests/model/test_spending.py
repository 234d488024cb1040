"""Budgets: tokens are set aside before a call, settled after it, and end at the day's limit."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.model import Budget, Exchange, Share, Spending, spent

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ANN, BOB = "ann", "bob"


class Clock:
    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def spending(tmp_path: Path, clock: Clock) -> Iterator[Spending]:
    """A hundred tokens each, and a hundred and fifty in all."""
    store = Spending(tmp_path / "models.sqlite3", Budget(100, 150), clock)
    yield store
    store.close()


def test_one_person_comes_to_an_end_and_others_go_on(spending: Spending) -> None:
    """What is set aside counts as spent until it is settled."""
    assert spending.set_aside(ANN, 60)
    assert not spending.set_aside(ANN, 60)
    spending.settle(ANN, 60, 20)
    assert spending.set_aside(ANN, 60)
    assert spending.set_aside(BOB, 60)
    assert spending.has(ANN, 1)


def test_all_together_come_to_an_end_too(spending: Spending) -> None:
    """Whoever has something left of their own gets nothing where all have spent it."""
    assert spending.set_aside(ANN, 100)
    assert not spending.has(ANN, 1)
    assert not spending.set_aside(BOB, 60)
    assert spending.set_aside(BOB, 50)
    assert not spending.has("carol", 1)


def test_a_new_day_begins_anew(spending: Spending, clock: Clock) -> None:
    """And what was settled late takes nothing from below zero."""
    assert spending.set_aside(ANN, 100)
    clock.now = NOW + timedelta(days=1)
    assert spending.set_aside(ANN, 100)
    spending.settle(ANN, 200, 0)
    assert spending.set_aside(ANN, 100)


def test_what_was_used_today_can_be_read(spending: Spending, clock: Clock) -> None:
    """One's own share and its limit, never that of others; a new day begins with nothing."""
    spending.set_aside(ANN, 60)
    spending.settle(ANN, 60, 20)
    spending.set_aside(BOB, 30)
    assert spending.today(ANN) == Share(used=20, limit=100)
    clock.now = NOW + timedelta(days=1)
    assert spending.today(ANN) == Share(used=0, limit=100)
    spending._connection.execute("DROP TABLE spending")
    assert spending.today(ANN) == Share(used=0, limit=100)


def test_no_limit_is_no_limit(tmp_path: Path) -> None:
    """Without a budget everything goes."""
    store = Spending(tmp_path / "models.sqlite3", Budget(), lambda: NOW)
    assert all(store.set_aside(ANN, 10**9) for _ in range(3))
    assert store.today(ANN) == Share(used=3 * 10**9, limit=None)
    store.close()


def test_many_at_once_never_spend_more_than_there_is(tmp_path: Path) -> None:
    """Eight processes, or threads with files of their own, set aside ten each until nothing is left."""
    stores = [Spending(tmp_path / "models.sqlite3", Budget(None, 500), lambda: NOW) for _ in range(8)]
    for store in stores:
        store._connection.execute("PRAGMA busy_timeout = 10000")
    granted: list[int] = []

    def spend(store: Spending) -> None:
        granted.extend(10 for _ in range(20) if store.set_aside(ANN, 10))

    threads = [threading.Thread(target=spend, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(granted) == 500
    for store in stores:
        store.close()


def test_what_is_past_is_let_go(tmp_path: Path, clock: Clock) -> None:
    """Only the present day is kept, and what one process spent another knows."""
    one, other = (Spending(tmp_path / "models.sqlite3", Budget(100), clock) for _ in range(2))
    assert one.set_aside(ANN, 100)
    assert not other.has(ANN, 1)
    clock.now = NOW + timedelta(days=1)
    assert other.set_aside(ANN, 1)
    assert other._connection.execute("SELECT day, tokens FROM spending").fetchall() == [("2026-11-21", 1)]
    one.close()
    other.close()


def test_a_file_that_fails_costs_no_reply(spending: Spending) -> None:
    """Nothing is counted then, and nothing is refused."""
    spending._connection.execute("DROP TABLE spending")
    assert spending.has(ANN, 10**9)
    assert spending.set_aside(ANN, 10**9)
    spending.settle(ANN, 10**9, 5)


def exchange(prompt: int | None, completion: int | None, answers: tuple[bytes, ...]) -> Exchange:
    return Exchange("m", (b"x" * 400,) * len(answers), answers, "y" * 80, 200, "stop", prompt, completion, 5)


def test_what_a_call_took() -> None:
    """As the endpoint counts; else by length, and attempts that nobody answered cost nothing."""
    assert spent(exchange(11, 7, (b"a",))) == 18
    assert spent(exchange(None, None, (b"a",))) == 120
    assert spent(exchange(11, None, (b"a",))) == spent(exchange(None, 7, (b"a",))) == 120
    assert spent(exchange(None, None, (b"", b"a"))) == 120
    assert spent(exchange(None, None, ())) == 20
    assert spent(None) == 0
