"""The documents: what they promise about themselves, and words that must not stand in the project."""

import re
import subprocess
from pathlib import Path

import pytest

from coach.insight.facts import CHANNEL_UNITS
from prompts.prompt_files import PromptError, load_prompt, locked, parse_prompt, prompt_names

ROOT = Path(__file__).parents[2]


def tracked() -> list[Path]:
    """Files that git knows, as text."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link in a Markdown file names a file that is there."""
    for path in tracked():
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if not target.startswith(("http:", "https:")):
                assert (path.parent / target).exists(), f"{path.name} -> {target}"


def test_architecture_names_what_exists() -> None:
    """Every file or folder that the page on architecture names is there."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for name in re.findall(r"`((?:coach|events|prompts|tests)/[\w/.]+)`", text):
        assert (ROOT / name).exists(), name


def test_no_address_of_a_package_registry() -> None:
    """Nothing in the project names where packages come from."""
    forbidden = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "npm" + r"js\.", "--index" + "-url")))
    found = [
        path.name
        for path in tracked()
        if path.suffix not in (".png", ".sqlite3") and forbidden.search(path.read_text("utf-8", "ignore"))
    ]
    assert found == []


def test_every_prompt_version_is_locked() -> None:
    """A prompt whose text changed without a new version does not match its lock."""
    for name in prompt_names():
        prompt = load_prompt(name)
        assert locked()[f"{name} {prompt.about.version}"] == prompt.hash, f"{name} changed: give it a new version"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("---\n", "", 1),
        lambda text: text.replace("\nversion: ", "\nversion: 9.9.9 # "),
        lambda text: text.replace("id: coach_reply", "id: other"),
        lambda text: text.replace("boundary: trusted", "boundary: maybe"),
        lambda text: text.replace("# system\n", ""),
    ],
)
def test_a_bad_prompt_file_is_refused(change: object) -> None:
    """Missing front matter, an unlisted version, a wrong id, an unknown trust level, text outside a role."""
    text = (ROOT / "prompts" / "files" / "coach_reply.md").read_text("utf-8")
    with pytest.raises(PromptError):
        parse_prompt("coach_reply", change(text))  # type: ignore[operator]


def test_prompt_values_are_never_templates() -> None:
    """A value that looks like a template is put in as it is; a missing or an extra value is an error."""
    prompt = load_prompt("coach_reply")
    given = {"boundary": "b", "material": "m", "message": "{{ boundary }} {% for x in y %}", "notes": "{{ material }}"}
    content = prompt.messages(given)[-1]["content"]
    assert "{{ boundary }} {% for x in y %}" in content and "{{ material }}" in content
    for values in ({"boundary": "b"}, {**given, "more": "x"}):
        with pytest.raises(PromptError):
            prompt.messages(values)


def test_facts_page_lists_every_fact() -> None:
    """The ids that code builds are those that the page on facts lists."""
    source = "".join(path.read_text("utf-8") for path in (ROOT / "coach" / "insight").glob("*facts.py"))
    page = (ROOT / "docs" / "facts.md").read_text("utf-8")
    listed = set(re.findall(r"`([a-z][a-z0-9_]*)`", page))
    built = set(re.findall(r'facts(?:\[|, )"([a-z][a-z0-9_]*)"', source)) | set(
        re.findall(r'\("((?:reported|top|second)_\w+)"', source)
    )
    assert built <= listed, built - listed
    assert set(CHANNEL_UNITS.values()) <= {"call", "email", "meeting", "message", "visit", "attempt"}
