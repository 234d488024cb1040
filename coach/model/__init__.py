"""The edge to a language model: one streamed call, its faults, and what went over the wire.

In: a `ModelConfig`, messages and a JSON schema. Out: pieces of text while they stream, the items in them as
they close (`ItemReader`), an `Exchange` to seal as a receipt, or a `ModelError`. What may be said is decided
elsewhere; how often a model kept to it is its running record here (`RecordStore`), which decides what it may do.
"""

from coach.model.breaker import Breaker
from coach.model.client import Call, ModelClient
from coach.model.config import ModelConfig
from coach.model.errors import Kind, ModelError, ModelOutputError
from coach.model.exchange import Exchange
from coach.model.items import ItemReader
from coach.model.record import RecordStore, name_of
from coach.model.spending import Budget, Share, Spending, spent
from coach.model.standing import Power, Score, Standing, after, after_rest, in_words, qualified

__all__ = [
    "Breaker",
    "Budget",
    "Call",
    "Exchange",
    "ItemReader",
    "Kind",
    "ModelClient",
    "ModelConfig",
    "ModelError",
    "ModelOutputError",
    "Power",
    "RecordStore",
    "Score",
    "Share",
    "Spending",
    "Standing",
    "after",
    "after_rest",
    "in_words",
    "name_of",
    "qualified",
    "spent",
]
