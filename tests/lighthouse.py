"""Lighthouse on every room as a phone sees it: `make lighthouse` (needs Node and a Chromium; fetches Lighthouse).

An invented week is served; each room is measured five times. Prints the medians and what the first page weighs; the
exit code says whether the goals hold.
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx2
from support.browser import chromium
from support.filling import ask
from support.inventing import TEXT, invent
from support.rebound import Served
from support.rooms import ROOMS

VERSION: Final = "12.8"
RUNS: Final = 5
CATEGORIES: Final = ("performance", "accessibility", "best-practices")
GOALS: Final[dict[str, tuple[float, float]]] = {
    "performance": (99, 100),
    "accessibility": (100, 100),
    "best-practices": (100, 100),
    "LCP, s": (0, 1.2),
    "CLS": (0, 0.02),
    "page, kB": (0, 40),
    "script, kB": (0, 25),
}


def measured(url: str, cookie: str, browser: str) -> dict[str, float]:
    """One run on one page."""
    command = [
        "npx", "--yes", f"lighthouse@{VERSION}", url, "--quiet", "--output=json", "--output-path=stdout",
        f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={json.dumps({'Cookie': cookie})}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": browser}
    for _ in range(3):  # now and then a browser's trace has no beginning, and Lighthouse says to run it again
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if not done.returncode:
            break
    else:
        raise SystemExit(f"Lighthouse failed: {done.stderr[-2000:]}")
    report: dict[str, Any] = json.loads(done.stdout)
    scores = {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}
    audits = report["audits"]
    return {
        **scores,
        "LCP, s": audits["largest-contentful-paint"]["numericValue"] / 1000,
        "CLS": audits["cumulative-layout-shift"]["numericValue"],
    }


def weights(client: httpx2.Client, room: str) -> dict[str, float]:
    """What a first visit to a room brings, compressed, in kB."""
    page = client.get(f"/{room}").text
    files = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js|svg))"', page)
    sizes = {file: _size(client.get(file).content) for file in set(files) | _imports(client, files)}
    script = sum(size for file, size in sizes.items() if file.endswith(".js"))
    return {"page, kB": _size(page.encode()) + sum(sizes.values()), "script, kB": script}


def _imports(client: httpx2.Client, files: list[str]) -> set[str]:
    found = set()
    for file in files:
        if file.endswith(".js"):
            folder = file.rpartition("/")[0]
            found |= {f"{folder}/{name}" for name in re.findall(r'from "\./([\w.]+)"', client.get(file).text)}
    return found


def _size(body: bytes) -> float:
    return len(gzip.compress(body, 6)) / 1000


def table(rows: Mapping[str, Mapping[str, float]]) -> bool:
    """Print the rows; whether every goal holds."""
    print(f"{'room':12} " + " ".join(f"{name:>15}" for name in GOALS))
    for room, row in rows.items():
        print(f"{room:12} " + " ".join(f"{row[name]:15.2f}" for name in GOALS))
    return all(low <= row[name] <= high for row in rows.values() for name, (low, high) in GOALS.items())


def main() -> int:
    """Measure all rooms."""
    browser = chromium()
    if browser is None:
        print("There is no Chromium on this machine.")
        return 1
    rows: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        invent(data)
        with Served(data) as served, served.signed_in() as client:
            ask(served, TEXT)
            cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
            for room in ROOMS:
                runs = [measured(f"{served.base_url}/{room}", cookie, browser) for _ in range(RUNS)]
                rows[room] = {name: median(run[name] for run in runs) for name in runs[0]} | weights(client, room)
                print(f"{room}: {rows[room]}", flush=True)
    return 0 if table(rows) else 1


if __name__ == "__main__":
    sys.exit(main())
