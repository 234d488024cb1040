"""Mentions: names of prospects taken out of a text, so that they are forgotten with the prospect."""

from events.envelope import Private


class Mentions(Private, frozen=True, kw_only=True, tag="mentions"):
    """What stood at the marks of a text, sealed for the prospect: number of the mark -> the words as written."""

    words: dict[str, str]
