"""Money: an exact figure may tell who the customer is, so a model sees only its size: "[about 50,000 USD]".

Sizes are 1, 2 and 5 times a power of ten, the nearest on a logarithmic scale: never more than about 60% off.
"""

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from coach.privacy.words_data import shared

_FIGURE: Final = (
    r"\d{1,2}(?:,\d{2}){1,3},\d{3}(?:\.\d{1,2})?(?!\d)|"
    r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
)
"""With thousands apart, in India with lakhs and crores apart."""
_SCALE: Final = (
    r"k|K|m|M|mio\.?|mill\.?|million|millions|millionen|millones|millón|milhões|milhão|milioni|milione|miljoen|mln\.?|"
    r"mn|bn|mrd\.?|mld\.?|billion|tsd\.?|tys\.?|tausend|thousand|grand|mil|mila|mille|duizend|tusen|tusind|lakhs?|lacs?|"
    r"crores?|cr|juta|jt|ribu"
)
_FACTORS: Final = {
    "k": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "grand": 1e3, "mil": 1e3, "mille": 1e3,
    "mila": 1e3, "duizend": 1e3, "tusen": 1e3, "tusind": 1e3, "tys": 1e3, "ribu": 1e3, "mrd": 1e9, "mld": 1e9,
    "billion": 1e9,
    "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7, "bn": 1e9,
}  # fmt: skip
_MILLION: Final = 1e6
_THOUSANDS: Final = ("TEUR", "T€", "k€", "K€", "tkr", "Tkr", "TCHF")
_PERIOD: Final = (
    r"\s?/\s?(?:month|mo|mth|yr|year|week|wk|day|user|seat|license|licence|h|hr|hour|unit|pcs|monat|jahr|tag|stück|nutzer|mes|año|"
    r"mois|an|mese|anno|maand|jaar|mês|ano|md|mnd|år|måned|pm|pa)\b|\s(?:p\.?m\.?|p\.?a\.?|pcm)(?!\w)|"
    r"\s(?:a|an|per|each|pro|im|al|por|par|al|all'|per|om|i|pr\.?)\s(?:month|year|week|day|user|seat|head|licen[cs]e|unit|hour|"
    r"monat|jahr|nutzer|mes|año|mois|an|mese|anno|maand|jaar|mês|ano|måned|md|år)\b"
)
OWN: Final = re.compile(r"\[about [\d,]{1,20}(?: [A-Z]{2,3})?\]")


class Sum(Struct, frozen=True):
    """Where money stands in a text, and what may be said of it."""

    start: int
    end: int
    shown: str


@cache
def _expression() -> re.Pattern[str]:
    sign, letter = _signs(shared().currencies), f"(?-i:{_signs(shared().letters)})"
    return re.compile(
        rf"(?<![\w.,])(?:(?P<before>{sign})\s?)(?P<a>{_FIGURE})(?:\s?(?P<scale_a>{_SCALE})(?!\w))?(?:\s?(?:{sign})(?!\w))?"
        rf"(?P<period_a>{_PERIOD})?"
        rf"|(?<![\w.,#-])(?P<b>{_FIGURE})(?:\s?(?P<scale_b>{_SCALE}))?(?:\s?,?-)?\s?(?P<after>{sign})(?!\w)(?P<period_b>{_PERIOD})?"
        rf"|(?<![\w.,#:/-])(?P<c>{_FIGURE})(?P<scale_c>k|K)?(?P<period_c>{_PERIOD})"
        rf"|(?<![\w.,#:/-])(?P<d>{_FIGURE})\s?(?P<scale_d>k|K|lakhs?|lacs?|crores?|grand|mio\.?|mln\.?|tsd\.?|tausend|tys\.?|mila|mrd\.?|mld\.?|"
        rf"(?-i:mil|Mille))(?!\w)"
        rf"|(?<![\w.,#:/-])(?P<g>{_FIGURE})(?P<dash>:-|[.,][-–—]{{1,2}})(?![\w-]|\s?\d)"
        rf"|(?<![\w.,$€£#/-])(?P<letter>{letter})(?P<gap>[ \u00a0]?)(?P<e>{_FIGURE})"
        rf"(?:\s?(?P<scale_e>{_SCALE}))?(?![\w-]|[.,:/]\d)"
        rf"(?P<period_e>{_PERIOD})?"
        rf"|(?<![\w.,#:/-])(?P<f>{_FIGURE})(?:\s?(?P<scale_f>{_SCALE}))?\s?(?P<behind>(?-i:(?!\w(?![\w€])){letter}))(?!\w)(?P<period_f>{_PERIOD})?",
        re.I,
    )


def _signs(currencies: dict[str, frozenset[str]]) -> str:
    names = {re.escape(name) for found in currencies.values() for name in found}
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def sums(text: str) -> Iterator[Sum]:
    """Every amount of money in a text, with its period ("a month")."""
    if not any(sign.isdigit() for sign in text):
        return
    for match in _expression().finditer(text):
        found = match.groupdict()
        figure, key = next((found[key], key) for key in "abcdefg" if found[key])
        period = (found.get(f"period_{key}") or "").rstrip()
        scale = found.get(f"scale_{key}") or ""
        if key == "c" and not scale and _counts(figure, period):
            continue
        told = found["letter"] or found["behind"]
        scale = scale or ("k" if told in _THOUSANDS else "")
        if told and not _large(figure, scale, len(told) == 1 and bool(found["gap"])):
            continue
        code = _code(found["before"] or found["after"] or told or "")
        end = match.start() + len(match[0].rstrip())
        if key != "c" and "/" not in period:
            end, period = end - len(period), ""
        yield Sum(match.start(), end, f"{bucket(_value(figure, scale), code)}{period}")


def _large(figure: str, scale: str, apart: bool) -> bool:
    """Whether a figure by a sign that may be a word is a sum: in the hundreds, no year; apart, with thousands."""
    if scale or re.search(r"[.,'’ \u00a0\u202f]\d{3}", figure):
        return True
    return not apart and len(re.match(r"\d*", figure)[0]) > 2 and not re.fullmatch(r"(?:19|20)\d\d", figure)  # type: ignore[index]


def _counts(figure: str, period: str) -> bool:
    """Whether it is a rate of doing, "40 a week" or "8 per day", and not a price such as "39/mo"."""
    per_time = re.search(r"day|week|wk|tag|hour|\bh\b|hr|user|seat|head", period)
    return (bool(per_time) and "/" not in period) or len(re.sub(r"\D", "", figure)) < 2


def bucket(value: float, code: str) -> str:
    """What may be said of an amount."""
    if value < 1:
        size = 1
    else:
        power = 10 ** math.floor(math.log10(value))
        size = min((step * power for step in (1, 2, 5, 10)), key=lambda step: abs(math.log(value / step)))
    return f"[about {size:,.0f}{' ' + code if code else ''}]"


def _value(figure: str, scale: str) -> float:
    whole = re.sub(r"['’ \u00a0\u202f]", "", figure)
    cents = re.search(r"[.,](\d{1,2})\Z", whole)
    digits = re.sub(r"\D", "", whole[: cents.start()] if cents else whole) or "0"
    value = float(digits) + (float(f"0.{cents[1]}") if cents else 0.0)
    name = scale.lower().rstrip(".")
    return value * (_FACTORS.get(name, _MILLION) if name else 1)


def _code(sign: str) -> str:
    """Of a sign. Signs that are words, too, are told apart by their case."""
    held = [*((code, name, sign) for code, names in shared().letters.items() for name in names)]
    held += [(code, name, sign.lower()) for code, names in shared().currencies.items() for name in names]
    return next((code for code, name, written in held if name == written), "")
