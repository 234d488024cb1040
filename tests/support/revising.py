"""A pitch with names and a sum in it, and what a good model makes of it."""

import json
from typing import Any

from support.answers import Answer, Received, ok
from support.scripted import material

PITCH = (
    "You ship daily, and returns cost you 2 hours each. We do that work for $49 a month. "
    "Maria Lopez at Acme GmbH can tell you how it went, and Maria is easy to reach."
)
MASKED = (
    "You ship daily, and returns cost you 2 hours each. We do that work for [SUM_1]. "
    "[PERSON_1] at [COMPANY_1] can tell you how it went, and [PERSON_1] is easy to reach."
)
BETTER = (
    "Returns cost you 2 hours each, and you ship daily. We do that work for [SUM_1]. "
    "Ask [PERSON_1] at [COMPANY_1] how it went, since [PERSON_1] is easy to reach."
)
SHOWN = (
    "Returns cost you 2 hours each, and you ship daily. We do that work for $49 a month. "
    "Ask Maria Lopez at Acme GmbH how it went, since Maria is easy to reach."
)
WHY = "It opens with what the returns cost the buyer, and asks for a step that is easy to take."


def answer(request: Received, **changes: Any) -> str:
    """A good answer with the first card that was offered, then changed."""
    cards = [material(request)["cards"][0]["id"]]
    return json.dumps({"blocks": [{"text": BETTER, "why": WHY, "cards": cards} | changes]})


def reviser(request: Received) -> Answer:
    """A well-behaved model."""
    return ok(answer(request), size=7)


def lying(**changes: Any) -> Any:
    """A model whose answer is changed so."""
    return lambda request: ok(answer(request, **changes))
