"""Answers to questions about numbers: the right days, rates with enough behind them, differences beyond chance."""

from datetime import date, timedelta
from math import comb

import pytest
from msgspec import structs

from coach.coaching.counted import block_of, sentences
from coach.coaching.rendering import named_in
from coach.insight.asked import answer_to
from coach.insight.asked_periods import before_that, period_of
from coach.insight.diagnose import recent_reasons
from coach.insight.facts import build_facts
from coach.insight.numbers import Period
from coach.insight.odds import odds
from coach.understanding.measures import Query, Span
from events.folds.reader import States
from events.folds.stats import Day

TODAY = date(2026, 11, 23)  # a Monday


def journal(days: dict[date, tuple[str, int, int, int]]) -> States:
    """Days with a channel, its attempts, no's and yeses."""
    states = States()
    for day, (channel, attempts, noes, won) in days.items():
        cells = {f"{channel}/soft_no": noes, f"{channel}/won": won}
        states.stats.days[day.isoformat()] = Day({channel: attempts}, {"soft_no": noes, "won": won}, cells)
        states.reasons.days[day.isoformat()] = {f"price/soft_no/{channel}": noes}
    return states


def said(asked: Query, states: States, language: str = "en") -> str:
    found = answer_to(asked, states, TODAY)
    assert found is not None
    return block_of(found, language).text


TWO_MONTHS = journal(
    {date(2026, 10, 5): ("call", 100, 50, 4), date(2026, 11, 2): ("in_person", 40, 20, 20), TODAY: ("call", 9, 5, 0)}
)


@pytest.mark.parametrize(
    ("span", "period", "words"),
    [
        (Span("month"), Period(date(2026, 11, 1), TODAY), "this month"),
        (Span("month", ago=1), Period(date(2026, 10, 1), date(2026, 10, 31)), "last month"),
        (Span("month", ago=2), Period(date(2026, 9, 1), date(2026, 9, 30)), "in September"),
        (Span("month", month=12), Period(date(2025, 12, 1), date(2025, 12, 31)), "in December 2025"),
        (Span("month", month=3, other="since"), Period(date(2026, 3, 1), TODAY), "since March"),
        (Span("week", ago=1), Period(date(2026, 11, 16), date(2026, 11, 22)), "last week"),
        (Span("week", last=4), Period(date(2026, 10, 27), TODAY), "in the last 4 weeks"),
        (Span("month", last=3), Period(date(2026, 8, 24), TODAY), "in the last 3 months"),
        (Span("day", ago=1), Period(date(2026, 11, 22), date(2026, 11, 22)), "yesterday"),
        (Span("year", ago=1), Period(date(2025, 1, 1), date(2025, 12, 31)), "last year"),
        (Span(other="break"), Period(None, date(2026, 11, 2)), "before the break"),
    ],
)
def test_periods(span: Span, period: Period, words: str) -> None:
    """A named month is the latest one that has begun."""
    assert period_of(span, TWO_MONTHS, TODAY) == (period, words)


def test_a_running_month_is_held_against_as_much_of_the_one_before() -> None:
    """Half a month against a whole one would always be a drop."""
    assert before_that(Span("month"), TWO_MONTHS, TODAY) == (
        Period(date(2026, 10, 1), date(2026, 10, 23)),
        "in the same days of last month",
    )


def test_a_rate_stands_with_its_number_and_few_are_no_rate() -> None:
    """The minimum of the method holds here too."""
    assert (
        said(Query("rate", Span("month", month=10)), TWO_MONTHS) == "Four yeses from 54 conversations in October: 7.4%."
    )
    few = said(Query("rate", Span("day")), TWO_MONTHS)
    assert few == "Zero yeses from five conversations today. That is too few for a rate: too early to tell."
    assert said(Query("rate", Span("month", month=9)), TWO_MONTHS) == "Nothing is in your journal in September."


def test_the_numbers_are_those_of_the_named_channel() -> None:
    """Calls alone for who asks about calls; where there are none of what was named, that is said."""
    calls = said(Query("per_yes", channels=("call",), target=2), TWO_MONTHS)
    assert calls.startswith("About 54 calls for two yeses") or "109 calls" in calls
    assert said(Query("attempts", Span("month"), channels=("call",)), TWO_MONTHS) == "Nine calls this month."
    assert "nothing by email" in said(Query("attempts", Span("month"), channels=("email",)), TWO_MONTHS)


def test_ways_that_are_named_are_held_against_each_other() -> None:
    """Only those; and what the journal does not have is said, not passed over."""
    asked = Query("rate", Span(other="all"), split="channel", channels=("call", "in_person"))
    assert said(asked, TWO_MONTHS).startswith("In person: 20 yeses from 40 conversations in your whole journal, 50%.")
    mailing = Query("rate", split="channel", channels=("call", "email"))
    text = said(mailing, TWO_MONTHS)
    assert text.startswith("By phone:") and "By email there is nothing" in text
    assert said(Query("rate", split="channel", channels=("in_person",)), TWO_MONTHS).startswith("In person:")
    assert "nothing by message" in said(Query("rate", split="channel", channels=("message",)), TWO_MONTHS)


def test_the_weekday_on_which_people_are_reached_is_one_of_the_named_channel() -> None:
    """Who answered of all who were tried, and what was done in another way is left out."""
    asked = Query("reply_rate", Span(other="all"), split="weekday", channels=("call",), weekday="mon")
    counted = "Counted by phone only. On Mondays: 59 conversations from 109 attempts"
    assert said(asked, TWO_MONTHS).startswith(counted)


def test_what_tries_bring_is_a_range() -> None:
    """Per attempt through the named channel, per conversation where that was asked; too few are not projected."""
    text = said(Query("expected", Span(other="all"), channels=("in_person",), count=20), TWO_MONTHS)
    assert text == (
        "20 visits would bring about ten yeses on average. In 90% of such rounds it is between six and 14 yeses. "
        "That rests on 20 yeses from 40 visits in your whole journal."
    )
    talks = said(Query("expected", Span(other="all"), count=20, of_talks=True), TWO_MONTHS)
    assert talks.startswith("20 conversations would bring about five yeses")
    viewings = said(Query("expected", channels=("meeting", "in_person"), count=10), TWO_MONTHS)
    assert viewings.startswith("Ten visits")  # a noun of two ways is of the one that the journal has
    calls = said(Query("expected", Span(other="all"), channels=("call",), count=10), TWO_MONTHS)
    assert calls.startswith("Ten calls would bring less than one yes on average. In 95% of such rounds it is two yeses")
    assert "too early to tell" in said(Query("expected", Span("day"), count=10), TWO_MONTHS)
    assert answer_to(Query("expected"), TWO_MONTHS, TODAY) is None
    empty = "Your journal is empty so far, so it cannot say."
    assert said(Query("expected", channels=("email",), count=9), States()) == empty


def test_one_reason_stands_with_how_many_have_none() -> None:
    """Of all, through a channel, or through two that are held against each other."""
    states = journal({date(2026, 11, 2): ("call", 90, 40, 0), date(2026, 11, 3): ("email", 90, 40, 0)})
    states.reasons.days["2026-11-02"] = {"price/soft_no/call": 30, "unstated/soft_no/call": 10}
    states.reasons.days["2026-11-03"] = {"price/soft_no/email": 10, "unstated/soft_no/email": 30}
    states.stats.days["2026-11-02"].by_channel = {"call/soft_no": 40}
    states.stats.days["2026-11-03"].by_channel = {"email/soft_no": 40}
    whole = "in your whole journal"
    assert said(Query("reasons", reason="price"), states) == (
        f"Price: 40 of your 80 no's {whole}, 50%. 40 no's came without a reason, so it may be more."
    )
    assert said(Query("reasons", reason="timing"), states).startswith(f"Timing: zero of your 80 no's {whole}")
    one = said(Query("reasons", reason="price", channels=("email",)), states)
    assert one.startswith(f"Price by email: ten of 40 no's {whole}. 30 no's came without")
    both = said(Query("reasons", reason="price", channels=("call", "email")), states)
    assert both.startswith(f"Price by phone: 30 of 40 no's {whole}. By email: ten of 40 no's. By phone it weighs more")


def test_a_span_since_a_month_is_held_against_as_many_days() -> None:
    """Not against what was before some break, and whole days on either side."""
    since, weeks = Span("month", month=10, other="since"), Span("week", last=4)
    for span in (since, weeks):
        period, _ = period_of(span, TWO_MONTHS, TODAY)
        before, words = before_that(span, TWO_MONTHS, TODAY)
        assert period.since and before.since and before.until and words == "in as many days before that"
        assert before.until == period.since - timedelta(days=1)
        assert before.until - before.since == TODAY - period.since


@pytest.mark.parametrize(
    ("noes", "won", "told"),
    [(20, 0, "it is an ordinary day"), (17, 3, "no worse than usual"), (40, 0, "unlucky"), (90, 0, "worth a look")],
)
def test_today_is_held_against_the_days_before(noes: int, won: int, told: str) -> None:
    """By how often so many no's come up at the usual share, each thing said once."""
    days = {TODAY - timedelta(days=n): ("call", 30, 18, 2) for n in range(1, 40)}
    asked = Query("overview", Span("day"), Span(other="usual"), compares=True)
    text = said(asked, journal(days | {TODAY: ("call", 30, noes, won)}))
    assert told in text and "Usually 90% of yours do" in text and "holds 30" in text
    parts = text.split(". ")
    assert len(parts) == len(set(parts))
    assert answer_to(asked, journal(days), TODAY) is None


def test_a_difference_is_called_one_where_the_exact_test_finds_it() -> None:
    """4 of 59 by phone against 20 of 40 in person is one; the same shares of a handful are not."""
    assert "more than chance explains" in said(Query("rate", Span(other="all"), split="channel"), TWO_MONTHS)
    small = journal({date(2026, 11, 3): ("call", 9, 6, 1), date(2026, 11, 4): ("in_person", 9, 4, 4)})
    assert "too little to say" in said(Query("rate", split="channel"), small)


def test_chance_alone_is_rarely_called_a_difference() -> None:
    """Over every outcome of two like months the verdict "differs" comes up in at most one of twenty."""
    n, chance = 40, 0.1
    wrong = 0.0
    weights = [comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(n + 1)]
    likely = [k for k in range(n + 1) if weights[k] > 1e-4]
    for first in likely:
        for second in likely:
            states = journal(
                {date(2026, 11, 3): ("call", n, n - first, first), date(2026, 10, 6): ("call", n, n - second, second)}
            )
            asked = Query("rate", Span("month"), Span("month", ago=1), compares=True)
            found = answer_to(asked, states, TODAY)
            assert found
            if "same" not in found.says:
                wrong += weights[first] * weights[second]
    assert wrong <= 0.05


def test_the_leading_reason_and_how_little_is_known() -> None:
    """What leads is called clear only beyond chance."""
    assert said(Query("reasons"), TWO_MONTHS).startswith("Price, clearly: 75 of your 75 no's")
    states = journal({TODAY: ("call", 9, 5, 0)})
    assert said(Query("reasons"), states).startswith("Price: five of your five no's")


def test_how_long_since() -> None:
    """In days; never, where there was none."""
    assert said(Query("since_yes"), TWO_MONTHS).startswith("21 days since the day of your last yes, with nine attempts")
    assert said(Query("since_step"), TWO_MONTHS).startswith("There is no interview")


def test_the_best_day_has_its_date_and_its_equals() -> None:
    """The latest of several, of the period that is named; and no day where there is no yes."""
    assert said(Query("best_day"), TWO_MONTHS) == (
        "20 yeses on 2 November 2026, from 40 conversations: no day has more in your whole journal."
    )
    twice = journal({date(2026, 11, 3): ("call", 9, 2, 3), date(2026, 11, 5): ("call", 9, 4, 3)})
    assert said(Query("best_day"), twice, "de").endswith("Gleichauf: zwei Tage; dieser ist der letzte davon.")
    assert "am 5. November 2026" in said(Query("best_day"), twice, "de")
    assert said(Query("best_day", Span("month", month=10)), TWO_MONTHS).startswith("Four yeses on 5 October 2026")
    none = journal({TODAY: ("call", 9, 5, 0)})
    assert said(Query("best_day"), none).startswith("No day has a yes in your whole journal")


def test_a_share_that_is_told_has_its_range_and_no_verdict() -> None:
    """The journal's own stands beside it where it is another one; few are no rate."""
    text = said(Query("told_yes", target=1, count=135, channels=("email",)), TWO_MONTHS)
    assert text.startswith("One yes from 135 emails: 0.7%. From so many, a true share anywhere between 0.1% and 4.1%")
    assert "You logged" not in text
    assert "You logged 24 yeses from 149 attempts" in said(Query("told_yes", target=2, count=90), TWO_MONTHS)
    assert said(Query("told_step", target=1, count=9), TWO_MONTHS).endswith("no verdict on you.")


def test_tries_for_a_step_are_said_from_enough_of_them() -> None:
    """A handful is too few."""
    few, many = journal({TODAY: ("email", 60, 0, 0)}), journal({TODAY: ("email", 60, 0, 0)})
    for states, steps in ((few, 2), (many, 12)):
        states.stats.days[TODAY.isoformat()].outcomes["progress"] = steps
    assert "too few to say how many attempts it takes" in said(Query("per_step"), few)
    assert said(Query("per_step"), many).startswith("About five attempts for a small win")
    assert "between three and eight attempts" in said(Query("per_step", sure=True), many)
    assert said(Query("per_step"), journal({TODAY: ("email", 60, 0, 0)})).startswith("There is no interview")


def test_how_sure_is_said_with_the_number_behind_it() -> None:
    """The range of each side and what the two say of the difference; a count is as sure as the log."""
    two = said(Query("rate", split="channel", channels=("call", "in_person"), sure=True), TWO_MONTHS)
    assert two.count("the true share may lie anywhere from") == 2 and "fairly sure that they differ" in two
    assert said(Query("rate", sure=True), TWO_MONTHS).endswith("each entry narrows that range.")
    assert said(Query("noes", sure=True), TWO_MONTHS).startswith("That is counted")
    assert said(Query("rate", Span("day"), sure=True), TWO_MONTHS).startswith("Not sure at all yet")
    assert said(Query("reasons", sure=True), TWO_MONTHS).startswith("100% rests on 75 no's")


def test_weekdays_that_were_never_tried_cannot_be_compared() -> None:
    """Where only two have anything to speak of, that is said."""
    days = {date(2026, 11, 2) + timedelta(days=7 * n + day): ("call", 9, 3, 1) for n in range(3) for day in (0, 3)}
    stray = days | {date(2026, 11, 6): ("call", 1, 1, 0)}
    for states in (journal(days), journal(stray)):
        text = said(Query("rate", split="weekday"), states)
        assert "On Mondays" in text and "On Thursdays" in text and "cannot be compared" in text
    three = days | {date(2026, 11, 7): ("call", 9, 3, 1)}
    assert "cannot be compared" not in said(Query("rate", split="weekday"), journal(three))


def test_what_is_not_kept_is_said() -> None:
    """By the hour nothing adds up."""
    hours = said(Query("rate", split="hour"), TWO_MONTHS)
    assert hours.startswith("Your journal adds up by day") and "On Mondays: 24 yeses" in hours
    assert said(Query("per_yes", split="duration"), TWO_MONTHS).startswith(
        "How long things take is not in your journal"
    )


ALL = [
    Query(measure, span, versus, compares, split, channels=channels, reason=reason, count=count)  # type: ignore[arg-type]
    for measure in (
        "rate", "overview", "attempts", "conversations", "noes", "yeses", "steps", "reply_rate", "reasons", "per_yes",
        "since_yes", "since_step", "usual_day", "expected", "best_day", "per_step", "told_yes", "told_step",
        "silence", "booked", "others", "then", "day_noes", "day_told",
    )
    for span, versus, compares, split in [
        (None, None, False, None), (Span("week"), None, True, None), (None, Span("month", ago=1), True, None),
        (Span("week", last=2), None, True, None), (None, None, True, None), (None, None, False, "channel"),
        (None, None, False, "weekday"), (Span("month", ago=2), None, False, "hour"), (Span("year"), None, True, None),
        (None, None, False, "duration"), (Span("month", month=2), None, True, None),
        (Span("month", month=10, other="since"), None, True, None), (Span("day"), Span(other="usual"), True, None),
    ]
    for channels, reason, count in [
        ((), None, 0), (("call",), "price", 40), (("call", "email"), "timing", 3), (("message",), "unstated", 900),
    ]
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
def test_whatever_is_asked_is_answered(language: str) -> None:
    """Of an empty journal, a small and a full one; every number is a fact, and German has no English left."""
    full = journal({TODAY - timedelta(days=n): ("call" if n % 3 else "email", 30, 12, n % 4) for n in range(0, 120, 2)})
    for states in (States(), TWO_MONTHS, full):
        for asked in [*ALL, *(structs.replace(one, sure=True) for one in ALL)]:
            found = answer_to(asked, states, TODAY)
            if found is None:
                continue
            block = block_of(found, language)
            assert block.text and set(block.facts) <= set(found.facts)
            if language == "de":
                words = set(block.text.lower().replace(".", " ").replace(",", " ").split())
                assert words.isdisjoint({"the", "month", "week", "same", "days", "by", "calls", "yeses"}), block.text


def test_both_languages_have_the_same_sentences() -> None:
    """Each names the same facts."""
    english, german = sentences("en"), sentences("de")
    assert english.keys() == german.keys()
    for name, text in english.items():
        assert set(named_in(text)) == set(named_in(german[name])), name


@pytest.mark.parametrize(
    ("span", "days"), [(None, 56), (Span("week", last=8), 56), (Span("week", last=1), 7), (Span("day", last=30), 30)]
)
def test_a_window_has_the_days_that_it_says(span: Span | None, days: int) -> None:
    """Today is one of them: eight weeks are 56 days, and not one more."""
    daily = journal({TODAY - timedelta(days=back): ("call", 2, 1, 0) for back in range(100)})
    period, _ = period_of(span, daily, TODAY)
    assert period.since and (TODAY - period.since).days + 1 == days


def test_every_fact_of_the_last_weeks_is_over_as_many_days() -> None:
    """The counts of eight weeks, the odds of today and the reasons of half a year. What today is held against is the
    same eight weeks without it."""
    daily = journal({TODAY - timedelta(days=back): ("call", 2, 1, 0) for back in range(300)})
    sheet = build_facts(daily, TODAY, None)
    assert sheet.facts["rejections"].value == sheet.recent.active_days == 56
    assert sheet.before_today.rejections == sheet.before_today.active_days == 55
    today = odds("p", daily, TODAY).today
    assert today and today.n == 56
    period, _ = recent_reasons(daily, TODAY)
    assert period.since and (TODAY - period.since).days + 1 == 26 * 7
