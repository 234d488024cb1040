"""A pitch with names and a sum in it, and what a good model makes of it."""

import json
from typing import Any

from support.answers import Answer, Received, ok
from support.scripted import material, well_behaved

PITCH = (
    "You ship daily, and returns cost you 2 hours each. We do that work for $49 a month. "
    "Maria Lopez at Acme GmbH can tell you how it went, and Maria is easy to reach."
)
MASKED = (
    "You ship daily, and returns cost you 2 hours each. We do that work for [SUM_1] a month. "
    "[PERSON_1] at [COMPANY_1] can tell you how it went, and [PERSON_1] is easy to reach."
)
BETTER = (
    "Returns cost you 2 hours each, and you ship daily. We do that work for [SUM_1] a month. "
    "Ask [PERSON_1] at [COMPANY_1] how it went, since [PERSON_1] is easy to reach."
)
SHOWN = (
    "Returns cost you 2 hours each, and you ship daily. We do that work for $49 a month. "
    "Ask Maria Lopez at Acme GmbH how it went, since Maria is easy to reach."
)
WHY = "It opens with what the returns cost the buyer, and asks for a step that is easy to take."


HONEST = [
    (
        (
            "We help dental clinics fill empty slots. Our tool texts patients who cancelled and books the "
            "next on the list. Can I show you in ten minutes?"
        ),
        (
            "An empty slot at a dental clinic is money nobody gets back. When a patient cancels, our tool "
            "texts the next on the list and books them. Can I show you in ten minutes?"
        ),
    ),
    (
        (
            "Hi, this is Ann from Bright Roofs. We are checking roofs in your street this week and yours has "
            "a few loose tiles. We can look at it for free on Thursday. Would the morning suit you?"
        ),
        (
            "Hi, this is Ann from Bright Roofs. Your roof has a few loose tiles; I saw it while we were "
            "checking your street this week. We can look at it for free on Thursday. Would the morning suit "
            "you?"
        ),
    ),
    (
        (
            "I know you did not expect my call, so I will be brief. We take the month-end closing off your "
            "team. Most finance leads we work with get two days back. Is that something you would want to "
            "look at?"
        ),
        (
            "You did not expect my call, so I will be brief. How much of your team's month goes into the "
            "closing? We take it off them, and most finance leads we work with get two days back. Is that "
            "worth a look?"
        ),
    ),
    (
        (
            "Your warehouse loses one order in fifty to wrong labels. Our scanner catches them before the "
            "truck leaves. We can try it on one line for a month, and if it does not pay, we take it back."
        ),
        (
            "Wrong labels cost your warehouse one order in fifty. Our scanner catches them before the truck "
            "leaves. Try it on one line for a month. If it does not pay, we take it back."
        ),
    ),
    (
        (
            "We print menus that survive a season. Yours cost you about 300 a year in reprints, I guess. Ours "
            "cost 180 once. Shall I send one?"
        ),
        (
            "Reprinting menus costs you about 300 a year, I guess. Ours survive a season and cost 180 once. "
            "Shall I send one?"
        ),
    ),
    (
        (
            "I work with agencies that lose clients after the first year. We call every client after ninety "
            "days and tell you what bothers them before they leave. Would you like to hear what one such call "
            "sounds like?"
        ),
        (
            "Clients who leave after the first year rarely say why beforehand. We call every client of yours "
            "after ninety days and tell you what bothers them before they go. Would you like to hear what "
            "such a call sounds like?"
        ),
    ),
    (
        (
            "Dear Ms Weber, your competitors answer within an hour, you need two days. That is where the "
            "deals go. Our inbox sorts the requests and writes the first answer. Shall I show you on your own "
            "mails?"
        ),
        (
            "Dear Ms Weber, deals go where the answer comes first. Your competitors need an hour, you need "
            "two days. Our inbox sorts the requests and writes the first answer. Shall I show you on your own "
            "mails?"
        ),
    ),
    (
        (
            "I will not waste your time. You spend 4,000 a month on ads. We run the same ads for 2,500 and "
            "you keep the results. If it gets worse in the first month, you owe us nothing."
        ),
        (
            "You spend 4,000 a month on ads. We run the same ads for 2,500, and the results stay yours. If it "
            "gets worse in the first month, you owe us nothing. Shall we look at the numbers together?"
        ),
    ),
    (
        (
            "We make software for hospitals. Nurses spend a third of their shift on paper. With us it is a "
            "tenth, and they are less tired at the end of it. I would like to show it to your head of "
            "nursing."
        ),
        (
            "Nurses spend a third of their shift on paper. With our software it is a tenth, and they are less "
            "tired at the end of it. Could I show it to your head of nursing?"
        ),
    ),
    (
        (
            "Good morning. We deliver lunch to construction sites, warm, at noon, rain or shine. Your people "
            "stop driving to the supermarket, and you get forty minutes of work back each day."
        ),
        (
            "Good morning. Every day your people drive to the supermarket at noon. We bring lunch to the site "
            "instead, warm, rain or shine, and you get forty minutes of work back each day."
        ),
    ),
]
"""Pitches, and what a good editor made of them: nothing added, nothing lost."""


def answer(request: Received, **changes: Any) -> str:
    """A good answer with the first card that was offered, then changed."""
    cards = [material(request)["cards"][0]["id"]]
    return json.dumps({"blocks": [{"text": BETTER, "why": WHY, "cards": cards} | changes]})


def reviser(request: Received) -> Answer:
    """A well-behaved model."""
    return ok(answer(request), size=7)


def well_behaved_in_all(request: Received) -> Answer:
    """A model that answers well, whether it is asked for a revision or for a reply."""
    return reviser(request) if "numbers" in material(request) else well_behaved(request)


def lying(**changes: Any) -> Any:
    """A model whose answer is changed so."""
    return lambda request: ok(answer(request, **changes))
