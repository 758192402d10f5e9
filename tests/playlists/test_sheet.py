"""The session sheet, read by an independent Markdown parser."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from plans import a_cue, a_plan, a_silence, some_cues, some_terms

from setlist.drawing import clean
from setlist.errors import InputError
from setlist.model import (
    Charge,
    CostPart,
    Licence,
    Listener,
    Performance,
    Plan,
    PlannedPrompt,
    Reason,
    Removal,
    Reserve,
    ReserveRole,
    Source,
    Voice,
)
from setlist.playlists.sheet import write_sheet
from setlist.units import Minutes, Seconds

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
DISCLAIMER = (
    "Timings are population estimates for planning music. They do not tell you how much medicine"
    " to give, when to give more, or whether anyone is safe. About one person in five falls"
    " outside the band shown. Follow the prescriber's protocol and the person in front of you;"
    " monitoring, rescue and discharge decisions never depend on this software. Music ending does"
    " not mean the effect has ended."
)
HEADINGS = [
    "Session sheet", "Calm now", "Press play", "Phases", "Tracks", "Prompts", "Seen and said",
    "Volume check", "If the device dies", "What was left out, and why", "Licences",
    "What to know",
]  # fmt: skip


def headings(text: str) -> list[str]:
    tokens = PARSER.parse(text)
    return [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]


def rows(text: str, heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, every cell as plain text."""
    found: list[list[str]] = []
    here = False
    for token in PARSER.parse(text):
        if token.type == "inline" and token.content == heading:
            here = True
        elif here and token.type == "tr_open":
            found.append([])
        elif here and token.type == "table_close":
            break
        elif here and found and token.type == "inline":
            assert {child.type for child in token.children or ()} <= {
                "text", "strong_open", "strong_close", "code_inline",
            }  # fmt: skip
            found[-1].append("".join(child.content for child in token.children or ()))
    return found


def test_calm_and_the_reserves_stand_before_everything_else() -> None:
    text = write_sheet(a_plan())
    assert headings(text) == HEADINGS
    assert "**Quiet Room** · Slow Harbour · 22:00 · or silence" in text
    assert "- **R1** to hold or extend: Wide Field · North Meadow · 16:12 · intensity 6" in text


def test_without_a_calm_track_calm_is_silence() -> None:
    text = write_sheet(a_plan(reserves=()))
    assert "## Calm now\n\n**Silence**\n" in text
    assert "Play nothing first" in text


def test_a_silent_reserve_is_silence_too() -> None:
    calm = Reserve(role=ReserveRole.CALM, cue=a_silence(length_s=600.0))
    assert "**Silence** · 10:00 · or silence" in write_sheet(a_plan(reserves=(calm,)))


@pytest.mark.parametrize(
    ("start_s", "told"),
    [
        (-600.0, "Press play **10 min before the dose**, at **13:50**."),
        (-630.0, "Press play **10 min 30 s before the dose**, at **13:49**."),
        (0.0, "Press play **with the dose**, at **14:00**."),
        (120.0, "Press play **2 min after the dose**, at **14:02**."),
    ],
)
def test_the_minute_to_press_play_is_told(start_s: float, told: str) -> None:
    plan = a_plan()
    moved = replace(plan, cues=(replace(plan.cues[0], start_s=Seconds(start_s)), *plan.cues[1:]))
    text = write_sheet(moved, start_clock="14:00")
    assert told in text
    assert "Real dose time: ______" in text


def test_an_arc_without_a_route_starts_with_the_session() -> None:
    terms = replace(some_terms(), route=None, bands=())
    text = write_sheet(a_plan(terms=terms), start_clock="18:00")
    assert "Press play when the session begins" in text
    assert "dose" not in text.lower().partition("## phases")[0].replace("dose time", "")
    assert "8 in 10" not in text


def test_tracks_stand_at_their_times_across_midnight() -> None:
    plan = a_plan(*some_cues(4, length_s=1800.0))
    text = write_sheet(plan, start_clock="23:30")
    table = rows(text, "Tracks")
    assert [row[1] for row in table[1:]] == ["23:20", "23:50", "00:20", "00:50"]
    assert [row[2] for row in table[1:]] == ["\u22120:10", "0:20", "0:50", "1:20"]
    assert "The session crosses midnight" in text
    assert "midnight" not in write_sheet(plan, start_clock="14:00")


def test_without_a_clock_times_count_from_the_dose_only() -> None:
    text = write_sheet(a_plan())
    assert rows(text, "Tracks")[0][:3] == ["No", "From dose", "Phase"]
    assert "Clock" not in text


def test_a_wrong_clock_is_refused() -> None:
    with pytest.raises(InputError, match="no time of day"):
        write_sheet(a_plan(), start_clock="midnight")


def test_each_track_has_voice_rating_and_reason() -> None:
    plan = a_plan(
        a_cue(intensity=6.5, intensity_source=Source.SUGGESTED, voice=Voice.WORDLESS),
        a_silence(),
        a_cue(intensity=None, voice=None),
        a_cue(voice=Voice.WORDS, languages=("is", "de")),
    )
    charge = Charge(part=CostPart.WISHES, said="1 of 1 preferred tags: `*warm*`|", cost=0.0)
    reasons = tuple(Reason(cue=number, charges=(charge,)) for number in range(4))
    table = rows(write_sheet(replace(plan, reasons=reasons)), "Tracks")[1:]
    assert [row[6:8] for row in table] == [
        ["~6.5", "voice, no words"],
        ["\u2013", "\u2013"],
        ["?", "not checked"],
        ["3", "words: is, de"],
    ]
    assert [row[8] for row in table] == ["1 of 1 preferred tags: `*warm*`|"] * 4
    assert "Intensity not rated by a person: no 1, 3." in write_sheet(plan)


@given(st.lists(st.text(st.characters(categories=None), max_size=40), min_size=3, max_size=3))
@settings(max_examples=40)
def test_no_title_becomes_more_than_its_words(texts: list[str]) -> None:
    title, artist, code = texts
    reserve = Reserve(role=ReserveRole.CALM, cue=a_cue(title, artist=artist))
    plan = a_plan(
        a_cue(title, artist=artist, licence=Licence(name=f"x{title}", holder=artist)),
        terms=some_terms(listener=Listener(code=f"x{code}"), arc_title=f"x{title}"),
        reserves=(reserve,),
        removals=(Removal(reason=f"x{artist}", tracks=1, length_min=Minutes(2.0)),),
        prompts=(PlannedPrompt(at_s=Seconds(0.0), say=f"x{title}"),),
    )
    text = write_sheet(plan)
    assert headings(text) == HEADINGS
    row = rows(text, "Tracks")[1]
    assert (row[3], row[4]) == (clean(title) or "Untitled", clean(artist))
    kinds = {token.type for token in PARSER.parse(text)}
    assert "html_block" not in kinds
    assert "code_block" not in kinds


def test_phases_say_for_whom_they_end_when() -> None:
    table = rows(write_sheet(a_plan()), "Phases")
    peak = next(row for row in table if row[0] == "peak")
    assert peak == [
        "peak",
        "0:11",
        "41 min",
        "5 → 6.5 → 6",
        "For 8 in 10 people the peak is over 0:22\u20131:09, middle 0:38 (model)",
    ]
    text = write_sheet(a_plan())
    assert "The return is over for 7 in 10 people before the music is." in text
    assert "| Peak is over | 22\u201369 | 28\u201352 | 38 |" in text


def test_prompts_have_boxes_in_the_order_of_their_times() -> None:
    prompts = tuple(
        PlannedPrompt(at_s=Seconds(at * 60.0), say=say)
        for at, say in ((30, "vitals"), (12, "spit"), (15, "vitals"))
    )
    text = write_sheet(a_plan(prompts=prompts), start_clock="14:00")
    assert [line for line in text.splitlines() if line.startswith("- [ ] **")] == [
        "- [ ] **14:12** · 0:12 spit ______",
        "- [ ] **14:15** · 0:15 vitals ______",
        "- [ ] **14:30** · 0:30 vitals ______",
    ]
    assert "Prompts" not in headings(write_sheet(a_plan(prompts=())))


def test_the_volume_check_names_the_loudest_and_the_quietest_after_gain() -> None:
    plan = a_plan(
        a_cue("Low", loudness_lufs=-20.0, gain_db=-9.0),
        a_silence(),
        a_cue("High", loudness_lufs=-30.0, gain_db=8.0),
        a_cue("Middle"),
    )
    text = write_sheet(plan)
    assert "the loudest track (no 3, High) and the quietest (no 1, Low)" in text
    unknown = write_sheet(a_plan(a_cue(loudness_lufs=None)))
    assert "hear the loudest and the quietest passage at this setting" in unknown
    assert "Nobody measured how loud no 1 is" in unknown
    assert "Nobody measured" not in text


def test_removals_and_what_was_left_are_told() -> None:
    removals = (Removal(reason="tag: church organ", tracks=31, length_min=Minutes(120.4)),)
    text = write_sheet(a_plan(removals=removals))
    assert "87 of 120 tracks were open to this session." in text
    assert "| tag: church organ | 31 | 120 |" in text


def test_rights_that_are_not_known_or_not_granted_are_warned_of() -> None:
    plan = a_plan(
        a_cue(),
        a_cue(licence=Licence(name="own purchase", holder="A | B")),
        a_cue(licence=Licence(name="home use", performance=Performance.NOT_GRANTED)),
        replace(a_cue(), licence=None),
        a_silence(),
    )
    text = write_sheet(plan)
    assert "**The right to play to a client is not known** for no 2, 4:" in text
    assert "**The right to play to a client is not granted** for no 3:" in text
    assert "- CC-BY-4.0: no 1\n" in text
    assert "- own purchase, A \\| B: no 2\n" in text
    assert "right to play" not in write_sheet(a_plan())


def test_a_session_of_silence_has_no_licences() -> None:
    plan = a_plan(a_silence(length_s=3600.0), reserves=())
    assert "Licences" not in headings(write_sheet(plan))


def test_every_note_stands_unshortened_and_once() -> None:
    boosters = "No published data let us check this prediction."
    terms = replace(some_terms(), notes=(DISCLAIMER, boosters))
    text = write_sheet(a_plan(terms=terms, notes=(DISCLAIMER,)))
    assert text.count(DISCLAIMER) == 1
    assert text.count(boosters) == 1


def test_the_sheet_says_what_is_proven_and_with_what_it_was_made() -> None:
    text = write_sheet(a_plan(gap_pct=0.4))
    assert "proven to within 0.4 %. It says nothing clinical." in text
    assert "was not proven. It says nothing clinical." in write_sheet(a_plan())
    for part in ("seed 7", "Arc inward (sha256:arc)", "setlist 0.1.0", "timing table 1",
                 "plan sha256:plan (schema 1)", "not a medical device"):  # fmt: skip
        assert part in text
    assert "/music" not in text


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_timeline_stands_in_a_fence(count: int) -> None:
    plan = a_plan(*some_cues(count), terms=some_terms(listener=Listener(code="```")))
    (drawn,) = [token for token in PARSER.parse(write_sheet(plan)) if token.type == "fence"]
    assert "supportive" in drawn.content
    assert len(rows(write_sheet(plan), "Tracks")) == count + 1


def test_the_same_plan_gives_the_same_sheet() -> None:
    def again() -> Plan:
        return a_plan(gap_pct=0.0)

    assert write_sheet(again(), start_clock="9:00") == write_sheet(again(), start_clock="9:00")
