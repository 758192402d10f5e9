"""Curations and tables that come in: recognised track by track, and said in a catalog."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from setlist.engine.sharing import make_fault, read_file
from setlist.engine.shelves import TABLE_MARK, View, find_shelf, open_shelf, refuse_table
from setlist.engine.statements import tell_time
from setlist.errors import Finding, InputError, Severity
from setlist.model import Curation, Field, Statement, Track, TrackId, TrackKey

if TYPE_CHECKING:
    from setlist.catalog import Catalog
    from setlist.curation import Conflict, Doubt

Confirm = Callable[["Doubt"], TrackId | None]
"""Asked which track of ours a doubtful one of theirs is; None for none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What came of taking a file into a catalog.

    ``statements`` and ``reviews`` count what changed something, ``kept_apart`` what is said of
    tracks that this catalog does not have: it is kept, and counts when they come.
    ``added`` are tracks of a table that are kept without files.
    ``doubtful`` are tracks that nobody confirmed; what is said of them was left out.
    """

    statements: int
    reviews: int
    tracks: int
    kept_apart: int
    doubtful: "tuple[Doubt, ...]"
    conflicts: "tuple[Conflict, ...]"
    added: int = 0
    findings: tuple[Finding, ...] = ()


def take_in(
    locator: Path | str,
    source: Path | str,
    *,
    view: View | None = None,
    by: str | None = None,
    without_audio: bool = False,
    confirm: Confirm | None = None,
    on: str | None = None,
) -> Intake:
    """Take a curation file, or a table that somebody filled in, into a catalog.

    Tracks are recognised by their sound, then by ISRC or MusicBrainz id; by title, artist and
    length only where ``confirm`` says so.  Taking in the same file again changes nothing.

    Parameters
    ----------
    locator : Path or str
        See `find_shelf`; a catalog that is named by its URL or file is made if there is none.
    source : Path
        A curation (``.toml``, ``.csv``) or a table (``.csv``).
    view : View, optional
        Into whose overlay the values of a table go.
    by : str, optional
        Who says what stands in a table; a curation knows who said it.
    without_audio : bool
        Keep rows of a table that no track matches as tracks without files.
    confirm : callable, optional
        Asked about doubtful tracks; without it they are left out and listed.
    on : str, optional
        When; now if left out.

    Raises
    ------
    InputError
        The file is missing or wrong, or a table comes without ``by``.
    CatalogError
        The catalog cannot be written; then nothing of this was.
    """
    view, path, now = view or View(), Path(source), on or tell_time()
    shelf = find_shelf(locator)
    refuse_table(shelf, "take in what people say")
    is_table = _is_table(path)
    with open_shelf(shelf, view, create=shelf.folder is None) as store:
        if is_table:
            return _take_table(
                store, path, by=by, without_audio=without_audio, confirm=confirm, now=now
            )
        return _take_curation(store, path, confirm=confirm, now=now)


def _take_curation(store: "Catalog", path: Path, *, confirm: Confirm | None, now: str) -> Intake:
    """Say in a catalog what a curation says, of our tracks where they are recognised."""
    from setlist.catalog import list_keys, read_statements, say, stamp_reviews
    from setlist.curation import list_conflicts, match_keys, retarget

    theirs, how = read_file(path), _tell_door(path)
    matching = match_keys(theirs.keys, list_keys(store))
    taken = _find_taken(store, theirs, matching.doubtful)
    open_ones = [doubt for doubt in matching.doubtful if doubt.theirs.track not in taken]
    pairs, undecided = _ask(open_ones, confirm)
    pairs = {**matching.pairs(), **taken, **pairs}
    left_out = {doubt.theirs.track for doubt in undecided}
    wanted = replace(
        theirs,
        statements=tuple(each for each in theirs.statements if each.track not in left_out),
        reviews=tuple(each for each in theirs.reviews if each.track not in left_out),
    )
    ours = retarget(wanted, pairs)
    said = say(store, ours.statements, how=how, at=now)
    stamps = stamp_reviews(store, ours.reviews, how=how, at=now)
    absent = {key.track for key in matching.unknown}
    touched = {each.track for each in said}
    return Intake(
        statements=len(said),
        reviews=len(stamps),
        tracks=len(touched - absent),
        kept_apart=sum(each.track in absent for each in ours.statements),
        doubtful=undecided,
        conflicts=list_conflicts(read_statements(store, touched)) if touched else (),
    )


def _find_taken(
    store: "Catalog", theirs: Curation, doubtful: "Sequence[Doubt]"
) -> dict[TrackId, TrackId]:
    """Give the doubtful tracks that were confirmed before: all they say is said of one of ours."""
    from setlist.catalog import read_statements

    candidates = {ours.track for doubt in doubtful for ours in doubt.candidates}
    known = {
        each.seat(): each.rank() for each in read_statements(store, candidates, every_clinic=True)
    }
    said: dict[TrackId, list[Statement]] = {}
    for each in theirs.statements:
        said.setdefault(each.track, []).append(each)
    return {
        doubt.theirs.track: ours.track
        for doubt in doubtful
        for ours in doubt.candidates
        if (words := said.get(doubt.theirs.track))
        and all(
            known.get(replace(word, track=ours.track).seat(), ()) >= word.rank() for word in words
        )
    }


def _take_table(
    store: "Catalog",
    path: Path,
    *,
    by: str | None,
    without_audio: bool,
    confirm: Confirm | None,
    now: str,
) -> Intake:
    """Say in a catalog what a table says otherwise, and keep the rows that match no track."""
    from setlist.catalog import keep_library, list_keys, read_library, say
    from setlist.curation import check_rater, list_conflicts, match_keys
    from setlist.library import digest_tracks, read_table

    if by is None:
        mend = "add --by INITIALS: what a table says needs somebody who says it"
        raise InputError(make_fault(path, "a table does not tell who says what stands in it", mend))
    by = check_rater(by)
    table = read_table(path)
    rows = {track.id: track for track in table.tracks}
    matching = match_keys([_key_of(track) for track in table.tracks], list_keys(store))
    pairs, undecided = _ask(matching.doubtful, confirm)
    pairs = {**matching.pairs(), **pairs}
    known = {track.id: track for track in read_library(store, {}, digest=digest_tracks).tracks}
    said = [
        statement
        for row, ours in pairs.items()
        if ours in known
        for statement in _list_changes(rows[row], known[ours], by=by, on=now, clinic=store.clinic)
    ]
    findings = [*table.findings]
    gone = sum(ours not in known for ours in pairs.values())
    if gone:
        mend = "put their files back, scan, and import the table again"
        said_so = f"{gone} rows are of tracks whose files are missing, and were left out"
        findings.append(replace(make_fault(path, said_so, mend), severity=Severity.WARNING))
    absent = [rows[key.track] for key in matching.unknown]
    if absent and without_audio:
        rest = replace(table, tracks=tuple(absent), findings=())
        mark = f"{TABLE_MARK} {now}"
        keep_library(store, _name_root(store, path), rest, path.absolute().parent, mark=mark)
    elif absent:
        mend = "add --without-audio to keep them as tracks without files"
        said_so = f"{len(absent)} rows match no track and were left out"
        findings.append(replace(make_fault(path, said_so, mend), severity=Severity.WARNING))
    changed = say(store, said, how=_tell_door(path), at=now)
    return Intake(
        statements=len(changed),
        reviews=0,
        tracks=len({each.track for each in changed}),
        kept_apart=0,
        added=len(absent) if without_audio else 0,
        doubtful=undecided,
        conflicts=list_conflicts(changed),
        findings=tuple(findings),
    )


def _name_root(store: "Catalog", path: Path) -> str:
    """Give the rows of a table a root of their own, so that those of an earlier one stay."""
    from setlist.catalog import recall_places
    from setlist.wording import escape_text

    taken, name = recall_places(store), escape_text(path.stem)
    names = (name, *(f"{name} {number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)


def _tell_door(path: Path) -> str:
    """Say in the audit trail by what door something came in."""
    from setlist.wording import escape_text

    return f"import {escape_text(path.name)}"


def _list_changes(row: Track, ours: Track, *, by: str, on: str, clinic: str) -> Sequence[Statement]:
    """Give the statements that a row of a table makes: only what it says otherwise."""
    from setlist.curation import spell_tags

    new, old = spell_tags(row.tags), spell_tags(ours.tags)
    return [
        Statement(track=ours.id, field=field, value=value, by=by, on=on, clinic=clinic)
        for field, value in new.items()
        if value != old.get(field) and not (field is Field.TITLE and not row.tags.title)
    ]


def _ask(
    doubtful: "Sequence[Doubt]", confirm: Confirm | None
) -> "tuple[dict[TrackId, TrackId], tuple[Doubt, ...]]":
    """Ask about every doubtful track; give what was decided, and what was not."""
    pairs, undecided = {}, []
    for doubt in doubtful:
        ours = confirm(doubt) if confirm else None
        if ours is None:
            undecided.append(doubt)
        else:
            pairs[doubt.theirs.track] = ours
    return pairs, tuple(undecided)


def _key_of(track: Track) -> TrackKey:
    """Give how a track of a table is recognised."""
    return TrackKey(
        track=track.id,
        title=track.tags.title,
        artist=track.tags.artist,
        duration_s=track.measures.duration_s,
    )


def _is_table(path: Path) -> bool:
    """Tell a table of tracks from a curation: its header has a length."""
    from setlist.library import is_table

    return path.suffix.lower() in {".csv", ".tsv"} and is_table(path)
