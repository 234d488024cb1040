"""kill -9 in the middle of a reply: the phone reads on after the restart, and nothing that it saw is taken back."""

import base64
import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.faulty import Answer, FaultyServer, Received, stall
from support.proof import FULL
from support.rebound import Served, coach_json
from support.scripted import rewritten

TEXT = "12 calls today, 9 no's, most said too expensive. I feel useless."


def up_to(blocks: int, more: int) -> Callable[[Received], Answer]:
    """A model that hangs behind so many blocks, `more` characters into the next."""

    def answer(request: Received) -> Answer:
        text = rewritten(request)
        ends = [0, *(place + 1 for place in range(len(text)) if text.startswith("}, {", place)), len(text) - 2]
        return stall([text[: ends[blocks] + more]])

    return answer


@pytest.mark.parametrize("more", [0, 25] if FULL else [25])
@pytest.mark.parametrize("blocks", range(4) if FULL else [1])
def test_a_reply_survives_its_server(tmp_path: Path, blocks: int, more: int) -> None:
    """At a boundary of blocks or inside one: the same blocks, the rest by rules, one receipt, and it says so."""
    data = tmp_path / "data"
    with FaultyServer(up_to(blocks, more)) as model:
        served = Served(data, OPENAI_BASE_URL=model.base_url, NO_PROXY="127.0.0.1")
        served.start()
        with served.signed_in() as client:
            reply_id = client.post("/api/v1/replies", json={"text": TEXT}).json()["reply_id"]
            seen = []
            with client.stream("GET", f"/api/v1/replies/{reply_id}/events") as stream:
                for line in stream.iter_lines():
                    if line.startswith("data: "):
                        seen.append(json.loads(line.removeprefix("data: "))["block"])
                    if len(seen) == blocks and model.requests:
                        break
                served.stop(signal.SIGKILL)
            served.start()
            rest = client.get(
                f"/api/v1/replies/{reply_id}/events", headers={"Last-Event-ID": str(len(seen))}, timeout=60
            ).text
            reply = client.get(f"/api/v1/replies/{reply_id}").json()
            receipt = client.get(f"/api/v1/replies/{reply_id}/receipt").json()
            page = client.get("/coach").text
        assert served.stop() == 0
    events = [json.loads(line.removeprefix("data: ")) for line in rest.splitlines() if line.startswith("data: ")]
    assert seen + [event["block"] for event in events[:-1]] == reply["blocks"] == events[-1]["reply"]["blocks"]
    assert [block["by"] for block in reply["blocks"]].count("model") == blocks
    assert "restarted while" in reply["note"]
    assert "restarted while" in page
    assert [base64.b64decode(part["request"]) for part in receipt["parts"]] == [model.requests[0].body]
    told: Any = coach_json(data, "verify")
    assert told["ok"] is True
