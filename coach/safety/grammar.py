"""Whether and who: what a clause says about its own phrase, in one language.

In: the word lists that every language has (`first`, `third`, `own_subject`, `negation`, `not_negation`,
`clause_break`). Out: answers about a clause of normalised text.
"""

import re
from functools import cached_property

from coach.safety.notation import to_regex


class Grammar:
    def __init__(self, words: dict[str, str]) -> None:
        self._words = words

    def _pattern(self, lines: str) -> re.Pattern[str]:
        return re.compile(to_regex(lines, self._words))

    @cached_property
    def _clause_break(self) -> re.Pattern[str]:
        return re.compile(",|" + to_regex("<clause_break>", self._words))

    @cached_property
    def _person(self) -> re.Pattern[str]:
        return self._pattern("(?P<third_person><third>)|<first>")

    @cached_property
    def _own_subject(self) -> re.Pattern[str]:
        return self._pattern("<own_subject>")

    @cached_property
    def _negation(self) -> re.Pattern[str]:
        return self._pattern("<negation>")

    @cached_property
    def _no_negation(self) -> re.Pattern[str]:
        """Phrases with a "not" that denies nothing: "I can't stop thinking about ..."."""
        return self._pattern("<not_negation>")

    def last_clause(self, before: str) -> str:
        last = _last(self._clause_break, before)
        return before[last.end() :] if last else before

    def first_clause(self, after: str) -> str:
        first = self._clause_break.search(after)
        return after[: first.start()] if first else after

    def is_about_third_person(self, clause: str) -> bool:
        """Whether the last person named in the clause is someone else."""
        last = _last(self._person, clause)
        return last is not None and last["third_person"] is not None

    def names_third_person(self, clause: str) -> bool:
        return any(found["third_person"] is not None for found in self._person.finditer(clause))

    def names_first_person(self, clause: str) -> bool:
        return any(found["third_person"] is None for found in self._person.finditer(clause))

    def is_negated(self, clause: str) -> bool:
        """Whether a "not" stands behind the last "I" of the clause."""
        own = _last(self._own_subject, clause)
        denied = clause[own.end() :] if own else clause
        return self._negation.search(self._no_negation.sub(" ", denied)) is not None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last: re.Match[str] | None = None
    for found in pattern.finditer(text):
        last = found
    return last
