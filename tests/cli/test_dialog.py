"""The dialogue of rating, by scripts of what is typed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pytest
from builders import a_track
from hypothesis import given
from hypothesis import strategies as st

from setlist.cli.dialog import Desk, Tally, rate_tracks
from setlist.errors import AudioError, CatalogError, Finding, InputError
from setlist.model import (
    Field,
    Origin,
    Rating,
    Source,
    TagFamily,
    Tags,
    Term,
    Track,
    Vocabulary,
    Voice,
)

Typed = str | BaseException
MOODS = ("choir", "dark", "steady", "warm")
VOCABULARY = Vocabulary(
    terms=(
        *(Term(word=word, family=TagFamily.MOOD, meaning="x") for word in MOODS),
        Term(word="rain", family=TagFamily.SETTING, meaning="x"),
    )
)


def spell(what: Field, text: str) -> str:
    """A small speller: lists sorted, numbers 1 to 9, words of closed lists."""
    known = {
        Field.VOICE: {voice.value for voice in Voice},
        Field.TAGS: VOCABULARY.words(),
        Field.LANGUAGES: {"en", "es"},
    }
    if what is Field.INTENSITY:
        if not 1.0 <= float(text) <= 9.0:
            raise InputError(Finding(said=f"is {text}", mend="give 1 to 9"))
        return f"{float(text):g}"
    words = [word.casefold() for word in text.split("; ")]
    for word in words:
        if word not in known[what]:
            raise InputError(Finding(said=f'"{word}" is unknown', mend="did you mean choir?"))
    return "; ".join(sorted(set(words)))


@dataclass
class Evening:
    """Somebody at a desk: types lines, and everything that happens is noted."""

    typed: list[Typed]
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    heard: list[tuple[str, int]] = field(default_factory=list)
    store: dict[str, dict[Field, str | None]] = field(default_factory=dict)
    keeps: int = 0
    hushes: int = 0
    now_s: float = 0.0

    def ask(self, question: str) -> str:
        self.asked.append(question)
        line = self.typed.pop(0) if self.typed else EOFError()
        if isinstance(line, BaseException):
            raise line
        return line

    def keep(self, track: Track, said: Mapping[Field, str | None]) -> None:
        self.keeps += 1
        self.store.setdefault(track.tags.title or "", {}).update(said)

    def listen(self, track: Track, where: int) -> None:
        self.heard.append((track.tags.title or "", where))

    def hush(self) -> None:
        self.hushes += 1

    def clock(self) -> float:
        self.now_s += 30.0
        return self.now_s

    def desk(self) -> Desk:
        return Desk(
            by="KL",
            vocabulary=VOCABULARY,
            ask=self.ask,
            tell=self.told.append,
            listen=self.listen,
            hush=self.hush,
            keep=self.keep,
            spell=spell,
            clock=self.clock,
        )

    def said(self, text: str) -> bool:
        return any(text in line for line in self.told)


def unrated(*titles: str, voice: Voice | None = None) -> list[Track]:
    return [a_track(title, intensity=None, voice=voice) for title in titles]


def rate(
    *typed: Typed,
    tracks: Iterable[Track] | None = None,
    change: Callable[[Desk, Evening], Desk] = lambda desk, _: desk,
) -> tuple[Tally, Evening]:
    """Type these lines, and then nothing more."""
    evening = Evening(typed=list(typed))
    chosen = unrated("A", "B", "C") if tracks is None else tracks
    return rate_tracks(chosen, change(evening.desk(), evening)), evening


def test_a_rated_track_is_left_when_its_voice_is_known() -> None:
    tally, evening = rate("5", "v n", "4.5", "v words", "9", "none")
    assert tally == Tally(rated=3, skipped=0, left=0)
    assert evening.store == {
        "A": {Field.INTENSITY: "5", Field.VOICE: "none"},
        "B": {Field.INTENSITY: "4.5", Field.VOICE: "words"},
        "C": {Field.INTENSITY: "9", Field.VOICE: "none"},
    }
    assert ["voice" in question for question in evening.asked] == [*[False, True] * 3, False]


def test_a_voice_that_is_known_is_not_asked_for() -> None:
    tally, evening = rate("5", "6", tracks=unrated("A", "B", voice=Voice.NONE))
    assert tally.rated == 2
    assert not any("voice" in question for question in evening.asked)


def test_a_voice_may_come_before_the_rating_and_may_be_left_unknown() -> None:
    tally, evening = rate("v l", "3", "4", "s")
    assert tally == Tally(rated=2, skipped=0, left=1)
    assert evening.store["A"] == {Field.VOICE: "wordless", Field.INTENSITY: "3"}
    assert evening.store["B"] == {Field.INTENSITY: "4"}


def test_a_skipped_track_keeps_what_was_said_and_counts_as_skipped() -> None:
    tally, evening = rate("t warm", "s", "s", "q")
    assert tally == Tally(rated=0, skipped=2, left=1)
    assert evening.store == {"A": {Field.TAGS: "warm"}}
    assert evening.told[-1].startswith("rated 0, skipped 2, 1 to go")


def test_each_answer_is_kept_at_once() -> None:
    for end in (EOFError(), KeyboardInterrupt(), "q"):
        tally, evening = rate("t warm", "5", end)
        assert evening.store == {"A": {Field.TAGS: "warm", Field.INTENSITY: "5"}}
        assert tally == Tally(rated=1, skipped=0, left=2)
        assert evening.hushes == 1
        assert "rated 1" in evening.told[-1]


def test_tags_are_added_and_taken_out_and_listed() -> None:
    _, evening = rate("t Warm, steady", "t -warm; dark", "t")
    assert evening.store["A"] == {Field.TAGS: "dark; steady"}
    assert evening.told.count("kept: tags steady; warm") == 1
    assert "mood: choir, dark, steady, warm" in evening.told
    assert "setting: rain" in evening.told


def test_the_last_own_tag_may_be_taken_out() -> None:
    _, evening = rate("t warm", "t -warm")
    assert evening.store["A"] == {Field.TAGS: None}
    assert evening.said("tags taken back")


def test_tags_of_the_files_are_built_upon_and_those_of_other_people_left_alone() -> None:
    said = Tags(title="A", words=("choir", "dark"))
    by_file = Origin(field="tags", source=Source.SIDECAR, detail="tags.toml")
    by_others = Origin(field="tags", source=Source.CATALOG, detail="AB 2026-11-25")
    from_files = replace(a_track(tags=said), origins=(by_file,))
    from_people = replace(a_track(tags=said), origins=(by_others,))
    _, evening = rate("t warm, -Dark", tracks=[from_files])
    assert evening.store["A"] == {Field.TAGS: "choir; warm"}
    _, evening = rate("t warm", "t -dark", tracks=[from_people])
    assert evening.store["A"] == {Field.TAGS: "warm"}
    assert evening.said('"dark" was said by somebody else')


def test_the_last_tag_of_a_file_cannot_be_taken_out_here() -> None:
    by_file = Origin(field="tags", source=Source.SIDECAR, detail="tags.toml")
    track = replace(a_track(tags=Tags(title="A", words=("choir",))), origins=(by_file,))
    _, evening = rate("t -choir", tracks=[track])
    assert evening.store == {}
    assert evening.said("take it out there")


def test_languages_are_spelt_alone_or_behind_the_voice() -> None:
    _, evening = rate("l es, en", "3", "v w en")
    assert evening.store["A"] == {
        Field.LANGUAGES: "en",
        Field.INTENSITY: "3",
        Field.VOICE: "words",
    }
    assert evening.said("kept: languages en; es")


def test_undo_goes_back_to_the_track_and_takes_its_last_answer_back() -> None:
    tally, evening = rate("5", "v n", "t dark", "u", "u", "v w", "q")
    assert evening.store["B"] == {Field.TAGS: None}
    assert evening.store["A"] == {Field.INTENSITY: "5", Field.VOICE: "words"}
    assert tally == Tally(rated=1, skipped=0, left=2)
    assert evening.said("took back voice of A")
    assert [title for title, _ in evening.heard] == ["A", "B", "A", "B"]


def test_undo_twice_takes_back_the_rating_too() -> None:
    tally, evening = rate("5", "v n", "u", "u", "u", "q")
    assert evening.store["A"] == {Field.INTENSITY: None, Field.VOICE: None}
    assert tally == Tally(rated=0, skipped=0, left=3)
    assert evening.said("nothing was kept yet")


def test_undo_after_skipping_goes_back_over_what_was_skipped() -> None:
    tally, evening = rate("5", "v n", "s", "u", "v l", "s", "7", "s")
    assert evening.store["A"] == {Field.INTENSITY: "5", Field.VOICE: "wordless"}
    assert evening.store["C"] == {Field.INTENSITY: "7"}
    assert tally == Tally(rated=2, skipped=1, left=0)


def test_a_second_thought_replaces_a_rating_and_undo_gives_the_first_one_back() -> None:
    tally, evening = rate("5", "6", "u")
    assert evening.store["A"] == {Field.INTENSITY: "5"}
    assert tally.rated == 1


def test_undo_gives_back_what_was_said_before_this_walk() -> None:
    before = {Field.VOICE: "spoken"}
    tally, evening = rate("v n", "u", change=lambda desk, _: replace(desk, said=lambda _: before))
    assert evening.store["A"] == {Field.VOICE: "spoken"}
    assert evening.said("voice: spoken (you)")
    assert tally.rated == 0


def test_others_are_told_only_after_the_own_rating() -> None:
    tags = Tags(title="A", voice=Voice.NONE, ratings=(Rating(intensity=8.5, rater="AB"),))
    evening = Evening(typed=["?", "p", "t warm", "3"])
    rate_tracks([a_track(tags=tags)], evening.desk())
    kept = evening.told.index("kept: intensity 3")
    assert evening.told.index("others gave: AB 8.5") == kept + 1
    assert not any("8.5" in line for line in evening.told[:kept])


def test_each_track_is_played_and_excerpts_on_demand_and_silence_too() -> None:
    _, evening = rate("p", "p1", "p 3", "m", "s", "q")
    assert evening.heard == [("A", 0), ("A", 0), ("A", 1), ("A", 3), ("B", 0)]
    assert evening.hushes == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("12", "is 12 — give 1 to 9"),
        ("v loud", '"loud" is unknown'),
        ("t chior", "did you mean choir?"),
        ("t warm, chior", "did you mean choir?"),
        ("t -warm", '"warm" is none of its tags'),
        ("l xx", '"xx" is unknown'),
        ("v w xx", '"xx" is unknown'),
        ("", "an empty line says nothing"),
        ("what", '"what" is no answer'),
        ("\x1b[31m\u202e", "an empty line says nothing"),
    ],
)
def test_a_mistake_is_told_in_one_line_and_the_question_is_asked_again(
    wrong: str, said: str
) -> None:
    _, evening = rate(wrong, "5", "v n", "q")
    assert len([line for line in evening.told if said in line]) == 1
    assert evening.asked[0] == evening.asked[1]
    assert evening.store["A"] == {Field.INTENSITY: "5", Field.VOICE: "none"}


def test_help_explains_every_command() -> None:
    _, evening = rate("?")
    for start in ("1 to 9", "v none", "l en", "t warm", "p ", "m ", "s ", "u ", "q "):
        assert any(line.startswith(start) for line in evening.told)


def test_a_store_that_fails_is_told_and_nothing_counts_as_kept() -> None:
    fault = CatalogError(Finding(said="the catalog is locked", mend="try again"))
    faults: list[BaseException] = [fault, fault]

    def failing(desk: Desk, evening: Evening) -> Desk:
        def keep(track: Track, said: Mapping[Field, str | None]) -> None:
            if faults:
                raise faults.pop()
            evening.keep(track, said)

        return replace(desk, keep=keep)

    tally, evening = rate("5", "5", "u", "5", "v n", "q", change=failing)
    assert len([line for line in evening.told if "the catalog is locked" in line]) == 2
    assert evening.said("nothing was kept yet")
    assert evening.keeps == 2
    assert tally.rated == 1


def test_an_undo_that_fails_may_be_tried_again() -> None:
    fault = CatalogError(Finding(said="gone away", mend="try again"))
    asked: list[Mapping[Field, str | None]] = []

    def failing(desk: Desk, evening: Evening) -> Desk:
        def keep(track: Track, said: Mapping[Field, str | None]) -> None:
            asked.append(said)
            if len(asked) == 2:
                raise fault
            evening.keep(track, said)

        return replace(desk, keep=keep)

    tally, evening = rate("5", "u", "u", "q", change=failing)
    assert evening.store["A"] == {Field.INTENSITY: None}
    assert tally.rated == 0


def test_a_track_that_cannot_be_heard_is_told_and_can_be_rated() -> None:
    def listen(track: Track, where: int) -> None:
        raise AudioError(Finding(said=f"{track.tags.title} {where} is damaged", mend="copy it"))

    tally, evening = rate("5", "v n", "q", change=lambda desk, _: replace(desk, listen=listen))
    assert evening.said("A 0 is damaged — copy it")
    assert tally.rated == 1


def test_ctrl_c_while_an_answer_is_kept_ends_in_order() -> None:
    def keep(track: Track, said: Mapping[Field, str | None]) -> None:
        del track, said
        raise KeyboardInterrupt

    tally, evening = rate("5", change=lambda desk, _: replace(desk, keep=keep))
    assert tally.rated == 0
    assert evening.hushes == 1
    assert "rated 0" in evening.told[-1]


def test_whatever_goes_wrong_the_music_stops() -> None:
    evening = Evening(typed=[RuntimeError("a bug")])
    with pytest.raises(RuntimeError):
        rate_tracks(unrated("A"), evening.desk())
    assert evening.hushes == 1


def test_progress_and_pace_are_told_with_each_track() -> None:
    _, evening = rate("s", "s")
    assert [line for line in evening.told if " of 3" in line] == [
        "1 of 3",
        "2 of 3, about 2 min at this pace",
        "3 of 3, under a minute at this pace",
    ]


def test_the_very_last_answer_can_be_taken_back_too() -> None:
    tally, evening = rate("5", "v n", "u", "u", "7", "v w", "", tracks=unrated("A"))
    assert evening.store["A"] == {Field.INTENSITY: "7", Field.VOICE: "words"}
    assert tally == Tally(rated=1, skipped=0, left=0)
    assert evening.typed == []


def test_nothing_to_rate_is_a_walk_of_no_steps() -> None:
    tally, evening = rate(tracks=[])
    assert tally == Tally(rated=0, skipped=0, left=0)
    assert evening.asked == []


LINES = st.sampled_from(
    ["1", "9", "10", "v n", "v w en", "v x", "t warm", "t -warm", "t chior", "l es", "s", "u", "p2"]
)


@given(typed=st.lists(LINES, max_size=30), end=st.sampled_from([EOFError(), KeyboardInterrupt()]))
def test_undoing_everything_leaves_nothing_said(typed: list[str], end: BaseException) -> None:
    tracks = unrated(*(str(number) for number in range(31)))  # more than there are lines
    _, walked = rate(*typed, end, tracks=tracks)
    standing = walked.keeps - 2 * sum("took back" in line for line in walked.told)
    tally, evening = rate(*typed, *["u"] * standing, end, tracks=tracks)
    assert (tally.rated, tally.skipped + tally.left) == (0, 31)
    assert not any(any(said.values()) for said in evening.store.values())


@given(typed=st.lists(LINES, max_size=30))
def test_the_tally_agrees_with_what_is_stored(typed: list[str]) -> None:
    tally, evening = rate(*typed)
    rated = [said for said in evening.store.values() if said.get(Field.INTENSITY)]
    assert tally.rated == len(rated)
    assert tally.rated + tally.skipped + tally.left == 3
