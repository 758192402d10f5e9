"""What measures may suggest, what a library lacks, and which tracks to rate first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.outputs import write_picture
from setlist.engine.plans import pose
from setlist.errors import Finding, NoPlanError, Severity
from setlist.model import Arc, GapReport, Library, Listener, Problem, Route, Slide, Track, TrackId

if TYPE_CHECKING:
    from setlist.analysis import IntensityFit
    from setlist.drawing import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """A fit to a clinic's own ratings, and what it suggests for tracks that nobody rated."""

    fit: "IntensityFit"
    intensities: Mapping[TrackId, float]


def suggest(library: Library) -> Suggestions:
    """Suggest intensities for unrated tracks from measures, by a fit to the library's ratings.

    A suggestion is no rating: it is always marked, and a person's value outranks it.  Under
    ten ratings, or where the fit is no better than saying the mean, nothing is suggested.
    Voice is never suggested.
    """
    from setlist.analysis import fit_intensity, suggest_intensity

    rated = [
        (track.measures, value)
        for track in library.tracks
        if (value := track.tags.intensity()) is not None
    ]
    fit = fit_intensity(rated)
    offered = {
        track.id: value
        for track in library.tracks
        if track.tags.intensity() is None
        and (value := suggest_intensity(fit, track.measures)) is not None
    }
    return Suggestions(fit=fit, intensities=offered)


def add_suggestions(library: Library, suggestions: Suggestions) -> Library:
    """Mark every unrated track with the intensity that measures suggest for it."""

    def add(track: Track) -> Track:
        value = suggestions.intensities.get(track.id)
        return (
            track
            if value is None
            else replace(track, tags=replace(track.tags, suggested_intensity=value))
        )

    return replace(library, tracks=tuple(map(add, library.tracks)))


def find_gaps(
    arc: Arc,
    library: Library,
    *,
    route: Route | None = None,
    also: Sequence[str] = (),
    listener: Listener | None = None,
    length: str | float = Slide.USUAL,
) -> GapReport:
    """Say for every phase of a session what a library has for it and what it lacks.

    Parameters
    ----------
    arc, library, route, also, listener, length
        As for `pose`; the library may be empty.

    Raises
    ------
    InputError
        As `pose`.
    """
    from setlist import planning

    problem = pose(arc, library, route=route, also=also, listener=listener, length=length)
    return planning.survey_gaps(problem, library, suggested=suggest(library).intensities)


def add_advice(error: NoPlanError, problem: Problem, library: Library) -> NoPlanError:
    """Add to the reasons why there is no plan which unrated tracks to rate first.

    Parameters
    ----------
    error : NoPlanError
        From `solve`.
    problem : Problem
        That has no plan.
    library : Library
        What it was posed with.

    Returns
    -------
    NoPlanError
        The same, and how few ratings would give a plan; unchanged where every track is rated.
    """
    from setlist import planning

    bare = replace(library, tracks=tuple(map(_forget, library.tracks)))
    offered = suggest(library).intensities
    advice = planning.rank_unrated(problem, bare, suggested=offered)
    said = planning.note_unrated(advice)
    if not said:
        return error
    mend = "setlist library rate walks you through them"
    finding = Finding(said=said.rstrip("."), mend=mend, severity=Severity.WARNING)
    return NoPlanError(*error.findings, finding)


def draw_gaps(report: GapReport, *, width: int, unicode: bool = True) -> "Sequence[Line]":
    """Draw a library against an arc for a terminal."""
    from setlist import drawing

    return drawing.draw_gaps_text(report, width=width, unicode=unicode)


def plot_gaps(report: GapReport, target: Path | str, *, force: bool = False) -> None:
    """Draw a library against an arc into a file, ``.svg`` or ``.png``.

    Raises
    ------
    InputError, ExtraError
        As `write_picture`.
    """
    from setlist import drawing

    svg = drawing.draw_gaps_svg(report, theme=drawing.Theme.LIGHT)
    write_picture(svg, Path(target), force=force)


def _forget(track: Track) -> Track:
    """Take a suggested intensity from a track."""
    return replace(track, tags=replace(track.tags, suggested_intensity=None))
