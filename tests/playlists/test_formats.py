"""Which formats there are."""

from pathlib import Path

import pytest
from plans import a_plan

from setlist.errors import InputError
from setlist.playlists.formats import ExportFormat, choose_format, write_playlist
from setlist.playlists.planfile import read_plan_text

FIRST_LINES = {
    ExportFormat.M3U8: "#EXTM3U",
    ExportFormat.M3U: "#EXTM3U",
    ExportFormat.PLS: "[playlist]",
    ExportFormat.JSPF: "{",
    ExportFormat.CUE: "REM made for the file that setlist render makes of the same plan",
    ExportFormat.CSV: "slot,phase,kind,starts,start_s,length_s,title,artist,album,intensity,file",
    ExportFormat.TEXT: "1. Tidal Rooms - Piece 1 (6:03)",
    ExportFormat.XSPF: '<?xml version="1.0" encoding="UTF-8"?>',
    ExportFormat.JSON: "{",
    ExportFormat.MARKDOWN: "# Session sheet",
}


@pytest.mark.parametrize("export_format", ExportFormat)
def test_every_format_is_chosen_by_its_suffix_and_written(export_format: ExportFormat) -> None:
    target = Path(f"/music/list.{export_format.value.upper()}")
    assert choose_format(target) is export_format
    text = write_playlist(a_plan(), export_format, target=target)
    assert text.splitlines()[0] == FIRST_LINES[export_format]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert text == write_playlist(a_plan(), export_format, target=target)


def test_the_exported_json_is_the_plan_file() -> None:
    text = write_playlist(a_plan(), ExportFormat.JSON, target=Path("/music/plan.json"))
    assert read_plan_text(text, file="plan.json") == a_plan()


@pytest.mark.parametrize("name", ["list.doc", "list", "list.m3u9", ".m3u8"])
def test_an_unknown_suffix_is_answered_with_the_known_ones(name: str) -> None:
    known = r"\.m3u8, \.m3u, \.pls, \.xspf, \.jspf, \.cue, \.csv, \.txt, \.json, \.md"
    with pytest.raises(InputError, match=known) as caught:
        choose_format(Path(name))
    assert caught.value.findings[0].place.file == name
