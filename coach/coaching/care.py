"""Care: what a message says to the question of the safety gate, which the message before it made the gate ask. Pure."""

from typing import Literal

from msgspec import Struct

from coach.safety import Assessment, affirms, assess, clean, may_affirm, said_behind_no
from coach.understanding import language_of


class Said(Struct, frozen=True):
    """The text that a reply is about, the care that it asks for, and whether only rules may answer it."""

    text: str
    assessment: Assessment
    by_rules: bool = False


def in_answer(text: str, risk: str | None, assessment: Assessment, usual: str) -> Said:
    """What `text` says after `risk`, the message that the gate answered; as it stands where there was none.

    A yes is explicit risk, and so is an answer that leaves the question open. What may be a yes ("yes call him") is
    asked about once more. What stands behind a no is read by itself. A plain no gets the message answered that the
    gate was not sure of, or else thanks, and the lines again.
    """
    if risk is None or assessment.level == 3:  # what is explicit by itself says of whom
        return Said(text, assessment)
    asked = assess(risk, usual)
    of_person = asked.kind != "third_party"
    if affirms(text) and (of_person or asked.unsure):
        return Said(text, _explicit(asked))
    if may_affirm(text) and of_person and assessment.level < 2:
        return Said(text, Assessment(2, _kind(asked), asked.language, answer=_unclear(asked)))
    rest = said_behind_no(text)
    if rest:
        return Said(rest, assess(rest, usual))
    if rest is None:
        return Said(text, assessment)
    if asked.unsure:
        return Said(clean(risk), Assessment(0, "none", language_of(risk, usual)), by_rules=True)
    return Said(text, Assessment(1, "low", asked.language, answer="no") if of_person else assessment)


def _explicit(asked: Assessment) -> Assessment:
    """What a yes makes of the question that was asked."""
    if asked.kind == "third_party":
        return Assessment(2, "third_party", asked.language)
    return Assessment(3, _kind(asked), asked.language)


def _unclear(asked: Assessment) -> Literal["unclear"] | None:
    """The text that asks again is about oneself."""
    return None if asked.kind == "others" else "unclear"


def _kind(asked: Assessment) -> Literal["self", "others"]:
    return "others" if asked.kind == "others" else "self"
