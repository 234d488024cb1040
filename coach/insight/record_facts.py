"""Facts of the longer record: the run, the next yes, bounce-back, effort against the usual, segment, pitch, follow-ups.

In: states and the local day. Out: facts by id and the words that go with them. What is too early to tell has no fact.
"""

from datetime import date

from coach.contracts import Fact, Rate
from coach.insight.diagnose import recent_reasons
from coach.insight.effort import bounce_back, drop, usual_day
from coach.insight.odds import judge, next_yes
from coach.insight.versions import compare
from coach.journal.labels import REASON_WORDS
from events.folds import follow_ups
from events.folds.pitches import results
from events.folds.reader import States
from events.folds.runs import current

LAST_WEEK = "in the last seven days"
EIGHT_WEEKS = "in the last eight weeks"
LATELY = "at your rate of late"
HALF_YEAR, ALL_TIME = "in the last half year", "in your whole journal"


def record_facts(states: States, today: date) -> tuple[dict[str, Fact], dict[str, str]]:
    """Every such fact that holds now, and words that may be named like facts."""
    facts: dict[str, Fact] = {}
    words: dict[str, str] = {}
    _add_run(facts, states)
    _add_next_yes(facts, states)
    _add_bounce_back(facts, states)
    _add_effort(facts, states, today)
    _add_segment(facts, words, states, today)
    add_pitch(facts, states)
    due = sum(one.status == "due" for one in follow_ups.view(states.follow_ups, today))
    if due:
        facts["follow_ups_due"] = Fact(
            "follow_ups_due", "follow-ups whose day has come", due, "follow_up", "up to today"
        )
    return facts, words


def _add_run(facts: dict[str, Fact], states: States) -> None:
    run = judge(states.runs, current(states.runs))
    if not run.run:
        return
    period = "since your last yes" if run.window else "so far"
    facts["run"] = Fact("run", "conversations since the last yes", run.run, "conversation", period)
    if run.probability is not None:
        label = f"records of {run.window + run.run} conversations at the rate before it that hold a run this long"
        facts["run_odds"] = Fact("run_odds", label, run.probability, "share", period, run.window)


def _add_next_yes(facts: dict[str, Fact], states: States) -> None:
    found = next_yes(states.runs)
    if found.median is None or found.p90 is None:
        return
    label = "conversations within which the next yes comes in half of all cases"
    facts["next_yes_median"] = Fact("next_yes_median", label, found.median, "conversation", LATELY, found.n)
    label = "conversations within which the next yes comes in nine of ten cases"
    facts["next_yes_p90"] = Fact("next_yes_p90", label, found.p90, "conversation", LATELY, found.n)


def _add_bounce_back(facts: dict[str, Fact], states: States) -> None:
    found = bounce_back(states)
    if found.median_hours is None:
        return
    days = found.median_hours >= 48
    value = max(1, round(found.median_hours / 24 if days else found.median_hours))
    label = "from a hard day's last no to the next outreach, usually"
    facts["bounce_back"] = Fact("bounce_back", label, value, "day" if days else "hour", "after hard days", found.n)


def _add_effort(facts: dict[str, Fact], states: States, today: date) -> None:
    if usual := usual_day(states, today):
        label = "attempts on a usual working day"
        value = round(usual.attempts)
        facts["usual_day_attempts"] = Fact("usual_day_attempts", label, value, "attempt", EIGHT_WEEKS, usual.n)
    if less := drop(states, today):
        label = "attempts in the seven days up to yesterday"
        facts["last_days_attempts"] = Fact("last_days_attempts", label, less.attempts, "attempt", LAST_WEEK)
        label, value = "attempts that so many working days usually hold", round(less.usual)
        facts["usual_days_attempts"] = Fact("usual_days_attempts", label, value, "attempt", EIGHT_WEEKS, less.n)
        label = "how much less than usual that is"
        facts["activity_drop"] = Fact("activity_drop", label, less.share, "share", LAST_WEEK, less.n)


def _add_segment(facts: dict[str, Fact], words: dict[str, str], states: States, today: date) -> None:
    period, reading = recent_reasons(states, today)
    found = reading.segment
    if reading.verdict != "targeting" or found is None or reading.reason is None:
        return
    when, reason = HALF_YEAR if period.since else ALL_TIME, REASON_WORDS[reading.reason]
    # Labels go to a model; what the segment is called is the person's own word and stays a placeholder.
    label = f"prospects in the segment where {reason} gathers, who say no for that reason"
    facts["segment_share"] = _share("segment_share", label, found.share, when)
    label = f"prospects elsewhere, who say no because of {reason}"
    facts["segment_elsewhere"] = _share("segment_elsewhere", label, found.elsewhere, when)
    words["segment_name"] = found.value
    words["segment_reason"] = reason


def add_pitch(facts: dict[str, Fact], states: States) -> None:
    """How the pitch in use does, held against the one before it."""
    found = compare(results(states.pitches))
    if found is None or found.probability is None:
        return
    when, n = "since you changed it", found.b_conversion.n
    label = "probability that the pitch in use converts better than the one before"
    facts["pitch_better"] = Fact("pitch_better", label, found.probability, "share", when, n)
    label = "yeses of all conversations with the pitch in use"
    facts["pitch_conversion"] = _share("pitch_conversion", label, found.b_conversion, when)
    label = "yeses of all conversations with the pitch before"
    facts["pitch_before_conversion"] = _share("pitch_before_conversion", label, found.a_conversion, "before that")


def _share(fact_id: str, label: str, rate: Rate, period: str) -> Fact:
    return Fact(fact_id, label, rate.value or 0.0, "share", period, rate.n, rate.low, rate.high)
