"""Orders to write down what was just told."""

import pytest

from coach.understanding import Order, amount_in, assents, names_amount, order_in, takes_out


@pytest.mark.parametrize(
    ("text", "language", "outcome"),
    [
        ("put that down as a no please", "en", "soft_no"),
        ("Log that as a hard no", "en", "hard_no"),
        ("can you mark it as a yes?", "en", "won"),
        ("write that down as a callback", "en", "progress"),
        ("put him down as a no answer", "en", "no_answer"),
        ("log it", "en", None),
        ("yes log the calls", "en", None),
        ("log the no's please", "en", "soft_no"),
        ("trag die Anrufe ein", "de", None),
        ("could you put that in my journal?", "en", None),
        ("schreib das als nein auf", "de", "soft_no"),
        ("kannst du das als Absage eintragen?", "de", "soft_no"),
        ("als ja eintragen", "de", "won"),
        ("trag das bitte ein", "de", None),
        ("notier mir das", "de", None),
    ],
)
def test_an_order_is_heard(text: str, language: str, outcome: str | None) -> None:
    """With what it is to be written down as."""
    assert order_in(text, language) == Order(outcome)


def test_an_order_may_say_how_many() -> None:
    """The number of what was told, so that another one is not taken for it."""
    assert order_in("yes log the three calls", "en") == Order(count=3)
    assert order_in("ja trag die drei Anrufe ein", "de") == Order(count=3)
    assert order_in("log three calls", "en") is None


def test_what_stands_beside_it_is_what_was_told() -> None:
    """An order may end the message that tells it."""
    order = order_in("She says my fee is a rip off. Put that down as a no", "en")
    assert order == Order("soft_no", "she says my fee is a rip off")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("write that email for me", "en"),
        ("write it", "en"),
        ("put that behind me", "en"),
        ("I put that down as a no", "en"),
        ("how do I log it?", "en"),
        ("don't log that", "en"),
        ("count me out", "en"),
        ("book a call", "en"),
        ("note that she said no", "en"),
        ("schreib mir eine mail", "de"),
        ("schreib das um", "de"),
        ("soll ich das eintragen", "de"),
        ("halt die klappe", "de"),
        ("zähl das mal zusammen", "de"),
    ],
)
def test_other_requests_are_none(text: str, language: str) -> None:
    """Nothing is drafted for a text to write, a question, or a turn of phrase."""
    assert order_in(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("yes please", "en"),
        ("yeah go on then", "en"),
        ("yep like that please", "en"),
        ("yeah do that", "en"),
        ("great, as is", "en"),
        ("sure why not", "en"),
        ("alright go ahead then", "en"),
        ("ja bitte", "de"),
        ("ja mach so", "de"),
        ("passt so, rein damit", "de"),
        ("ok so lassen", "de"),
        ("ja kann so rein", "de"),
        ("jo mach das mal", "de"),
    ],
)
def test_assent_is_heard(text: str, language: str) -> None:
    """To what was offered, in the words of people who type little."""
    assert assents(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ok put it down like that", "en"),
        ("fine, log it like that", "en"),
        ("passt, trag ein", "de"),
        ("gut, so eintragen bitte", "de"),
    ],
)
def test_an_order_may_say_that_it_is_right_so(text: str, language: str) -> None:
    """As it was drafted."""
    assert order_in(text, language) == Order()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ok", "en"),
        ("go on", "en"),
        ("ok but why", "en"),
        ("yeah right", "en"),
        ("yes he did go on", "en"),
        ("like what", "en"),
        ("ja", "de"),
        ("ja aber warum", "de"),
        ("mach ich", "de"),
        ("so nicht", "de"),
        ("lass es", "de"),
    ],
)
def test_less_is_no_assent(text: str, language: str) -> None:
    """A doubt, a question, or a word that may mean "tell me more"."""
    assert not assents(text, language) and order_in(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can you take out what i put in yesterday, i mixed up the numbers", "en"),
        ("oh and delete yesterdays entry, it was wrong", "en"),
        ("undo that", "en"),
        ("remove the last entry please", "en"),
        ("i need to change the numbers from yesterday", "en"),
        ("how do i correct what i logged on friday", "en"),
        ("kannst du das von gestern wieder rausnehmen, ich hab die zahlen verwechselt", "de"),
        ("lösch den eintrag von gestern bitte", "de"),
        ("nimm das von gestern raus", "de"),
        ("ich möchte den letzten eintrag korrigieren", "de"),
        ("wie kann ich die zahlen von gestern ändern", "de"),
        ("was ich gestern eingetragen hab bitte wieder löschen", "de"),
    ],
)
def test_what_is_to_be_taken_out_is_heard(text: str, language: str) -> None:
    """An entry, or the numbers of a day."""
    assert takes_out(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("can you take out the trash", "en"),
        ("take me off your list he said", "en"),
        ("i took out yesterdays entry", "en"),
        ("what did i put in yesterday", "en"),
        ("how do i take the sting out of yesterday", "en"),
        ("i want to change my numbers", "en"),
        ("delete my account", "en"),
        ("lösch mein konto", "de"),
        ("nimm mich von der liste", "de"),
        ("ich hab den eintrag gelöscht", "de"),
        ("soll ich den preis ändern", "de"),
        ("ich muss das gestern vergessen", "de"),
    ],
)
def test_other_things_are_not_taken_out(text: str, language: str) -> None:
    """A prospect, an account, a price, what was done already, or what is only asked."""
    assert not takes_out(text, language)


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("commission should come to about 7,400. put that in too", "en", 7_400),
        ("it is worth 1.5k, add that too", "en", 1_500),
        ("the fee is $3,200. log that as well", "en", 3_200),
        ("18.400 euro. schreib das auch auf", "de", 18_400),
        ("trag den betrag auch ein, 3200,50 euro", "de", 3_200.5),
        ("put those 12 down as price no's", "en", None),
        ("120 calls. put that in", "en", None),
        ("the fee is 3,200 or 3,400", "en", None),
        ("100 anrufe. trag das ein", "de", None),
    ],
)
def test_a_sum_is_read(text: str, language: str, amount: float | None) -> None:
    """One that words or a sign call money, and no count."""
    assert amount_in(text, language) == amount


def test_a_sum_may_be_named_alone() -> None:
    """The one that was told before."""
    assert names_amount("put the commission in too") and names_amount("trag die provision auch ein", "de")
    assert not names_amount("put the calls in") and not names_amount("trag die anrufe ein", "de")
