"""The command line: parse, call the pipeline, print. Exit 0 fine, 1 findings, 2 usage, 3 cannot go on."""

from __future__ import annotations

import errno
import importlib
import io
import os
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from callsheet import __version__
from callsheet.cli.output import CANNOT_GO_ON, complain
from callsheet.layers.diagnostic import CallsheetError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

COMMANDS = {
    "build": "Write generated/ from specs/, or check that it is fresh.",
    "check": "Check a request against a model's documented limits and rules.",
    "demo": "Regenerate everything, and check a good and a bad request on each provider.",
    "diff": "Say what changed for callers between two versions.",
    "draft": "Write or update a spec from a documentation page.",
    "embed": "Put gateways' clients into another project, as a package of its own.",
    "explain": "Say in full what a diagnostic code means.",
    "jobs": "List, resume and reconcile the jobs of the ledger.",
    "lint": "Judge the specs: hygiene, and what their rules imply.",
    "plan": "Say who can do what you want, for how much, and why the others cannot.",
    "price": "Say what a request costs, and how the amount is made up.",
    "pull": "Say what pages state that the specs do not; update them.",
    "read": "Say what a documentation page states, and what was not understood.",
    "run": "Buy one job, wait for it, and save its result.",
    "show": "Show one model, or all of them.",
}
"""Command to its one line of help; the module of the same name in this folder has the function."""

GROUP = "callsheet.commands"
"""Entry points of this group are commands that other packages bring: ``conform = "package.module:command"``."""


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


class Commands(click.Group):
    """Imports a command's module when it is asked for, so that ``--help`` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *_brought()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            command = importlib.import_module(f"callsheet.cli.{cmd_name}").command
        elif cmd_name in _brought():
            command = _loaded(_brought()[cmd_name])
        else:
            return None
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and (near := get_close_matches(args[0], known, n=1)):
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from callsheet.cli.brought import summary  # noqa: PLC0415 - for --help alone

        with formatter.section("Commands"):
            others = {name: summary(point) for name, point in _brought().items()}
            formatter.write_dl(sorted({**others, **COMMANDS}.items()))


def _brought() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # noqa: PLC0415  slow to load, and our own commands need it not

    return {point.name: point for point in entry_points(group=GROUP)}


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except ImportError as error:
        message = (
            f"{point.name} needs {error.name}, which is not installed: pip install 'callsheet[conformance]'"
        )
        raise click.UsageError(message) from error


@click.command(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="callsheet")
def cli() -> None:
    """Turn media-model documentation into typed clients, validators and price tables, and prove them."""


def main() -> None:
    """Run the command line; errors are printed in words, never as a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # half a surrogate pair, as JSON escapes it
    try:
        cli.main(standalone_mode=False)
    except CallsheetError as error:
        complain(error.diagnostics)
        sys.exit(CANNOT_GO_ON)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader (head, less) went away: nothing to say, and nobody to say it to.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        if os.environ.get("CALLSHEET_TRACEBACK"):
            raise
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            click.echo(f"callsheet: cannot write: {error.strerror}", err=True)
            sys.exit(CANNOT_GO_ON)
        what = f"callsheet broke: {type(error).__name__}: {error}"
        click.echo(f"{what}\nThis is a bug. CALLSHEET_TRACEBACK=1 shows where.", err=True)
        sys.exit(CANNOT_GO_ON)
