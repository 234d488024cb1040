"""The difference between two texts, word by word. Pure.

In: the text before and the text after. Out: stretches to keep, remove and add. Those kept and removed are the text
before, those kept and added the text after, exactly.
"""

import re
from difflib import SequenceMatcher
from typing import Final

from coach.contracts import Change

_TOKEN: Final = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")


def difference(before: str, after: str) -> list[Change]:
    """The changes from one text to the other, in reading order; between two kept stretches removal comes first."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    # White space is everywhere, so it is no place at which two texts meet.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    changes: list[Change] = []
    removed, added = "", ""
    for op, start, end, from_, to in matcher.get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[from_:to])
        if op != "equal" or (gone.isspace() and (removed or added)):
            removed, added = removed + gone, added + come
            continue
        changes += [*_changed(removed, added), Change("keep", gone)]
        removed, added = "", ""
    return [*changes, *_changed(removed, added)]


def _changed(removed: str, added: str) -> list[Change]:
    return [
        *([Change("remove", removed)] if removed else []),
        *([Change("add", added)] if added else []),
    ]
