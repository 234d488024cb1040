"""The words with which people report their day: the data behind `clauses`, `quantities` and `activity`."""

import re
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from coach.understanding.phrases import Phrase, load
from events.words import Channel


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """What a count counts: `gives`, if a phrase ends `before` it and a phrase starts `after` it.

    `gives` is "nothing" where it counts nothing, "" where only a reason may follow, "whole" for the whole that others
    are a part of, "absent" where nobody was there, "open" where it may be that or a no, "manner" for how a no was said,
    which is a part of the no's;
    attempts have a `channel`. An `early` rule is heard before the nouns of attempts.
    """

    gives: str
    after: list[str]
    before: list[str] = []
    not_before: list[str] = []
    channel: Channel | None = None
    early: bool = False

    def holds(self, before: str, after: str) -> str | None:
        """What is left of `after` behind the match; None where the rule does not hold."""
        last = before.split()[-1:] or [""]
        if last[0] in self.not_before:
            return None
        if self.before and not any(_phrase(f"{text} $").find(before) for text in self.before):
            return None
        for text in self.after:
            if match := _phrase(text).starts(after):
                return " " + after[match.end() :]
        return None


class One(Struct, forbid_unknown_fields=True):
    """An article that counts one ("got a yes"), and the words it must stand between."""

    words: list[str]
    before: list[str]
    nouns: list[str]


class Reports(Struct, frozen=True, forbid_unknown_fields=True):
    """See `en/reports.json`; every list is of plain words. `names` are alternatives that rules share."""

    times: str
    names: dict[str, str]
    sentinels: dict[str, list[str]]
    means: dict[str, str]
    """Turns of phrase, and plain words that mean the same; not behind a count."""
    shorthand: dict[str, str]
    """Short for what was counted, where nothing but the next count follows: "54 na / 5 ni"."""
    fractions: dict[str, int]
    score: str
    """A pattern between the two numbers of a score: "0 for 12"."""
    score_after: str
    scored: str
    """What the first number of a score counts."""
    all_before: list[str]
    """Short words that are meant so only before what somebody said, or before a count."""
    nothing_but: list[str]
    """Before one of the `noes` it means that all were: "only rejections"."""
    noes: list[str]
    one: One
    filler: list[str]
    attempts: dict[Channel, list[str]]
    adjectives: list[str]
    people: list[str]
    after_people: list[str]
    about: list[str]
    reached_by: dict[Channel, list[str]]
    talked_to: list[str]
    unplanned_before: list[str]
    had_before: list[str]
    rules: list[Rule]
    exact_because: list[str]
    labels: dict[str, list[str]]
    their_time: list[str]
    """A time in what prospects said is not when it happened."""
    wish: list[str]
    weak_wish: list[str]
    not_wish: list[str]
    fact: list[str]
    resume: list[str]
    within: list[str]
    """Those of `resume` that also stand within a clause, behind its verb."""
    asks: list[str]
    asks_softly: list[str]
    report_labels: list[str]
    refused_labels: list[str]
    untold: list[str]
    """Beside these even a fact is a plan."""
    actor_verbs: list[str]
    actors: list[str]
    others: list[str]
    sayers: list[str]
    """Behind a count and one of them a comma begins what they said: "four said, it is too expensive"."""
    begun: list[str]
    """A deed that begins with one of these verbs is of whom the clause before names."""
    with_them: str
    """A pattern for whom something is arranged with, who is named elsewhere: "with her"."""
    bystanders: str
    """A pattern for who or what is told of in passing: "dog had my trouser leg, 52 doors" is no count of the dog's."""
    silent: list[str]
    """Beside one of them "the others" are those who did not answer, or said no, and no colleagues."""
    strangers: list[str]
    """A clause about one of them counts nothing: "she asked for 2 references"."""
    mine: list[str]
    myself: list[str]
    shrugs: list[str]
    """What the person says of it all, and no prospect's reason."""
    acts: list[str]
    """Words of an activity: only beside one of them does it matter who is the subject. Empty: always."""
    leads: list[str]
    """Words that come before a verb and leave its subject behind it. Empty: the subject is always before."""
    own_verbs: list[str]
    possessive: str
    own_possessors: list[str]
    ands: list[str]
    ors: list[str]
    openers: list[str]
    channel_words: dict[Channel, list[str]]
    said_all: list[str]
    answered: list[str]
    answered_before: list[str]
    near: int
    """So many words behind "nobody" say what nobody did."""
    bought: list[str]
    exceptions: list[str]
    reason_itself: list[str]
    they: str
    of_them: str
    their_wish: str
    comes_back: list[str]
    arranged: str
    later: str
    asked_after: str
    """A pattern for what a question reports, in one of its groups: "what now after 9 no's"."""
    due: str
    """A pattern for the thought that a yes is due: its number is a running total, and of no day."""
    asks_words: str
    """A pattern for a clause that asks for words: whom they are for is nothing new, nor is a clause behind it that
    begins with one of `for_whom`."""
    for_whom: list[str]
    refused: str
    """A pattern for a no that somebody tells of, counted or not."""
    more: list[str]
    """Words that say that something comes on top of what was told before."""
    weekday: str
    """A pattern with a group for each day of the week, Monday first; it may list them more than once."""
    not_weekday: list[str]
    """Beside one of these a day of the week is not when it happened."""
    as_one: str
    """A pattern for one of several, or once: "the fourth has a supplier", "once not before March"."""
    history: list[tuple[str, str]]
    """Patterns for how long it took until somebody said what they said ("passed after 3 meetings"), of no day, with
    what stays of it."""
    job: str
    """Who told something, with where they work, which is no reason: "one guy in procurement laughed"."""
    supposed: str
    """A pattern for the beginning of what is only supposed, to the end of its sentence: "if I did 20 with nothing"."""
    aside: str
    """A pattern for what only sounds so: "if I am honest"."""
    state: str
    """A complaint of how things are behind what somebody has done: that was so far, and not today."""
    fresh: str
    """Words that say that it was just done."""
    particle: str
    """A count and its words before a word that means a yes elsewhere, and not here."""
    complaint: str
    wanted: str
    """A pattern for what somebody wants, which names no reason: "the deck"; not for what they want less of."""
    conceded: str
    """Who complains of the price gave no yes, unless this says that they gave it all the same."""
    joined: list[str]
    """Patterns for what goes on behind a sign that begins another clause elsewhere ("wrote: not until ..."), with what
    stays of it."""
    not_yet: str
    """A pattern for money that will be there later: "no budget till q1" is timing, and no price."""
    their_month: str
    """A pattern for the time before which a prospect wants nothing: no rule of how one calls."""
    answers: str
    """A pattern for what somebody said who names a channel in it: "send me an email"."""
    of: str
    out_of: str
    """These make a share of "9 no's out of 12" too."""
    of_whom: str


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern made of a language's words, compiled once: there are more of them than `re` keeps."""
    return re.compile(pattern)


@cache
def reports(language: str = "en") -> Reports:
    """The words of a language, read once."""
    held = load("reports", Reports, language)
    rules = [replace(rule, before=_named(rule.before, held), after=_named(rule.after, held)) for rule in held.rules]
    return replace(held, rules=rules)


def _named(phrases: list[str], table: Reports) -> list[str]:
    return [Phrase(phrase, table.names).text for phrase in phrases]


@cache
def _phrase(text: str) -> Phrase:
    return Phrase(text)


def has(words: str, phrases: list[str]) -> bool:
    """Whether padded plain `words` contain one of the phrases as whole words."""
    return any(f" {phrase} " in words for phrase in phrases)


def starts(words: str, phrases: list[str]) -> str | None:
    """The longest of the phrases that padded `words` start with; `*calls` stands for any word that ends so."""
    first = words.lstrip().partition(" ")[0]
    met = [phrase for phrase in phrases if words.startswith(f" {phrase} ")]
    met += [first for phrase in phrases if phrase[0] == "*" and first.endswith(phrase[1:])]
    return max(met, key=len, default=None)


def ends(words: str, phrases: list[str]) -> str | None:
    """The longest of the phrases that padded `words` end with."""
    return max((phrase for phrase in phrases if words.endswith(f" {phrase} ")), key=len, default=None)
