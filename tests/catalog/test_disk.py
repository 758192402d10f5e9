"""Disks of other machines."""

from pathlib import Path

import pytest

from setlist.catalog.disk import find_far_disk

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/music /mnt/music nfs4 rw,vers=4.2 0 0
/dev/sdb1 /mnt/music/local ext4 rw 0 0
//nas/share /mnt/my\\040share cifs rw 0 0
me@host:/ /mnt/far fuse.sshfs rw 0 0
drvfs /mnt/c 9p rw 0 0
/dev/sdc1 /mnt/both ext4 rw 0 0
nas:/both /mnt/both nfs rw 0 0
nas:/home /mnt/café nfs rw 0 0
"""

MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//me@nas._smb._tcp.local/share on /Volumes/my share (smbfs, nodev, nosuid, mounted by me)
/dev/disk4 on /Volumes/usb (exfat, local, nodev)
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/me/catalog.db", None),
        ("/mnt/music/catalog.db", "nfs4"),
        ("/mnt/music/deep/down/catalog.db", "nfs4"),
        ("/mnt/music/local/catalog.db", None),
        ("/mnt/musical/catalog.db", None),
        ("/mnt/my share/catalog.db", "cifs"),
        ("/mnt/far/catalog.db", "fuse.sshfs"),
        ("/mnt/c/catalog.db", "9p"),
        ("/mnt/both/catalog.db", "nfs"),
        ("/mnt/café/catalog.db", "nfs"),
    ],
)
def test_the_disk_of_a_path_is_the_deepest_and_latest_around_it(
    path: str, kind: str | None
) -> None:
    assert find_far_disk(Path(path), mounts=LINUX) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/Volumes/my share/c.db", "smbfs"), ("/Volumes/usb/c.db", None), ("/x", None)],
)
def test_the_table_of_macos_is_read_as_well(path: str, kind: str | None) -> None:
    assert find_far_disk(Path(path), mounts=MAC) == kind


def test_a_link_stands_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far")
    table = f"nas:/x {tmp_path.resolve() / 'far'} nfs rw 0 0\n"
    assert find_far_disk(tmp_path / "link" / "c.db", mounts=table) == "nfs"


@pytest.mark.parametrize("table", ["", "nonsense", "\x00\n\n", "a b"])
def test_what_cannot_be_found_out_counts_as_near(table: str) -> None:
    assert find_far_disk(Path("/x"), mounts=table) is None


def test_the_disk_of_the_tests_is_near(tmp_path: Path) -> None:
    assert find_far_disk(tmp_path) is None
