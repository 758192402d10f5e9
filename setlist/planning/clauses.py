"""Dues in plain words: one clause for each, without a full stop."""

from collections.abc import Callable

from setlist.planning.dues import Due, Respect

_EVEN_LU = 0.05
"""Loudness no further off is told as none: it is less than is printed."""
_ALIKE_OCTAVES = 0.1
"""Brightness no further apart is told as alike: less than anyone hears, our own design."""
_ON_TIME_S = 0.5
"""An end no further off is told as on time: less than the clock of a plan shows."""
_FIFTHS = ("no", "one fifth", "two fifths", "three fifths", "four fifths", "five fifths")


def word_due(due: Due) -> str:
    """Say in a clause what a cue is judged by in one respect.

    Parameters
    ----------
    due : Due
        In any respect but the preferred tags, which are told together.

    Returns
    -------
    str
        Such as ``"intensity 6.2 against 6.0 wanted"``.
    """
    words: dict[Respect, Callable[[Due, float], str]] = {
        Respect.INTENSITY: lambda due, has: _against("intensity", f"{_short(has)}", due, "{:.1f}"),
        Respect.LOUDNESS: _word_loudness,
        Respect.BRIGHTNESS: lambda due, has: _against(
            "brightness", f"{has:.0f} Hz", due, "{:.0f} Hz"
        ),
        Respect.DENSITY: lambda due, has: _against("", f"{has:.1f} onsets a second", due, "{:.1f}"),
        Respect.TEMPO: lambda due, has: _against("tempo", f"{has:.0f} BPM", due, "{:.0f}"),
        Respect.ARTIST: _word_artist,
        Respect.BOUNDARY: _word_boundary,
        Respect.STEP: _word_step,
        Respect.FIFTHS: _word_fifths,
        Respect.TEMPO_CHANGE: _word_tempo_change,
        Respect.BRIGHTNESS_CHANGE: _word_brightness_change,
        Respect.END: _word_end,
    }
    if due.has is None:
        return _word_unknown(due)
    return words[due.about](due, due.has)


def word_tags(dues: list[Due], had: list[list[str]]) -> str:
    """Say which preferred tags a cue has, phase by phase where it sounds in several.

    Parameters
    ----------
    dues : list of Due
        One for each phase, those in which the cue sounds longest first.
    had : list of list of str
        For each of them the preferred tags that the cue has.
    """
    if len(dues) == 1:
        count, whole = len(had[0]), round(dues[0].wanted)
        named = f": {', '.join(had[0])}" if count else ""
        return f"{count or 'none'} of {whole} preferred tags{named}"
    parts = []
    for due, words in zip(dues, had, strict=True):
        named = f" ({', '.join(words)})" if words else ""
        parts.append(f"{len(words)} of {due.wanted:.0f}{named} for {due.phase}")
    return f"preferred tags: {', '.join(parts)}"


def _word_unknown(due: Due) -> str:
    """Say that nobody knows the value."""
    if due.about is Respect.INTENSITY:
        return f"intensity not rated, {due.wanted:.1f} wanted"
    return f"{due.about} not measured"


def _against(name: str, has: str, due: Due, form: str) -> str:
    """Put what there is against what is wanted."""
    return f"{name} {has} against {form.format(due.wanted)} wanted".strip()


def _word_loudness(due: Due, has: float) -> str:
    """Say how far the loudness after gain is from what is wanted."""
    off_lu = has - due.wanted
    if abs(off_lu) < _EVEN_LU:
        return "as loud as wanted"
    return f"{abs(off_lu):.1f} LU {'louder' if off_lu > 0.0 else 'quieter'} than wanted"


def _word_artist(due: Due, has: float) -> str:
    """Say how soon an artist returns."""
    after = "at once" if has < 1.0 else f"after {_minutes(has)}"
    return f"same artist again {after}, {_minutes(due.wanted)} apart wanted"


def _word_boundary(due: Due, has: float) -> str:
    """Say how far a cue runs over the end of a phase."""
    if has > 0.0:
        return f"runs {_minutes(has)} over the end of {due.phase}"
    return f"begins {_minutes(-has)} before the end of {due.phase}"


def _word_step(_: Due, has: float) -> str:
    """Say how much louder or quieter a cue begins than the one before ended."""
    if abs(has) < _EVEN_LU:
        return "no step in loudness"
    return f"{abs(has):.1f} LU step {'up' if has > 0.0 else 'down'}"


def _word_fifths(_: Due, has: float) -> str:
    """Say how far apart two keys are."""
    if has < 0.5:
        return "same key family"
    return "keys farthest apart" if has > 5.5 else f"keys {_FIFTHS[round(has)]} apart"


def _word_tempo_change(due: Due, has: float) -> str:
    """Say how far apart two tempi are when half and double count as the same."""
    apart = f"tempo {(2.0**has - 1.0) * 100.0:.0f} % apart"
    return apart if due.wanted <= 0.5 else f"{apart}, doubles taken as the same"


def _word_brightness_change(_: Due, has: float) -> str:
    """Say how much brighter or darker a cue is than the one before."""
    if abs(has) < _ALIKE_OCTAVES:
        return "as bright as the one before"
    return f"{abs(has):.1f} octaves {'brighter' if has > 0.0 else 'darker'}"


def _word_end(_: Due, has: float) -> str:
    """Say how far the end of the music is from where it is wanted."""
    if abs(has) < _ON_TIME_S:
        return "ends on time"
    return f"ends {abs(has):.0f} s {'late' if has > 0.0 else 'early'}"


def _short(value: float) -> str:
    """Write a rating without a needless nought."""
    return f"{value:.1f}".removesuffix(".0")


def _minutes(length_s: float) -> str:
    """Write a length in seconds below a minute, else in minutes, tenths below ten."""
    minutes = length_s / 60.0
    if length_s < 59.5:
        return f"{length_s:.0f} s"
    return f"{_short(minutes)} min" if minutes < 9.95 else f"{minutes:.0f} min"
