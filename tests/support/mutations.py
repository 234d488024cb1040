"""What became of mutants: the reasons why some may live, the results, and docs/mutations.md made of them."""

import os
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec import Struct

from tests.support.mutants import Mutant


class Reason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why these changes of a line do no harm. The line goes by its text, so that it may move."""

    line: str
    changes: list[str]
    why: str


class Result(Struct, frozen=True):
    """A module's mutants: how many were tested, and which survived, each with the reason why it may."""

    module: str
    tested: int
    survivors: list[tuple[Mutant, str | None]]
    seconds: float


def page(results: Iterable[Result], before: str, modules: Iterable[str]) -> str:
    """The page in Markdown: of these modules, what the results say, and of the others what the page said before."""
    sections = {part.partition("\n")[0]: part.rstrip() for part in before.split("\n### ")[1:]}
    sections |= {result.module: _section(result) for result in results}
    return TEXT.format(sections="\n\n".join(f"### {sections[module]}" for module in modules if module in sections))


def _section(result: Result) -> str:
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    killed, alive = result.tested - len(result.survivors), len(result.survivors)
    head = f"{result.tested} mutants, {killed} killed, {alive} survived on {datetime.now(UTC):%Y-%m-%d} ({machine})."
    return "\n\n".join([result.module, head, *_survivors(result)])


def _survivors(result: Result) -> Iterator[str]:
    """A module's survivors, those with one reason together."""
    by_reason: dict[str, list[Mutant]] = {}
    for mutant, why in result.survivors:
        by_reason.setdefault(why or "**Not explained: it needs a test.**", []).append(mutant)
    for why, mutants in by_reason.items():
        changes = "\n".join(f"- line {mutant.number}, `{mutant.line}`: `{mutant.change}`" for mutant in mutants)
        yield f"{why}\n\n{changes}"


TEXT = """# Mutations

Would the tests notice a fault? `make mutate` puts small faults, one at a time, into the modules that everybody's data
and streaks hang on: a `<` for a `<=`, an `and` for an `or`, a number one higher, a call left out, an argument left out
or two exchanged, `None` for a result. For each it runs the tests of the module on a copy of the project. A test that
fails, or an endless loop, notices (kills) the fault; what no test notices survives.

Every survivor below has a reason why it does no harm. The reasons are in `tests/data/mutants.toml`. `make mutate` exits
with 1 where a survivor has none; it then needs a test, or an entry there. Which tests belong to which module, and the
modules, are in `tests/mutate.py`; the kinds of faults are in `tests/support/mutants.py`. All mutants are tested, none
is left to chance. To look at one module while working on it, and renew its part of this page:

```
.venv/bin/python -m tests.mutate events/codec.py
```

## Modules

{sections}
"""
