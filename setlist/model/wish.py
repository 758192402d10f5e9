"""What a therapist may wish for while a session runs."""

from enum import StrEnum


class Wish(StrEnum):
    """What should become of the music from a moment on.

    hold: stay at this level until brought back; soften: less of everything from here on;
    bring-back: begin the return now; calm: the calm reserve, at once; skip: leave this track;
    extend: a longer session; end: land and finish.
    """

    HOLD = "hold"
    SOFTEN = "soften"
    BRING_BACK = "bring-back"
    CALM = "calm"
    SKIP = "skip"
    EXTEND = "extend"
    END = "end"
