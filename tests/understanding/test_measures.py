"""Questions about one's own numbers: measure, period, split and target, and what goes on about them."""

import pytest
from msgspec import structs

from coach.understanding.measures import Measure, Query, Span, asked_number, query_for
from events.words import Channel, Reason

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
        ("on which weekday do I reach most people by phone?", Query("reply_rate", split="weekday", channels=("call",))),
        (
            "an welchem wochentag krieg ich eigentlich am meisten leute an die strippe",
            Query("reply_rate", split="weekday", channels=("call",)),
        ),
        ("an welchem tag erreiche ich die meisten?", Query("reply_rate", split="weekday")),
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
    ("text", "channels"),
    [
        ("do calls or emails bring me more?", ("call", "email")),
        ("does knocking on doors work better for me than ringing people", ("call", "in_person")),
        ("is texting people worth my time or are calls better", ("call", "message")),
        ("should I stick with cold calls or are visits better for me", ("call", "in_person")),
        ("is mailing any good for me at all?", ("email",)),
        ("do I sell more over the phone or when I drop by?", ("call", "in_person")),
        ("for me, does emailing beat calling or not", ("call", "email")),
        ("what works best for me, visiting people or ringing them up?", ("call", "in_person")),
        ("how do my emails do next to my calls?", ("call", "email")),
        ("Verkaufe ich mehr am Telefon oder wenn ich vorbeigehe?", ("call", "in_person")),
        ("sind Türen besser als Telefon bei mir", ("call", "in_person")),
        ("lohnt sich Mailen für mich oder soll ich besser anrufen", ("call", "email")),
        ("Bringt mir das Klinkenputzen was?", ("in_person",)),
    ],
)
def test_ways_are_compared_in_free_words(text: str, channels: tuple[Channel, ...]) -> None:
    """Two that are weighed, or one for what it is worth to the person."""
    asked = asked_number([text])
    assert asked is not None
    assert structs.replace(asked, worth=None) == Query("rate", split="channel", channels=channels)


@pytest.mark.parametrize(
    "text",
    ["call or email first?", "should I call or email him?", "is it better to call or email a buyer", "call her?"],
)
def test_a_way_for_one_case_is_no_number(text: str) -> None:
    """What to do first, with somebody, or in general is answered in words."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    ("text", "count", "channels", "of_talks"),
    [
        ("if I knock on 45 doors tomorrow how many sales should I expect", 45, ("in_person",), False),
        ("if I send 80 emails this week, how many deals is that?", 80, ("email",), False),
        ("what would 30 more emails get me?", 30, ("email",), False),
        ("tomorrow I do 25 calls. how many yeses is realistic?", 25, ("call",), False),
        ("with 25 conversations how many deals can I expect", 25, (), True),
        ("how likely is a sale if I make 10 calls", 10, ("call",), False),
        ("if I talk to 15 people tomorrow how many will say yes", 15, (), True),
        ("Mit wie vielen Abschlüssen kann ich bei 20 Terminen rechnen?", 20, ("meeting",), False),
        ("Was bringen mir 35 Anrufe?", 35, ("call",), False),
        ("Wie viele Abschlüsse sind bei fünfzig Mails drin?", 50, ("email",), False),
        ("was bringen 25 Gespräche?", 25, (), True),
    ],
)
def test_what_tries_bring(text: str, count: int, channels: tuple[Channel, ...], of_talks: bool) -> None:
    """So many attempts through the way that the noun means, or so many conversations."""
    assert asked_number([text]) == Query("expected", count=count, channels=channels, of_talks=of_talks)
    again = asked_number([text, "and 12?"])
    assert again is not None and again.count == 12


@pytest.mark.parametrize(
    "text",
    [
        "I made 40 calls and got 2 sales, what does that bring me",
        "what should I say to 3 people who want less?",
        "62 applications, 3 interviews. is that about what everyone gets?",
        "Up at 3 again rewriting an answer. What do people do to get back to sleep?",
        "do second calls to the same person bring me anything",
        "is he ignoring me or is it just the season",
    ],
)
def test_what_was_done_is_no_outlook(text: str) -> None:
    """Nor is every number one of tries."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("how often do they say it's too expensive", "price"),
        ("does my journal say anything about timing?", "timing"),
        ("what share of my no's is about the competition", "competitor"),
        ("is it my pitch?", "pitch"),
        ("how frequently does the decision maker come up as a reason?", "authority"),
        ("how many of my no's have a reason", "unstated"),
        ("Welcher Anteil meiner Absagen hat mit dem Preis zu tun?", "price"),
        ("Wie viele meiner Absagen liegen am Preis?", "price"),
        ("was sagen meine Daten über den Zeitpunkt", "timing"),
        ("Wie oft ist es bei mir der Chef?", "authority"),
    ],
)
def test_one_reason_is_asked_for(text: str, reason: Reason) -> None:
    """How much it is, not which one leads."""
    assert asked_number([text]) == Query("reasons", reason=reason)


@pytest.mark.parametrize(
    "text",
    [
        "does it matter when I call?",
        "when am I best?",
        "am I better in the mornings?",
        "which part of the day works for me",
        "do I sell better early or late in the day",
        "Macht es einen Unterschied, wann ich anrufe?",
        "Spielt die Uhrzeit bei mir eine Rolle?",
        "Hängt es bei mir von der Tageszeit ab?",
    ],
)
def test_hours_are_asked_for(text: str) -> None:
    """Whatever the words."""
    asked = asked_number([text])
    assert asked is not None and asked.split == "hour"


@pytest.mark.parametrize(
    "text",
    ["am I worse today than usual?", "is today a bad day compared to normal", "Läuft es heute schlechter als sonst?"],
)
def test_today_against_what_is_usual(text: str) -> None:
    """Not against today itself."""
    assert asked_number([text]) == Query("overview", Span("day"), Span(other="usual"), compares=True)


@pytest.mark.parametrize(
    ("text", "of_talks"),
    [
        ("Wie viele Anfragen muss ich rausschicken für einen Auftrag?", False),
        ("how many quotes per job?", False),
        ("how many people do I have to talk to for one sale?", True),
        ("wie viele Gespräche pro Abschluss?", True),
    ],
)
def test_tries_for_a_yes_are_those_of_the_noun(text: str, of_talks: bool) -> None:
    """Requests are attempts, talks are conversations."""
    asked = asked_number([text])
    assert asked is not None and (asked.measure, asked.of_talks) == ("per_yes", of_talks)


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
        (["how many doors per signup", "so after fifteen no's I am due soon, right?"], None),
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


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("I am only writing this today as my boss asked. How many calls did I make last week?", Span("week", ago=1)),
        ("this week I was ill. what was my rate in october", Span("month", month=10)),
        ("No emails today, so how many did I send last month?", LAST_MONTH),
        ("yesterday a colleague told me about this. how many no's did I get this month?", MONTH),
        ("Heute hab ich frei. Wie viele Anrufe waren es letzte Woche?", Span("week", ago=1)),
        ("ich schreib dir gestern wie heute auf deutsch. wie war meine quote diesen monat", MONTH),
        ("Letzte Woche war ich krank. Wie viele Absagen hatte ich im Oktober?", Span("month", month=10)),
        ("diese woche geht gar nichts, wie viele zusagen hatte ich letzten monat?", LAST_MONTH),
        ("last month was slow. how many calls did I make?", LAST_MONTH),
        ("Letzten Monat lief es zäh. Wie viele Termine waren es?", LAST_MONTH),
    ],
)
def test_the_period_of_the_question_goes_before_any_other(text: str, span: Span) -> None:
    """What the sentence that asks names; a period told before it counts where it names none."""
    asked = asked_number([text])
    assert asked is not None and asked.span == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("what's my best day so far?", None),
        ("which was my strongest day ever", Span(other="all")),
        ("On which date did I get the most sales?", None),
        ("what was my best day last month", LAST_MONTH),
        ("Was war bisher mein bester Tag?", None),
        ("an welchem Tag hatte ich die meisten Abschlüsse?", None),
        ("welcher war mein erfolgreichster tag bisher", None),
        ("Wann hatte ich meinen besten Tag?", None),
    ],
)
def test_the_best_day_is_one_day(text: str, span: Span | None) -> None:
    """A date, where it is asked of what was."""
    assert asked_number([text]) == Query("best_day", span)


@pytest.mark.parametrize(
    "text",
    [
        "which day of the week is best for me",
        "what's the best day for me to call",
        "Welcher Wochentag ist bei mir der beste?",
        "an welchem tag läuft es bei mir am besten",
        "bringts was dass ich immer mo und mi anrufe oder soll ich mal andere tage nehmen",
        "Is it any good that I only write on Tuesdays, or should I try other days?",
    ],
)
def test_the_weekday_is_another_question(text: str) -> None:
    """What usually goes best, and whether others would."""
    asked = asked_number([text])
    assert asked is not None and asked.split == "weekday"


@pytest.mark.parametrize("text", ["best day ever!", "heute war mein bester Tag", "another day, other people"])
def test_a_good_day_that_is_told_asks_for_none(text: str) -> None:
    """Nor do other people on another one."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("how many applications per interview?", ()),
        ("how many calls does it take to get a demo", ("call",)),
        ("How many emails until somebody agrees to a meeting?", ("email", "meeting")),
        ("on average how many applications until they invite me", ()),
        ("wie viele bewerbungen brauche ich pro vorstellungsgespräch", ()),
        ("Wie viele Anrufe bis zur nächsten Demo?", ("call",)),
        ("wie viele mails muss ich schicken bis mich einer einlädt", ("email",)),
        ("Wie viele Bewerbungen pro Einladung im Schnitt?", ()),
    ],
)
def test_tries_for_a_step(text: str, channels: tuple[Channel, ...]) -> None:
    """An invitation is no yes yet, and has its own number."""
    asked = asked_number([text])
    assert asked is not None and asked.measure == "per_step" and set(asked.channels) <= set(channels)


@pytest.mark.parametrize(
    ("text", "measure", "hits", "tries"),
    [
        ("is 2 clients out of 140 emails bad", "told_yes", 2, 140),
        ("1 sale from 80 doors, is that terrible?", "told_yes", 1, 80),
        ("90 calls and one deal. be honest, is that bad?", "told_yes", 1, 90),
        ("3 interviews from 60 applications, that's poor isn't it", "told_step", 3, 60),
        ("Sind 2 Aufträge aus 120 Mails schlecht?", "told_yes", 2, 120),
        ("1 Abschluss bei 75 Anrufen, ist das schwach", "told_yes", 1, 75),
        ("ein Kunde auf 200 Mails, ist das mies?", "told_yes", 1, 200),
        ("vier Demos aus 90 Anrufen, ist das wenig?", "told_step", 4, 90),
    ],
)
def test_a_share_that_is_told_is_judged(text: str, measure: Measure, hits: int, tries: int) -> None:
    """So many of so many, with whether that is bad."""
    asked = asked_number([text])
    assert asked is not None and (asked.measure, asked.target, asked.count) == (measure, hits, tries)


@pytest.mark.parametrize(
    "text",
    [
        "1 client out of 135 emails. oh well",
        "40 calls today, 2 deals, feeling bad",
        "is it bad that I called 3 clients twice",
        "30 Anrufe, 1 Abschluss, mir geht es schlecht",
        "ist es schlecht, wenn ich 5 Kunden heute nicht anrufe",
    ],
)
def test_a_count_that_is_only_told_is_not_judged(text: str) -> None:
    """Nor is what somebody feels, or does, a share."""
    asked = asked_number([text])
    assert asked is None or not asked.measure.startswith("told")


@pytest.mark.parametrize(
    "text",
    [
        "and how sure are you about that", "can I rely on that?", "could that just be chance", "is that reliable?",
        "how certain is that", "wie sicher ist das", "kann ich mich darauf verlassen?", "ist das nur Zufall?",
        "Wie belastbar ist das denn?", "und wie genau ist die zahl",
    ],
)  # fmt: skip
def test_how_sure_a_number_is(text: str) -> None:
    """Asked of the number before; without one it asks for none, and the next question is a new one."""
    first = "what is my rate this month?"
    assert asked_number([first, text]) == Query("rate", MONTH, sure=True)
    assert asked_number([text]) is None
    assert asked_number([first, text, "and last month?"]) == Query("rate", LAST_MONTH)
