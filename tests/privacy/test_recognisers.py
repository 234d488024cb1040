"""The optional recogniser: where it or a model for it is missing, one line says so, and nothing is downloaded."""

import sys
from types import ModuleType, SimpleNamespace

import pytest

from coach.errors import UsageError
from coach.privacy.recognisers import presidio


def test_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without presidio."""
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    with pytest.raises(UsageError, match=r"^The recogniser of names is not installed\. Install it: .+$"):
        presidio()


def test_it_says_that_a_model_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """With presidio and spaCy, but no model: presidio is not asked, because it would fetch one."""

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("presidio would download a model")

    for name, held in {
        "spacy": {"util": SimpleNamespace(get_installed_models=list, is_package=bool)},
        "presidio_analyzer": {"AnalyzerEngine": asked},
        "presidio_analyzer.nlp_engine": {"NlpEngineProvider": asked},
    }.items():
        module = ModuleType(name)
        vars(module).update(held)
        monkeypatch.setitem(sys.modules, name, module)
    with pytest.raises(UsageError, match=r"^The recogniser of names has no model\. Install .+$"):
        presidio()
