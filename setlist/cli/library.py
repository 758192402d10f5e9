"""``setlist library``: the commands of a library, each imported only when it is called."""

from setlist.cli.program import LazyGroup

library = LazyGroup(
    name="library",
    help=(
        "Scan, rate, review and share a library of music.\n\n"
        "A library is a folder, 'starter', a catalog (a .sqlite file or a URL) or a table (.csv)."
    ),
    lazy={
        "scan": ("setlist.cli.shelving:scan", "Listen to every file once and keep what was heard."),
        "measure": ("setlist.cli.shelving:measure", "Listen again to what could not be heard."),
        "list": ("setlist.cli.listing:list_tracks", "List the tracks that a query asks for."),
        "show": ("setlist.cli.listing:show", "Show one track, and where each value came from."),
        "check": ("setlist.cli.shelving:check", "Say what is missing or doubtful."),
        "gaps": ("setlist.cli.gaps:gaps", "Say what a library lacks for an arc."),
        "rate": ("setlist.cli.rating:rate", "Walk through unrated tracks, listening and rating."),
        "tag": ("setlist.cli.rating:tag", "Say something about tracks, or take it back."),
        "suggest": ("setlist.cli.rating:suggest", "Suggest intensities by your own ratings."),
        "review": ("setlist.cli.reviewing:review", "List, accept, reject, settle and stamp."),
        "history": ("setlist.cli.reviewing:history", "Show who said what, and when."),
        "export": ("setlist.cli.sharing:export", "Write what people say into a file, no audio."),
        "import": ("setlist.cli.sharing:import_", "Take a curation file or a table in."),
        "merge": ("setlist.cli.sharing:merge", "Merge curation files into one."),
        "diff": ("setlist.cli.sharing:diff", "Say what one curation has that another lacks."),
        "write-tags": ("setlist.cli.sharing:write_tags", "Write tags into the audio files."),
    },
)
