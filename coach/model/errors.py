"""Everything that can go wrong with a model, as one small hierarchy.

A message is made of our words only: no request, no reply text and no key can reach a log line through it.
"""

from typing import Final, Literal

Kind = Literal["rate_limited", "unavailable", "timeout", "cut", "garbage", "refused", "auth", "too_long"]

_MESSAGES: Final[dict[Kind, str]] = {
    "rate_limited": "The model endpoint has had too many requests, or its credit is used up. Wait, or raise its limit.",
    "unavailable": "The model endpoint cannot be reached, or is failing. Check OPENAI_BASE_URL or try later.",
    "timeout": "The model took too long. Try again, or choose a faster model.",
    "cut": "The model's reply broke off before its end. Try again.",
    "garbage": "The model endpoint gave no usable reply. Check OPENAI_BASE_URL and COACH_MODEL.",
    "refused": "The model endpoint refused this request. Check COACH_MODEL; most OPENAI_BASE_URL end in /v1.",
    "auth": "The model endpoint does not accept the key. Check OPENAI_API_KEY.",
    "too_long": "Request or reply was too long for the model. Ask for less, or choose a larger model.",
}


class ModelError(Exception):
    """A call to a model failed; `kind` says how."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(_MESSAGES[kind])
        self.kind: Kind = kind


class ModelOutputError(ModelError):
    """The reply arrived, but is no list of items (`garbage`) or is more than allowed (`too_long`)."""
