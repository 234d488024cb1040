"""Rendering: templates name facts, code writes the numbers. So every number in a reply is true by construction.

`{fact_id}` is the number, `{fact_id:unit}` the number with its unit, `{fact_id:period}` its period in words; a name
from `words` stands for a word. Values are put in once and never read as a template again. The words of a language are
data, in `coach/insight/words/`.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from coach.contracts import Fact
from coach.insight import wording

PLACEHOLDER: Final = re.compile(r"\{([a-z][a-z0-9_]*)(?::(unit|period))?\}")
_SENTENCE_END: Final = re.compile(r"(?:^|[.?!]['\"”“’)]?\s+|\n)$")

OF_MANY: Final = frozenset({"conversations", "reported_attempts", "reported_conversations", "reported_rejections"})
"""Facts that are said for their size: one of them is nothing to tell."""

RATES: Final = frozenset({"rejection_share", "conversion", "silent_share"})
"""Facts of which one reply states one: a second rate is a lecture."""

_FORMS: Final = {None: wording.number, "unit": wording.with_unit, "period": wording.period}


class UnknownFact(ValueError):
    """A template names a fact that does not exist for this person now."""


class Rendered(Struct, frozen=True):
    """Text with its numbers, and the ids of the facts it states, in order."""

    text: str
    facts: list[str]


def named_in(template: str) -> list[str]:
    """What a template names, in order, each once."""
    return list(dict.fromkeys(match[1] for match in PLACEHOLDER.finditer(template)))


def sayable(names: Iterable[str], facts: Mapping[str, Fact], words: Mapping[str, str]) -> bool:
    """Whether all that a template names is known, and nothing of it too small to be said."""
    return all(name in words or (name in facts and not (name in OF_MANY and facts[name].value == 1)) for name in names)


def render(
    template: str, facts: Mapping[str, Fact], words: Mapping[str, str], language: str = wording.ENGLISH
) -> Rendered:
    """Put numbers and words in, as the language of the template says them. Raises `UnknownFact`."""
    pieces: list[str] = []
    used: list[str] = []
    end = 0
    for match in PLACEHOLDER.finditer(template):
        pieces.append(template[end : match.start()])
        end = match.end()
        name, form = match[1], match[2]
        if name in facts:
            text = _FORMS[form](facts[name], language)
            if name not in used:
                used.append(name)
        elif name in words and form is None:
            text = wording.name(words[name], language)
        else:
            raise UnknownFact(name)
        if _SENTENCE_END.search("".join(pieces)):
            text = text[:1].upper() + text[1:]
        pieces.append(text)
    pieces.append(template[end:])
    return Rendered("".join(pieces), used)
