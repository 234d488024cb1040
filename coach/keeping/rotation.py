"""Changing the master key: every key that is not destroyed is wrapped anew, all at once, also while Rebound runs.

What is sealed stays as it is, and so do the keys that seal it: only what they are wrapped under changes.
"""

import os
from datetime import datetime

from msgspec import Struct

from coach.errors import CoachError, SettingsError
from coach.keeping.master_key import master_key
from coach.settings import Settings
from events.sqlite.keys import SqliteKeys
from events.wrapping import GivenKeys, MasterKeys


class RotationError(CoachError):
    """The master key cannot be changed; the message says what to do."""


class Rotated(Struct, frozen=True):
    """What was done. `swept` is whether no old page is left, `given` whether the key comes from the settings."""

    keys: int
    swept: bool
    given: bool


async def rotate(settings: Settings, now: datetime) -> Rotated:
    """Put the data folder under a new master key. Raises `RotationError`, `SettingsError`, `LogError`."""
    path = settings.data_dir / "keys.sqlite3"
    if not path.exists():
        raise RotationError(f"{settings.data_dir} holds no keys yet, so there is nothing to change.")
    held, new = _keys(settings)
    keys = SqliteKeys(path, held, lambda: now)
    try:
        return Rotated(keys.rotate(new), await keys.sweep(), settings.master_key is not None)
    finally:
        await keys.close()


def _keys(settings: Settings) -> tuple[MasterKeys, bytes]:
    """Where the master key is kept now, and the new one."""
    old, new = settings.master_key, settings.new_master_key
    if old is None:
        if new is not None:
            raise SettingsError(
                "COACH_NEW_MASTER_KEY goes with COACH_MASTER_KEY. Without that one, coach rotate-key makes the new key "
                "itself: leave it out."
            )
        return master_key(settings), os.urandom(32)
    if new is None:
        raise SettingsError(
            "Set COACH_NEW_MASTER_KEY to the key that is to take the place of COACH_MASTER_KEY, such as "
            "openssl rand -base64 32 prints, and run this again."
        )
    if new == old:
        raise SettingsError("COACH_NEW_MASTER_KEY is the same as COACH_MASTER_KEY. Set it to another one.")
    # The file may be under the new one already, if this was broken off before it could say so.
    return GivenKeys(old, new), new
