"""What the pages can say: every message in the templates and in the Python of coach, found by reading their source."""

import ast
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Final

from coach.web.app import environment
from coach.web.assets import MANIFEST
from coach.web.script_words import sentences
from prompts.cards import load_deck

SOURCES: Final = Path(str(files("coach")))
MARKS: Final = {"gettext": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_noop": 2}
"""Functions whose first arguments are a message, in English: one form, or one and several."""

Message = tuple[str, ...]


def in_templates() -> dict[Message, str]:
    """The messages of the templates, and where each stands."""
    found: dict[Message, str] = {}
    jinja = environment()
    for name in jinja.list_templates():
        source, _, _ = jinja.loader.get_source(jinja, name)  # type: ignore[union-attr]
        for line, _, message in jinja.extract_translations(source):  # type: ignore[attr-defined]
            forms = (message,) if isinstance(message, str) else tuple(one for one in message if one)
            found.setdefault(forms, f"{name}:{line}")
    return found


def in_python() -> dict[Message, str]:
    """The messages of the Python modules. Raises AssertionError for one that cannot be read from the source."""
    found: dict[Message, str] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id not in MARKS:
                continue
            forms = call.args[: MARKS[call.func.id]]
            where = f"{path.relative_to(SOURCES)}:{call.lineno}"
            assert not any(isinstance(form, ast.JoinedStr | ast.BinOp) for form in forms), where
            texts = [form.value for form in forms if isinstance(form, ast.Constant) and isinstance(form.value, str)]
            if texts:  # else a name, whose words are marked where they stand
                found.setdefault(tuple(texts), where)
    return found


def in_scripts() -> dict[str, str]:
    """The messages of the scripts."""
    return dict.fromkeys(sentences(), "scripts")


def in_manifest() -> dict[str, str]:
    """What a device shows of the app: its description, and its shortcuts."""
    read = json.loads((SOURCES / "web" / "static" / MANIFEST).read_text("utf-8"))
    return dict.fromkeys([read["description"], *(shortcut["name"] for shortcut in read["shortcuts"])], MANIFEST)


def phrases() -> set[str]:
    """Every string and docstring of the sources, whole and by sentence, a gap for each value: what services say."""
    found = {article.author or "" for article in load_deck().articles.values()}
    for folder in (SOURCES, SOURCES.parent / "events"):
        for path in folder.rglob("*.py"):
            for shape in _shapes(ast.parse(path.read_text("utf-8"))):
                found |= {shape, *(sentence.strip(GAP) for sentence in shape.split(". ")), shape.strip(GAP)}
    return {one.strip(GAP + " .?") for one in found}


def _shapes(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield " ".join(node.value.split())
        elif isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else GAP for part in node.values]
            yield " ".join("".join(map(str, parts)).split())


GAP: Final = "\0"
