"""Options that several commands share, and what their words turn into."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from setlist.errors import Finding, InputError
from setlist.model import Handling, Route, RouteName

Command = TypeVar("Command", bound=Callable[..., object])


class MinuteWords(click.ParamType[float]):
    """Minutes; a value that says an amount is refused with the reason."""

    name = "MIN"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Turn the words into minutes."""
        try:
            return float(str(value))
        except ValueError:
            from setlist import engine

            engine.refuse_amount(
                str(value), option=f"--{param.opts[0].lstrip('-')}" if param else ""
            )
            self.fail(f"{value!r} is no number of minutes", param, ctx)


class LengthWords(click.ParamType[str]):
    """``MIN`` or ``full``: how long the music is to be."""

    name = "MIN|full|usual"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str:
        """Check that the words are minutes or one of the two names."""
        words = str(value).strip().removesuffix("min").strip()
        if words in {"full", "usual"}:
            return words
        try:
            float(words)
        except ValueError:
            self.fail(f"{value!r} is no length: give minutes, 'full' or 'usual'", param, ctx)
        return words


def route_options(*, argument: bool = False) -> Callable[[Command], Command]:
    """Give a command the one group of options that say how the medicine is given.

    The command hands the words on to `route_of`.
    """
    options = [
        click.option(
            "--handling",
            metavar="|".join(Handling),
            help="What happens to a lozenge when its hold ends.  [sublingual; default: unknown]",
        ),
        click.option(
            "--hold",
            "hold_min",
            type=MinuteWords(),
            metavar="MIN",
            help="How long a lozenge is held.",
        ),
        click.option(
            "--infusion",
            "infusion_min",
            type=MinuteWords(),
            help="How long an infusion runs.",
        ),
        click.option(
            "--devices", type=int, metavar="N", help="How many esketamine devices, 5 min apart."
        ),
        click.option(
            "--part",
            "parts",
            metavar="MIN:SIZE",
            multiple=True,
            help="A part of a split dose or a booster: minute and relative size; repeatable.",
        ),
    ]
    if argument:
        options.insert(0, click.argument("route", metavar="ROUTE"))
    else:
        options.insert(
            0,
            click.option("--route", metavar="ROUTE", help=f"One of {', '.join(RouteName)}."),
        )

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def library_option(command: Command) -> Command:
    """Give a command the option that names a library."""
    return click.option(
        "--library",
        "locator",
        default="starter",
        show_default=True,
        metavar="FOLDER",
        help="A folder of music, or 'starter' for the shipped library.",
    )(command)


def output_options(what: str) -> Callable[[Command], Command]:
    """Give a command ``-o FILE``, ``--force`` and ``--dry-run``."""

    def decorate(command: Command) -> Command:
        for option in (
            click.option("--dry-run", is_flag=True, help="Do everything but write."),
            click.option("--force", is_flag=True, help="Replace a file that exists."),
            click.option(
                "-o",
                "--output",
                "target",
                type=click.Path(path_type=Path),
                required=True,
                help=what,
            ),
        ):
            command = option(command)
        return command

    return decorate


group_option = click.option(
    "--also",
    multiple=True,
    metavar="ROUTE[:HANDLING][@MIN]",
    help="Somebody else of a group, and the minute of that dose; repeatable.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")


def route_of(words: Mapping[str, Any]) -> Route:
    """Turn the words of the route's options into a route.

    Raises
    ------
    InputError
        The route is unknown, or its options do not go together; all faults at once.
    """
    from setlist import engine

    return engine.make_route(
        words["route"],
        handling=words["handling"],
        hold_min=words["hold_min"],
        infusion_min=words["infusion_min"],
        devices=words["devices"],
        parts=words["parts"],
    )


def route_if_any(words: Mapping[str, Any]) -> Route | None:
    """Turn the words of the route's options into a route, or None where none is named.

    Raises
    ------
    InputError
        As `route_of`; or options of a route were given without one.
    """
    if words["route"] is not None:
        return route_of(words)
    if any(given not in (None, ()) for given in words.values()):
        raise InputError(
            Finding(said="options of a route were given without a route", mend="add --route")
        )
    return None
