"""Reasons that are asked for: which one leads, or how much one of them is, of all or by channel. Pure."""

from typing import Final

from coach.insight.asked_answer import Answer, verdict
from coach.insight.exact import SIGNIFICANT, leader
from coach.insight.numbers import Numbers
from coach.insight.rates import MINIMUM
from coach.journal.labels import REASON_WORDS
from events.words import Reason

FEW_REASONS: Final = 10


def reasons(found: Answer, sums: Numbers, words: str) -> None:
    """Which reason leads, and how clearly."""
    stated, unstated = sums.stated_reasons, sums.reasons["unstated"]
    if not sums.rejections:
        found.says.append("noes")
        return
    for name, (reason, count) in zip(("reason", "second"), stated, strict=False):
        found.add(f"asked_{name}", f"no's about {REASON_WORDS[reason]}", count, "no", words)
        found.words[f"asked_{name}_name"] = REASON_WORDS[reason]
    if unstated:
        found.add("asked_unstated", "no's without a stated reason", unstated, "no", words)
    if not stated:
        found.says.append("reasons_unstated")
        return
    first, second = stated[0][1], stated[1][1] if len(stated) > 1 else 0
    ahead = first + second >= FEW_REASONS and leader(first, second) < SIGNIFICANT and first > second
    found.says.append("reasons_ahead" if ahead else "reasons_first")
    if second:
        few = first + second < FEW_REASONS
        found.says.append("reasons_second" if ahead else "reasons_few" if few else "reasons_close")
    if 2 * unstated >= sums.rejections:
        found.says.append("reasons_many_unstated")


def named_reason(
    found: Answer, reason: Reason, sums: Numbers, words: str, by_part: bool, too: Reason | None = None
) -> None:
    """How many no's are about one reason, of all or through one channel, about the other that is asked for, and how
    many have none."""
    if not sums.rejections:
        found.says.append("noes")
        return
    enough = _add(found, reason, sums, words, "asked")
    found.says.append("reason_part" if by_part else "reason_rate" if enough else "reason_count")
    if too:
        _add(found, too, sums, words, "other")
        found.says.append("other:reason_brief")
    _unstated(found, reason, sums.reasons.get("unstated", 0), words)


def reason_on_both(
    found: Answer, reason: Reason, sides: tuple[Numbers, Numbers], words: tuple[str, str], by_part: bool
) -> None:
    """The same for two channels or two periods, and whether they differ."""
    kinds = ("reason_part", "other:reason_part_brief") if by_part else ("reason_count", "other:reason_count")
    for side, name, sums, period in zip(("asked", "other"), kinds, sides, words, strict=True):
        _add(found, reason, sums, period, side)
        found.says.append(name)
    told = verdict(*_shares(reason, sides))
    found.says.append(f"reason_{told}" if by_part or told == "unsure" else told)
    if by_part:
        _unstated(found, reason, sum(sums.reasons.get("unstated", 0) for sums in sides), words[0])


def _shares(reason: Reason, sides: tuple[Numbers, Numbers]) -> tuple[tuple[int, int], tuple[int, int]]:
    one, other = sides
    return (one.reasons.get(reason, 0), one.rejections), (other.reasons.get(reason, 0), other.rejections)


def _add(found: Answer, reason: Reason, sums: Numbers, words: str, side: str) -> bool:
    count = sums.reasons.get(reason, 0)
    found.words[f"{side}_reason_name"] = REASON_WORDS[reason]
    enough = found.add_share(side, count, sums.rejections, ("no", "no"), words)
    found.add(f"{side}_reason", f"no's about {REASON_WORDS[reason]}", count, "no", words)
    found.add(f"{side}_noes", "no's", sums.rejections, "no", words)
    return enough and sums.rejections >= MINIMUM


def _unstated(found: Answer, reason: Reason, unstated: int, words: str) -> None:
    if unstated and reason != "unstated":
        found.add("asked_unstated", "no's without a stated reason", unstated, "no", words)
        found.says.append("reason_unstated")
