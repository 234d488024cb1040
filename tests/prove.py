"""The long proofs, in full: `make prove`. Runs them and writes what it saw to docs/evidence.md. With names of folders,
such as `python -m tests.prove safety coaching`, only the proofs there, and renews their rows.

`make test` runs a seeded slice of each; the numbers here are the full ones.
"""

import os
import platform
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

ROOT = Path(__file__).parents[1]


class Proof(Struct, frozen=True):
    """What is claimed, and the tests that try to break it in full."""

    claim: str
    tests: list[str]


PROOFS = [
    Proof(
        "in a browser: fifty entries logged offline, in two tabs, with reloads, a killed tab, lost answers and a "
        "restarted server are exactly fifty, and the refused one waits to be mended; a reply cut at every boundary of "
        "its blocks and inside each ends with the text that the journal has, announced once; axe-core finds nothing in "
        "any room and state, light and dark, 320 to 1440 px",
        [f"tests/browser/test_{name}.py" for name in ("offline", "queue", "cut_stream", "accessible")],
    ),
    Proof(
        "kill -9 during 1,000 concurrent appends, 100 times: every acknowledged event is there, none twice, and "
        "the chains are whole",
        ["tests/events/test_kill.py"],
    ),
    Proof(
        "60 crash images of a writer stopped at random moments: each opens, verifies and holds what was acknowledged",
        ["tests/events/test_crash_images.py"],
    ),
    Proof(
        "two processes at once, a clock that goes backwards, a file that may not grow (as on a full disk), foreign "
        "and newer files; every flipped byte, removed row and cut tail is found and named by verify",
        [
            f"tests/events/test_{name}.py"
            for name in ("append_only", "tampering", "files", "storage_failures", "private", "writer", "clock")
        ],
    ),
    Proof(
        "a disk that is really full (a small file system where this machine can mount, and a limit on every file), "
        "under eight who append, keys, sessions, snapshots, import, forgetting, backup and restore: one clear error, "
        "nothing acknowledged is lost, and with room it goes on by itself",
        ["tests/events/test_full_disk.py", "tests/keeping/test_full_disk.py"],
    ),
    Proof(
        "every page of the journal, the keys and the snapshots overwritten: right numbers or an error that names the "
        "file, verify names it, and snapshots mend themselves",
        [
            "tests/events/test_damaged_pages.py",
            "tests/events/test_damaged_snapshots.py",
            "tests/keeping/test_damaged_files.py",
        ],
    ),
    Proof(
        "a write-ahead log cut or changed at every frame, or gone: a true beginning up to the end of a commit, and "
        "heads that were kept tell what is lost",
        ["tests/events/test_damaged_wal.py", "tests/keeping/test_lost_tail.py"],
    ),
    Proof(
        "folders and files that may not be written or read, a file for a folder and a folder for a file: one line "
        "that names it, and nothing is changed",
        ["tests/keeping/test_no_rights.py", "tests/keeping/test_odd_folders.py"],
    ),
    Proof(
        "the log in SQLite and the log in memory agree over append, retract, correct, forget, restart and rebuild",
        ["tests/events/test_logs_agree.py"],
    ),
    Proof(
        "76,000 labelled lines in seven languages, each list judged by what was learnt from other writers: the gate "
        "finds far more of the risk than phrases alone",
        ["tests/safety/test_unseen.py"],
    ),
    Proof(
        "each rule, idiom and sign of the gate taken away in turn, its negation and person turned around, its levels "
        "swapped: a labelled sentence is judged wrongly",
        ["tests/safety/test_mutations.py"],
    ),
    Proof(
        "every labelled German quote, read by what was learnt from the other four fifths: the reason of a no is found",
        ["tests/understanding/test_blind_quotes.py"],
    ),
    Proof(
        "folds refolded from the start, and from snapshots, equal the state kept incrementally",
        [f"tests/events/test_{name}.py" for name in ("streak_view", "fold_states", "reader", "snapshots")],
    ),
    Proof(
        "a forgotten prospect, their key and their name in a chat are in no file afterwards; backups made while "
        "writing verify and come back",
        ["tests/journal/test_forgetting.py", "tests/keeping/test_backup.py"],
    ),
    Proof(
        "kill -9 while the master key is changed and new keys are made, 100 times: every key opens under the one that "
        "is there, the destroyed stay destroyed, and nothing of the old ones is in any file",
        [f"tests/keeping/test_rotation{name}.py" for name in ("", "_files", "_kill", "_shared")],
    ),
    Proof(
        "100,000 names of twenty countries planted in notes, whole or in part, in any case, with slips: at least 999 "
        "in 1,000 known ones are masked, and most of the unknown ones",
        ["tests/privacy/test_names.py"],
    ),
    Proof(
        "5,000 planted identities (names, companies, mails, phones, handles; in prospects, notes, pitches, "
        "commitments, plans, imported files and messages in six languages), a third of them on record: none in a "
        "request to a model, a log line or an error, and the receipts are the bytes that the server recorded",
        ["tests/coaching/test_nothing_leaves.py", "tests/web/test_errors_say_nothing.py"],
    ),
    Proof(
        "faults of an endpoint at every point of its answer, and kill -9 of the server at boundaries of blocks and "
        "inside them: each reply is complete, what was shown stands, and the receipt has the request that left",
        ["tests/coaching/test_faults.py", "tests/coaching/test_unfinished.py", "tests/web/test_killed.py"],
    ),
    Proof(
        "1,200 replies of a model that lies in one block or in all, in a dozen ways: no bad block is shown, and each "
        "guard is needed for that",
        ["tests/coaching/test_lying_model.py"],
    ),
    Proof(
        "10,000 replies over generated histories: every number is a rendered fact, every piece is cited, no yes is due",
        ["tests/coaching/test_replies.py::test_replies_over_many_histories"],
    ),
    Proof(
        "8,400 messages as people type them, in two languages, over invented journals and at any hour: each is "
        "answered, every number is a rendered fact, every piece is cited, on one screen and a half",
        ["tests/coaching/test_replies.py::test_replies_to_whatever_people_type"],
    ),
    Proof(
        "21,000 labelled messages and questions, each about somebody whose final no stands: no reply says how to reach "
        "them, none reaches a model, and what is asked for next is not written to them",
        ["tests/coaching/test_final_no.py"],
    ),
    Proof(
        "3,000 made-up situations, whatever the memory and chance: no card comes where it must not",
        ["tests/coaching/test_choice.py"],
    ),
    Proof(
        "a model endpoint that fails or lies in 26 ways: always a complete reply, never a bad block",
        ["tests/coaching/test_writing.py"],
    ),
    Proof(
        "a real small model, far too weak to coach: always a complete, cited reply (runs where it is installed)",
        ["tests/coaching/test_llama_reply.py"],
    ),
    Proof("the import of a large file: right numbers, twice adds nothing, undo and again", ["tests/importing"]),
]


def main(only: Sequence[str]) -> int:
    """Run all proofs, or those with tests in the folders named; the exit code says whether all held."""
    rows, held = {}, True
    environment = {**os.environ, "REBOUND_PROOF": "full"}
    for proof in PROOFS:
        if only and not any(test.startswith(f"tests/{folder}") for test in proof.tests for folder in only):
            continue
        began = time.monotonic()
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *proof.tests]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - began
        summary = ", ".join(re.findall(r"\d+ (?:passed|failed|skipped|error)\w*", done.stdout))
        held &= done.returncode == 0
        result = "held" if done.returncode == 0 else "**broken**"
        rows[proof.claim] = f"| {proof.claim} | {result} | {summary} | {datetime.now(UTC):%Y-%m-%d}, {seconds:.0f} s |"
        print(f"{result:10} {proof.claim} ({summary}, {seconds:.0f} s)", flush=True)
        if done.returncode:
            print(done.stdout[-4000:])
    write(rows)
    return 0 if held else 1


def write(rows: Mapping[str, str]) -> None:
    """Write docs/evidence.md: these rows, and those of it that were not run."""
    target = ROOT / "docs" / "evidence.md"
    before = {line.split(" | ")[0].removeprefix("| "): line for line in target.read_text("utf-8").splitlines()}
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    text = f"""# Evidence

The long proofs, run in full by `make prove` ({machine}, SQLite {sqlite3.sqlite_version}). `make test` runs a slice of
each.

| claim | result | tests | when, time |
|---|---|---|---|
"""
    known = {**before, **rows}
    target.write_text(text + "\n".join(known[proof.claim] for proof in PROOFS if proof.claim in known) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
