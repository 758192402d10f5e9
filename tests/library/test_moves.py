"""Files that were moved, and files that are missing."""

from builders import a_track_id, some_measures
from hypothesis import given
from hypothesis import strategies as st

from setlist.library import recognise_moves
from setlist.model import AudioFile, Embedded, Record, TrackId


def a_file(name: str) -> AudioFile:
    return AudioFile(path=f"/music/{name}", name=name, size_bytes=9, mtime_ns=7)


def gone(name: str, sound: str | None = "x") -> Record:
    heard = None if sound is None else (a_track_id(sound), some_measures())
    return Record(file=a_file(name), embedded=Embedded(), heard=heard)


def came(name: str, sound: str = "x") -> tuple[AudioFile, TrackId]:
    return a_file(name), a_track_id(sound)


def test_a_file_is_recognised_by_its_sound() -> None:
    moves = recognise_moves([gone("a.ogg")], [came("b/c.ogg"), came("d.ogg", "other")])
    assert moves.renamed == (("a.ogg", "b/c.ogg"),)
    (finding,) = moves.findings
    assert finding.said == "was moved from a.ogg to b/c.ogg: nothing is lost"
    assert finding.place.file == "/music/b/c.ogg"


def test_a_file_whose_sound_is_nowhere_is_missing() -> None:
    moves = recognise_moves([gone("a.ogg"), gone("b.ogg", None)], [came("c.ogg", "other")])
    assert moves.renamed == ()
    assert [finding.place.file for finding in moves.findings] == ["/music/a.ogg", "/music/b.ogg"]
    assert all("is missing" in finding.said and finding.mend for finding in moves.findings)


def test_files_of_one_sound_keep_their_last_names() -> None:
    moves = recognise_moves(
        [gone("a/2.ogg"), gone("a/1.ogg")], [came("b/2.ogg"), came("b/1.ogg"), came("b/0.ogg")]
    )
    assert moves.renamed == (("a/1.ogg", "b/1.ogg"), ("a/2.ogg", "b/2.ogg"))


def test_one_new_file_takes_the_place_of_one_old_file_only() -> None:
    moves = recognise_moves([gone("a.ogg"), gone("b.ogg")], [came("c.ogg")])
    assert moves.renamed == (("a.ogg", "c.ogg"),)
    assert len(moves.findings) == 2


def test_a_strange_name_stays_on_its_line() -> None:
    for finding in recognise_moves([gone("a\n.ogg"), gone("c")], [came("b\u202e.ogg")]).findings:
        assert str(finding).isprintable()


_NAMES = st.lists(st.text("ab/", min_size=1, max_size=4), unique=True, max_size=6)


@given(old=_NAMES, new=_NAMES, data=st.data())
def test_every_file_that_is_gone_has_one_finding_whatever_the_order(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    missing = [gone(name, name[0]) for name in old]
    arrived = [came(name, name[-1]) for name in new]
    moves = recognise_moves(missing, arrived)
    assert len(moves.findings) == len(old)
    assert len({name for _, name in moves.renamed}) == len(moves.renamed)
    shuffled = recognise_moves(
        data.draw(st.permutations(missing)), data.draw(st.permutations(arrived))
    )
    assert shuffled == moves
