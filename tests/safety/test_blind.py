"""The blind lists as a regression test of the phrases: what is missed today may shrink and must not grow.

The first-try numbers, which say what to expect of unseen text, are in docs/safety.md.
"""

from collections import Counter

from support.safety_lists import blind_lines, passes, phrase_level

MISSED = {"1-de": 3, "1-en": 1, "1-fr": 1, "1-nl": 1, "2-de": 6, "2-en": 10, "2-it": 1, "2-pt": 1, "3-de": 1}
"""Sentences of risk that no phrase finds, by list; none where a list is not named, list 4 apart."""

MISSED_IN_LIST_4 = 18

FALSE_ALARMS = 3


def test_no_list_is_read_worse_than_before() -> None:
    """Misses by list, and false alarms of all lists together."""
    missed: Counter[str] = Counter()
    false_alarms = 0
    for line in blind_lines():
        if not passes(line, phrase_level(line.text)[0]):
            if line.level:
                missed[f"{line.round}-{line.lang}"] += 1
            else:
                false_alarms += 1
    in_list_4 = sum(count for name, count in missed.items() if name.startswith("4"))
    assert in_list_4 <= MISSED_IN_LIST_4
    assert {name: n for name, n in missed.items() if name[0] != "4" and n > MISSED.get(name, 0)} == {}
    assert false_alarms <= FALSE_ALARMS
