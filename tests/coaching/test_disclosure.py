"""Small cells: what few prospects of a segment said is not told to a model, while the person's own view keeps it."""

import pytest
from msgspec.structs import replace
from support.faulty import FaultyServer, Received, ok
from support.scripted import material, rewritten

from coach.coaching.composition import Piece
from coach.coaching.disclosure import told
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.coaching.writing import Written, write_with_model
from coach.contracts import Block, EntryInput, Fact, OutcomeInput, Person, ProspectInput
from coach.insight.facts import FactSheet, build_facts
from coach.insight.numbers import Numbers
from coach.journal.service import Journal
from coach.model import ModelClient, ModelConfig
from events.ids import new_id
from events.words import Reason
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

SAYS = "In {segment_name}, {segment_share} name {segment_reason}; elsewhere {segment_elsewhere}. Look at the list."
NAME = "supplies Globex"

Counts = dict[Reason, int]


def sheet(here: tuple[int, int], elsewhere: tuple[int, int]) -> FactSheet:
    """Facts about a segment: how many prospects name the reason, of how many, in it and elsewhere."""
    facts = {
        name: Fact(name, f"label of {name}", named / n, "share", "lately", n)
        for name, (named, n) in {"segment_share": here, "segment_elsewhere": elsewhere}.items()
    }
    empty = Numbers({}, {}, {})
    return FactSheet(facts, {}, empty, empty)


def numbers_told(here: tuple[int, int], elsewhere: tuple[int, int]) -> list[str]:
    return [fact["now"] for fact in told(sheet(here, elsewhere), ["segment_share", "segment_elsewhere"])]


def test_cells_of_five_are_told() -> None:
    """Five who name the reason and five who do not, in the segment and elsewhere; or none at all."""
    assert numbers_told((5, 10), (5, 20)) == ["50%", "25%"]
    assert numbers_told((5, 5), (6, 30)) == ["100%", "20%"]


@pytest.mark.parametrize("few", [1, 2, 3, 4])
def test_fewer_are_told_together_with_the_rest(few: int) -> None:
    """Whichever cell it is: who names the reason in the segment or elsewhere, and who does not."""
    for here, elsewhere in (
        ((few, 20), (10, 20)),
        ((20 - few, 20), (10, 20)),
        ((10, 20), (few, 20)),
        ((10, 20), (20 - few, 20)),
        ((few, few), (10, 20)),
        ((10, 20), (few, few)),
        ((few, few), (few, few + 20)),
    ):
        named, all_ = here[0] + elsewhere[0], here[1] + elsewhere[1]
        expected = f"{round(100 * named / all_)}%" if min(named, all_ - named) >= 5 else ""
        assert [now.replace("%", "") for now in numbers_told(here, elsewhere)] == [expected.replace("%", "")] * 2
        assert not any("label of" in fact["means"] for fact in told(sheet(here, elsewhere), ["segment_share"]))


def test_what_is_too_few_together_has_no_number() -> None:
    assert numbers_told((2, 6), (1, 12)) == ["", ""]


def test_a_segments_fact_without_its_counterpart_is_not_told() -> None:
    """Nor is any other fact of a segment that nobody has thought about here."""
    alone = sheet((10, 20), (10, 20))
    del alone.facts["segment_elsewhere"]
    alone.facts["segment_new"] = Fact("segment_new", "no's in retail", 3, "no", "lately")
    assert [fact["now"] for fact in told(alone, ["segment_share", "segment_new"])] == ["", ""]
    assert not any("retail" in fact["means"] for fact in told(alone, ["segment_new"]))


async def known(journal: Journal, person: Person, industries: dict[str, Counts]) -> None:
    """Prospects of each industry, and the reason for which each of them said no."""
    for industry, counts in industries.items():
        for reason, count in counts.items():
            for number in range(count):
                prospect = ProspectInput(contact=f"{reason} {number} of {industry}", industry=industry)
                outcome = OutcomeInput(outcome="soft_no", reason=reason)
                entry = EntryInput(entry_id=new_id(), outcomes=[outcome], prospect=prospect)
                await journal.log_entry(person.person_id, entry)


async def written(journal: Journal, person: Person, says: str = SAYS) -> tuple[str, Received]:
    """What the person reads of a piece that a model rewrites, and the request that the model got for it."""
    states, today = await journal.states(person.person_id), await journal.today(person.person_id)
    prepared = prepare("What should I do first?", new_id(), states, today, load_deck(), Memory(), lambda _: None)
    prepared = replace(prepared, pieces=[Piece("insight", says, ["C4"])])
    blocks: list[Block] = []
    with FaultyServer(
        lambda request: ok(rewritten(request, lambda _, block: block | {"text": f"Here: {says}"}))
    ) as server:
        client = ModelClient(ModelConfig("m", server.base_url, "", read_timeout=2.0, deadline=8.0))
        prompt = load_prompt("coach_reply")
        await write_with_model(prepared, load_deck(), prompt, client, blocks.append, Written(), "What now?")
        await client.aclose()
    assert [block.by for block in blocks] == ["model"]
    return blocks[0].text, server.requests[0]


def now_told(request: Received) -> list[str]:
    return [fact["now"] for fact in material(request)["facts"]]


@pytest.mark.anyio
async def test_a_small_cell_stays_here_and_the_reply_is_right(journal: Journal, person: Person) -> None:
    """Two of eighteen said no for another reason: the model hears the share of all, the person reads their own."""
    await known(journal, person, {NAME: {"price": 16, "fit": 2}, "media": {"price": 5, "fit": 9, "timing": 9}})
    text, request = await written(journal, person)
    assert text == f"Here: In {NAME}, 89% name price; elsewhere 22%. Look at the list."
    assert now_told(request) == ["51%", "51%"]
    assert not [told for told in ("89%", "22%", "Globex") if told in request.body.decode()]


@pytest.mark.anyio
async def test_large_cells_are_told_without_the_segments_name(journal: Journal, person: Person) -> None:
    """The numbers help the model; the name is the person's own word and may be somebody's."""
    await known(journal, person, {NAME: {"price": 20, "fit": 5}, "media": {"price": 5, "fit": 11, "timing": 11}})
    text, request = await written(journal, person)
    assert text == f"Here: In {NAME}, 80% name price; elsewhere 19%. Look at the list."
    assert now_told(request) == ["80%", "19%"]
    assert "Globex" not in request.body.decode()


@pytest.mark.anyio
@pytest.mark.parametrize("few", [1, 2, 3, 4])
@pytest.mark.parametrize(("inside", "outside"), [(NAME, "media"), ("media", NAME)])
async def test_a_segment_of_few_makes_no_fact(
    journal: Journal, person: Person, few: int, inside: str, outside: str
) -> None:
    """Neither where few prospects are in it, nor where few are left outside of it, so no request can speak of it."""
    await known(journal, person, {inside: {"price": few}, outside: {"fit": 15, "timing": 14}})
    states, today = await journal.states(person.person_id), await journal.today(person.person_id)
    assert not [name for name in build_facts(states, today, None).facts if name.startswith("segment_")]
    _, request = await written(journal, person, "Look at the list before you look at the wording, and then call.")
    assert now_told(request) == [] and "Globex" not in request.body.decode()
