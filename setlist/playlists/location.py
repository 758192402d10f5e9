"""Where a playlist says that a file is: beside itself when it can, spelt for each format."""

import os
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from unicodedata import category
from urllib.parse import quote

_BREAKS = {"Cc", "Zl", "Zp", "Cs"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A file as a playlist names it: ``near`` from the playlist's folder, ``full`` from the root.

    ``near`` equals ``full`` where no way leads from the folder to the file: another drive,
    another computer's paths.
    """

    near: PurePath
    full: PurePath

    def as_line(self) -> str:
        """Write the location as one line of a text playlist.

        A name that would read as a comment, a directive or an address gets ``./`` in front;
        one that cannot stand on a line at all becomes a ``file:`` address.
        """
        text = self.near.as_posix() if self.near != self.full else str(self.full)
        if text != text.strip() or any(category(sign) in _BREAKS for sign in text):
            return _address(self.full)
        first = text.partition("/")[0]
        if self.near != self.full and (":" in first or not (text[0].isalnum() or text[0] == ".")):
            return f"./{text}"
        return text

    def as_address(self) -> str:
        """Write the location as a URI, percent-encoded once."""
        return _address(self.near)


def locate(path: str, *, target: Path) -> Location:
    """Find the way from a playlist to a file.

    Parameters
    ----------
    path : str
        Where the file is, absolute, in the spelling of any system.
    target : Path
        Where the playlist will stand; its folder exists.

    Returns
    -------
    Location
        Relative where the two have a root in common.
    """
    full = _flavour(path)
    folder = Path(os.path.abspath(target.parent))  # noqa: PTH100  links are kept where they can be
    direct = climb(full, folder)
    if ".." not in direct.parts:
        return Location(near=direct, full=full)
    # A way up is walked on the disk, where a link leads elsewhere than its name says.
    real = Path(os.path.realpath(full.parent)) / full.name if Path(path).is_absolute() else full
    return Location(near=climb(real, folder.resolve()), full=full)


def climb(path: PurePath, folder: PurePath) -> PurePath:
    """Give the way from a folder to a file, or the path itself where the roots differ."""
    flavour = PureWindowsPath if isinstance(path, PureWindowsPath) else PurePosixPath
    windows = isinstance(folder, PureWindowsPath)
    if windows != (flavour is PureWindowsPath) or not path.is_absolute():
        return path
    ours, theirs = path.parts, folder.parts
    same = 0
    while same < min(len(ours), len(theirs)) and flavour(ours[same]) == flavour(theirs[same]):
        same += 1
    if same == 0:
        return path
    return flavour(*[".."] * (len(theirs) - same), *ours[same:])


def _flavour(path: str) -> PurePath:
    """Read a path in the spelling of the system it comes from."""
    windows = PureWindowsPath(path)
    return windows if windows.drive else PurePosixPath(path)


def _address(path: PurePath) -> str:
    """Percent-encode a path, byte by byte where it is no proper Unicode."""
    if isinstance(path, PureWindowsPath):
        spelt = quote(path.relative_to(path.anchor).as_posix(), errors="surrogatepass")
        if not path.is_absolute():
            return spelt
        root = path.drive.replace("\\", "/")
        return f"file:{root}/{spelt}" if root.startswith("//") else f"file:///{root}/{spelt}"
    spelt = quote(str(path), errors="surrogateescape")
    return f"file://{spelt}" if path.is_absolute() else spelt
