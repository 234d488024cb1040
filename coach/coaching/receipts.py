"""Receipts: what left the machine for a model and what came back, byte for byte, sealed for the person.

In: an `Exchange` of the model client. Out: what is sealed; and for the person, the receipt opened. A note about a
prospect that went with the question is taken out of the request and sealed under the prospect's key, as it is in the
journal, so that forgetting the prospect takes it out of the receipt too.
"""

import json
import zlib
from collections.abc import Mapping

import msgspec
from msgspec import structs

from coach.contracts import Receipt, ReceiptPart
from coach.errors import NotFound
from coach.journal.mentions import restore_mentions, words_behind
from coach.journal.service import Journal
from coach.model import Exchange
from events.envelope import Recorded
from events.ids import derive
from events.sealing import unseal
from events.types.coaching import CoachingReceipt, Exchanged, ModelCalled
from events.types.mentions import Mentions

NONE = "No model was called for this reply, so nothing left this machine."


def receipt_id_of(reply_id: str) -> str:
    """The id of a reply's receipt, whether it has one or not."""
    return derive(reply_id, "receipt")


def to_seal(exchange: Exchange, endpoint: str) -> CoachingReceipt:
    """The receipt of an exchange with the model at `endpoint`."""
    return CoachingReceipt(
        request=exchange.request.decode("utf-8", "replace"),
        response=exchange.response,
        endpoint=endpoint,
        exchanges=[
            Exchanged(zlib.compress(request), zlib.compress(answer) if answer else b"")
            for request, answer in zip(exchange.requests, exchange.answers, strict=True)
        ],
    )


def without_notes(exchange: Exchange, notes: Mapping[str, str]) -> tuple[Exchange, dict[str, Mentions]]:
    """The exchange with a mark for each note, and what the marks stand for, by whom it is about. `notes` are as they
    left, each with its prospect."""
    requests = [body.decode() for body in exchange.requests]
    words: dict[str, dict[str, str]] = {}
    for number, (text, subject) in enumerate(notes.items()):
        sent, mark = _as_sent(text), f"\ue000{number}\ue001"
        words.setdefault(subject, {})[str(number)] = sent
        # Where a note cannot be found, nothing of that request is kept.
        requests = [body.replace(sent, mark) if sent in body else mark for body in requests]
    marked = structs.replace(exchange, requests=tuple(body.encode() for body in requests))
    return marked, {subject: Mentions(words=said) for subject, said in words.items()}


def _as_sent(text: str) -> str:
    """A note as it stands in the body of a request: a JSON string within a JSON string."""
    return json.dumps(msgspec.json.encode(text).decode(), ensure_ascii=False)[1:-1]


def with_mentions(receipt: CoachingReceipt, words: Mapping[str, str]) -> CoachingReceipt:
    """The receipt with what its marks stand for; "(forgotten)" where that is gone."""

    def restored(body: bytes) -> bytes:
        return zlib.compress(restore_mentions(zlib.decompress(body).decode(), words).encode())

    exchanges = [Exchanged(restored(one.request), one.answer) for one in receipt.exchanges]
    return structs.replace(receipt, request=restore_mentions(receipt.request, words), exchanges=exchanges)


async def open_receipt(journal: Journal, person_id: str, reply_id: str) -> Receipt:
    """The receipt of a reply. Raises `NotFound` where no model was called, or its content is forgotten."""
    try:
        receipt_id = receipt_id_of(reply_id)
    except ValueError:  # no id at all
        raise NotFound(NONE) from None
    recorded = (await journal.log.find(person_id, [receipt_id])).get(receipt_id)
    if recorded is None or not isinstance(recorded.event, ModelCalled):
        raise NotFound(NONE)
    parts = await unseal(recorded, journal.keys)
    sealed = parts.get(person_id)
    if not isinstance(sealed, CoachingReceipt):
        raise NotFound("This receipt is forgotten.")
    return _opened(recorded, recorded.event, with_mentions(sealed, words_behind(parts)))


def _opened(recorded: Recorded, called: ModelCalled, sealed: CoachingReceipt) -> Receipt:
    parts = [
        ReceiptPart(zlib.decompress(one.request), zlib.decompress(one.answer) if one.answer else b"")
        for one in sealed.exchanges
    ] or [ReceiptPart(sealed.request.encode(), sealed.response.encode())]
    return Receipt(
        receipt_id=called.receipt_id,
        reply_id=called.reply_id,
        at=recorded.moment,
        model=called.model,
        endpoint=sealed.endpoint or None,
        status=called.status,
        parts=parts,
    )
