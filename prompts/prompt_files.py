"""Prompt files: Markdown with YAML front matter and role sections, rendered in a sandbox.

In: `files/NAME.md` and values. Out: chat messages. Values are put in once and never rendered again, and a name without
a value is an error. `files.lock.json` holds the hash of each version, so a changed text needs a new version.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import msgspec
import yaml
from jinja2 import StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct

_SECTION: Final = re.compile(r"^# (system|user|assistant)\n", re.MULTILINE)
_environment: Final = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)


class PromptError(ValueError):
    """A prompt file breaks a rule; the message names the file and the rule."""


class FrontMatter(Struct, frozen=True, forbid_unknown_fields=True):
    """What a prompt file says of itself. `inputs` gives each input's trust; `budget` is in tokens."""

    id: str
    version: str
    purpose: str
    inputs: dict[str, Literal["trusted", "untrusted"]]
    output: str
    parameters: dict[str, float]
    budget: int
    changelog: dict[str, str]


class Prompt(Struct, frozen=True):
    """A prompt file. `hash` is the SHA-256 of its whole text, in hex."""

    about: FrontMatter
    sections: list[tuple[str, str]]
    hash: str

    def messages(self, values: Mapping[str, Any]) -> list[dict[str, str]]:
        """The chat messages with the values put in. Raises `PromptError` for a wrong set of values."""
        if set(values) != set(self.about.inputs):
            raise PromptError(f"prompt {self.about.id} takes {sorted(self.about.inputs)}, not {sorted(values)}")
        return [{"role": role, "content": _template(text).render(values).strip()} for role, text in self.sections]


@cache
def _template(text: str) -> Template:
    return _environment.from_string(text)


@cache
def load_prompt(name: str) -> Prompt:
    """Read and validate a prompt file. Raises `PromptError`."""
    return parse_prompt(name, (files("prompts") / "files" / f"{name}.md").read_text("utf-8"))


def parse_prompt(name: str, text: str) -> Prompt:
    """A prompt file from its text. Raises `PromptError`."""
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise PromptError(f"prompt {name} does not begin with front matter between two lines of ---")
    try:
        about = msgspec.convert(yaml.safe_load(parts[1]), FrontMatter)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise PromptError(f"prompt {name}: {error}") from None
    pieces = _SECTION.split(parts[2])
    sections = list(zip(pieces[1::2], pieces[2::2], strict=True))
    if about.id != name or not sections or pieces[0].strip():
        raise PromptError(f"prompt {name} needs its own name as id, and text only under # system, # user, # assistant")
    if about.version not in about.changelog:
        raise PromptError(f"prompt {name}: version {about.version} is not in its changelog")
    return Prompt(about, sections, hashlib.sha256(text.encode()).hexdigest())


def prompt_names() -> list[str]:
    """Names of all prompt files."""
    return sorted(entry.name[:-3] for entry in (files("prompts") / "files").iterdir() if entry.name.endswith(".md"))


def locked() -> dict[str, str]:
    """The lock: "name version" -> hash."""
    return msgspec.json.decode((files("prompts") / "files.lock.json").read_bytes(), type=dict[str, str])
