"""What can go wrong in the log. Each docstring is the message a person reads."""

from typing import ClassVar


class LogError(Exception):
    """The journal could not do that."""

    status: ClassVar[int] = 500

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or " ".join((self.__doc__ or "").split()))


class EventConflict(LogError):
    """An event with this id but other content is already in the journal."""

    status = 409

    def __init__(self, event_ids: list[str]) -> None:
        super().__init__()
        self.event_ids = event_ids


class WrongVersion(LogError):
    """The journal has moved on since it was read. Read it again and repeat."""

    status = 409


class FutureEvent(LogError):
    """This is dated more than a day ahead. Check the date and the device's clock."""

    status = 400


class UnknownKey(LogError):
    """The key file has no key for private content in this journal. Restore the key file that belongs to it."""


class WrongMasterKey(LogError):
    """The master key does not open the key file. Set the COACH_MASTER_KEY, or put back the master.key, last in use."""


class MasterKeyChanged(LogError):
    """The master key was changed meanwhile. Start this again with the new COACH_MASTER_KEY; nothing was lost."""

    status = 503


class SubjectForgotten(LogError):
    """This person or prospect was forgotten; nothing new can be recorded about them."""

    status = 410


class NewerDatabase(LogError):
    """This data was written by a newer Rebound. Update the program; nothing was changed."""


class NotOurDatabase(LogError):
    """This is no file of Rebound, or its beginning is damaged; nothing was changed."""


class StorageFailed(LogError):
    """This could not be written or read. Nothing was recorded; free disk space or check the folder, then repeat."""

    status = 503


class StorageDamaged(StorageFailed):
    """This file is damaged."""

    status = 500


class UpcasterError(LogError):
    """The upcasters of an event type have a gap or a cycle."""
