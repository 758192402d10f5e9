"""From a folder of music to a library: what is known, and listening to what is not."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.progress import Advance, keep_quiet
from setlist.errors import AudioError, Finding, Severity
from setlist.model import Heard, Library
from setlist.shipped import shipped_folder

if TYPE_CHECKING:
    from setlist.library import Survey

STARTER = "starter"
"""The name that stands for the shipped starter library wherever a folder is asked for."""

_KEEP_EVERY = 20


def scan(
    locator: Path | str, *, workers: int | None = None, progress: Advance = keep_quiet
) -> Library:
    """Listen to every file that is new or has changed, and give the library.

    What was heard is kept beside the music (or in the person's cache where that cannot be
    written), and is kept as it comes: what is stopped goes on where it stopped.

    Parameters
    ----------
    locator : Path or str
        A folder, or ``"starter"``, which is made first if it is not there.
    workers : int, optional [>= 1]
        Files listened to at once; one a processor if left out.
    progress : Advance
        Told of every file.

    Returns
    -------
    Library
        A bad file is a finding in it and stops nothing.

    Raises
    ------
    InputError
        There is no such folder, no audio in it, or a library file in it is wrong.
    """
    from setlist.library import assemble_library

    crew = workers or os.cpu_count() or 1
    survey = survey_library(locator, workers=crew, progress=progress)
    heard, failures = _listen(survey, workers=crew, progress=progress)
    return assemble_library(survey, heard=heard, failures=failures)


def read_library(locator: Path | str) -> Library:
    """Give the library as far as it was listened to before.

    Parameters
    ----------
    locator : Path or str
        A folder, or ``"starter"``.

    Raises
    ------
    InputError
        There is no such folder, no audio in it, a library file in it is wrong, or not one
        file was ever listened to.
    """
    from setlist.library import assemble_library

    survey = survey_library(locator, workers=os.cpu_count() or 1, progress=keep_quiet)
    return assemble_library(survey, heard={})


def check_library(locator: Path | str) -> tuple[Finding, ...]:
    """List everything that is missing or doubtful in a library.

    Parameters
    ----------
    locator : Path or str
        A folder, or ``"starter"``.

    Returns
    -------
    tuple of Finding
        Unrated, unchecked and unlicensed tracks, sudden rises, doubles, unknown words.

    Raises
    ------
    InputError
        As `read_library`.
    """
    from setlist.library import audit_library

    return audit_library(read_library(locator))


def survey_library(
    locator: Path | str, *, workers: int = 1, progress: Advance = keep_quiet
) -> "Survey":
    """Find the files of a library and what is known of them, without listening.

    Raises
    ------
    InputError
        There is no such folder, no audio in it, or a library file in it is wrong.
    """
    import platformdirs

    from setlist.analysis import MEASURES_VERSION
    from setlist.library import survey_folder

    folder = Path(locator)
    if str(locator) == STARTER:
        folder = _make_starter(workers=workers, progress=progress)
    cache = platformdirs.user_cache_path("setlist", appauthor=False) / "measures"
    return survey_folder(folder, measures_version=MEASURES_VERSION, fallback=cache)


def _make_starter(*, workers: int, progress: Advance) -> Path:
    """Make whatever piece of the starter library is not there yet, and name its folder."""
    import platformdirs

    from setlist.starter import make_library, name_library, read_recipes

    recipes = read_recipes(shipped_folder("library") / "recipes")
    cache = platformdirs.user_cache_path("setlist", appauthor=False)
    folder = cache / name_library(recipes)
    make_library(
        recipes,
        folder,
        sidecar=shipped_folder("library") / "setlist.library.toml",
        workers=workers,
        progress=lambda title, done, whole: progress(done, whole, f"making {title}"),
    )
    return folder


def _listen(
    survey: "Survey", *, workers: int, progress: Advance
) -> tuple["dict[Path, Heard]", tuple[Finding, ...]]:
    """Listen to the files that nothing is known of, keeping what was heard as it comes."""
    from setlist.analysis import measure_many
    from setlist.library import remember

    unheard = survey.unheard()
    heard: dict[Path, Heard] = {}
    failures: list[Finding] = []
    try:
        for done, (path, result) in enumerate(measure_many(unheard, workers=workers), start=1):
            if isinstance(result, AudioError):
                failures += _as_warnings(result.findings)
            else:
                heard[path] = (result.id, result.measures)
                failures += result.findings
            progress(done, len(unheard), f"listening to {path.name}")
            if done % _KEEP_EVERY == 0:
                remember(survey, heard, failures)
    finally:
        failures += remember(survey, heard, failures)
    # Files end in the order of their lengths; people read findings in the order of names.
    return heard, tuple(sorted(failures, key=lambda finding: finding.place.file or ""))


def _as_warnings(findings: Iterable[Finding]) -> list[Finding]:
    """Say of a bad file what is wrong with it without stopping the rest."""
    return [replace(finding, severity=Severity.WARNING) for finding in findings]
