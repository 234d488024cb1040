"""`coach eval`: hold the coach against labelled sets and generated journals, and print the table."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from coach.app import model_client
from coach.cli.common import json_option, print_json
from coach.cli.qualify import table
from coach.contracts import Evaluation, ModelScore
from coach.errors import SettingsError, UsageError
from coach.evaluation import attacks, distress, quotes, redaction, replies
from coach.evaluation.models import measure_model
from coach.evaluation.table import Measured
from coach.safety import load_resources
from coach.settings import load_settings
from prompts.cards import load_deck
from prompts.prompt_files import load_prompt

SAMPLES = Path(attacks.__file__).parent / "samples"
SETS = ("attacks.jsonl", "distress.jsonl", "notes.jsonl", "quotes.jsonl")


@click.command("eval")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--histories", default=400, show_default=True, help="Generated journals to reply to.")
@click.option("--model", "models", multiple=True, metavar="NAME", help="Compare models at the endpoint instead.")
@json_option
def eval_command(folder: Path | None, histories: int, models: tuple[str, ...], as_json: bool) -> None:
    """Measure the coach and print a table; exit code 1 where a goal is missed.

    FOLDER holds labelled sets of yours: attacks.jsonl, distress.jsonl, notes.jsonl, quotes.jsonl, each if there.
    Without one, the sets that come with Rebound are used, on which it was developed. With --model, once or several
    times, it is the models that are measured, side by side, on invented cases; what they may do stays as it is.
    """
    if models:
        scores = asyncio.run(_compared(models))
        print_json(scores) if as_json else click.echo(table(scores))
        return
    if folder is not None and not any((folder / name).is_file() for name in SETS):
        raise UsageError(f"{folder} has none of {', '.join(SETS)}.")
    rows = measured(folder or SAMPLES, histories)
    if as_json:
        print_json([Evaluation(row.suite, row.what, row.value, row.n, row.goal, row.ok, row.missed) for row in rows])
    else:
        for row in rows:
            _print(row)
    if not all(row.ok for row in rows):
        raise click.exceptions.Exit(1)


async def _compared(models: Sequence[str]) -> list[ModelScore]:
    settings, scores = load_settings(), list[ModelScore]()
    if settings.model is None:
        raise SettingsError("No endpoint is configured. Set OPENAI_BASE_URL or COACH_MODEL, see coach --help.")
    for name in models:
        client = model_client(settings, name)
        try:
            scores.append(await measure_model(client, load_prompt("coach_reply"), load_deck()))
        finally:
            await client.aclose()
    return scores


def measured(folder: Path, histories: int) -> list[Measured]:
    """All rows, in the order of the suites."""
    deck = load_deck()
    rows = replies.measure(histories, deck)
    if found := _lines(folder / "attacks.jsonl"):
        rows += attacks.measure(found, deck, load_resources(load_settings().resources))
    if found := _lines(folder / "distress.jsonl"):
        rows += distress.measure(found)
    if found := _lines(folder / "quotes.jsonl"):
        rows += quotes.measure(found)
    if found := _lines(folder / "notes.jsonl"):
        rows += redaction.measure(found)
    return rows


def _lines(path: Path) -> list[bytes]:
    return [line for line in path.read_bytes().splitlines() if line.strip()] if path.is_file() else []


def _print(row: Measured) -> None:
    goal = f"{'<=' if row.at_most else '>='} {row.goal:.3g}"
    verdict = "ok" if row.ok else "MISSED"
    click.echo(f"{verdict:7} {row.suite:10} {row.what:36} {row.value:6.3f}  ({goal}, n = {row.n:,})")
    if row.missed and not row.ok:
        click.echo(f"        {', '.join(row.missed[:12])}{' ...' if len(row.missed) > 12 else ''}")
