"""The plots of the Progress page: honest geometry, safe markup, readable in every width and theme."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.web.plots import CHAR, WIDTH, effort_bars, horizontal_bars, intervals

SVG = "{http://www.w3.org/2000/svg}"
TITLE, DESC = "Attempts a day", "Between 6 and 22 on each working day."
EFFORT = [("2 Nov", 12), ("3 Nov", 0), ("4 Nov", 24), ("5 Nov", 6)]
OUTCOMES = [("Yes", 21, "won"), ("Not now", 214, "soft_no"), ("No answer", 0, "no_answer")]
MONTHS = [("Sep", 0.064, 0.035, 0.113, 157), ("Oct", None, None, None, 9), ("Nov", 0.05, 0.02, 0.12, 98)]

Draw = Callable[[], str]
EVERY: list[Draw] = [
    lambda: effort_bars(EFFORT, TITLE, DESC),
    lambda: horizontal_bars(OUTCOMES, TITLE, DESC),
    lambda: intervals(MONTHS, TITLE, DESC),
    lambda: effort_bars([], TITLE, DESC),
    lambda: horizontal_bars([], TITLE, DESC),
    lambda: intervals([], TITLE, DESC),
]


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def bars(svg: str) -> list[ElementTree.Element]:
    return [rect for rect in parse(svg).iter(f"{SVG}rect") if "bar" in rect.attrib["class"]]


def number(element: ElementTree.Element, name: str) -> float:
    return float(element.attrib[name])


def texts(svg: str) -> list[ElementTree.Element]:
    return list(parse(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("draw", EVERY)
def test_is_an_image_with_a_text_alternative(draw: Draw) -> None:
    """Every plot is valid XML, scales by its view box, and says in words what it shows."""
    root = parse(draw())
    names = root.attrib["aria-labelledby"].split()
    spoken = {child.attrib["id"]: child.text for child in root if child.tag in (f"{SVG}title", f"{SVG}desc")}
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"].startswith("0 0 360 ")
    assert [spoken[name] for name in names] == [TITLE, DESC]


@pytest.mark.parametrize("draw", EVERY)
def test_is_styled_by_classes_only(draw: Draw) -> None:
    """The content policy forbids style attributes, and a colour in the markup would not follow the theme."""
    svg = draw()
    assert not re.search(r"\sstyle=|<style|\sfill=|\sstroke=|\son\w+=", svg)


@pytest.mark.parametrize("draw", EVERY[3:])
def test_no_data_says_so(draw: Draw) -> None:
    """An empty period is stated in words; no bar is drawn."""
    assert [text.text for text in texts(draw())] == ["Nothing in this period"]
    assert bars(draw()) == []


def test_upright_bars_start_at_zero() -> None:
    """Every bar stands on the base line, and its height is in proportion to its count."""
    svg = effort_bars(EFFORT, TITLE, DESC)
    base = next(line for line in parse(svg).iter(f"{SVG}line") if line.attrib["class"] == "base")
    feet = [number(bar, "y") + number(bar, "height") for bar in bars(svg)]
    heights = [number(bar, "height") for bar in bars(svg)]
    assert feet == pytest.approx([number(base, "y1")] * 3, abs=0.1)
    assert [height / heights[2] for height in heights] == pytest.approx([2, 4, 1], abs=0.05)
    assert "0" in [text.text for text in texts(svg)]


def test_lying_bars_start_at_zero() -> None:
    """Every bar begins on the base line, and its length is in proportion to its count."""
    svg = horizontal_bars(OUTCOMES, TITLE, DESC)
    base = next(line for line in parse(svg).iter(f"{SVG}line") if line.attrib["class"] == "base")
    yes, later = bars(svg)
    assert number(yes, "x") == number(later, "x") == number(base, "x1")
    assert number(yes, "width") / number(later, "width") == pytest.approx(21 / 214, abs=0.002)


def test_intervals_are_drawn_around_their_dot() -> None:
    """A share shows its interval and its n; without a share the row says that it is too early."""
    svg = intervals(MONTHS, TITLE, DESC)
    ranges = [line for line in parse(svg).iter(f"{SVG}line") if line.attrib["class"] == "range"]
    dots = list(parse(svg).iter(f"{SVG}circle"))
    assert len(ranges) == len(dots) == 2
    for line, dot in zip(ranges, dots, strict=True):
        assert number(line, "x1") < number(dot, "cx") < number(line, "x2")
        assert number(line, "y1") == number(line, "y2") == number(dot, "cy")
    words = [text.text for text in texts(svg)]
    assert {"6% of 157", "too early", "5% of 98", "0%"} <= set(words)


def test_the_share_axis_ends_at_certainty() -> None:
    """No tick goes past 100%, whatever the interval."""
    svg = intervals([("Nov", 1.0, 0.8, 1.0, 14)], TITLE, DESC)
    shown = [int(text.text.removesuffix("%")) for text in texts(svg) if text.text and text.text.endswith("%")]
    assert shown[0] == 0 and max(shown) <= 100


def test_markup_in_words_is_escaped() -> None:
    """Labels, titles and classes are text: none of them can open an element or leave an attribute."""
    bad = '"><script>alert(1)</script>&\x00'
    for svg in (
        effort_bars([(bad, 3)], bad, bad),
        horizontal_bars([(bad, 3, bad)], bad, bad),
        intervals([(bad, 0.1, 0.05, 0.2, 30)], bad, bad),
    ):
        tags = {element.tag.removeprefix(SVG) for element in parse(svg).iter()}
        assert tags <= {"svg", "title", "desc", "text", "rect", "line", "circle"}
        assert "<script" not in svg


@given(st.lists(st.tuples(st.text(min_size=1, max_size=10), st.integers(0, 10_000)), min_size=1, max_size=400))
def test_labels_below_the_bars_never_meet(points: list[tuple[str, int]]) -> None:
    """With any number of bars, the labels along the axis keep apart and inside the canvas."""
    svg = effort_bars(points, TITLE, DESC)
    below = [text for text in texts(svg) if "middle" in text.attrib["class"]]
    free_from = -0.1
    for text in below:
        half = len(text.text or "") * CHAR / 2
        assert number(text, "x") - half >= free_from - 0.1
        free_from = number(text, "x") + half
    assert free_from <= WIDTH + 0.1


@given(st.lists(st.tuples(st.text(max_size=40), st.integers(0, 1_000_000), st.just("reason")), min_size=1, max_size=20))
def test_rows_stay_inside_the_canvas(rows: list[tuple[str, int, str]]) -> None:
    """Long words are cut and long bars leave room for their number."""
    svg = horizontal_bars(rows, TITLE, DESC)
    assert all(number(bar, "x") + number(bar, "width") <= WIDTH for bar in bars(svg))
    assert all(len(text.text or "") <= 16 for text in texts(svg))


def test_the_same_numbers_make_the_same_plot() -> None:
    """Plots are pure: a page rendered twice is byte-identical, and two plots on it never share an id."""
    assert effort_bars(EFFORT, TITLE, DESC) == effort_bars(EFFORT, TITLE, DESC)
    ids = re.findall(r' id="([^"]+)"', effort_bars(EFFORT, TITLE, DESC) + effort_bars(EFFORT, "Other", DESC))
    assert len(ids) == len(set(ids))
