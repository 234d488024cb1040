"""Names planted in sales notes, in the ways that people write them: for the proofs of redaction.

The names are Faker's, of many countries; the notes around them are ours.
"""

from random import Random

from msgspec import Struct

from coach.contracts import Prospect
from coach.privacy.folding import fold
from coach.privacy.names import names_of

COUNTRIES = ("en_US", "en_GB", "de_DE", "de_AT", "fr_FR", "es_ES", "es_MX", "it_IT", "nl_NL", "pt_BR", "da_DK", "no_NO")
MORE = (*COUNTRIES, "sv_SE", "pl_PL", "tr_TR", "en_IN", "ga_IE", "fi_FI", "cs_CZ", "ro_RO")
FRAMES = (
    "spoke with {name} again, still no budget",
    "Called {name} twice today. No answer, will try on Friday.",
    "{name} said it's too expensive, call back in March",
    "Quick call with {name}: they want a discount of 20%.",
    "no reply from {name} since the demo",
    "{name}'s team is not ready, maybe next quarter",
    "Sent the proposal to {name} on Monday and heard nothing",
    "Met {name} at the fair, nice chat, wrong fit though",
    "emailed {name} about the renewal, waiting",
    "The decision is with {name} and the board, not before September.",
    "Frau {name} hat kein Budget, im September wieder melden",
    "{name} meinte, der Preis ist zu hoch. Rückruf nächste Woche.",
    "Termin mit {name} verschoben, das Angebot liegt vor",
    "hablé con {name}, dice que es muy caro para ellos",
    "{name} no contesta, llamar otra vez el lunes",
    "appel avec {name}, pas de budget cette année",
    "{name} doit en parler avec son associé en janvier",
    "talte med {name}, det er for dyrt i år",
    "ho parlato con {name}, il prezzo è troppo alto",
    "gesproken met {name}, bel terug in september",
)


class Planted(Struct, frozen=True):
    """A note, where the name stands in it (code points), and whose it is."""

    text: str
    start: int
    end: int
    prospect: Prospect


def prospect(random: Random, number: int, countries: tuple[str, ...] = MORE) -> Prospect:
    """Somebody with a first and a last name of one country."""
    first, last = names_of(random.choice(countries))
    name = " ".join(random.choice(sorted(part)).title() for part in (first, last))
    return Prospect(str(number), name, "", "", "", "", "", "", [])


def planted(random: Random, who: Prospect) -> Planted:
    """A note with one way of writing a name."""
    frame = random.choice(FRAMES)
    name = written(random, who.contact)
    start = frame.index("{name}")
    return Planted(frame.replace("{name}", name), start, start + len(name), who)


def written(random: Random, name: str) -> str:
    """A name as people type it: whole or in part, in any case, without accents, with a slip."""
    first, last = name.split()[0], name.split()[-1]
    form = random.choice([name, name, first, last, f"{first[0]}. {last}", f"{last}, {first}", f"{last} {first}"])
    case = random.choice(["as is", "as is", "lower", "upper", "no accents"])
    if case == "lower":
        form = form.lower()
    elif case == "upper":
        form = form.upper()
    elif case == "no accents":
        form = fold(form).title() if form.istitle() else form
    return slipped(random, form) if random.random() < 0.3 else form


def slipped(random: Random, name: str) -> str:
    """One letter of a long word dropped, doubled, changed or swapped with its neighbour; the first one stays."""
    words = name.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= 6 and word.isalpha()]
    if not long:
        return name
    place = random.choice(long)
    word = words[place]
    at = random.randrange(1, len(word) - 1)
    words[place] = random.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + random.choice("aeinrst") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)
