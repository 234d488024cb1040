"""Street addresses, postal codes with their city, and cities, in the ways of several countries."""

import re
from collections.abc import Iterator, Set
from functools import cache
from typing import Final

from coach.privacy.words_data import every, shared

CAPITALISED: Final = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]{0,40}(?:['’][^\W\d_]{1,40})?"
"""A word with a capital."""
NAME: Final = (
    rf"{CAPITALISED}(?:[ -](?:(?:de|del|la|las|los|da|do|dos|das|des|du|di|am|an der|der|im|in|van|d'|l'|"
    rf"sur|lès|les|le)[ -]|d'|l')?{CAPITALISED}){{0,3}}"
)
_NUMBER: Final = r"\d{1,5}(?:[-/]\d{1,4})?(?:\s?/?(?:bis|ter|hs|huis|boven|m\.\s?\d{1,3}|[a-zA-Z]))?(?!\w)"
_FIRST: Final = r"(?:[Nn]o\.?\s)?(?:\d{1,4}[a-zA-Z]?/)?\d{1,5}(?:-\d{1,5})?[a-zA-Z]?"
"""A number before its street, maybe with that of the flat: "4/27"."""
_POSTAL: Final = (
    r"(?:[A-Z]{1,2}[ -])?\d{4,5}(?!\d)(?:-\d{3,4})?(?:\s?[A-Z]{2}\b)?|\d{3}\s\d{2,3}(?!\d)|\d{2}-\d{3}|\d{6}(?!\d)|"
    r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|"
    r"[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]\d{2}\s[A-Z\d]{4}"
)
_UNIT: Final = (
    r"(?i:(?:suite|ste|apt|apartment|unit|flat|floor|fl|level|lvl|office|building|room|studio|block|tower|wing|blk|piso|etage|og|eg|"
    r"local|bajo|dept|depto|dpto|apto|ap|cj|conj|casa|puerta|pta|esc|oficina|of|sala|andar|bloco|lote|loja|int|interno|scala|bât|nr|bus|busje|lgh|"
    r"stiege|tür|whg)(?:\.?\s?(?=\d)|\.?\s(?=\w{1,4}\b))[\w-]{1,6}|#\s?[\w-]{1,6}|"
    r"\d{1,2}(?:st|nd|rd|th|[.\s]?[º°ª]|\.|er|e|ème|de)?\s?(?:floor|piso|planta|og|stock|étage|etage|piano|andar|sal|th|tv|mf|"
    r"verdieping|etasje|våning|tr|trappor)\b|r/c\b|"
    r"\d{1,2}[.\s]?[ºª°](?:[.\s]{0,2}(?:esq|dto|dta|drt|dcha|izqda|izq|der|centro|frente|fte|[a-z])\b\.?)?|"
    r"st\.?\s(?:th|tv|mf)\b\.?|(?:esq|dto|dcha|izqda|izq|bajos|(?:ground|first|second|third|top) floor)\b\.?)"
)
_TOWN: Final = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d"
"""A postal code that stands behind its city."""
_TAIL: Final = (
    rf"(?:[,.]?\s(?:{_UNIT})|,?\s(?:{NAME},?\s)?[A-Z]{{2,3}}\s\d{{4,5}}(?:-\d{{4}})?\b|,?\s{NAME},?\s(?:{_TOWN})\b|"
    rf",?\s(?:off|opp\.?|opposite|near|behind|beside)\s{NAME}|"
    rf",?\s(?:N|S|E|W|NE|NW|SE|SW)\b\.?|\s?[,–-]\s?(?:{_POSTAL})(?:\s{NAME})?|\s(?:{_POSTAL})\s{NAME}|"
    rf",\s?{NAME}(?=[\s,.;:)!?]|$)(?:[\s–-]{{1,3}}(?:{_POSTAL}))?|,\s[A-Z]{{2}}(?:\s\d{{5}}(?:-\d{{4}})?)?\b){{0,5}}"
)
_LEAD: Final = rf"(?:(?:{_UNIT})(?:,\s|\s-\s|\s)(?:{NAME},\s)?){{0,3}}"
"""A flat or floor, and the name of its house, before the number and the street."""
_PIECE: Final = (
    rf"(?:off|opp\.?|opposite|near|behind)?\s?(?:{CAPITALISED}[ -]){{0,4}}{CAPITALISED}(?:[ -]\d{{1,4}}[A-Z]?(?!\w))?"
)
LINK: Final = (
    r"(?:(?:de las|de los|de la|del|de|du|des|das|dos|da|do|dei|degli|delle|della|dello|di|la|las|los|les|le|"
    r"van de|van der|van|aan de|op de|saint|sainte|san|santa)\s|dell['’]|l['’]|d['’])"
)


def either(words: Set[str], least: int = 0) -> str:
    return "|".join(sorted((re.escape(word) for word in words if len(word) >= least), key=len, reverse=True))


@cache
def _streets() -> tuple[re.Pattern[str], ...]:
    """With a street and a number."""
    streets = every("streets") | shared().streets
    title = either(streets | frozenset(word.capitalize() for word in streets))
    capital = either(frozenset(word.capitalize() for word in streets))
    glued = either(
        frozenset(word for word in streets if len(word) > 2 and "." not in word and " " not in word) | {"str."}
    )
    return (
        # 2200 Oak Hollow Dr, Suite 310, Plano, TX 75024
        re.compile(
            rf"(?<![\w:.,/]){_LEAD}{_FIRST},?\s(?:[NSEW]\.?\s)?(?:{CAPITALISED}\s|\d{{1,3}}(?:st|nd|rd|th)\s){{1,4}}(?:{capital})"
            rf"(?![^\W_]){_TAIL}"
        ),
        # 25 rue des Lilas, 69003 Lyon; Calle Mayor 12, 48001 Bilbao
        re.compile(
            rf"(?<![\w:.,/])(?:[Nn]o\.?\s)?\d{{1,4}}(?:\s?(?:bis|ter)|[a-zA-Z])?,?\s(?:{title})\s{LINK}{{0,2}}{NAME}{_TAIL}"
        ),
        re.compile(rf"(?<!\w)(?:{title})\s{LINK}{{0,2}}{NAME},?\s(?:[nN][°ºo.]{{1,2}}\s?)?{_NUMBER}{_TAIL}"),
        # Carrera 7 No. 45-12, Bogotá
        re.compile(
            rf"(?<!\w)(?:{title})\s\d{{1,3}}\s?[A-Z]?\s(?:#|[Nn][o°º]\.?)\s?\d{{1,3}}[A-Z]?(?:\s?-\s?\d{{1,4}})?{_TAIL}"
        ),
        # Lindenstraße 14, 10969 Berlin; Havnegade 22, 5000 Odense C
        re.compile(rf"(?<!\w)(?:{CAPITALISED}[ -]){{0,3}}[^\W\d_]{{2,30}}(?i:{glued})\s?{_NUMBER}{_TAIL}"),
        re.compile(
            r"(?<!\w)(?:(?:An|Am|Auf|In|Im|Zum|Zur|Unter)(?:\s(?:der|den|dem))?\s)?"
            rf"{CAPITALISED}(?:[ -]{CAPITALISED}){{0,2}}[ -](?:{capital})"
            rf"\s{_NUMBER}{_TAIL}"
        ),
        re.compile(
            rf"(?<!\w)(?:An|[Aa]m|Auf|[Ii]m|[Zz]um|[Zz]ur|Unter)(?:\s(?:der|den|dem))?\s{CAPITALISED}(?:\s{CAPITALISED})?\s{_NUMBER},\s(?:{_POSTAL})"
            rf"\s{NAME}"
        ),
    )


@cache
def _small() -> re.Pattern[str]:
    """In small letters, with the kinds of street that are hardly anything else: "22 baker street"."""
    behind, before = either(shared().streets_behind), either(shared().streets_before)
    word = r"[^\W\d_]{3,30}"
    return re.compile(
        rf"(?<![\w:.,])\d{{1,5}}[a-z]?,?\s(?P<name>{word}(?:\s{word})?)\s(?:{behind})(?!\w){_TAIL}"
        rf"|(?<!\w)(?:{before})\s{LINK}{{0,2}}(?P<named>{word}(?:\s{LINK}?{word}){{0,2}}),?\s(?:n[°ºo.]{{1,2}}\s?)?{_NUMBER}{_TAIL}",
        re.I,
    )


@cache
def _codes() -> tuple[re.Pattern[str], ...]:
    """A postal code and its city, and boxes."""
    return (
        re.compile(rf"(?<![\w.,/-])(?:[A-Z]{{1,2}}-)?\d{{5}}\s{CAPITALISED}(?:[ -]{CAPITALISED}){{0,2}}"),
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),
        re.compile(r"(?<![\w.,/-])\d{4}\s?[A-Z]{2}(?:\s[A-Z][\w-]{2,30})?\b"),
        re.compile(rf"\b{CAPITALISED}(?:\s{CAPITALISED})?,\s[A-Z]{{2}}\s\d{{5}}(?:-\d{{4}})?\b"),
        re.compile(rf"\b(?i:{either(shared().boxes)})\s(?:[Nn]o\.?\s)?[A-Z]{{0,2}}-?\d(?:[\d ]{{0,9}}\d)?\b{_TAIL}"),
    )


@cache
def _plots() -> re.Pattern[str]:
    """What begins with a plot, a house or a shop: "Plot 44, Sector 18, Gurugram 122015"."""
    leads = either(shared().plots)
    return re.compile(
        rf"(?<!\w)(?:{leads})(?:\s?[Nn]o)?\.?\s?#?[A-Z]?-?\d[\w/-]{{0,8}}(?P<rest>(?:,\s{_PIECE}){{1,6}})"
        rf"(?P<code>,?[\s–-]{{1,3}}(?:\d{{3}}\s\d{{3}}|\d{{4,6}}|{_TOWN})(?!\d))?"
    )


def address_places(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every address. Raises nothing; overlaps are left to the caller."""
    if not any(sign.isdigit() for sign in text):
        return
    for line in re.finditer(r"[^\n]+", text):
        for match in _matches(line[0]):
            end = match.start() + len(match[0].rstrip(" ,.;:-"))
            yield line.start() + match.start(), line.start() + end


def _matches(line: str) -> Iterator[re.Match[str]]:
    if not any(sign.isdigit() for sign in line):
        return
    for expression in _streets():
        yield from expression.finditer(line)
    for match in _small().finditer(line):
        if every("function").isdisjoint((match["name"] or match["named"]).lower().split()):
            yield match
    for match in _plots().finditer(line):
        if match["code"] or match["rest"].count(",") > 1 or _streets_in(match["rest"]):
            yield match
    for expression in _codes():
        yield from (match for match in expression.finditer(line) if match[0] == line.strip() or _is_code(match[0]))


def _streets_in(rest: str) -> bool:
    return not every("streets").isdisjoint(re.findall(r"\w+", rest.lower()))


def _is_code(found: str) -> bool:
    """Whether it is none of "12000 Kunden", "2024 EU" and "60 Day Trial"."""
    from coach.privacy.lexicon import EVERYDAY, commonness, explained_capital, is_noun

    numbered = re.match(r"\d{4,5}\s?([^\W\d_][\w-]*)", found)
    if not numbered:
        return True
    word = numbered[1]
    if found[:4] in ("1999", *map(str, range(2000, 2036))) and len(re.match(r"\d+", found)[0]) == 4:  # type: ignore[index]
        return False
    ordinary = explained_capital(word.lower()) or commonness(word.lower(), "de") == EVERYDAY or is_noun(word)
    return not ordinary
