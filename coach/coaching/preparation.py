"""Preparation: everything about a reply that is decided before a word is written. Pure.

Intake, safety gate, scope, facts, situation, cards and the deterministic pieces, in this order. Out: a `Prepared`
reply, complete without any model.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from msgspec import Struct, structs

from coach.coaching.answers import answer
from coach.coaching.composition import Piece, compose, to_block
from coach.coaching.counted import block_of
from coach.coaching.drafting import drafted, entries
from coach.coaching.elaboration import asked_about, elaborate, first_step, shortened
from coach.coaching.observations import languages
from coach.coaching.people import Here, is_locked, said_of_people
from coach.coaching.selection import Memory
from coach.coaching.situation import AFTER_WORK, HEAVY, SHORT, Situation, read_situation
from coach.contracts import Block, DraftEntry
from coach.errors import InvalidEntry
from coach.insight.asked import Answer, answer_to
from coach.insight.baselines import published_facts
from coach.insight.facts import FactSheet, build_facts
from coach.safety import Assessment, assess, clean
from coach.understanding import (
    Gap,
    Message,
    Note,
    Query,
    Scope,
    Trade,
    asked_number,
    corrected,
    greeted_in,
    in_context,
    language_of,
    legible,
    note_on_drafts,
    point_of,
    reporting,
    scope_answer,
    trade_of,
    understand,
    which_of,
)
from events.folds.reader import States
from events.ids import derive
from prompts.cards import Deck, load_deck

ENGLISH: Final = "en"

ILLEGIBLE: Final = (
    "I can read English, and some German. This is in other letters, so I have not understood it, and could not have "
    "heard a call for help in it either. Tell me again in a few English words. Until then, what holds for any hard day."
)

GAP_CARDS: Final[dict[Gap, list[str]]] = {"types_of_no": ["A12"], "two_things": ["A21"], "no_study": ["B15"]}
SCOPE_CARDS: Final[dict[Scope, list[str]]] = {"invent": ["B18"], "abuse_of_others": ["B26"], "odds_due": ["A16"]}
"""What of the articles a fixed answer rests on."""

COACHED_SCOPES: Final[frozenset[Scope]] = frozenset({"odds_due"})
"""Scopes whose fixed answer comes first and coaching after it; with the others the fixed answer is the reply."""


YIELDING: Final[frozenset[Scope]] = frozenset({"method", "complaint", "how_to"})
"""Scopes that a plain question is mistaken for: "how did you get my number" is about no number of the journal."""


class TickedNote(Struct, frozen=True):
    """A note to an entry that the person ticked for this question, and whose key seals it: a prospect's, or theirs."""

    subject: str
    text: str


class Prepared(Struct, frozen=True):
    """A reply before it is written: blocks that stand as they are around the pieces that may be rewritten."""

    message: Message
    assessment: Assessment
    situation: Situation | None
    sheet: FactSheet
    before: list[Block]
    pieces: list[Piece]
    after: list[Block]
    drafts: list[DraftEntry]
    notes: Sequence[TickedNote] = ()
    """What a model may read beside the message, redacted. The reply by rules takes nothing from it."""
    names: bool = False
    """The blocks `before` name prospects: only the person sees them, and the journal keeps them as marks."""

    @property
    def may_use_model(self) -> bool:
        """Levels 2 and 3 and out-of-scope questions never reach a model; nor do languages that no guard reads."""
        return bool(self.pieces) and self.assessment.level < 2 and self.sheet.language == ENGLISH


def prepare(
    text: str,
    reply_id: str,
    states: States,
    today: date,
    deck: Deck,
    memory: Memory,
    safety_text: Callable[[Assessment], str | None],
    watchful: bool = False,
    notes: Sequence[TickedNote] = (),
    hour: int = AFTER_WORK,
    here: Here = Here(),  # noqa: B008 - frozen
) -> Prepared:
    """Decide a reply. `watchful`: an earlier message of this conversation showed risk, so resources stay visible.
    A note of risk is answered as if the message had said it. `hour`: of the person's local day. `here`: whom the
    message is about.

    Raises `InvalidEntry` for a message without words.
    """
    text = clean(text)
    if not text:
        raise InvalidEntry("Write a few words about your day first.")
    usual = language_of(memory.last, states.person.language) if memory.last else states.person.language
    usual = greeted_in(text, usual)
    assessment = _gravest(text, notes, usual)
    fixed = safety_text(assessment)
    if assessment.level >= 2:
        return _only([Block("safety", fixed or "", [], [])], text, assessment)
    read = legible(text)
    if not read:  # what cannot be read may be a call for help: the lines are shown, and the rest is gentle
        assessment = Assessment(level=1, kind="low", language=assessment.language)
        fixed = safety_text(assessment)
    used = build_facts(states, today, None).recent.channels
    message = understand(text if read else "", usual, used)
    last = understand(memory.last, usual) if memory.last and (message.goes_on or message.asked.act) else None
    if last:
        message = in_context(message, last)
    if message.trade == Trade() and memory.last:
        message = structs.replace(message, trade=trade_of(memory.last, language_of(memory.last, usual)))
    if message.scope in YIELDING and message.asked.act not in (None, "unlisted"):
        message = structs.replace(message, scope=None)
    quiet = fixed or (safety_text(Assessment(level=1, kind="low", language=assessment.language)) if watchful else None)
    after = [Block("resources", quiet, [], [])] if quiet else []
    language = assessment.language if assessment.language in languages() else language_of(text, usual)
    if not read:
        language = ENGLISH
    if memory.drafts and (reports := corrected(text, memory.earlier, usual, used)):
        message = reporting(message, reports)
        return _corrected(message, memory, states, today, reply_id, assessment, language, after)
    asked = asked_number([*memory.earlier, text], language) if read else None
    if asked:
        language = language_of(text, usual)
    before = [_notice(message.scope, message.gap, language)] if message.scope else []
    if message.scope == "shorter":
        sheet = build_facts(states, today, None)
        if said := shortened(memory.blocks, sheet):
            return Prepared(message, assessment, None, sheet, said, [], after, [])
    if not read:
        before = [Block("notice", ILLEGIBLE, [], [])]
    if message.scope and message.scope not in COACHED_SCOPES:
        return Prepared(message, assessment, None, build_facts(States(), today, None), before, [], after, [])
    if language != ENGLISH:
        deck = load_deck(language)
    if which_of(text) == "people" and memory.last and not message.reports:
        before = _notes("which_people", language)
        return Prepared(message, assessment, None, build_facts(States(), today, None), before, [], after, [])
    locked = is_locked(here, states)
    point = None if locked else point_of(text) or first_step(text, memory.blocks)
    if point is not None and not memory.points:
        before = before or [_notice("unclear", None, language)]
        return Prepared(message, assessment, None, build_facts(States(), today, None), before, [], after, [])
    if point is not None and (card := asked_about(point, memory.points, deck)):
        sheet = structs.replace(build_facts(states, today, None), language=language)
        pieces = elaborate(card, read_situation(message, sheet, assessment.level), sheet, memory, reply_id)
        return Prepared(message, assessment, None, sheet, [], pieces, after, [], notes)
    sheet = structs.replace(build_facts(states, today, message.reported), language=language)
    if list(message.topics[:1]) == ["others"]:
        sheet = structs.replace(sheet, facts=sheet.facts | published_facts())
    situation = read_situation(message, sheet, assessment.level, hour=hour)
    offered = drafted(message, text, states, today, reply_id, language)
    after = [*_notes(offered.note, language), *after]
    asks = bool(offered.entries or offered.note)
    plain = None
    if not (locked or message.scope or "next_yes" in message.patterns):
        plain = answer(message, last, situation, sheet)
    if known := said_of_people(here, states, message.asks, today):
        sheet = structs.replace(sheet, facts=sheet.facts | known.facts)
        before, pieces = [*before, block_of(known, language, about_people=True)], plain or []
        heard = situation.reports or situation.distress or situation.kind != "numbers"
        if locked or (heard and not pieces and not here.asks_who):
            around = [*before, *after]
            pieces = compose(deck, situation, sheet, memory, reply_id, around, asked=asks, answered=True)
        if locked:
            # A final no stands. Of what could follow, only a word for how the day was; nor does a model add to it.
            before += [to_block(piece, sheet) for piece in pieces if piece.kind == "validation"]
        pieces = [] if locked or here.asks_who else pieces
        names = bool(here.due)
        return Prepared(message, assessment, situation, sheet, before, pieces, after, offered.entries, notes, names)
    if asked and (number := _number(asked, situation, states, today)):
        sheet = structs.replace(sheet, facts=sheet.facts | number.facts)
        before = [*before, block_of(number, language)]
        situation = _after_answer(asked, situation, sheet)
        pieces = []
        if not _alone(asked, situation):
            around = [*before, *after]
            pieces = compose(deck, situation, sheet, memory, reply_id, around, asked=asks, answered=True)
        return Prepared(message, assessment, situation, sheet, before, pieces, after, offered.entries, notes)
    if plain is not None:
        return Prepared(message, assessment, situation, sheet, [], plain, after, offered.entries, notes)
    pieces = compose(deck, situation, sheet, memory, reply_id, [*before, *after], asked=asks)
    if not before and (situation.unclear or not pieces):  # better to ask than to answer what nobody said
        asking = [_notice("unclear", None, language)]
        before, after = ([], [*asking, *after]) if situation.refused else (asking, after)
    return Prepared(message, assessment, situation, sheet, before, pieces, after, offered.entries, notes)


def _corrected(
    message: Message,
    memory: Memory,
    states: States,
    today: date,
    reply_id: str,
    assessment: Assessment,
    language: str,
    after: list[Block],
) -> Prepared:
    """A correction is no new day: the entry is drafted anew under its id, so that it is logged once."""
    ids = [entry.entry_id for entry in memory.drafts]
    logged = not states.entries.recent.keys().isdisjoint(ids)
    left_out = states.coaching.dismissed
    ids = [derive(reply_id, entry_id) if entry_id in left_out else entry_id for entry_id in ids]
    found = [] if logged else entries(message.reports, ids, language, today)
    before = _notes("corrected_late" if logged else "corrected", language)
    empty = build_facts(States(), today, None)
    return Prepared(message, assessment, None, empty, before, [], after, found)


def _notes(note: Note | None, language: str) -> list[Block]:
    return [Block("notice", note_on_drafts(note, language), [], [])] if note else []


def _number(asked: Query, situation: Situation, states: States, today: date) -> Answer | None:
    """The answer to a question about numbers. One for the next step or for practice is about that, unless it names a
    period."""
    aside = asked.split in (None, "hour") and asked.measure in ("rate", "overview", "reply_rate")
    if situation.kind in ("what_next", "practice") and asked.span is None and aside:
        return None
    return answer_to(asked, states, today)


def _after_answer(asked: Query, situation: Situation, sheet: FactSheet) -> Situation:
    """What there is to say after an answer: words against the reason that it names."""
    leading = sheet.recent.stated_reasons[:1] if asked.measure == "reasons" else []
    return structs.replace(situation, reasons=frozenset(reason for reason, _ in leading)) if leading else situation


def _alone(asked: Query, situation: Situation) -> bool:
    """Whether the number is the whole answer: nothing weighs, nothing was reported, nothing else was asked for."""
    # Whoever asks whether they got worse is in doubt, and the number is what helps.
    weighs = situation.distress or (situation.felt and not situation.moods.isdisjoint(HEAVY - {"doubt"}))
    return not (weighs or situation.reports) and (
        situation.kind in ("numbers", "comfort") or bool(asked.split) or situation.words <= SHORT
    )


def _gravest(text: str, notes: Sequence[TickedNote], usual: str) -> Assessment:
    """What the message asks for in care, or a note that asks for more. A low mood in a note is left alone."""
    heard = [assessment for note in notes if (assessment := assess(note.text)).level >= 2]
    return max([assess(text, usual), *heard], key=lambda assessment: assessment.level)


def _notice(scope: Scope, gap: Gap | None, language: str) -> Block:
    cards = GAP_CARDS[gap] if scope == "article_gap" and gap else SCOPE_CARDS.get(scope, [])
    return Block("notice", scope_answer(scope, gap, language), cards, [])


def _only(blocks: list[Block], text: str, assessment: Assessment) -> Prepared:
    # Nothing is read out of such a message: no draft, no facts, no cards.
    empty = build_facts(States(), date.min.replace(year=2000), None)
    return Prepared(understand(""), assessment, None, empty, blocks, [], [], [])
