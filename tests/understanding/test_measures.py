"""Questions about one's own numbers: measure, period, split and target, and what goes on about them."""

import pytest

from coach.understanding.measures import Measure, Query, Span, asked_number, query_for

MONTH, LAST_MONTH = Span("month"), Span("month", ago=1)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what was my conversion in october?", Query("rate", Span("month", month=10))),
        ("Wie ist meine Quote diesen Monat?", Query("rate", MONTH)),
        ("wie war meine quote vor der pause", Query("rate", Span(other="break"))),
        ("which objection comes up the most?", Query("reasons")),
        ("Was ist mein häufigster Einwand?", Query("reasons")),
        ("zeig mir mal meine Quote der letzten 30 Tage", Query("rate", Span("day", last=30))),
        ("how many no's did I get in the past three weeks", Query("noes", Span("week", last=3))),
        ("how many yeses do I have since March", Query("yeses", Span("month", month=3, other="since"))),
        ("when was my last sale?", Query("since_yes")),
        ("Wie lange ist mein letztes Vorstellungsgespräch her?", Query("since_step")),
        ("how many doors do I need for 3 signups?", Query("per_yes", target=3, channels=("in_person",))),
        ("Wie viele Anrufe brauche ich für zwei Abschlüsse?", Query("per_yes", target=2, channels=("call",))),
        ("which weekday is best for me", Query("rate", split="weekday")),
        ("are wednesdays worse for me", Query("rate", split="weekday", weekday="wed")),
        ("what time of day do I close best", Query("rate", split="hour")),
        ("Why did my numbers drop this month", Query("overview", MONTH, compares=True)),
        ("am I doing better than last month?", Query("overview", versus=LAST_MONTH, compares=True)),
        (
            "Läuft es im November schlechter als im Oktober?",
            Query("overview", Span("month", month=11), Span("month", month=10), compares=True),
        ),
    ],
)
def test_a_question_is_read(text: str, asked: Query) -> None:
    """In either language, whatever stands first."""
    assert asked_number([text]) == asked


@pytest.mark.parametrize(
    "text",
    [
        "how many calls should I do on day 1",
        "how do I improve my conversion rate",
        "what's a good close rate",
        "how many calls do other reps make a day",
        "how many no's till the next yes",
        "wie werd ich besser?",
        "Welche Abschlussquote ist in der Versicherungsbranche üblich?",
        "best time of day to reach builders this spring, is there any research on it",
        "12 calls, 9 no's, 1 yes",
        "last month was awful",
    ],
)
def test_what_asks_for_no_number_of_ones_own(text: str) -> None:
    """Advice, other people's numbers, the odds, and what is only told."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        (["what is my rate this month?", "and last month?"], Query("rate", LAST_MONTH)),
        (["Wie ist meine Quote diesen Monat?", "und letzten?"], Query("rate", LAST_MONTH)),
        (["Wie ist meine Quote letzten Monat?", "und diesen?"], Query("rate", MONTH)),
        (["what is my rate this month?", "compared to september?"],
         Query("rate", MONTH, Span("month", month=9), compares=True)),
        (["what is my best channel?", "in the last 4 weeks only?"],
         Query("rate", Span("week", last=4), split="channel")),
        (["how many doors per signup", "for 5?"], Query("per_yes", target=5, channels=("in_person",))),
        (["how many doors per signup", "and if I only have 2 hours?"],
         Query("per_yes", target=1, channels=("in_person",), split="duration")),
        (["what is my rate this month?", "thanks", "and last month?"], None),
        (["what is my rate this month?", "everyone hates me and I think I am done with all of this job"], None),
    ],
)  # fmt: skip
def test_what_goes_on_about_it(texts: list[str], asked: Query | None) -> None:
    """The measure stays, and the period, the split or the target is what is new; another message ends it."""
    assert asked_number(texts) == asked


@pytest.mark.parametrize(
    ("measure", "text", "language", "asked"),
    [
        ("rate", "so calls in october, tell me", "en", Query("rate", Span("month", month=10), channels=("call",))),
        ("per_yes", "three sales, what does it take", "en", Query("per_yes", target=3)),
        ("noes", "letzte woche so", "de", Query("noes", Span("week", ago=1))),
    ],
)
def test_a_known_measure_takes_the_rest_from_the_words(
    measure: Measure, text: str, language: str, asked: Query
) -> None:
    """Whoever knows what is asked for need not read the period, the channel and the target themselves."""
    assert query_for(measure, None, text, language) == asked
    assert query_for(measure, "hour", text, language).split == "hour"
