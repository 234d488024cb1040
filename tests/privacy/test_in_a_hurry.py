"""People in lists of things to do, telegram notes, quoted mails and signatures, as other writers jot them down."""

import pytest

from coach.privacy import Placeholders, Records, redact


def masked(text: str) -> list[str]:
    """What is masked, in order."""
    found = redact(text, Records(), Placeholders())
    return [text[span.start : span.end] for span in found.spans]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TODO\n- ask len for the van\n- invoice", "len"),
        ("todo: ring gaz re tiles, buy stamps", "gaz"),
        ("ask mags if she has the keys", "mags"),
        ("morgen:\n- manni zurückrufen\n- einkaufen", "manni"),
        ("mañana:\n- llamar a chelo por el pedido", "chelo"),
        ("saw big dave at the gym, wants cover", "big dave"),
        ("crazy kate wants insurance", "crazy kate"),
        ("Contact on site: Sky, call first", "Sky"),
        ("Demo verlegt, Bosse übernimmt.", "Bosse"),
        ("Die Moni aus dem Vertrieb hat das gemacht", "Moni"),
        ("Stand: Hauke krank, Termin offen", "Hauke"),
        ("Démo ok, 3 pers. Juju (DAF) sceptique", "Juju"),
        ("Kit (IT) sceptical, budget fine", "Kit"),
        ("att göra:\n- ring Britt-Marie om taket", "Britt-Marie"),
        ("Her boy Monday will collect", "Monday"),
        ("Applicant Ruth Bello no show", "Ruth Bello"),
        ("reply pasted: 'Hey Sam, we signed already.'", "Sam"),
        ("'Hello Grace, thanks but no.' What now?", "Grace"),
        ("Best,\nSky", "Sky"),
        ("no thanks. cheers, ray", "ray"),
    ],
)
def test_people_are_masked(text: str, name: str) -> None:
    """By what is to be done with them, by nickname, role, label, greeting or signature."""
    assert name in masked(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("people who ghosted me: tina, dr rao, carl", ["tina", "rao", "carl"]),
        ("call back list: grace, hope, rob", ["grace", "hope", "rob"]),
        ("no shows: bea, mrs finch, summit plumbing", ["bea", "finch", "summit plumbing"]),
        ("Offen: Kanzlei Ebert & Wolf, Physiowerk Nord, Holzwerk Mitte", ["Physiowerk Nord", "Holzwerk Mitte"]),
        ("losses: The Green Door, went with Zapwise", ["The Green Door"]),
        ("'No. Kind regards, Tristan Bloggs, Bloggs Sound'", ["Tristan Bloggs", "Bloggs Sound"]),
        ("Thanks,\nHolly Marsh\nHead of Sales\nMarsh Foods", ["Holly Marsh", "Marsh Foods"]),
    ],
)
def test_lists_and_signatures(text: str, names: list[str]) -> None:
    """Where one of a list is clearly somebody, and what stands under a mail."""
    assert all(name in masked(text) for name in names)


@pytest.mark.parametrize(
    "text",
    [
        "TODO\n- call back after lunch\n- ask about delivery\n- ring the warehouse\n- buy milk",
        "- angebot schreiben\n- kunden anrufen\n- chef fragen",
        "big deal, small budget, fat margin, crazy week",
        "objections: price, timing, no need, no trust",
        "leads: warm, cold, hot",
        "Kind regards and thanks for everything",
        "'Hi there, not now, maybe later.'",
        "Budget (IT) missing, Legal (EU) slow, Pricing (annual) too high",
        "Termin verschoben, Entscheider krank, Kollege übernimmt",
        "Donor meeting went well, Candidate accepted",
    ],
)
def test_ordinary_lines_stay(text: str) -> None:
    """The same lines where nobody is named."""
    assert masked(text) == []


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("- autohaus kern angebot\n- blumen", "autohaus kern"),
        ("je sors de chez garage dupont, le patron hésite", "garage dupont"),
        ("bezoek aan bakkerij smit gehad", "bakkerij smit"),
        ("ghosted by harbor hvac", "harbor hvac"),
        ("guy from dock 12 brewing called", "dock 12 brewing"),
        ("the menu of Burger Shed 3 is done", "Burger Shed 3"),
        ("mike's autos wants new tyres", "mike's autos"),
        ("green valley landscaping said no", "green valley landscaping"),
        ("- Padaria da Vovó: ligar", "Padaria da Vovó"),
        ("tender from Ministry of Public Health", "Ministry of Public Health"),
        ("the City of Tacoma wants three quotes", "City of Tacoma"),
        ("on a perdu la mairie de Saint-Malo", "mairie de Saint-Malo"),
        ("le conseil départemental de l'Isère a signé", "conseil départemental de l'Isère"),
        ("Wettbewerb Glanzwerk bis Juni im Vertrag", "Glanzwerk"),
    ],
)
def test_firms_and_public_bodies(text: str, firm: str) -> None:
    """Told by a trade, an owner, a number, what they are of, or as a competitor."""
    assert firm in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "the head of the department and the city of the future",
        "hotel gebucht, garage leer, praxis und theorie",
        "le garage est fermé, la mairie de la ville a refusé",
        "Wettbewerb ist hart, die Konkurrenz schläft nicht",
        "cold roofing calls and warm roofing leads",
        "auto repair shops are hard, dental clinics are easy",
    ],
)
def test_trades_and_offices_of_nobody_stay(text: str) -> None:
    """The same words where no firm and no office is meant."""
    assert masked(text) == []
