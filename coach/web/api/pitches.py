"""Pitches: read them, ask for a revision of a version, accept it."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from coach.contracts import Pitch, Revision
from coach.services import Rebound


@get("/api/v1/pitches", summary="Pitches in all their versions")
async def list_pitches(rebound: NamedDependency[Rebound], person_id: NamedDependency[str]) -> list[Pitch]:
    """Every version with its words and what it met, in the order they were added."""
    return await rebound.pitches.all(person_id)


@post("/api/v1/pitches/{pitch_id:str}/{version:int}/revisions", summary="Ask for a revision of a version")
async def revise(
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    pitch_id: FromPath[str],
    version: FromPath[int],
) -> Revision:
    """The revision beside the person's words, or why nothing was rewritten. Each request is a new revision."""
    return await rebound.revisions.revise(person_id, await rebound.pitches.version(person_id, pitch_id, version))


@get("/api/v1/revisions/{revision_id:str}", summary="A revision that a model was asked for")
async def get_revision(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], revision_id: FromPath[str]
) -> Revision:
    """As it was given. What left for it: `/api/v1/replies/{id}/receipt`, with the revision's id."""
    return await rebound.revisions.find(person_id, revision_id)


@post("/api/v1/revisions/{revision_id:str}/acceptances", status_code=200, summary="Take a revision over")
async def accept(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], revision_id: FromPath[str]
) -> Pitch:
    """The version that it became, in use from then on. Accepting it again adds nothing."""
    return await rebound.revisions.accept(person_id, revision_id)


ROUTES = [list_pitches, revise, get_revision, accept]
