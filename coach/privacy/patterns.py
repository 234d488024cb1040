"""What can be told by its form: email, web address, handle, numbers of deals and accounts, birth dates.

Every expression is linear: no part can match the same letters in two ways, and repeats have a limit.
"""

import re
from collections.abc import Iterator
from typing import Final

from coach.privacy.finding import Found, Type
from coach.privacy.lexicon import UNKNOWN, commonness

_TLD: Final = (
    "com|net|org|info|biz|eu|io|ai|app|dev|co|de|at|ch|li|uk|ie|fr|be|nl|lu|es|pt|it|dk|no|se|fi|pl|cz|sk|hu|ro|bg|gr|tr|"
    "us|ca|mx|br|ar|cl|pe|in|jp|cn|kr|sg|hk|au|nz|za|ng|ke|ae|sa|il|ru|ua|me|tv|so|to|ly|gl|online|shop|store|tech|site|"
    "website|cloud|agency|digital|studio|media|consulting|gmbh|berlin|hamburg|wien|koeln|cat|paris|legal|health|dental"
)
_WORDLIKE_TLD: Final = frozenset(
    [
        "at",
        "no",
        "it",
        "in",
        "is",
        "me",
        "so",
        "to",
        "be",
        "my",
        "li",
        "us",
        "es",
        "se",
        "de",
        "la",
        "co",
        "media",
        "studio",
        "legal",
        "health",
        "dental",
    ]
)
_LABEL: Final = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_AT_SIGN: Final = (
    r"arroba|arobase|arobas|chiocciola|chiocciolina|apenstaartje|snabel-?a|krøllalfa|alfakrøll|klammeraffe|małpa|malpa|kukac|"
    r"zavináč|zavinac|at-tecken|at-tegn|at-zeichen|at[ -]sign|miukumauku|ät-merkki|arond|afna"
)
"""The sign's names that are no other word."""
_AT: Final = rf"at|ät|aet|{_AT_SIGN}"
_SURE_DOT: Final = r"dot|punkt|punto|ponto|kropka|tečka|tecka|piste|nokta|punkto|pont|punct"
_DOT: Final = rf"{_SURE_DOT}|point|punt|prikk|prik"
_JOINT: Final = (
    rf"\s\.\s?|\s(?:{_DOT})\s|\s-\s?|\s(?:dash|hyphen|underscore|bindestrich|minus|unterstrich|tiret|guion(?:\sbajo)?|"
    r"guión(?:\sbajo)?|trattino(?:\sbasso)?|underline|streepje|bindestreg|bindestrek|bindestreck|understreck|hífen)\s"
)

EMAIL: Final = re.compile(rf"(?<![\w.+-])[\w.+%'-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,6}}")
_DISPLAYED: Final = re.compile(
    r"(?:^|[:,;])[^\S\n]{0,3}[\"'“]?([^\W\d_][^\n:;<>@\"“”]{0,80})(?=[\"'”]?[^\S\n]{0,3}<[^\s<>@]{1,64}@)", re.M
)
"""The name before an address in brackets, as mail programs write it: "From: Ann Lee <ann@example.com>"."""
_SPACED_EMAIL: Final = re.compile(
    rf"(?<!\S)[\w.+-]{{1,64}}(?:\s?[\[({{<]\s?(?:{_AT}|@)\s?[\])}}>]\s?|\s@\s|@\s?)[\w-]{{1,63}}"
    rf"(?:\s?(?:[\[({{<]\s?(?:{_DOT}|\.)\s?[\])}}>]|\.)\s?(?:[\w-]{{1,40}}\.)?(?:{_TLD})\b){{1,2}}",
    re.I,
)
_SPOKEN_EMAIL: Final = re.compile(
    rf"\b[\w.+-]{{1,64}}(?:(?:{_JOINT})[\w-]{{1,40}}){{0,2}}\s(?:(?:{_AT})\s[\w-]{{1,63}}(?:\s?\.\s?|\s(?:{_DOT})\s)(?:{_TLD})\b|"
    rf"(?:{_AT})\s[\w-]{{1,63}}(?:(?:{_JOINT})[\w-]{{1,40}}){{0,2}}\s(?:{_SURE_DOT})\s(?:{_TLD}|[a-z]{{2}})\b|"
    rf"(?:{_AT_SIGN})\s[\w-]{{2,63}}(?:(?:\s?\.\s?|\s(?:{_DOT})\s)(?:{_TLD}|[a-z]{{2}})\b)?)(?:(?:\.|\s(?:{_DOT})\s)[a-z]{{2}}\b)?",
    re.I,
)
_URL: Final = re.compile(r"\b(?:https?|ftp)://[^\s<>\"'”“]{1,2000}|\bwww\.[^\s<>\"'”“]{2,2000}", re.I)
_DOMAIN: Final = re.compile(
    rf"(?<![\w@.-])(?:{_LABEL}\.){{1,5}}(?:(?:{_TLD})\b|[a-z]{{2}}(?=/\w))(?!\.\w)(?:[/?#][^\s<>\"'”“]{{0,2000}}|:\d{{2,5}})?",
    re.I,
)
_HANDLE: Final = re.compile(r"(?<![\w@.])@[\w][\w.-]{1,63}(?<![.-])")
_NETWORKS: Final = (
    r"ig|insta|instagram|twitter|telegram|tg|wechat|weixin|skype|snap|snapchat|tiktok|linkedin|"
    r"discord|signal|threads|fb|"
    r"facebook|messenger|kakao|kakaotalk|line id|viber|xing|handle|slack|whatsapp|user|username"
)
_NETWORK_HANDLE: Final = re.compile(
    rf"\b(?:{_NETWORKS})(?:\s?[:=]\s?|\s)(?:id\s?[:=]?\s?)?@?([\w][\w.-]{{2,40}})", re.I
)
_LINKED_IN: Final = re.compile(r"(?<![\w/])(?:in|u|user)/[\w%.-]{3,100}")
_UUID: Final = re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b", re.I)
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,4})?\b")
_VAT: Final = re.compile(
    r"\b(?:ATU|BE[01]|CHE-?|DE|DK|EL|ES[A-Z]?|FI|FR[A-Z\d]{2}|GB|IE|IT|LU|NL|NO|PL|PT|SE)\d{7,12}(?:B\d{2}|[A-Z])?\b"
)
_CARD: Final = re.compile(r"(?<![\d-])(?:\d{4}[ -]){3}\d{1,7}(?![\d-])|(?<!\d)\d{15,19}(?!\d)")
_CODE: Final = re.compile(
    r"(?<![\w#-])#?([A-Z]{1,8})[-_/](?:[A-Z\d]{1,12}[-_/]){0,3}\d{2,14}[A-Z]?\b|(?<![\w#-])#?([A-Z]{2,6})\d{4,14}\b"
)
_NOT_CODES: Final = frozenset(
    [
        "ISO",
        "DIN",
        "EN",
        "KW",
        "COVID",
        "SARS",
        "H",
        "Q",
        "FY",
        "CW",
        "IPV",
        "A",
        "B",
        "C",
        "T",
        "Y",
        "V",
        "N",
        "RFC",
        "IEC",
    ]
)
_ORDER: Final = re.compile(
    r"(?<![\w#-])(?:SO|PO|WO|INV|SQ|RFQ|RFP|RMA|QTE|SR|JOB|REQ|GRN|AWB|BL|DN|RE|AB|LS|AN|ANG|KD|KV|CASE|POL|CLM|TKT)"
    r"(?:\s?[#:]\s?|[ .]|\sNo\.?\s)(?!(?:19|20)\d\d\b)\d[\d/-]{2,14}(?!\w|\s?[%€$£])"
)
"""What a paper or a case is called for short, and its number: "SO 44817"."""
_LETTERS: Final = ("Q", "H", "A", "B", "C", "T", "Y", "V", "N")
"""Which a short number or a year behind makes no paper: "Q-3", "H-2026"."""
_NEVER: Final = 99
_HASH: Final = re.compile(r"(?<![\w&])#\s?(?:[A-Z]{1,8}[-_]?)?\d[\w/-]{1,30}", re.I)
_ID_WORDS: Final = (
    r"deal|order|invoice|contract|ticket|quote|quotation|ref|reference|case|opportunity|opp|po|"
    r"account|acct|customer|client|id|"
    r"angebot|rechnung|auftrag|vertrag|bestellung|kunde|kundennummer|vorgang|aktenzeichen|az|pedido|"
    r"factura|contrato|oferta|"
    r"presupuesto|expediente|cotización|devis|facture|commande|contrat|dossier|référence|ordine|"
    r"fattura|contratto|preventivo|"
    r"pratica|offerte|factuur|bestelling|klantnummer|proposta|fatura|nota|ordre|faktura|tilbud|"
    r"tilbudet|kontrakt|sag|sak|avtal|"
    r"angebotsnummer|rechnungsnummer|vertragsnummer|auftragsnummer|kundennr|ordrenr|fakturanr|tilbudsnr"
)
_NUMBERED: Final = re.compile(
    rf"\b(?:{_ID_WORDS})\.?(?:\s?(?:number|num|no|nr|nummer|núm|número|numero|numéro|id|n[°ºo])\.?)?\s?[#:]?\s?"
    rf"((?:[A-Z]{{1,8}}[-_/]?)?\d[\w/-]{{2,30}})(?![\w%€$£]|[.,:]\d|\s?(?:€|\$|£|eur|usd|kr|%|k\b))",
    re.I,
)
_YEAR: Final = re.compile(r"(?:19\d\d|20[0-4]\d)(?:[/-]\d{2,4})?\Z")
_BORN: Final = re.compile(
    r"\b(?:born|dob|d\.o\.b\.?|date of birth|birthday|birthdate|geboren|geb\.|geburtstag|geburtsdatum|"
    r"né le|née le|nacid[oa]|"
    r"fecha de nacimiento|nat[oa] il|geboortedatum|nascid[oa]|født|född)\b[\s:]{0,2}(?:on|am|is|"
    r"el|le|il|op|em|den|the|:)?\s?"
    r"(\d{1,4}(?:st|nd|rd|th|\.|º)?[ ./-](?:de )?(?:\d{1,2}|[^\W\d_]{3,10})(?:[ ./,-]{1,2}(?:de )?\d{2,4})?|"
    r"[^\W\d_]{3,10} \d{1,2}(?:,? \d{4})?)",
    re.I,
)
_TRAILING: Final = ".,;:!?)]}'’»"


def pattern_finds(text: str) -> Iterator[Found]:
    """Everything that its form gives away, overlaps included."""
    for match in EMAIL.finditer(text):
        yield _found(text, match.start(), match.end(), "EMAIL")
    if "@" in text or "(" in text or "[" in text or "{" in text:
        for match in _SPACED_EMAIL.finditer(text):
            if any(sign in match[0] for sign in "@[({"):
                yield _found(text, match.start(), match.end(), "EMAIL")
    for match in _SPOKEN_EMAIL.finditer(text):
        if _is_spoken(match[0].lower()):
            yield _found(text, match.start(), match.end(), "EMAIL")
    for match in _DISPLAYED.finditer(text) if "<" in text else ():
        yield Found(match.start(1), match.start(1) + len(match[1].rstrip()), "PERSON")
    for match in _URL.finditer(text):
        yield _found(text, match.start(), match.end(), "URL")
    for match in _DOMAIN.finditer(text):
        if _is_domain(match[0]):
            yield _found(text, match.start(), match.end(), "URL")
    yield from _handles(text)
    yield from _numbers(text)


def _found(text: str, start: int, end: int, kind: Type) -> Found:
    while end > start + 1 and text[end - 1] in _TRAILING:
        end -= 1
    return Found(start, end, kind)


def _is_spoken(found: str) -> bool:
    """Whether it is one, not "meet at noon. no problem" or "look at that point to"."""
    words = re.split(r"[\s.]+", found)
    if words[-1] not in _WORDLIKE_TLD or re.search(rf"\s(?:{_AT_SIGN}|{_SURE_DOT})\s", found):
        return True
    return commonness(words[words.index("at") + 1] if "at" in words else words[0], "en") == UNKNOWN


def _is_domain(found: str) -> bool:
    """Whether it is one, not two sentences without a space between them ("budget.no chance")."""
    host, _, path = found.partition("/")
    labels = host.split(".")
    if path or len(labels) > 2 or "-" in host or any(sign.isdigit() for sign in labels[0]):
        return True
    if labels[-1].lower() in _WORDLIKE_TLD:
        return commonness(labels[0].lower(), "en") == UNKNOWN and labels[-1].islower()
    return not labels[-1][:1].isupper()


def _handles(text: str) -> Iterator[Found]:
    for match in _HANDLE.finditer(text):
        yield Found(match.start(), match.end(), "HANDLE")
    for match in _NETWORK_HANDLE.finditer(text):
        name = match[1].rstrip(".-")
        told = ":" in match[0] or "=" in match[0] or "@" in match[0]
        odd = (
            any(sign.isdigit() or sign in "_." for sign in name)
            and not name.replace(".", "").replace("-", "").isdigit()
        )
        if odd or (told and commonness(name.lower(), "en") == UNKNOWN and len(name) > 3):
            yield Found(match.start(1) - (text[match.start(1) - 1] == "@"), match.start(1) + len(name), "HANDLE")
    for match in _LINKED_IN.finditer(text):
        yield Found(match.start(), match.end(), "HANDLE")


def _numbers(text: str) -> Iterator[Found]:
    for match in _UUID.finditer(text):
        yield Found(match.start(), match.end(), "DEAL_ID")
    for expression in (_IBAN, _VAT, _CARD):
        for match in expression.finditer(text):
            if sum(sign.isdigit() for sign in match[0]) >= 7:
                yield Found(match.start(), match.end(), "ACCOUNT")
    for match in _CODE.finditer(text):
        digits = sum(sign.isdigit() for sign in match[0])
        name = match[1] or match[2]
        least = (2 if match[1] else 4) if name not in _NOT_CODES else 3 if match[1] in _LETTERS else _NEVER
        if digits >= least and not (name in _LETTERS and _YEAR.match(match[0].partition(name)[2].lstrip("-_/"))):
            yield Found(match.start(), match.end(), "DEAL_ID")
    for match in _ORDER.finditer(text):
        yield Found(match.start(), match.end(), "DEAL_ID")
    for match in _HASH.finditer(text):
        yield _found(text, match.start(), match.end(), "DEAL_ID")
    for match in _NUMBERED.finditer(text):
        if not _YEAR.match(match[1]):
            begins = match.start() if match[1].isdigit() and "#" not in match[0] else match.start(1)
            yield Found(begins, match.end(1), "DEAL_ID")
    for match in _BORN.finditer(text):
        yield Found(match.start(1), match.end(1), "BIRTH_DATE")
