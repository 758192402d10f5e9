"""Planning from the command line with what measures suggest."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import a_library, a_track, some_measures
from programs import Run

from setlist.analysis import MEASURES_VERSION
from setlist.catalog import keep_library, open_catalog
from setlist.curation import resolve_track

ARC = """\
title = "Flat"
style = "integration"
about = "One level, for tests."
rests_on = "Nothing: it is a test."

[length]
default = "20 min"

[music]
overlap_s = 4

[[phase]]
name = "land"
from = "start"
to = "end"
intensity = 6
"""


@pytest.fixture
def call(tmp_path: Path) -> tuple[str, ...]:
    """The options that plan from a catalog of which all that is loud is rated by nobody."""
    tracks = []
    for number in range(50):
        loudness = -36.0 + 24.0 * (number * 7 % 25) / 25.0
        heard = replace(
            some_measures(duration_s=200.0 + number, loudness_lufs=loudness),
            version=MEASURES_VERSION,
        )
        rating = round(5.0 + (loudness + 24.0) / 4.0, 1)
        if number >= 25 or rating < 4.5:
            intensity = rating if number < 25 else None
            title, artist = f"Piece {number}", f"Artist {number}"
            tracks.append(a_track(title, artist=artist, intensity=intensity, measures=heard))
    catalog = tmp_path / "shelf.sqlite"
    with open_catalog(catalog, resolve=resolve_track) as store:
        keep_library(store, "music", a_library(*tracks), Path("/music"), mark="1")
    arc = tmp_path / "flat.toml"
    arc.write_text(ARC, encoding="utf-8")
    return ("plan", "--arc", str(arc), "--library", str(catalog))


def test_a_suggestion_is_used_only_when_allowed_and_marked_everywhere(
    run: Run, call: tuple[str, ...], tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    code, out, err = run(*call, "--allow-suggested", "-o", str(plan))
    assert code == 0, err
    assert "~" in out
    assert "only suggested by measures" in err
    cues = json.loads(plan.read_text(encoding="utf-8"))["cues"]
    assert "suggested" in {cue["intensity_source"] for cue in cues}
    assert "~" in run("show", str(plan))[1]
    sheet = tmp_path / "sheet.md"
    assert run("sheet", str(plan), "-o", str(sheet))[0] == 0
    assert "only suggested" in sheet.read_text(encoding="utf-8")
    _, out, _ = run(*call, "--json")
    sources = {cue["intensity_source"] for cue in json.loads(out or '{"cues": []}')["cues"]}
    assert "suggested" not in sources


def test_pins_and_bans_are_kept_and_faults_said_together(
    run: Run, call: tuple[str, ...], tmp_path: Path
) -> None:
    target = tmp_path / "plan.json"
    options = ("--allow-suggested", "--pin", "Piece 30@opening", "--pin", "piece 31@10")
    code, _, err = run(*call, *options, "--ban", "Piece 32", "-o", str(target))
    assert code == 0, err
    assert "left out: 1 tracks" in err
    assert "banned from this plan" in err
    cues = json.loads(target.read_text(encoding="utf-8"))["cues"]
    assert cues[0]["title"] == "Piece 30"
    (second,) = (cue for cue in cues if cue["title"] == "Piece 31")
    assert second["pinned"]
    assert abs(second["start_s"] - 600.0) <= 30.0
    assert "Piece 32" not in {cue["title"] for cue in cues}
    assert run("check", str(target))[0] == 0
    code, _, err = run(*call, "--pin", "Piece 99@opening", "--ban", "Nowhere")
    assert code == 3
    assert "pin: no track is called" in err
    assert "ban: no track is called" in err
    wrong = ("--pin", "Piece 33@peak", "--pin", "Piece 34@10", "--ban", "Piece 34")
    code, _, err = run(*call, "--allow-suggested", *wrong)
    assert code == 3
    assert "stands in peak, where this session has no music" in err
    assert "banned from this plan" in err


def test_a_series_hears_nothing_twice_but_its_anchor(
    run: Run, call: tuple[str, ...], tmp_path: Path
) -> None:
    arc = tmp_path / "flat.toml"
    arc.write_text(ARC.replace("[[phase]]", "[series]\nrise = 0.5\n\n[[phase]]"), encoding="utf-8")
    plans = [tmp_path / f"{number}.json" for number in (1, 2, 3)]
    more: list[str] = ["--allow-suggested"]
    for number, target in enumerate(plans, start=1):
        if number == 2:
            anchor = json.loads(plans[0].read_text(encoding="utf-8"))["cues"][0]
            client = tmp_path / "client.toml"
            client.write_text(f'code = "heron-14"\nanchor = "{anchor["track"]}"\n')
            more += ["--client", str(client), "--pin", f"{anchor['track']}@opening"]
        code, _, err = run(*call, *more, "--session", str(number), "-o", str(target))
        assert code == 0, err
        assert (f"Session {number} of a series" in err) is (number > 1)
        assert ("heard in an earlier session" in err) is (number > 1)
        assert run("check", str(target))[0] == 0
        more += ["--heard", str(target)]
    heard = [
        [cue["track"] for cue in json.loads(plan.read_text(encoding="utf-8"))["cues"]]
        for plan in plans
    ]
    assert {one[0] for one in heard} == {heard[0][0]}
    rest = [track for one in heard for track in one[1:]]
    assert len(rest) == len(set(rest))
    code, _, err = run(*call, "--allow-suggested", "--heard", str(client))
    assert code == 3
    assert "—" in err


def test_a_licence_that_no_track_is_under_is_refused_with_those_there_are(
    run: Run, call: tuple[str, ...]
) -> None:
    code, _, err = run(*call, "--allow-suggested", "--licence", "CC0")
    assert code == 3
    assert 'no track of the library is under "CC0"' in err
    assert "say in the library what the tracks are under" in err
