"""Planted identities: names, companies, mails, phones and handles in every field, and none of them reaches a model.

A recording server takes the model's place. In full (`make prove`) five thousand identities, in every run a slice.
"""

import re
from random import Random

import pytest
import structlog
from support.faulty import FaultyServer
from support.planted import prospect, written
from support.proof import FULL
from support.scripted import well_behaved

from coach.coaching.receipts import open_receipt
from coach.coaching.service import Coach
from coach.contracts import AskInput, EntryInput, OutcomeInput, Person, ProspectInput
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from coach.privacy.lexicon import UNKNOWN, commonness
from coach.safety import load_resources
from events.ids import new_id
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

pytestmark = pytest.mark.anyio

ROUNDS = 250 if FULL else 2
EACH = 20
"""Identities of a round: a third are on record, the others come up in words only."""

FRAMES = (
    "Spoke with {name} from {company} again, still no budget. I feel tired.",
    "{name} said it is too expensive. Write to {mail} or ring {phone}?",
    "9 no's today, the worst was {name} ({mail}).",
    "My colleague {name} says {company} never buys. What should I do tomorrow?",
    "He gave me his handle, {handle}, and then said no. That was {name}.",
    "{company} went with a competitor after all, {name} told me on {phone}.",
)
COMPANY = ("Logistik GmbH", "& Sons Ltd", "Consulting SL", "Srl", "et Fils", "A/S", "Bouw BV", "Inc.")


def identity(random: Random, number: int) -> dict[str, str]:
    """Somebody invented, with all that a record may hold."""
    name = prospect(random, number).contact
    first, last = name.split()[0], name.split()[-1]
    plain = re.sub(r"[^a-z]", "", f"{first}{last}".lower().encode("ascii", "ignore").decode()) or "someone"
    return {
        "name": name,
        "company": f"{last} {random.choice(COMPANY)}",
        "mail": f"{plain}{number}@{plain}.example",
        "phone": f"+49 30 {random.randint(2_000_000, 9_999_999)}",
        "handle": f"@{plain}{number}",
    }


def traces(who: dict[str, str]) -> set[str]:
    """What would give them away: contact data, and parts of the name that are no ordinary words."""
    parts = set(re.findall(r"[^\W\d_]{5,}", who["name"].lower()))
    return {who["mail"], who["handle"], who["phone"][-7:], *(p for p in parts if commonness(p, "en") == UNKNOWN)}


async def test_no_planted_identity_leaves(journal: Journal, person: Person) -> None:
    """Not in a request, not with a ticked note, not in a log line; and the receipt holds the bytes that were sent."""
    random = Random(99)
    pitches = Pitches(journal)
    with FaultyServer(well_behaved) as server, structlog.testing.capture_logs() as logged:
        client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=5, deadline=30))
        coach = Coach(journal, load_deck(), load_prompt("coach_reply"), load_resources(None), client)
        everybody: list[dict[str, str]] = []
        for round_ in range(ROUNDS):
            people = [identity(random, round_ * EACH + number) for number in range(EACH)]
            everybody += people
            entries: list[str] = []
            for who in people[: EACH // 3]:
                known = ProspectInput(
                    contact=who["name"], company=who["company"], email=who["mail"], phone=who["phone"]
                )
                outcome = OutcomeInput(outcome="soft_no", reason="price")
                entry = EntryInput(
                    entry_id=new_id(), outcomes=[outcome], prospect=known, note=f"{who['name']} was rude"
                )
                await journal.log_entry(person.person_id, entry)
                entries.append(entry.entry_id)
            await pitches.add(person.person_id, f"Ask {people[0]['name']} about us.", "Opener")
            for number, who in enumerate(people):
                how = who | {"name": written(random, who["name"]) if number < EACH // 3 else who["name"]}
                text = FRAMES[number % len(FRAMES)].format(**how)
                reply = await (
                    await coach.ask(person.person_id, AskInput(text, new_id(), notes=entries[number:][:1]))
                ).whole()
                if reply.receipt:
                    receipt = await open_receipt(journal, person.person_id, reply.reply_id)
                    assert receipt.parts[-1].request == server.requests[-1].body
        await coach.close()
    sent = b"\n".join(request.body for request in server.requests).decode().lower()
    assert len(server.requests) >= len(everybody) // 2
    found = sorted(
        {trace for who in everybody for trace in traces(who) if re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", sent)}
    )
    assert not found, found
    lines = repr(logged).lower()
    assert not [trace for who in everybody for trace in traces(who) if trace in lines]
