"""Pitches over HTTP: what a page needs to show a revision beside the person's words, and to accept it."""

import base64
from collections.abc import Iterator

import msgspec
import pytest
from support.faulty import FaultyServer
from support.rebound import Served, coach
from support.revising import PITCH, SHOWN, reviser

from coach.contracts import Pitch, Revision

NONE = "01890a5d-ac96-774b-bcce-b302099a8057"
"""An id that nothing has."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, FaultyServer]]:
    """A server with a model, for Me, who has a pitch, and for Other."""
    data = tmp_path_factory.mktemp("pitches")
    for name in ("Me", "Other"):
        coach(data, "user", "add", name)
    with FaultyServer(reviser) as model, Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="tiny") as served:
        coach(
            data, "log", "--person", "Me", "--outcome", "soft_no", "--contact", "Maria Lopez", "--company", "Acme GmbH"
        )
        coach(data, "pitch", "add", PITCH, "--person", "Me")
        yield served, model


def test_a_revision_is_asked_for_read_again_and_accepted(asked: tuple[Served, FaultyServer]) -> None:
    """Each step by the address that the last one names; accepting twice adds one version."""
    served, model = asked
    with served.signed_in("Me") as client:
        (pitch,) = msgspec.json.decode(client.get("/api/v1/pitches").content, type=list[Pitch])
        answer = client.post(f"/api/v1/pitches/{pitch.pitch_id}/{pitch.version}/revisions")
        assert answer.status_code == 201, answer.text
        revision = msgspec.json.decode(answer.content, type=Revision)
        assert (revision.source, revision.text, revision.name) == ("model", SHOWN, "1.1")
        again = client.get(f"/api/v1/revisions/{revision.revision_id}")
        assert msgspec.json.decode(again.content, type=Revision) == revision
        (part,) = client.get(f"/api/v1/replies/{revision.revision_id}/receipt").json()["parts"]
        assert base64.b64decode(part["request"]) == model.requests[0].body
        for _ in range(2):
            accepted = client.post(f"/api/v1/revisions/{revision.revision_id}/acceptances")
            assert accepted.status_code == 200, accepted.text
            assert (accepted.json()["name"], accepted.json()["source"]) == ("1.2", "coach")
        assert [one["text"] for one in client.get("/api/v1/pitches").json()] == [PITCH, SHOWN]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", f"/api/v1/pitches/{NONE}/1/revisions", 404),
        ("POST", "/api/v1/pitches/x/1/revisions", 404),
        ("POST", f"/api/v1/pitches/{NONE}/x/revisions", 404),
        ("GET", f"/api/v1/revisions/{NONE}", 404),
        ("GET", "/api/v1/revisions/x", 404),
        ("POST", f"/api/v1/revisions/{NONE}/acceptances", 404),
    ],
)
def test_what_is_not_there_is_a_problem(
    asked: tuple[Served, FaultyServer], method: str, path: str, status: int
) -> None:
    served, _ = asked
    with served.signed_in("Me") as client:
        answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_the_api_describes_it(asked: tuple[Served, FaultyServer]) -> None:
    """With its types."""
    served, _ = asked
    with served.signed_in("Me") as client:
        described = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/revisions/{revision_id}/acceptances" in described["paths"]
    assert {"Revision", "Change"} <= described["components"]["schemas"].keys()


def test_strangers_and_others_see_nothing(asked: tuple[Served, FaultyServer]) -> None:
    """Neither without a session nor in somebody else's."""
    served, _ = asked
    with served.client() as nobody:
        assert nobody.get("/api/v1/pitches").status_code == 401
        assert nobody.post(f"/api/v1/revisions/{NONE}/acceptances").status_code == 401
    with served.signed_in("Me") as client:
        pitch = client.get("/api/v1/pitches").json()[0]
    with served.signed_in("Other") as other:
        assert other.get("/api/v1/pitches").json() == []
        path = f"/api/v1/pitches/{pitch['pitch_id']}/{pitch['version']}/revisions"
        assert other.post(path).status_code == 404
