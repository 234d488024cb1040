"""People in a message: what the journal has of them comes first, and a final no stands whatever is asked."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from support.asking import coach_behind
from support.called import KNOWN, LOU, somebody

from coach.coaching.called import named_in_message
from coach.coaching.composition import to_block
from coach.coaching.news import named_as, named_as_final, news_in
from coach.coaching.people import Here, here_in, is_locked, with_told
from coach.coaching.preparation import prepare
from coach.coaching.selection import Memory
from coach.contracts import AskInput, EntryInput, OutcomeInput, Person, ProspectInput
from coach.evaluation.histories import fold, history
from coach.insight.standing import due_today, standing
from coach.journal.forgetting import Forgetting, Ledger
from coach.journal.mentions import goes_with
from coach.journal.service import Journal
from events.folds.follow_ups import FollowUpState
from events.folds.prospects import Dealings
from events.ids import new_id
from prompts.cards import load_deck

REPLY = "01a1ff86-df03-77b9-85c4-2bcada8e8701"
TODAY = date(2026, 11, 20)
MESSAGES = [
    line.rpartition("\t")[2].strip()
    for name in ("en-1.tsv", "de-1.tsv")
    for line in (Path(__file__).parents[2] / "coach" / "understanding" / "messages" / name)
    .read_text("utf-8")
    .splitlines()
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("should I try lou again?", {LOU}),
        ("Lou Fisk's assistant said no", {LOU}),
        ("is Brixton Tools done?", {LOU}),
        ("did dana ever buy?", {"dana", "other"}),
        ("did Dana Whitfield ever buy?", {"dana"}),
        ("Dana Whitfield or Lou?", {"dana", LOU}),
        ("when will they mark it down?", set()),
        ("die Frau hat aufgelegt", set()),
        ("Soll ich Hoffmann nochmal anrufen?", {"frau"}),
        ("the freight market is bad", set()),
    ],
)
def test_who_is_named(text: str, named: set[str]) -> None:
    """First, last or whole names and companies; an everyday word is nobody."""
    assert named_in_message(text, KNOWN, "en") == named


def test_what_the_journal_has_of_somebody_is_said_first() -> None:
    """The last outcome, ever a yes, the follow-up, and no name."""
    states = fold(history(Random(3), TODAY))
    states.prospects.dealings["dana"] = Dealings(2, "won", 1_760_000_000_000, 2, "won")
    here = Here(frozenset({"dana"}))
    text = "did Dana ever buy anything?"
    reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None, here=here)
    assert reply.before[0].text.startswith("Their last word was a yes.")
    assert "Their yeses in your journal: two." in reply.before[0].text and "Dana" not in reply.before[0].text


@pytest.mark.parametrize(
    ("text", "due", "later"),
    [
        ("Should I write to Dana now or wait a bit longer?", "Yes, write today", "Wait: their day is set"),
        ("do I ring Dana already or hold off", "Yes, write today", "Wait: their day is set"),
        ("should I follow up with Dana?", "Yes, today", "Not yet: their day is set"),
        ("Is it mad to ring Dana after all this time?", "Not at all.", "You still can"),
        ("would it be weird to email Dana after so long", "Not at all.", "You still can"),
        ("is Dana worth another mail?", "Yes. A no for now", "Yes, and it can wait"),
        ("Is Dana still worth a try after all this time", "Yes. A no for now", "Yes, and it can wait"),
        ("is the thing with Dana still open?", "Yes. A no for now", "Yes, and it can wait"),
        ("When should I ring Dana again?", "Today: the day", "On the day that is set"),
        ("Ist das mit Dana noch offen?", "Ja. Ein Nein für jetzt", "Ja, und es kann warten"),
        ("Lohnt sich bei Dana noch ein Anruf?", "Ja. Ein Nein für jetzt", "Ja, und es kann warten"),
        ("wann meld ich mich bei Dana wieder?", "Heute: Der Tag", "An dem Tag, der dafür gesetzt ist"),
        ("soll ich Dana schon schreiben oder noch warten", "Ja, schreib heute", "Warte: Der Tag"),
        ("Ruf ich Dana jetzt schon an oder warte ich noch?", "Ja, schreib heute", "Warte: Der Tag"),
        ("soll ich bei Dana nachhaken?", "Ja, heute", "Noch nicht: Der Tag"),
        ("Ist es verrückt, Dana nach so langer Zeit anzurufen?", "Überhaupt nicht.", "Das geht noch"),
    ],
)
def test_now_or_wait_is_answered_by_the_day_that_was_set(text: str, due: str, later: str) -> None:
    """Today where it has come, then where it has not; and no other date is asked for."""
    for days, begins in ((-8, due), (0, due), (20, later)):
        states = fold(history(Random(3), TODAY))
        states.prospects.dealings["dana"] = Dealings(1, "soft_no", 1_760_000_000_000, 0, "soft_no")
        day = (TODAY + timedelta(days=days)).isoformat()
        states.follow_ups.follow_ups["one"] = FollowUpState("dana", "timing", 1_760_000_000_000, day)
        here = Here(frozenset({"dana"}))
        reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None, here=here)
        said = [reply.before[0].text, *(to_block(piece, reply.sheet).text for piece in reply.pieces)]
        assert said[0].startswith(begins), (days, said)
        assert (
            reply.before[1].kind == "notice"
            and len(said) <= 2
            and not any("a few months out" in text or "ein paar Monaten" in text for text in said)
        )


def of_dana(text: str, days: int = -8, named: bool = True) -> tuple[list[str], str]:
    """The reply about Dana, whose follow-up was set for so many days from today: its blocks and all their words.
    `named`: in this message, else in the one before."""
    states = fold(history(Random(3), TODAY))
    states.prospects.dealings["dana"] = Dealings(1, "soft_no", 1_760_000_000_000, 0, "soft_no", "authority")
    day = (TODAY + timedelta(days=days)).isoformat()
    states.follow_ups.follow_ups["one"] = FollowUpState("dana", "authority", 1_760_000_000_000, day)
    who = frozenset({"dana"})
    here = Here(who if named else frozenset(), spoken=who)
    reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None, here=here)
    blocks = [*reply.before, *(to_block(piece, reply.sheet) for piece in reply.pieces)]
    return [card for block in blocks if block.kind == "action" for card in block.cards], " ".join(
        block.text for block in blocks
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("when should I ring Dana again and what do I say if she points at her boss?", "What will they"),
        ("should I try Dana again, and how do I answer if she has to ask her boss?", "What will they"),
        ("Wann ruf ich Dana wieder an, und was sag ich wenn sie mich auf ihren Chef vertröstet?", "zuerst gefragt"),
        ("soll ich Dana nochmal anrufen und was sage ich wenn sie auf den Chef verweist?", "zuerst gefragt"),
    ],
)
def test_two_questions_get_two_answers(text: str, words: str) -> None:
    """When, and what to say to what was named."""
    cards, said = of_dana(text)
    assert said.startswith(("Today", "Yes", "Heute", "Ja")) and words in said and "C9" in cards


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("draft me two lines to Dana, no begging", True),
        ("write her three sentences, nothing fancy", False),
        ("Schreib mir mal drei Sätze an sie, nicht so geleckt", False),
    ],
)
def test_words_for_somebody_begin_from_the_reason_on_file(text: str, named: bool) -> None:
    """Somebody else decides there, and the words say so, where the message names nothing else."""
    cards, said = of_dana(text, named=named)
    assert "C9" in cards, said


def test_what_they_said_is_the_reason_on_file() -> None:
    """That of the no which was the last of them, and of none before it."""
    assert (
        "The reason on file: somebody else deciding." in of_dana("when did I last speak to Dana, what did she say")[1]
    )
    assert "Der Grund dazu im Journal: jemand anderes entscheidet." in of_dana("Was hat Dana zuletzt gesagt?")[1]
    states = fold(history(Random(3), TODAY))
    states.prospects.dealings["dana"] = Dealings(2, "soft_no", 1_770_000_000_000, 0, "soft_no", "unstated")
    assert "person_reason" not in standing(states, "dana", TODAY).says


@pytest.mark.parametrize("text", MESSAGES[:400:8])
def test_nobody_is_sent_to_set_another_day_where_one_has_come(text: str) -> None:
    """Whatever is told of somebody whose follow-up waits already."""
    cards, said = of_dana(f"Dana: {text}")
    assert "a few months out" not in said and "ein paar Monaten" not in said and "A10" not in cards


def test_a_name_is_said_only_where_it_can_be_taken_back() -> None:
    """What a reply names is marked whole in the journal, or not named."""
    for contact in ("Dana Whitfield", "Dr. Al Bo", "Frau Hoffmann"):
        assert goes_with(contact, somebody("p", contact))
    assert not goes_with("Pat O'Brien", somebody("p", "Pat O'Brien"))


@pytest.mark.anyio
async def test_who_waits_today_is_named_and_forgotten_with_them(
    journal: Journal, person: Person, tmp_path: Path
) -> None:
    """The names stand in the reply and nowhere else; they go with the prospect."""
    entry = EntryInput(
        entry_id=new_id(),
        outcomes=[OutcomeInput(outcome="soft_no", reason="timing", revisit_on=date(2020, 1, 2))],
        prospect=ProspectInput(contact="Dana Whitfield"),
    )
    await journal.log_entry(person.person_id, entry)
    coach = coach_behind(journal, "http://127.0.0.1:9")
    reply = await (await coach.ask(person.person_id, AskInput("who should I call today?"))).whole()
    assert "Dana Whitfield" in reply.blocks[0].text and reply.receipt is None
    found = (await journal.prospects(person.person_id))[0]
    await Forgetting(journal, Ledger(tmp_path / "ledger")).prospect(person.person_id, found.prospect_id)
    later = coach_behind(journal, "http://127.0.0.1:9")
    past = (await later.history(person.person_id))[0]
    assert "Dana" not in past.reply.blocks[0].text and "(forgotten)" in past.reply.blocks[0].text
    await coach.close()
    await later.close()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Lou Fisk told me never to call again", LOU),
        ("Rang Lou Fisk today. He told me never to call again", LOU),
        ("Brixton Tools never wants to hear from us again", LOU),
        ("Kessler Technik hat endgültig abgesagt", "frau"),
        ("Dana told me never to call again", None),
        ("Some guy told me never to call again, then Lou Fisk bought", None),
        ("Lou Fisk said no", None),
        ("What if Lou Fisk told me never to call again?", None),
    ],
)
def test_whose_final_no_is_told(text: str, who: str | None) -> None:
    """The one who gave it; nobody where two are called so, or where another one is named."""
    assert named_as_final(text, KNOWN, "en") == who


@pytest.mark.parametrize(
    ("text", "last", "who"),
    [
        ("they're out for good", "Lou Fisk answered", LOU),
        ("please no more emails", "Lou Fisk answered", LOU),
        ("Dana Whitfield said take me off your list", "Lou Fisk answered", "dana"),
        ("sie sind raus, endgültig", "Lou Fisk hat geantwortet", LOU),
        ("they're out for good", "Lou Fisk and Dana Whitfield answered", None),
    ],
)
def test_whose_final_no_the_message_before_tells(text: str, last: str, who: str | None) -> None:
    """Who says "they" in a final no means whom the message before names, in the turns after it too."""
    assert news_in(text, last, KNOWN, "en").get("hard_no") == who
    assert here_in("should I write?", [last, text], KNOWN, "en", fold(history(Random(5), TODAY))).told == frozenset(
        {who} if who else ()
    )


@pytest.mark.anyio
async def test_a_final_no_that_is_confirmed_locks_them(journal: Journal, person: Person) -> None:
    """The draft is of the prospect, by id, without a name; logged as it is, nothing leads back to them."""
    entry = EntryInput(
        entry_id=new_id(), outcomes=[OutcomeInput(outcome="soft_no")], prospect=ProspectInput(contact="Lou Fisk")
    )
    await journal.log_entry(person.person_id, entry)
    coach = coach_behind(journal, "http://127.0.0.1:9")
    text = "Lou Fisk told me never to call again"
    reply = await (await coach.ask(person.person_id, AskInput(text=text))).whole()
    draft = reply.draft_entries[0]
    assert "Lou" not in draft.label and draft.prospect is not None and draft.prospect.prospect_id
    assert [(one.outcome, one.confirmed) for one in draft.outcomes] == [("hard_no", True)]
    confirmed = EntryInput(
        entry_id=draft.entry_id, channel=draft.channel, outcomes=draft.outcomes, prospect=draft.prospect
    )
    await journal.log_entry(person.person_id, confirmed)
    assert draft.prospect.prospect_id in (await journal.states(person.person_id)).prospects.locked
    again = await (await coach.ask(person.person_id, AskInput(text=text))).whole()
    assert not again.draft_entries
    await coach.close()


@pytest.mark.parametrize(
    ("earlier", "text", "held"),
    [
        (["Lou Fisk told me never to call again"], "can I still send him the update next year?", True),
        (["Lou Fisk told me never to call again", "who do I call first?"], "I'll write him a card", True),
        (["Dana Whitfield told me never to call again"], "is Dana Whitfield worth one more go?", True),
        (["Kessler Technik hat endgültig abgesagt"], "kann ich ihr trotzdem unser Update schicken?", True),
        (["Helen von Fernbrook hat definitiv abgesagt"], "und wenn ich ihr im Sommer schreibe?", True),
        (["Lou Fisk told me never to call again", "Dana Moore asked for a quote"], "what do I send her?", False),
        (["Lou Fisk told me never to call again"], "who should I call today?", False),
        (["Dana Moore said not now"], "should I call her again?", False),
    ],
)
def test_a_final_no_that_was_told_holds_in_the_turns_after_it(earlier: list[str], text: str, held: bool) -> None:
    """Whoever gave it is meant by a pronoun or by name, logged or not, in the journal or not."""
    states = fold(history(Random(5), TODAY))
    here = here_in(text, earlier, KNOWN, "en", states)
    states = with_told(states, here)
    assert is_locked(here, states) is held
    if held:
        reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None, here=here)
        assert {block.kind for block in reply.before} == {"notice"} and not reply.pieces
        assert any(words in reply.before[0].text for words in ("final no", "endgültiges Nein"))


def test_a_final_no_in_the_journal_holds_for_a_pronoun() -> None:
    """Named in the turn before, and meant in this one; a reply to who wrote first may be one polite line."""
    states = fold(history(Random(5), TODAY))
    states.prospects.locked[LOU] = 1
    here = here_in("and if I send him a case study?", ["is Lou Fisk worth another try?"], KNOWN, "en", states)
    assert here.named == {LOU} and is_locked(here, states)
    text = "Lou Fisk wrote to me, may I reply?"
    here = here_in(text, [], KNOWN, "en", states)
    reply = prepare(text, REPLY, states, TODAY, load_deck(), Memory(), lambda _: None, here=here)
    assert "one polite line" in reply.before[0].text and "Leave it there" in reply.before[0].text


@pytest.mark.parametrize(
    ("text", "last", "who"),
    [
        ("Lou Fisk signed", "", LOU),
        ("Kessler Technik hat unterschrieben, 14.800 im Jahr", "", "frau"),
        ("Rang Lou Fisk today. He signed", "", LOU),
        ("gave him 3 percent and he signed", "Lou Fisk rang me today, wants the offer again", LOU),
        ("he signed", "Lou Fisk and Dana Whitfield rang me", None),
        ("Dana signed", "Lou Fisk rang me", None),
        ("we signed a clinic", "Lou Fisk rang me", None),
        ("did Lou Fisk sign?", "", None),
    ],
)
def test_whose_yes_is_told(text: str, last: str, who: str | None) -> None:
    """The one who gave it; with "he", whoever was named just before; nobody where several may be meant."""
    assert named_as("won", text, last, KNOWN, "en") == who


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Dana Whitfield passed after the board call. Too early for them", {"soft_no": "dana"}),
        ("Lou Fisk went with the firm across the road", {"soft_no": LOU}),
        ("Lou Fisk is staying with his current supplier", {"soft_no": LOU}),
        ("Frau Hoffmann hat woanders unterschrieben", {"soft_no": "frau"}),
        ("Frau Hoffmann bleibt lieber bei ihrem alten Anbieter", {"soft_no": "frau"}),
        ("Lou Fisk rang. He wants a short demo next tuesday", {"progress": LOU}),
        (
            "Frau Hoffmann hat bei der Konkurrenz gekauft, will nichts mehr von uns wissen",
            {"hard_no": "frau", "soft_no": "frau"},
        ),
        (
            "Lou Fisk signed with the shop next door, does not want to hear from us again",
            {"hard_no": LOU, "soft_no": LOU},
        ),
        ("Some shop said never call again. Lou Fisk wants a demo", {"progress": LOU}),
        ("I went with somebody else to see Lou Fisk", {}),
        ("Lou Fisk's mum passed in September", {}),
    ],
)  # fmt: skip
def test_whose_no_or_step_is_told(text: str, told: dict[str, str]) -> None:
    """Who went elsewhere gave no yes, who wants nothing more a final no; a name of another sentence stays out."""
    assert news_in(text, "", KNOWN, "en") == told


@pytest.mark.anyio
async def test_a_yes_that_is_confirmed_closes_their_follow_up(journal: Journal, person: Person) -> None:
    """The draft is of the prospect, by id; logged as it is, nobody is reminded of them, and it is not drafted again."""
    soft = OutcomeInput(outcome="soft_no", reason="price", revisit_on=TODAY)
    entry = EntryInput(
        entry_id=new_id(),
        occurred_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        outcomes=[soft],
        prospect=ProspectInput(contact="Lou Fisk"),
    )
    await journal.log_entry(person.person_id, entry)
    coach = coach_behind(journal, "http://127.0.0.1:9")
    reply = await (await coach.ask(person.person_id, AskInput(text="Lou Fisk signed!"))).whole()
    (draft,) = reply.draft_entries
    assert "Lou" not in draft.label and draft.prospect and draft.prospect.prospect_id
    confirmed = EntryInput(
        entry_id=draft.entry_id, channel=draft.channel, outcomes=draft.outcomes, prospect=draft.prospect
    )
    await journal.log_entry(person.person_id, confirmed)
    states = await journal.states(person.person_id)
    assert draft.prospect.prospect_id not in due_today(states, date(2030, 1, 1))
    again = await (await coach.ask(person.person_id, AskInput(text="Lou Fisk signed!"))).whole()
    assert not again.draft_entries
    await coach.close()
