"""`coach diagnose`: targeting or message, the pitch, and what to aim for."""

import click

from coach.cli.common import json_option, person_option, print_json, with_person
from coach.contracts import BounceBack, Diagnosis, Person, PitchComparison, SegmentTest
from coach.insight.baselines import baseline_words
from coach.insight.diagnose import diagnose
from coach.insight.diagnosis import FEWEST
from coach.insight.diagnosis_words import reading_words, segment_words
from coach.insight.effort import HARD_DAYS
from coach.insight.rate_words import rate_words, signed_points
from coach.insight.rates import MINIMUM
from coach.insight.wording import percent
from coach.journal.labels import counted
from coach.services import Rebound

SHOWN = 5
"""Segments in the text; JSON has them all."""


@click.command("diagnose")
@person_option
@json_option
def diagnose_command(person: str | None, as_json: bool) -> None:
    """Show whether no's point at whom you ask or at what you say, and which pitch does better."""

    async def read(rebound: Rebound, someone: Person) -> Diagnosis:
        states = await rebound.journal.states(someone.person_id)
        return diagnose(someone.person_id, states, await rebound.journal.today(someone.person_id))

    found = with_person(person, read)
    if as_json:
        print_json(found)
        return
    lines = [*_reasons(found), *_pitch(found.pitch), _bounce_back(found.bounce_back), *_goals(found), *_others(found)]
    click.echo("\n".join(lines))


def _reasons(found: Diagnosis) -> list[str]:
    since = f"since {found.since:%Y-%m-%d}" if found.since else "in your whole journal"
    lines = reading_words(found, since)
    if found.verdict == "too_early" or found.reason is None:
        return lines
    if found.segments:
        lines.append(f"{counted(len(found.segments), ('segment', 'segments'))} tried, the likeliest first:")
        lines += [_test(test) for test in found.segments[:SHOWN]]
    else:
        lines.append(f"No segment has enough prospects to compare: it takes {FEWEST} there and {FEWEST} elsewhere.")
    return lines


def _test(test: SegmentTest) -> str:
    return (
        f"  {segment_words(test)}: {percent(test.share.value or 0)} (n = {test.share.n:,}), elsewhere "
        f"{percent(test.elsewhere.value or 0)} (n = {test.elsewhere.n:,}); {signed_points(test.effect)} "
        f"(95%: {signed_points(test.low)} to {signed_points(test.high)}), p = {test.p_adjusted:.2g} for all tried"
    )


def _pitch(found: PitchComparison | None) -> list[str]:
    if found is None:
        return []
    lines = [f"Pitch {found.b}: {rate_words(found.b_conversion)}", f"Pitch {found.a}: {rate_words(found.a_conversion)}"]
    if found.probability is None or found.difference is None or found.low is None or found.high is None:
        return [*lines, f"  Too early to tell which does better: each needs {MINIMUM} conversations."]
    words = {"better": "does better", "worse": "does worse", "unclear": "may be better or not; that is not clear yet"}
    return [
        *lines,
        f"  {found.b} {words[found.verdict]}: {percent(found.probability)} that its chance is the higher one, "
        f"{signed_points(found.difference)} (95%: {signed_points(found.low)} to {signed_points(found.high)}).",
    ]


def _bounce_back(found: BounceBack) -> str:
    if found.median_hours is None:
        return f"After hard days: too early to tell (n = {found.n}, and it takes {HARD_DAYS})."
    hours = found.median_hours
    time = f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.1f} days"
    return f"After hard days you usually reach out again within {time}, nights and days off included (n = {found.n:,})."


def _goals(found: Diagnosis) -> list[str]:
    lines = []
    for goal in found.suggestions:
        lines.append(f"A goal that fits: coach goal {goal.kind} {goal.target}")
        lines.append(f"  {goal.why}")
    return lines


def _others(found: Diagnosis) -> list[str]:
    return ["What others published, of other people's work:", *(f"  {baseline_words(one)}" for one in found.baselines)]
