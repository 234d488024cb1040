"""Receipts: what left the machine for a model and what came back, byte for byte, sealed for the person.

In: an `Exchange` of the model client. Out: what is sealed; and for the person, the receipt opened.
"""

import zlib

from coach.contracts import Receipt, ReceiptPart
from coach.errors import NotFound
from coach.journal.service import Journal
from coach.model import Exchange
from events.envelope import Recorded
from events.ids import derive
from events.sealing import unseal
from events.types.coaching import CoachingReceipt, Exchanged, ModelCalled

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


async def open_receipt(journal: Journal, person_id: str, reply_id: str) -> Receipt:
    """The receipt of a reply. Raises `NotFound` where no model was called, or its content is forgotten."""
    try:
        receipt_id = receipt_id_of(reply_id)
    except ValueError:  # no id at all
        raise NotFound(NONE) from None
    recorded = (await journal.log.find(person_id, [receipt_id])).get(receipt_id)
    if recorded is None or not isinstance(recorded.event, ModelCalled):
        raise NotFound(NONE)
    sealed = (await unseal(recorded, journal.keys)).get(person_id)
    if not isinstance(sealed, CoachingReceipt):
        raise NotFound("This receipt is forgotten.")
    return _opened(recorded, recorded.event, sealed)


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
