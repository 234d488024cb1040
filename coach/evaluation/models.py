"""Models: golden cases for a configured model. How many of its blocks may be shown, and which guards refuse the others?

In: a model client. Out: a `ModelScore`. The cases are replies to invented people with invented journals, so nothing
private leaves the machine.
"""

import asyncio
import statistics
from collections import Counter
from collections.abc import Callable
from typing import Final

from coach.coaching.conduct import score_of
from coach.coaching.turn import Prepared
from coach.coaching.writing import Written, write_with_model
from coach.contracts import ModelScore
from coach.evaluation.replies import generated
from coach.model import ModelClient, Score, qualified
from prompts.cards import Deck
from prompts.prompt_files import Prompt

CASES: Final = 20
"""Different messages; about eighty blocks."""


def golden_cases(count: int, deck: Deck) -> list[Prepared]:
    """So many prepared replies that a model may write, always the same ones."""
    found: list[Prepared] = []
    seed = 0
    while len(found) < count:
        prepared = generated(seed, deck)
        if prepared.may_use_model:
            found.append(prepared)
        seed += 1
    return found


async def measure_model(
    client: ModelClient, prompt: Prompt, deck: Deck, count: int = CASES, tick: Callable[[], None] = lambda: None
) -> ModelScore:
    """Let the model write the golden cases, at most as many at a time as its client allows. `tick` after each."""

    async def write(prepared: Prepared) -> Written:
        written = Written()
        await write_with_model(prepared, deck, prompt, client, lambda _: None, written)
        tick()
        return written

    cases = golden_cases(count, deck)
    done = await asyncio.gather(*(write(prepared) for prepared in cases))
    scores = [score_of(written, len(case.pieces)) for written, case in zip(done, cases, strict=True)]
    whole = Score(sum(s.asked for s in scores), sum(s.passed for s in scores), any(s.leaked for s in scores))
    guards: Counter[str] = Counter()
    for written in done:
        guards.update(written.guards)
    exchanges = [written.exchange for written in done if written.exchange]
    return ModelScore(
        model=client.config.model,
        endpoint=client.config.endpoint,
        cases=len(cases),
        blocks=whole.asked,
        passed=whole.passed,
        guards=dict(guards.most_common()),
        failures=dict(Counter(written.failure for written in done if written.failure).most_common()),
        may=qualified(whole).power,
        seconds=round(statistics.median(exchange.latency_ms for exchange in exchanges) / 1000, 2) if exchanges else 0.0,
        tokens_in=_told([exchange.prompt_tokens for exchange in exchanges]),
        tokens_out=_told([exchange.completion_tokens for exchange in exchanges]),
        learnt=client.dialect.in_words(),
    )


def _told(counts: list[int | None]) -> int | None:
    told = [count for count in counts if count is not None]
    return sum(told) if told else None
