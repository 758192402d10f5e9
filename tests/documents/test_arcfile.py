"""Arcs are read as they are meant; every fault is said at once, whatever else is wrong."""

import dataclasses
import hashlib

import pytest
from annotated_types import Ge, Gt, Le
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.documents import open_arc, read_arc
from setlist.documents.arcfile import PhaseTable
from setlist.documents.shape import list_fields
from setlist.errors import InputError
from setlist.model import (
    Arc,
    Curve,
    Handling,
    Landmark,
    Moment,
    Phase,
    PhaseName,
    PromptRule,
    RouteName,
    SilenceBlock,
    UsualLength,
    Voice,
)
from setlist.units import Minutes


def findings_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_arc(text, file="a.toml", name="a")
    return [str(finding).removeprefix("a.toml:") for finding in caught.value.findings]


def test_an_arc_is_read_as_it_is_meant(arc_text: str) -> None:
    arc = read_arc(arc_text, file="a.toml", name="own")
    assert arc.name == "own"
    assert arc.digest == "sha256:" + hashlib.sha256(arc_text.encode()).hexdigest()
    assert arc.start == Moment(landmark=Landmark.DOSE, offset_min=Minutes(-10.0))
    assert [phase.name for phase in arc.phases] == [PhaseName.SETTLE, PhaseName.PEAK]
    settle, peak = arc.phases
    assert settle.intensity == Curve(points=(1.0,))
    assert settle.tempo_bpm == Curve(points=(60.0, 70.0))
    assert settle.voice == (Voice.NONE, Voice.SPOKEN)
    assert settle.at_least_min == 4.0
    assert settle.weights.intensity == 2.0
    assert peak.end == Moment(landmark=Landmark.PEAK_END, percentile=75.0, offset_min=Minutes(5.0))
    assert peak.loudness_lu == Curve(points=(0.0,))
    assert peak.protect
    assert arc.tracks == (3, 50)
    assert arc.silences == (
        SilenceBlock(at=Moment(landmark=Landmark.END), length_min=Minutes(3.0)),
    )
    assert arc.prompts == (
        PromptRule(say="vitals", every_min=Minutes(15.0)),
        PromptRule(say="spit", at=Moment(landmark=Landmark.HOLD_END)),
    )


def test_usual_lengths_are_read_by_route_and_handling(arc_text: str) -> None:
    arc = read_arc(arc_text, file="a", name="a")
    assert arc.usual_length(RouteName.IM, None) == 90.0
    assert arc.usual_length(RouteName.SUBLINGUAL, Handling.SPIT) == 95.0
    assert arc.usual_length(RouteName.SUBLINGUAL, Handling.UNKNOWN) == 80.0
    assert arc.usual_length(RouteName.IV_INFUSION, None) == 95.5
    assert arc.usual_length(None, None) == 80.0
    plain = arc_text.replace('{ spit = "95 min", swallow = "140 min" }', '"100 min"')
    lengths = read_arc(plain, file="a", name="a").lengths
    assert UsualLength(length_min=Minutes(100.0), route=RouteName.SUBLINGUAL) in lengths


def test_a_part_of_an_arc_is_found_where_it_was_written(arc_text: str) -> None:
    document = open_arc(arc_text, file="a.toml", name="a")
    place = document.place("phase", 1, "intensity")
    assert arc_text.splitlines()[(place.line or 0) - 1] == "intensity = [5, 6.5, 6]"
    assert place.field == 'phase 2 "peak".intensity'


def test_all_faults_of_an_arc_are_said_at_once(arc_text: str) -> None:
    text = arc_text.replace("[5, 6.5, 6]", '[5, 14, "x"]').replace("protect = true", "protct = 1")
    text = text.replace('"95 min", swallow', '95, swalow = "9 min", swallow')
    text = text.replace('from = "onset.p10"', 'from = "onset.p50"\nmg = 2')
    text = text.replace('every = "15 min"\n', 'every = "15 min"\nat = "floor"\n')
    text = text.replace("[3, 50]", "[50, 3]").replace('"spit"', '"give 20 mg"')
    text = text.replace('to = "onset.p10"', 'to = "onst.p10"')
    amount = "setlist plans music; it never reads a dose or a weight"
    assert [line.partition(" — ")[0] for line in findings_of(text)] == [
        "7: tracks: is [50, 3]",
        "12: length.sublingual.spit: is 95",
        "12: length.sublingual.swalow: is not a known key",
        '38: phase 1 "settle".to: there is no landmark "onst"',
        f'57: phase 2 "peak".mg: {amount}',
        '59: phase 2 "peak".intensity item 2: is 14',
        '59: phase 2 "peak".intensity item 3: is "x"',
        '60: phase 2 "peak".protct: is not a known key',
        '66: prompt 1 "vitals": has both at and every',
        f'73: prompt 2 "hold_end".say: gives an amount: {amount}',
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('from = "dose - 10 min"\n', "", 'phase 1 "settle".from: is missing'),
        ('from = "onset.p10"', 'from = "onset.p50"', 'phase 2 "peak".from: is "onset.p50", but'),
        ('name = "peak"', 'name = "settle"', 'phase 2 "settle".name: stands twice'),
        ('name = "settle"', 'name = "return"', 'phase 2 "peak".name: comes after return'),
        ('name = "settle"', 'name = "onnset"', "did you mean onset?"),
        ('at = "hold_end"\n', "", "has neither at nor every"),
        ('{ spit = "95 min", swallow = "140 min" }', "{}", "length.sublingual: is an empty table"),
        ('im = "90 min"', "im = 90", 'length.im: is 90 — write minutes as text, such as "90 min"'),
        ('length = "3 min"', 'length = "500 min"', "give 0.1 to 120 min"),
        ('routes = ["im", ', 'routes = ["rectal", ', "give one of im, sublingual, oral"),
        ("[[phase]]", "[[phases]]", "did you mean phase?"),
        ("overlap_s = 16", "overlap_s = 61", "music.overlap_s: is 61 — give 0 to 60 s"),
        ('title = "Every key"', 'title = "Ketamine 50mg"', "title: gives an amount"),
        ('to = "onset.p10"', 'to = "50 mg"', 'phase 1 "settle".to: gives an amount'),
        ('"none", "spoken"', "", 'phase 1 "settle".voice: is []'),
        ("[3, 50]", "[3]", "tracks: is [3] — give a list of 2"),
        ("[3, 50]", "[1, 2, 3]", "tracks: is [1, 2, 3] — give a list of 2"),
    ],
)
def test_a_fault_is_said_with_its_place_and_mend(
    arc_text: str, old: str, new: str, said: str
) -> None:
    assert old in arc_text
    assert any(said in line for line in findings_of(arc_text.replace(old, new)))


def test_prose_may_speak_of_amounts(arc_text: str) -> None:
    text = arc_text.replace("What the music does.", "Made for sessions with 50 mg lozenges.")
    assert "50 mg" in read_arc(text, file="a", name="a").about


def test_a_later_start_may_repeat_the_end_before_it_in_other_words(arc_text: str) -> None:
    text = arc_text.replace('to = "onset.p10"', 'to = "onset.p10 + 0 min"')
    assert len(read_arc(text, file="a", name="a").phases) == 2


def test_the_file_and_the_noun_allow_the_same() -> None:
    written, noun = list_fields(PhaseTable), list_fields(Phase)
    shared = {"weight", "overlap_s", "music", "protect", "name", "weights"}
    assert shared <= set(written) & set(noun)
    for key in shared:
        bounds = [
            {mark for mark in shape.marks if isinstance(mark, Ge | Gt | Le)}
            for shape in (written[key], noun[key])
        ]
        assert written[key].kind is noun[key].kind
        assert bounds[0] == bounds[1]
    renamed = {"from", "to", "at_least"}
    added = {"end", "at_least_min"}
    assert set(written) - renamed == {item.name for item in dataclasses.fields(Phase)} - added


MARKS = ['"', "'", "[", "]", "{", "}", "=", "#", "\n", ",", "1", "-", "é", "\\", "\x00", "\t", "."]
WORDS = ["[[phase]]\n", "mg = 1\n", "nan", "true", '"50 mg"', "2020-01-01", "[]", '"x"', "from"]
BITS = st.sampled_from([*MARKS, *WORDS])


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_broken_arc_is_refused_with_places_and_mends_or_read(
    arc_text: str, data: st.DataObject
) -> None:
    text = arc_text
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:at] + data.draw(BITS) + text[at + cut :]
    try:
        assert isinstance(read_arc(text, file="a.toml", name="a"), Arc)
    except InputError as error:
        findings = error.findings
    else:
        findings = ()
    for finding in findings:
        assert finding.place.file == "a.toml"
        assert 1 <= (finding.place.line or 0) <= text.count("\n") + 1
        assert finding.said
        assert finding.mend
    assert len({str(finding) for finding in findings}) == len(findings)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_any_value_anywhere_in_an_arc_is_refused_or_read(
    arc_text: str, data: st.DataObject
) -> None:
    value = data.draw(BITS.filter(lambda bit: bit.isprintable()))
    lines = arc_text.splitlines()
    at = data.draw(st.sampled_from([n for n, line in enumerate(lines) if " = " in line]))
    lines[at] = lines[at].partition(" = ")[0] + f" = {value}"
    try:
        read_arc("\n".join(lines), file="a.toml", name="a")
    except InputError as error:
        places = [finding.place for finding in error.findings]
        mends = [finding.mend for finding in error.findings]
    else:
        places, mends = [], []
    assert all(place.line for place in places)
    assert all(mends)
