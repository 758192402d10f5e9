"""Plans and courses that the pictures are drawn of."""

import pytest
from builders import a_timecourse
from plans import a_plan, a_silence, some_cues, some_terms

from setlist.model import (
    EffectBand,
    Listener,
    Plan,
    PlannedPrompt,
    Route,
    RouteName,
    Timecourse,
)
from setlist.units import Minutes, Seconds

HOSTILE = (
    "line\nbreak\r\n#EXTM3U",
    "]]> <script>alert(1)</script> & \"quotes\" 'too'",
    "\x1b[31mred\x1b[0m and \x07 bell",
    "\u202eright to left\u2066 override",
    "שלום עולם לכולם בחדר השקט",
    "日本語のとても長いタイトルがここにあります",
    "🎵👩‍👩‍👧 family",
    "a\u0301" * 300,
    "word " * 1000,
    "",
    " ",
    "=cmd()|`rm`",
)


@pytest.fixture
def hostile_plan() -> Plan:
    """Twelve tracks with titles from strangers, a silence, a code name and a prompt."""
    cues = some_cues(len(HOSTILE), titles=HOSTILE)
    cues.insert(6, a_silence())
    prompts = (
        PlannedPrompt(at_s=Seconds(720.0), say="spit\n<b>now</b>"),
        PlannedPrompt(at_s=Seconds(900.0), say="vitals"),
        PlannedPrompt(at_s=Seconds(1800.0), say="vitals"),
    )
    terms = some_terms(listener=Listener(code="<heron>&17"), arc_title="In\nward </svg>")
    return a_plan(*cues, terms=terms, prompts=prompts)


@pytest.fixture
def effect() -> EffectBand:
    """An effect that rises for twenty minutes and falls for two hours."""
    at_min = tuple(Minutes(float(minute)) for minute in range(0, 181, 2))
    middle = tuple(min(at / 20.0, max(0.0, 1.0 - (at - 20.0) / 120.0)) for at in at_min)
    return EffectBand(
        at_min=at_min,
        p10=tuple(0.6 * height for height in middle),
        p50=middle,
        p90=tuple(min(1.0, 1.3 * height) for height in middle),
    )


@pytest.fixture
def course() -> Timecourse:
    """The bands of an injection into muscle."""
    return a_timecourse(Route(name=RouteName.IM))
