"""Stored forms are for ever: golden rows of every type still read and write the same, through upcasters if need be."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from events.chain import GENESIS, link
from events.codec import UPCASTERS, Codec, Upcaster, canonical_private, check_upcasters, decode_private
from events.envelope import Event, NewEvent, Occurrence, Recorded, StoredRow, UnknownEvent
from events.errors import UpcasterError
from events.ids import new_id, to_bytes
from events.memory import MemoryLog
from events.sealing import MemoryKeys, SubjectKey, unseal
from events.sqlite.log import SqliteLog
from events.types import EVENT_TYPES, PRIVATE_TYPES
from events.types.coaching import CoachingGiven
from events.types.outcomes import OutcomeRecorded
from events.types.outreach import EntryNote
from events.types.prospects import ProspectAdded
from events.words import CHANNELS, OUTCOMES, REASONS, WEEKDAYS

AT = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=1)))
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANNA = "01890a5d-ac96-774b-bcce-b302099a8057"
ACME = "01890a5d-ac96-774b-bcce-00000000acce"

GOLDEN = [json.loads(line) for line in (Path(__file__).parent / "golden" / "v1.jsonl").read_text("utf-8").splitlines()]
ROWS = [line for line in GOLDEN if "type" in line]
PRIVATE = [line for line in GOLDEN if "kind" in line]


def clock() -> datetime:
    return NOW


def stored(type_: str, schema: int, body: str, occurred_at: str = "2026-03-02T09:30:00.000+01:00") -> StoredRow:
    recorded_at = "2026-03-02T12:00:00.000+00:00"
    person, event_id = to_bytes(ANNA), to_bytes(ACME)
    return StoredRow(1, person, 1, event_id, type_, schema, occurred_at, recorded_at, body, None, GENESIS)


# Golden rows


@pytest.mark.parametrize("row", ROWS, ids=[f"{number}-{row['type']}" for number, row in enumerate(ROWS)])
def test_a_golden_row_reads_and_writes_the_same(row: dict[str, Any]) -> None:
    """Sameness and chains are judged on the bytes of a body: they are the same from every version of the program."""
    codec = Codec()
    event = codec.decode(stored(row["type"], row["schema"], row["body"])).event
    assert type(event) is EVENT_TYPES[row["type"]]
    encoded = codec.encode(NewEvent(ACME, AT, event), [], [], NOW)
    assert (encoded.type, encoded.schema, encoded.body) == (row["type"], row["schema"], row["body"])
    assert encoded.occurred_at == "2026-03-02T09:30:00.000+01:00"
    assert encoded.sealed is None


@pytest.mark.parametrize("line", PRIVATE, ids=[f"{number}-{line['kind']}" for number, line in enumerate(PRIVATE)])
def test_golden_private_content_reads_and_writes_the_same(line: dict[str, Any]) -> None:
    """The HMAC that recognises a repeat is made of these bytes."""
    plaintext = line["plaintext"].encode()
    private = decode_private(plaintext)
    assert private.__struct_config__.tag == line["kind"]
    assert canonical_private(private) == plaintext


@pytest.mark.parametrize("name", EVENT_TYPES)
def test_every_event_type_has_golden_rows(name: str) -> None:
    """With every field of it: to add a type or a field is to add a line to `golden/v1.jsonl`."""
    golden = [json.loads(row["body"]) for row in ROWS if row["type"] == name and row["schema"] == 1]
    assert {field for body in golden for field in body} >= {
        field.encode_name for field in msgspec.structs.fields(EVENT_TYPES[name]) if EVENT_TYPES[name].schema == 1
    }, f"{name} has no golden line with all its fields"
    assert golden


def test_every_private_kind_has_a_golden_line() -> None:
    """With every field of it."""
    for kind in PRIVATE_TYPES:
        golden = [json.loads(line["plaintext"]) for line in PRIVATE if line["kind"] == kind.__struct_config__.tag]
        fields = {field.encode_name for field in msgspec.structs.fields(kind)}
        assert {field for plaintext in golden for field in plaintext} == {"kind", *fields}, kind


def test_every_word_has_a_golden_line() -> None:
    """Words are added and never renamed or removed, or stored rows would stop to read."""
    bodies = [json.loads(row["body"]) for row in ROWS]
    for key, words in (("channel", CHANNELS), ("outcome", OUTCOMES), ("reason", REASONS)):
        assert {body[key] for body in bodies if key in body} == set(words)
    assert {day for body in bodies for day in body.get("working_days", [])} == set(WEEKDAYS)


def test_a_golden_part_opens_and_is_recognised() -> None:
    """Keys are derived, nonces placed and HMACs made as they always were."""
    key = SubjectKey(bytes(range(32)))
    sealed = bytes.fromhex(
        "9193c410019cade211c07054af7e6b9ec1650870c444df09f009400a30a68ec7d208d1536c3791f425e030df9a250d7ad2e8fc2055c8"
        "63fc5b7259ed200484d6f332e01561898c1b64b7478aaf1b9947d74ef41d20c6d416fabcc420fc78ca97a92090f476b979ebcfb6b8d6"
        "bfb4feb7259e6b9d5b145d51aa4ef782"
    )
    (part,) = msgspec.msgpack.decode(sealed)
    subject, box, mac = part
    place = to_bytes("019cade2-11c0-7bb2-8efc-9641afc5ded1") + to_bytes("019cade2-11c0-723f-a539-66c6cd9343e1")
    plaintext = canonical_private(EntryNote(note="they moan"))
    again = key.seal(subject, place, plaintext)
    assert again.mac == mac
    assert again.box != box
    assert key.open(msgspec.structs.replace(again, box=box), place) == plaintext


@pytest.mark.parametrize(
    ("sealed", "digest"),
    [
        (None, "cfa06662435171dff8ac4100642025c0d7b95f60b628ae382277be5bd2478e3a"),
        (b"sealed", "0d533996e4638caf4de516a8def9ce6a6818cc5075b2c577ff2375f5861ef9d2"),
    ],
)
def test_a_golden_row_has_its_hash(sealed: bytes | None, digest: str) -> None:
    """Heads that a host keeps elsewhere stay valid."""
    person, event_id = "019cade2-11c0-7054-af7e-6b9ec1650870", "019cade2-11c0-723f-a539-66c6cd9343e1"
    moments = ("2026-03-02T09:30:00.000+01:00", "2026-03-02T12:00:00.000+00:00")
    body = '{"entry_id":"é"}'
    made = link(GENESIS, to_bytes(person), 1, to_bytes(event_id), "outreach_recorded", 1, *moments, body, sealed)
    assert made.hex() == digest


# Upcasters


class MoodOne(Event, frozen=True, kw_only=True):
    """As it was."""

    type: ClassVar[str] = "mood_noted"
    mood: int


class MoodThree(Event, frozen=True, kw_only=True):
    """As it is now: a score of 0..100, and when in the day."""

    type: ClassVar[str] = "mood_noted"
    schema: ClassVar[int] = 3
    score: int
    part: str = "day"


STEPS: dict[tuple[str, int], Upcaster] = {
    ("mood_noted", 1): lambda fields: {"score": fields["mood"]},
    ("mood_noted", 2): lambda fields: {**fields, "score": fields["score"] * 10, "part": "evening"},
}
OLD = Codec({**EVENT_TYPES, "mood_noted": MoodOne}, {})
NEW = Codec({**EVENT_TYPES, "mood_noted": MoodThree}, STEPS)


@pytest.mark.parametrize(
    "upcasters",
    [
        {},
        {("mood_noted", 1): STEPS["mood_noted", 1]},
        {("mood_noted", 2): STEPS["mood_noted", 2]},
    ],
    ids=["none", "the last is missing", "the first is missing"],
)
def test_a_gap_between_upcasters_is_refused(upcasters: dict[tuple[str, int], Upcaster]) -> None:
    """At start-up, by name, and not when the first old row is read."""
    with pytest.raises(UpcasterError, match="mood_noted"):
        Codec({"mood_noted": MoodThree}, upcasters)


@pytest.mark.parametrize(
    "extra", [("mood_noted", 0), ("mood_noted", 3), ("mood_noted", 4), ("mood_notde", 1), ("import_undone", 1)]
)
def test_an_upcaster_that_leads_nowhere_is_refused(extra: tuple[str, int]) -> None:
    """One from the current schema on could only go round in circles; one of no type is a slip of the pen."""
    with pytest.raises(UpcasterError, match="leads nowhere"):
        check_upcasters({**EVENT_TYPES, "mood_noted": MoodThree}, {**STEPS, extra: lambda fields: fields})


def test_our_own_upcasters_are_complete() -> None:
    """Every type of this version can be read from its first schema on."""
    check_upcasters(EVENT_TYPES, UPCASTERS)


@asynccontextmanager
async def opened(path: Path, codec: Codec, keys: MemoryKeys | None = None) -> AsyncIterator[SqliteLog]:
    """A log as the program with this codec opens it."""
    log = await SqliteLog.open(path, keys or MemoryKeys(), clock, codec)
    try:
        yield log
    finally:
        await log.close()


async def every_way(log: SqliteLog, event_id: str) -> list[Recorded]:
    """The one event of a log, by all the ways to read."""
    return [
        *[recorded async for recorded in log.read(ANNA)],
        *[recorded async for recorded in log.read(ANNA, backwards=True)],
        *(await log.find(ANNA, [event_id])).values(),
        *(await log.at(ANNA, [1])).values(),
    ]


@pytest.mark.anyio
async def test_old_rows_are_upcast_on_every_way_to_read(tmp_path: Path) -> None:
    """One schema after the other; the stored row and its chain stay as they are, for older programs too."""
    path, new = tmp_path / "journal.sqlite3", NewEvent(new_id(), AT, MoodOne(mood=7))
    async with opened(path, OLD) as log:
        await log.append(ANNA, [new])
        heads = (await log.verify()).heads
    async with opened(path, NEW) as log:
        found = await every_way(log, new.event_id)
        assert [recorded.event for recorded in found] == [MoodThree(score=70, part="evening")] * 4
        result = await log.verify()
        assert (result.heads, result.problem) == (heads, None)
    async with opened(path, OLD) as log:
        assert [recorded.event for recorded in await every_way(log, new.event_id)] == [new.event] * 4


@pytest.mark.anyio
async def test_a_repeat_is_recognised_after_an_upgrade(tmp_path: Path) -> None:
    """A phone whose answer got lost resends the same entry, which the newer program writes in its newer schema."""
    path, event_id = tmp_path / "journal.sqlite3", new_id()
    async with opened(path, OLD) as log:
        await log.append(ANNA, [NewEvent(event_id, AT, MoodOne(mood=7))])
    async with opened(path, NEW) as log:
        answer = await log.append(ANNA, [NewEvent(event_id, AT, MoodThree(score=70, part="evening"))])
        assert answer.added == 0


@pytest.mark.anyio
@pytest.mark.parametrize("reading", [Codec(), OLD], ids=["unknown type", "unknown schema"])
async def test_what_a_newer_program_wrote_is_kept(tmp_path: Path, reading: Codec) -> None:
    """A type or schema that this program lacks reads as it is, private part and all, and verifies."""
    path, keys = tmp_path / "journal.sqlite3", MemoryKeys()
    sealed = {ACME: EntryNote(note="they moan")}
    new = NewEvent(new_id(), AT, MoodThree(score=70, part="noon"), sealed)
    async with opened(path, NEW, keys) as log:
        await log.append(ANNA, [new])
    body = msgspec.Raw(b'{"part":"noon","score":70}')
    unknown = UnknownEvent(stored_type="mood_noted", stored_schema=3, body=body)
    async with opened(path, reading, keys) as log:
        found = await every_way(log, new.event_id)
        assert [recorded.event for recorded in found] == [unknown] * 4
        assert await unseal(found[0], keys) == sealed
        assert (await log.verify()).problem is None


@pytest.mark.anyio
async def test_a_log_in_memory_reads_as_its_program_does() -> None:
    """With the types that it was given, as a log on disk."""
    log = MemoryLog(MemoryKeys(), clock, NEW)
    new = NewEvent(new_id(), AT, MoodThree(score=70))
    await log.append(ANNA, [new])
    assert [recorded.event async for recorded in log.read(ANNA)] == [new.event]


def test_a_field_that_this_program_lacks_is_passed_over() -> None:
    """A newer program may add an optional field without a new schema."""
    body = '{"entry_id":"e","new_field":[1]}'
    found = Codec().decode(stored("entry_retracted", 1, body)).event
    assert found == EVENT_TYPES["entry_retracted"](entry_id="e")


def test_a_word_that_this_program_lacks_is_kept() -> None:
    """A newer program may add a channel: the event reads as one of an unknown type, and nothing of it is lost."""
    body = '{"channel":"telepathy","entry_id":"e"}'
    unknown = UnknownEvent(stored_type="outreach_recorded", stored_schema=1, body=msgspec.Raw(body.encode()))
    assert Codec().decode(stored("outreach_recorded", 1, body)).event == unknown


@pytest.mark.parametrize(
    "bodies",
    [
        [("mood_noted", 3, '{"score":70}')],
        [("mood_noted", 3, '{"score":70}'), ("mood_noted", 1, '{"mood":7}'), ("no_such_type", 1, '{"score":70}')],
        [("mood_noted", 3, '{"score":70}'), ("entry_retracted", 1, '{"entry_id":7}'), ("mood_noted", 1, '{"mood":7}')],
    ],
    ids=["as this program writes", "older and unknown types", "a word of a newer program"],
)
def test_folds_see_what_readers_read(bodies: list[tuple[str, int, str]]) -> None:
    """Whatever else is on a page: the same events at the same versions and moments, with what is sealed beside them."""
    rows = [structs.replace(stored(*body), version=n, sealed=bytes([n])) for n, body in enumerate(bodies, 1)]
    seen = NEW.occurrences(
        (row.version, row.event_id, row.type, row.schema, row.occurred_at, row.body, row.sealed) for row in rows
    )
    read = [NEW.decode(row) for row in rows]
    assert seen == [Occurrence(one.version, one.raw_id, one.occurred_at, one.event, one.sealed) for one in read]


@pytest.mark.parametrize(
    "row",
    [
        stored("mood_noted", 3, '{"later":1,"score":70}'),
        stored("mood_noted", 4, '{"score":{}}'),
        stored("no_such_type", 1, '{"score":70}'),
    ],
    ids=["a field", "a schema", "a type"],
)
def test_a_row_of_a_newer_program_is_compared_as_it_is(row: StoredRow) -> None:
    """Whether something is a repeat of it is judged with all that it holds."""
    assert NEW.current(row) == row
    older = NEW.current(stored("mood_noted", 1, '{"mood":7}'))
    assert (older.schema, older.body) == (3, '{"part":"evening","score":70}')


# Encoding


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ids = st.uuids().map(str)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2026, 3, 1), timezones=offsets)
happenings: st.SearchStrategy[Event] = st.one_of(
    st.builds(
        OutcomeRecorded,
        entry_id=ids,
        outreach_id=ids,
        channel=st.sampled_from(CHANNELS),
        outcome=st.sampled_from(OUTCOMES),
        reason=st.none() | st.sampled_from(REASONS),
        count=st.integers(0, 2**53),
        prospect_id=st.none() | ids,
        confirmed=st.booleans(),
        amount=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    ),
    st.builds(ProspectAdded, prospect_id=ids, industry=words, tags=st.lists(words)),
    st.builds(
        CoachingGiven,
        reply_id=ids,
        conversation_id=ids,
        mode=words,
        source=st.sampled_from(["model", "mixed", "rules"]),
        guards=st.dictionaries(words, st.integers(0, 9)),
    ),
)


@given(event=happenings, at=moments)
@settings(deadline=None, derandomize=True)
def test_an_event_comes_back_as_it_went_in(event: Event, at: datetime) -> None:
    """Its fields, its moment to the millisecond with the offset, and so its local day."""
    encoded = Codec().encode(NewEvent(ACME, at, event), [], [], NOW)
    found = Codec().decode(stored(encoded.type, encoded.schema, encoded.body, encoded.occurred_at))
    assert found.event == event
    assert found.moment == at.replace(microsecond=at.microsecond // 1000 * 1000)
    assert found.moment.utcoffset() == at.utcoffset()
    assert found.date == at.date()
    assert found.day == at.date().isoformat()
    assert (found.person_id, found.event_id) == (ANNA, ACME)


@given(st.dictionaries(words, st.integers(0, 9)), st.randoms())
@settings(deadline=None, derandomize=True)
def test_a_body_does_not_depend_on_the_order_of_its_making(guards: dict[str, int], chance: Any) -> None:
    """The same content is the same bytes, so a repeat is a repeat."""
    shuffled = list(guards.items())
    chance.shuffle(shuffled)
    bodies = {
        Codec().encode(NewEvent(ACME, AT, event), [], [], NOW).body
        for event in (
            CoachingGiven(reply_id="r", conversation_id="c", mode="chat", source="rules", guards=guards),
            CoachingGiven(reply_id="r", conversation_id="c", mode="chat", source="rules", guards=dict(shuffled)),
        )
    }
    assert len(bodies) == 1
