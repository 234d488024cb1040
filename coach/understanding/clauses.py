"""Clauses: which parts of a message report what the person did, and when.

In: a message. Out: its clauses in order, counts as digits, without those that are a wish, a plan, a
question, a rule of thumb, or about somebody else. "I want to make fifty calls" and "Sara made forty" must
never become an entry.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final, Literal

from msgspec import Struct, structs

from coach.understanding.deeds import (
    NOES,
    Deed,
    arranged_in,
    conditional_in,
    deed_in,
    in_touch,
    is_taken_back,
    says_yes,
    takes_back,
)
from coach.understanding.earlier import without_earlier
from coach.understanding.language import DEFAULT
from coach.understanding.letters import worded
from coach.understanding.numbers import with_digits
from coach.understanding.phrases import KEPT
from coach.understanding.plain import sentences
from coach.understanding.quantities import quantities, read_as
from coach.understanding.reports import Reports, compiled, ends, has, reports, starts

When = Literal["today", "yesterday", "week", "unspecified"]

_MOST_CLAUSES: Final = 60
_BACK: Final = 2
"""So many clauses before it a yes is taken back."""

COMING: Final[frozenset[Deed]] = frozenset({"timing", "small_wins"})
_PUNCTUATION: Final = {",", ":", "(", ")", "/"}
_TITLE: Final = 2
"""A question of so many words only names a thing: "term sheet?"."""
_CELL: Final = 4
"""A count with up to so many words is one of a row: "41 doors 27 no 2 yes"."""
_LABEL: Final = r"(?:[^\W\d]+ ){1,3}[:=]"
_PAIRS: Final = re.compile(r" (?:[^\W\d]+ \d+ ){2,}")
_TABLE_CELL: Final = re.compile(rf"(?<!\S)(?<![^,\d] )({_LABEL}) (\d+)(?= ,| \.| \)|\s*$| {_LABEL} \d)")


class Clause(Struct, frozen=True):
    """A part of a sentence that reports something. `when` is None where nothing says so; `deed` is what it tells of one
    prospect without a number. `taken_back`: so many of the yeses before it were none in the end.
    """

    words: str
    when: When | Literal["long"] | None
    deed: Deed | None = None
    taken_back: int = 0


@lru_cache(maxsize=KEPT)
def clauses(text: str, language: str = DEFAULT) -> tuple[Clause, ...]:
    """The reporting clauses of `text`, in order."""
    found: list[Clause] = []
    words = with_digits(worded(text, language), language)
    touched = in_touch(words, language)
    for sentence, asks in sentences(words):
        found += _reporting(sentence, asks, touched, language)
    return tuple(_settled(found[:_MOST_CLAUSES], language))


def _settled(found: Sequence[Clause], language: str) -> list[Clause]:
    """The clauses with a yes and who took it back as one no: "signed yesterday, backed out today"."""
    settled: list[Clause] = []
    for part in found:
        near = [place for place in range(len(settled))[-_BACK:] if _is_yes(settled[place], language)]
        yes = settled[near[-1]] if near else None
        if yes is None or not takes_back(part.words, yes.words, language):
            settled += [] if part.taken_back and not part.deed else [part]
            continue
        counts = [quantity.value for quantity in quantities(yes.words, language) if quantity.gives == "won"]
        several = re.match(r"\D*?(\d+)", part.words)
        of_them = int(several[1]) if several else 1
        if counts and (not several or of_them < sum(counts)):
            settled.append(structs.replace(part, deed=None, taken_back=of_them))
        elif several:
            settled += [] if part.taken_back else [part]
        else:
            deed: Deed | None = None if yes.deed == "small_wins" else "rejections"
            settled[near[-1]] = Clause(f"{yes.words.rstrip()}{part.words}", part.when or yes.when, deed, 1)
    return settled


def _is_yes(part: Clause, language: str) -> bool:
    """Whether a clause tells of a yes, in numbers or of one; of a step forward too."""
    counted = any(quantity.gives == "won" for quantity in quantities(part.words, language))
    return counted or part.deed in {"won", "small_wins"} or (part.deed is None and says_yes(part.words, language))


def told_in(text: str, deeds: Collection[Deed], language: str = DEFAULT) -> list[str]:
    """Where the name of whoever did one of `deeds` is to be looked for: in its clause, or in the whole text where that
    says "he", or nobody ("does not want to hear from us again").
    """
    told = [part.words for part in clauses(text, language) if part.deed in deeds]
    return [text if _refers_back(words, reports(language)) else words for words in told]


def tells_of_touch(text: str, language: str = DEFAULT) -> bool:
    """Whether a message tells, and does not ask, that somebody called, wrote or answered just now."""
    said = sentences(with_digits(worded(text, language), language))
    return any(in_touch(words, language) for words, asks in said if not asks)


def _refers_back(words: str, table: Reports) -> bool:
    """Whether a clause is about somebody named elsewhere: "he signed", "gave him a discount and he signed"."""
    tokens = words.split()
    return (
        bool(compiled(table.with_them).search(words))
        or starts(words, table.begun) is not None
        or any(
            token in table.others and (not place or tokens[place - 1] in table.ands)
            for place, token in enumerate(tokens)
        )
    )


def _clause(words: str, language: str, deed: Deed | None) -> Clause:
    when = _when(words, reports(language))
    # "Come back in January" is when they are asked again, and not when they said so.
    when = None if deed in COMING and when in ("week", "long") else when
    return Clause(words, when, deed, int(deed == "rejections" and is_taken_back(words, language)))


def _reporting(sentence: str, asks: bool, touched: bool, language: str) -> Iterator[Clause]:
    """The reporting clauses of a sentence; `touched`: the text tells that somebody has just been in touch."""
    table = reports(language)
    for pattern, kept in table.history:
        sentence = compiled(pattern).sub(kept, sentence)
    if not asks and (hanging := conditional_in(sentence, language)):
        step, sentence = hanging
        yield Clause(step, None, "small_wins")
    sentence = without_earlier(sentence, language)
    short = rf"(?<=\d) ({'|'.join(table.shorthand)})(?= \d| [,:/()]| $)"
    sentence = compiled(short).sub(lambda match: f" {table.shorthand[match[1]]}", sentence)
    for pattern in table.joined:
        sentence = compiled(pattern).sub(r" \1", sentence)
    if _PAIRS.fullmatch(sentence) and _is_table(sentence, language):
        sentence = re.sub(r"(\S+) (\d+) ", r"\2 \1 , ", sentence)
    cells = _TABLE_CELL.sub(lambda match: f"{match[2]} {match[1][:-1].strip()}", sentence)
    if _refused_label(cells, table):
        return
    wishing = refused = asking = supposing = False
    own = True
    parts = _split(compiled(table.aside).sub(" ", cells), table, language)
    for words in parts:
        first, *others = words.split()
        supposing = bool(compiled(table.supposed).match(words)) or (supposing and first not in table.resume)
        if supposing:
            continue
        asking = bool(compiled(table.asks_words).match(words)) or (asking and first in table.for_whom)
        if compiled(table.due).search(words):
            continue
        done = first in {*table.actor_verbs, *table.acts} and others[:1] and others[0].isdigit()
        if done or has(words, table.fact) or first in table.resume:
            wishing = False
        cleared = _without_their_wishes(words, table)
        if has(cleared, table.wish):
            wishing = not _told(words, table)
        if asking:
            continue
        if asks and _asks(words, table):
            if reported := compiled(table.asked_after).search(words):
                told = f" {next(group for group in reported.groups() if group).strip()} "
                yield _clause(told, language, deed_in(told, language))
            return
        if asks and len(words.split()) <= _TITLE and (words is parts[-1] or not _counts_something(words, language)):
            continue
        if deed := deed_in(words, language) or (arranged_in(words, language) if touched else None):
            own, wishing, refused = True, False, refused or deed in NOES
            yield _clause(words, language, deed)
            continue
        if refused and first in table.others and not any(word.isdigit() for word in others):
            yield Clause(words, None)  # why it was a no: "they have no money this year"
            continue
        mine = _is_own(words, own, table)
        if not mine and compiled(table.bystanders).search(words) and not any(word.isdigit() for word in others):
            continue
        own = mine
        if own and not wishing and not has(cleared, table.weak_wish) and not _of_one(words, table):
            yield _clause(words, language, None)
        elif not own and takes_back(words, words, language):
            yield Clause(words, _when(words, table), taken_back=1)


def _of_one(words: str, table: Reports) -> bool:
    """Whether the clause says what one prospect wants or has so many of."""
    first, *others = words.split()
    return first in table.strangers and any(word.isdigit() for word in others)


def _without_their_wishes(words: str, table: Reports) -> str:
    """The clause without what only looks like a plan: "2 want to think", "call back next week"."""
    theirs = rf" (?:\d+|{table.they}) (?:(?:{table.of_them}) )?(?:{table.their_wish})(?: (?:{table.later}))?(?= )"
    words = compiled(table.their_month).sub(" ", compiled(theirs).sub(" ", words))
    if any(part in words for part in table.comes_back):
        words = compiled(rf" (?:{table.arranged}) (?:{table.later})(?= )").sub(" ", words)
    for phrase in table.not_wish:
        words = words.replace(f" {phrase} ", " ")
    return words


def _told(words: str, table: Reports) -> bool:
    """A clause that wishes and reports at once ("I only made 12 of the 20 I planned") counts as a report."""
    return has(words, table.fact) and not has(words, table.untold)


def _refused_label(sentence: str, table: Reports) -> bool:
    """Whether the sentence starts with a label that says it is no report: "Goal:", "Sara:"."""
    label, colon, _ = sentence.partition(" : ")
    words = set(label.split())
    if not colon or any(word.isdigit() for word in words):
        return False
    if words & set(table.refused_labels):
        return True
    return len(words) <= 3 and not words & {*table.report_labels, *table.mine}


def _is_table(pairs: str, language: str) -> bool:
    """Whether pairs of a word and a number are counts with their names before them: "no 27 yes 2"."""
    labels = pairs.split()[::2]
    tried = any(starts(pairs, nouns) for nouns in reports(language).attempts.values())
    return tried or (len(labels) > 1 and all(_counts(label, language) for label in labels))


def _counts(words: str, language: str) -> bool:
    """Whether a number before these words is the count of something."""
    return bool(words) and read_as(words, language) not in {"", "nothing", "whole"}


def _counts_something(words: str, language: str) -> bool:
    number, *others = words.split()
    return number.isdigit() and _counts(" ".join(others), language)


def _in_a_row(part: Sequence[str], following: Sequence[str], language: str) -> bool:
    """Whether a number begins the next count of a row without commas: "27 no 2 yes"."""
    number, *words = part or [""]
    behind = list(takewhile(lambda word: not word.isdigit() and word not in _PUNCTUATION, following))
    if not number.isdigit() or len(words) >= _CELL or any(word.isdigit() for word in words):
        return False
    return _counts(" ".join(words), language) and _counts(" ".join(behind), language)


def _split(sentence: str, table: Reports, language: str) -> list[str]:
    """A sentence in clauses: at punctuation, before "but", before "and" where something new begins, and between the
    counts of a row.
    """
    parts: list[list[str]] = [[]]
    tokens = sentence.split()
    openers = {*table.mine, *table.actor_verbs, *table.asks, *table.openers}
    for place, word in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        if word == "," and _quotes(parts[-1], table):
            continue
        resumes = word in table.resume and not (word in table.within and _has_verb(parts[-1], table))
        if word in _PUNCTUATION:
            parts.append([])
        elif resumes or (word.isdigit() and _in_a_row(parts[-1], tokens[place + 1 :], language)):
            parts.append([word])
        elif word in table.ands and (after.isdigit() or after in openers):
            parts.append([])
        else:
            parts[-1].append(word)
    return [f" {' '.join(part)} " for part in parts if part]


def _quotes(tokens: Sequence[str], table: Reports) -> bool:
    """Whether a comma begins what they said ("four said, it is too expensive"), which "no" is not yet."""
    said = tokens[:1] and tokens[0].isdigit() and tokens[-1] in table.sayers
    return bool(said) and set(tokens).isdisjoint(table.noes)


def _has_verb(tokens: Sequence[str], table: Reports) -> bool:
    """Whether a clause has its verb, and no count: "Herr Baum hat jetzt doch unterschrieben"."""
    return not {*table.actor_verbs, *table.begun}.isdisjoint(tokens) and not any(token.isdigit() for token in tokens)


def _asks(words: str, table: Reports) -> bool:
    tokens = [token for token in words.split() if token not in table.asks_softly]
    return starts(f" {' '.join(tokens)} ", table.asks) is not None or has(words, table.more)  # "20 more, or home?"


def _is_own(words: str, own: bool, table: Reports) -> bool:
    """Whether the clause is about the person; a clause without a subject goes with the one before it."""
    tokens = words.split()
    if starts(words, table.sentinels["rest"]) and not set(tokens).isdisjoint(table.silent):
        return own
    acting = not table.acts or not set(tokens).isdisjoint(table.acts)
    for place, token in enumerate(tokens):
        if token in table.own_verbs:
            return place == 0 or tokens[place - 1] not in table.others
        if token in table.actor_verbs and acting and (actor := _actor(tokens, place, table)):
            subject, somebody = actor
            if subject in table.mine or _counted(tokens, place):
                return True
            if somebody or not (subject in table.actors or subject in table.leads or subject.isdigit()):
                return False
    for place, token in enumerate(tokens[1:], start=1):
        owner = tokens[place - 1]
        if token.isdigit() and (owner in table.others or (table.possessive and owner.endswith(table.possessive))):
            return owner in table.own_possessors
    return own or bool(set(tokens) & set(table.mine))


def _counted(tokens: list[str], place: int) -> bool:
    """Whether the verb only says what became of a count ("2 demos booked"), without anything done to others."""
    return place > 1 and tokens[place - 2].isdigit() and not any(token.isdigit() for token in tokens[place:])


def _actor(tokens: list[str], place: int, table: Reports) -> tuple[str, bool] | None:
    """The subject of the verb at `place`, and whether it is somebody else for certain."""
    before, after = tokens[:place], tokens[place + 1 :]
    if after and table.leads and (not before or before[-1] in table.leads):
        return after[0], starts(f" {' '.join(after)} ", table.others) is not None
    if not before:
        return None
    return before[-1], ends(f" {' '.join(before)} ", table.others) is not None


def _when(words: str, table: Reports) -> When | Literal["long"] | None:
    for theirs in table.their_time:
        words = words.replace(f" {theirs} ", " ")
    kinds: tuple[When | Literal["long"], ...] = ("today", "yesterday", "week", "long")
    return next((kind for kind in kinds if has(words, table.labels[kind])), None)
