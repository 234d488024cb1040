"""The Log room: an entry in three taps, the newest entries with undo, and confirming what a reply drafted."""

from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec
from litestar import Request, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template
from msgspec import Struct, structs

from coach.contracts import DraftEntry, Entry, EntryInput, OutcomeInput, ProspectInput
from coach.errors import CoachError, InvalidEntry, NotFound
from coach.insight.numbers import Period, numbers
from coach.journal.labels import CHANNEL_WORDS, counted, reason_words
from coach.journal.moments import typed_moment
from coach.problems import problem_of
from coach.services import Rebound
from coach.web.assets import asset
from coach.web.language import FOR_A_DEVICE
from coach.web.pages.frame import OUTCOME_NAMES, outcome_words, room
from coach.web.progress_words import ATTEMPT, NO, STEP, YES
from coach.words import count as digits
from coach.words import first_upper, gettext, gettext_noop, ngettext, retold
from events.errors import LogError
from events.ids import new_id
from events.words import CHANNELS, REASONS, REJECTIONS

Form = dict[str, str]

NOT_SAID: Final = gettext_noop("They did not say")


class UndoForm(Struct):
    entry_id: str


@get("/log", include_in_schema=False)
async def show_log(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    saved: str | None = None,
    outcome: Literal["soft_no", "hard_no", "progress", "won"] | None = None,
) -> Template:
    """The form and the newest entries. `saved` is the id of an entry just logged, `outcome` is chosen beforehand."""
    values: Form = {"outcome": outcome} if outcome else {}
    return await _page(request, rebound, person_id, saved=saved, values=values)


@get("/log/offline", include_in_schema=False, sync_to_thread=False)
def show_log_offline() -> Template:
    """The form alone, for a device that keeps it for when there is no connection. It holds nothing of anybody."""
    return Template(
        template_name="log.html",
        context={
            "page_title": gettext("Log"),
            "today": "",
            "room": "log",
            "asset": asset,
            "shell": True,
            "last": [],
            "saved": None,
            "error": None,
            "care": None,
            "values": {},
            "form_entry_id": "",
            **choices(),
        },
        headers=FOR_A_DEVICE,
    )


@post("/log", include_in_schema=False)
async def log_entry(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[dict[str, str]],
) -> Template | Redirect:
    """Log what the form says; after an error the form keeps what was typed."""
    try:
        zone = (await rebound.people.get(person_id)).time_zone
        entry = entry_of(data, zone)
        await rebound.journal.log_entry(person_id, entry)
    except (CoachError, LogError, msgspec.ValidationError) as error:
        status = error.status if isinstance(error, CoachError | LogError) else 422
        return await _page(request, rebound, person_id, error=_sentence(error), values=data, status=status)
    return Redirect(f"/log?saved={entry.entry_id}", status_code=303)


@post("/log/undo", include_in_schema=False)
async def undo_entry(
    rebound: NamedDependency[Rebound], person_id: NamedDependency[str], data: URLEncodedBody[UndoForm]
) -> Redirect:
    """Take an entry back."""
    await rebound.journal.undo(person_id, data.entry_id)
    return Redirect("/log", status_code=303)


@post("/log/draft/{reply_id:str}/{index:int}", include_in_schema=False)
async def answer_draft(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    reply_id: FromPath[str],
    index: FromPath[int],
    data: URLEncodedBody[dict[str, str]],
) -> Template | Redirect:
    """Log an entry that a reply drafted, with the numbers as the person changed them, or leave it out."""
    running = await rebound.coach.find(person_id, reply_id)
    if not running or not running.reply or not 0 <= index < len(running.reply.draft_entries):
        raise NotFound("There is no such draft.")
    draft = running.reply.draft_entries[index]
    try:
        if data.get("action") == "dismiss":
            await rebound.coach.dismiss_draft(person_id, reply_id, draft.entry_id)
        else:
            person = await rebound.people.get(person_id)
            await rebound.journal.log_entry(person_id, confirmed(draft, data, person.time_zone))
    except (CoachError, LogError, msgspec.ValidationError) as error:
        return await _page(request, rebound, person_id, error=_sentence(error), status=422)
    return Redirect(f"/coach#turn-{reply_id}", status_code=303)


def choices() -> dict[str, list[dict[str, str]]]:
    """What the form offers: value and label."""
    reasons = [(one, first_upper(reason_words(one)) if one != "unstated" else gettext(NOT_SAID)) for one in REASONS]
    channels = [(one, first_upper(ngettext(*CHANNEL_WORDS[one], 1))) for one in CHANNELS]
    outcomes = [(one, outcome_words(one)) for one in OUTCOME_NAMES]
    return {"outcomes": _options(outcomes), "reasons": _options(reasons), "channels": _options(channels)}


def _options(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in pairs]


def entry_of(form: Form, time_zone: str) -> EntryInput:
    """The entry that the log form describes. Raises `InvalidEntry` or `msgspec.ValidationError`."""
    if "outcome" not in form:
        raise InvalidEntry(gettext("Choose what came of it first."))
    fields = {name: value.strip() for name, value in form.items() if value.strip()}
    count = _count(fields.get("count"), gettext("How many"))
    outcomes = []
    if outcome := fields.get("outcome"):
        reason = fields.get("reason") if outcome in REJECTIONS else None
        # Whoever names them and taps "Final no" says so: they are left in peace from then on.
        final = outcome == "hard_no" and bool(fields.get("contact") or fields.get("company"))
        outcomes.append({"outcome": outcome, "reason": reason, "count": count or 1, "confirmed": final})
    raw = {
        "entry_id": fields.get("entry_id", ""),
        "channel": fields.get("channel", "call"),
        "count": count or 1,
        "outcomes": outcomes,
        "note": fields.get("note", ""),
        "occurred_at": typed_moment(when, time_zone) if (when := fields.get("occurred_at")) else None,
    }
    entry = msgspec.convert(raw, EntryInput)
    if fields.get("contact") or fields.get("company"):
        prospect = msgspec.convert(
            {"contact": fields.get("contact", ""), "company": fields.get("company", "")}, ProspectInput
        )
        entry = structs.replace(entry, prospect=prospect)
    return entry


def confirmed(draft: DraftEntry, form: Form, time_zone: str) -> EntryInput:
    """A draft with the person's changes. An answered question moves unstated no's to their reason."""
    outcomes = [
        structs.replace(outcome, count=_count(form.get(f"outcome_{index}"), gettext("Each number"), zero=True) or 0)
        if form.get(f"outcome_{index}", "").strip()
        else outcome
        for index, outcome in enumerate(draft.outcomes)
    ]
    for ask in draft.asks:
        count = _count(form.get(f"count_{ask.reason}"), gettext("The answer"), zero=True)
        if not count:
            continue
        index = next((i for i, o in enumerate(outcomes) if o.outcome == "soft_no" and o.reason == "unstated"), None)
        if index is None or count > outcomes[index].count:
            raise InvalidEntry(
                gettext("%(number)s is more no's than there are without a reason.", number=digits(count))
            )
        outcomes[index] = structs.replace(outcomes[index], count=outcomes[index].count - count)
        outcomes.insert(index, OutcomeInput(outcome="soft_no", reason=ask.reason, count=count))
    kept = [outcome for outcome in outcomes if outcome.count]
    return EntryInput(
        entry_id=draft.entry_id,
        channel=draft.channel,
        count=_count(form.get("count"), gettext("Attempts")) or draft.count,
        outcomes=kept,
        prospect=draft.prospect,
        occurred_at=typed_moment(draft.day.isoformat(), time_zone) if draft.day else None,
    )


def _count(text: str | None, name: str, zero: bool = False) -> int | None:
    if text is None or not text.strip():
        return None
    try:
        count = int(text)
    except ValueError:
        count = -1
    if not (0 if zero else 1) <= count <= 10_000:
        raise InvalidEntry(gettext("%(what)s: give a whole number up to %(most)s.", what=name, most=digits(10_000)))
    return count


def _sentence(error: Exception) -> str:
    return problem_of(error) if isinstance(error, msgspec.ValidationError) else retold(str(error))


async def _page(
    request: Request[Any, Any, Any],
    rebound: Rebound,
    person_id: str,
    saved: str | None = None,
    error: str | None = None,
    values: Form | None = None,
    status: int = 200,
) -> Template:
    last = await rebound.journal.recent_entries(person_id)
    today = await rebound.journal.today(person_id)
    day = numbers(await rebound.journal.states(person_id), Period(today, today))
    shown: Entry | None = next((entry for entry in last if entry.entry_id == saved), None)
    care = await rebound.journal.care(person_id, shown.note if shown else (values or {}).get("note", ""))
    return await room(
        request,
        rebound,
        person_id,
        "log",
        gettext("Log"),
        status,
        form_entry_id=(values or {}).get("entry_id") or new_id(),
        last=last,
        saved=shown,
        error=error,
        care=care,
        values=values or {},
        today_sums=[
            counted(number, words)
            for number, words in ((day.attempts, ATTEMPT), (day.won, YES), (day.small_wins, STEP), (day.rejections, NO))
            if number and day.attempts
        ],
        **choices(),
    )


ROUTES = [show_log, show_log_offline, log_entry, undo_entry, answer_draft]
