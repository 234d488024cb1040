"""An optional layer: names found by a trained recogniser, through presidio (`pip install "rebound-coach[ner]"`).

`redact(..., recogniser=presidio())` adds what it finds to the other layers. Nothing needs it, and nothing imports
presidio before it is asked for. The spaCy models that are installed are used, one a language; none is downloaded.
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


LABELS: Final = {"PER": "PERSON", "PERSON": "PERSON", "ORG": "ORGANIZATION", "GPE": "LOCATION", "LOC": "LOCATION"}
"""What spaCy's models call the kinds."""


@cache
def presidio() -> Recogniser:
    """The recogniser. Raises `UsageError` where it or a model for it is not installed."""
    try:
        import spacy
        from presidio_analyzer import AnalyzerEngine
        from presidio_analyzer.nlp_engine import NlpEngineProvider
    except ImportError as error:
        raise UsageError(
            'The recogniser of names is not installed. Install it: pip install "rebound-coach[ner]".'
        ) from error
    # Left to itself, presidio downloads a model of 400 MB, and ends the process where it cannot.
    models = {name[:2]: name for name in sorted(spacy.util.get_installed_models()) if spacy.util.is_package(name)}
    if not models:
        raise UsageError("The recogniser of names has no model. Install a model of spaCy, such as en_core_web_sm.")
    configuration = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": language, "model_name": name} for language, name in models.items()],
        "ner_model_configuration": {"model_to_presidio_entity_mapping": LABELS, "labels_to_ignore": []},
    }
    nlp = NlpEngineProvider(nlp_configuration=configuration).create_engine()
    engine: Any = AnalyzerEngine(nlp_engine=nlp, supported_languages=list(models))
    held = frozenset(models)

    def recognise(text: str, language: str) -> Iterable[tuple[int, int, Type]]:
        if language in held:
            for found in engine.analyze(text=text, language=language, entities=list(KINDS)):
                if found.score >= LEAST:
                    yield found.start, found.end, KINDS[found.entity_type]

    return recognise
