"""What the scripts of the pages say: their sentences are found in their source, and a page brings them along.

English pages bring nothing. What the API answers in English, and a script shows, is a room of its own in the book.
"""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from markupsafe import Markup

from coach.words import ENGLISH, book, language

_SAID: Final = re.compile(r'gettext\(\s*"((?:[^"\\]|\\.)*)"')

PASSED_ON: Final = "from the services, through scripts"


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of every script, each once."""
    scripts = [one for one in (files("coach.web") / "static").iterdir() if one.name.endswith(".js")]
    said = [json.loads(f'"{text}"') for one in scripts for text in _SAID.findall(one.read_text("utf-8"))]
    return tuple(sorted(set(said)))


def script_words() -> Markup | None:
    """The sentences in the language in use, as JSON; None where that is English."""
    return None if language() == ENGLISH else _words_of(language())


@cache
def _words_of(spoken: str) -> Markup:
    known = book(spoken)
    said = {english: known.messages.get(english, english) for english in sentences()} | known.rooms.get(PASSED_ON, {})
    # Valid in a template element: JSON has no other place for these characters than its strings.
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&", "\\u0026")
    return Markup(text)  # noqa: S704 - our own words
