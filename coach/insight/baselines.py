"""Public baselines: what others published, always shown with source and year. They are of other people's work.

Only figures that are well known and say what they counted are here. Nothing is computed from them.
"""

from typing import Final

from coach.contracts import Baseline, Fact

BASELINES: Final[tuple[Baseline, ...]] = (
    Baseline(
        id="email_reply",
        label="outreach emails that got any reply (12 million emails, mostly for links and press)",
        low=0.085,
        high=0.085,
        source="Backlinko and Pitchbox, email outreach study",
        year=2019,
    ),
    Baseline(
        id="call_answered",
        label="cold calls that were answered (6,264 calls of real estate agents)",
        low=0.28,
        high=0.28,
        source="Lampertz, Has Cold Calling Gone Cold?, Keller Center, Baylor University",
        year=2012,
    ),
    Baseline(
        id="call_won",
        label="clients called by a bank, often several times, who took the offer (45,211 clients)",
        low=0.117,
        high=0.117,
        source="Moro, Cortez and Rita, Bank Marketing data, UCI Machine Learning Repository",
        year=2014,
    ),
)


_COUNTED_BY: Final[dict[str, str]] = {
    "email_reply": "Backlinko and Pitchbox, 2019",
    "call_answered": "Lampertz, Baylor University, 2012",
    "call_won": "Moro, Cortez and Rita, 2014",
}
"""Who counted, in short, for a running text."""


def published_facts() -> dict[str, Fact]:
    """The baselines as facts for somebody who asks how others do: `others_email_reply` and so on."""
    facts: dict[str, Fact] = {}
    for one in BASELINES:
        name, share = f"others_{one.id}", one.low
        by = _COUNTED_BY[one.id]
        facts[name] = Fact(name, one.label, share, "share", by, low=share, high=one.high, source="published")
    return facts


def baseline_words(baseline: Baseline) -> str:
    """One baseline in a line, with its source and year."""
    share = f"{baseline.low:.3g}" if baseline.low == baseline.high else f"{baseline.low:.3g} to {baseline.high:.3g}"
    percent = " to ".join(f"{float(part) * 100:g}%" for part in share.split(" to "))
    return f"{percent}: {baseline.label}. {baseline.source}, {baseline.year}."
