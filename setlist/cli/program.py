"""The program and its commands, each imported only when it is called."""

import contextlib
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from setlist import __version__
from setlist.errors import SetlistError

_CTRL_C = 130
_AMOUNTS = frozenset({"dose", "mg", "mcg", "ml", "kg", "weight", "amount", "concentration"})
"""Words of options that would say an amount: whoever tries one is told why there is none."""
_PIPE_CLOSED = 141


class LazyGroup(click.Group):
    """A group that knows a line about each command and imports it when it is called.

    ``setlist --help`` and a mistyped option must not pay for rooms that they do not use.
    """

    def __init__(self, *, name: str, lazy: dict[str, tuple[str, str]], help: str) -> None:  # noqa: A002  click's own name
        """Take the commands as name: (place of the command, one line of help)."""
        super().__init__(
            name=name, help=help, context_settings={"help_option_names": ["-h", "--help"]}
        )
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of a session, not of the alphabet."""
        del ctx
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command that was called."""
        del ctx
        if cmd_name not in self._lazy:
            return None
        module, _, attribute = self._lazy[cmd_name][0].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where there is none of that name."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self._lazy, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line about each command without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._lazy.items()])


def _words(option: str) -> list[str]:
    """Give the words that the name of an option is made of."""
    return option.lower().lstrip("-").replace("_", "-").split("-")


def _show_version(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  click calls it so
    """Print the version and stop."""
    if value:
        click.echo(f"setlist {__version__}")
        ctx.exit()


program = LazyGroup(
    name="setlist",
    help=(
        "Plan, print and mix the music of a ketamine-assisted psychotherapy session, "
        "timed to the route of administration.\n\n"
        "setlist plans music. It knows no dose and no name, and it is not a medical device."
    ),
    lazy={
        "demo": (
            "setlist.cli.demo:demo",
            "Plan, print and mix a session from the starter library.",
        ),
        "arcs": ("setlist.cli.arcs:arcs", "List, show and check arcs; write their schema."),
        "timing": (
            "setlist.cli.timing:timing",
            "Show when a route's phases come, and how sure that is.",
        ),
        "library": ("setlist.cli.library:library", "Scan, list and check a library of music."),
        "plan": ("setlist.cli.plan:plan", "Choose and order tracks for an arc and a route."),
        "swap": ("setlist.cli.edit:swap", "List what else could stand in a slot, or put it there."),
        "nudge": ("setlist.cli.edit:nudge", "Start a slot earlier or later."),
        "pin": ("setlist.cli.edit:pin", "Make sure that a track sounds."),
        "ban": ("setlist.cli.edit:ban", "Take a track out of a plan."),
        "revise": ("setlist.cli.revise:revise", "Change a plan from a moment on, while it plays."),
        "show": ("setlist.cli.show:show", "Draw a plan in the terminal."),
        "check": ("setlist.cli.check:check", "Judge a plan, an arc, a client or a library file."),
        "export": ("setlist.cli.export:export", "Write a plan as a playlist."),
        "sheet": ("setlist.cli.sheet:sheet", "Write the session sheet of a plan."),
        "audition": (
            "setlist.cli.audition:audition",
            "Hear a join or a track as it will sound in the mix.",
        ),
        "render": (
            "setlist.cli.render:render",
            "Mix a plan into one crossfaded file with chapters.",
        ),
    },
)
program.params.append(
    click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_show_version,
        help="Show the version and exit.",
    )
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with the exit code that fits.

    Parameters
    ----------
    arguments : sequence of str, optional
        What stands after the program's name; the real command line if left out.

    Raises
    ------
    SystemExit
        Always; its code is 0, a code of `setlist.errors`, 2 for a usage error or 130 for
        ctrl-C.
    """
    try:
        code = program.main(
            args=None if arguments is None else list(arguments),
            prog_name="setlist",
            standalone_mode=False,
            auto_envvar_prefix="SETLIST",
        )
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as mistake:
        mistake.show()
        if isinstance(mistake, click.NoSuchOption) and _AMOUNTS & set(_words(mistake.option_name)):
            click.echo("setlist plans music; it never reads a dose or a weight.", err=True)
        code = mistake.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; nothing half-written was left behind", err=True)
        code = _CTRL_C
    except BrokenPipeError:
        # The reader (head, less) has gone: say nothing, and keep Python from complaining when
        # it flushes stdout on its way out.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _PIPE_CLOSED
    except SetlistError as error:
        from setlist.cli.screen import say_findings

        say_findings(error.findings)
        code = error.exit_code
    sys.exit(code if isinstance(code, int) else 0)
