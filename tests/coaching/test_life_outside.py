"""What is told of home, of one's own body and of contempt is no objection of a prospect: it gets a word of its own."""

import pytest
from support.telling import reply_to, story_of

from coach.understanding import note_on_drafts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("had a stent put in last month. slower on stairs now", "body"),
        ("migraine since noon, couldn't look at the screen", "body"),
        ("slept 3h, twins are teething", "home"),
        ("kid has fever, slept 3h, and boss wants forecast by 5", "home"),
        ("landlord is putting my rent up again", "home"),
        ("my husband thinks i should quit", "kin_doubts"),
        ("my wife says i should go back to the warehouse. maybe she is right", "kin_doubts"),
        ("one guy spat on the ground in front of me and said get a real job", "contempt"),
        ("a woman called me a parasite", "contempt"),
        ("Rücken macht mir grad zu schaffen, drum nur 3 Anrufe, niemand abgenommen", "body"),
        ("mei mama liegt im spital und ich muss trotzdem den ganzen tag lächeln", "home"),
        ("meine tochter hat fieber und die kita ist zu", "home"),
        ("meine frau meint ich soll mir was gscheites suchen", "kin_doubts"),
        ("einer meinte such dir nen richtigen job. das sitzt", "contempt"),
        ("my prospect is sick, the demo is off again", None),
        ("his wife had surgery, he asked for a call in march", None),
        ("the doctor said no, not interested in our device", None),
        ("38 doors, 7 talked, 5 said no, my knees are killing me", None),
        ("i'm sick of this", None),
        ("slept on it, still want to call him", None),
        ("the client is a headache", None),
        ("my wife wants me to call her sister about a policy", None),
        ("zahnarzt hat abgesagt, termin futsch", None),
        ("seine frau ist krank, termin verschoben", None),
        ("der arzt sagt nein, zu teuer", None),
    ],
)
def test_what_is_told_of_life_gets_its_own_word(text: str, name: str | None) -> None:
    """A customer's illness, an idiom and a day with no's in it do not."""
    assert story_of(text) == name


@pytest.mark.parametrize(
    ("text", "last", "name"),
    [
        ("cant stop thinking about it", "one guy spat on the ground in front of me", "lingers"),
        ("geht mir nicht aus dem kopf", "einer hat mich abzocker genannt", "lingers"),
        ("cant stop thinking about it", "what a nice day", None),
    ],
)
def test_what_does_not_leave_the_head(text: str, last: str, name: str | None) -> None:
    """Where something was told a moment ago that could stay there."""
    assert story_of(text, last) == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "just leave me alone tonight"),
        ("en", "i dont want to talk today"),
        ("de", "lass mich einfach in ruhe heute ok"),
        ("de", "mag heute nicht mehr reden"),
    ],
)
def test_who_wants_to_be_left_alone_is(language: str, text: str) -> None:
    """Nothing but that, and no word of a final no."""
    reply = reply_to(text)
    assert [block.text for block in reply.before] == [note_on_drafts("left_alone", language)]
    assert not reply.pieces


@pytest.mark.parametrize(("language", "text"), [("en", "leave me alone"), ("de", "lass mich in ruhe")])
def test_words_that_may_be_theirs_name_the_final_no_too(language: str, text: str) -> None:
    """By itself it may be pasted."""
    assert [block.text for block in reply_to(text).before] == [note_on_drafts("left_alone_or_told", language)]


@pytest.mark.parametrize("text", ["Dana said leave me alone, for good", "12 calls, 3 said leave me alone"])
def test_what_somebody_else_said_is_told_of_them(text: str) -> None:
    """A final no that is told stays one."""
    assert all(block.text != note_on_drafts("left_alone", "en") for block in reply_to(text).before)
