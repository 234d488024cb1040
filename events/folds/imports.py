"""Imports: which sources came in, in which generation, and what replaced a row that changed."""

from msgspec import Struct, field

from events.envelope import Occurrence
from events.folds.fold import Fold
from events.types.entries import EntryCorrected
from events.types.imports import ImportFinished, ImportStarted, ImportUndone


class BatchState(Struct):
    """One batch. `version` is that of the event that seals the source's name."""

    batch_id: str
    source: str
    generation: int
    format: str
    version: int
    rows: int = 0
    undone: bool = False


class ImportsState(Struct):
    """Batches by id, oldest first; `corrected` leads from an entry to the one that replaced it."""

    batches: dict[str, BatchState] = field(default_factory=dict)
    corrected: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # A snapshot has its keys in the order of their bytes; imports are told in the order they were made.
        self.batches = dict(sorted(self.batches.items(), key=lambda item: item[1].version))


def apply(state: ImportsState, recorded: Occurrence) -> None:
    match recorded.event:
        case ImportStarted() as event:
            state.batches.setdefault(
                event.batch_id,
                BatchState(event.batch_id, event.source, event.generation, event.format, recorded.version),
            )
        case ImportFinished() as event if event.batch_id in state.batches:
            state.batches[event.batch_id].rows += event.added
        case ImportUndone() as event if event.batch_id in state.batches:
            state.batches[event.batch_id].undone = True
        case EntryCorrected() as event:
            state.corrected[event.entry_id] = event.replacement_id


IMPORTS = Fold("imports", 1, ImportsState, apply, (ImportStarted, ImportFinished, ImportUndone, EntryCorrected))
