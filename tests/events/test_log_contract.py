"""What every log promises, whatever it is kept in. A new log joins by its kind in `conftest.py`."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from msgspec import structs

from events.envelope import Exactly, Expected, NewEvent, Private, Recorded
from events.errors import EventConflict, FutureEvent, LogError, SubjectForgotten, UnknownKey, WrongVersion
from events.ids import new_id
from events.log import Log
from events.sealing import FORGOTTEN, KeyStore, unseal
from events.types.coaching import CoachingContent
from events.types.outreach import EntryNote, OutreachRecorded
from events.types.prospects import ProspectAdded, ProspectDetails

pytestmark = pytest.mark.anyio

AT = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
BEN = "01890a5d-ac96-774b-bcce-b302099a8058"
CARL = "01890a5d-ac96-774b-bcce-b302099a8059"
ACME = "01890a5d-ac96-774b-bcce-00000000acce"
OTHER = "01890a5d-ac96-774b-bcce-0000000007e5"


def called(count: int = 1, *, at: datetime = AT, **sealed: str) -> NewEvent:
    """An outreach, with a note sealed for `acme=` or `other=`."""
    subjects = {"acme": ACME, "other": OTHER}
    event = OutreachRecorded(entry_id=new_id(), channel="call", count=count)
    return NewEvent(new_id(), at, event, {subjects[name]: EntryNote(note=note) for name, note in sealed.items()})


async def read(
    log: Log, person: str = ANNA, after: int = 0, limit: int | None = None, backwards: bool = False
) -> list[Recorded]:
    return [recorded async for recorded in log.read(person, after, limit, backwards)]


async def versions(log: Log, after: int = 0, limit: int | None = None, backwards: bool = False) -> list[int]:
    return [recorded.version for recorded in await read(log, ANNA, after, limit, backwards)]


# Append and read


async def test_events_are_read_as_they_were_appended(log: Log) -> None:
    """In order, with versions from 1 without gaps, the moment with its offset, and the clock's moment in UTC."""
    first, second, third = called(1), called(2), called(3)
    assert (await log.append(ANNA, [first, second])).versions == [1, 2]
    answer = await log.append(ANNA, [third])
    assert (answer.versions, answer.added) == ([3], 1)
    found = await read(log)
    assert [recorded.event for recorded in found] == [first.event, second.event, third.event]
    assert [recorded.event_id for recorded in found] == [first.event_id, second.event_id, third.event_id]
    assert [recorded.version for recorded in found] == [1, 2, 3]
    assert {recorded.person_id for recorded in found} == {ANNA}
    assert {recorded.occurred_at for recorded in found} == {"2026-03-02T09:30:00.000+01:00"}
    assert {recorded.recorded_at for recorded in found} == {"2026-03-02T12:00:00.000+00:00"}
    assert {recorded.sealed for recorded in found} == {None}


async def test_pages_for_folding_hold_what_reading_gives(log: Log) -> None:
    """Every event after a version, in order, page by page."""
    note = called(acme="they moan")
    await log.append(ANNA, [note, *(called(number) for number in range(1, 4_100))])
    for after in (0, 1, 2_000, 4_099, 4_100):
        pages = [page async for page in log.occurrences(ANNA, after)]
        assert all(pages)
        seen = [(seen.version, seen.occurred_at, seen.event, seen.sealed) for page in pages for seen in page]
        kept = await read(log, after=after)
        assert seen == [(row.version, row.occurred_at, row.event, row.sealed) for row in kept]
    whole = [seen.version for page in [page async for page in log.occurrences(ANNA)] for seen in page]
    assert whole == list(range(1, 4_101)), "from the start where nothing else is asked for"


async def test_order_is_that_of_appending(log: Log) -> None:
    """A late event gets the next version, however old it is: versions count recording, not happening."""
    await log.append(ANNA, [called(1)])
    await log.append(ANNA, [called(2, at=AT - timedelta(days=400))])
    assert [recorded.event.count for recorded in await read(log) if isinstance(recorded.event, OutreachRecorded)] == [
        1,
        2,
    ]


async def test_reading_starts_after_a_version_and_ends_at_a_limit(log: Log) -> None:
    """Both ways: forward from `after`, backwards from the newest down to just above `after`."""
    await log.append(ANNA, [called() for _ in range(6)])
    assert await versions(log, after=2) == [3, 4, 5, 6]
    assert await versions(log, limit=2) == [1, 2]
    assert await versions(log, after=2, limit=3) == [3, 4, 5]
    assert await versions(log, after=6) == []
    assert await versions(log, after=99) == []
    assert await versions(log, limit=0) == []
    assert await versions(log, limit=99) == [1, 2, 3, 4, 5, 6]
    assert await versions(log, backwards=True) == [6, 5, 4, 3, 2, 1]
    assert await versions(log, backwards=True, limit=2) == [6, 5]
    assert await versions(log, backwards=True, after=3) == [6, 5, 4]
    assert await versions(log, backwards=True, after=3, limit=2) == [6, 5]


async def test_a_long_stream_is_read_whole(log: Log) -> None:
    """However many rows a log takes at a time: none is skipped, doubled or out of order."""
    count = 6_001  # more than a page three times over, and more than one transaction takes
    offered = [called() for _ in range(count)]
    every = list(range(1, count + 1))
    assert (await log.append(ANNA, offered)).versions == every
    assert await versions(log) == every
    assert await versions(log, backwards=True) == every[::-1]
    for limit in (1_999, 2_000, 2_001, 4_000):
        assert await versions(log, limit=limit) == every[:limit]
        assert await versions(log, backwards=True, limit=limit) == every[::-1][:limit]
    found = await log.find(ANNA, [new.event_id for new in offered])
    assert [found[new.event_id].version for new in offered] == every
    assert sorted(await log.at(ANNA, every)) == every
    again = await log.append(ANNA, offered)
    assert (again.versions, again.added) == (every, 0)


async def test_events_are_found_by_id(log: Log) -> None:
    """Those of this person that exist; unknown ids and other people's events are left out."""
    mine, hers = called(), called()
    await log.append(ANNA, [called(), mine])
    await log.append(BEN, [hers])
    found = await log.find(ANNA, [mine.event_id, hers.event_id, new_id()])
    assert {event_id: (recorded.version, recorded.event) for event_id, recorded in found.items()} == {
        mine.event_id: (2, mine.event)
    }
    assert await log.find(ANNA, []) == {}


async def test_events_are_found_by_version(log: Log) -> None:
    """Those versions that exist."""
    offered = [called(count) for count in (1, 2, 3)]
    await log.append(ANNA, offered)
    found = await log.at(ANNA, [3, 1, 0, 4, -1])
    assert {version: recorded.event for version, recorded in found.items()} == {
        1: offered[0].event,
        3: offered[2].event,
    }
    assert await log.at(ANNA, []) == {}
    assert await log.at(BEN, [1]) == {}


async def test_people_are_listed_by_their_first_event(log: Log) -> None:
    """Oldest stream first; nobody without an event."""
    assert await log.people() == []
    await log.append(BEN, [called()])
    await log.append(ANNA, [called()])
    await log.append(BEN, [called()])
    await log.append(OTHER, [])
    assert await log.people() == [BEN, ANNA]


async def test_the_head_is_the_newest_version(log: Log) -> None:
    """0 without any event."""
    assert await log.head(ANNA) == 0
    await log.append(ANNA, [called(), called()])
    assert (await log.head(ANNA), await log.head(BEN)) == (2, 0)


async def test_an_empty_append_adds_nothing(log: Log) -> None:
    """It answers with no versions, and still checks what was expected."""
    answer = await log.append(ANNA, [])
    assert (answer.versions, answer.added) == ([], 0)
    with pytest.raises(WrongVersion):
        await log.append(ANNA, [], "exists")
    assert await log.head(ANNA) == 0


async def test_streams_are_independent(log: Log) -> None:
    """Each person has their own versions, and the same event id may stand in two streams."""
    shared = called()
    await log.append(ANNA, [shared, called()])
    answer = await log.append(BEN, [shared], "none")
    assert (answer.versions, answer.added) == ([1], 1)
    assert [recorded.version for recorded in await read(log, BEN)] == [1]
    assert await versions(log) == [1, 2]


async def test_positions_increase(log: Log) -> None:
    """Across people, in the order of appending, from 1 on."""
    positions = []
    for person in (ANNA, BEN, ANNA, BEN, BEN):
        await log.append(person, [called(), called()])
        positions += [recorded.position for recorded in await read(log, person)][-2:]
    assert positions == list(range(1, 11))


# Repeats and conflicts


async def test_a_repeat_is_answered_with_the_same_versions(log: Log) -> None:
    """Nothing is added, however often and in whatever parts a phone resends its queue."""
    offered = [called(1), called(2, acme="they moan"), called(3)]
    await log.append(ANNA, offered)
    for _ in range(3):
        answer = await log.append(ANNA, offered)
        assert (answer.versions, answer.added) == ([1, 2, 3], 0)
    answer = await log.append(ANNA, offered[1:])
    assert (answer.versions, answer.added) == ([2, 3], 0)
    answer = await log.append(ANNA, offered[::-1])
    assert (answer.versions, answer.added) == ([3, 2, 1], 0)
    assert await log.head(ANNA) == 3


async def test_a_repeat_with_new_events_adds_only_those(log: Log) -> None:
    """The versions come in the order of the events that were offered."""
    old, newer, newest = called(1), called(2), called(3)
    await log.append(ANNA, [old])
    answer = await log.append(ANNA, [newer, old, newest])
    assert (answer.versions, answer.added) == ([2, 1, 3], 2)
    assert await versions(log) == [1, 2, 3]


async def test_the_same_content_in_other_words_is_a_repeat(log: Log) -> None:
    """A default given or left out, and a moment's digits below the millisecond, make no difference."""
    event_id, entry_id = new_id(), new_id()
    await log.append(ANNA, [NewEvent(event_id, AT, OutreachRecorded(entry_id=entry_id, channel="call"))])
    spelt_out = OutreachRecorded(entry_id=entry_id, channel="call", count=1, prospect_id=None)
    answer = await log.append(ANNA, [NewEvent(event_id, AT + timedelta(microseconds=3), spelt_out)])
    assert (answer.versions, answer.added) == ([1], 0)


BASE = NewEvent(
    "01890a5d-ac96-774b-bcce-0000000000e1",
    AT,
    OutreachRecorded(entry_id="entry", channel="call"),
    {ACME: EntryNote(note="they moan")},
)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(structs.replace(BASE, event=OutreachRecorded(entry_id="entry", channel="email")), id="field"),
        pytest.param(structs.replace(BASE, event=ProspectAdded(prospect_id=ACME)), id="type"),
        pytest.param(structs.replace(BASE, occurred_at=AT + timedelta(milliseconds=1)), id="moment"),
        pytest.param(structs.replace(BASE, occurred_at=AT.astimezone(UTC)), id="offset"),
        pytest.param(structs.replace(BASE, sealed={ACME: EntryNote(note="they moan!")}), id="sealed text"),
        pytest.param(structs.replace(BASE, sealed={ACME: ProspectDetails(contact="they moan")}), id="sealed kind"),
        pytest.param(structs.replace(BASE, sealed={OTHER: EntryNote(note="they moan")}), id="subject"),
        pytest.param(structs.replace(BASE, sealed={}), id="sealed part left out"),
        pytest.param(
            structs.replace(BASE, sealed={**BASE.sealed, OTHER: EntryNote(note="too")}), id="sealed part added"
        ),
    ],
)
async def test_the_same_id_with_other_content_is_a_conflict(log: Log, changed: NewEvent) -> None:
    """It is refused by name, and what is already there stays as it is."""
    await log.append(ANNA, [BASE])
    before = await read(log)
    with pytest.raises(EventConflict) as refused:
        await log.append(ANNA, [called(), changed])
    assert refused.value.event_ids == [BASE.event_id]
    assert await read(log) == before


async def test_sealed_content_is_recognised_though_sealed_again(log: Log, keys: KeyStore) -> None:
    """Sealing the same words gives other bytes each time; sameness is judged on the words."""
    event = called(1, acme="they moan", other="so do we")
    twin = structs.replace(event, event_id=new_id())
    await log.append(ANNA, [event, twin])
    one, two = await read(log)
    assert one.sealed != two.sealed
    answer = await log.append(ANNA, [event])
    assert (answer.versions, answer.added) == ([1], 0)
    assert [recorded.sealed for recorded in await read(log)] == [one.sealed, two.sealed]


async def test_an_id_twice_in_one_append_is_a_conflict(log: Log) -> None:
    """Two versions for one event cannot both be the answer."""
    twice = called()
    with pytest.raises(EventConflict) as refused:
        await log.append(ANNA, [twice, called(), twice])
    assert refused.value.event_ids == [twice.event_id]
    assert await log.head(ANNA) == 0


# Expected versions


@pytest.mark.parametrize(
    ("expected", "allowed"),
    [
        ("any", {0, 1, 2}),
        ("none", {0}),
        ("exists", {1, 2}),
        (Exactly(0), {0}),
        (Exactly(1), {1}),
        (Exactly(2), {2}),
        (Exactly(3), set()),
    ],
)
async def test_the_expected_version_is_checked(log: Log, expected: Expected, allowed: set[int]) -> None:
    """Any, none, exists or an exact version; refused appends add nothing and take no version."""
    await log.append(BEN, [called()])
    await log.append(CARL, [called(), called()])
    for before, person in enumerate((ANNA, BEN, CARL)):
        if before in allowed:
            assert (await log.append(person, [called()], expected)).versions == [before + 1]
        else:
            with pytest.raises(WrongVersion):
                await log.append(person, [called()], expected)
            assert await log.head(person) == before


@pytest.mark.parametrize("expected", ["none", Exactly(0), Exactly(7)])
async def test_a_repeat_is_answered_though_the_expectation_is_now_wrong(log: Log, expected: Expected) -> None:
    """The answer to the first time may have got lost on its way."""
    first, second = called(), called()
    await log.append(ANNA, [first], "none")
    await log.append(ANNA, [second])
    answer = await log.append(ANNA, [first], expected)
    assert (answer.versions, answer.added) == ([1], 0)
    with pytest.raises(WrongVersion):
        await log.append(ANNA, [first, called()], expected)
    assert await log.head(ANNA) == 2


# All or nothing


def twice() -> list[NewEvent]:
    event = called()
    return [event, event]


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        (lambda: [called(at=NOW + timedelta(days=2))], FutureEvent),
        (lambda: [called(at=datetime(2026, 3, 2, 9, 30))], LogError),
        (lambda: [called(acme="again")], SubjectForgotten),
        (lambda: [structs.replace(BASE, sealed={})], EventConflict),
        (twice, EventConflict),
    ],
    ids=["future", "naive", "forgotten", "conflict", "twice"],
)
async def test_one_bad_event_refuses_the_whole_append(
    log: Log, keys: KeyStore, bad: Callable[[], list[NewEvent]], error: type[LogError]
) -> None:
    """The good ones before and after it are not added either, and the next append goes on without a gap."""
    await log.append(ANNA, [BASE])
    await keys.destroy(ACME)
    with pytest.raises(error):
        await log.append(ANNA, [called(), *bad(), called()])
    assert await versions(log) == [1]
    assert (await log.append(ANNA, [called()])).versions == [2]
    assert (await log.verify()).problem is None


async def test_more_than_a_day_ahead_is_refused(log: Log) -> None:
    """A day ahead is allowed: the clocks of two devices, and the date line, may be that far apart."""
    with pytest.raises(FutureEvent):
        await log.append(ANNA, [called(at=NOW + timedelta(days=1, milliseconds=1))])
    await log.append(ANNA, [called(at=NOW + timedelta(days=1))])
    assert await log.head(ANNA) == 1


async def test_a_moment_without_offset_is_refused(log: Log) -> None:
    """Without it there is no telling which local day it was."""
    with pytest.raises(LogError, match="offset"):
        await log.append(ANNA, [called(at=datetime(2026, 3, 2, 9, 30))])
    assert await log.head(ANNA) == 0


# At the same time


async def test_appends_at_the_same_time_are_all_kept(log: Log) -> None:
    """Sixty-four callers of one stream get sixty-four versions, and each finds its event at its own."""
    offered = [called(number + 1) for number in range(64)]
    answers = await asyncio.gather(*(log.append(ANNA, [new]) for new in offered))
    assert sorted(answer.versions[0] for answer in answers) == list(range(1, 65))
    found = await log.at(ANNA, range(1, 65))
    assert [found[answer.versions[0]].event for answer in answers] == [new.event for new in offered]
    assert (await log.verify()).problem is None


async def test_one_of_two_writers_with_the_same_expectation_wins(log: Log) -> None:
    """The others read again and repeat."""
    answers = await asyncio.gather(
        *(log.append(ANNA, [called()], Exactly(0)) for _ in range(8)), return_exceptions=True
    )
    assert [type(answer).__name__ for answer in answers].count("WrongVersion") == 7
    assert await log.head(ANNA) == 1


async def test_the_same_event_at_the_same_time_is_added_once(log: Log) -> None:
    """Two devices that send one queue both hear the same version."""
    event = called(1, acme="they moan")
    answers = await asyncio.gather(*(log.append(ANNA, [event]) for _ in range(8)))
    assert {tuple(answer.versions) for answer in answers} == {(1,)}
    assert sum(answer.added for answer in answers) == 1


# Private content


async def only(log: Log) -> Recorded:
    (recorded,) = await read(log)
    return recorded


async def test_sealed_content_is_given_back(log: Log, keys: KeyStore) -> None:
    """By subject, each kind as it went in, and also for an event without any."""
    sealed: dict[str, Private] = {
        ACME: ProspectDetails(contact="Zoë Quill", company="Acme"),
        ANNA: CoachingContent(message="a hard day", reply=msgspec.Raw(b'{"blocks": []}')),
    }
    await log.append(ANNA, [structs.replace(called(), sealed=sealed)])
    await log.append(BEN, [called()])
    assert await unseal(await only(log), keys) == sealed
    assert await unseal((await read(log, BEN))[0], keys) == {}


async def test_a_forgotten_subject_reads_as_forgotten(log: Log, keys: KeyStore) -> None:
    """Other subjects of the same event stay readable, and the chain stays whole."""
    await log.append(ANNA, [called(1, acme="they moan", other="so do we")])
    before = await only(log)
    await keys.destroy(ACME)
    assert await unseal(await only(log), keys) == {ACME: FORGOTTEN, OTHER: EntryNote(note="so do we")}
    assert await only(log) == before
    assert (await log.verify()).problem is None


async def test_a_repeat_about_a_forgotten_subject_is_already_there(log: Log, keys: KeyStore) -> None:
    """With whatever private words, since they can no longer be compared; clear fields still are."""
    event = called(1, acme="they moan", other="so do we")
    await log.append(ANNA, [event])
    await keys.destroy(ACME)
    for words in ("they moan", "other words"):
        sealed = {ACME: EntryNote(note=words), OTHER: EntryNote(note="so do we")}
        answer = await log.append(ANNA, [structs.replace(event, sealed=sealed)])
        assert (answer.versions, answer.added) == ([1], 0)
    for other in (
        structs.replace(event, occurred_at=AT - timedelta(hours=1)),
        structs.replace(event, sealed={ACME: EntryNote(note="they moan"), OTHER: EntryNote(note="we do not")}),
    ):
        with pytest.raises(EventConflict):
            await log.append(ANNA, [other])


async def test_a_repeat_beside_new_events_after_forgetting(log: Log, keys: KeyStore) -> None:
    """What was there before the subject was forgotten does not hold up what is new about others."""
    old = called(1, acme="they moan")
    await log.append(ANNA, [old])
    await keys.destroy(ACME)
    answer = await log.append(ANNA, [old, called(2, other="hello")])
    assert (answer.versions, answer.added) == ([1, 2], 1)


async def test_nothing_new_is_recorded_about_a_forgotten_subject(log: Log, keys: KeyStore) -> None:
    """Also not under a new key: forgotten is for ever."""
    await log.append(ANNA, [called(1, acme="they moan")])
    await keys.destroy(ACME)
    with pytest.raises(SubjectForgotten):
        await log.append(ANNA, [called(1, acme="they are back")])
    with pytest.raises(SubjectForgotten):
        await log.append(BEN, [called(1, acme="they are back", other="and so are we")])
    assert (await log.head(ANNA), await log.head(BEN)) == (1, 0)


async def test_a_subject_is_forgotten_before_it_had_a_key(log: Log, keys: KeyStore) -> None:
    """Nothing private was recorded about them yet, and nothing ever will be."""
    await keys.destroy(ACME)
    assert await keys.get([ACME]) == {ACME: FORGOTTEN}
    with pytest.raises(SubjectForgotten):
        await log.append(ANNA, [called(1, acme="they moan")])


async def test_forgetting_twice_is_forgetting(keys: KeyStore) -> None:
    """The second time changes nothing."""
    await keys.ensure([ACME])
    await keys.destroy(ACME)
    await keys.destroy(ACME)
    assert await keys.get([ACME]) == {ACME: FORGOTTEN}
    assert await keys.ensure([ACME]) == {ACME: FORGOTTEN}


async def test_an_unknown_key_is_an_error(log: Log, new_keys: Callable[[], KeyStore]) -> None:
    """A lost key file is not taken for forgetting: the message asks for the file."""
    await log.append(ANNA, [called(1, acme="they moan")])
    with pytest.raises(UnknownKey, match="Restore"):
        await unseal(await only(log), new_keys())


async def test_a_moved_sealed_part_does_not_open(log: Log, keys: KeyStore) -> None:
    """It is bound to its person and its event: nobody's note can be passed off as another's."""
    await log.append(ANNA, [called(1, acme="they moan"), called(1, acme="they sing")])
    one, two = await read(log)
    for moved in (structs.replace(one, sealed=two.sealed), structs.replace(one, person_id=BEN)):
        with pytest.raises(LogError, match="changed"):
            await unseal(moved, keys)


# Verifying


async def test_a_sound_log_verifies(log: Log) -> None:
    """It counts the events and gives each person's head: the newest version and its hash."""
    empty = await log.verify()
    assert (empty.events, empty.heads, empty.problem) == (0, {}, None)
    await log.append(ANNA, [called(1, acme="they moan"), called()])
    await log.append(BEN, [called()])
    result = await log.verify()
    newest = {person: (await read(log, person, backwards=True, limit=1))[0] for person in (ANNA, BEN)}
    assert result.problem is None
    assert result.events == 3
    assert result.heads == {
        ANNA: f"2:{newest[ANNA].hash.hex()}",
        BEN: f"1:{newest[BEN].hash.hex()}",
    }


async def test_heads_of_the_same_events_differ_by_sealing_only(log: Log) -> None:
    """Each hash covers the row before it: the same clear event twice in a stream has two hashes."""
    event = called()
    await log.append(ANNA, [event, structs.replace(event, event_id=new_id())])
    one, two = await read(log)
    assert one.hash != two.hash
