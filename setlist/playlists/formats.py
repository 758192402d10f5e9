"""Which formats a plan is exported in, and which suffix means which."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from setlist.errors import Finding, InputError, Place
from setlist.model import Plan
from setlist.playlists.cue import write_cue
from setlist.playlists.jspf import write_jspf
from setlist.playlists.m3u8 import write_m3u8
from setlist.playlists.planfile import write_plan
from setlist.playlists.pls import write_pls
from setlist.playlists.sheet import write_sheet
from setlist.playlists.table import write_csv, write_titles
from setlist.playlists.xspf import write_xspf


class ExportFormat(StrEnum):
    """A format that a plan can be exported in; the value is the suffix of its files."""

    M3U8 = "m3u8"
    M3U = "m3u"
    PLS = "pls"
    XSPF = "xspf"
    JSPF = "jspf"
    CUE = "cue"
    CSV = "csv"
    TEXT = "txt"
    JSON = "json"
    MARKDOWN = "md"


def choose_format(target: Path) -> ExportFormat:
    """Tell from the suffix of a file which format it should have.

    Parameters
    ----------
    target : Path
        The file to be written; capital letters in its suffix make no difference.

    Returns
    -------
    ExportFormat
        The format of that suffix.

    Raises
    ------
    InputError
        No format has that suffix.
    """
    suffix = target.suffix.removeprefix(".").lower()
    if suffix in set(ExportFormat):
        return ExportFormat(suffix)
    known = ", ".join(f".{known}" for known in ExportFormat)
    said = f"the suffix .{suffix} names no format" if suffix else "has no suffix"
    raise InputError(
        Finding(
            said=said,
            mend=f"end the name in one of {known}",
            place=Place(file=str(target)),
        )
    )


def write_playlist(plan: Plan, export_format: ExportFormat, *, target: Path) -> str:
    """Write a plan in a format.

    Parameters
    ----------
    plan : Plan
        Any plan.
    export_format : ExportFormat
        What to write.
    target : Path
        Where the file will stand; playlists name their tracks from there.  Nothing is written.

    Returns
    -------
    str
        The text of the file, to be written as UTF-8 with its line feeds left as they are.

    Raises
    ------
    InputError
        The format needs files and a track has none.
    """
    if export_format in _ALONE:
        return _ALONE[export_format](plan)
    return _NAMING_FILES[export_format](plan, target=target)


class _Writer(Protocol):
    """Writes a plan in a format that names files."""

    def __call__(self, plan: Plan, *, target: Path) -> str: ...


_NAMING_FILES: Final[Mapping[ExportFormat, _Writer]] = MappingProxyType(
    {
        ExportFormat.M3U8: write_m3u8,
        ExportFormat.M3U: write_m3u8,
        ExportFormat.PLS: write_pls,
        ExportFormat.XSPF: write_xspf,
        ExportFormat.JSPF: write_jspf,
        ExportFormat.CUE: write_cue,
        ExportFormat.CSV: write_csv,
    }
)
_ALONE: Final[Mapping[ExportFormat, Callable[[Plan], str]]] = MappingProxyType(
    {
        ExportFormat.TEXT: write_titles,
        ExportFormat.JSON: write_plan,
        ExportFormat.MARKDOWN: write_sheet,
    }
)
