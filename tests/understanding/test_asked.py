"""Plain questions: which of the acts that people ask about again and again, and what the other side said."""

import pytest

from coach.understanding import understand
from coach.understanding.asked import ACTS, AS_WELL, CHANNELS, FORMS, HEARD
from coach.understanding.phrases import book
from coach.understanding.questions import weights


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_act_can_be_asked_for(language: str) -> None:
    """In each language every act has its phrases or is learnt and every objection its phrases; there are no others."""
    named = {label for label, _, _ in book("asked", language)._entries}
    assert named <= {*ACTS, *FORMS, *CHANNELS, AS_WELL}
    assert named | set(weights().labels) >= {*ACTS, *FORMS, *CHANNELS}
    assert {label for label, _, _ in book("heard", language)._entries} == set(HEARD)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Would it be pushy to email them a second time?", "follow_up"),
        ("Ist es aufdringlich, wenn ich nochmal schreibe?", "follow_up"),
        ("when should i chase the recruiter", "when"),
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
        ("what do I say to my boss", "tell_boss"),
        ("is my pitch too long", "revise"),
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
        ("cheers, that thing you said the other day helped. slept well for once", "worked"),
        ("that thing you said the other day never helped", None),
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


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I knocked 10% off before she even asked. Was that stupid?", "was_wrong"),
        ("She said she'd think about it and I offered a lower price. was that a mistake", "was_wrong"),
        ("He hesitated and I talked for five minutes straight. should I have waited", "was_wrong"),
        ("I hung up first. was that wrong of me?", "was_wrong"),
        ("did I mess that up", "was_wrong"),
        ("Ich hab sofort nachgegeben beim Preis. War das ein Fehler?", "was_wrong"),
        ("hab ihm den rabatt gleich angeboten, war das blöd", "was_wrong"),
        ("Ich habe ihm das Angebot am Telefon gesagt. Hätte ich das nicht sagen sollen?", "was_wrong"),
        ("hab gleich die Provision gesenkt. war das falsch", "was_wrong"),
        ("Hab ich das richtig gemacht?", "was_wrong"),
        ("hab ich das jetzt verbockt?", "was_wrong"),
        ("I asked them for feedback already, they wrote strong profile. so what was it?", "asked_already"),
        ("we did ask for the reasons and all we got was praise. what now?", "asked_already"),
        ("I've asked why, she said it was close. what does that even mean", "asked_already"),
        ("Ich hab ja nach Feedback gefragt, sie fanden mich toll. Und jetzt?", "asked_already"),
        ("Hab um Rückmeldung gebeten, kam nur Lob. was war es dann?", "asked_already"),
        ("Wir haben schon gefragt, woran es lag, und sie fanden alles gut. Was soll das heißen?", "asked_already"),
        ("Is it ok to ask for feedback after the second interview?", "feedback"),
        ("Darf ich nach Feedback fragen?", "feedback"),
        ("How do I know if sales is right for me?", "for_me"),
        ("is this job for me? three weeks in and I cannot tell", "for_me"),
        ("how long until I know whether this line of work suits me", "for_me"),
        ("Wie merke ich, ob der Vertrieb etwas für mich ist?", "for_me"),
        ("ist der beruf überhaupt das richtige für mich", "for_me"),
        ("Passt der Job zu mir?", "for_me"),
        ("woran erkenne ich dass verkaufen mein ding ist", "for_me"),
        ("another 15 dials or call it a day?", "stop_or_on"),
        ("do I knock on ten more doors or go home", "stop_or_on"),
        ("call it a day or keep going for another hour?", "stop_or_on"),
        ("Carry on or stop for today?", "stop_or_on"),
        ("noch zehn Türen oder Feierabend?", "stop_or_on"),
        ("Soll ich noch 5 Mails schreiben oder für heute Schluss machen?", "stop_or_on"),
        ("Feierabend oder noch eine Runde anrufen?", "stop_or_on"),
        ("mach ich weiter oder geh ich nach hause für heute", "stop_or_on"),
        ("What can you do that ChatGPT can't?", "chatbot"),
        ("how are you different from a chatbot", "chatbot"),
        ("Why should I use this and not ChatGPT?", "chatbot"),
        ("is this just another chatbot?", "chatbot"),
        ("Was machst du besser als ChatGPT?", "chatbot"),
        ("Wozu brauch ich dich, wenn ich ChatGPT hab?", "chatbot"),
        ("worin unterscheidest du dich von einem chatbot", "chatbot"),
        ("Bist du nur ein ChatGPT?", "chatbot"),
        ("He said circle back once you're profitable. That's code for no, right?", "is_no"),
        ("so that's a no then isn't it", "is_no"),
        ("that means go away, doesn't it", "is_no"),
        ("Er meint, wir sollen mit mehr Umsatz wiederkommen. Das heißt doch auf Deutsch nie.", "is_no"),
        ("Das heißt nein, oder?", "is_no"),
        ("„Wir denken an Sie.“ Das ist doch eine Absage, oder?", "is_no"),
        ("Is it weird to ring Mr Okoro after half a year?", "too_late"),
        ("Would it be daft to write to her again after all these months", "too_late"),
        ("am I mad to call him after so long?", "too_late"),
        ("is it odd if I email after such a long silence", "too_late"),
        ("Ist es verrückt, sie nach so langer Zeit anzurufen?", "too_late"),
        ("wäre das komisch, wenn ich nach monaten wieder schreibe", "too_late"),
        ("Bin ich bescheuert, wenn ich mich nach all der Zeit noch melde?", "too_late"),
        ("raised my day rate and three walked. do I go back to the old one? my price scares them", "price_drop"),
        ("Put the price up last month, two no's since. Should I bring it back down?", "price_drop"),
        ("seit der Preiserhöhung zwei Absagen. soll ich wieder runter?", "price_drop"),
        ("hab den stundensatz erhöht, einer sprang ab. soll ich zurückrudern", "price_drop"),
        ("ok and if there's nothing by Friday either", "what_if"),
        ("and if nobody gets back to me on Monday?", "what_if"),
        ("well what if it stays quiet after Sunday", "what_if"),
        ("und wenn Freitag wieder keine Antwort da ist?", "what_if"),
        ("ja und wenn er sich am Montag nicht meldet", "what_if"),
        ("gut, und falls bis Mittwoch nichts kommt?", "what_if"),
        ("how do I tell my boss I'm leaving", "tell_boss"),
        ("How do I hand in my notice?", "tell_boss"),
        ("what do I say to my manager about it", "tell_boss"),
        ("how should I word my resignation", "tell_boss"),
        ("Wie sag ich das meinem Chef?", "tell_boss"),
        ("Wie formuliere ich meine Kündigung?", "tell_boss"),
        ("was sage ich meiner teamleiterin morgen", "tell_boss"),
        ("wie bringe ich das dem vertriebsleiter bei", "tell_boss"),
        ("how sure are you about that?", "sure"),
        ("are you certain about this", "sure"),
        ("how reliable is that", "sure"),
        ("bist du dir da sicher?", "sure"),
        ("wie sicher bist du da", "sure"),
        ("Wie belastbar ist das?", "sure"),
        ("do I write Helen now or wait a bit longer?", "wait"),
        ("should I call Baum already or hold off", "wait"),
        ("Ruf ich Herrn Baum schon an oder warte ich noch?", "wait"),
        ("soll ich ihr schon schreiben oder lieber noch warten", "wait"),
        ("jetzt anrufen oder noch abwarten?", "wait"),
    ],
)
def test_what_is_asked_by_class(text: str, act: str) -> None:
    """What was done, whether to stop, one's own boss, and the rest that is asked again and again, in many words."""
    assert understand(text).asked.act == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Was that a no?", "was_wrong"),
        ("was it me or the price", "was_wrong"),
        ("War das ein Nein?", "was_wrong"),
        ("is it stupid to ring her now", "was_wrong"),
        ("Was it wrong of him to shout at me?", "was_wrong"),
        ("war das falsch eingetragen?", "was_wrong"),
        ("Is that a bad rate?", "was_wrong"),
        ("Was hab ich falsch gemacht?", "was_wrong"),
        ("I asked for feedback and heard nothing. Should I ask again?", "feedback"),
        ("Hab nach Feedback gefragt, keine Antwort. Soll ich nochmal nachhaken?", "feedback"),
        ("Woran merke ich, ob der Kunde ernst meint?", "for_me"),
        ("how do I know if she is interested", "for_me"),
        ("is this lead right for me to call today", "for_me"),
        ("Wie merke ich, dass jemand nur höflich ist?", "for_me"),
        ("Wie viele Anrufe sind für mich gut?", "for_me"),
        ("should I carry on or quit for good", "stop_or_on"),
        ("noch heute anrufen oder bis morgen warten?", "stop_or_on"),
        ("Weitermachen oder aufhören mit der Firma?", "stop_or_on"),
        ("ring once more or write him off?", "stop_or_on"),
        ("write today or wait", "stop_or_on"),
        ("ChatGPT wrote my email, is it any good?", "chatbot"),
        ("should I let chatgpt write my follow up", "chatbot"),
        ("Die Mail hat ChatGPT geschrieben, ist die gut?", "chatbot"),
        ("A client says he'd rather use ChatGPT than hire me. What do I answer?", "chatbot"),
        ("what can I do better tomorrow", "chatbot"),
        ("I never heard from him again", "is_no"),
        ("Das ist doch nicht normal, oder?", "is_no"),
        ("that is for Norma, isn't it", "is_no"),
        ("is it mad that I enjoy this", "too_late"),
        ("is it weird to wear trainers to an interview?", "too_late"),
        ("Ist es komisch, dass mich das freut?", "too_late"),
        ("I am so mad at him", "too_late"),
        ("should I go back to her with a new idea", "price_drop"),
        ("soll ich wieder zurück in den vertrieb", "price_drop"),
        ("What do I say when she has to ask her boss?", "tell_boss"),
        ("how do I get past the receptionist to the boss", "tell_boss"),
        ("Was sag ich, wenn er erst seinen Chef fragen muss?", "tell_boss"),
        ("der kunde hat gekündigt, was schreib ich ihm", "tell_boss"),
        ("how sure was he?", "sure"),
        ("Wie sicher ist das hier?", "sure"),
        ("I am not sure about this", "sure"),
    ],
)
def test_what_only_sounds_like_it(text: str, act: str) -> None:
    """Near misses: a word in common is no question in common."""
    assert understand(text).asked.act != act


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("He goes 'just drop it in an email' every time", "send_info"),
        ("she said stick something in writing", "send_info"),
        ("„Packen Sie es in eine Mail“, sagt er.", "send_info"),
        ("client wants another round of revisions for free", "extra_work"),
        ("she keeps asking for more changes and expects them for nothing", "extra_work"),
        ("Der Kunde will noch eine Änderung gratis", "extra_work"),
        ("Sie verlangt zwei weitere Korrekturen kostenlos", "extra_work"),
        ("they want three drafts for free before they decide", "free_work"),
        ("my boss laughed at my numbers in front of the whole team", "shown_up"),
        ("Meine Chefin hat mich vorm ganzen Team vorgeführt", "shown_up"),
        ("I want to hand in my notice", "notice"),
        ("ich will meine Kündigung einreichen", "notice"),
        ("Ich hab ihm sofort einen Rabatt gegeben", "discount"),
        ("I knocked ten percent off", "discount"),
        ("und wenn bis Freitag nichts kommt", "silence"),
        ("there is still nothing from them", "silence"),
        ("Come back with 500k in revenue, he said", "condition"),
        ("he says his wife isn't convinced", "partner"),
        ("and if her husband is against it?", "partner"),
        ("und wenn ihr Mann noch nicht sicher ist?", "partner"),
        ("Seine Frau ist dagegen", "partner"),
        ("they want a mural in exchange for exposure", "exposure"),
        ("he wants to pay me in publicity", "exposure"),
        ("Sie will ein Plakat für Reichweite statt Geld", "exposure"),
        ("my boss wants me to try them once more", "sent_back"),
        ("Meine Chefin will, dass ich da nochmal anrufe", "sent_back"),
        ("how do I tell the team", "team"),
        ("wie sag ich es dem Team", "team"),
    ],
)
def test_what_the_other_side_did_in_many_words(text: str, heard: str) -> None:
    """A prospect, a client who wants more, or one's own boss."""
    assert understand(text).asked.heard == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("my wife isn't sure that this job is for me", "partner"),
        ("Meine Frau ist nicht sicher, ob das was für mich ist", "partner"),
        ("Frau Baum will noch nicht", "partner"),
        ("his exposure to risk is high", "exposure"),
        ("she wants a credit check", "exposure"),
        ("my boss wants the report again", "sent_back"),
        ("her team lead decides", "team"),
    ],
)
def test_what_the_other_side_did_not_do(text: str, heard: str) -> None:
    """One's own wife, a woman's name, risk and reports."""
    assert understand(text).asked.heard != heard


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("what do I say when they go put it in an email", "spoken"),
        ("was sag ich auf „schicken Sie es per Mail“", "spoken"),
        ("what do I write when they ask for an email", "written"),
        ("what do I reply by email to too expensive", "written"),
    ],
)
def test_an_email_that_is_wanted_is_not_where_it_is_answered(text: str, channel: str) -> None:
    """Who asks what to say is on the phone."""
    assert understand(text).asked.channel == channel


@pytest.mark.parametrize(
    "text",
    [
        "forty talks without a sale, there's got to be one coming", "surely there is a yes coming soon",
        "must be one in there today after all those no's", "after this week there has to be a sale coming",
        "Jetzt muss doch mal einer kommen", "nach so einer Woche muss doch langsam jemand zusagen",
        "einer muss doch heute unterschreiben", "irgendwann muss ja mal wer kaufen, oder?",
    ],
)  # fmt: skip
def test_no_run_makes_a_yes_due(text: str) -> None:
    """In whatever words it is hoped for."""
    assert understand(text).scope == "odds_due"


@pytest.mark.parametrize(
    "text",
    [
        "two viewings, one coming at five", "surely that email was rude", "there must be somebody who decides there",
        "Morgen muss einer vom Team kommen", "da muss ich heute noch hin", "eine muss ich noch anrufen",
    ],
)  # fmt: skip
def test_what_must_be_is_not_always_a_yes(text: str) -> None:
    """Appointments, duties and guesses are no odds."""
    assert understand(text).scope != "odds_due"


@pytest.mark.parametrize(
    ("text", "language", "act"),
    [
        ("are they worth one more call", "en", "still_open"),
        ("is it worth contacting Baum again", "en", "still_open"),
        ("Ten days of nothing. Should I mail her again?", "en", "follow_up"),
        ("no reply, 12 days. do I write again?", "en", "follow_up"),
        ("wäre die Hoffmann noch einen Versuch wert?", "de", "still_open"),
        ("kann das mit Okafor noch was werden?", "de", "still_open"),
        ("Seit zehn Tagen Funkstille. Schreib ich nochmal?", "de", "follow_up"),
        ("Soll ich mich nochmal melden?", "de", "follow_up"),
    ],
)
def test_whether_to_try_once_more(text: str, language: str, act: str) -> None:
    """A yes or no is asked for, and no length of time."""
    assert understand(text, language).asked.act == act


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("is the position still open?", "en"), ("is the shop still open on saturday?", "en"),
        ("do I go back to the old price?", "en"), ("was it worth a try?", "en"),
        ("when I call people they hang up", "en"),
        ("hab noch eine frage offen", "de"), ("Ist die Stelle noch offen?", "de"), ("wann hast du geöffnet", "de"),
    ],
)  # fmt: skip
def test_what_is_no_further_try(text: str, language: str) -> None:
    """A job, a shop, a price, and what was."""
    assert understand(text, language).asked.act not in ("still_open", "follow_up", "when")
