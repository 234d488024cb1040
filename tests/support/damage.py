"""Damage to files, for tests: pages that hold anything, a write-ahead log that ends early or lies."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from support.proof import FULL

PAGE = 4096


def overwritten(path: Path, offset: int, size: int, seed: int) -> None:
    """Put random bytes in the place of these."""
    whole = bytearray(path.read_bytes())
    whole[offset : offset + size] = random.Random(seed).randbytes(len(whole[offset : offset + size]))
    path.write_bytes(whole)


def some_pages(path: Path, most: int) -> list[int]:
    """Numbers of pages to overwrite, from 0: the first three, the last, and some between; all in the full proof."""
    count = path.stat().st_size // PAGE
    chosen = range(count) if FULL else sorted(random.Random(count).sample(range(count), min(count, most)))
    return sorted({*range(min(3, count)), count - 1, *chosen})


def image(source: Path, target: Path) -> Path:
    """A copy of a database with its write-ahead log, in a folder of its own, as after a loss of power."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in (source, source.with_name(source.name + "-wal")):
        if path.exists():
            shutil.copyfile(path, target / path.name)
    return target / source.name


def wal_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def frames(wal: bytes) -> Iterator[tuple[int, int, bool]]:
    """Of each frame of a write-ahead log: where it begins, where it ends, and whether it ends a commit.

    See https://www.sqlite.org/fileformat2.html#the_write_ahead_log: a header of 32 bytes, then frames of a header of
    24 bytes and a page; the size of the database stands in the header of a frame that ends a commit.
    """
    for start in range(32, len(wal) - 24 - PAGE + 1, 24 + PAGE):
        yield start, start + 24 + PAGE, wal[start + 4 : start + 8] != bytes(4)
