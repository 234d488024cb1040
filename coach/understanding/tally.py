"""The tally: counts of a message as they are met, and what "all", "nobody" and "the rest" stand for.

In: clauses. Out: attempts by channel, counts by what they give, exact reasons and a leading one. Nothing is
checked against anything here (see `activity`).
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from coach.understanding.clauses import Clause
from coach.understanding.deeds import NOES, Deed
from coach.understanding.language import DEFAULT
from coach.understanding.quantities import Quantity, quantities, read_as
from coach.understanding.reasons import ENOUGH, phrase_scores
from coach.understanding.reports import Reports, compiled, has, reports
from events.words import REASONS, Channel, Reason

_TOO_MANY: Final = 5_000
_MISSED: Final = {"no_answer", "unreachable", "absent"}
_REFUSED: Final = {"rejections", "hard_no", "soft_no", "manner"}


class Tally:
    """Counts as they are met, before they are checked against each other."""

    def __init__(self, language: str = DEFAULT) -> None:
        self.language = language
        self.attempts: dict[Channel, list[int]] = {}
        self.counts: dict[str, list[int]] = {}
        self.reasons: dict[Reason, int] = {}
        self.attached = 0
        self.leading: Reason | None = None
        self.whole: int | None = None
        self.later: list[Quantity] = []
        self.reasons_before: dict[int, int] = {}
        self.deeds: list[Deed] = []
        self.waiting = 0
        self.another = 0
        self.taken_back = 0
        self.open = False

    def add(self, gives: str, value: int) -> None:
        seen = self.counts.setdefault(gives, [])
        if value not in seen:
            seen.append(value)
        elif gives == "rejections":  # the same no's once more, or as many others
            self.counts.setdefault("manner", []).append(value)

    def total(self, gives: str) -> int | None:
        found = self.counts.get(gives)
        return sum(found) if found else None

    def told(self) -> bool:
        """Whether it says what came of anything."""
        return bool(self.counts or self.reasons or self.later or self.deeds)

    def corrected(self, by: "Tally") -> None:
        """Take what a later message says instead."""
        same = self.attempts.keys() & by.attempts.keys()
        self.attempts = self.attempts | by.attempts if same or not by.attempts else by.attempts
        part = by.total("rejections") or 0
        if part < sum(by.reasons.values()) and part < (self.total("rejections") or 0):
            by.counts.pop("rejections", None)  # "price was only three, one said no": a part of the no's
        self.counts |= by.counts
        self.reasons |= by.reasons
        self.whole = by.whole or self.whole
        self.leading = by.leading or self.leading
        self.later += by.later

    def part_of(self, whole: int, channel: Channel | None) -> None:
        """Remember the whole that a count is a part of, as attempts where it says of what."""
        seen = self.attempts.setdefault(channel, []) if channel else None
        if seen is None:
            self.whole = max(whole, self.whole or 0)
        elif whole not in seen:
            seen.append(whole)

    def take_back(self, part: Clause) -> None:
        """A yes that was none in the end is a no, and nobody's reason."""
        if part.deed:
            self.deeds.append(part.deed)
        elif left := self.total("won"):
            self.taken_back += part.taken_back
            self.counts["won"] = [left - part.taken_back]

    def tried(self) -> int | None:
        return sum(sum(values) for values in self.attempts.values()) or self.whole


def reason_of(words: str, language: str = DEFAULT) -> Reason | None:
    """The one reason that the words behind a count name; None where they name none or two."""
    if compiled(reports(language).not_yet).search(words):
        return "timing"
    found = phrase_scores(compiled(reports(language).job).sub(" ", words), language)
    stated = (reason for reason in REASONS if reason != "unstated")
    ranked = sorted(((found.get(reason, 0.0), reason) for reason in stated), reverse=True)
    (top, best), (second, _) = ranked[0], ranked[1]
    return best if top >= ENOUGH and top - second >= 0.5 else None


def read(part: Clause, tally: Tally) -> None:
    """Count what a clause says."""
    language = tally.language
    if part.taken_back:
        tally.take_back(part)
        return
    found = _decided(quantities(part.words, language), tally)
    for quantity in found:
        if part.deed == "competitor" and quantity.gives == "won":
            tally.reasons[part.deed] = tally.reasons.get(part.deed, 0) + quantity.value  # "1 bought next door"
        elif quantity.kind == "number" and quantity.value <= _TOO_MANY:
            _count(quantity, tally)
        elif quantity.kind == "most" or (quantity.kind == "fraction" and not _fraction(quantity, tally)):
            leading = tally.leading or _reason_behind(quantity, language)
            tally.leading = leading or reason_of(quantity.before, language)
        elif quantity.kind in {"all", "none", "rest"}:
            tally.reasons_before[len(tally.later)] = sum(tally.reasons.values())
            tally.later.append(quantity)
        if quantity.of and quantity.kind != "number" and (quantity.channel or _said(quantity, language)):
            tally.part_of(quantity.of, quantity.channel)
    if any(quantity.gives == "hard_no" for quantity in found) and _another(part, reports(language)):
        tally.another += 1
    if part.deed and all(_aside(quantity, reports(language)) for quantity in found):
        tally.deeds.append(part.deed)
        tally.waiting += _waiting(part, found, reports(language))
    _read_reply(found[-1].rest if found else part.words, tally)
    about_self = not set(part.words.split()).isdisjoint(reports(language).myself)
    told_no = tally.counts.get("rejections") and not found
    if (told_no or not NOES.isdisjoint(tally.deeds)) and not about_self:
        tally.leading = tally.leading or reason_of(_without_shrugs(part.words, language), language)


def _waiting(part: Clause, found: list[Quantity], table: Reports) -> int:
    """How many want to hear again later ("one wants to talk in January"): none of those who waved off."""
    wants = rf" (?!(?:{table.of_them}) )(?:\d+|{table.they}) (?:{table.their_wish})(?= )"
    said = part.deed == "timing" and compiled(wants).match(part.words)
    return max(1, sum(quantity.value for quantity in found[:1])) if said else 0


def _another(part: Clause, table: Reports) -> bool:
    """Whether a clause is about one more than those before it: "the other one said never call again"."""
    return any(part.words.startswith(f" {phrase} ") for phrase, meaning in table.means.items() if meaning[:1] == "1")


def _decided(found: Sequence[Quantity], tally: Tally) -> list[Quantity]:
    """The counts without those that may be no's or nobody there: "21 shut", "the rest was no or nobody home"."""
    kept: list[Quantity] = []
    places = iter(range(len(found)))
    for place in places:
        quantity, following = found[place], found[place + 1 : place + 2]
        nobody = bool(following) and following[0].kind == "none"
        if quantity.kind in {"number", "rest"} and _either(quantity, nobody, tally.language):
            tally.open = True
            if nobody:
                next(places)
        else:
            kept.append(quantity)
    return kept


def _either(quantity: Quantity, nobody: bool, language: str) -> bool:
    """Whether one count is of no's or of nobody there; `nobody` follows it."""
    if quantity.gives == "open":
        return True
    table = reports(language)
    first, *others = compiled(rf" (?:{'|'.join(table.ors)}) ").split(quantity.after)
    gives = {read_as(words, language) for words in (first, *others) if words.strip()}
    gives |= {"absent"} if nobody and others and not others[-1].strip() else set()
    return bool(others) and not gives.isdisjoint(_MISSED) and not gives.isdisjoint(_REFUSED)


def _aside(quantity: Quantity, table: Reports) -> bool:
    """Whether a count is none of people: "come back with 25 clinics"."""
    people = set(quantity.after.split()[:2]) & set(table.people)
    leads = quantity.value != 1 and (people or not quantity.before.strip())
    return quantity.kind == "number" and quantity.gives in {"", "nothing"} and not leads


def _said(quantity: Quantity, language: str) -> bool:
    """Whether "all seven" are people who said something, or did not answer; "all three sisters" are no report."""
    return quantity.gives == "conversations" or (not quantity.gives and reason_of(quantity.rest, language) is not None)


def _read_reply(words: str, tally: Tally) -> None:
    """Count what the only conversation gave ("1 reply and it was: remove me"), where nothing else says it."""
    if tally.total("conversations") != 1 or not {"rejections", "hard_no", "won", "small_wins"}.isdisjoint(tally.counts):
        return
    if phrase_scores(words, tally.language).get("hard_no", 0.0) >= ENOUGH:
        tally.add("hard_no", 1)
    elif not tally.reasons and (reason := reason_of(words, tally.language)):
        tally.reasons[reason] = 1


def _without_shrugs(words: str, language: str) -> str:
    """A clause without what is said of the day itself: "whatever"."""
    return compiled(rf" (?:{'|'.join(reports(language).shrugs)})(?= )").sub(" ", words)


def _fraction(quantity: Quantity, tally: Tally) -> bool:
    """Count "half of them": of the no's where a reason follows; False where it does not come out even."""
    reason = reason_of(quantity.rest, tally.language)
    whole = tally.total("rejections") if reason else tally.tried() or tally.total("talked")
    if not whole or whole % quantity.value:
        return False
    value = whole // quantity.value
    if reason:
        tally.reasons[reason] = tally.reasons.get(reason, 0) + value
    elif quantity.gives not in {"", "nothing", "attempts"}:
        tally.add(quantity.gives, value)
    return True


def _count(quantity: Quantity, tally: Tally) -> None:
    table = reports(tally.language)
    value, gives, rest = quantity.value, quantity.gives, quantity.rest
    if gives == "won" and (_complains(quantity, table) or reason_of(quantity.after, tally.language) == "competitor"):
        gives, rest = "", quantity.after
    if gives == "talked":
        tally.add("talked", value)
    elif gives == "attempts" and quantity.channel is not None:
        booked = has(f" {' '.join(quantity.before.split()[-2:])} ", table.unplanned_before)
        reached = (bool(tally.attempts) or value < _noes(tally, 0)) and not has(quantity.before, table.had_before)
        if quantity.channel == "meeting" and (booked or (reached and "meeting" not in tally.attempts)):
            tally.add("small_wins", value)
            return
        seen = tally.attempts.setdefault(quantity.channel, [])
        if value and value not in seen:
            seen.append(value)
    elif gives == "":
        reason = reason_of(_first(_who(rest, table), table), tally.language)
        if reason == "pitch" and compiled(table.wanted).match(rest):
            reason = None
        if reason and value:
            tally.reasons[reason] = tally.reasons.get(reason, 0) + value
        if quantity.of and quantity.of >= value and (reason or not value):
            tally.part_of(quantity.of, quantity.channel)
    elif gives == "whole":
        tally.whole = value
    elif gives != "nothing":
        known = quantity.of in tally.counts.get("rejections", [])
        if has(quantity.after, table.reason_itself) and gives == "rejections":
            gives = "manner"
        if not (known and gives == "rejections"):
            tally.add(gives, value)
        if quantity.of is not None and quantity.of >= value:
            tally.part_of(quantity.of, quantity.channel)
        if gives in {"rejections", "soft_no", "manner"} and (reason := _reason_behind(quantity, tally.language)):
            if value and has(quantity.after, table.exact_because + table.reason_itself):
                tally.reasons[reason] = tally.reasons.get(reason, 0) + value
                tally.attached += value
            else:
                tally.leading = tally.leading or reason


def _complains(quantity: Quantity, table: Reports) -> bool:
    """Whether a count is of people who found it too expensive: no yes, whatever else their words may be."""
    behind = quantity.after
    return bool(compiled(table.complaint).search(behind)) and not compiled(table.conceded).search(behind)


def _who(words: str, table: Reports) -> str:
    """The words behind the people who were counted ("2 owners said ...")."""
    tokens = words.split()
    return f" {' '.join(tokens[1:] if tokens and tokens[0] in table.people else tokens)} "


def _first(words: str, table: Reports) -> str:
    """The words up to the first "and", behind which something else begins."""
    return f" {' '.join(takewhile(lambda word: word not in table.ands, words.split()))} "


def _reason_behind(quantity: Quantity, language: str) -> Reason | None:
    """The reason of a count of no's: behind it ("9 no's over price") or in itself ("6 not interested")."""
    if reason := reason_of(quantity.rest, language):
        return reason
    return reason_of(quantity.after, language) if has(quantity.after, reports(language).reason_itself) else None


def resolve(tally: Tally) -> None:
    """Give "all", "nobody" and "the rest" the numbers that they stand for, where the message has them."""
    talked = tally.total("talked") or tally.total("conversations")
    tried = tally.tried() or tally.total("talked")
    table = reports(tally.language)
    for place, quantity in enumerate(tally.later):
        reason = _reason_behind(quantity, tally.language)
        # "The rest said no. Four over price": these are of the rest
        noes = quantity.kind == "rest" and (reason or quantity.gives in ("rejections", "manner"))
        told = tally.reasons_before.get(place) if noes else None
        answered = _noes(tally, told) + sum(tally.total(name) or 0 for name in ("won", "small_wins"))
        missed = sum(tally.total(name) or 0 for name in ("no_answer", "unreachable"))
        known = max(answered, talked or 0) + missed if quantity.kind == "rest" else answered + missed
        if quantity.kind == "none":
            if has(quantity.after, table.exceptions):
                continue
            silent = quantity.gives in {"absent", "conversations"}
            near = f" {' '.join(quantity.after.split()[: table.near])} "
            if has(near, table.answered) or has(quantity.before, table.answered_before) or silent:
                if tried and tried > known:
                    tally.add("no_answer", tried - known)
            elif talked and not known and has(near, table.bought):
                tally.add("rejections", talked)
            continue
        base = (tried - known if tried and known else None) if quantity.kind == "rest" else (talked or tried)
        if quantity.kind == "rest" and talked and answered < talked and quantity.gives not in _MISSED:
            base = talked - answered  # of those who were reached
        if quantity.gives in {"no_answer", "unreachable"} and quantity.kind == "all":
            base = tried
        base = quantity.of or base
        if quantity.gives == "" and reason and quantity.kind == "all" and tally.total("rejections"):
            tally.reasons[reason] = min(tally.total("rejections") or 0, quantity.of or _TOO_MANY)
        elif base and base > 0 and (quantity.gives in {"no_answer", "unreachable", "won", "small_wins"}):
            tally.add(quantity.gives, base)
        elif base and base > 0 and (quantity.gives in {"rejections", "manner"} or reason):
            if tally.total("rejections") is None or quantity.kind == "rest":
                tally.add("rejections", base + (0 if _noes(tally, 0) else told or 0))
            if reason:
                tally.reasons[reason] = tally.reasons.get(reason, 0) + base
    if tally.total("conversations") == 0 and tried and not tally.total("rejections"):
        del tally.counts["conversations"]
        tally.add("no_answer", tried)
    _settle_deeds(tally)


def _noes(tally: Tally, reasons: int | None = None) -> int:
    """The no's that are told so far, however they are: as many as are counted, else those with a reason (`reasons`,
    where these are not all) and those of which it is told how they were said."""
    ways = sum(tally.total(name) or 0 for name in ("manner", "hard_no", "soft_no"))
    stated = sum(tally.reasons.values()) - tally.attached if reasons is None else reasons
    return tally.total("rejections") or ways + max(0, stated)


def _settle_deeds(tally: Tally) -> None:
    """Count what is told of one prospect, where no number says it: beside "9 no's" it is one of the nine."""
    noes = [deed for deed in tally.deeds if deed in NOES]
    if noes and not tally.reasons and {"rejections", "soft_no", "hard_no", "manner"}.isdisjoint(tally.counts):
        tally.add("hard_no" if "hard_no" in noes else "rejections", 1)
        reason = next((deed for deed in noes if deed in REASONS), None)
        if reason and "hard_no" not in noes:
            tally.reasons[reason] = tally.attached = 1
    elif "hard_no" in noes and "soft_no" in tally.counts and {"rejections", "hard_no"}.isdisjoint(tally.counts):
        tally.add("hard_no", 1)  # "the one who laughed was a hard no, the other five were soft"
    if tally.taken_back:
        tally.counts["rejections"] = [_noes(tally) + tally.taken_back]
    if "won" in tally.deeds and "competitor" not in noes and not tally.total("won"):  # "signed Friday", with the other
        tally.add("won", 1)
    elif "small_wins" in tally.deeds and not tally.total("small_wins"):
        tally.add("small_wins", 1)
