"""Plots of the Progress page, as inline SVG in the page's own tokens.

In: labelled numbers. Out: one `<svg>` string, drawn on a canvas 360 wide, with a text alternative and classes
only: colours and sizes come from `app.css`, so one plot serves both themes under a strict content policy.
Text is set in CSS pixels while the canvas scales with the column; `CHAR` is the widest a character gets
(320 px phone), so labels never meet.
"""

import math
import zlib
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final
from unicodedata import category

from coach.words import count as digits
from coach.words import gettext, percent_of

WIDTH: Final = 360.0
CHAR: Final = 9.6
"""Canvas units a character may take on the narrowest phone."""

Point = tuple[str, int]
Bar = tuple[str, int, str]
Interval = tuple[str, float | None, float | None, float | None, int]
"""Label, share, low and high end of its interval (fractions), and how many it rests on."""


def effort_bars(points: Sequence[Point], title: str, desc: str) -> str:
    """Upright bars from zero, one a day or week, oldest first."""
    if not points:
        return _nothing(title, desc)
    top_value, ticks = _whole_ticks(max(count for _, count in points))
    left, top, bottom, height = _gutter([digits(tick) for tick in ticks]), 10.0, 132.0, 160.0
    slot = (WIDTH - left) / len(points)
    width = min(28.0, slot * (0.72 if slot > 8 else 0.8))

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / top_value

    parts = [_grid(left, WIDTH, y(tick)) for tick in ticks[1:]]
    parts += [_text(left - 8, y(tick), digits(tick), "tick end") for tick in ticks]
    for index, (label, count) in enumerate(points):
        if count > 0:
            x = left + slot * index + (slot - width) / 2
            parts.append(_rect("bar effort", x, y(count), width, bottom - y(count), f"{label}: {digits(count)}"))
    parts.append(_grid(left, WIDTH, bottom, "base"))
    parts += _labels_along(points, left, slot, height - 12)
    return _svg(height, title, desc, parts)


def horizontal_bars(rows: Sequence[Bar], title: str, desc: str) -> str:
    """Lying bars from zero, one a row, each with its word and its number; the class gives the colour."""
    if not rows:
        return _nothing(title, desc)
    names = [_short(label, 16) for label, _, _ in rows]
    left = _gutter(names)
    numbers = [digits(max(0, count)) for _, count, _ in rows]
    room = WIDTH - left - _gutter(numbers)
    most = max(1, *(count for _, count, _ in rows))
    pitch = 28.0
    parts: list[str] = []
    for index, (label, count, css_class) in enumerate(rows):
        middle = 4 + pitch * (index + 0.5)
        width = room * max(0, count) / most
        parts.append(_text(0, middle, names[index], "label"))
        if width > 0:
            parts.append(_rect(f"bar {css_class}", left, middle - 6, width, 12, f"{label}: {digits(count)}"))
        parts.append(_text(left + width + 6, middle, numbers[index], "number"))
    height = 8 + pitch * len(rows)
    return _svg(height, title, desc, [*parts, _line("base", left, 4, left, height - 4)])


def intervals(rows: Sequence[Interval], title: str, desc: str) -> str:
    """A dot and its 95% interval a row, on an axis of shares from zero, with the n it rests on."""
    if not rows:
        return _nothing(title, desc)
    names = [_short(label, 10) for label, *_ in rows]
    notes = [
        gettext("too early")
        if value is None
        else gettext("%(share)s of %(what)s", share=_percent(value), what=digits(n))
        for _, value, _, _, n in rows
    ]
    left, right = _gutter(names), WIDTH - _gutter(notes)
    ends = [end for _, value, low, high, _ in rows for end in (value, low, high) if end is not None]
    top_share, ticks = _share_ticks(max(ends, default=0.1))

    def x(share: float) -> float:
        return left + 8 + (right - left - 16) * min(max(share, 0.0), top_share) / top_share

    pitch, top = 28.0, 4.0
    bottom = top + pitch * len(rows)
    parts = [_line("base" if tick == 0 else "grid", x(tick), top, x(tick), bottom) for tick in ticks]
    parts += [_text(x(tick), bottom + 16, _percent(tick), "tick middle") for tick in ticks]
    for index, (_, value, low, high, _) in enumerate(rows):
        middle = top + pitch * (index + 0.5)
        parts.append(_text(0, middle, names[index], "label"))
        if value is not None:
            if low is not None and high is not None:
                parts.append(_line("range", x(low), middle, x(high), middle))
            parts.append(f'<circle class="dot" cx="{_n(x(value))}" cy="{_n(middle)}" r="5"/>')
        parts.append(_text(WIDTH, middle, notes[index], "number end"))
    return _svg(bottom + 28, title, desc, parts)


# ---------------------------------------------------------------- scales


def _whole_ticks(most: int) -> tuple[int, list[int]]:
    """The top of an axis of counts and its ticks: whole, from zero, at most four."""
    most = max(1, most)
    step = 1
    while most / step > 3:
        step = _next_step(step)
    top = step * math.ceil(most / step)
    return top, list(range(0, top + 1, step))


def _share_ticks(most: float) -> tuple[float, list[float]]:
    """The same for an axis of shares, in whole percent and never past 100%."""
    top, ticks = _whole_ticks(math.ceil(min(max(most, 0.01), 1.0) * 100))
    return min(top, 100) / 100, [tick / 100 for tick in ticks if tick <= 100]


def _next_step(step: int) -> int:
    """1, 2, 5, 10, 20, 50 ..."""
    return step * 5 // 2 if str(step)[0] == "2" else step * 2


def _labels_along(points: Sequence[Point], left: float, slot: float, y: float) -> list[str]:
    """As many labels below the bars as fit, evenly spaced, kept inside the canvas."""
    widest = max(len(label) for label, _ in points) * CHAR
    fits = max(1, math.ceil((widest + 12) / slot))
    every = next((step for step in (1, 2, 7, 14, 28) if step >= fits), fits)  # days read best by whole weeks
    parts, free_from = [], 0.0
    for index in range(0, len(points), every):
        label = points[index][0]
        half = len(label) * CHAR / 2
        middle = min(max(left + slot * (index + 0.5), half), WIDTH - half)
        if middle - half >= free_from:
            parts.append(_text(middle, y, label, "tick middle"))
            free_from = middle + half + 6
    return parts


def _gutter(texts: Iterable[str]) -> float:
    return max(len(text) for text in texts) * CHAR + 8


def _percent(share: float) -> str:
    points = f"{share * 100:.1f}" if 0 < share < 0.0095 else f"{share * 100:.0f}"
    return percent_of(points)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


# ---------------------------------------------------------------- elements


def _svg(height: float, title: str, desc: str, parts: Iterable[str]) -> str:
    # The name is made from the content: pure, and unlike that of any other plot on the page.
    name = f"plot-{zlib.crc32(f'{title}{desc}'.encode()):08x}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(WIDTH)} {_n(height)}" role="img"'
        f' aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{_escape(title)}</title><desc id="{name}-d">{_escape(desc)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def _nothing(title: str, desc: str) -> str:
    parts = [_text(WIDTH / 2, 32, gettext("Nothing in this period"), "tick middle"), _grid(0, WIDTH, 63, "base")]
    return _svg(64, title, desc, parts)


def _text(x: float, y: float, text: str, css_class: str) -> str:
    return f'<text class="{_escape(css_class)}" x="{_n(x)}" y="{_n(y)}">{_escape(text)}</text>'


def _rect(css_class: str, x: float, y: float, width: float, height: float, tip: str) -> str:
    return (
        f'<rect class="{_escape(css_class)}" x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}"'
        f' rx="{_n(min(2.0, width / 3))}"><title>{_escape(tip)}</title></rect>'
    )


def _line(css_class: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{css_class}" x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}"/>'


def _grid(left: float, right: float, y: float, css_class: str = "grid") -> str:
    return _line(css_class, left, y, right, y)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _escape(text: str) -> str:
    """Markup-safe, and free of the control characters that XML does not allow."""
    return escape("".join(char for char in text if char.isprintable() or category(char) == "Zs"))
