"""The digest of a library."""

from dataclasses import replace

from builders import a_track

from setlist.library import digest_tracks
from setlist.model import Origin, Source


def test_a_digest_depends_on_no_order_and_no_place() -> None:
    one, two = a_track("One"), a_track("Two")
    moved = replace(two, path="/elsewhere/2.flac")
    assert digest_tracks([one, two]) == digest_tracks([moved, one])
    assert digest_tracks([one]) != digest_tracks([one, two])


def test_a_title_counts_unless_it_is_the_name_of_the_file() -> None:
    track = a_track()
    renamed = replace(track, tags=replace(track.tags, title="Other"))
    assert digest_tracks([track]) != digest_tracks([renamed])
    named = (Origin(field="title", source=Source.FILE_NAME),)
    assert digest_tracks([replace(track, origins=named)]) == digest_tracks(
        [replace(renamed, origins=named)]
    )


def test_a_measure_that_is_not_known_is_another_than_any_value() -> None:
    track = a_track()
    unknown = replace(track, measures=replace(track.measures, loudness_lufs=None))
    assert digest_tracks([track]) != digest_tracks([unknown])
