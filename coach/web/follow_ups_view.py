"""What the Follow-ups room says: who, why, since when, and what became of the last tap. Pure."""

from datetime import date

from msgspec import Struct

from coach.contracts import Entry, FollowUp
from coach.journal.follow_ups import Closed
from coach.journal.labels import reason_words
from coach.journal.mentions import FORGOTTEN_WORDS
from coach.words import gettext
from coach.words.dates import dated_words
from events.ids import new_id


class Item(Struct, frozen=True):
    """A follow-up in words. `who` is the name alone, for buttons; `act_id` makes a second tap the same as the first."""

    follow_up_id: str
    act_id: str
    who: str
    company: str
    forgotten: bool
    why: str
    day: str
    note: str


class Over(Struct, frozen=True):
    """A follow-up that is over. `entry_id`: taking that entry back brings it back; else `by_hand` says if it can be."""

    item: Item
    what: str
    entry_id: str | None
    by_hand: bool


class Notice(Struct, frozen=True):
    """What happened last, and what would take it back: an entry, or an act by hand."""

    text: str
    item: Item
    entry_id: str | None = None
    by_hand: bool = False


def item_of(one: FollowUp, today: date) -> Item:
    """One follow-up as the room shows it."""
    return Item(
        follow_up_id=one.follow_up_id,
        act_id=new_id(),
        who=one.contact or one.company or gettext(FORGOTTEN_WORDS),
        company=one.company if one.contact else "",
        forgotten=one.forgotten,
        why=_why(one, today),
        day=_due(one, today),
        note=one.note,
    )


def over(one: Closed, today: date) -> Over:
    """One that is over as the room shows it."""
    when = ago(one.at.date(), today)
    what = (
        gettext("Let go %(when)s", when=when)
        if one.follow_up.status == "dropped"
        else gettext("Done %(when)s", when=when)
    )
    return Over(item_of(one.follow_up, today), what, one.entry_id, one.by_hand)


def notice_of(about: FollowUp, entry: Entry | None, renewed: FollowUp | None, today: date) -> Notice:
    """What the last tap did. `entry` is what it logged, `renewed` the follow-up that opened with it."""
    item = item_of(about, today)
    if entry and entry.outcomes:
        said = [gettext("Logged for %(who)s: %(label)s.", who=item.who, label=entry.label)]
        if back := renewed or (about if about.status in ("waiting", "snoozed") else None):
            said.append(gettext("It comes back on %(day)s.", day=dated_words(back.due_on, today)))
        elif entry.outcomes[0].outcome == "hard_no":
            said.append(gettext("From now on they are left in peace."))
        return Notice(" ".join(said), item, entry_id=entry.entry_id)
    match about.status:
        case "dropped":
            return Notice(gettext("%(who)s: let go.", who=item.who), item, by_hand=True)
        case "done":
            return Notice(gettext("%(who)s: done.", who=item.who), item)
        case "snoozed":
            day = dated_words(about.due_on, today)
            return Notice(gettext("%(who)s: put off until %(day)s.", who=item.who, day=day), item)
        case _:
            return Notice(gettext("%(who)s: on the list as before.", who=item.who), item)


def ago(day: date, today: date) -> str:
    """ "today", "yesterday", "5 days ago", "3 weeks ago", "4 months ago", "2 years ago"."""
    days = (today - day).days
    if days < 2:
        return gettext("yesterday") if days == 1 else gettext("today")
    if days < 14:
        return gettext("%(number)s days ago", number=days)
    if days < 60:
        return gettext("%(number)s weeks ago", number=days // 7)
    months = round(days / 30.44)
    if months < 24:
        return gettext("%(number)s months ago", number=months)
    return gettext("%(number)s years ago", number=months // 12)


def _why(one: FollowUp, today: date) -> str:
    if one.opened_on is None:
        return gettext("A reminder you set")
    what = gettext("Not now") if one.reason else gettext("You said you would talk again")
    if one.reason not in ("", "unstated"):
        what += f": {reason_words(one.reason)}"
    return f"{what}, {ago(one.opened_on, today)}"


def _due(one: FollowUp, today: date) -> str:
    if one.due_on > today:
        return dated_words(one.due_on, today)
    if one.due_on == today:
        return gettext("Due today")
    return gettext("Due since %(day)s", day=dated_words(one.due_on, today))
