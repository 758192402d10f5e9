"""Rating tracks in a dialogue: a track is shown and heard, and each line typed is one answer.

The dialogue knows neither terminal nor store nor player: they are functions of its `Desk`.
Each answer is kept at once, so that nothing is lost however the dialogue ends.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from setlist.cli.card import describe_track, name_track, tell_others, tell_progress
from setlist.cli.utterance import HELP_LINES, Utterance, Wish, read_utterance
from setlist.drawing import clean
from setlist.errors import Finding, InputError, SetlistError
from setlist.model import Field, Source, TagFamily, Track, Vocabulary
from setlist.units import Seconds

_ASK_INTENSITY: Final = "intensity 1 to 9, ? for help: "
_ASK_VOICE: Final = "voice none, wordless, spoken or words; s leaves it unknown: "
_ASK_END: Final = "that was the last track; u takes back what was kept last, Enter ends: "
_SEPARATOR: Final = "; "
_BETWEEN: Final = re.compile(r"\s*[,;]\s*")
_LINE_MAX: Final = 600


def say_nothing_yet(track: Track) -> Mapping[Field, str]:
    """Tell of a track that the rater said nothing about it before."""
    del track
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How the dialogue reaches the world.

    ``ask`` shows a question and gives a line; it ends the dialogue by `EOFError` or
    `KeyboardInterrupt`.  ``tell`` shows a line.  ``listen`` plays a track, from the start (0)
    or its excerpt 1, 2 or 3, in the background; ``hush`` stops it.  ``keep`` stores what the
    rater ``by`` says about a track, field by field; None takes it back.  ``spell`` puts a
    value into its one spelling or raises `InputError`.  ``clock`` gives seconds.  ``said``
    gives what this rater said about a track before.
    """

    by: str
    vocabulary: Vocabulary
    ask: Callable[[str], str]
    tell: Callable[[str], None]
    listen: Callable[[Track, int], None]
    hush: Callable[[], None]
    keep: Callable[[Track, Mapping[Field, str | None]], None]
    spell: Callable[[Field, str], str]
    clock: Callable[[], float]
    said: Callable[[Track], Mapping[Field, str]] = say_nothing_yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How a walk through tracks ended: how many were rated, passed over, and not reached."""

    rated: int
    skipped: int
    left: int


def rate_tracks(tracks: Iterable[Track], desk: Desk) -> Tally:
    """Walk through tracks and keep what a rater says about each.

    A rated track is left when its voice is known too.  Mistakes, and a store or player that
    fails, are told in one line, and the question is asked again.

    Parameters
    ----------
    tracks : iterable of Track
        In the order in which they are asked for.
    desk : Desk
        Terminal, player and store.

    Returns
    -------
    Tally
        Also told in a last line.
    """
    walk = _Walk(tuple(tracks), desk)
    try:
        walk.go()
    except (EOFError, KeyboardInterrupt):
        desk.tell("")  # the line of the question is still open
    finally:
        desk.hush()
    tally = walk.count()
    took_min = walk.took_s() / 60.0
    desk.tell(
        f"rated {tally.rated}, skipped {tally.skipped}, {tally.left} to go; {took_min:.0f} min"
    )
    return tally


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """One answer that was kept: of which track, and what stood there before."""

    at: int
    before: Mapping[Field, str | None]


class _Walk:
    """Where the dialogue is, and what was kept on the way."""

    def __init__(self, tracks: tuple[Track, ...], desk: Desk) -> None:
        self._tracks = tracks
        self._desk = desk
        self._at = 0
        self._over = False
        self._own: dict[int, dict[Field, str | None]] = {}
        self._kept: list[_Kept] = []
        self._began_s = desk.clock()

    def took_s(self) -> Seconds:
        """Give how long the walk has taken."""
        return Seconds(self._desk.clock() - self._began_s)

    def count(self) -> Tally:
        """Count the tracks."""
        rated = self._rated()
        skipped = set(range(self._at)) - rated
        left = len(self._tracks) - len(rated) - len(skipped)
        return Tally(rated=len(rated), skipped=len(skipped), left=left)

    def go(self) -> None:
        """Go from track to track until none is left or the rater ends."""
        while not self._over:
            if self._at < len(self._tracks):
                self._show()
                while not self._try(self._answer):
                    pass
            else:
                self._over = not self._kept or not self._look_back()

    def _show(self) -> None:
        """Show a track and play it."""
        if self._at not in self._own:
            self._own[self._at] = dict(self._desk.said(self._track()))
        self._desk.tell("")
        self._desk.tell(tell_progress(self._at, len(self._tracks), self.took_s()))
        for line in describe_track(self._track(), self._own[self._at]):
            self._desk.tell(line)
        self._try(lambda: self._desk.listen(self._track(), 0))

    def _look_back(self) -> bool:
        """Ask at the very end whether the last answer stands; give whether it was taken back."""
        if self._desk.ask(_ASK_END).strip().casefold() not in {"u", "undo"}:
            return False
        self._try(self._undo)
        return True

    def _try(self, act: Callable[[], bool | None]) -> bool:
        """Act, and tell in one line what goes wrong; give whether the track is left."""
        try:
            return bool(act())
        except SetlistError as error:
            said = "; ".join(str(finding) for finding in error.findings)
            self._desk.tell(clean(said, limit=_LINE_MAX))
            return False

    def _answer(self) -> bool:
        """Ask for a line and do what it says; give whether the track is left."""
        asked = _ASK_VOICE if self._at in self._rated() else _ASK_INTENSITY
        wanted = read_utterance(self._desk.ask(asked))
        match wanted.wish:
            case Wish.RATE | Wish.VOICE:
                return self._judge(wanted)
            case Wish.TAGS:
                self._tag(wanted.words)
            case Wish.LANGUAGES:
                self._keep({Field.LANGUAGES: self._spell_list(Field.LANGUAGES, wanted.words)})
            case Wish.SKIP:
                self._at += 1
                return True
            case Wish.UNDO:
                return self._undo()
            case Wish.QUIT:
                self._over = True
                return True
            case _:
                self._oblige(wanted)
        return False

    def _oblige(self, wanted: Utterance) -> None:
        """Do what keeps nothing: play, stop the music, explain."""
        if wanted.wish is Wish.PLAY:
            self._desk.listen(self._track(), int(wanted.words or 0))
        elif wanted.wish is Wish.HUSH:
            self._desk.hush()
        else:
            for line in HELP_LINES:
                self._desk.tell(line)

    def _judge(self, wanted: Utterance) -> bool:
        """Keep an intensity or a voice, and go on when both are known."""
        spell = self._desk.spell
        if wanted.wish is Wish.RATE:
            self._keep({Field.INTENSITY: spell(Field.INTENSITY, wanted.words)})
            if others := tell_others(self._track(), self._desk.by):
                self._desk.tell(others)
        else:
            voice, _, languages = wanted.words.partition(" ")
            said: dict[Field, str | None] = {Field.VOICE: spell(Field.VOICE, voice)}
            if languages:
                said[Field.LANGUAGES] = self._spell_list(Field.LANGUAGES, languages)
            self._keep(said)
        voice_known = self._track().tags.voice or self._own[self._at].get(Field.VOICE)
        if self._at not in self._rated() or not voice_known:
            return False
        self._at += 1
        return True

    def _tag(self, words: str) -> None:
        """Add tags and take tags out, or list all that there are."""
        if not words:
            for line in _list_vocabulary(self._desk.vocabulary):
                self._desk.tell(line)
            return
        wanted = [word for word in _BETWEEN.split(words) if word]
        added = [word for word in wanted if not word.startswith("-")]
        spelt = self._spell_list(Field.TAGS, _SEPARATOR.join(added)) if added else ""
        standing = self._own_tags()
        tags = {*standing, *filter(None, spelt.split(_SEPARATOR))}
        for word in wanted:
            if word.startswith("-"):
                tags.discard(self._find_tag(word[1:].strip(), standing))
        if not tags and not self._own[self._at].get(Field.TAGS):
            said = "the last tag stands in the library's files, and no tag cannot be said instead"
            raise InputError(Finding(said=said, mend="give another tag, or take it out there"))
        self._keep({Field.TAGS: _SEPARATOR.join(sorted(tags)) or None})

    def _own_tags(self) -> tuple[str, ...]:
        """Give the tags that this rater stands for: own ones, else those of the files.

        Own words replace those of the files, and are joined with those of other people.
        """
        own = self._own[self._at].get(Field.TAGS)
        if own:
            return tuple(own.split(_SEPARATOR))
        origin = self._track().origin(Field.TAGS)
        if origin is not None and origin.source is Source.CATALOG:
            return ()
        return self._track().tags.words

    def _find_tag(self, word: str, standing: tuple[str, ...]) -> str:
        """Find a tag to be taken out, however it is written."""
        if word in standing:
            return word
        spelt = self._desk.spell(Field.TAGS, word)
        if spelt in standing:
            return spelt
        if spelt in self._track().tags.words:
            said = f'"{spelt}" was said by somebody else'
            raise InputError(Finding(said=said, mend="leave it to them, or to a review"))
        said = f'"{spelt}" is none of its tags'
        mend = f"it has {', '.join(standing)}" if standing else "it has none"
        raise InputError(Finding(said=said, mend=mend))

    def _undo(self) -> bool:
        """Take back what was kept last and go to its track; give whether this one is left."""
        if not self._kept:
            mend = "rate this track, or q to end"
            raise InputError(Finding(said="nothing was kept yet", mend=mend))
        last = self._kept[-1]
        track = self._tracks[last.at]
        self._desk.keep(track, last.before)
        self._kept.pop()
        self._own[last.at].update(last.before)
        self._desk.tell(f"took back {' and '.join(last.before)} of {name_track(track)}")
        elsewhere = last.at != self._at
        self._at = last.at
        return elsewhere

    def _keep(self, said: Mapping[Field, str | None]) -> None:
        """Keep an answer about this track, and remember what stood there before."""
        own = self._own[self._at]
        before = {field: own.get(field) for field in said}
        self._desk.keep(self._track(), said)
        self._kept.append(_Kept(at=self._at, before=before))
        own.update(said)
        kept = ", ".join(f"{field} {value or 'taken back'}" for field, value in said.items())
        self._desk.tell(clean(f"kept: {kept}", limit=_LINE_MAX))

    def _spell_list(self, field: Field, words: str) -> str:
        """Spell several words, however they are set apart."""
        return self._desk.spell(field, _SEPARATOR.join(filter(None, _BETWEEN.split(words))))

    def _rated(self) -> set[int]:
        """Give the places of the tracks that were rated in this walk."""
        return {kept.at for kept in self._kept if Field.INTENSITY in kept.before}

    def _track(self) -> Track:
        """Give the track that is spoken of."""
        return self._tracks[self._at]


def _list_vocabulary(vocabulary: Vocabulary) -> Iterable[str]:
    """List the words of a vocabulary, a line for each family that has some."""
    for family in TagFamily:
        words = sorted(term.word for term in vocabulary.terms if term.family is family)
        if words:
            yield f"{family}: {', '.join(clean(word, limit=40) for word in words)}"
