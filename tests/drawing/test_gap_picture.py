"""The picture of a library against an arc as SVG."""

from xml.etree import ElementTree as ET

import pytest
from reports import a_full_report, a_level, a_phase_gap, a_report

from setlist.drawing.gap_picture import draw_gaps_svg
from setlist.drawing.palette import Theme, palette_for
from setlist.drawing.raster import rasterise
from setlist.drawing.svg import reach
from setlist.model import PhaseName

SVG = "{http://www.w3.org/2000/svg}"


def read(text: str) -> ET.Element:
    return ET.fromstring(text.encode())  # noqa: S314  the text was drawn by the function under test


def texts(text: str) -> list[str]:
    return [node.text or "" for node in read(text).iter(f"{SVG}text")]


def widths(text: str, **attributes: str) -> list[float]:
    return [
        float(node.attrib["width"])
        for node in read(text).iter(f"{SVG}rect")
        if all(
            node.attrib.get(name.replace("_", "-")) == value for name, value in attributes.items()
        )
    ]


@pytest.mark.parametrize("theme", Theme)
def test_every_step_phase_and_sign_is_named(theme: Theme) -> None:
    said = texts(draw_gaps_svg(a_full_report(), theme=theme))
    assert {"1", "5", "9", "supportive", "mixed", "challenging", "not rated"} <= set(said)
    assert {"settle", "land", "return", "peak"} <= set(said)
    assert "10 ~5 of 24 min" in said
    assert any(one.startswith("peak needs 30 min") for one in said)
    assert any("hatched (~): only suggested" in one for one in said)


def test_bars_are_as_long_as_their_minutes() -> None:
    palette = palette_for(Theme.LIGHT)
    report = a_report(
        a_level(6, rated=15.0, barred=30.0, wanted={PhaseName.PEAK: 60.0}), unrated=45.0
    )
    drawn = draw_gaps_svg(report, theme=Theme.LIGHT)
    (rated,) = widths(drawn, fill=palette.achieved)
    (barred,) = widths(drawn, stroke_dasharray="1.5 2.5")
    (unrated,) = widths(drawn, stroke_dasharray="6 4")
    wanted = max(widths(drawn, fill=palette.peak))
    assert barred == pytest.approx(2.0 * rated, abs=0.1)
    assert unrated == pytest.approx(3.0 * rated, abs=0.1)
    assert wanted == pytest.approx(4.0 * rated, abs=0.1)


def test_what_is_only_suggested_is_hatched() -> None:
    plain = draw_gaps_svg(a_report(a_level(6, rated=20.0)), theme=Theme.LIGHT)
    hinted = draw_gaps_svg(a_report(a_level(6, suggested=20.0)), theme=Theme.LIGHT)
    assert "<path" not in plain
    slants = next(node.attrib["d"] for node in read(hinted).iter(f"{SVG}path"))
    assert slants.count("M") > 50


def test_a_bar_that_runs_on_ends_in_an_arrow() -> None:
    wanted = {PhaseName.PEAK: 10.0}
    fits = draw_gaps_svg(a_report(a_level(6, rated=29.0, wanted=wanted)), theme=Theme.LIGHT)
    runs = draw_gaps_svg(a_report(a_level(6, rated=31.0, wanted=wanted)), theme=Theme.LIGHT)
    assert runs.count("<path") == fits.count("<path") + 1


def test_a_library_without_unrated_music_has_no_row_for_it() -> None:
    assert "not rated" not in texts(draw_gaps_svg(a_report(), theme=Theme.PAPER))


@pytest.mark.parametrize("theme", Theme)
def test_all_words_stay_within_the_picture(theme: Theme) -> None:
    report = a_report(
        a_level(6, rated=12345.0, suggested=678.0, wanted={PhaseName.PEAK: 120.0}),
        phases=tuple(
            a_phase_gap(name, rule="word " * 40, add="20 more minutes " * 9) for name in PhaseName
        ),
        arc="W" * 400,
        listener="heron-17",
        summary="there is no plan: " + "peak lacks 12 min, " * 20,
        unrated=99999.0,
    )
    root = read(draw_gaps_svg(report, theme=theme))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for node in root.iter(f"{SVG}text"):
        size = float(node.attrib.get("font-size", "13"))
        x, length = float(node.attrib["x"]), reach(node.text or "", size)
        begin = {"end": x - length, "middle": x - length / 2}.get(
            node.attrib.get("text-anchor", "start"), x
        )
        assert begin >= 0.0
        assert begin + length <= width
        assert float(node.attrib["y"]) <= height


def test_words_from_strangers_stay_words() -> None:
    report = a_report(
        phases=(a_phase_gap(rule='tag "</svg><script>\x00\u202e"'),), arc="<b>\n&", listener="<x>"
    )
    drawn = draw_gaps_svg(report, theme=Theme.LIGHT)
    assert "library for <x> · IM · <b> &" in texts(drawn)
    assert "<script>" not in drawn
    assert "\u202e" not in drawn


def test_the_same_report_gives_the_same_picture_and_it_can_be_rasterised() -> None:
    for report in (a_full_report(), a_report(phases=())):
        drawn = draw_gaps_svg(report, theme=Theme.DARK)
        assert drawn == draw_gaps_svg(report, theme=Theme.DARK)
        assert rasterise(drawn, scale=1.0).startswith(b"\x89PNG")
