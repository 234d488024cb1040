"""Understanding what a person writes to the coach, on this machine: patterns and examples, no model, no
network.

`understand(text)` reads a message once: what was done and what came of it (`reported_activity`, `draft` for
the entry to confirm), the reason for a no (`reason_in`, `read_quote`), moods, what is wanted and what is out of
scope (`question_of`, `scope_answer`). Everything that is about a language is data, in one folder per language
(`en/`, `de/`).
"""

from coach.understanding.activity import Reported, reported_activities, reported_activity
from coach.understanding.amounts import amount_in, names_amount
from coach.understanding.asked import TIMED, Act, Channel, Heard, names_pitch
from coach.understanding.clauses import tells_of_touch, told_in
from coach.understanding.corrections import adds, corrected, included, is_slip, missed, over, unclear_number
from coach.understanding.deeds import touch_by
from coach.understanding.details import in_detail
from coach.understanding.drafts import draft, of_prospect, of_worth
from coach.understanding.language import language_of
from coach.understanding.leaning import reaches_for, replies_to_them
from coach.understanding.legible import legible
from coach.understanding.measures import Query, asked_number, asks_who, query_for
from coach.understanding.message import SORROW, Message, in_context, reporting, says_little, understand
from coach.understanding.mood import moods_in
from coach.understanding.numbers import counts_in
from coach.understanding.orders import Order, assents, keeps_away, one_of, order_in, takes_out
from coach.understanding.points import ANY, point_of, which_of
from coach.understanding.question import ASKING, Gap, QuestionKind, Scope, question_of
from coach.understanding.reasons import Reading, outcome_hint, read_quote, reason_in
from coach.understanding.scope_answers import Note, note_on_drafts, scope_answer
from coach.understanding.signs import patterns_in
from coach.understanding.small_talk import greeted_in
from coach.understanding.stories import Story, stories_in
from coach.understanding.trade import Trade, trade_of
from coach.understanding.warming import warm

__all__ = [
    "ANY",
    "ASKING",
    "SORROW",
    "TIMED",
    "Act",
    "Channel",
    "Gap",
    "Heard",
    "Message",
    "Note",
    "Order",
    "Query",
    "QuestionKind",
    "Reading",
    "Reported",
    "Scope",
    "Story",
    "Trade",
    "adds",
    "amount_in",
    "asked_number",
    "asks_who",
    "assents",
    "corrected",
    "counts_in",
    "draft",
    "greeted_in",
    "in_context",
    "in_detail",
    "included",
    "is_slip",
    "keeps_away",
    "language_of",
    "legible",
    "missed",
    "moods_in",
    "names_amount",
    "names_pitch",
    "note_on_drafts",
    "of_prospect",
    "of_worth",
    "one_of",
    "order_in",
    "outcome_hint",
    "over",
    "patterns_in",
    "point_of",
    "query_for",
    "question_of",
    "reaches_for",
    "read_quote",
    "reason_in",
    "replies_to_them",
    "reported_activities",
    "reported_activity",
    "reporting",
    "says_little",
    "scope_answer",
    "stories_in",
    "takes_out",
    "tells_of_touch",
    "told_in",
    "touch_by",
    "trade_of",
    "unclear_number",
    "understand",
    "warm",
    "which_of",
]
