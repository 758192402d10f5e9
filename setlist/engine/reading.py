"""Reading what people wrote: arcs, clients, plans."""

from pathlib import Path

from setlist.model import Arc, Listener, Plan, TrackId
from setlist.shipped import shipped_folder


def arc_folders() -> tuple[Path, ...]:
    """Name the folders that arcs stand in: the person's own first, then the shipped ones."""
    import platformdirs

    own = platformdirs.user_config_path("setlist", appauthor=False) / "arcs"
    return (own, shipped_folder("arcs")) if own.is_dir() else (shipped_folder("arcs"),)


def list_arcs() -> tuple[Arc, ...]:
    """Read every arc of the shelf, in order of name; an own arc hides a shipped one.

    Raises
    ------
    InputError
        An arc file is wrong; all faults of all files are said at once.
    """
    from setlist.arcs import list_arcs as list_shelf

    return list_shelf(arc_folders())


def read_arc(name_or_path: str) -> Arc:
    """Read an arc by its name on the shelf or by the path of its file.

    Parameters
    ----------
    name_or_path : str
        ``"inward"``, or ``"my/own-arc.toml"``.

    Raises
    ------
    InputError
        There is no such arc, or its file is wrong.
    """
    from setlist.arcs import find_arc

    return find_arc(name_or_path, folders=arc_folders())


def read_listener(*paths: Path | str) -> Listener:
    """Read a client file, or several as one group that avoids what anybody avoids.

    Parameters
    ----------
    *paths : Path
        One client file or more.

    Raises
    ------
    InputError
        A file is missing or wrong, or holds what looks like personal data.
    """
    from setlist.listeners import read_client, unite

    return unite(tuple(read_client(Path(path)) for path in paths))


def read_plan(path: Path | str) -> Plan:
    """Read a plan file.

    Raises
    ------
    InputError
        The file is missing, is no plan, comes from a newer setlist, or is wrong.
    """
    from setlist.documents import read_text
    from setlist.playlists import read_plan_text

    return read_plan_text(read_text(Path(path)), file=str(path))


def read_heard(*paths: Path | str) -> tuple[TrackId, ...]:
    """Give every track that plans of earlier sessions played, once, in order.

    Parameters
    ----------
    *paths : Path
        Plan files; what they only set aside was not heard.

    Raises
    ------
    InputError
        As `read_plan`.
    """
    cues = (cue for path in paths for cue in read_plan(path).cues)
    return tuple(dict.fromkeys(cue.track for cue in cues if cue.track is not None))
