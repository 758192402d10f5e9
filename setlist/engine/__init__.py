"""The public verbs: the only room that knows the whole road.

A file here is a stretch of the road.  Rooms are imported inside the verb that needs them, so
that asking for help, or for one verb, does not pay for the others.
"""

from setlist.engine.auditions import (
    audition_join,
    audition_track,
    check_audition,
    write_audition,
)
from setlist.engine.bundles import write_bundle
from setlist.engine.checks import (
    check,
    check_arc,
)
from setlist.engine.edits import ban, list_alternatives, nudge, pin, swap
from setlist.engine.intake import (
    Intake,
    take_in,
)
from setlist.engine.libraries import (
    check_library,
    gather_library,
    read_library,
    write_tags,
)
from setlist.engine.mending import render_around
from setlist.engine.mixes import (
    check_render,
    plot_mix,
    render,
)
from setlist.engine.outputs import (
    draw_plan,
    draw_reasons,
    draw_timing,
    explain,
    export,
    json_text,
    make_folder,
    plan_text,
    plot_plan,
    plot_timing,
    schema_text,
    write_picture,
    write_plan,
    write_sheet,
    write_text,
)
from setlist.engine.pins import (
    find_track,
    read_pins,
)
from setlist.engine.plans import (
    count_down,
    count_shared,
    place,
    pose,
    relax,
    solve,
    solve_alternatives,
)
from setlist.engine.problems import repose
from setlist.engine.progress import (
    Advance,
    keep_quiet,
)
from setlist.engine.queries import (
    Dossier,
    Listing,
    list_tracks,
    read_history,
    tell_track,
)
from setlist.engine.rating import (
    Booth,
    is_value,
    open_booth,
    read_field,
    read_values,
    spell,
    tell_change,
    write_excerpts,
)
from setlist.engine.reading import (
    list_arcs,
    read_arc,
    read_heard,
    read_listener,
    read_plan,
)
from setlist.engine.revisions import (
    revise,
    tell_revision,
)
from setlist.engine.routes import (
    list_limits,
    make_route,
    predict,
    predict_effect,
    record_timing,
    refuse_amount,
)
from setlist.engine.scanning import (
    Count,
    Crew,
    refresh,
    scan,
)
from setlist.engine.sharing import (
    diff,
    export_curation,
    merge_files,
)
from setlist.engine.shelves import (
    STARTER,
    View,
)
from setlist.engine.sources import relink
from setlist.engine.statements import (
    judge_proposals,
    list_conflicts,
    list_proposals,
    settle,
    stamp,
    tag,
)
from setlist.engine.suggestions import (
    Suggestions,
    add_advice,
    add_suggestions,
    draw_gaps,
    find_gaps,
    plot_gaps,
    suggest,
)
from setlist.engine.watching import (
    watch,
)

__all__ = [
    "STARTER",
    "Advance",
    "Booth",
    "Count",
    "Crew",
    "Dossier",
    "Intake",
    "Listing",
    "Suggestions",
    "View",
    "add_advice",
    "add_suggestions",
    "audition_join",
    "audition_track",
    "ban",
    "check",
    "check_arc",
    "check_audition",
    "check_library",
    "check_render",
    "count_down",
    "count_shared",
    "diff",
    "draw_gaps",
    "draw_plan",
    "draw_reasons",
    "draw_timing",
    "explain",
    "export",
    "export_curation",
    "find_gaps",
    "find_track",
    "gather_library",
    "is_value",
    "json_text",
    "judge_proposals",
    "keep_quiet",
    "list_alternatives",
    "list_arcs",
    "list_conflicts",
    "list_limits",
    "list_proposals",
    "list_tracks",
    "make_folder",
    "make_route",
    "merge_files",
    "nudge",
    "open_booth",
    "pin",
    "place",
    "plan_text",
    "plot_gaps",
    "plot_mix",
    "plot_plan",
    "plot_timing",
    "pose",
    "predict",
    "predict_effect",
    "read_arc",
    "read_field",
    "read_heard",
    "read_history",
    "read_library",
    "read_listener",
    "read_pins",
    "read_plan",
    "read_values",
    "record_timing",
    "refresh",
    "refuse_amount",
    "relax",
    "relink",
    "render",
    "render_around",
    "repose",
    "revise",
    "scan",
    "schema_text",
    "settle",
    "solve",
    "solve_alternatives",
    "spell",
    "stamp",
    "suggest",
    "swap",
    "tag",
    "take_in",
    "tell_change",
    "tell_revision",
    "tell_track",
    "watch",
    "write_audition",
    "write_bundle",
    "write_excerpts",
    "write_picture",
    "write_plan",
    "write_sheet",
    "write_tags",
    "write_text",
]
