"""Whether a file stands on a disk of another machine, where several writers are not safe.

SQLite's write-ahead log needs memory that all its users share, so all must be on one machine;
and file locks of network disks are often broken [sqlite-wal2024].
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_FAR = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs"),
        *("afs", "coda", "ncpfs", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "ocfs2"),
        *("9p", "virtiofs", "vboxsf", "prl_fs", "vmhgfs"),
        *("fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs", "fuse.davfs2"),
        *("fuse.glusterfs", "fuse.cephfs", "fuse.ceph-fuse", "fuse.vmhgfs-fuse", "fuse.gvfsd-fuse"),
        *("fuse.smbnetfs", "fuse.curlftpfs", "fuse.juicefs", "macfuse", "osxfuse"),
    )
)
"""Kinds of disks that other machines, or the host of a virtual one, write to as well (our own)."""

_LINUX_TABLE = "/proc/self/mounts"
_LINUX_LINE = re.compile(r"\S+ (?P<point>/\S*) (?P<kind>\S+) ")
_MAC_LINE = re.compile(r".* on (?P<point>/.*) \((?P<kind>[\w.]+)[,)]")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def find_far_disk(path: Path, *, mounts: str | None = None) -> str | None:
    """Give the kind of network disk that a file stands on, or None if it stands on its own.

    Parameters
    ----------
    path : Path
        The file, or where it will stand.
    mounts : str, optional
        The table of mounted disks, as Linux or macOS writes it; the system's if left out.

    Returns
    -------
    str or None
        Such as ``nfs4``.  What cannot be found out counts as a disk of this machine.
    """
    if sys.platform == "win32":
        return _ask_windows(path)
    table = _read_mounts() if mounts is None else mounts
    where = PurePosixPath(os.path.realpath(path))
    kind, depth = None, -1
    for point, its_kind in _list_mounts(table):
        # The later of two disks on one folder hides the earlier.
        if where.is_relative_to(point) and len(point.parts) >= depth:
            kind, depth = its_kind, len(point.parts)
    return kind if kind in _FAR else None


def _list_mounts(table: str) -> Iterator[tuple[PurePosixPath, str]]:
    """Give every folder of a table on which a disk is mounted, and the kind of the disk."""
    for line in table.splitlines():
        found = _LINUX_LINE.match(line) or _MAC_LINE.match(line)
        if found:
            point = _OCTAL.sub(lambda code: chr(int(code.group(1), 8)), found["point"])
            yield PurePosixPath(point), found["kind"]


def _read_mounts() -> str:
    """Read the table of mounted disks; an empty one where the system does not give it."""
    try:
        if sys.platform == "darwin":
            return subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, check=True, timeout=5
            ).stdout
        return Path(_LINUX_TABLE).read_text(encoding="utf-8", errors="surrogateescape")
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""


def _ask_windows(path: Path) -> str | None:
    """Ask Windows whether a path leads to another machine."""
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415  # Windows only

    anchor = path.absolute().anchor
    if anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE:
        return "network drive"
    return None
