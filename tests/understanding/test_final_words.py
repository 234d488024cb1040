"""A final no, and a no for now, in the words that prospects write."""

import pytest

from tests.understanding.test_reports import drafted


@pytest.mark.parametrize(
    "text",
    [
        "they're out for good",
        "Fernbrook is out, permanently",
        "please no more emails",
        "Helen said please no more calls",
        "she wrote: please no more updates",
        "take me off your list",
        "he said take me off your list",
        "Fernbrook asked to be removed from the mailing list",
        "he asked me to remove him from our list",
        "Helen Zhou wrote: don't contact us again",
        "they don't want to be contacted again",
        "they said stop emailing us",
        "Helen was a hard no",
        "sie sind raus, endgültig",
        "Fernbrook ist endgültig raus",
        "bitte keine weiteren Mails",
        "bitte keine weiteren Anrufe, hat er geschrieben",
        "Fernbrook schreibt: bitte keine weiteren Updates",
        "sollen uns von der Liste nehmen",
        "Helen meinte, wir sollen sie von der Liste nehmen",
        "Streichen Sie mich von der Liste",
        "sie wollen nicht mehr kontaktiert werden",
        "Geschäftsführung hat abgelehnt, endgültig, wir sollen von weiteren Anrufen absehen",
        "sie baten darum, von weiteren Kontaktversuchen abzusehen",
        "Kessler hat abgesagt und zwar endgültig",
        "Sandra Bell told me in no uncertain terms to stop calling",
        "they asked us to refrain from further calls",
        "they declined for good",
    ],
)
def test_a_final_no(text: str) -> None:
    """One, and hard."""
    found = drafted(text)
    assert (found["count"], found["hard_no"]) == (1, 1) and len(found) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Helen Zhou replied: not until their new fund closes in March",
        "Helen Zhou wrote back not before spring",
        "Fernbrook answered: not before Q2",
        "Fernbrook replied only after the audit",
        "Helen meinte: erst wenn der neue Fonds zu ist",
        "Herr Baum schrieb: nicht vor März",
        "Helen schrieb: frühestens im Herbst",
    ],
)
def test_a_no_for_now(text: str) -> None:
    """ "Not until" is one no about timing."""
    assert drafted(text) == {"count": 1, "channel": "call", "timing": 1}


@pytest.mark.parametrize(
    "text",
    [
        "no more calls for me today",
        "I'm done, no more calls",
        "please no more tips",
        "bitte keine weiteren Tipps",
        "keine weiteren Anrufe heute",
        "take this off my list",
        "should I take her off my list?",
        "nimm das von der Liste",
        "sie sind raus",
        "he is out today",
        "When someone says don't ever ring here again, how do I mark that",
        "We both laughed. Then what?",
        "my boss said not until I hit quota",
        "Helen said not before lunch",
        "Helen wrote: 12 calls please",
        "Helen sagte, sie meldet sich",
    ],
)
def test_no_no_at_all(text: str) -> None:
    """What somebody wants for today, asks of the coach, or is told by others."""
    assert drafted(text) == {}
