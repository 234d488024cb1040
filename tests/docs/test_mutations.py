"""Mutations: small faults are made as they are meant to be, and the reasons for those that may live are of today."""

import ast
from pathlib import Path

import pytest

from tests.mutate import REASONS, TARGETS
from tests.support.mutants import mutants

ROOT = Path(__file__).parents[2]
CODE = '''"""A docstring."""

LIMIT: int = 3


def held(values: list[int], limit: int = LIMIT) -> bool:
    """Whether something is held."""
    if not values or len(values) > limit:
        raise ValueError(f"at most {limit}")
    values.sort(reverse=True)
    return values[0] in values[1:]
'''


def test_each_kind_of_fault_is_made() -> None:
    """By line; docstrings and annotations are left alone, and each mutant is a module that compiles."""
    made = mutants(CODE)
    assert [(mutant.number, mutant.change) for mutant in made] == [
        (3, "3 -> 4"),
        (3, "3 -> 2"),
        (8, "not values or len(values) > limit -> not values and len(values) > limit"),
        (8, "not values or len(values) > limit -> len(values) > limit"),
        (8, "not values or len(values) > limit -> not values"),
        (8, "not values -> values"),
        (8, "len(values) > limit -> len(values) >= limit"),
        (9, 'raise ValueError(f"at most {limit}") -> pass'),
        (9, "f\"at most {limit}\" -> 'XX'"),
        (10, "values.sort(reverse=True) -> pass"),
        (10, "values.sort(reverse=True) -> values.sort()"),
        (10, "True -> False"),
        (11, "values[0] in values[1:] -> None"),
        (11, "values[0] in values[1:] -> values[0] not in values[1:]"),
        (11, "0 -> 1"),
        (11, "0 -> -1"),
        (11, "1 -> None"),
        (11, "1 -> 2"),
        (11, "1 -> 0"),
    ]
    for mutant in made:
        assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(CODE)), mutant.change


def test_a_pattern_loses_each_of_its_alternatives() -> None:
    """But no bracket loses its other half."""
    changes = [mutant.change.partition(" -> ")[2] for mutant in mutants('P = "a|(b|c)|d|e"')]
    assert changes == ["'a|(b|c)|d|eXX'", "'(b|c)|d|e'", "'a|(b|c)|e'", "'a|(b|c)|d'"]


@pytest.mark.parametrize("module", TARGETS)
def test_every_reason_is_of_a_mutant_that_there_is(module: str) -> None:
    """A line that was changed takes its reasons along: they are thought about anew."""
    made = {(mutant.line, mutant.change) for mutant in mutants((ROOT / module).read_text("utf-8"))}
    for reason in REASONS.get(module, []):
        for change in reason.changes:
            assert (reason.line, change) in made, f"{module}: {reason.line}: {change}"


def test_reasons_are_of_modules_that_are_tested() -> None:
    """A module that moved takes its reasons along."""
    assert set(REASONS) <= set(TARGETS)
    assert all(reason.why for reasons in REASONS.values() for reason in reasons)
