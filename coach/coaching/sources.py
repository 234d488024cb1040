"""Sources: where a reply came from, in one word for programs and one quiet line for people."""

from collections.abc import Sequence
from typing import Final

from coach.contracts import Block, CardRef, ReplySource

_ARTICLES: Final = {1: "one article", 2: "two articles", 3: "three articles"}


def source_of(blocks: Sequence[Block]) -> ReplySource:
    """`model` when a model wrote every block that cites a card, `rules` when none, else `mixed`."""
    by_model = [block.by == "model" for block in blocks if block.cards]
    if not any(by_model):
        return "rules"
    return "model" if all(by_model) else "mixed"


def source_note(
    blocks: Sequence[Block], cards: Sequence[CardRef], model: str | None, tried: bool, failure: str | None
) -> str:
    """The line below a reply. It counts techniques and articles, and says whether a model took part."""
    if not cards:
        counted = any(block.facts for block in blocks)
        return "From your journal. No model was used." if counted else "A fixed text. No model was used."
    techniques = "1 technique" if len(cards) == 1 else f"{len(cards)} techniques"
    articles = _ARTICLES[len({card.article for card in cards})]
    basis = f"From your journal and {techniques} in {articles}."
    source = source_of(blocks)
    if failure == "restarted":
        return f"{basis} Rebound was restarted while {model or 'a model'} wrote this, so the rest was made by rules."
    if source == "model":
        return f"{basis} Written with {model}, checked."
    if source == "mixed":
        return f"{basis} Partly written with {model}, checked; the rest by rules."
    if failure == "spent":
        return f"{basis} Today's share of the model is used up, so this was made by rules."
    if tried:
        name = "The model" if model == "the model" else model
        if failure == "stopped":
            return f"{basis} {name} was stopped, so this was made by rules."
        if failure:
            return f"{basis} {name} did not answer, so this was made by rules."
        return f"{basis} {name} did not help this time, so this was made by rules."
    return f"{basis} No model was used."
