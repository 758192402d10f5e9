"""The columns of tables."""

import pytest

from setlist.library.columns import HEADER, count_columns, find_columns

_OLDEST = "Spotify URI,Track Name,Artist Name,Album Name,Disc Number,Track Number"
_OLD = "Track URI,Track Name,Artist URI(s),Artist Name(s),Album URI,Album Name,Album Artist URI(s)"
_NEW = "Track URI,Track Name,Album Name,Artist Name(s),Release Date,Duration (ms),Loudness,Tempo"
_PLAIN = "track_id,artists,album_name,track_name,duration_ms,explicit,loudness,tempo,track_genre"


def test_our_own_header_is_known_whole() -> None:
    assert find_columns(list(HEADER)).positions == {
        name: position for position, name in enumerate(HEADER)
    }


@pytest.mark.parametrize(
    ("header", "positions"),
    [
        (f"{_OLDEST},Track Duration (ms)", (1, 2, 3, 6)),
        (f"{_OLD},Track Duration (ms)", (1, 3, 5, 7)),
        (_NEW, (1, 3, 2, 5)),
        (_PLAIN, (3, 1, 2, 4)),
    ],
)
def test_tables_of_exportify_are_known(header: str, positions: tuple[int, ...]) -> None:
    found = find_columns(header.split(",")).positions
    assert tuple(found[name] for name in ("title", "artist", "album", "duration_ms")) == positions


def test_case_signs_and_marks_do_not_count() -> None:
    found = find_columns(["\ufeffTITLE", " Duration-S ", "License"])
    assert found.positions == {"title": 0, "duration_s": 1, "licence": 2}


def test_of_two_columns_of_one_kind_the_first_counts() -> None:
    found = find_columns(["title", "Track Name", "", "x"])
    assert found.positions == {"title": 0}
    assert found.others == ("Track Name", "x")
    assert count_columns(["title", "Track Name", "", "x"]) == 1
