"""`make bench`: run the rows in turn, print the table, write docs/benchmarks.md.

What is compared is measured in the same run, interleaved round by round; what is quoted are medians.
"""

import asyncio
import os
import platform
import sqlite3
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

from benchmarks import appends, folds, process, replies

ROOT = Path(__file__).parents[1]


class Row(Struct, frozen=True):
    """One line of the table."""

    what: str
    measured: str
    goal: str


async def measure() -> list[Row]:
    """All rows, in the order of the goals."""
    alone = await appends.alone_against_raw()
    together = await appends.together()
    cold = await folds.cold()
    reply = await replies.warm_reply()
    return [
        Row(
            "64 concurrent durable appends vs the `eventsourcing` recorder called in turn, its quicker way",
            f"{together.against_one:.1f}x (it: {together.peer_rate:,.0f}/s)",
            ">= 10x",
        ),
        Row("the same vs that recorder with 64 callers in threads", f"{together.against_threads:.1f}x", ""),
        Row("one writer alone vs raw sqlite3, one insert per transaction", f"{alone:.2f}x", ">= 0.5x"),
        Row("64 concurrent durable appends, p99", f"{together.p99_ms:.1f} ms ({together.rate:,.0f}/s)", "<= 5 ms"),
        Row(
            "cold fold, one core: stats alone vs `eventsourcing`'s read, decode and fold",
            f"{cold.stats:.1f}x ({cold.stats_rate:,.0f} events/s)",
            ">= 7.5x",
        ),
        Row("the same, all folds together", f"{cold.all_folds:.1f}x ({cold.all_rate:,.0f} events/s)", ">= 2x"),
        Row(
            "full rebuild (read, fold, keep a snapshot) vs the same fold from the log in memory",
            f"{cold.rebuild:.2f}x",
            ">= 0.65x",
        ),
        Row("deterministic reply at 10,000 events, warm, p95", f"{reply:.1f} ms", "<= 25 ms"),
        Row("`coach --help`", f"{process.help_seconds():.2f} s", "<= 0.3 s"),
        Row("server ready", f"{process.ready().seconds:.2f} s", "<= 1.5 s"),
        Row("idle memory of the server", f"{process.ready().megabytes:.0f} MB", "<= 120 MB"),
    ]


def main() -> int:
    """Measure, print, write."""
    rows = asyncio.run(measure())
    lines = [f"| {row.what} | {row.measured} | {row.goal} |" for row in rows]
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    text = f"""# Benchmarks

Medians of one run of `make bench` on {datetime.now(UTC):%Y-%m-%d} ({machine}, SQLite {sqlite3.sqlite_version},
eventsourcing {version("eventsourcing")}).
Compared figures are measured in turn in the same run; ratios are medians of the rounds. The goals are Rebound's own.
Both logs run SQLite in WAL mode with `synchronous=FULL`. The recorder's events are encoded before its clock starts,
ours after. What group commit gains depends on the disk: the dearer its
fsync, the larger the ratio. The folded history is in the order it was made, with one entry in fifty logged late; in
wholly random order, where every entry is late, all folds together are slower than the peer (0.6x when last tried).

| what | measured | goal |
|---|---|---|
"""
    text += "\n".join(lines) + "\n"
    (ROOT / "docs" / "benchmarks.md").write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
