"""The composition root: settings become a running Rebound. Only here are parts put together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

from coach.access.store import AccessStore
from coach.coaching.revising import Revisions
from coach.coaching.service import Coach
from coach.coaching.unfinished import UnfinishedReplies
from coach.errors import SettingsError
from coach.importing.service import Importer
from coach.journal.follow_ups import FollowUps
from coach.journal.forgetting import Forgetting, Ledger
from coach.journal.habits import Habits
from coach.journal.people import People
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.keeping.master_key import master_key
from coach.model import Budget, ModelClient, ModelConfig, RecordStore, Spending
from coach.safety import Resources, SafetyFileError, load_resources
from coach.services import Rebound
from coach.settings import Settings, make_data_dir
from events.folds.reader import Reader
from events.sqlite.keys import SqliteKeys
from events.sqlite.log import SqliteLog
from events.sqlite.snapshots import SqliteSnapshots
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt


def utc_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_rebound(settings: Settings, clock: Callable[[], datetime] = utc_now) -> AsyncIterator[Rebound]:
    """Open the data folder, yield the services, and close all of it. Raises `SettingsError` or `LogError`."""
    make_data_dir(settings)
    async with AsyncExitStack() as stack:
        keys = SqliteKeys(settings.data_dir / "keys.sqlite3", master_key(settings), clock)
        stack.push_async_callback(keys.close)
        log = await SqliteLog.open(settings.data_dir / "journal.sqlite3", keys, clock)
        stack.push_async_callback(log.close)
        access = AccessStore(settings.data_dir / "access.sqlite3", clock)
        stack.callback(access.close)
        snapshots = SqliteSnapshots(settings.data_dir / "snapshots.sqlite3")
        stack.push_async_callback(snapshots.close)
        resources = _resources(settings)
        journal = Journal(log, keys, Reader(log, snapshots=snapshots), clock, resources)
        record = RecordStore(settings.data_dir / "models.sqlite3", clock)
        stack.callback(record.close)
        model = model_client(settings, settings.model) if settings.model else None
        unfinished = UnfinishedReplies(settings.data_dir / "unfinished.sqlite3", keys)
        stack.callback(unfinished.close)
        budget = Budget(settings.tokens_per_person or None, settings.tokens_in_all or None)
        spending = Spending(settings.data_dir / "models.sqlite3", budget, clock)
        stack.callback(spending.close)
        prompt = load_prompt("coach_reply")
        coach = Coach(journal, load_deck(), prompt, resources, model, record, unfinished, spending)
        stack.push_async_callback(coach.close)
        pitches = Pitches(journal)
        revisions = Revisions(journal, pitches, coach, load_prompt("pitch_revision"))
        stack.push_async_callback(revisions.close)
        yield Rebound(
            settings=settings,
            journal=journal,
            people=People(journal),
            importer=Importer(journal),
            habits=Habits(journal),
            follow_ups=FollowUps(journal),
            pitches=pitches,
            forgetting=Forgetting(journal, Ledger(settings.data_dir / "forgotten.txt"), access.sign_out_everywhere),
            coach=coach,
            revisions=revisions,
            access=access,
            clock=clock,
        )


def _resources(settings: Settings) -> Resources:
    try:
        return load_resources(settings.resources)
    except SafetyFileError as error:
        raise SettingsError(str(error)) from None


def model_client(settings: Settings, model: str) -> ModelClient:
    """A client of this model at the configured endpoint."""
    return ModelClient(
        ModelConfig(
            model=model,
            base_url=settings.model_base_url,
            api_key=settings.model_api_key or "",
            read_timeout=settings.model_read_timeout,
            deadline=settings.model_deadline,
        )
    )
