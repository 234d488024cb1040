"""The master key of a data folder: given in the settings, else the file `master.key`, made at first use.

While the key is being changed, the new one stands beside it as `master.key.next`. Both are their owner's alone.
"""

import base64
import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.errors import SettingsError
from coach.settings import Settings, decoded_key
from events.wrapping import GivenKeys, MasterKeys

MASTER = "master.key"


def master_key(settings: Settings) -> MasterKeys:
    """Where the master key of these settings is kept."""
    return GivenKeys(settings.master_key) if settings.master_key else KeyFile(settings.data_dir / MASTER)


class KeyFile:
    """A master key in a file. It is replaced as a whole: whoever reads it has the old or the new one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._next = path.with_name(path.name + ".next")

    def held(self) -> list[bytes]:
        with self._readable():
            found = [_read(self.path), _read(self._next)]
        if found[0] is None and self.path.exists():
            raise SettingsError(f"The key file {self.path} is empty or damaged. Restore it from your key backup.")
        # One that was prepared but not written to its end has wrapped nothing yet.
        return list(dict.fromkeys(key for key in found if key))

    def unsettled(self) -> bool:
        return self._next.exists()

    def prepare(self, key: bytes) -> None:
        with self._readable():
            self._next.unlink(missing_ok=True)
            with os.fdopen(os.open(self._next, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(base64.b64encode(key) + b"\n")
                file.flush()
                os.fsync(file.fileno())
            self._sync_folder()

    def settle(self, key: bytes) -> None:
        with self._readable():
            if not self.unsettled():
                return
            if _read(self._next) == key:
                self._next.replace(self.path)
            else:
                self._next.unlink()
            self._sync_folder()

    def _sync_folder(self) -> None:
        """A name is on the disk only once its folder is."""
        if os.name == "nt":  # folders cannot be opened there
            return
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise SettingsError(f"The key file {self.path} cannot be used: {error.strerror}.") from None


def _read(path: Path) -> bytes | None:
    with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
        return decoded_key(path.read_text("ascii").strip())
    return None
