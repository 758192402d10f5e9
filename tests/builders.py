"""Nouns for tests: name only what matters, the rest is plausible."""

import hashlib

from setlist.model import (
    Band,
    Library,
    LibraryStamp,
    Measures,
    Person,
    Rating,
    Route,
    RouteName,
    Tags,
    Timecourse,
    TimingModel,
    Track,
    TrackId,
    Vocabulary,
    Voice,
)
from setlist.units import DbTp, Lu, Lufs, Minutes, Seconds


def a_track_id(name: str) -> TrackId:
    return TrackId("sha256:" + hashlib.sha256(name.encode()).hexdigest())


def a_band(p10: float, p25: float, p50: float, p75: float, p90: float) -> Band:
    return Band(
        p10=Minutes(p10), p25=Minutes(p25), p50=Minutes(p50), p75=Minutes(p75), p90=Minutes(p90)
    )


def some_measures(
    *,
    duration_s: float = 300.0,
    loudness_lufs: float = -23.0,
    head_lufs: float | None = None,
    tail_lufs: float | None = None,
    peak_dbtp: float = -6.0,
) -> Measures:
    """Measures of a steady track that sounds from its first frame to its last."""
    return Measures(
        version=1,
        duration_s=Seconds(duration_s),
        audible_start_s=Seconds(0.0),
        audible_end_s=Seconds(duration_s),
        loudness_lufs=Lufs(loudness_lufs),
        peak_dbtp=DbTp(peak_dbtp),
        head_lufs=Lufs(loudness_lufs if head_lufs is None else head_lufs),
        tail_lufs=Lufs(loudness_lufs if tail_lufs is None else tail_lufs),
        range_lu=Lu(6.0),
        max_rise_3s_lu=Lu(2.0),
    )


def a_track(
    title: str = "Still Pond",
    *,
    artist: str = "Tidal Rooms",
    intensity: float | None = 3.0,
    voice: Voice | None = Voice.NONE,
    words: tuple[str, ...] = (),
    instruments: tuple[str, ...] = (),
    duration_s: float = 300.0,
    measures: Measures | None = None,
    tags: Tags | None = None,
) -> Track:
    """A rated, checked, measured track."""
    said = tags or Tags(
        title=title,
        artist=artist,
        ratings=() if intensity is None else (Rating(intensity=intensity),),
        voice=voice,
        words=words,
        instruments=instruments,
    )
    return Track(
        id=a_track_id(f"{artist}/{title}"),
        path=f"/music/{title}.flac",
        tags=said,
        measures=measures or some_measures(duration_s=duration_s),
    )


def a_library(*tracks: Track) -> Library:
    """A library of just these tracks, with an empty vocabulary."""
    return Library(
        stamp=LibraryStamp(locator="/music", digest="sha256:0", tracks=len(tracks)),
        tracks=tracks,
        vocabulary=Vocabulary(terms=()),
    )


def a_person(
    onset: float = 4.0, start: float = 11.0, peak: float = 20.0, end: float = 38.0, over: float = 64
) -> Person:
    return Person(
        onset_min=Minutes(onset),
        peak_start_min=Minutes(start),
        peak_min=Minutes(peak),
        peak_end_min=Minutes(end),
        return_end_min=Minutes(over),
    )


def a_timecourse(route: Route | None = None) -> Timecourse:
    """The bands of an injection into muscle, with three people in them."""
    return Timecourse(
        route=route or Route(name=RouteName.IM),
        model=TimingModel.TABLE,
        onset=a_band(2.5, 3.1, 3.9, 5.0, 6.2),
        peak_start=a_band(7.2, 8.8, 11.2, 14.3, 17.8),
        peak=a_band(12.5, 15.5, 20.0, 26.5, 34.5),
        peak_end=a_band(22.2, 28.0, 37.7, 52.0, 69.1),
        return_end=a_band(32.5, 44.0, 64.1, 93.5, 128.5),
        people=(
            a_person(3.1, 8.8, 15.5, 28.0, 44.0),
            a_person(3.9, 11.2, 20.0, 37.7, 64.1),
            a_person(5.0, 14.3, 26.5, 52.0, 93.5),
        ),
    )
