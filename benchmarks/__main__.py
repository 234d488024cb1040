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

from benchmarks import appends, first_byte, folds, process, redaction, replies, waits

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
    added, late = await first_byte.added_ms()
    stopped, overdue = await waits.waits_ms()
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
        Row("what Rebound adds before a model's first byte, p95 (median)", f"{late:.1f} ms ({added:.1f})", "<= 15 ms"),
        Row("from Stop until the model's connection is closed, the longest of 20", f"{stopped:.0f} ms", "<= 500 ms"),
        Row("from a model's deadline until the reply is whole, the longest of 20", f"{overdue:.0f} ms", "<= 1 s"),
        Row("redaction of a note with 5,000 contacts on record, p95", f"{redaction.p95():.1f} ms", "<= 20 ms"),
        Row("`coach --help`", f"{process.help_seconds():.2f} s", "<= 0.3 s"),
        Row("server ready", f"{process.ready().seconds:.2f} s", "<= 1.5 s"),
        Row("idle memory of the server", f"{process.ready().megabytes:.0f} MB", "<= 120 MB"),
    ]


WHERE_IT_GOES = """
## Where the time goes

Profiled by hand on a machine of this kind with nothing else to do, in microseconds an event.

- **64 appends together, about 24:** SQLite takes 9 to 11 (4 to 6 to insert a row with its two unique indexes, 4 to
  write and flush its share of the pages), deciding and hashing 4, encoding 4, asyncio and the caller 6. The recorder
  takes 105 to 160, nearly all of it its own flush: where a flush costs a millisecond the ratio is far larger. Ten
  times the recorder on this disk would leave 1 to 5 for everything but SQLite. Tried: heads in memory and no look-up
  for what the unique index stops, many rows an INSERT, one thread without futures of its own (together 1.5 to 2 times
  as fast); uvloop (nothing gained).
- **One writer alone, about 200:** one flush of 110, the trip to the writer's thread and back 40, the rest as above.
- **Stats alone, about 2.7:** fetching a row of seven columns through Python's sqlite3 takes 1.6, decoding 0.4, folding
  0.5. The goal is about what fetching takes. Tried: joining columns or rows to JSON inside SQLite (no gain), fewer
  columns (0.15 each).
- **All folds, about 6:** fetching and decoding 2, the folds 3.7, of which a third is the timelines that let late events
  find their place. Each moment is parsed once, and ids are made when asked for.
"""


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
    text += "\n".join(lines) + "\n" + WHERE_IT_GOES
    (ROOT / "docs" / "benchmarks.md").write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
