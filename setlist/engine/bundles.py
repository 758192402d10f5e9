"""A folder for a plain player: copies of a plan's tracks, with reserves and a playlist."""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist import __version__
from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.sources import compare_sources
from setlist.errors import AudioError, Finding, InputError, Place, Severity
from setlist.model import CueKind, Plan

if TYPE_CHECKING:
    from setlist.playlists import BundleFile

_MARK = "setlist-bundle.json"
_CUT_S = 1.0
"""What a player plays beyond the cues of a plan is told from so much on: our own."""


def write_bundle(
    plan: Plan,
    folder: Path | str,
    *,
    link: bool = False,
    force: bool = False,
    dry_run: bool = False,
    progress: Advance = keep_quiet,
) -> tuple[Finding, ...]:
    """Write a plan as a folder that any player and any USB stick takes.

    The folder is whole or not there at all.  Every track is compared with what it was when the
    plan was made; copies are tagged so that a player that knows ReplayGain or R128 plays each
    as loud as the plan does.

    Parameters
    ----------
    plan : Plan
        All its files must be there, those of its reserves as well.
    folder : Path
        Not there yet, or empty.
    link : bool
        Hard links in place of copies; the library's own files are not tagged.
    force : bool
        Replace a bundle that stands there; any other folder is left alone.
    dry_run : bool
        Check everything, write nothing.
    progress : Advance
        Told how many files are done.

    Returns
    -------
    tuple of Finding
        Warnings: what the player will play otherwise than the plan, what took no tags.

    Raises
    ------
    InputError
        The folder exists, cannot be written, or the disk is full or cannot link.
    AudioError
        Files are missing, broken, or not those that the plan was made with; all are named.
    """
    from setlist import playlists

    target = Path(folder).absolute()
    try:
        _check_folder(target, force=force)
    except OSError as error:
        raise _refusal(target, error, "choose another folder") from error
    spares = [one.cue for one in plan.reserves if one.cue.kind is CueKind.TRACK]
    compare_sources(replace(plan, cues=(*plan.cues, *spares)), progress=progress)
    files = playlists.list_bundle(plan)
    findings = list(_list_cuts(files))
    if dry_run:
        return tuple(findings)
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent))
        try:
            findings += _fill(part, plan, files, link=link, progress=progress)
            _put(part, target)
        finally:
            with suppress(OSError):
                shutil.rmtree(part)
    except OSError as error:
        way = "leave out --link" if link else "free some space"
        raise _refusal(target, error, f"{way}, or choose another folder") from error
    return tuple(findings)


def _refusal(target: Path, error: OSError, mend: str) -> InputError:
    """Say what the system said of a folder."""
    said = f"cannot be written: {error.strerror or error}"
    return InputError(Finding(said=said, mend=mend, place=Place(file=str(target))))


def _check_folder(target: Path, *, force: bool) -> None:
    """Refuse a folder that must not be replaced."""
    if not target.parent.is_dir():
        said, mend = f"the folder {target.parent} does not exist", "make it first"
    elif not target.exists():
        return
    elif not target.is_dir():
        said, mend = "is a file", "give the name of a folder"
    elif not any(target.iterdir()):
        return
    elif not (target / _MARK).is_file():
        said, mend = "is a folder that holds other things", "choose another name"
    elif not force:
        said, mend = "exists already", "choose another name, or add --force to replace it"
    else:
        return
    raise InputError(Finding(said=said, mend=mend, place=Place(file=str(target))))


def _fill(
    part: Path, plan: Plan, files: "Sequence[BundleFile]", *, link: bool, progress: Advance
) -> list[Finding]:
    """Fill a folder with tracks, playlists, a note and the mark that it is ours."""
    from setlist import playlists

    findings = []
    (part / playlists.RESERVES).mkdir()
    for number, file in enumerate(files):
        progress(number, len(files), "copying")
        place, source = part / file.path, Path(file.cue.path or "")
        if link:
            place.hardlink_to(source.resolve())
        else:
            shutil.copyfile(source, place)
            findings += _level(place, plan, file)
            _keep(place)
    for reserve, name in ((False, "playlist.m3u8"), (True, "Reserves.m3u8")):
        some = [file for file in files if file.reserve is reserve]
        cues = tuple(replace(file.cue, path=str(part / file.path)) for file in some)
        if cues:
            text = playlists.write_playlist(
                replace(plan, cues=cues), playlists.ExportFormat.M3U8, target=part / name
            )
            _write(part / name, text)
    _write(part / "README.txt", playlists.tell_bundle(plan, linked=link))
    mark = {"setlist": __version__, "plan": plan.provenance.digest}
    _write(part / _MARK, json.dumps(mark) + "\n")
    return findings


def _level(place: Path, plan: Plan, file: "BundleFile") -> list[Finding]:
    """Tag a copy with the gain of its cue, or say why it could not be."""
    from setlist import library
    from setlist.analysis import identify

    try:
        library.write_level(
            place,
            gain_db=file.cue.gain_db,
            reference_lufs=plan.problem.music.reference_lufs,
            peak_dbtp=file.cue.peak_dbtp,
            verify=identify,
        )
    except AudioError as error:
        shutil.copyfile(file.cue.path or "", place)
        where = Place(file=str(file.path))
        return [replace(one, place=where, severity=Severity.WARNING) for one in error.findings]
    return []


def _list_cuts(files: "Sequence[BundleFile]") -> "list[Finding]":
    """Say which files sound longer than the plan lets them."""
    return [
        Finding(
            said="a player begins it at its first frame; the plan begins "
            f"{file.cue.cue_in_s:.0f} s into it",
            mend="play the rendered file where that matters",
            place=Place(file=str(file.path)),
            severity=Severity.WARNING,
        )
        for file in files
        if file.cue.cue_in_s >= _CUT_S
    ]


def _put(part: Path, target: Path) -> None:
    """Move a filled folder to its place; what stood there goes only once it is."""
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o777 & ~mask)
    if not target.exists():
        part.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}-", dir=target.parent)) / "old"
    target.rename(old)
    part.rename(target)
    shutil.rmtree(old.parent)


def _write(place: Path, text: str) -> None:
    """Write a text to the disk."""
    place.write_text(text, encoding="utf-8", newline="\n")
    _keep(place)


def _keep(place: Path) -> None:
    """Force a file to the disk: sticks are pulled early."""
    with place.open("rb+") as stream:
        os.fsync(stream.fileno())
