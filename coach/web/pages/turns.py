"""Turns of the conversation, as the coach's page and the stream show them: one shape, so both look the same."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct, structs

from coach.coaching.past import PastReply
from coach.coaching.running import RunningReply
from coach.contracts import Block, DraftEntry, Reply
from coach.safety.language import language_of as likeliest
from coach.services import Rebound
from coach.words import ENGLISH, gettext, language
from coach.words.dates import when_words
from events.ids import derive
from prompts.cards import load_deck


class ShownCard(Struct, frozen=True):
    id: str
    title: str
    article: str
    section: str
    paraphrase: str
    article_title: str
    author: str


class ShownDraft(Struct, frozen=True):
    """A drafted entry and whether it is `open`, `logged` or `dismissed`."""

    draft: DraftEntry
    state: str


class Turn(Struct, frozen=True):
    """One question and its reply, in the language that its blocks have. `pending`: it is still being written."""

    text: str
    asked_at: str
    reply: Reply
    cards: Mapping[str, ShownCard]
    ratings: Mapping[int, bool]
    drafts: list[ShownDraft]
    language: str
    pending: bool = False


async def past_turn(rebound: Rebound, person_id: str, past: PastReply, today: date) -> Turn:
    """A turn that is over."""
    return Turn(
        text=past.text,
        asked_at=when_words(past.at, today),
        reply=past.reply,
        cards=shown_cards(card.id for card in past.reply.cards),
        ratings=past.ratings,
        drafts=[
            ShownDraft(draft, await draft_state(rebound, person_id, draft.entry_id))
            for draft in past.reply.draft_entries
        ],
        language=language_of(past.reply.blocks),
    )


def running_turn(rebound: Rebound, running: RunningReply) -> Turn:
    """A turn whose reply is still being written: its blocks so far."""
    blocks = list(running.blocks)
    reply = running.reply or Reply(running.reply_id, "rules", 0, blocks, [], [], [], None, "")
    return Turn(
        text=running.text,
        asked_at=gettext("Now"),
        reply=reply,
        cards=shown_cards(card for block in blocks for card in block.cards),
        ratings={},
        drafts=[ShownDraft(draft, "open") for draft in reply.draft_entries],
        language=language_of(blocks),
        pending=running.reply is None,
    )


def without_replaced(turns: Iterable[Turn]) -> list[Turn]:
    """The turns in their order; a draft that a later one takes the place of is not to confirm any more."""
    later: set[str] = set()
    kept: list[Turn] = []
    for turn in reversed(list(turns)):
        ids = {shown.draft.entry_id for shown in turn.drafts}
        states = ["dismissed" if shown.draft.entry_id in later else shown.state for shown in turn.drafts]
        drafts = [structs.replace(shown, state=state) for shown, state in zip(turn.drafts, states, strict=True)]
        kept.insert(0, structs.replace(turn, drafts=drafts))
        later |= ids
    return kept


async def draft_state(rebound: Rebound, person_id: str, entry_id: str) -> str:
    """Whether a drafted entry was logged or left out."""
    if await rebound.journal.log.find(person_id, [derive(entry_id, "outreach")]):
        return "logged"
    states = await rebound.journal.states(person_id)
    return "dismissed" if entry_id in states.coaching.dismissed else "open"


def language_of(blocks: Iterable[Block]) -> str:
    """The language that the blocks of a reply are in."""
    return likeliest(" ".join(block.text for block in blocks).casefold(), (), ENGLISH)


def shown_cards(card_ids: Iterable[str]) -> dict[str, ShownCard]:
    """Cards with their article, by id; ids of cards that this program no longer has are left out."""
    shown, deck = {}, load_deck(language())
    for card_id in card_ids:
        if card_id in deck:
            card, article = deck[card_id], deck.articles[deck[card_id].article]
            shown[card_id] = ShownCard(
                card.id, card.title, card.article, card.section, card.paraphrase, article.title, article.author
            )
    return shown
