"""A gentler session: the same arc, asking less of the listener from first to last."""

from dataclasses import replace

from setlist.model import Arc, Curve, Listener

LEAST, MOST = 1.0, 9.0
"""The ends of the scale of intensity [warja-bonde2014]."""


def soften(arc: Arc, listener: Listener | None) -> Arc:
    """Shift every intensity that an arc asks for down by as much as the listener wants.

    Parameters
    ----------
    arc : Arc
        As it was read.
    listener : Listener or None
        ``gentler`` steps down; fewer than 0 ask for more.

    Returns
    -------
    Arc
        The same arc with targets that stay on the scale of 1 to 9.
    """
    if listener is None or listener.gentler == 0.0:
        return arc
    phases = (
        replace(phase, intensity=_shift(phase.intensity, listener.gentler))
        if phase.intensity is not None
        else phase
        for phase in arc.phases
    )
    return replace(arc, phases=tuple(phases))


def _shift(curve: Curve, gentler: float) -> Curve:
    """Shift a curve down, within the scale."""
    return Curve(points=tuple(min(max(point - gentler, LEAST), MOST) for point in curve.points))
