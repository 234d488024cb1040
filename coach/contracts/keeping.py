"""Reports about the whole of it: imports, checks, exports, lines read; and the problem document of every error."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from events.words import Outcome, Reason


class RefusedRow(Struct):
    """A row that an import did not take: its line in the file, and why."""

    line: int
    problem: str


class ImportReport(Struct):
    """What an import did. `added + already + corrected + refused` is the number of rows read."""

    batch_id: str
    format: str
    rows: int
    added: int
    already: int
    corrected: int
    refused: int
    problems: list[RefusedRow]
    dry_run: bool = False


class VerifyReport(Struct):
    """Result of walking the chains. `heads` maps person_id to `version:hash` for keeping elsewhere."""

    ok: bool
    events: int
    people: int
    problem: str | None
    heads: dict[str, str]


class ExportHeader(Struct):
    """The first line of an export: what it is, and how many events follow, one a line."""

    format: Literal["rebound-journal"]
    version: int
    person_id: str
    exported_at: datetime
    events: int


class ExportedEvent(Struct):
    """One event of an export. `fields` are its clear fields, as `type` and `schema` have them.

    `private` holds what was sealed, opened, by the subject it is about (the person or a prospect); null where that
    was forgotten, and then `forgotten` is true. `withdrawn` events were taken back or replaced and no longer count.
    """

    version: int
    event_id: str
    type: str
    schema: int
    occurred_at: datetime
    recorded_at: datetime
    fields: dict[str, object]
    private: dict[str, dict[str, object] | None]
    forgotten: bool
    withdrawn: bool


class Problem(Struct, omit_defaults=True):
    """RFC 9457 problem details, for every error over HTTP."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


class Classified(Struct):
    """What a text says: `reason` only of a no (`unstated` without one), `second` the next best; `confidence` 0 to 1."""

    outcome: Outcome | Literal["none"]
    reason: Reason | None
    confidence: float
    second: Reason | None


class Triaged(Struct):
    """How much care a text asks for: 0 none, 1 low mood, 2 veiled or passive risk, 3 explicit risk."""

    level: int


class RedactedSpan(Struct):
    """A masked stretch of a text, in code points of the text given. Money has its size for a placeholder."""

    start: int
    end: int
    type: str
    placeholder: str
    doubtful: bool = False


class RedactedText(Struct):
    """What of a text may leave for a model, and what was masked in it."""

    text: str
    spans: list[RedactedSpan]


class Evaluation(Struct):
    """One line of `coach eval`: a share `value` on `n`, held against `goal`. `missed` names rows, never their texts."""

    suite: str
    what: str
    value: float
    n: int
    goal: float
    ok: bool
    missed: list[str] = []


class ModelScore(Struct, frozen=True):
    """How a model did on golden cases: `blocks` asked for, `passed` every guard, refused by `guards`, calls that ended
    in `failures`; `may` is what that allows. `seconds` is the median of a reply, tokens are those the endpoint told,
    None where it told none. `learnt` says in one line what its endpoint takes."""

    model: str
    endpoint: str
    cases: int
    blocks: int
    passed: int
    guards: dict[str, int]
    failures: dict[str, int]
    may: Literal["full", "opening", "off"]
    seconds: float
    tokens_in: int | None
    tokens_out: int | None
    learnt: str
