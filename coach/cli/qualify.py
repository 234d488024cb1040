"""`coach qualify`."""

import sys

import click

from coach.cli.common import json_option, print_json, with_rebound
from coach.contracts import ModelScore
from coach.errors import CoachError, SettingsError
from coach.evaluation.models import CASES, measure_model
from coach.model import Standing, in_words
from coach.services import Rebound


@click.command("qualify")
@click.option("--cases", default=CASES, show_default=True, type=click.IntRange(5, 200), help="Replies to let it write.")
@click.option("--show", is_flag=True, help="Only say what the model may do at present, and why.")
@json_option
def qualify_command(cases: int, show: bool, as_json: bool) -> None:
    """Measure the configured model on invented cases, and set what it may do.

    The cases are invented people, so nothing of yours leaves the machine. Costs about 1,500 tokens a case.
    """

    async def work(rebound: Rebound) -> tuple[ModelScore | None, Standing]:
        coach = rebound.coach
        if coach.model is None or coach.conduct is None:
            raise SettingsError("No model is configured. Set OPENAI_BASE_URL and COACH_MODEL, see coach --help.")
        if show:
            return None, coach.conduct.standing
        with click.progressbar(length=cases, label="Asking the model", file=sys.stderr) as bar:
            score = await measure_model(coach.model, coach.prompt, coach.deck, cases, lambda: bar.update(1))
        if score.blocks:
            coach.conduct.set(Standing(score.may, why="qualified"))
        return score, coach.conduct.standing

    score, standing = with_rebound(work)
    if score is not None and as_json:
        print_json(score)
    elif score is not None:
        click.echo(table([score]))
        click.echo(score.learnt)
    if score is not None and not score.blocks:
        raise CoachError("The model gave no block to judge, so nothing was set. See the failures above.")
    if not as_json:
        click.echo(in_words(standing, "The model"))


def table(scores: list[ModelScore]) -> str:
    """The scores side by side, a line for each thing measured."""
    guards = sorted({guard for score in scores for guard in score.guards})
    failures = sorted({failure for score in scores for failure in score.failures})
    rows = [
        ["model", *(score.model for score in scores)],
        ["blocks asked for", *(f"{score.blocks:,}" for score in scores)],
        ["shown as the model's", *(f"{score.passed / score.blocks:.0%}" if score.blocks else "-" for score in scores)],
        *([f"refused: {guard}", *(str(score.guards.get(guard, 0)) for score in scores)] for guard in guards),
        *([f"failed: {failure}", *(str(score.failures.get(failure, 0)) for score in scores)] for failure in failures),
        ["seconds a reply (median)", *(f"{score.seconds:.1f}" for score in scores)],
        ["tokens in, out", *(f"{_count(score.tokens_in)}, {_count(score.tokens_out)}" for score in scores)],
        ["may do", *(score.may for score in scores)],
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(scores) + 1)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _count(tokens: int | None) -> str:
    return "unknown" if tokens is None else f"{tokens:,}"
