"""How far an answer can be relied on: what it rests on, between what the true share may lie, what that means. Pure.

In: an answer. Out: another in its place. Shares carry their Wilson interval; a count is as sure as what was logged.
"""

from typing import Final

from msgspec import structs

from coach.contracts import Fact
from coach.insight.asked_answer import Answer
from coach.insight.rates import MINIMUM, wilson

_VERDICTS: Final = {"more": "sure_differ", "less": "sure_differ", "same": "sure_open", "unsure": "sure_open"}
_PARTS: Final = ("", "part_")
_RANGED: Final = ("expected_range", "expected_up_to", "expected_none")
_FEW: Final = ("few", "rate_few", "part_few", "share_few", "overview_share_few", "usual_few")


def sure_of(answer: Answer) -> Answer:
    """What there is to say of an answer's certainty; the answer itself where that says it."""
    if any(name in answer.says for name in (*_RANGED, "empty", "none")):
        return answer
    found = structs.replace(answer, says=[], facts=dict(answer.facts))
    rated = [side for side in ("asked", "other") if _add_range(found, side)]
    for side in rated:
        name = "sure_part" if f"{side}_part" in found.words else "sure_rate"
        found.says.append(name if side == "asked" else f"other:{name}")
    said = {f"{part}{name}": verdict for part in _PARTS for name, verdict in _VERDICTS.items()}
    if len(rated) > 1:
        found.says.extend(verdict for name, verdict in said.items() if name in answer.says)
    elif rated:
        found.says.append("sure_narrows")
    elif _add_tries(found):
        found.says.append("sure_tries")
    else:
        found.says.append(
            "sure_few" if any(name.removeprefix("other:") in _FEW for name in answer.says) else "sure_log"
        )
    return found


def _add_range(found: Answer, side: str) -> bool:
    """The ends of the interval of a share, which is that of the leading reason where no other was asked for."""
    rate = found.facts.get(f"{side}_rate")
    reason, noes = found.facts.get(f"{side}_reason"), found.facts.get(f"{side}_noes")
    if rate is None and reason and noes and noes.value >= MINIMUM:
        share = wilson(int(reason.value), int(noes.value))
        value, label = share.value or 0.0, reason.label
        rate = Fact(f"{side}_rate", label, value, "share", noes.period, share.n, share.low, share.high)
        found.facts[rate.id], found.facts[f"{side}_of"] = rate, structs.replace(noes, id=f"{side}_of")
    if rate is None or rate.low is None or rate.high is None or f"{side}_of" not in found.facts:
        return False
    label = f"{rate.label}, 95% interval"
    for name, value in (("low", rate.low), ("high", rate.high)):
        found.facts[f"{side}_{name}"] = Fact(f"{side}_{name}", label, value, "share", rate.period, rate.n)
    return True


def _add_tries(found: Answer) -> bool:
    """Between how many tries a yes, or a step, may truly take."""
    needed, tries, hits = (found.facts.get(f"asked_{name}") for name in ("needed", "tries", "got"))
    if not (needed and tries and hits and hits.value):
        return False
    share = wilson(int(hits.value), max(int(hits.value), int(tries.value)))
    if not share.low or not share.high:
        return False
    for name, rate in (("least", share.high), ("most", share.low)):
        label = "tries that one takes, 95% interval"
        found.add(f"asked_{name}", label, max(1, round(1 / rate)), needed.unit, tries.period, share.n)
    return True
