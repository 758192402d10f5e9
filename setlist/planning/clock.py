"""The clock of a session: which minute each landmark of a route falls on.

A clock knows the bands of the route, the clinic's own minutes, and how far the late percentiles
have slid toward the median to make a session shorter.
"""

from dataclasses import dataclass, replace

from setlist.errors import Finding, InputError, Place
from setlist.model import (
    BANDED,
    Band,
    Landmark,
    Listener,
    Moment,
    OwnMinute,
    RouteName,
    Timecourse,
)
from setlist.units import Minutes

_MEDIAN = 50.0
_SLIDING = (Landmark.PEAK_END, Landmark.RETURN_END)
_OWNABLE = (*BANDED, Landmark.BOOSTER, Landmark.HOLD_END, Landmark.INFUSION_END)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Reads moments of an arc as minutes of a session.

    ``slid`` runs from 0 (late percentiles as the arc gives them) to 1 (all at the median).
    ``end_min`` is the end of the session, None until it is known.
    """

    timecourse: Timecourse | None
    own: tuple[OwnMinute, ...] = ()
    start_min: Minutes = Minutes(0.0)
    end_min: Minutes | None = None
    slid: float = 0.0

    def read(self, moment: Moment) -> Minutes | None:
        """Give the minute of a moment, or None where this session has no such landmark."""
        is_banded = moment.landmark in BANDED
        at_min = self._banded(moment) if is_banded else self._known(moment.landmark)
        return None if at_min is None else Minutes(at_min + moment.offset_min)

    def band(self, landmark: Landmark) -> Band | None:
        """Give the band of a landmark, moved so that its median is the clinic's own minute."""
        band = self.timecourse.band(landmark) if self.timecourse else None
        own_min = self._own(landmark)
        if band is None or own_min is None:
            return band
        by_min = own_min - band.p50
        return Band(
            p10=Minutes(band.p10 + by_min),
            p25=Minutes(band.p25 + by_min),
            p50=own_min,
            p75=Minutes(band.p75 + by_min),
            p90=Minutes(band.p90 + by_min),
        )

    def slide(self, share: float) -> "Clock":
        """Give the same clock with its late percentiles slid by a share of their way."""
        return replace(self, slid=share)

    def until(self, end_min: Minutes) -> "Clock":
        """Give the same clock with a known end of the session."""
        return replace(self, end_min=end_min)

    def _banded(self, moment: Moment) -> Minutes | None:
        """Read a landmark that differs between people."""
        band = self.band(moment.landmark)
        if band is None:
            return None
        percentile = _MEDIAN if moment.percentile is None else moment.percentile
        if moment.landmark in _SLIDING and percentile > _MEDIAN:
            percentile -= self.slid * (percentile - _MEDIAN)
        at_min = band.at(percentile)
        floor_min = self.timecourse.floor_min if self.timecourse else None
        if moment.landmark is Landmark.RETURN_END and floor_min is not None and self._infused():
            at_min = max(at_min, floor_min)
        return at_min

    def _known(self, landmark: Landmark) -> Minutes | None:
        """Read a landmark that is the same for everybody."""
        if landmark is Landmark.START:
            return self.start_min
        if landmark is Landmark.END:
            return self.end_min
        if landmark is Landmark.DOSE:
            return Minutes(0.0)
        own_min = self._own(landmark)
        if self.timecourse is None or landmark is Landmark.FLOOR:
            return self.timecourse.floor_min if self.timecourse else None
        route = self.timecourse.route
        if landmark is Landmark.BOOSTER:
            exists = len(route.parts) > 1
            at_min = route.parts[1].at_min if exists else None
        elif landmark is Landmark.HOLD_END:
            at_min = route.hold_min
        else:
            at_min = route.infusion_min
        return at_min if at_min is None or own_min is None else own_min

    def _own(self, landmark: Landmark) -> Minutes | None:
        """Give the clinic's own minute for a landmark."""
        return next((own.at_min for own in self.own if own.landmark is landmark), None)

    def _infused(self) -> bool:
        """Tell whether the floor of this route is a floor under the return itself."""
        return self.timecourse is not None and self.timecourse.route.name is RouteName.IV_INFUSION


def start_clock(start: Moment, timecourse: Timecourse | None, listener: Listener | None) -> Clock:
    """Start the clock of a session.

    Parameters
    ----------
    start : Moment
        The first moment of the arc; without a route it is minute zero.
    timecourse : Timecourse or None
        The times of the route; None for an arc that stands on start and end alone.
    listener : Listener or None
        Whose own minutes move the bands.

    Returns
    -------
    Clock
        With its start known and its end open.

    Raises
    ------
    InputError
        An own minute names a landmark that cannot be moved, or the arc starts nowhere.
    """
    own = listener.own_minutes if listener else ()
    fixed = [one.landmark for one in own if one.landmark not in _OWNABLE]
    if fixed:
        raise InputError(
            *(
                Finding(
                    said=f"{landmark} cannot be moved by an own minute",
                    mend="set own minutes for " + ", ".join(_OWNABLE),
                    place=Place(field="own_minutes"),
                )
                for landmark in fixed
            )
        )
    clock = Clock(timecourse=timecourse, own=own)
    start_min = clock.read(start)
    if start_min is None:
        raise InputError(no_landmark(start.landmark, timecourse, field="start"))
    return replace(clock, start_min=start_min)


def no_landmark(landmark: Landmark, timecourse: Timecourse | None, *, field: str) -> Finding:
    """Say that a session has no such landmark, and what to do."""
    if landmark is Landmark.END:
        said = "stands on the end of the session, which nothing sets"
        mend = "give a length in minutes"
    elif timecourse is None:
        said = f"stands on {landmark}, which only a route of administration has"
        mend = "name the route of the session"
    else:
        said = f"stands on {landmark}, which the route {timecourse.route.name} does not have"
        mend = "choose another arc for this route, or another landmark"
    return Finding(said=said, mend=mend, place=Place(field=field))
