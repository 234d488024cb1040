"""Standing: a model goes down when its blocks are refused and up when they hold, at stated points."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.model.record import RecordStore, name_of
from coach.model.standing import (
    POWERS,
    REST,
    WINDOW,
    Power,
    Score,
    Standing,
    after,
    after_rest,
    in_words,
    qualified,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def told(*scores: tuple[int, int], start: Power = "full") -> list[Power]:
    """The powers after each reply of so many blocks asked for and passed."""
    standing, powers = Standing(start), list[Power]()
    for asked, passed in scores:
        standing = after(standing, Score(asked, passed))
        powers.append(standing.power)
    return powers


def test_a_model_that_is_always_refused_is_off_within_six_replies_of_five_blocks() -> None:
    """Two whole replies cost it the rest, four openings the opening."""
    assert told(*[(5, 0)] * 2, *[(1, 0)] * 4) == ["full", "opening", "opening", "opening", "opening", "off"]


def test_one_bad_reply_is_no_verdict() -> None:
    """Five blocks say too little, and half of them right is enough to stay."""
    assert told((5, 0)) == ["full"]
    assert told((6, 3)) == ["full"]
    assert told((5, 0), (1, 1)) == ["full", "opening"]
    assert told((6, 2)) == ["opening"]
    assert told((3, 0), (3, 2), (4, 3)) == ["full", "opening", "opening"]


def test_nine_in_ten_openings_bring_it_back() -> None:
    assert told(*[(1, 1)] * 8, start="opening") == ["opening"] * 7 + ["full"]
    assert told((1, 0), *[(1, 1)] * 8, start="opening")[-1] == "opening"
    assert told((1, 0), *[(1, 1)] * 9, start="opening")[-1] == "full"


def test_a_good_model_stays_and_old_blocks_are_forgotten() -> None:
    """Nine in ten accepted, for ever; and a long good record does not excuse a model that turned bad."""
    assert set(told(*[(5, 5), (5, 4)] * 50)) == {"full"}
    turned = told(*[(5, 5)] * 200, *[(5, 0)] * 10)
    assert turned[-1] != "full"
    standing = Standing()
    for _ in range(100):
        standing = after(standing, Score(5, 5))
    assert WINDOW <= standing.asked < WINDOW + 5
    assert standing.scores == [Score(5, 5)] * 8


def test_the_window_is_forty_blocks() -> None:
    """The oldest reply counts as long as the others are fewer than forty blocks, and then it alone goes."""
    nearly = after(Standing(scores=[Score(7, 0), Score(34, 34)]), Score(5, 5))
    assert nearly.scores == [Score(7, 0), Score(34, 34), Score(5, 5)]
    assert after(nearly, Score(1, 1)).scores == [Score(34, 34), Score(5, 5), Score(1, 1)]


def test_each_step_says_why_and_begins_a_new_record() -> None:
    """Refused, leaked, proven, qualified: for the words that the person reads."""
    assert after(Standing(scores=[Score(5, 0)]), Score(1, 0)) == Standing("opening", why="refused")
    assert after(Standing(), Score(5, 5, leaked=True)) == Standing("opening", why="leaked")
    assert after(Standing("opening", [Score(1, 1)] * 7), Score(1, 1)) == Standing("full", why="proven")
    assert qualified(Score(10, 9)) == Standing("full", why="qualified")
    assert after(Standing(why="proven"), Score(5, 5)) == Standing("full", [Score(5, 5)], why="proven")


def test_one_that_is_off_is_not_judged() -> None:
    """A reply that was begun before counts, and moves nothing."""
    assert after(Standing("off", rested=3, why="leaked"), Score(6, 6, leaked=True)) == Standing(
        "off", [Score(6, 6, leaked=True)], why="leaked"
    )


@pytest.mark.parametrize(("power", "lower"), [("full", "opening"), ("opening", "off"), ("off", "off")])
def test_a_leak_costs_a_step_at_once(power: Power, lower: Power) -> None:
    """However good the record was."""
    assert after(Standing(power, [Score(5, 5)] * 8), Score(1, 0, leaked=True)).power == lower


def test_after_a_rest_it_may_try_again() -> None:
    """Twenty replies without it; another standing does not rest."""
    assert REST == 20
    standing = Standing("off", why="refused")
    for _ in range(REST - 1):
        standing = after_rest(standing)
        assert standing.power == "off"
    assert after_rest(standing) == Standing("opening", why="rested")
    assert after_rest(Standing("full", [Score(5, 5)])) == Standing("full", [Score(5, 5)])


@pytest.mark.parametrize(
    ("score", "power"),
    [
        (Score(50, 50), "full"),
        (Score(50, 40), "full"),
        (Score(50, 39), "opening"),
        (Score(50, 25), "opening"),
        (Score(50, 24), "off"),
        (Score(50, 50, leaked=True), "off"),
        (Score(0, 0), "off"),
    ],
)
def test_golden_cases_set_it_at_once(score: Score, power: Power) -> None:
    assert qualified(score).power == power


@given(st.lists(st.builds(lambda asked, share, leak: Score(asked, round(asked * share), leak),
                          st.integers(1, 8), st.floats(0, 1), st.booleans()), max_size=60))  # fmt: skip
def test_it_moves_one_step_at_a_time(scores: list[Score]) -> None:
    """Whatever happens; and the record never grows without end."""
    standing = Standing()
    for score in scores:
        moved = after(standing, score)
        assert abs(POWERS.index(moved.power) - POWERS.index(standing.power)) <= 1
        assert sum(one.asked for one in moved.scores[1:]) < WINDOW
        standing = moved


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize("why", ["new", "refused", "leaked", "proven", "rested", "qualified"])
def test_it_can_be_said_in_words(power: Power, why: str) -> None:
    words = in_words(Standing(power, why=why), "Qwen")  # type: ignore[arg-type]
    assert words.startswith("Qwen ") and words.endswith(".") and len(words) < 160


def test_a_record_outlives_the_process_and_is_shared(tmp_path: Path) -> None:
    """Another process sees the change; another model, endpoint or prompt starts anew."""
    name = name_of("m", "http://127.0.0.1/v1", "abc")
    one, other = (RecordStore(tmp_path / "models.sqlite3", lambda: NOW) for _ in range(2))
    assert one.standing(name) == Standing()
    for _ in range(2):
        one.change(name, lambda standing: after(standing, Score(5, 0)))
    assert other.standing(name).power == "opening"
    other.change(name, lambda standing: after(standing, Score(1, 1)))
    assert one.standing(name).passed == 1
    for changed in (
        ("n", "http://127.0.0.1/v1", "abc"),
        ("m", "http://127.0.0.2/v1", "abc"),
        ("m", "http://127.0.0.1/v1", "abd"),
    ):
        assert one.standing(name_of(*changed)) == Standing()
    one.close()
    other.close()
    again = RecordStore(tmp_path / "models.sqlite3", lambda: NOW)
    assert again.standing(name).power == "opening"
    again.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    store = RecordStore(tmp_path / "models.sqlite3", lambda: NOW)
    store.change("m", lambda _: Standing("opening"))

    def breaks(_: Standing) -> Standing:
        raise ValueError

    with pytest.raises(ValueError):
        store.change("m", breaks)
    assert store.standing("m") == Standing("opening")
    store.close()
