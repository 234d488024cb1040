"""Names: how prospects are told apart and found, on plaintext that never leaves memory."""

import re
import unicodedata

from coach.contracts import Prospect, ProspectInput

_NOT_WORD = re.compile(r"[\W_]+")


def fold_name(text: str) -> str:
    """A name for comparing: no accents, case, punctuation or double spaces."""
    if not text.isascii():
        text = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", text.casefold()).strip()


def identity(contact: str, company: str, email: str = "", phone: str = "") -> str:
    """What makes two mentions the same prospect: contact and company, else the email, else the phone."""
    named = "/".join((fold_name(contact), fold_name(company)))
    if named != "/":
        return named
    return email.casefold().strip() or re.sub(r"\D", "", phone)


def is_known(details: ProspectInput) -> bool:
    """Whether there is anything by which to tell this prospect from another."""
    return bool(details.prospect_id or identity(details.contact, details.company, details.email, details.phone))


def matches(prospect: Prospect, find: str) -> bool:
    """Whether every word of `find` begins a word of the prospect's name, company or email."""
    text = " ".join(map(fold_name, (prospect.contact, prospect.company, prospect.email, prospect.phone)))
    words = text.split()
    return all(any(word.startswith(part) for word in words) for part in fold_name(find).split())
