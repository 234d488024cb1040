"""Whom a message is about, and what is said of them first."""

from datetime import date

import pytest
from support.called import KNOWN, LOU

from coach.coaching.people import Here, here_in, said_of_people, with_told
from events.folds.reader import States

TODAY = date(2026, 11, 20)


def here(text: str, *earlier: str) -> Here:
    return here_in(text, earlier, KNOWN, "en", States())


def locked() -> States:
    states = States()
    states.prospects.locked[LOU] = 1
    return states


@pytest.mark.parametrize(
    ("text", "earlier", "news", "better", "spoken"),
    [
        ("Lou Fisk signed today", ["Dana Whitfield hung up"], {"won": LOU}, True, {LOU}),
        ("he signed", ["Dana Whitfield hung up", "Lou Fisk has the offer"], {"won": LOU}, True, {LOU}),
        ("Lou Fisk wants a quote next week", [], {"progress": LOU}, True, {LOU}),
        ("Lou Fisk said no, too expensive", [], {"soft_no": LOU}, False, {LOU}),
        ("what do I write him now?", ["Dana Whitfield hung up", "Lou Fisk has the offer"], {}, False, {LOU}),
        ("a quiet day", [], {}, False, set()),
    ],
)
def test_news_and_who_is_spoken_of(
    text: str, earlier: list[str], news: dict[str, str], better: bool, spoken: set[str]
) -> None:
    """What is told of whom, whether it is better than before, and who is named here or in the message before."""
    found = here(text, *earlier)
    assert (found.news, found.better, found.spoken) == (news, better, spoken)


def test_a_final_no_on_file_is_no_news_of_the_conversation() -> None:
    """What was told counts until it is logged; then the journal says it."""
    told = "Lou Fisk told me never to call again."
    assert here("and now?", told).told == {LOU}
    assert here_in("and now?", [told], KNOWN, "en", locked()).told == frozenset()


def test_a_final_no_is_said_as_logged_or_as_told() -> None:
    """On file it stands; told a moment ago it is still to be logged."""
    who = frozenset({LOU})
    of_file = said_of_people(Here(who), locked(), True, TODAY)
    told = Here(who, told=who)
    of_talk = said_of_people(told, with_told(States(), told), True, TODAY)
    assert of_file and of_file.says == ["person_final"]
    assert of_talk and of_talk.says == ["person_told"]
    asked = said_of_people(Here(who, news={"hard_no": LOU}), States(), True, TODAY)
    assert asked and asked.says == ["person_told"]


@pytest.mark.parametrize(
    ("due", "more", "says"),
    [((), False, "people_none"), (("Lou Fisk", "Dana"), False, "people_due"), (("Lou Fisk",), True, "people_due_more")],
)
def test_who_waits_is_named_and_counted(due: tuple[str, ...], more: bool, says: str) -> None:
    """The names, whether there are more, and how many whose day has come."""
    found = said_of_people(Here(asks_who=True, due=due, more=more), States(), True, TODAY)
    assert found and found.says == [says] and found.words == {"names": ", ".join(due)}
    fact = found.facts["follow_ups_due"]
    assert (fact.value, fact.unit, fact.period) == (0, "follow_up", "up to today")


def test_who_is_only_mentioned_is_not_looked_up() -> None:
    """What the journal has of somebody is said to who asks, and not over something better of today."""
    who = frozenset({LOU})
    assert said_of_people(Here(who), States(), False, TODAY) is None
    assert said_of_people(Here(who, better=True), States(), True, TODAY) is None
    assert said_of_people(Here(who), States(), True, TODAY) is not None
