"""From a plan to one file of sound."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from setlist.engine.outputs import write_picture
from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.sources import compare_sources
from setlist.model import Plan

if TYPE_CHECKING:
    from setlist.mixdown import MixReport


def render(
    plan: Plan,
    target: Path | str,
    *,
    bits: Literal[16, 24] = 16,
    force: bool = False,
    accept: bool = False,
    soften: bool = False,
    tones: bool = False,
    spoken: Path | None = None,
    progress: Advance = keep_quiet,
) -> "MixReport":
    """Mix a plan into one crossfaded file with chapters, and measure that file.

    Parameters
    ----------
    plan : Plan
        Its tracks must be where they were when it was made.
    target : Path
        The file; its suffix says the kind: ``.flac``, ``.wav``, ``.mp3``, ``.opus``, ``.m4a``.
    bits : int
        16 or 24, of FLAC and WAV.
    force : bool
        Replace a file that exists.
    accept : bool
        Keep a file that exceeds a limit; the report names what it exceeds.
    soften : bool
        Ride the gain, by six decibels at most, where a track would startle.
    tones : bool
        A soft tone at every prompt, or where ``spoken`` has no file for it.
    spoken : Path or None
        A folder with a sound file for each prompt.
    progress : Advance
        Told how far the comparing is, then the mix, then the measuring.

    Returns
    -------
    MixReport
        What was heard in the finished file.

    Raises
    ------
    InputError
        The suffix is unknown, the plan contradicts itself, or the file cannot be written.
    AudioError
        Tracks are missing, broken, or not those that the plan was made with; all are named.
    LimitError
        The mix is longer than the plan, its true peak or a step or rise is above what is
        allowed, and nobody accepts that; no file is left then.
    """
    from setlist import mixdown

    settings = mixdown.MixSettings(
        bits=bits, force=force, accept=accept, soften=soften, tones=tones, spoken=spoken
    )
    check_render(plan, target, force=force, progress=progress)
    return mixdown.render(plan, Path(target), settings=settings, progress=progress)


def check_render(
    plan: Plan, target: Path | str, *, force: bool = False, progress: Advance = keep_quiet
) -> None:
    """Find out what would keep a plan from being rendered, without rendering it.

    Raises
    ------
    InputError, AudioError
        As `render`.
    """
    from setlist.mixdown import MixSettings, check_mix

    check_mix(plan, Path(target), settings=MixSettings(force=force))
    compare_sources(plan, progress=progress)


def plot_mix(plan: Plan, report: "MixReport", target: Path | str, *, force: bool = False) -> None:
    """Draw a finished mix into a file, ``.svg`` or ``.png``: how loud, wanted and heard.

    Raises
    ------
    InputError, ExtraError
        As `write_picture`.
    """
    from setlist import drawing

    steps = [(join.at_s, join.step_up_lu) for join in report.joins]
    rides = [(one.start_s, one.end_s, one.depth_db) for one in report.softened]
    svg = drawing.draw_mix_svg(
        plan, report.profile_lufs, steps, rides=rides, theme=drawing.Theme.LIGHT
    )
    write_picture(svg, Path(target), force=force)
