"""A handful of prospects and what they are called, for tests of whom a message means."""

from coach.coaching.called import called_so
from coach.contracts import Prospect

LOU = "lou"


def somebody(prospect_id: str, contact: str, company: str = "") -> Prospect:
    return Prospect(prospect_id, contact, company, "", "", "", "", "", [])


KNOWN = called_so(
    [
        somebody(LOU, "Lou Fisk", "Brixton Tools"),
        somebody("dana", "Dana Whitfield", "Northgate Freight"),
        somebody("other", "Dana Moore"),
        somebody("will", "Will Mark"),
        somebody("frau", "Frau Hoffmann", "Kessler Technik"),
    ]
)
