"""An optional layer: names found by a trained recogniser, through presidio (`pip install "rebound-coach[ner]"`).

`redact(..., recogniser=presidio())` adds what it finds to the other layers. Nothing needs it, and nothing imports
presidio before it is asked for.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from coach.errors import UsageError
from coach.privacy.finding import Type
from coach.privacy.redaction import Recogniser

KINDS: Final[dict[str, Type]] = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "ADDRESS"}
LEAST: Final = 0.5
"""Confidence below which a find is left out."""


@cache
def presidio() -> Recogniser:
    """The recogniser. Raises `UsageError` where it or its model is not installed."""
    try:
        from presidio_analyzer import AnalyzerEngine

        engine: Any = AnalyzerEngine()
    except (ImportError, OSError) as error:
        raise UsageError(
            'The recogniser of names is not installed. Install it: pip install "rebound-coach[ner]".'
        ) from error
    held = frozenset(engine.supported_languages)

    def recognise(text: str, language: str) -> Iterable[tuple[int, int, Type]]:
        if language in held:
            for found in engine.analyze(text=text, language=language, entities=list(KINDS)):
                if found.score >= LEAST:
                    yield found.start, found.end, KINDS[found.entity_type]

    return recognise
