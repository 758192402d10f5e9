"""The one picture: a plan, a route's timing or a library, for a terminal and as SVG."""

from setlist.drawing.clock import (
    count_days,
    read_clock,
    tell_clock,
    tell_elapsed,
    tell_length,
)
from setlist.drawing.gap_picture import draw_gaps_svg
from setlist.drawing.gap_text import draw_gaps_text
from setlist.drawing.listing import list_plan_text
from setlist.drawing.mix_picture import draw_mix_svg
from setlist.drawing.palette import Theme
from setlist.drawing.plan_picture import draw_plan_svg
from setlist.drawing.raster import rasterise
from setlist.drawing.reason_text import list_reasons_text
from setlist.drawing.scene import tell_course, tell_route
from setlist.drawing.span import Line, Span, Style, plain_text
from setlist.drawing.timeline import draw_plan_text
from setlist.drawing.timing_picture import draw_timing_svg
from setlist.drawing.timing_text import draw_timing_text
from setlist.drawing.words import clean

__all__ = [
    "Line",
    "Span",
    "Style",
    "Theme",
    "clean",
    "count_days",
    "draw_gaps_svg",
    "draw_gaps_text",
    "draw_mix_svg",
    "draw_plan_svg",
    "draw_plan_text",
    "draw_timing_svg",
    "draw_timing_text",
    "list_plan_text",
    "list_reasons_text",
    "plain_text",
    "rasterise",
    "read_clock",
    "tell_clock",
    "tell_course",
    "tell_elapsed",
    "tell_length",
    "tell_route",
]
