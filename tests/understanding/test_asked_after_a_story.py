"""Asked after a story: words for a moment that is gone, the evening before, the start, and what only sounds so."""

import pytest

from coach.understanding import understand


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("she said it costs too much and i froze. what should i have answered", "words"),
        ("Help me turn him down nicely", "words"),
        ("do I reply to that and if so how", "words"),
        ("Was hätte ich da antworten sollen?", "words"),
        ("Hilf mir, freundlich nein zu sagen", "words"),
        ("soll ich ihr antworten und wenn ja was", "words"),
        ("big demo on thursday, what should i prepare", "prepare"),
        ("Interview on Monday! Finally! How do I get ready?", "prepare"),
        ("Am Freitag ist die Besichtigung, wie bereite ich mich vor?", "prepare"),
        ("Übermorgen Vorstellungsgespräch!! was mach ich vorher noch", "prepare"),
        ("what would have been the right answer", "words"),
        ("what should i do tonight, interview tomorrow at 10", "prepare"),
        ("whats on tomorrow", "tomorrow"),
        ("was mache ich morgen", "tomorrow"),
        ("i'm at half of quota and the quarter ends in two weeks, where to begin", "behind"),
        ("never done sales, start monday. whats the one thing to be careful with", "beginning"),
        ("am i pushing too hard?", "pushy"),
        ("bin ich nervig?", "pushy"),
        ("handing in my notice on monday, talk me out of it", "quit"),
        ("so how does tomorrow look", "tomorrow"),
        ("whats the plan for tomorrow", "tomorrow"),
        ("Und wie sieht morgen aus?", "tomorrow"),
        ("was steht morgen an", "tomorrow"),
        ("ok then. the one thing for tomorrow?", "focus"),
        ("what's just one thing for next week", "focus"),
        ("I'm way behind on my target with two weeks left, where do I start?", "behind"),
        ("quarter ends friday and i am at 40%. how do i catch up", "behind"),
        ("Noch drei Wochen bis Quartalsende und ich bin bei 50 Prozent der Quote. Womit fang ich an?", "behind"),
        ("Bin hinter der Vorgabe, wo soll ich anfangen?", "behind"),
        ("I have never sold anything. What should I be careful about?", "beginning"),
        ("new to sales on monday. what do i need to watch out for", "beginning"),
        ("Noch nie was verkauft, fange Montag an. Worauf muss ich achten?", "beginning"),
        ("ganz neu im Außendienst, wovor sollte ich mich hüten", "beginning"),
        ("what about tomorrow?", "tomorrow"),
        ("ok. one thing for tomorrow, not three", "tomorrow"),
        ("und morgen?", "tomorrow"),
        ("die leute von neulich kommen morgen nochmal schaun. worauf soll ich achten", "prepare"),
        ("boss wants 60 calls a day, i do 25. am i too slow?", "target"),
        ("was sag ich der frau hofrat wegen der provision", "words"),
        ("that any good?", "any_good"),
        ("ist das viel?", "any_good"),
        ("do i have to fill this in every evening?", "how_often"),
        ("would once a week be enough for the log", "how_often"),
        ("muss ich hier täglich was eintragen", "how_often"),
        ("Reicht es, wenn ich am Wochenende alles eintrage?", "how_often"),
        ("is she right, am i too pushy?", "pushy"),
        ("was i being too forward?", "pushy"),
        ("War ich zu penetrant?", "pushy"),
        ("Bin ich zu aggressiv?", "pushy"),
        ("i quit tomorrow. give me one reason why i should stay", "quit"),
        ("Ich kündige morgen. Sag mir, warum ich das nicht tun sollte", "quit"),
        ("dann sag mir wie ich das meiner Chefin beibringe", "tell_boss"),
        ("tell me how i put it to my manager", "tell_boss"),
    ],
)
def test_what_is_asked_after_a_story(text: str, act: str) -> None:
    """Words for a moment that is gone, the evening before, the start, and whether one went too far."""
    assert understand(text).asked.act == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("should I have said something?", "words"),
        ("how did the interview tomorrow come about", "prepare"),
        ("what do I do after the interview tomorrow?", "prepare"),
        ("Was mache ich morgen nach dem Vorstellungsgespräch?", "prepare"),
        ("how does her offer look", "tomorrow"),
        ("what will the weather look like tomorrow", "tomorrow"),
        ("Wie sieht das Wetter morgen aus?", "tomorrow"),
        ("where do I start with the email to her?", "behind"),
        ("my manager says i should call Lou Fisk again, new angle. how do I start?", "behind"),
        ("Mein Chef sagt ich soll Lou Fisk nochmal anrufen. Wie fang ich da an?", "behind"),
        ("I never sold to them, what do I say?", "beginning"),
        ("is once a week enough to follow up?", "how_often"),
        ("muss ich jeden Tag 50 Leute anrufen?", "how_often"),
        ("am I too pushy if I call again?", "pushy"),
        ("is he too pushy?", "pushy"),
        ("Bin ich zu alt?", "pushy"),
    ],
)
def test_what_only_sounds_like_the_evening_before(text: str, act: str) -> None:
    """Near misses: the weather, a mail that is to be begun, how often somebody is to be asked."""
    assert understand(text).asked.act != act
