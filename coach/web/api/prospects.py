"""Prospects: making somebody known without an entry, so that their name is masked for certain."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from coach.contracts import Prospect, ProspectInput
from coach.services import Rebound


@post("/api/v1/prospects", status_code=200, summary="Add somebody to the records")
async def add_prospect(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: JSONBody[ProspectInput]
) -> Prospect:
    """Who is known already stays as they are and is the answer."""
    return await rebound.journal.add_prospect(person_id, data)


ROUTES = [add_prospect]
