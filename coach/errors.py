"""What can go wrong in Rebound, beside the log's own errors. The message tells the person what to do next."""

from typing import ClassVar


class CoachError(Exception):
    """Something could not be done. `status` is the HTTP status that says so."""

    status: ClassVar[int] = 400


class UsageError(CoachError):
    """The command line was used wrongly (exit code 2)."""


class SettingsError(CoachError):
    """A setting does not fit."""


class InvalidEntry(CoachError):
    """What was to be logged does not make sense."""

    status = 422


class NotFound(CoachError):
    """There is no such thing in this person's journal."""

    status = 404


class NotSignedIn(CoachError):
    """Nobody is signed in."""

    status = 401


class ImportFailed(CoachError):
    """A file could not be imported at all."""

    status = 422
