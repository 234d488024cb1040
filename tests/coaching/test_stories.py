"""Stories: what somebody tells gets a word of its own, before anything is looked up, counted or advised."""

from random import Random

import pytest
from support.telling import TODAY, reply_to, story_of

from coach.coaching.answers import FINAL, answers, scripts
from coach.coaching.people import Here
from coach.coaching.preparation import prepare
from coach.coaching.quantities import typed_quantity
from coach.coaching.selection import Memory
from coach.coaching.story import said
from coach.coaching.turn import Prepared
from coach.evaluation.histories import fold, history
from prompts.cards import load_deck

LANGUAGES = ["en", "de"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_sound(language: str) -> None:
    """No number is typed, nothing is shouted, and each piece of advice cites cards that exist."""
    deck = load_deck(language)
    for one in said(language).values():
        for text in (one.say, one.do):
            assert typed_quantity(text) is None, text
            assert "!" not in text
        assert one.cards
        assert all(card in deck for card in (*one.cards, *one.do_cards))
        assert bool(one.do) == bool(one.do_cards)
        assert not (one.do and one.words)
        assert not one.words or one.words in scripts(language)


def test_both_languages_say_alike() -> None:
    """The same cards and words; only the texts differ."""
    english, german = said("en"), said("de")
    assert english.keys() == german.keys()
    for name, one in english.items():
        other = german[name]
        assert (one.cards, one.do_cards, one.words) == (other.cards, other.do_cards, other.words), name


@pytest.mark.parametrize(
    "text",
    [
        "an old man let his dog loose on me at number 12",
        "Their dog bit me at the gate, leg is fine but still",
        "some bloke shoved me off his porch today",
        "guy threatened to punch me if i came back",
        "she locked me in the garage for ten minutes, thought i was a burglar",
        "Man came to the door with a knife in his hand. 12 doors after that, 9 no's",
        "he grabbed me by the collar and threw a bottle at me",
        "Einer hat heute seinen Hund auf mich gehetzt",
        "Der Schäferhund hat mich am Tor gebissen",
        "Ein Kunde hat mich gegen die Wand gedrückt",
        "mich hat einer bis zum Auto verfolgt",
        "Ein Kunde hat mich heute aus der Tür geschubst.",
        "er hat mir Prügel angedroht und mich bedroht, wenn ich wiederkomme",
        "Die Frau hat mich im Treppenhaus eingesperrt",
        "Der Kunde hat mir mit einer Axt gedroht",
        "Mann mit Axt an der Tür, bin gerannt",
    ],
)
def test_who_was_in_danger_hears_that_first(text: str) -> None:
    """That it was dangerous, and one small thing; nothing of objections, and no numbers."""
    assert story_of(text) == "threat"
    assert [piece.kind for piece in reply_to(text).pieces] == ["validation", "action"]


@pytest.mark.parametrize(
    "text",
    [
        "the receptionist would not let me past",
        "boss won't let me leave early",
        "they won't let me out of the contract",
        "he threatened to cancel the contract",
        "they keep threatening me with their lawyer over the invoice",
        "i'm locked out of my crm account",
        "she threw three objections at me",
        "my colleague was bitten by a dog, so I do his street",
        "He pushed me for a discount",
        "She has a dog and loves it, we talked for ten minutes",
        "the guy punched me in as a new lead",
        "Der Kunde droht mit Kündigung",
        "Er hat mir mit seinem Anwalt gedroht",
        "Die Dame hat einen Hund, wir haben nett geredet",
        "Ich bin aus dem CRM ausgesperrt",
        "Mein Kollege wurde vom Hund gebissen, ich mach seine Straße",
        "Er hat mich mit der Frage vor den Kopf gestoßen",
    ],
)
def test_what_only_sounds_dangerous(text: str) -> None:
    """A threat to leave, a colleague's dog and a locked account frighten nobody in the street."""
    assert story_of(text) not in ("threat", "threat.halt")


@pytest.mark.parametrize(
    ("text", "last", "name"),
    [
        ("not injured, but i can't face another door", "a man set his dog on me", "halt"),
        ("just shaken. i want to go home", "he shoved me down the steps", "halt"),
        ("nicht verletzt, aber ich kann heute nicht mehr", "Einer hat den Hund auf mich gehetzt", "halt"),
        ("ich trau mich nicht mehr an die nächste Tür", "Ein Mann hat mich geschlagen und bedroht", "halt"),
        ("He set the dog on me and now I want to go home. am i a coward?", "", "threat.halt"),
        ("Einer hat mich bedroht, ich will heim. Ist das feige?", "", "threat.halt"),
        ("He screamed at me down the phone, my hands are still shaking", "", "shouted"),
        ("Der hat mich so angebrüllt, mir zittern die Knie", "", "shouted"),
        ("another ten doors or call it a day?", "a man set his dog on me", "halt"),
        ("noch zehn Türen oder Feierabend?", "Einer hat den Hund auf mich gehetzt", "halt"),
        ("I can't start with the same line again. What do I say to too expensive?", "a man set his dog on me", None),
        ("i can't face another door", "12 doors, 9 no's", None),
        ("ich kann heute nicht mehr", "heute 12 Absagen", None),
        ("my hands were shaking before the first call", "", None),
        ("Der hat mich angeschrien und aufgelegt.", "", None),
    ],
)
def test_who_was_frightened_may_stop(text: str, last: str, name: str | None) -> None:
    """For today, and in so many words; a tired day and nerves are another matter."""
    assert story_of(text, last) == name


def test_a_final_no_that_was_shouted_is_kept_as_one() -> None:
    """Beside the word for the fright, and with nobody else to turn to."""
    reply = reply_to("She screamed never to call again and yelled at me, I am still shaking")
    assert [piece.kind for piece in reply.pieces] == ["validation", "insight", "action"]


@pytest.mark.parametrize(
    ("text", "last", "name"),
    [
        ("it was the job i really wanted", "They went with somebody else.", "wanted"),
        ("that client was the one i truly hoped for", "got a rejection mail today", "wanted"),
        ("they picked somebody else. i wanted that one so badly", "", "wanted"),
        ("sie haben sich für jemand anders entschieden. den auftrag wollte ich unbedingt", "", "wanted"),
        ("i didn't get the job, it was my dream job", "", "wanted"),
        ("Die Stelle hat eine andere bekommen. Das war genau die, die ich wollte", "", "wanted"),
        ("Das war die Stelle, die ich wirklich wollte", "Heute kam die Absage.", "wanted"),
        ("es war mein Traumjob", "Wieder eine Absage bekommen.", "wanted"),
        ("it was the job i really wanted and i got it", "", None),
        ("is this the client i wanted most in your list?", "", None),
        ("Das war der Kunde, den ich wirklich wollte, und er hat unterschrieben", "", None),
        ("The fund said no. It was the last one we were counting on, money runs out in March.", "", "last_hope"),
        ("The second fund passed too. They were our last hope.", "", "last_hope"),
        ("Auch der letzte Fonds hat abgesagt, mit dem hatten wir noch gerechnet", "", "last_hope"),
        ("Absage. Das war unsere letzte Hoffnung, das Geld reicht noch bis März", "", "last_hope"),
        ("last one for today said no", "", None),
        ("Der letzte Kunde heute hat abgesagt", "", None),
    ],
)
def test_the_one_that_was_wanted_and_the_last_one(text: str, last: str, name: str | None) -> None:
    """A word for it, and nothing of others who are out there."""
    assert story_of(text, last) == name


@pytest.mark.parametrize(
    ("text", "last", "name"),
    [
        ("I still can't believe it", "She signed today!", "unreal"),
        ("it still doesnt feel real tbh. thank you for putting up with me", "we won the deal", "unreal.thanks"),
        ("Ich kann es noch gar nicht glauben", "Er hat heute unterschrieben!", "unreal"),
        ("thank you for bearing with me all week", "", "thanks"),
        ("Danke, dass du mich aushältst", "", "thanks"),
        ("can't believe how rude he was", "He said no.", None),
        ("thanks for the offer, he said, and hung up", "", None),
        ("and now i start from scratch again", "Sold one on Friday!", "from_zero"),
        ("jetzt fängt alles wieder bei null an", "Gestern hab ich eine Wohnung verkauft", "from_zero"),
        ("how do I build a list from scratch?", "", None),
    ],
)
def test_what_follows_good_news(text: str, last: str, name: str | None) -> None:
    """Thanks and disbelief are heard, and so is that the next one is still to come."""
    assert story_of(text, last) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they hung a leaderboard over my desk and i'm second to last", "ranking"),
        ("everybody's numbers are on the wall now and mine are at the bottom", "ranking"),
        ("Die Rangliste hängt im Flur und ich bin Vorletzter. Ich schäme mich", "ranking"),
        ("Alle Zahlen hängen jetzt an der Wand im Büro, meine ganz unten", "ranking"),
        ("how do we rank higher on google? our ranking is awful", None),
        ("my manager sat in on a call and said nothing afterwards", "watched"),
        ("The boss listened to my pitch. All she did was sigh, then nothing", "watched"),
        ("Mein Chef hat beim Anruf mitgehört und danach nur genickt", "watched"),
        ("Die Chefin hat mitgehört. Danach kam nur ein hm", "watched"),
        ("boss was on the line the whole time, said nothing afterwards", "watched"),
        ("Chefin saß daneben, kein Wort danach", "watched"),
        ("boss won't let me go lower, client wants 10% less", "boss_refuses"),
        ("ich darf keinen Rabatt geben, sagt die Chefin, der Kunde besteht drauf", "boss_refuses"),
        ("my boss listened in and gave me a good tip", None),
        ("my wife asked how work is and I said great. I feel like a liar", "front"),
        ("I keep telling my parents that everything is going well, it isn't", "front"),
        ("Meine Mutter fragt wie es läuft und ich sage immer gut", "front"),
        ("Habe meiner Frau am Telefon vorgelogen, dass die Geschäfte laufen", "front"),
        ("The client asked how it is going and I said fine", None),
        ("Beim Preis will er 5 Prozent runter, aber meine Chefin sagt nein", "boss_refuses"),
        ("He'd sign with a 5% discount but my boss says no. I'm stuck in the middle", "boss_refuses"),
        ("Mein Chef verbietet mir jeden Rabatt, der Kunde springt sonst ab", "boss_refuses"),
        ("She wants it cheaper, her boss says no to the price", None),
        ("Sein Chef sagt nein zum Preis", None),
    ],
)
def test_shame_and_one_s_own_house(text: str, name: str | None) -> None:
    """The feeling first; nothing of a talk that nobody announced. A client's boss is not one's own."""
    assert story_of(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("she offered 200. I usually charge a price of 1200 for that", "low_offer"),
        ("got lowballed again", "low_offer"),
        ("Er bietet 100 Euro, mein Preis ist 600", "low_offer"),
        ("die wollen das zum Bruchteil von meinem Preis", "low_offer"),
        ("he says his nephew could do it for free on his laptop", "anyone_can"),
        ("Der Kunde meint, sein Sohn macht das umsonst am Wochenende", "anyone_can"),
        ("Sie sagt, die KI macht das gratis in fünf Minuten", "anyone_can"),
        ("The investor passed, nice words, and please keep us posted", "keep_posted"),
        ("Absage vom Fonds, wir sollen sie auf dem Laufenden halten", "keep_posted"),
        ("She left. Her successor didn't know me and wants me to send documents", "successor"),
        ("Die neue Ansprechpartnerin kennt mich nicht, ich soll ihr Unterlagen schicken", "successor"),
        ("client pulled out after i had done most of the work", "cancelled"),
        ("Kundin hat mitten im Auftrag abgebrochen, die halbe Arbeit ist schon fertig", "cancelled"),
        ("150 statt 900 bietet er mir", "low_offer"),
        ("meine Kundin sagt, das kann ChatGPT auch, und zwar gratis", "anyone_can"),
        ("they passed but want to be kept in the loop", "keep_posted"),
        ("my son could do the shopping", None),
        ("Mein Sohn macht das am Wochenende gratis", None),
        ("a rival charges half of our price", None),
        ("I offered him half, my price is 900", None),
        ("keep me posted on my numbers please", None),
        ("she cancelled the meeting halfway through the day", None),
        ("Der Termin wurde abgesagt, die halbe Arbeit war umsonst", None),
    ],
)
def test_what_the_other_side_did(text: str, name: str | None) -> None:
    """Told and not asked about, it is answered all the same."""
    assert story_of(text) == name


@pytest.mark.parametrize(
    ("text", "last", "begins"),
    [
        ("They offered 300, my fee is 1200. what do I write back?", "", "“Thank you for the offer."),
        ("write me something", "she offered 200, our price is 900", "“Thank you for the offer."),
        ("Sie bieten 200, mein Honorar ist 800. Was schreib ich?", "", "„Danke für das Angebot."),
        ("The vc said no but keep us posted. what do i write?", "", "“Thank you for your time, and"),
        ("was antworte ich darauf?", "Absage, aber wir sollen sie auf dem Laufenden halten", "„Danke für die Zeit und"),
        ("and if he says his wife isn't convinced?", "", "“That makes sense, it is for both of you."),
        ("Ihr Mann ist noch nicht überzeugt. Was antworte ich?", "", "„Das verstehe ich, es betrifft Sie beide."),
        ("They want a mural for exposure. Help me say no", "", "“Thank you for thinking of me."),
        ("Die wollen das Plakat für Reichweite statt Geld. Was sag ich?", "", "„Danke, dass Sie an mich"),
        ("how do I tell him?", "my boss says I should try them once more", None),
        ("my boss wants me to call them again, how do i tell him no", "", "“They have told us no"),
        (
            "Wie bring ich das meiner Chefin bei?",
            "Meine Chefin will, dass ich dort nochmal anrufe",
            "„Von dort kam ein Nein",
        ),
    ],
)
def test_words_are_for_what_they_said(text: str, last: str, begins: str | None) -> None:
    """An offer, praise with a no, a wife, a boss who sends one back: not words for something else."""
    texts = [piece.template for piece in reply_to(text, last).pieces]
    assert begins is None or any(one.startswith(begins) for one in texts), texts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The investor is out. How do I tell my team?", "team"),
        ("how do i tell my team we are running out of money", "team"),
        ("Wie erkläre ich dem Team, dass der Investor abgesprungen ist?", "team"),
        ("Das Geld reicht bis März. Wie sag ich es dem Team?", "team"),
        ("how do I tell my team what a great quarter it was?", None),
        ("Soll ich dem Team erzählen, wie es mir geht?", None),
    ],
)
def test_bad_news_for_a_team(text: str, name: str | None) -> None:
    """Plainly, and with the blanks to fill in; good news and one's own mood are another matter."""
    assert story_of(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "He loves the product but is not sure about the market, keep us posted he says",
        "he would only pay 150. my normal price is 900",
        "his successor Mrs Varga wants me to mail her the brochure",
    ],
)
def test_no_story_leads_back_to_a_final_no(text: str) -> None:
    """Only a fright is answered there, whoever caused it."""
    assert story_of(text)
    locked = _about_a_final_no(text)
    assert locked.before[0].kind == "notice"
    assert not any(piece.kind in ("action", "insight") for piece in locked.pieces)
    fright = _about_a_final_no("he set his dog on me, my hands still shake")
    assert [piece.template for piece in fright.pieces] == [said("en")["threat"].say, said("en")["threat"].do]


def _about_a_final_no(text: str) -> Prepared:
    states = fold(history(Random(3), TODAY))
    return prepare(text, "r", states, TODAY, load_deck(), Memory(), lambda _: None, here=Here(closed=True))


def test_nor_to_one_that_was_told_a_moment_ago() -> None:
    """Nobody is told how to reach them; what is for one's own house is."""
    last = "Ada Bell told me never to call again."
    here, memory = Here(told=frozenset({"bell"})), Memory(last=last, earlier=[last])
    states = fold(history(Random(3), TODAY))
    for text, name, answered in [
        ("She loves it but is not sure about the market, keep us posted she says", "keep_posted", False),
        ("The call list hangs on the wall with everybody's numbers and I am last on it", "ranking", True),
    ]:
        assert story_of(text) == name
        reply = prepare(text, "r", states, TODAY, load_deck(), memory, lambda _: None, here=here)
        shown = [piece.template for piece in reply.pieces]
        assert (said("en")[name].say in shown) is answered
        assert (answers("en")[FINAL].say in shown) is not answered
