"""What the Follow-ups room says: who, why, since when, and what became of the last tap. Pure."""

from datetime import date

from msgspec import Struct

from coach.contracts import Entry, FollowUp
from coach.journal.follow_ups import Closed
from coach.journal.labels import REASON_WORDS
from coach.journal.mentions import FORGOTTEN_WORDS
from coach.web.pages.frame import dated_words
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
        who=one.contact or one.company or FORGOTTEN_WORDS,
        company=one.company if one.contact else "",
        forgotten=one.forgotten,
        why=_why(one, today),
        day=_due(one, today),
        note=one.note,
    )


def over(one: Closed, today: date) -> Over:
    """One that is over as the room shows it."""
    how = "Let go" if one.follow_up.status == "dropped" else "Done"
    return Over(item_of(one.follow_up, today), f"{how} {ago(one.at.date(), today)}", one.entry_id, one.by_hand)


def notice_of(about: FollowUp, entry: Entry | None, renewed: FollowUp | None, today: date) -> Notice:
    """What the last tap did. `entry` is what it logged, `renewed` the follow-up that opened with it."""
    item = item_of(about, today)
    if entry and entry.outcomes:
        following = ""
        if back := renewed or (about if about.status in ("waiting", "snoozed") else None):
            following = f" It comes back on {dated_words(back.due_on, today)}."
        elif entry.outcomes[0].outcome == "hard_no":
            following = " From now on they are left in peace."
        return Notice(f"Logged for {item.who}: {entry.label}.{following}", item, entry_id=entry.entry_id)
    match about.status:
        case "dropped":
            return Notice(f"{item.who}: let go.", item, by_hand=True)
        case "done":
            return Notice(f"{item.who}: done.", item)
        case "snoozed":
            return Notice(f"{item.who}: put off until {dated_words(about.due_on, today)}.", item)
        case _:
            return Notice(f"{item.who}: on the list as before.", item)


def ago(day: date, today: date) -> str:
    """ "today", "yesterday", "5 days ago", "3 weeks ago", "4 months ago", "2 years ago"."""
    days = (today - day).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    if days < 14:
        return f"{days} days ago"
    if days < 60:
        return f"{days // 7} weeks ago"
    months = round(days / 30.44)
    return f"{months} months ago" if months < 24 else f"{months // 12} years ago"


def _why(one: FollowUp, today: date) -> str:
    if one.opened_on is None:
        return "A reminder you set"
    what = "Not now" if one.reason else "You said you would talk again"
    if one.reason not in ("", "unstated"):
        what += f": {REASON_WORDS[one.reason]}"
    return f"{what}, {ago(one.opened_on, today)}"


def _due(one: FollowUp, today: date) -> str:
    if one.due_on > today:
        return dated_words(one.due_on, today)
    return "Due today" if one.due_on == today else f"Due since {dated_words(one.due_on, today)}"
