"""Pitch help: a version of a pitch becomes a revision, which the person may accept as the next version.

In: a person and a version. Out: a `Revision`: a model's, checked, beside the person's words; or by rules what the
numbers say and what to try, with a line that says why nothing was rewritten. What left for a model is on record.
"""

import asyncio
from typing import Final

import structlog
from msgspec import structs

from coach.coaching.composition import Piece, to_block
from coach.coaching.difference import difference
from coach.coaching.masking import Masked, mask
from coach.coaching.observations import languages
from coach.coaching.outgoing import MOST
from coach.coaching.pitch_help import PitchHelp, pitch_help
from coach.coaching.receipts import receipt_id_of
from coach.coaching.revision import LONGEST, is_english
from coach.coaching.revision_record import RevisionRecord
from coach.coaching.rewriting import MOST_TOKENS, Rewritten, rewrite
from coach.coaching.service import Coach
from coach.contracts import Block, CardRef, Pitch, Revision
from coach.errors import InvalidEntry, NotFound
from coach.journal.pitches import Pitches
from coach.journal.service import Journal
from coach.model import ModelClient, spent
from coach.safety import Care, assess, clean
from coach.understanding import legible
from events.folds.pitches import results
from events.ids import new_id
from prompts.cards import load_deck
from prompts.prompt_files import Prompt

ENGLISH: Final = "en"

NOBODY_IS_STOPPED: Final = 2
"""Up to this level of risk the help by rules stands below the fixed text: a pitch is about what it sells, and whoever
sells knives is heard wrongly now and then. Above it there is the fixed text alone."""

log = structlog.get_logger()


class Revisions:
    """Revises the pitches of any person, with the coach's model where there is one."""

    def __init__(self, journal: Journal, pitches: Pitches, coach: Coach, prompt: Prompt) -> None:
        self._journal = journal
        self._pitches = pitches
        self._coach = coach
        self._prompt = prompt
        self._record = RevisionRecord(journal, pitches)
        self._client = _for_long_answers(coach.model) if coach.model else None
        self._calls: set[asyncio.Task[None]] = set()
        self._tasks: set[asyncio.Task[Revision]] = set()

    async def revise(self, person_id: str, pitch: Pitch) -> Revision:
        """A revision of a version of a pitch. Raises `NotFound` where its words are forgotten."""
        if pitch.text is None:
            raise NotFound("The words of this version are forgotten, so there is nothing to revise.")
        # A task of its own: when whoever asked goes away in the middle, what left is recorded all the same.
        task = asyncio.get_running_loop().create_task(self._revise(person_id, pitch, pitch.text))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def find(self, person_id: str, revision_id: str) -> Revision:
        """A revision that a model was asked for, as it was given. Raises `NotFound`."""
        return (await self._record.read(person_id, revision_id)).revision

    async def open(self, person_id: str, revision_id: str) -> Revision | None:
        """A revision that may still be accepted or left, None where it became a version. Raises `NotFound`."""
        revision = await self.find(person_id, revision_id)
        return None if await self._pitches.made_of(person_id, revision_id) else revision

    async def accept(self, person_id: str, revision_id: str) -> Pitch:
        """Take a revision over as the next version of its pitch. Again, it is the version that it became.

        Raises `NotFound`, `InvalidEntry`.
        """
        kept = await self._record.read(person_id, revision_id)
        if kept.revision.text is None:
            raise NotFound("Nothing was rewritten under this id, so there is nothing to accept.")
        if kept.names_forgotten:
            raise InvalidEntry("Somebody named in this revision was forgotten since. Ask for a new one.")
        return await self._pitches.accept(person_id, kept.revision.pitch_id, kept.revision.text, revision_id)

    async def close(self) -> None:
        """End all calls, let what left be recorded, and close the model's connections."""
        while self._tasks:
            for call in self._calls:
                call.cancel()
            await asyncio.wait(self._tasks, timeout=0.1)
        if self._client:
            await self._client.aclose()

    async def _revise(self, person_id: str, pitch: Pitch, text: str) -> Revision:
        revision = Revision(
            revision_id=new_id(),
            pitch_id=pitch.pitch_id,
            version=pitch.version,
            name=pitch.name,
            source="rules",
            text=None,
            difference=[],
            why=None,
            blocks=[],
            facts=[],
            cards=[],
            note="A fixed text. No model was used.",
            receipt=None,
            safety=await self._journal.care(person_id, text),
        )
        if revision.safety and revision.safety.level > NOBODY_IS_STOPPED:
            return revision
        read = clean(text)
        language = assess(read).language
        help_ = await self._help(person_id, pitch, language)
        why_not = self._why_not(read, language, revision.safety)
        aside = self._prompt.about.budget + MOST_TOKENS
        masked = mask(read, (await self._coach.redactor.preview(person_id, read)).spans) if not why_not else None
        if masked and len(masked.text) > MOST:
            why_not = f"a pitch of more than {MOST:,} characters is not sent to a model"
        spending = self._coach.spending
        if not why_not and spending and not spending.set_aside(person_id, aside):
            why_not = "today's share of the model is used up"
        if why_not or masked is None:
            return self._by_rules(revision, help_, why_not)
        written = Rewritten()
        await self._call(masked.text, help_, written)
        if spending:
            spending.settle(person_id, aside, spent(written.exchange))
        self._fill(revision, help_, masked, text, written)
        if written.exchange and written.exchange.requests and self._client:
            revision.receipt = receipt_id_of(revision.revision_id)
            await self._record.add(person_id, revision, written, self._prompt, self._client.config.endpoint)
        return revision

    async def _help(self, person_id: str, pitch: Pitch, language: str) -> PitchHelp:
        states = await self._journal.states(person_id)
        wanted = (pitch.pitch_id, pitch.version)
        met = next(one for one in results(states.pitches) if (one.pitch_id, one.version) == wanted)
        if language == ENGLISH or language not in languages():
            return pitch_help(met, states, self._coach.deck, ENGLISH)
        return pitch_help(met, states, load_deck(language), language)

    def _why_not(self, text: str, language: str, risk: Care | None) -> str:
        """Why no model is asked about a pitch, empty where one is."""
        if risk:
            return "a pitch in which something may be heard as risk is not sent to a model"
        if self._client is None:
            return "no model is configured"
        if self._coach.conduct and self._coach.conduct.power != "full":
            return f"{self._coach.model_name} may not write whole texts at present"
        if language != ENGLISH or not legible(text) or not is_english(text):
            return "a model is asked about English pitches only, since what it writes in others cannot be checked"
        return ""

    async def _call(self, text: str, help_: PitchHelp, written: Rewritten) -> None:
        assert self._client is not None
        call = asyncio.get_running_loop().create_task(rewrite(text, help_, self._prompt, self._client, written))
        self._calls.add(call)
        await asyncio.wait([call])
        self._calls.discard(call)
        if call.cancelled():
            written.failure = "stopped"
        elif error := call.exception():
            # A fault of ours in handling a model must not cost the person their answer.
            written.failure = "fault"
            log.error("pitch_rewriting_failed", error=type(error).__name__)

    def _fill(self, revision: Revision, help_: PitchHelp, masked: Masked, text: str, written: Rewritten) -> None:
        """Put into a revision what came of the call."""
        name, proposal = self._coach.model_name, written.proposal
        restored = masked.restored(proposal.text).strip() if proposal else ""
        if len(restored) > LONGEST:  # only with the names in it
            written.guard, proposal = "wrong_length", None
        if proposal is None:
            failed = f"{name} was stopped" if written.failure == "stopped" else f"{name} gave no usable answer"
            self._by_rules(revision, help_, f"what {name} wrote did not pass the checks" if written.guard else failed)
            return
        revision.source, revision.text, revision.difference = "model", restored, difference(text, restored)
        revision.why = Block("insight", proposal.why, list(dict.fromkeys(proposal.cards)), [], by="model")
        self._add(revision, help_, help_.said)
        revision.note = f"From your own words and what your journal says. Written with {name}, checked."

    def _by_rules(self, revision: Revision, help_: PitchHelp, why: str) -> Revision:
        self._add(revision, help_, [*help_.said, *help_.tries])
        revision.note = f"Nothing was rewritten: {why}."
        return revision

    def _add(self, revision: Revision, help_: PitchHelp, pieces: list[Piece]) -> None:
        """Put pieces into a revision as blocks, with the facts they state and the cards named."""
        revision.blocks = [to_block(piece, help_.sheet) for piece in pieces]
        stated = dict.fromkeys(fact for block in revision.blocks for fact in block.facts)
        revision.facts = [help_.sheet.facts[fact] for fact in stated]
        shown = [revision.why, *revision.blocks] if revision.why else revision.blocks
        named = dict.fromkeys(card for block in shown for card in block.cards)
        revision.cards = [
            CardRef(card.id, card.title, card.article, card.section)
            for card in map(self._coach.deck.__getitem__, named)
        ]


def _for_long_answers(model: ModelClient) -> ModelClient:
    """A client of the same endpoint whose answers may be as long as a pitch."""
    longer = structs.replace(model.config, max_tokens=max(MOST_TOKENS, model.config.max_tokens))
    return ModelClient(longer, breaker=model.breaker, jitter=model.jitter, sleep=model.sleep, clock=model.clock)
