"""Words full of markup are words: in every field and every room nothing of them runs, and no element comes of them."""

import csv
from collections.abc import Iterator
from itertools import product, zip_longest
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support.answers import Answer, Received
from support.browser import visit
from support.faulty import FaultyServer, ok
from support.filling import add_pitch, ask, log
from support.rebound import Served, coach, coach_json
from support.rooms import asked, at, found, logged, previewed, receipt, waiting
from support.scripted import rewritten

pytestmark = pytest.mark.browser

OUT = [
    "",
    '">',
    "'>",
    "</textarea>",
    "</title></p>",
    "--></style></script>",
    '" autofocus x="',
    "{{ 7*7 }}",
    "</template>",
]
"""How text leaves the place where it stands."""
TAGS = [
    "<script data-x>hit()</script>",
    "<img data-x src=x onerror=hit()>",
    "<svg data-x onload=hit()>",
    "<svg data-x><animate onbegin=hit() attributeName=x dur=1s>",
    "<body data-x onpageshow=hit()>",
    "<details data-x open ontoggle=hit()>",
    "<input data-x autofocus onfocus=hit()>",
    "<iframe data-x srcdoc='<script>parent.hit()</script>'>",
    "<iframe data-x src=javascript:parent.hit()>",
    "<a data-x href=javascript:hit()>x</a>",
    "<form data-x action=javascript:hit()><button>x",
    "<object data-x data=javascript:hit()>",
    "<embed data-x src=javascript:hit()>",
    "<video data-x><source onerror=hit()>",
    "<audio data-x src=x onerror=hit()>",
    "<style data-x onload=hit()></style>",
    "<link data-x rel=stylesheet href=x onerror=hit()>",
    "<math data-x><mtext><script>hit()</script>",
    "<template data-x><script>hit()</script></template>",
    "<meta data-x http-equiv=refresh content=0;url=javascript:hit()>",
    "<base data-x href=//evil.example>",
    "<marquee data-x onstart=hit()>",
    "<select data-x autofocus onfocus=hit()>",
    "<noscript><p title='</noscript><img data-x src=x onerror=hit()>'>",
    "<x data-x tabindex=1 autofocus onfocus=hit()>",
    "<img data-x src=`x` onerror=hit``>",
    "<IMG DATA-X SRC=x OnErRoR=hit()>",
    "<img/data-x/src=x/onerror=hit()>",
    "\u202e<img data-x src=x onerror=hit()>",
    "&lt;img data-x src=x onerror=hit()&gt;",
    "\\x3cimg data-x src=x onerror=hit()\\x3e",
    "%3Cimg data-x src=x onerror=hit()%3E",
    "＜img data-x src=x onerror=hit()＞",
    "${hit()}",
    "<!--<img data-x src=--><img data-x src=x onerror=hit()>",
]
VECTORS = [out + tag for out, tag in product(OUT, TAGS)]


def packed(length: int) -> list[str]:
    """All vectors in as few texts of at most this length as it takes."""
    texts = [""]
    for vector in VECTORS:
        if len(texts[-1]) + len(vector) + 1 > length:
            texts.append("")
        texts[-1] += f" {vector}"
    return texts


def lying(request: Received) -> Answer:
    """A model that writes markup."""
    return ok(rewritten(request, lambda index, block: {**block, "text": f"It was the offer. {VECTORS[index]}"}))


@pytest.fixture(scope="module")
def page(chrome: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, Served]]:
    """Somebody whose whole journal is markup, without the policy that would stop most of it from running."""
    data = tmp_path_factory.mktemp("markup")
    coach(data, "user", "add", packed(190)[0])
    imported(data)
    with (
        FaultyServer(lying) as model,
        Served(data, OPENAI_BASE_URL=model.base_url, COACH_MODEL="<b data-x>", NO_PROXY="127.0.0.1") as served,
        visit(chrome, served, bypass_csp=True) as visitor,
    ):
        for text in packed(7_900):
            add_pitch(served, text)
            ask(served, f"9 no's today.{text}")
        log(served, *entries())  # last: a message that names somebody who gave a final no goes to no model
        visitor.device.add_init_script("window.hits = 0; window.hit = window.alert = () => { window.hits += 1; };")
        yield visitor.page, served


def imported(data: Path) -> None:
    """Every cell of a history."""
    file = data.parent / "history.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["date", "channel", "outcome", "reason", "count", "note", "contact", "company"])
        for note, name in zip(packed(1_900), packed(190), strict=False):
            rows.writerow(["2026-10-01", "call", "soft_no", "price", 1, note, name, name])
    coach(data, "import", str(file))


def entries() -> list[dict[str, Any]]:
    """Notes, names and companies, over the API as the form sends them."""
    names, notes = packed(190), packed(1_900)
    return [
        {
            "outcomes": [{"outcome": outcome, "reason": reason, "confirmed": outcome == "hard_no"}],
            "prospect": {"contact": name, "company": name, "industry": name[:100], "role": name[:100]},
            "note": note,
        }
        for place, (name, note) in enumerate(zip_longest(names, notes, fillvalue=""))
        for outcome, reason in [[("soft_no", "price"), ("hard_no", "fit"), ("progress", None)][place % 3]]
    ]


MESSAGE = f"9 no's today. {''.join(VECTORS)}"[:7_900]
ROOMS = {
    "coach": at("/coach"),
    "coach, asked": asked(MESSAGE),
    "preview": previewed(MESSAGE),
    "receipt": receipt,
    "log": logged(packed(190)[1], packed(1_900)[1]),
    "log, waiting": waiting(packed(190)[2]),
    "progress": at("/progress?period=all"),
    "follow-ups": at("/follow-ups"),
    "pitch": at("/pitch"),
    "settings": at("/settings"),
    "settings, found": found("<"),
    "an address": at("/%3Cimg data-x src=x onerror=hit()%3E"),
    "a question": at("/progress?period=%3Cimg data-x src=x onerror=hit()%3E"),
    "a token": at("/sign-in?token=%22%3E%3Cimg data-x src=x onerror=hit()%3E"),
}


def test_there_are_several_hundred() -> None:
    assert len(set(VECTORS)) == len(VECTORS) > 300


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_of_it_runs(page: tuple[Page, Served], room: str) -> None:
    """With everything that folds opened: no hit, no element, and the page stays as wide as the phone."""
    opened, served = page
    ROOMS[room](opened, served.base_url)
    opened.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    opened.wait_for_timeout(100)
    assert opened.evaluate("window.hits") == 0
    assert opened.evaluate("document.querySelectorAll('[data-x]').length") == 0
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.context.set_offline(False)


def test_all_of_it_is_in_the_journal(page: tuple[Page, Served]) -> None:
    """As it was written: the rooms were full of it."""
    _, served = page
    followed = coach_json(served.data, "follow-ups")
    assert any("<svg data-x onload=hit()>" in one["contact"] for one in followed)
