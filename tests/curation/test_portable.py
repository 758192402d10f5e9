"""The curation file: what is written is read again, and a newer or broken one is refused."""

import pytest
from hypothesis import given, settings
from sayings import POND, TIDE, curations, say

from setlist.curation import CurationKind, merge, read_curation, write_curation
from setlist.errors import InputError
from setlist.model import Curation, Field, TrackKey

KINDS = pytest.mark.parametrize("kind", list(CurationKind))


@KINDS
@settings(max_examples=30, deadline=None)
@given(curation=curations)
def test_what_is_written_is_read_again(kind: CurationKind, curation: Curation) -> None:
    text = write_curation(curation, kind)
    assert read_curation(text, "shared", kind) == merge(curation)
    assert write_curation(read_curation(text, "shared", kind), kind) == text


@KINDS
@settings(max_examples=30, deadline=None)
@given(curation=curations)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
    kind: CurationKind, curation: Curation
) -> None:
    text = write_curation(curation, kind).replace("\r\n", "\n").replace("\n", "\r\n")
    assert read_curation("\ufeff" + text, "shared", kind) == merge(curation)


@settings(max_examples=30, deadline=None)
@given(curation=curations)
def test_both_kinds_say_the_same(curation: Curation) -> None:
    one, other = (
        read_curation(write_curation(curation, kind), "shared", kind) for kind in CurationKind
    )
    assert one == other


@KINDS
@settings(max_examples=30, deadline=None)
@given(curation=curations)
def test_the_layers_of_a_curation_are_the_whole(kind: CurationKind, curation: Curation) -> None:
    whole = merge(curation)
    clinics = {each.clinic for each in whole.statements}
    clinics |= {review.clinic for review in whole.reviews}
    layers = [
        read_curation(write_curation(curation, kind, clinic=clinic), "shared", kind)
        for clinic in sorted(clinics)
    ]
    together = merge(*layers)
    assert (together.statements, together.reviews) == (whole.statements, whole.reviews)
    for clinic, layer in zip(sorted(clinics), layers, strict=True):
        assert {each.clinic for each in layer.statements} <= {clinic}


@KINDS
def test_only_the_tracks_of_a_layer_are_shared(kind: CurationKind) -> None:
    base, own = say(Field.VOICE, "none"), say(Field.VOICE, "words", track=TIDE, clinic="north")
    curation = Curation(keys=(TrackKey(track=TIDE, title="Tide"),), statements=(base, own))
    text = write_curation(curation, kind, clinic="")
    assert "Tide" not in text
    assert "north" not in text
    assert read_curation(text, "shared", kind).statements == (base,)


@KINDS
def test_a_file_of_a_newer_setlist_is_refused_with_the_mend(kind: CurationKind) -> None:
    text = write_curation(Curation(statements=(say(Field.VOICE, "none"),)), kind)
    if kind is CurationKind.TOML:
        newer = text.replace("schema = 1", "schema = 2") + "\n[new]\nkey = 1\n"
    else:
        newer = text.replace("\r\n1,", "\r\n2,")
    with pytest.raises(InputError) as caught:
        read_curation(newer, "shared", kind)
    (finding,) = caught.value.findings
    assert finding.place.line == (1 if kind is CurationKind.TOML else 2)
    assert "newer setlist (schema 2; known here: 1)" in finding.said
    assert finding.mend.startswith("update setlist")


@KINDS
def test_a_text_that_is_no_unicode_is_never_written(kind: CurationKind) -> None:
    curation = Curation(statements=(say(Field.TITLE, "half \ud83d pair"),))
    with pytest.raises(InputError):
        write_curation(curation, kind)


@KINDS
@pytest.mark.parametrize("text", ["\x00", "PK\x03\x04\x00\x00", "a\nb\ud800"])
def test_what_is_no_text_is_refused(kind: CurationKind, text: str) -> None:
    with pytest.raises(InputError) as caught:
        read_curation(text, "shared", kind)
    (finding,) = caught.value.findings
    assert "no text" in finding.said
    assert finding.place.line == text.count("\n") + 1


@KINDS
def test_an_empty_curation_is_a_file_too(kind: CurationKind) -> None:
    assert read_curation(write_curation(Curation(), kind), "shared", kind) == Curation()
    assert POND not in write_curation(Curation(), kind)
