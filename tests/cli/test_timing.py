"""``setlist timing``: bands, taps, pictures, and what must be said."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from programs import Run

from setlist.timecourse import DISCLAIMER, LIMITS

BANDS = ("onset_min", "peak_start_min", "peak_min", "peak_end_min", "return_end_min")


@pytest.mark.parametrize("model", ["population", "table"])
def test_json_has_every_band_with_its_percentiles(run: Run, model: str) -> None:
    code, out, _ = run("timing", "im", "--model", model, "--json")
    times = json.loads(out)
    assert code == 0
    for band in BANDS:
        values = [times[band][key] for key in ("p10", "p25", "p50", "p75", "p90")]
        assert values == sorted(values)
    assert times["floors_min"] == {}
    assert DISCLAIMER in times["notes"]


def test_floors_are_named_by_what_they_hold(run: Run) -> None:
    infusion = json.loads(run("timing", "iv-infusion", "--infusion", "40", "--json")[1])
    devices = json.loads(run("timing", "nasal-esketamine", "--devices", "3", "--json")[1])
    assert infusion["floors_min"] == {"return_end": 70.0}
    assert infusion["return_end_min"]["p10"] >= 70.0
    assert devices["floors_min"] == {"landing": 130.0}


def test_a_tap_narrows_what_is_still_to_come(run: Run) -> None:
    before = json.loads(run("timing", "oral", "--json")[1])["return_end_min"]
    after = json.loads(run("timing", "oral", "--tap", "peak-over:120", "--json")[1])[
        "return_end_min"
    ]
    assert after["p90"] / after["p50"] < before["p90"] / before["p50"]


def test_the_terminal_shows_disclaimer_and_limits(run: Run) -> None:
    _, out, _ = run("timing", "sublingual")
    shown = " ".join(out.split())
    assert DISCLAIMER in shown
    assert "How much is swallowed changes the length" in shown
    for limit in LIMITS:
        assert limit in shown


@pytest.mark.parametrize("suffix", [".svg", ".png"])
def test_a_picture_is_written_as_its_suffix_says(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"timing{suffix}"
    assert run("timing", "nasal", "--plot", str(target))[0] == 0
    content = target.read_bytes()
    if suffix == ".svg":
        assert ET.fromstring(content).tag.endswith("svg")  # noqa: S314  # our own file
    else:
        assert content.startswith(b"\x89PNG")


def test_a_picture_of_another_kind_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("timing", "im", "--plot", str(tmp_path / "timing.gif"))
    assert code == 3
    assert ".svg or .png" in err
