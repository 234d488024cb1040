"""The entry of the command line: the table of commands, settings in `--help`, and errors as one line.

Exit codes: 0 done, 1 the operation failed (message on stderr), 2 wrong usage. Never a traceback.
"""

import errno
import importlib
import sys
from collections.abc import Sequence
from typing import Final

import click

from coach import __version__

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "serve": ("coach.cli.serve", "Serve the web app; prints a one-time sign-in link."),
    "log": ("coach.cli.journal", "Log an outreach or a no, by options or in your own words."),
    "undo": ("coach.cli.journal", "Take back an entry, by default the newest."),
    "correct": ("coach.cli.journal", "Put another entry in the place of one."),
    "prospects": ("coach.cli.journal", "Find prospects by name, company or email."),
    "follow-ups": ("coach.cli.habits", "Who to come back to, and when; mark as done, put off, drop."),
    "rest": ("coach.cli.habits", "Take days off, pause, or be back."),
    "goal": ("coach.cli.habits", "Set a goal, drop one, or see how far they are."),
    "mood": ("coach.cli.habits", "Say how it feels, from 1 to 5. Only you can read it."),
    "pitch": ("coach.cli.pitch", "Your pitch in versions, and what each version met."),
    "export": ("coach.cli.export", "Everything your journal holds as JSON Lines, or its entries as CSV."),
    "forget": ("coach.cli.privacy", "Forget a prospect, or a person, for ever."),
    "import": ("coach.cli.imports", "Bring history in from a CSV file."),
    "import-undo": ("coach.cli.imports", "Take back a whole import."),
    "ask": ("coach.cli.ask", "Ask the coach."),
    "preview": ("coach.cli.preview", "What would leave this machine for a question, without asking it."),
    "receipt": ("coach.cli.receipt", "What left this machine for a reply, byte for byte."),
    "classify": ("coach.cli.lines", "Lines of text to outcome and reason, as JSON Lines."),
    "triage": ("coach.cli.lines", "Lines of text to a level of care, as JSON Lines."),
    "redact": ("coach.cli.redact", "Lines of text to what of them may leave, as JSON Lines."),
    "eval": ("coach.cli.eval", "Measure the coach on labelled sets and print the table."),
    "qualify": ("coach.cli.qualify", "Measure the configured model and set what it may do."),
    "stats": ("coach.cli.numbers", "Show the numbers, each rate with its n and interval."),
    "streaks": ("coach.cli.numbers", "Show how steady the effort is, on your working days."),
    "odds": ("coach.cli.odds", "Whether a run of no's is ordinary, and how long until the next yes."),
    "diagnose": ("coach.cli.diagnose", "Whether no's point at whom you ask or at what you say; goals that fit."),
    "user": ("coach.cli.user", "People: add, list, change settings, make a sign-in link."),
    "rebuild": ("coach.cli.keeping", "Fold everything again and compare it with what was served."),
    "backup": ("coach.cli.keeping", "Copy journal and keys to a folder, also while the server runs."),
    "restore": ("coach.cli.keeping", "Put a backup into an empty data folder."),
    "rotate-key": ("coach.cli.keeping", "Put all keys under a new master key, also while the server runs."),
    "verify": ("coach.cli.verify", "Check every hash chain in the journal."),
}
"""Command -> (module that has it under its own name, help). A new command is a line here and a function there."""


class LazyGroup(click.Group):
    """Loads a command's module when it is called, not to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name][0])
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(module, f"{name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from coach.settings import DESCRIPTIONS

        with formatter.section("Settings, from the environment or a settings file"):
            formatter.write_dl(list(DESCRIPTIONS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=False,
)
@click.version_option(__version__, prog_name="coach")
@click.option("--person", metavar="NAME", help="Whose journal, where there are several.")
@click.pass_context
def cli(ctx: click.Context, person: str | None) -> None:
    """Rebound: a coach for people who sell and hear "no" all day."""
    ctx.obj = person


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    try:
        result = cli.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("Stopped. Nothing more was done.", err=True)
        return 1
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "coach"
        click.echo(f"{error.format_message()} See {command} --help.", err=True)
        return 2
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return 1
    except BrokenPipeError:
        # Whoever read our output has enough of it (coach stats | head).
        sys.stderr.close()
        return 0
    except Exception as error:
        return _report(error)


def _report(error: Exception) -> int:
    from msgspec import ValidationError

    from coach.errors import CoachError, UsageError
    from coach.problems import problem_of
    from events.errors import LogError

    if isinstance(error, ValidationError):
        click.echo(problem_of(error), err=True)
        return 1
    if isinstance(error, CoachError | LogError):
        click.echo(" ".join(str(error).split()), err=True)
        return 2 if isinstance(error, UsageError) else 1
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        advice = " Free disk space, then repeat." if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else ""
        click.echo(f"{error.strerror or 'The operating system refused that'}{where}.{advice}", err=True)
        return 1
    # Its text may hold private words, so only its kind is shown.
    click.echo(
        f"Something went wrong inside Rebound ({type(error).__name__}). Nothing that was acknowledged is lost; "
        "try again, and run coach verify if it stays.",
        err=True,
    )
    return 1


def main() -> None:
    """The `coach` command."""
    sys.exit(run())
