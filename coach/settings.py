"""Settings: from the environment, else from a file, validated, each with one clear error.

In: environment variables and, if `COACH_SETTINGS` names one (or `settings.env` stands in the data folder), a file of
`NAME=value` lines. The environment wins. Out: a `Settings`.
"""

import base64
import binascii
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import platformdirs
from msgspec import Struct

from coach.errors import SettingsError

DESCRIPTIONS: Final[dict[str, str]] = {
    "COACH_DATA_DIR": "folder of the journal, keys and sessions (default: your user data folder)",
    "COACH_SETTINGS": "file of NAME=value lines (default: settings.env in the data folder)",
    "COACH_MASTER_KEY": "32 bytes, base64 or hex, that wrap all keys (default: master.key in the data folder)",
    "COACH_NEW_MASTER_KEY": "the key to take its place, for coach rotate-key",
    "COACH_BASE_URL": "address under which people reach the web pages (default: http://HOST:PORT)",
    "COACH_MODEL": "name of the language model; without it replies are made by rules alone",
    "OPENAI_BASE_URL": "address of an OpenAI-compatible endpoint, such as http://127.0.0.1:11434/v1",
    "OPENAI_API_KEY": "key of that endpoint, if it asks for one",
    "COACH_MODEL_DEADLINE": "seconds a model may take for a whole reply (default: 45)",
    "COACH_MODEL_READ_TIMEOUT": "seconds of silence after which a model is given up (default: 15)",
    "COACH_TOKENS_PER_PERSON": "tokens a day that one person's replies may take (default: 300000, 0: no limit)",
    "COACH_TOKENS_IN_ALL": "tokens a day that all replies together may take (default: 0, no limit)",
    "COACH_RESOURCES": "your own file of crisis lines (default: the list that comes with Rebound)",
    "COACH_LOG_LEVEL": "debug, info, warning or error (default: info)",
}


UNNAMED_MODEL: Final = "default"
"""What is asked for where an endpoint is set but no model is: a local server that serves one model."""


class Settings(Struct, frozen=True, kw_only=True):
    """All settings of one process. The master keys are 32 bytes each; `model` None means no model."""

    data_dir: Path
    master_key: bytes | None = None
    new_master_key: bytes | None = None
    base_url: str | None = None
    model: str | None = None
    model_base_url: str | None = None
    model_api_key: str | None = None
    model_deadline: float = 45.0
    model_read_timeout: float = 15.0
    tokens_per_person: int = 300_000
    tokens_in_all: int = 0
    resources: Path | None = None
    log_level: str = "info"

    def __repr__(self) -> str:
        """Without the keys: settings may end up in a traceback."""
        return f"Settings(data_dir={str(self.data_dir)!r}, model={self.model!r})"


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read and validate. Raises `SettingsError` naming the setting and what it takes."""
    environment = dict(os.environ if environment is None else environment)
    data_dir = Path(environment.get("COACH_DATA_DIR") or platformdirs.user_data_dir("rebound")).expanduser()
    explicit = environment.get("COACH_SETTINGS")
    file = Path(explicit).expanduser() if explicit else data_dir / "settings.env"
    if explicit and not file.is_file():
        raise SettingsError(f"COACH_SETTINGS names {file}, which is not a file.")
    values = {
        **(_read(file) if file.is_file() else {}),
        **{name: value for name, value in environment.items() if value},
    }
    model = values.get("COACH_MODEL")
    endpoint = _endpoint(values)
    return Settings(
        data_dir=data_dir,
        master_key=_key(values, "COACH_MASTER_KEY"),
        new_master_key=_key(values, "COACH_NEW_MASTER_KEY"),
        base_url=_address(values, "COACH_BASE_URL"),
        model=model or (UNNAMED_MODEL if endpoint else None),
        model_base_url=endpoint,
        model_api_key=values.get("OPENAI_API_KEY"),
        model_deadline=_seconds(values, "COACH_MODEL_DEADLINE", 45.0),
        model_read_timeout=_seconds(values, "COACH_MODEL_READ_TIMEOUT", 15.0),
        tokens_per_person=_tokens(values, "COACH_TOKENS_PER_PERSON", 300_000),
        tokens_in_all=_tokens(values, "COACH_TOKENS_IN_ALL", 0),
        resources=Path(values["COACH_RESOURCES"]).expanduser() if values.get("COACH_RESOURCES") else None,
        log_level=_level(values.get("COACH_LOG_LEVEL", "info")),
    )


def make_data_dir(settings: Settings) -> None:
    """Make the data folder where it is missing. Raises `SettingsError`."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (FileExistsError, NotADirectoryError):
        raise SettingsError(f"COACH_DATA_DIR {settings.data_dir} is or lies in a file. Name a folder.") from None
    except OSError as error:
        raise SettingsError(f"COACH_DATA_DIR {settings.data_dir} cannot be used: {error.strerror}.") from None


def _read(file: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"The settings file {file} cannot be read as UTF-8 text.") from None
    for number, line in enumerate(lines, 1):
        line = line.strip().removeprefix("export ")
        if not line or line.startswith("#"):
            continue
        name, separator, value = line.partition("=")
        if not separator or name.strip() not in DESCRIPTIONS:
            raise SettingsError(f"{file}, line {number}: expected NAME=value with a name from coach --help.")
        values[name.strip()] = value.strip().strip("\"'")
    return values


def _key(values: Mapping[str, str], name: str) -> bytes | None:
    text = values.get(name)
    key = decoded_key(text) if text else None
    if text and key is None:
        raise SettingsError(f"{name} takes 32 bytes in base64 or hex, such as openssl rand -base64 32 prints.")
    return key


def decoded_key(text: str) -> bytes | None:
    """The 32 bytes of a master key written in hex or base64; None if that is not what it is."""
    for decode in (bytes.fromhex, lambda value: base64.b64decode(value, validate=True)):
        try:
            key = decode(text)
        except (ValueError, binascii.Error):
            continue
        if len(key) == 32:
            return key
    return None


def _address(values: Mapping[str, str], name: str) -> str | None:
    value = values.get(name)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        raise SettingsError(f"{name} takes an address such as http://127.0.0.1:8000.")
    return value.rstrip("/")


def _endpoint(values: Mapping[str, str]) -> str | None:
    endpoint = _address(values, "OPENAI_BASE_URL")
    if endpoint is None:
        return None
    parts = urlsplit(endpoint)
    if parts.path.endswith("/chat/completions"):
        raise SettingsError("OPENAI_BASE_URL ends before /chat/completions: leave that off.")
    if parts.fragment or (parts.query and list(dict(parse_qsl(parts.query))) != ["api-version"]):
        raise SettingsError("OPENAI_BASE_URL takes no query but Azure's api-version. A key belongs in OPENAI_API_KEY.")
    return endpoint


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    try:
        seconds = float(values.get(name, default))
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= 3600:
        raise SettingsError(f"{name} takes a number of seconds between 0.1 and 3600.")
    return seconds


def _tokens(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise SettingsError(f"{name} takes a whole number of tokens, 0 for no limit.")
    return int(text)


def _level(text: str) -> str:
    if text.lower() not in ("debug", "info", "warning", "error"):
        raise SettingsError("COACH_LOG_LEVEL takes debug, info, warning or error.")
    return text.lower()
