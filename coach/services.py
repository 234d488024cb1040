"""All services of one process, as the surfaces get them. `app.py` makes them; nobody else puts parts together."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from coach.access.store import AccessStore
from coach.coaching.revising import Revisions
from coach.coaching.service import Coach
from coach.importing.service import Importer
from coach.journal.follow_ups import FollowUps
from coach.journal.forgetting import Forgetting
from coach.journal.habits import Habits
from coach.journal.people import People
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.settings import Settings


class Rebound(Struct, frozen=True):
    """The journal and everything that reads or writes it."""

    settings: Settings
    journal: Journal
    people: People
    importer: Importer
    habits: Habits
    follow_ups: FollowUps
    pitches: Pitches
    forgetting: Forgetting
    coach: Coach
    revisions: Revisions
    access: AccessStore
    clock: Callable[[], datetime]
