"""Crisis lines: the file that comes with Rebound, the host's own, and which country a person is in."""

from pathlib import Path

import pytest

from coach.safety import SafetyFileError, load_resources

ONE = """{"countries": {"default": {"emergency": "112", "name": "Line", "contact": "1", "hours": "always",
    "source": "line.example", "last_checked": "2026-01"}}}"""


@pytest.mark.parametrize(
    ("zone", "language", "emergency", "line"),
    [
        ("Europe/Berlin", "en", "112", "TelefonSeelsorge, 0800 111 0 111"),
        ("America/New_York", "es", "911", "988 Suicide & Crisis Lifeline, call or text 988"),
        ("America/Indiana/Knox", "en", "911", "988 Suicide & Crisis Lifeline, call or text 988"),
        ("Europe/London", "de", "999", "Samaritans, 116 123"),
        ("Australia/Perth", "en", "000", "Lifeline, 13 11 14"),
        ("Europe/Paris", "fr", "112", "3114"),
    ],
)
def test_the_time_zone_decides_the_country(zone: str, language: str, emergency: str, line: str) -> None:
    """A number must work where the person is, whatever language they write in."""
    found = load_resources(None).for_time_zone(zone, language)
    assert (found.emergency, found.line) == (emergency, line)


def test_a_zone_that_says_nothing_leaves_the_language_then_the_default() -> None:
    """UTC with Dutch is the Netherlands; UTC with English could be anywhere."""
    resources = load_resources(None)
    assert resources.for_time_zone("UTC", "nl").name == "113 Zelfmoordpreventie"
    assert resources.for_time_zone("UTC", "en") is resources.countries["default"]


def test_every_entry_names_its_source_and_when_it_was_checked() -> None:
    """A number nobody vouches for is worse than none."""
    for country in load_resources(None).countries.values():
        assert "." in country.source
        assert country.last_checked >= "2025"


def test_a_host_can_bring_their_own_file(tmp_path: Path) -> None:
    """The host's file replaces ours whole."""
    own = tmp_path / "lines.json"
    own.write_text(ONE)
    assert load_resources(own).for_time_zone("Europe/Berlin", "de").line == "Line, 1"


@pytest.mark.parametrize("content", [None, "{", '{"countries": {}}', ONE.replace('"hours": "always",', "")])
def test_a_bad_file_is_one_clear_error_that_names_it(tmp_path: Path, content: str | None) -> None:
    """Missing, broken, empty or incomplete: the message names the file."""
    own = tmp_path / "lines.json"
    if content is not None:
        own.write_text(content)
    with pytest.raises(SafetyFileError, match=r"lines\.json"):
        load_resources(own)
