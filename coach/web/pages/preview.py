"""The preview: what would leave for a question, before it is asked, and what the person may change about that.

One form carries the question; its buttons let a doubtful word through, add it to the records, tick notes, or ask.
"""

from typing import Annotated, Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.params import URLEncodedBody
from litestar.response import Template
from msgspec import Meta

from coach.coaching.notes import notes_to_tick
from coach.contracts import AskInput, Preview, ProspectInput
from coach.errors import CoachError
from coach.services import Rebound
from coach.web.pages.coach import AskForm
from coach.web.pages.frame import room
from coach.words import gettext, retold
from coach.words.dates import when_words
from events.errors import LogError

Word = Annotated[str, Meta(max_length=200)]


class PreviewForm(AskForm):
    """The button that was pressed names the word it is about."""

    let: Word = ""
    person: Word = ""
    company: Word = ""

    @property
    def words(self) -> list[str]:
        """What may leave, with the word that was just let through."""
        return list(dict.fromkeys([*super().words, *([self.let] if self.let else [])]))


@post("/coach/preview", status_code=200, include_in_schema=False)
async def preview_question(
    request: Request[Any, Any, Any],
    rebound: NamedDependency[Rebound],
    person_id: NamedDependency[str],
    data: URLEncodedBody[PreviewForm],
) -> Template:
    """What would leave this machine for a question. The form of a reloaded page adds nobody twice."""
    added = data.person or data.company
    if added:
        await rebound.journal.add_prospect(person_id, ProspectInput(contact=data.person, company=data.company))
    found, error = await _found(rebound, person_id, data)
    today = await rebound.journal.today(person_id)
    return await room(
        request,
        rebound,
        person_id,
        "preview",
        gettext("What would leave"),
        room="coach",
        asked=data,
        found=found,
        error=error,
        added=added,
        notes=[
            (entry, when_words(entry.occurred_at, today))
            for entry in await notes_to_tick(rebound.journal, person_id, data.ticked)
        ],
        request_text="\n\n".join(message["content"] for message in found.messages),
        model_name=rebound.coach.model_name,
    )


async def _found(rebound: Rebound, person_id: str, data: PreviewForm) -> tuple[Preview, str | None]:
    """The preview; without the notes where one of them cannot go, and then why."""
    asked = AskInput(data.text, data.reply_id, unmasked=data.words, notes=data.ticked)
    try:
        return await rebound.coach.preview(person_id, asked), None
    except (CoachError, LogError) as error:
        if not data.ticked:
            raise
        asked.notes = []
        return await rebound.coach.preview(person_id, asked), retold(str(error))


ROUTES = [preview_question]
