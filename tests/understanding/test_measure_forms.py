"""Plain forms of a question about one's own numbers, and what only looks like one."""

import pytest
from msgspec import structs

from coach.understanding import asked_number, understand
from coach.understanding.query import Query, YesOrNo
from coach.understanding.spans import Span
from events.words import Channel, Weekday

THEN = Query("then", versus=Span(other="start"), compares=True)


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("how many of my calls turned into anything?", ("call",)),
        ("did any of those emails lead anywhere", ("email",)),
        ("what became of all the doors I knocked on", ("in_person",)),
        ("how many of the visits paid off in the end", ("in_person",)),
        ("wie viele von den Anrufen sind eigentlich was geworden?", ("call",)),
        ("Was ist eigentlich aus den Mails geworden?", ("email",)),
        ("aus wie vielen besuchen ist was geworden", ("in_person",)),
        ("haben die anrufe irgendwas gebracht?", ("call",)),
    ],
)
def test_what_came_of_one_way(text: str, channels: tuple[Channel, ...]) -> None:
    """Of the way in the question, and of no other."""
    assert asked_number([text]) == Query("rate", split="channel", channels=channels)


@pytest.mark.parametrize(
    "text",
    [
        "how many of the calls should I do before lunch", "what came of the call with Dana?",
        "the calls went nowhere today", "wie viele von den Anrufen soll ich heute noch machen",
        "aus dem Besuch ist nichts geworden",
    ],
)  # fmt: skip
def test_what_came_of_something_else(text: str) -> None:
    """One call, what is still to do, and what is only told."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    ("text", "worth", "form"),
    [
        ("is phoning worth it for me or should I only knock", "call", "only"),
        ("are cold calls any good for me or do I stick to visits", "call", "only"),
        ("is mailing any good for me at all?", "email", None),
        ("is texting people worth my time or are calls better", "message", None),
        ("bringt mir das telefonieren überhaupt was oder nur noch türen", "call", "only"),
        ("lohnt sich Mailen für mich oder soll ich besser anrufen", "email", None),
        ("Lohnen sich Anrufe bei mir überhaupt?", "call", None),
        ("do calls or emails bring me more?", None, None),
    ],
)
def test_whether_a_way_is_worth_it(text: str, worth: Channel | None, form: YesOrNo | None) -> None:
    """The one named first is asked about; which of two asks for no yes or no."""
    asked = asked_number([text])
    assert asked is not None and (asked.split, asked.worth, asked.form) == ("channel", worth, form)


@pytest.mark.parametrize("text", ["is it worth it to call?", "Lohnt es sich, den Chef anzurufen?"])
def test_one_case_is_no_way(text: str) -> None:
    """Whether to call somebody is answered in words."""
    asked = asked_number([text])
    assert asked is None or asked.worth is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("did I really get no answer 62 times?", 62),
        ("is it true that 40 of my emails got no reply", 40),
        ("how many of my mails were never answered", 0),
        ("how often did nobody reply", 0),
        ("Hab ich wirklich 87 Mal gar nichts gehört?", 87),
        ("waren das wirklich 40 Mails ohne Antwort?", 40),
        ("wie oft hat sich niemand zurückgemeldet", 0),
        ("wie viele haben nie geantwortet", 0),
    ],
)
def test_how_often_nobody_answered(text: str, told: int) -> None:
    """With the count that was told."""
    asked = asked_number([text])
    assert asked is not None and (asked.measure, asked.count) == ("silence", told)
    assert asked.form == ("told" if told else None)


@pytest.mark.parametrize(
    "text",
    ["40 emails sent, no answer at all", "Hab heute 40 Mails verschickt, keine Antwort", "why does nobody answer me"],
)
def test_silence_that_is_told_is_no_question(text: str) -> None:
    """Nor is why."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    "text",
    [
        "am I booking enough from my calls?", "do I set enough meetings per call",
        "enough appointments for the number of calls I make?", "be honest, do i book enough per dials or not",
        "Buche ich genug Termine pro Anruf?", "krieg ich genug demos für meine anrufe?",
    ],
)  # fmt: skip
def test_whether_it_is_enough(text: str) -> None:
    """Steps forward from attempts, then and now."""
    assert asked_number([text]) == Query("booked", compares=True, channels=("call",), form="enough")


@pytest.mark.parametrize(
    "text",
    ["did I sleep enough for the calls today?", "hab ich genug gemacht für heute?", "is it enough to call twice?"],
)
def test_enough_of_something_else(text: str) -> None:
    """No share is meant."""
    asked = asked_number([text])
    assert asked is None or asked.measure != "booked"


@pytest.mark.parametrize(
    ("text", "day", "form"),
    [
        ("People say friday afternoons are useless for calling. does that hold for me?", "fri", "dead_hour"),
        ("they say nobody picks up on mondays, is that true for me", "mon", "dead"),
        ("are tuesday mornings dead for me?", "tue", "dead_hour"),
        ("Alle sagen freitags geht keiner ran. Stimmt das bei mir?", "fri", "dead"),
        ("Mein Chef meint, montags anrufen ist sinnlos. Gilt das für mich auch?", "mon", "dead"),
        ("Ist der Mittwoch bei mir tot?", "wed", "dead"),
    ],
)
def test_whether_a_weekday_is_dead(text: str, day: Weekday, form: YesOrNo) -> None:
    """As somebody said, or as the person thinks; hours are not in the journal."""
    assert asked_number([text]) == Query("reply_rate", split="weekday", weekday=day, form=form)


@pytest.mark.parametrize(
    "text",
    [
        "On wednesday my boss said the list is dead. True?", "Der Montag war tot, ich bin müde",
        "Am Freitag geht keiner ran, stimmt die Nummer?",
    ],
)  # fmt: skip
def test_a_weekday_that_is_told_is_not_judged(text: str) -> None:
    """Nor is something else that is dead."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    "text",
    [
        "am I better than everyone else?", "was I worse than the others before my break",
        "how do my numbers compare to others", "bin ich schlechter als meine kollegen",
        "war ich vor der pause besser als andere?", "wie steh ich im vergleich zu anderen da",
    ],
)  # fmt: skip
def test_others_are_not_the_own_weeks_before(text: str) -> None:
    """Nobody else's numbers are known, and nothing is held against itself."""
    asked = asked_number([text])
    assert asked is not None and asked.measure == "others" and not asked.compares


@pytest.mark.parametrize("text", ["others are better than me", "ich bin schlechter als alle anderen"])
def test_a_thought_about_others_asks_nothing(text: str) -> None:
    """It is heard, and not counted."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    "text",
    [
        "it was easier when I started, what happened", "what has changed since the start?",
        "was ist anders als am anfang", "Als ich angefangen hab, war es leichter. Was hat sich geändert?",
    ],
)  # fmt: skip
def test_what_changed_since_the_start(text: str) -> None:
    """The first weeks of the journal against the last."""
    assert asked_number([text]) == THEN
    told = "nobody laughed when i started in august, what changed"
    assert asked_number([told]) == structs.replace(THEN, versus=Span(month=8, other="start"))


@pytest.mark.parametrize("text", ["what changed?", "when I started my car nothing happened", "was hat sich geändert?"])
def test_a_change_of_nothing_named(text: str) -> None:
    """Without then there is no now to hold against it."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    "text",
    [
        "how many doors till i get one, on average", "how many calls before I land one", "how many doors for one?",
        "wieviele anrufe bis ich mal einen kriege", "wie viele Türen brauch ich bis einer unterschreibt",
    ],
)  # fmt: skip
def test_one_is_a_yes(text: str) -> None:
    """Whatever it is called."""
    asked = asked_number([text])
    assert asked is not None and (asked.measure, asked.target) == ("per_yes", 1)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("do you count those as a no?", "en"), ("are they counted as rejections", "en"),
        ("does the journal log that as a no or not", "en"), ("Und zählst du die jetzt als Absage oder nicht?", "de"),
        ("gilt sowas bei dir als Nein?", "de"), ("wertest du das als absage", "de"),
    ],
)  # fmt: skip
def test_whether_it_counts_as_a_no(text: str, language: str) -> None:
    """It is asked of the journal, not of the other side."""
    assert understand(text, language).asked.act == "silence_counts"


@pytest.mark.parametrize(
    ("text", "language"), [("is that a no or a maybe?", "en"), ("ist das jetzt ein nein oder ein vielleicht", "de")]
)
def test_whether_they_meant_no(text: str, language: str) -> None:
    """That nobody here can tell."""
    assert understand(text, language).asked.act != "silence_counts"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("how long does it take till someone signs again", "en"),
        ("Und wie lange dauert das so bis wieder einer unterschreibt?", "de"),
        ("wann unterschreibt endlich mal einer?", "de"), ("wie lang noch bis jemand kauft", "de"),
    ],
)  # fmt: skip
def test_how_long_until_somebody_signs(text: str, language: str) -> None:
    """The outlook is asked for."""
    assert "next_yes" in understand(text, language).patterns


@pytest.mark.parametrize(
    ("text", "language"),
    [("wie lange ist die letzte Zusage her", "de"), ("wann unterschreibt man so einen Vertrag am besten", "de")],
)
def test_how_long_since(text: str, language: str) -> None:
    """What was is no outlook."""
    assert "next_yes" not in understand(text, language).patterns


@pytest.mark.parametrize(
    ("text", "noes", "split", "form"),
    [
        ("are 18 no's in one morning normal for me?", 18, "hour", "ok"),
        ("is 25 rejections a lot for a day of mine", 25, None, "bad"),
        ("30 no's today, is that usual?", 30, None, "ok"),
        ("is 5 no's out of whatever i did bad?", 5, None, "bad"),
        ("Sind 40 Absagen am Tag bei mir viel?", 40, None, "bad"),
        ("sind 18 absagen an einem vormittag bei mir normal", 18, "hour", "ok"),
        ("zwölf Neins bis jetzt, ist das normal?", 12, None, "ok"),
        ("Sind 18 Absagen bei mir normal oder war ich heute einfach mies?", 18, None, "ok"),
        ("are 30 no's normal for me or was I just bad today?", 30, None, "ok"),
    ],
)
def test_whether_so_many_noes_are_usual(text: str, noes: int, split: str | None, form: YesOrNo) -> None:
    """By the days before; a part of a day is not in the journal."""
    asked = asked_number([text])
    assert asked is not None and (asked.measure, asked.count, asked.split, asked.form) == (
        "day_noes",
        noes,
        split,
        form,
    )


@pytest.mark.parametrize(
    "text", ["is it normal to get no after no", "what is a normal number of no's", "is no normal?"]
)
def test_what_is_usual_for_anybody(text: str) -> None:
    """Nothing is counted in it."""
    assert asked_number([text]) is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("14 talked, 12 no, one yes. not bad, eh?", "ok"),
        ("reached 11, 9 said no. ok, right?", "ok"),
        ("10 reached, 9 no. is that bad?", "bad"),
        ("14 erreicht, 11 Nein, einer hat gekauft. Eigentlich ganz ok oder?", "ok"),
        ("12 erreicht, 9 Absagen. ist das in ordnung?", "ok"),
        ("Zehn erreicht, acht Nein. Ist das schlecht?", "bad"),
    ],
)
def test_whether_a_day_that_is_told_was_fine(text: str, form: YesOrNo) -> None:
    """Or bad: what the yes or no is to depends on it."""
    asked = asked_number([text])
    assert asked is not None and (asked.measure, asked.form) == ("day_told", form)


@pytest.mark.parametrize("text", ["is it bad that I called twice", "ok, or should I call?", "war das gut gemeint?"])
def test_what_else_may_be_fine(text: str) -> None:
    """What somebody did is no day."""
    asked = asked_number([text])
    assert asked is None or asked.measure != "day_told"


def test_a_number_that_is_named_goes_before_how_the_day_was() -> None:
    """It is what can be counted."""
    asked = asked_number(["what is my close rate this month? is that ok?"])
    assert asked is not None and asked.measure == "rate"


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("how often is it price and how often timing", ("price", "timing")),
        ("how often is it the price and how often the boss?", ("price", "authority")),
        ("wie oft scheitert es am preis und wie oft nur am jahresende", ("price", "timing")),
        ("wie oft war es der preis, wie oft die konkurrenz?", ("price", "competitor")),
        ("how often is it the price", ("price", None)),
    ],
)
def test_two_reasons_are_asked_for(text: str, reasons: tuple[str, str | None]) -> None:
    """Both are counted."""
    asked = asked_number([text])
    assert asked is not None and (asked.reason, asked.reason_too) == reasons
