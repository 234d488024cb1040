"""Events about imports. A batch is one source in one generation; undoing it opens the next generation."""

from typing import ClassVar

from events.envelope import Event, Private


class ImportSource(Private, frozen=True, kw_only=True, tag="import_source"):
    name: str


class ImportStarted(Event, frozen=True, kw_only=True):
    """Rows of `source` (a hash) begin to come in as `batch_id`. Sealed for the person: `ImportSource`."""

    type: ClassVar[str] = "import_started"
    batch_id: str
    source: str
    generation: int
    format: str


class ImportFinished(Event, frozen=True, kw_only=True):
    """A run of an import ended; counts are rows of the file."""

    type: ClassVar[str] = "import_finished"
    batch_id: str
    rows: int
    added: int
    corrected: int
    refused: int


class ImportUndone(Event, frozen=True, kw_only=True):
    """All that came in as `batch_id` was taken back."""

    type: ClassVar[str] = "import_undone"
    batch_id: str
