"""A folder of music: every audio file below it, once, in the order of their paths."""

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from setlist.errors import Finding, InputError, Place, Severity
from setlist.library.mark import take_mark
from setlist.model import AudioFile
from setlist.wording import escape_text

SIDECAR_NAME = "setlist.library.toml"

AUDIO_SUFFIXES = frozenset(
    (
        *(".mp3", ".flac", ".ogg", ".oga", ".opus", ".spx"),
        *(".m4a", ".m4b", ".mp4", ".aac"),
        *(".wav", ".aif", ".aiff", ".aifc"),
        *(".wma", ".wv", ".ape", ".mpc", ".tta", ".dsf"),
    )
)
"""Files with these suffixes are music, whatever case they are written in (our own)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What stands below a folder: audio files and library files, each in the order of paths.

    ``mark`` changes with anything that the library depends on besides its audio files.
    """

    folder: Path
    files: tuple[AudioFile, ...]
    sidecars: tuple[tuple[str, Path], ...]
    mark: str
    findings: tuple[Finding, ...]

    def changed(self, known: Mapping[str, AudioFile]) -> tuple[AudioFile, ...]:
        """Give the files that are new, or have changed since they were known by this name."""
        return tuple(file for file in self.files if not _is_same(file, known.get(file.name)))

    def missing(self, known: Mapping[str, AudioFile]) -> tuple[str, ...]:
        """Give the names that were known and stand here no more, in their order."""
        return tuple(sorted(known.keys() - {file.name for file in self.files}))


@dataclass(slots=True)
class _Walker:
    """One walk under way."""

    root: str
    files: list[AudioFile] = field(default_factory=list)
    sidecars: list[tuple[str, Path]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)

    def warn(self, name: str, said: str, mend: str) -> None:
        """Note what cannot be used; the walk goes on."""
        place = Place(file=escape_text(os.path.join(self.root, name)))  # noqa: PTH118  # a name
        self.findings.append(Finding(said=said, mend=mend, place=place, severity=Severity.WARNING))


def walk_library(folder: Path) -> Walk:
    """Find every audio file and every library file below a folder, and open no audio file.

    Linked folders are followed after the real ones, each real folder once, so that loops end
    and a file keeps its own path.  Hidden folders are left out.  Whatever cannot be read is a
    finding and stops nothing.

    Parameters
    ----------
    folder : Path
        The top of the library.

    Returns
    -------
    Walk
        Files in the order of their names, with findings as warnings.

    Raises
    ------
    InputError
        The folder is missing, is a file, cannot be read, or holds no audio.
    """
    root = Path(os.path.abspath(folder))  # noqa: PTH100  # resolve() would lose the name a person gave
    _refuse_bad_root(root)
    walker = _Walker(root=os.fspath(root))
    _walk_tree(walker, walker.root, "")
    while walker.links:
        walker.links.sort()
        waiting, walker.links = walker.links, []
        for path, name in waiting:
            _walk_tree(walker, path, f"{name}/")
    walker.files.sort(key=lambda file: file.name)
    walker.sidecars.sort()
    findings = tuple(sorted(walker.findings, key=str))
    if not walker.files:
        raise InputError(*findings, _no_audio(root))
    return Walk(
        folder=root,
        files=tuple(walker.files),
        sidecars=tuple(walker.sidecars),
        mark=take_mark(walker.sidecars),
        findings=findings,
    )


def _is_same(file: AudioFile, known: AudioFile | None) -> bool:
    """Tell whether a file is as it was known: as large, and changed at the same moment."""
    if known is None:
        return False
    return (file.size_bytes, file.mtime_ns) == (known.size_bytes, known.mtime_ns)


def _refuse_bad_root(root: Path) -> None:
    """Say why a folder cannot be a library at all."""
    place = Place(file=escape_text(str(root)))
    try:
        mode = root.stat().st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(root):
                return
    except FileNotFoundError as error:
        said, mend = "there is no such folder", "check the name of the library folder"
        raise InputError(Finding(said=said, mend=mend, place=place)) from error
    except (OSError, ValueError) as error:
        said = f"the folder cannot be read: {getattr(error, 'strerror', None) or error}"
        mend = "check its permissions, or choose another folder"
        raise InputError(Finding(said=said, mend=mend, place=place)) from error
    said, mend = "is a file, not a folder of music", "give the folder that the file is in"
    raise InputError(Finding(said=said, mend=mend, place=place))


def _no_audio(root: Path) -> Finding:
    """Say that there is nothing to plan with."""
    kinds = ", ".join(sorted(suffix[1:] for suffix in AUDIO_SUFFIXES))
    place = Place(file=escape_text(str(root)))
    mend = f"choose a folder with music in it ({kinds})"
    return Finding(said="there is no audio in this folder", mend=mend, place=place)


def _walk_tree(walker: _Walker, top: str, top_name: str) -> None:
    """Walk one tree of real folders, noting links to other folders for afterwards."""
    waiting = [(top, top_name)]
    while waiting:
        folder, prefix = waiting.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116  # a Path a folder doubles the time of a walk
            mark = (status.st_dev, status.st_ino)
            if mark in walker.seen:
                said = "leads to a folder that was walked already"
                walker.warn(prefix.rstrip("/"), said, "nothing need be done; its files are known")
                continue
            walker.seen.add(mark)
            with os.scandir(folder) as entries:
                waiting.extend(_sort_entries(walker, entries, prefix))
        except OSError as error:
            said = f"this folder cannot be read: {error.strerror or error}"
            walker.warn(prefix.rstrip("/"), said, "check its permissions")


def _sort_entries(
    walker: _Walker, entries: Iterator[os.DirEntry[str]], prefix: str
) -> list[tuple[str, str]]:
    """Put the entries of one folder where they belong, and give the folders in it."""
    folders = []
    hidden = 0
    for entry in entries:
        name = prefix + entry.name
        is_audio = os.path.splitext(entry.name)[1].lower() in AUDIO_SUFFIXES  # noqa: PTH122  # as above
        if entry.name.startswith("."):
            hidden += is_audio and not entry.is_dir(follow_symlinks=False)
        elif entry.is_dir(follow_symlinks=False):
            folders.append((entry.path, f"{name}/"))
        elif entry.is_symlink() and _leads_to_folder(entry):
            walker.links.append((entry.path, name))
        elif is_audio:
            _add_file(walker, entry, name)
        elif entry.name == SIDECAR_NAME:
            walker.sidecars.append((prefix, Path(entry.path)))
    if hidden:
        said = f"{hidden} hidden audio file{'s were' if hidden > 1 else ' was'} left out"
        walker.warn(prefix.rstrip("/"), said, "take the dot from the front of their names")
    return folders


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Tell whether a link leads to a folder; one that leads nowhere or round does not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _add_file(walker: _Walker, entry: os.DirEntry[str], name: str) -> None:
    """Add an audio file, unless it is something that only bears the name of one."""
    try:
        status = entry.stat()
    except OSError as error:
        said = f"cannot be opened: {error.strerror or error}"
        walker.warn(name, said, "repair the link, or delete it")
        return
    if not stat.S_ISREG(status.st_mode):
        walker.warn(name, "is not an ordinary file", "take it out of the library")
    elif not status.st_size:
        walker.warn(name, "is empty: 0 bytes", "copy the file again, or delete it")
    elif not _is_text(name):
        said = "is left out: its name is not UTF-8 text, and no playlist could name it"
        walker.warn(name, said, "give the file another name")
    else:
        walker.files.append(
            AudioFile(
                path=entry.path,
                name=name,
                size_bytes=status.st_size,
                mtime_ns=status.st_mtime_ns,
            )
        )


def _is_text(name: str) -> bool:
    """Tell whether a name can be written into a file."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
