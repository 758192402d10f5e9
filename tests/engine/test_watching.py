"""A folder that is watched."""

import os
import queue
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sounds import a_tone, save

from setlist.engine import Crew, watch
from setlist.model import Library

pytestmark = pytest.mark.slow

ONE = Crew(workers=1)
_PATIENCE_S = 60.0


@pytest.fixture
def act() -> Iterator[list[threading.Timer]]:
    """Things that happen later; none is left when the test ends."""
    timers: list[threading.Timer] = []
    yield timers
    for timer in timers:
        timer.cancel()
        timer.join()


def get_next(looks: Iterator[Library]) -> Library:
    """Wait for the next library, but not for ever."""
    found: queue.Queue[Library] = queue.Queue()
    threading.Thread(target=lambda: found.put(next(looks)), daemon=True).start()
    return found.get(timeout=_PATIENCE_S)


def said(library: Library) -> str:
    return "\n".join(str(finding) for finding in library.findings)


def test_a_file_that_comes_while_a_folder_is_watched_leads_to_another_library(
    shelf: Path, tmp_path: Path, act: list[threading.Timer]
) -> None:
    new = save(tmp_path / "new.flac", a_tone(900.0, length_s=2.0))
    looks = watch(shelf, crew=ONE)
    assert len(get_next(looks).tracks) == 6
    act.append(threading.Timer(3.0, lambda: shutil.copy(new, shelf)))
    act[0].start()
    assert len(get_next(looks).tracks) == 7
    looks.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_file_that_came_before_anybody_watched_is_found(shelf: Path, tmp_path: Path) -> None:
    new = save(tmp_path / "new.flac", a_tone(900.0, length_s=2.0))
    looks = watch(shelf, crew=ONE)
    get_next(looks)
    shutil.copy(new, shelf)
    assert len(get_next(looks).tracks) == 7
    looks.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_file_that_is_still_being_copied_is_listened_to_when_it_is_whole(
    shelf: Path, tmp_path: Path, act: list[threading.Timer]
) -> None:
    whole = save(tmp_path / "new.wav", a_tone(900.0, length_s=4.0)).read_bytes()

    def copy() -> None:
        with (shelf / "new.wav").open("wb") as target:
            for start in range(0, len(whole), len(whole) // 6):
                target.write(whole[start : start + len(whole) // 6])
                target.flush()
                os.fsync(target.fileno())
                time.sleep(0.5)

    looks = watch(shelf, crew=ONE)
    get_next(looks)
    act.append(threading.Timer(3.0, copy))
    act[0].start()
    library = get_next(looks)
    assert not library.findings
    assert max(track.measures.duration_s for track in library.tracks) == 4.0
    looks.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_library_file_that_is_wrong_for_a_while_ends_nothing(
    shelf: Path, act: list[threading.Timer]
) -> None:
    sidecar = shelf / "setlist.library.toml"
    text = sidecar.read_text(encoding="utf-8")
    looks = watch(shelf, crew=ONE)
    get_next(looks)
    act.append(threading.Timer(3.0, lambda: sidecar.write_text("[[track]\n", encoding="utf-8")))
    act[0].start()
    wrong = get_next(looks)
    assert "setlist.library.toml:1" in said(wrong)
    assert len(wrong.tracks) == 6
    act.append(threading.Timer(1.0, lambda: sidecar.write_text(text, encoding="utf-8")))
    act[1].start()
    mended = get_next(looks)
    assert not mended.findings
    assert mended.tracks == wrong.tracks
    looks.close()  # type: ignore[attr-defined]  # it is a generator


def test_of_a_catalog_or_table_there_is_nothing_to_watch(apart: Path) -> None:
    assert len(list(watch(apart))) == 1
