"""Plain questions: which of the acts that people ask about again and again, and what the other side said."""

import pytest

from coach.understanding import understand
from coach.understanding.asked import ACTS, CHANNELS, FORMS, HEARD
from coach.understanding.phrases import book
from coach.understanding.questions import weights


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_act_can_be_asked_for(language: str) -> None:
    """In each language every act has its phrases or is learnt and every objection its phrases; there are no others."""
    named = {label for label, _, _ in book("asked", language)._entries}
    assert named <= {*ACTS, *FORMS, *CHANNELS}
    assert named | set(weights().labels) >= {*ACTS, *FORMS, *CHANNELS}
    assert {label for label, _, _ in book("heard", language)._entries} == set(HEARD)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Would it be pushy to email them a second time?", "follow_up"),
        ("Ist es aufdringlich, wenn ich nochmal schreibe?", "follow_up"),
        ("when should i chase the recruiter", "wait"),
        ("Wie lange warte ich mit dem Nachfassen?", "wait"),
        ("client went silent after the quote, is it dead?", "is_no"),
        ("„Wir melden uns.“ Ist das eine Absage?", "is_no"),
        ("do we match the 1% the chain asks", "price_drop"),
        ("Soll ich Rabatt geben?", "price_drop"),
        ("is the list the problem or is it me", "me_or_it"),
        ("Liegts an mir oder am Produkt?", "me_or_it"),
        ("Is it ok to ask why they rejected me?", "feedback"),
        ("darf ich fragen warum sie mich nicht genommen haben", "feedback"),
        ("fewer calls but better prepared, or just more?", "quality"),
        ("lieber viele bewerbungen oder wenige gute?", "quality"),
        ("how many calls should i do on day 1", "start_count"),
        ("how many doors do I need for 3 signups?", None),
        ("Should we give up and close the company?", "quit"),
        ("kann ich für heute aufhören?", None),
        ("Woran merke ich, ob einer echtes Interesse hat oder nur höflich ist?", "real_or_polite"),
        ("whom do I ring first this morning", "whom"),
        ("who do I talk to when it's this bad", None),
        ("it's been 3 months, can i still write to them", "too_late"),
        ("Zehn Absagen hintereinander, ist das noch normal?", "normal"),
        ("Is my reply rate normal for cold email?", None),
        ("Soll ich ihn abschreiben?", "write_off"),
        ("bin ich mit 50 zu alt dafür", "cut_out"),
        ("how does one find clients without cold calling", "without_selling"),
        ("muss ich meinen ersten satz ändern?", "first_line"),
        ("is it better to phone or write", "channel"),
        ("should i leave a voicemail when they dont pick up", "voicemail"),
        ("best time of day to call builders?", "best_time"),
        ("What do I reply to that?", "words"),
        ("was antwortet man auf „zu früh“", "words"),
        ("what do I say to my boss", None),
        ("is my pitch too long", None),
        ("should I take the money from my uncle", "outside"),
        ("should I hire a salesperson", "unlisted"),
        ("what do I note after a call", "records"),
        ("Was soll ich mir nach jedem Gespräch notieren?", "records"),
        ("Do I log that as timing?", "log_as"),
        ("can you improve my email", "revise"),
        ("she signed! how do I thank her", "confirm"),
        ("What does this do that Excel can't?", "tool"),
        ("and if he walks?", "what_if"),
        ("does a day off break my streak", "streak"),
        ("can you move her to march", "move"),
        ("der Satz mit dem Vergleich hat heute gezogen", "worked"),
        ("what should i focus on tomorrow", "focus"),
        ("woran soll ich nächste Woche arbeiten?", "focus"),
        ("how many calls should I make next week", None),
        ("what should I improve in my pitch", None),
        ("how do I keep up this pace for months", "pace"),
        ("wie halte ich das Tempo ohne auszubrennen", "pace"),
        ("I am burnt out", None),
        ("wie halte ich ihn warm", None),
        ("do i go back out after lunch or call it", None),
        ("She said no again.", None),
        ("Heute 12 Anrufe, 9 Absagen.", None),
    ],
)
def test_acts(text: str, act: str | None) -> None:
    """The form of the question says what is asked, in any trade; a question about numbers is another."""
    assert understand(text).asked.act == act


@pytest.mark.parametrize(
    ("text", "heard", "channel"),
    [
        ('How do I respond to "send me an email"', "send_info", None),
        ('what would you say to "how did you get my number"', "number_source", None),
        ("what do I text a couple that went quiet", "silence", "written"),
        ("how do i answer too early in the room", "too_early", "spoken"),
        ("Was sage ich, wenn sie drüber schlafen wollen?", "think", None),
        ("Investor: melden Sie sich, wenn Sie mehr Umsatz haben. Heißt das nein?", "condition", None),
        ("sticker says no cold callers, do I still knock", "final", None),
        ("was antworte ich per Mail auf „kein Budget“", "no_budget", "written"),
    ],
)
def test_what_was_heard(text: str, heard: str, channel: str | None) -> None:
    """The objection, and where the words are to be used: that a prospect wants an email does not make them written."""
    assert understand(text).asked.heard == heard
    assert understand(text).asked.channel == channel
