"""docs/events.md: its example runs as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_example_runs() -> None:
    """Copied from the page into a file of its own, it prints the event and its private part."""
    text = (ROOT / "docs" / "events.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1 TreePlanted(kind='quince') EntryNote(note='behind the shed')\n"
