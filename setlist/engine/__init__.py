"""The public verbs: the only room that knows the whole road.

A file here is a stretch of the road.  Rooms are imported inside the verb that needs them, so
that asking for help, or for one verb, does not pay for the others.
"""

from setlist.engine.checks import check, check_arc
from setlist.engine.libraries import STARTER, check_library, read_library, scan
from setlist.engine.mixes import check_render, render
from setlist.engine.outputs import (
    draw_plan,
    draw_timing,
    explain,
    export,
    json_text,
    make_folder,
    plan_text,
    plot_timing,
    schema_text,
    write_picture,
    write_plan,
    write_sheet,
    write_text,
)
from setlist.engine.plans import place, pose, solve
from setlist.engine.progress import Advance, keep_quiet
from setlist.engine.reading import list_arcs, read_arc, read_listener, read_plan
from setlist.engine.routes import (
    list_limits,
    make_route,
    predict,
    predict_effect,
    record_timing,
    refuse_amount,
)

__all__ = [
    "STARTER",
    "Advance",
    "check",
    "check_arc",
    "check_library",
    "check_render",
    "draw_plan",
    "draw_timing",
    "explain",
    "export",
    "json_text",
    "keep_quiet",
    "list_arcs",
    "list_limits",
    "make_folder",
    "make_route",
    "place",
    "plan_text",
    "plot_timing",
    "pose",
    "predict",
    "predict_effect",
    "read_arc",
    "read_library",
    "read_listener",
    "read_plan",
    "record_timing",
    "refuse_amount",
    "render",
    "scan",
    "schema_text",
    "solve",
    "write_picture",
    "write_plan",
    "write_sheet",
    "write_text",
]
