"""Whom a message is about, and what is said of them first."""

from datetime import date

import pytest
from support.called import KNOWN, LOU

from coach.coaching.people import Here, here_in, is_locked, said_of_people, with_told
from events.folds.follow_ups import FollowUpState
from events.folds.prospects import Dealings
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
    assert fact.label == "follow-ups whose day has come"


def test_who_is_only_mentioned_is_not_looked_up() -> None:
    """What the journal has of somebody is said to who asks, and not over something better of today."""
    who = frozenset({LOU})
    assert said_of_people(Here(who), States(), False, TODAY) is None
    assert said_of_people(Here(who, news={"hard_no": LOU}), States(), False, TODAY) is None
    assert said_of_people(Here(who, better=True), States(), True, TODAY) is None
    assert said_of_people(Here(who), States(), True, TODAY) is not None


def test_where_nobody_is_due_the_next_day_is_told() -> None:
    """Of those who may be reached: a final no's follow-up never comes."""
    states = States()
    for who, outcome, day in (("dana", "soft_no", "2026-11-26"), ("frau", "hard_no", "2026-11-22")):
        states.prospects.dealings[who] = Dealings(1, outcome, 1, 0, outcome)
        states.follow_ups.follow_ups[who] = FollowUpState(who, "timing", 1_760_000_000_000, day)
    found = said_of_people(Here(asks_who=True), states, True, TODAY)
    assert found and found.says == ["people_none", "people_next"]
    fact = found.facts["people_next"]
    assert (fact.value, fact.unit, fact.period) == (6, "day", "from today")
    assert fact.label == "days until the next follow-up"
    found = said_of_people(Here(asks_who=True, due=["Dana"]), states, True, TODAY)
    assert found and found.says == ["people_due"]


def test_a_final_no_that_was_never_confirmed_holds() -> None:
    """Until a yes or a step forward is told of them."""
    states = States()
    states.prospects.dealings[LOU] = Dealings(1, "hard_no", 1, 0, "hard_no")
    assert is_locked(here_in("should I call Lou Fisk again?", [], KNOWN, "en", states), states)
    assert is_locked(here_in("can I write him?", ["Lou Fisk hung up"], KNOWN, "en", states), states)
    assert not is_locked(here_in("Lou Fisk signed today", [], KNOWN, "en", states), states)
    assert not is_locked(here_in("should I call Dana Moore again?", [], KNOWN, "en", states), states)


def test_who_is_named_now_is_not_who_was_before() -> None:
    """Somebody else than the message before names; nobody before, or the same one, is no other."""
    assert here("what about Will Mark?", "Lou Fisk hung up").other
    assert not here("what about Lou Fisk?", "Lou Fisk hung up").other
    assert not here("what about Lou Fisk?", "a quiet day").other
    assert not here("a quiet day", "Lou Fisk hung up").other


@pytest.mark.parametrize(
    ("text", "earlier", "named"),
    [
        ("can I write him?", ["Lou Fisk said never call again"], {LOU}),
        ("can I write him?", ["Lou Fisk said never call again", "a quiet day"], {LOU}),
        ("should I try again?", ["Lou Fisk said never call again"], {LOU}),
        ("should I try again?", ["Lou Fisk said never call again", "a quiet day"], set()),
        ("can I write him?", ["Lou Fisk said never call again", "Dana Moore hung up"], set()),
    ],
)
def test_who_is_reached_for(text: str, earlier: list[str], named: set[str]) -> None:
    """Whoever gave a final no a moment ago, where nobody else is named since: "him" is the nearest, and a new try is
    of the last message."""
    found = here(text, *earlier)
    assert found.named == named and found.closed == bool(named)


def test_whose_final_no_is_in_the_journal_is_reached_for_no_more() -> None:
    """Whatever the message before tells of them."""
    assert here_in("can I write him?", ["Lou Fisk hung up"], KNOWN, "en", locked()).closed


def test_what_is_told_stands_as_in_the_journal() -> None:
    """For prospects and follow-ups, with nothing worked out before."""
    states = States()
    states.worked_out["due"] = ((0, TODAY), ["lou"])
    assert with_told(states, Here()) is states
    told = with_told(states, Here(told=frozenset({LOU})))
    assert LOU in told.prospects.locked and LOU in told.follow_ups.locked and not told.worked_out
    assert LOU not in states.prospects.locked and LOU not in states.follow_ups.locked


def test_a_touch_of_today_is_newer_than_the_journal() -> None:
    """Whoever rang today is not told how long ago the last word was."""
    assert here("Lou Fisk rang me today").better
    assert here("Lou Fisk hat mich heute angerufen").better
    assert not here("when did I talk to Lou Fisk?").better
