"""Events to stored bytes and back, through upcasters where a row is older than the program.

In: `NewEvent`s and stored rows. Out: `Encoded` rows and `Recorded` events. The body is canonical JSON (sorted keys,
defaults left out), because sameness and chains are judged on its bytes.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final, Union

import msgspec
from msgspec import Struct

from events.envelope import Event, Fields, NewEvent, Occurrence, Private, Recorded, SealedPart, StoredRow, UnknownEvent
from events.errors import FutureEvent, LogError, UpcasterError
from events.ids import to_bytes, to_text
from events.types import EVENT_TYPES, PRIVATE_TYPES

SeenRow = tuple[int, bytes, str, int, str, str, bytes | None]
"""Of a stored row what folds see of it: version, type, schema, occurred_at, body, sealed."""

Upcaster = Callable[[Fields], Fields]

UPCASTERS: Final[dict[tuple[str, int], Upcaster]] = {}
"""(type, schema n) -> what turns a body of schema n into schema n + 1. Empty: every type is at schema 1."""

AHEAD: Final = timedelta(days=1)
"""How far ahead of the clock an event may be dated."""

_encoder = msgspec.json.Encoder(order="sorted")
_sealed_encoder = msgspec.msgpack.Encoder()
_sealed_decoder = msgspec.msgpack.Decoder(list[SealedPart])
_private_decoder: msgspec.json.Decoder[Private] = msgspec.json.Decoder(Union[PRIVATE_TYPES])  # noqa: UP007


class Encoded(Struct, frozen=True, gc=False):
    """A new event as the log will store it. `parts` are sealed, or None where the subject was forgotten."""

    event_id: bytes
    type: str
    schema: int
    occurred_at: str
    body: str
    parts: list[SealedPart]
    forgotten: list[bytes] = []

    @property
    def sealed(self) -> bytes | None:
        """The sealed parts as one value, None where there are none."""
        return _sealed_encoder.encode(self.parts) if self.parts else None


def check_upcasters(types: Mapping[str, type[Event]], upcasters: Mapping[tuple[str, int], Upcaster]) -> None:
    """Raise `UpcasterError` unless every type has one upcaster for each schema before its current one."""
    for name, event in types.items():
        for schema in range(1, event.schema):
            if (name, schema) not in upcasters:
                raise UpcasterError(f"{name} is at schema {event.schema}, but nothing upcasts schema {schema}")
    for name, schema in upcasters:
        if name not in types or not 1 <= schema < types[name].schema:
            raise UpcasterError(f"an upcaster for {name} schema {schema} leads nowhere")


class Codec:
    """Encodes and decodes events of the given types. Raises `UpcasterError` when made with a gap."""

    def __init__(
        self,
        types: Mapping[str, type[Event]] = EVENT_TYPES,
        upcasters: Mapping[tuple[str, int], Upcaster] = UPCASTERS,
    ) -> None:
        check_upcasters(types, upcasters)
        self._types = types
        self._upcasters = upcasters
        self._decoders = {name: msgspec.json.Decoder(event) for name, event in types.items()}
        self._current = {(name, event.schema): self._decoders[name].decode for name, event in types.items()}

    def encode(self, new: NewEvent, parts: list[SealedPart], forgotten: list[bytes], now: datetime) -> Encoded:
        """One event in its stored form. Raises `FutureEvent`, or `LogError` for a moment without offset."""
        if new.occurred_at.tzinfo is None:
            raise LogError("A moment needs its UTC offset.")
        if new.occurred_at > now + AHEAD:
            raise FutureEvent
        return Encoded(
            event_id=to_bytes(new.event_id),
            type=new.event.type,
            schema=new.event.schema,
            occurred_at=new.occurred_at.isoformat(timespec="milliseconds"),
            body=_encoder.encode(new.event).decode(),
            parts=parts,
            forgotten=forgotten,
        )

    def decode(self, row: StoredRow) -> Recorded:
        """One stored row as a recorded event, upcast to the current schema; unknown types stay `UnknownEvent`."""
        return Recorded(
            person_id=to_text(row.person_id),
            version=row.version,
            position=row.position,
            raw_id=row.event_id,
            occurred_at=row.occurred_at,
            recorded_at=row.recorded_at,
            event=self._event(row.type, row.schema, row.body),
            sealed=row.sealed,
            hash=row.hash,
        )

    def occurrences(self, rows: Iterable[SeenRow]) -> list[Occurrence]:
        """What folds see of stored rows."""
        current = self._current.get
        page = list(rows)
        try:
            return [
                Occurrence(
                    version,
                    event_id,
                    occurred_at,
                    decode(body) if (decode := current((type_, schema))) else self._event(type_, schema, body),
                    sealed,
                )
                for version, event_id, type_, schema, occurred_at, body, sealed in page
            ]
        except msgspec.ValidationError:  # a word of a newer program is on this page: look at each row
            return [
                Occurrence(version, event_id, occurred_at, self._event(type_, schema, body), sealed)
                for version, event_id, type_, schema, occurred_at, body, sealed in page
            ]

    def current(self, row: StoredRow) -> StoredRow:
        """A stored row as this program would store it: its body brought to the current schema, if it knows the type."""
        current = self._types.get(row.type)
        if current is None or row.schema >= current.schema:
            return row
        body = _encoder.encode(self._event(row.type, row.schema, row.body)).decode()
        return msgspec.structs.replace(row, schema=current.schema, body=body)

    def _event(self, type_: str, schema: int, body: str) -> Event:
        current = self._types.get(type_)
        if current is None or schema > current.schema:
            return _unknown(type_, schema, body)
        if schema == current.schema:
            try:
                return self._decoders[type_].decode(body)
            except msgspec.ValidationError:  # a word that a newer program added to a vocabulary
                return _unknown(type_, schema, body)
        fields: Fields = msgspec.json.decode(body)
        for step in range(schema, current.schema):
            fields = self._upcasters[type_, step](fields)
        return msgspec.convert(fields, current)


def _unknown(type_: str, schema: int, body: str) -> UnknownEvent:
    return UnknownEvent(stored_type=type_, stored_schema=schema, body=msgspec.Raw(body.encode()))


def sealed_parts(sealed: bytes | None) -> list[SealedPart]:
    """The parts of a stored row's sealed value."""
    return _sealed_decoder.decode(sealed) if sealed else []


def canonical_private(private: Private) -> bytes:
    """The canonical plaintext of private content: what is sealed, and what the HMAC is made of."""
    return _encoder.encode(private)


def decode_private(plaintext: bytes) -> Private:
    """Private content from its plaintext."""
    return _private_decoder.decode(plaintext)


def same_content(encoded: Encoded, stored: StoredRow) -> bool:
    """Whether a stored row, brought to the current schema, holds the content that is offered under its id.

    Sealed parts are compared by HMAC. A part whose subject was forgotten can no longer be compared and counts as
    the same, so a phone may resend its queue for ever.
    """
    kept = {part.subject: part.mac for part in sealed_parts(stored.sealed)}
    offered = {part.subject: part.mac for part in encoded.parts}
    for subject in encoded.forgotten:
        kept.pop(subject, None)  # it may have had no part at the time
    return (stored.type, stored.schema, stored.occurred_at, stored.body, kept) == (
        encoded.type,
        encoded.schema,
        encoded.occurred_at,
        encoded.body,
        offered,
    )
