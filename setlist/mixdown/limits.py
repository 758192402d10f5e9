"""What a finished mix has to keep."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from setlist.audio import AudioFormat, format_of
from setlist.errors import Finding, Place
from setlist.mixdown.report import MixReport
from setlist.model import Plan
from setlist.units import DbTp, Frames, Lu

_PADDING: Final = Frames(1024)
"""What a decoder of AAC may add at the end of a file, which says nowhere how long it is."""

_TOLERANCE_LU: Final = Lu(0.5)
"""How far a measured step or rise may lie above its cap (our own): a plan knows loudness in
steps of ten seconds, and a mix is measured beside its fades."""

_MEND: Final = "plan again, or render with --accept to have the file all the same"


def find_exceeded(
    report: MixReport, plan: Plan, target: Path, *, ceiling_dbtp: DbTp
) -> tuple[Finding, ...]:
    """Find the limits that a finished mix does not keep.

    Parameters
    ----------
    report : MixReport
        What was measured in it.
    plan : Plan
        What it was made from; its arc caps steps and rises.
    target : Path
        Its file; the format says how exact its length can be.
    ceiling_dbtp : float [dBTP]
        What no true peak may exceed.

    Returns
    -------
    tuple of Finding
        One for each limit, each step of its own; none for a mix as it should be.
    """
    file = str(target)
    return tuple(
        Finding(said=said, mend=_MEND, place=Place(file=file, field=field))
        for field, said in _find(report, plan, format_of(target), ceiling_dbtp)
    )


def _find(
    report: MixReport, plan: Plan, kind: AudioFormat, ceiling_dbtp: DbTp
) -> Iterator[tuple[str, str]]:
    """Name every limit that does not hold, and say by how much."""
    spare = _PADDING if kind is AudioFormat.M4A else Frames(1)
    if not 0 <= report.length_error < spare:
        yield "length", f"it is {report.length_error:+d} frames longer than the plan"
    if report.peak_dbtp > ceiling_dbtp:
        yield "true peak", f"it reaches {report.peak_dbtp:.2f} dBTP, above {ceiling_dbtp:g}"
    music = plan.problem.music
    for number, join in enumerate(report.joins, start=2):
        step_lu = join.step_up_lu
        if step_lu is not None and step_lu > music.step_up_max_lu + _TOLERANCE_LU:
            said = f"it steps up by {step_lu:.1f} LU, the arc allows {music.step_up_max_lu:g}"
            yield f"join into slot {number}", said
    rise, most_lu = report.rise_3s, music.rise_max_lu
    if rise is not None and most_lu is not None and rise.rise_lu > most_lu + _TOLERANCE_LU:
        said = f"it gets {rise.rise_lu:.1f} LU louder within 3 s, the arc allows {most_lu:g}"
        yield f"minute {rise.at_s / 60.0:.1f}", said
