"""Texts that hold every key of their kind of file."""

import pytest

ARC = """\
title = "Every key"
style = "psychedelic"
about = "What the music does."
rests_on = "Convention."
sources = ["barrett2017"]
routes = ["im", "sublingual", "iv-infusion"]
tracks = [3, 50]

[length]
default = "80 min"
im = "90 min"
sublingual = { spit = "95 min", swallow = "140 min" }
iv-infusion = "95.5 min"

[music]
overlap_s = 16
fade_in_s = 5
fade_out_s = 10.5
reference_lufs = -25
step_up_max_lu = 3
rise_max_lu = 6
unknown_intensity = "penalise"
unknown_voice = "exclude"
artist_gap_min = 20
repeat_after_min = 90
artist_gap = "rule"
languages = "any"
licences = ["CC0", "CC-BY-4.0"]
performance_granted = true

[series]
rise = 0.5
most = 1.5

[[phase]]
name = "settle"
from = "dose - 10 min"
to = "onset.p10"
music = true
intensity = 1
loudness_lu = -6
brightness_hz = 900
onsets_per_s = 1.5
tempo_bpm = [60, 70]
voice = ["none", "spoken"]
forbid = ["sudden"]
prefer = ["warm", "simple"]
protect = false
weight = 0.5
weights = { intensity = 2, loudness = 1, prefer = 1, brightness = 0, density = 0, tempo = 0 }
overlap_s = 20
at_least = "4 min"

[[phase]]
name = "peak"
from = "onset.p10"
to = "peak_end.p75 + 5 min"
intensity = [5, 6.5, 6]
protect = true

[[silence]]
at = "end"
length = "3 min"

[[prompt]]
every = "15 min"
say = "vitals"

[[prompt]]
at = "hold_end"
say = "spit"
"""

CLIENT = """\
code = "heron-14"
understands = ["en", "pt-BR"]
avoid_tags = ["choir", "film score"]
avoid_instruments = ["bagpipes"]
avoid_artists = ["Anna Lind"]
avoid_tracks = ["12.05.1980"]
gentler = 0.5
anchor = "sha256:0a1b"
heard = ["row:77", "sha256:0a1c"]

[minutes]
onset = "8 min"
peak_start = "12 min"
return_end = "90 min"
booster = "20 min"
"""

LIBRARY = """\
vocabularies = ["our-words.toml"]

[[track]]
path = "Water/Still Pond.flac"
title = "Still Pond"
artist = "Tidal Rooms"
album = "Water"
intensity = 3.5
ratings = [{ intensity = 3, rater = "KB", on = "2026-11-24" }, { intensity = 4 }]
voice = "none"
languages = ["en"]
tags = ["warm"]
instruments = ["piano"]
work = "Suite"
movement = 2
licence = { name = "CC-BY-4.0", holder = "TR", performance = "granted" }

[[track]]
id = "sha256:0a1b"
"""


@pytest.fixture(scope="session")
def arc_text() -> str:
    return ARC


@pytest.fixture(scope="session")
def client_text() -> str:
    return CLIENT


@pytest.fixture(scope="session")
def library_text() -> str:
    return LIBRARY
