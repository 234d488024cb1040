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

_FIGURE: Final = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
_SCALE: Final = (
    r"k|K|m|M|mio\.?|mill\.?|million|millions|millionen|millones|millón|milhões|milhão|milioni|milione|miljoen|mn|bn|tsd\.?|"
    r"tausend|thousand|grand|mil|mille|lakhs?|lacs?|crores?|cr"
)
_FACTORS: Final = {
    "k": 1e3, "tsd": 1e3, "tausend": 1e3, "thousand": 1e3, "grand": 1e3, "mil": 1e3, "mille": 1e3,
    "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7, "bn": 1e9,
}  # fmt: skip
_MILLION: Final = 1e6
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
    names = sorted({re.escape(name) for found in shared().currencies.values() for name in found}, key=len, reverse=True)
    sign = "|".join(names)
    return re.compile(
        rf"(?<![\w.,])(?:(?P<before>{sign})\s?)(?P<a>{_FIGURE})(?:\s?(?P<scale_a>{_SCALE})(?!\w))?(?:\s?(?:{sign})(?!\w))?"
        rf"(?P<period_a>{_PERIOD})?"
        rf"|(?<![\w.,#-])(?P<b>{_FIGURE})(?:\s?(?P<scale_b>{_SCALE}))?(?:\s?,?-)?\s?(?P<after>{sign})(?!\w)(?P<period_b>{_PERIOD})?"
        rf"|(?<![\w.,#:/-])(?P<c>{_FIGURE})(?P<scale_c>k|K)?(?P<period_c>{_PERIOD})"
        rf"|(?<![\w.,#:/-])(?P<d>{_FIGURE})\s?(?P<scale_d>k|K|lakhs?|lacs?|crores?|grand|mio\.?)(?!\w)",
        re.I,
    )


def sums(text: str) -> Iterator[Sum]:
    """Every amount of money in a text, with its period ("a month")."""
    for match in _expression().finditer(text):
        found = match.groupdict()
        figure, key = next((found[key], key) for key in "abcd" if found[key])
        period = (found.get(f"period_{key}") or "").rstrip()
        scale = found.get(f"scale_{key}") or ""
        if key == "c" and not scale and _counts(figure, period):
            continue
        code = _code(found["before"] or found["after"] or "")
        end = match.start() + len(match[0].rstrip())
        yield Sum(match.start(), end, f"{bucket(_value(figure, scale), code)}{period}")


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
    lower = sign.lower()
    return next((code for code, names in shared().currencies.items() if lower in names), "")
