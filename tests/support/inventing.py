"""An invented person for screenshots and measurements: what they wrote, eight weeks of entries, and who said no."""

from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from support.rebound import coach

TEXT = "Talked to 12 people today, 9 no's, most said too expensive. I feel useless."
NAMED = "9 no's today. Jo Brandt says it is too expensive, and Quendlin never called back. I feel tired."

ASKED_LATER = (
    ("Maria Lopez", "Acme", "price", 96, "Budget is decided in November. Jens signs."),
    ("Tom Okafor", "Northwind", "timing", 44, ""),
    ("Ines Baum", "", "hesitation", 14, ""),
    ("Lee Park", "Kestrel Foods", "authority", 9, ""),
    ("Sven Dahl", "Fjord", "competitor", 30, ""),
    ("Kim Weber", "", "hesitation", 20, ""),
)
"""Invented people who said "not now": name, company, reason, days ago, note."""


def invent(data: Path) -> None:
    """Eight weeks of an invented person, written as a CSV file and imported."""
    random, today = Random(3), datetime.now().astimezone()
    lines = ["id,date,channel,outcome,reason,count,attempts,note,contact,company"]
    for back in range(56, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() >= 5 or random.random() < 0.1:
            continue
        for index in range(random.randint(6, 12)):
            outcome = random.choices(["soft_no", "hard_no", "progress", "won", "no_answer"], [60, 12, 12, 6, 30])[0]
            reasons = ["price"] * 5 + ["timing"] * 3 + ["fit", "hesitation", "competitor", "unstated", "unstated"]
            reason = random.choice(reasons) if outcome.endswith("_no") else ""
            channel = random.choices(["call", "email", "meeting"], [8, 3, 1])[0]
            lines.append(f"{day:%Y%m%d}-{index},{day:%Y-%m-%d},{channel},{outcome},{reason},1,1,,,")
    history = data.parent / "history.csv"
    history.write_text("\n".join(lines) + "\n", "utf-8")
    coach(data, "user", "add", "Jo", "--time-zone", "Europe/Berlin")
    done = coach(data, "import", str(history))
    assert done.returncode == 0, done.stderr
    coach(data, "log", "--outcome", "progress", "--company", "Hallmann Logistics")
    coach(data, "log", "--outcome", "soft_no", "--reason", "price", "--contact", "Jo Brandt")
