"""Set right: totals that were wrong, and what is told afterwards of a draft, change that draft and no other."""

import pytest

from tests.coaching.test_second_turns import talk


@pytest.mark.parametrize(
    ("told", "said", "label"),
    [
        (
            "14 Leute erreicht, 11 haben abgewunken, 2 wollen ein Angebot und einer hat gekauft",
            "Nein Moment, es waren 13, einen hab ich doppelt gezählt. Also 10 abgewunken",
            "13 Gespräche, 10 Absagen, 1 Zusage, 2 kleine Erfolge",
        ),
        (
            "14 people reached, 11 said no, 2 want a quote, 1 bought",
            "no wait, it was 13, i counted one twice. so 10 no's",
            "13 conversations, 10 no's, 1 yes, 2 small wins",
        ),
        ("20 calls, 6 no's", "sorry it was 22 in total, so 8 no's", "22 calls, 8 no's"),
        ("12 doors, 10 no's, 2 yes", "sorry 11, not 12. 9 no's", "11 visits, 9 no's, 2 yeses"),
        ("20 calls, 6 no's", "i miscounted, 5 hung up", "20 calls, 5 no's"),
        ("heute 18 Anrufe, 7 Absagen", "stimmt nicht, 20 insgesamt. 9 nein", "20 Anrufe, 9 Absagen"),
        ("12 Türen, 10 nein, 2 ja", "falsch, es waren 11. und nur 9 nein", "11 Besuche, 9 Absagen, 2 Zusagen"),
        ("20 Anrufe, 6 Absagen", "hab mich verzählt, 5 haben aufgelegt", "20 Anrufe, 5 Absagen"),
    ],
)
def test_a_total_is_set_right(told: str, said: str, label: str) -> None:
    """The number stands where it fits, with the rest of what was said, and nothing told before is lost."""
    first, second = talk(told, said)
    assert [draft.label for draft in second.drafts] == [label]
    assert second.drafts[0].entry_id == first.drafts[0].entry_id
    assert second.before[0].text.startswith(("Corrected.", "Korrigiert."))


@pytest.mark.parametrize(
    ("told", "said", "label"),
    [
        ("20 calls, 6 no's, 1 yes", "wait, 21 calls and 7 no's, and the yes was yesterday", "21 calls, 7 no's, 1 yes"),
        ("20 calls, 6 no's", "wrong, it was 25, 7 no's, 40 emails", "40 emails, 7 no's"),
        ("30 Anrufe, 8 Absagen", "halt, 32 Anrufe, davon 9 Absagen und ein Termin", "32 Anrufe, 9 Absagen"),
        ("20 Anrufe, 6 Absagen", "nein, 7 Absagen, das war aber gestern", "20 Anrufe, 7 Absagen"),
    ],
)
def test_what_is_set_right_in_part_is_said_so(told: str, said: str, label: str) -> None:
    """The reply says what the entry says now, and not that all is corrected."""
    _, second = talk(told, said)
    assert second.drafts[0].label == label and label in second.before[0].text
    assert not second.before[0].text.startswith(("Corrected", "Korrigiert"))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("20 calls, 18 no's", "no, it was 19"),
        ("14 people reached, 11 said no, 2 want a quote, 1 bought", "it was 13"),
        ("20 Anrufe, 18 Absagen", "nein, es waren 19"),
    ],
)
def test_a_number_without_a_place_is_asked_about(told: str, said: str) -> None:
    """The draft stays as it was."""
    first, second = talk(told, said)
    assert second.drafts == first.drafts and "13" in second.before[0].text


@pytest.mark.parametrize(
    ("told", "said", "noes"),
    [
        (
            "22 emails, 3 replies, all three some version of no thanks",
            "two of them said they already have someone, the third just said no",
            {"competitor": 2, "unstated": 1},
        ),
        ("15 calls, 3 no's", "two over price, one no time", {"price": 2, "timing": 1}),
        ("15 calls, 3 no's", "two over price, one no time. what do i say to those?", {"price": 2, "timing": 1}),
        ("20 emails, 4 no's", "all four over price", {"price": 4}),
        ("20 emails, 4 no's", "one said too expensive, the rest just no", {"price": 1, "unstated": 3}),
        ("3 no's today", "first one price, second price, third timing", {"price": 2, "timing": 1}),
        (
            "22 Mails, 3 Antworten, alle drei nein danke",
            "zwei davon haben schon jemanden, der dritte hat einfach nein gesagt",
            {"competitor": 2, "unstated": 1},
        ),
        ("15 Anrufe, 3 Absagen", "2 wegen preis, einer keine zeit", {"price": 2, "timing": 1}),
        ("15 Anrufe, 3 Absagen", "2 wegen preis, einer keine zeit. was sag ich denen?", {"price": 2, "timing": 1}),
        ("20 Mails, 4 Absagen", "alle vier wegen Preis", {"price": 4}),
        ("20 Mails, 4 Absagen", "einer sagte zu teuer, die anderen einfach nur nein", {"price": 1, "unstated": 3}),
    ],
)
def test_what_is_told_of_the_noes_goes_into_their_draft(told: str, said: str, noes: dict[str, int]) -> None:
    """The same entry and channel, with the reasons, and no second one; a question beside it is answered."""
    first, second = talk(told, said)
    (entry,) = second.drafts
    assert (entry.entry_id, entry.channel, entry.count) == (
        first.drafts[0].entry_id,
        first.drafts[0].channel,
        first.drafts[0].count,
    )
    assert {str(part.reason): part.count for part in entry.outcomes} == noes
    assert bool(second.pieces) == said.endswith("?")


@pytest.mark.parametrize(
    ("told", "said", "drafts"),
    [
        ("20 emails, 4 no's", "then 5 calls, 2 no's", ["5 calls, 2 no's"]),
        ("20 emails, 4 no's", "two more said no", ["2 no's"]),
        ("20 emails, 4 no's", "6 said they have someone", ["6 no's"]),
        ("20 emails, 4 no's", "two of them were rude", []),
        ("12 calls, 9 no's", "should i call those 9 again?", []),
        ("12 calls, 9 no's", "what if they all say too expensive?", []),
        ("20 Mails, 4 Absagen", "noch zwei haben abgesagt", ["2 Absagen"]),
        ("12 Anrufe, 9 Absagen", "sind 9 Absagen viel?", []),
    ],
)
def test_what_is_no_detail_is_new_or_nothing(told: str, said: str, drafts: list[str]) -> None:
    """More than there were, what came after, and questions leave the draft as it was."""
    first, second = talk(told, said)
    assert [draft.label for draft in second.drafts] == drafts
    assert all(draft.entry_id != first.drafts[0].entry_id for draft in second.drafts)
