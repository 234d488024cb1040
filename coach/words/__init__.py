"""What people read, in their language: English sentences stand in the code, every other language is a file beside this.

`use` says for whom the rest of a request is written. The API and the command line never call it with another language,
so they are English. The functions have the names and meanings of GNU gettext; values stand in a sentence as %(name)s.
"""

from contextvars import ContextVar

from coach.insight.wording import words_of
from coach.words.book import ENGLISH, Book, book, languages

_current: ContextVar[str] = ContextVar("language", default=ENGLISH)

__all__ = [
    "ENGLISH",
    "book",
    "count",
    "decimal",
    "first_upper",
    "gettext",
    "gettext_noop",
    "language",
    "languages",
    "lookup",
    "lookup_plural",
    "ngettext",
    "ngettext_noop",
    "percent_of",
    "retold",
    "use",
]

Plural = tuple[str, str]
"""One of something and several, in English: ("call", "calls")."""


def use(wanted: str) -> None:
    """Write what follows in this language, or in English where there is no file for it."""
    _current.set(wanted if wanted in languages() else ENGLISH)


def language() -> str:
    """The language that is in use."""
    return _current.get()


def current() -> Book:
    """The book of the language in use."""
    return book(language())


def lookup(message: str) -> str:
    """A sentence with its placeholders, in the language in use; as it is where the book does not have it."""
    found = current().messages.get(message, message)
    return found if isinstance(found, str) else found[0]


def lookup_plural(one: str, many: str, number: int) -> str:
    """The form of a sentence that a number takes."""
    found = current().messages.get(one)
    if found is None or isinstance(found, str):
        return one if number == 1 else many
    return found[min(current().form(number), len(found) - 1)]


def gettext(message: str, /, **values: object) -> str:
    """A sentence with its values."""
    return lookup(message) % values


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The form of a sentence that a number takes, with its values."""
    return lookup_plural(one, many, number) % values


def gettext_noop(message: str) -> str:
    """Marks a sentence that is said later, when the language is known."""
    return message


def ngettext_noop(one: str, many: str) -> Plural:
    """The same for one of something and several."""
    return one, many


def retold(sentence: str) -> str:
    """What a service said in English, in the language in use; sentence by sentence, as it is where nothing fits."""
    return current().retold(sentence)


def count(number: int) -> str:
    """A whole number in digits: "12,345", "12.345"."""
    return f"{number:,}".replace(",", words_of(language()).thousands)


def decimal() -> str:
    """What stands between a number and its fraction."""
    return words_of(language()).decimal


def percent_of(points: str) -> str:
    """Points of a hundred, in digits, as a share: "0.5" is "0.5%", "0,5 %"."""
    return words_of(language()).percent.format(number=points.replace(".", decimal()))


def first_upper(text: str) -> str:
    """The text with a capital letter first; the others stay, as German nouns have capitals of their own."""
    return text[:1].upper() + text[1:]
