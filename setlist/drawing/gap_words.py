"""What every picture of a library against an arc says in words."""

from setlist.drawing.scene import tell_route
from setlist.drawing.words import clean
from setlist.model import GapReport, Level, PhaseGap, Want
from setlist.units import Minutes

LEAST_MIN = 0.5
"""Minutes below which nothing is drawn or told."""

_MOST_WANTS = 3.0
_SHORTEST_MIN = 10.0


def tell_library(report: GapReport) -> str:
    """Write for whom and for what the library is looked at: code name, route, arc."""
    parts = (
        clean(report.listener or "", limit=40),
        tell_route(report.route) if report.route else "",
        clean(report.arc, limit=60),
    )
    return "library for " + " · ".join(part for part in parts if part)


def tell_phase(gap: PhaseGap) -> str:
    """Say what one phase needs and has, the rule that costs most, and what to add."""
    needs, left = f"{gap.needed_min:.0f}", f"{gap.left_min():.0f}"
    parts = [f"{gap.phase} needs {needs} min, {left} min are within its rules and reach"]
    if gap.costliest is not None and gap.costliest.length_min >= LEAST_MIN:
        rule = clean(gap.costliest.rule, limit=60)
        parts.append(f"most goes by {rule} alone ({gap.costliest.length_min:.0f} min)")
    if gap.add:
        parts.append(f"add {gap.add}")
    return "; ".join(parts)


def tell_level(level: Level) -> str:
    """Write the minutes of one step: rated, suggested, and wanted."""
    have = f"{level.rated_min:.0f}"
    if level.suggested_min >= LEAST_MIN:
        have += f" ~{level.suggested_min:.0f}"
    wanted_min = sum(want.length_min for want in list_wants(level))
    return f"{have} of {wanted_min:.0f} min" if wanted_min else f"{have} min"


def list_wants(level: Level) -> tuple[Want, ...]:
    """List what phases ask for at one step, less than half a minute left out."""
    return tuple(want for want in level.wanted if want.length_min >= LEAST_MIN)


def longest_min(report: GapReport) -> Minutes:
    """Choose where bars end: what there is, but no more than three times what is asked for."""
    wanted_min = max((level.wanted_min() for level in report.levels), default=0.0)
    have_min = max(
        (level.rated_min + level.suggested_min + level.barred_min for level in report.levels),
        default=0.0,
    )
    have_min = max(have_min, report.unrated_min)
    most_min = max(wanted_min * _MOST_WANTS, _SHORTEST_MIN) if wanted_min else have_min
    return Minutes(max(min(have_min, most_min), wanted_min, _SHORTEST_MIN))
