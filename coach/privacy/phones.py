"""Phone numbers in the formats of many countries, and as people type them: with slashes, dots and brackets.

What could be one is found by its form. It is one where a word says so, where it begins as numbers do (+, 00, 0, a
bracket), or where `phonenumbers` (Google's rules of numbering) finds it valid in one of the countries sold in.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_CANDIDATE: Final = re.compile(
    r"(?<![\w.,/:€$£#-])(?:\+|\(\+|00)?\(?\d(?:[\s\u00a0\u2011()./–-]{0,3}\d){5,17}(?:\s?(?:ext|"
    r"x|durchwahl|dw|poste|int)\.?\s?\d{1,5})?"
    r"(?![\w%€$£]|[.,]\d)",
    re.I,
)
_CUE: Final = re.compile(
    r"(?:tel|telefon|telephone|phone|mobile|mobil|mob|cell|handy|cellulare|celular|móvil|movil|"
    r"portable|teléfono|telefono|telefone|"
    r"téléphone|número|numero|number|nummer|whatsapp|whats|wa|zap|fax|call|called|ring|ringe|ringte|"
    r"texted|text|dial|line|ph|m|t|sms|at|on|"
    r"under|unter|durchwahl|tlf|gsm|au|al|try|direct|reach|llamar|rappeler|chiamare|bel|ligar|direkt)[.:)]{0,2}\s?\Z",
    re.I,
)
_DATE: Final = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:[ ]\d{1,2}[:.]\d{2})?|"
    r"(?:19|20)\d{2}\s?[-–/]\s?(?:19|20)\d{2}"
)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:[ .\u00a0]\d{3}){1,4}")
_REGIONS: Final = (
    "US",
    "DE",
    "GB",
    "FR",
    "ES",
    "IT",
    "NL",
    "DK",
    "NO",
    "SE",
    "CH",
    "AT",
    "BE",
    "PT",
    "BR",
    "MX",
    "IN",
    "PL",
    "IE",
    "AU",
)
_SURE_DIGITS: Final = 9
_LEAST_DIGITS: Final = 6
_MOST_DIGITS: Final = 17


def phone_places(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every phone number."""
    for match in _CANDIDATE.finditer(text):
        if is_phone(match[0], _CUE.search(text[max(0, match.start() - 14) : match.start()]) is not None):
            yield match.start(), match.end()


@lru_cache(maxsize=4096)
def is_phone(found: str, cued: bool) -> bool:
    """Whether digits that could be a phone number are one; `cued` where a word before them says so."""
    digits = sum(sign.isdigit() for sign in found)
    if not _LEAST_DIGITS <= digits <= _MOST_DIGITS + 5 or _DATE.fullmatch(found):
        return False
    if found.startswith(("+", "(+", "00")) or cued:
        return not _THOUSANDS.fullmatch(found) or digits >= _SURE_DIGITS
    if _THOUSANDS.fullmatch(found):
        # Nine digits and more in threes, "661 418 402", are a sum only where they are round.
        return digits >= _SURE_DIGITS and not found.endswith("000")
    grouped = not found.isdigit()
    if found[0] in "0(" and digits >= 7:
        return True
    if (grouped and digits >= 7) or digits >= _SURE_DIGITS:
        return grouped or digits in (10, 11) or _valid(found)
    return digits >= 8 and _valid(found)


def _valid(found: str) -> bool:
    import phonenumbers  # late: most commands read no number

    for region in _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(found, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False
