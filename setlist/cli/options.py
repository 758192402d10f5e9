"""Options that several commands share, and what their words turn into."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from setlist.errors import Finding, InputError
from setlist.model import Handling, Route, RouteName

if TYPE_CHECKING:
    from setlist.engine import View

Command = TypeVar("Command", bound=Callable[..., object])


_LIBRARY = "SETLIST_LIBRARY"
"""The variable of the environment that names the usual library."""

_FIELD = re.compile(r"-?[A-Za-z0-9_]{2,}:")
"""How a part of a query begins that asks for a field."""


_NEGATED = re.compile(r"-[A-Za-z0-9_]{2,}:")
"""How a part of a query begins that is turned round, which click would take for options."""


class QueryCommand(click.Command):
    """A command whose words may be a query: ``-tag:choir`` is a word of it and no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put what is turned round behind the options; all parts of a query must hold anyway."""
        negated = [word for word in args if _NEGATED.match(word)]
        rest = [word for word in args if not _NEGATED.match(word)]
        end = ["--"] if negated and "--" not in rest else []
        return super().parse_args(ctx, [*rest, *end, *negated])


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
        envvar=_LIBRARY,
        metavar="LIBRARY",
        help="A folder of music, a catalog (.sqlite or URL), a table (.csv), or 'starter'.",
    )(command)


def library_at(command: Command) -> Command:
    """Give a command whose arguments are something else the option that names a library.

    The command hands what it gets on to `split_library`, which also knows the environment.
    """
    return click.option(
        "--library",
        "locator",
        metavar="LIBRARY",
        help="A folder, a catalog (.sqlite or URL), a table (.csv).  [default: starter]",
    )(command)


def plan_library_option(why: str) -> Callable[[Command], Command]:
    """Make the option that names the library of a plan, which the plan names itself."""
    return click.option(
        "--library",
        "locator",
        metavar="LIBRARY",
        help=f"{why}: a folder, a catalog (.sqlite or URL), a table (.csv), or 'starter'.",
    )


def library_argument(command: Command) -> Command:
    """Give a command that is about a whole library its one argument."""
    return click.argument("locator", metavar="[LIBRARY]", default="starter", envvar=_LIBRARY)(
        command
    )


def split_library(words: tuple[str, ...], locator: str | None) -> tuple[str, tuple[str, ...]]:
    """Tell the library from the rest of what stands on a line.

    The first word is the library where no option named one and it is something that exists or
    could only be a library; where the environment names one, only if it could be nothing else.
    """
    if locator is not None:
        return locator, words
    usual = os.environ.get(_LIBRARY)
    if words and _is_library(words[0], surely=bool(usual)):
        return words[0], words[1:]
    return usual or "starter", words


def view_options(command: Command) -> Command:
    """Give a command the options that say from where a shared library is looked at.

    The command hands the words on to `view_of`.
    """
    for option in (
        click.option(
            "--root",
            "roots",
            multiple=True,
            metavar="NAME=FOLDER",
            help="Where a root of the catalog stands on this machine; repeatable.",
        ),
        click.option(
            "--clinic",
            default="",
            envvar="SETLIST_CLINIC",
            metavar="NAME",
            help="Whose overlay counts on top of the shared base.",
        ),
    ):
        command = option(command)
    return command


def view_of(words: Mapping[str, Any]) -> "View":
    """Turn the words of `view_options` into a view.

    Raises
    ------
    InputError
        A root is not of the form NAME=FOLDER.
    """
    from setlist import engine

    roots = {}
    for word in words["roots"]:
        name, sign, folder = word.partition("=")
        if not (name and sign and folder):
            mend = "give it as NAME=FOLDER, such as music=/mnt/music"
            raise InputError(Finding(said=f"--root {word!r} names no folder", mend=mend))
        roots[name] = Path(folder).absolute()
    return engine.View(clinic=words["clinic"].strip(), roots=roots)


def _is_library(word: str, *, surely: bool) -> bool:
    """Tell whether a word names a library rather than something to look for in one.

    ``surely``: something of that name in the folder where the person is does not make it one.
    """
    exists = os.path.exists(word)  # noqa: PTH110  # Path.exists() raises where a name is too long
    if word == "starter" or "://" in word or (exists and not surely):
        return True
    return _FIELD.match(word) is None and bool(set(word) & set("/\\"))


group_option = click.option(
    "--also",
    multiple=True,
    metavar="ROUTE[:HANDLING][@MIN]",
    help="Somebody else of a group, and the minute of that dose; repeatable.",
)

by_option = click.option(
    "--by", required=True, envvar="SETLIST_BY", metavar="INITIALS", help="Initials or a role."
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of words.")


def rule_options(command: Command) -> Command:
    """Give a command the options that say which tracks must sound, and which must not."""
    for option in (
        click.option(
            "--performance-granted",
            is_flag=True,
            help="Only tracks that the clinic may play to a client for certain.",
        ),
        click.option(
            "--licence",
            "licences",
            multiple=True,
            metavar="NAME",
            help="Only tracks under this licence, such as CC-BY in any version; repeatable.",
        ),
        click.option(
            "--heard",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="PLAN",
            help="A plan of an earlier session, whose tracks do not come again; repeatable.",
        ),
        click.option(
            "--ban",
            "bans",
            multiple=True,
            metavar="TRACK",
            help="A track that must not sound in this plan; repeatable.",
        ),
        click.option(
            "--pin",
            "pins",
            multiple=True,
            metavar="TRACK[@WHERE]",
            help="A track that must sound: title, file name or id, then a minute (@35), a phase "
            "(@peak), @opening or @closing; repeatable.",
        ),
    ):
        command = option(command)
    return command


def session_options(command: Command) -> Command:
    """Give a command the options that say which session it is about: arc, route, client, length."""
    for option in (
        click.option(
            "--length",
            type=LengthWords(),
            default="usual",
            show_default=True,
            help="Minutes from first sound to last, 'full' for the whole course, or the arc's "
            "usual.",
        ),
        click.option(
            "--client",
            "clients",
            type=click.Path(path_type=Path),
            multiple=True,
            metavar="FILE",
            help="A client file by code name; several make a group that avoids what anybody "
            "avoids.",
        ),
        group_option,
        route_options(),
        click.option(
            "--arc", "arc_name", required=True, metavar="ARC", help="An arc's name, or its file."
        ),
    ):
        command = option(command)
    return command


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
