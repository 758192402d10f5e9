"""A later session of a series: the same arc, asking more where it already asks much.

Only targets that ask for more than support rise, and supportive phases stay as they are: our
own design.
"""

from dataclasses import replace

from setlist.errors import Finding, InputError, Place
from setlist.model import MIXED, Arc, Curve
from setlist.planning.gentling import MOST


def raise_targets(arc: Arc, session: int) -> tuple[Arc, tuple[str, ...]]:
    """Shift what an arc asks for up by as much as it says for a session of a series.

    Parameters
    ----------
    arc : Arc
        Its ``series`` says how much; without one every session asks for the same.
    session : int [>= 1]
        Which session of the series it is.

    Returns
    -------
    Arc
        The same arc; points of intensity at 4 and above are higher, 9 at most.
    tuple of str
        What must be said of it.

    Raises
    ------
    InputError
        There is no such session.
    """
    if session < 1:
        said = f"session {session} of a series is none"
        raise InputError(
            Finding(said=said, mend="count from 1, the first", place=Place(field="session"))
        )
    if session == 1:
        return arc, ()
    if arc.series is None:
        return arc, (
            f"The arc {arc.name} has no [series]: session {session} asks for as much as the first.",
        )
    by = min(arc.series.rise * (session - 1), arc.series.most)
    phases = (
        replace(phase, intensity=_shift(phase.intensity, by))
        if phase.intensity is not None
        else phase
        for phase in arc.phases
    )
    note = (
        f"Session {session} of a series: intensity targets of {MIXED:g} and more are {by:g} higher."
    )
    return replace(arc, phases=tuple(phases)), (note,)


def _shift(curve: Curve, by: float) -> Curve:
    """Shift what a curve asks beyond support, within the scale."""
    points = (min(point + by, MOST) if point >= MIXED else point for point in curve.points)
    return Curve(points=tuple(points))
