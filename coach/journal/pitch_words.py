"""A version of a pitch in words: what it is called, and what it met."""

from coach.contracts import Pitch
from coach.journal.labels import OUTCOME_WORDS, counted, reason_words
from coach.words import count, gettext
from events.words import OUTCOMES


def called(pitch: Pitch) -> str:
    """ "1.2 Opener", or "1.2" where it has no title."""
    return f"{pitch.name} {pitch.title}".rstrip()


def now_in_use(pitch: Pitch) -> str:
    """What to say once a version was added or chosen."""
    return gettext("In use from now on: %(version)s. Outcomes you log count for it.", version=called(pitch))


def met(pitch: Pitch) -> str:
    """Its outcomes, such as "9 no's, 1 yes", empty where there are none."""
    return ", ".join(counted(pitch.outcomes[one], OUTCOME_WORDS[one]) for one in OUTCOMES if one in pitch.outcomes)


def about(pitch: Pitch) -> str:
    """What its no's were about, the most frequent first, empty where there are none."""
    stated = sorted(pitch.reasons.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{reason_words(reason)} {count(number)}" for reason, number in stated)
