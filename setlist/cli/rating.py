"""``setlist library rate``, ``tag`` and ``suggest``."""

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from setlist.cli.options import (
    QueryCommand,
    by_option,
    json_option,
    library_argument,
    library_at,
    split_library,
    view_of,
    view_options,
)
from setlist.errors import Finding, InputError

if TYPE_CHECKING:
    from setlist.cli.player import Deck
    from setlist.model import Field, Track


@click.command(cls=QueryCommand)
@click.argument("words", nargs=-1, metavar="[LIBRARY] [QUERY]...")
@library_at
@by_option
@view_options
@click.option("--silent", is_flag=True, help="Do not look for a player; name the excerpts.")
def rate(
    words: tuple[str, ...],
    locator: str | None,
    by: str,
    *,
    silent: bool,
    **view_words: str | tuple[str, ...],
) -> None:
    """Walk through the tracks that you have not rated yet: listen, and type a number.

    Plays each track if the machine has a player (mpv, ffplay, VLC ...), else names three
    excerpts as files to open.  Type ? for help.  Every answer is kept at once.

    Example: setlist library rate ~/Music/sessions --by KL
    """
    from setlist import engine
    from setlist.cli.dialog import Desk, rate_tracks
    from setlist.cli.player import Deck, find_player
    from setlist.cli.screen import say

    place, query = split_library(words, locator)
    view = view_of(view_words)
    booth = engine.open_booth(place, " ".join(query), by=by, view=view)
    if not booth.tracks:
        say("there is nothing left to rate here")
        return

    def keep(track: "Track", said: "Mapping[Field, str | None]") -> None:
        engine.tag(place, [track.id], said, by=booth.by, view=view, how="rate")

    def ask(question: str) -> str:
        try:
            typed = click.prompt(
                question, default="", show_default=False, prompt_suffix="", err=True
            )
        except click.Abort:
            raise EOFError from None
        return str(typed)

    with (
        tempfile.TemporaryDirectory(prefix="setlist-", ignore_cleanup_errors=True) as folder,
        Deck(None if silent else find_player(), tell=say) as deck,
    ):
        desk = Desk(
            by=booth.by,
            vocabulary=booth.vocabulary,
            ask=ask,
            tell=say,
            listen=_Listening(deck, Path(folder)).play,
            hush=deck.stop,
            keep=keep,
            spell=lambda field, text: engine.spell(field, text, booth.vocabulary),
            clock=time.monotonic,
            said=lambda track: booth.said.get(track.id, {}),
        )
        rate_tracks(booth.tracks, desk)


class _Listening:
    """Plays tracks and excerpts where there is a player, and names files to open where not."""

    def __init__(self, deck: "Deck", folder: Path) -> None:
        self._deck = deck
        self._folder = folder

    def play(self, track: "Track", where: int) -> None:
        """Play a track from its start (0), or one of its excerpts."""
        from setlist import engine
        from setlist.cli.screen import say

        if where == 0 and track.path and self._deck.play(Path(track.path)):
            return
        excerpts = engine.write_excerpts(track, self._folder)
        if where:
            if where > len(excerpts):
                said = f"there is no excerpt {where}: the track is short"
                raise InputError(Finding(said=said, mend=f"play 1 to {len(excerpts)}, or p"))
            chosen = excerpts[where - 1]
            if not self._deck.play(chosen):
                say(f"open {chosen}")
            return
        for excerpt in excerpts:
            say(f"open {excerpt}")


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="TRACK... FIELD=VALUE...")
@library_at
@by_option
@view_options
@click.option("--propose", is_flag=True, help="Let it wait for a review before it counts.")
@click.option(
    "--write-tags", "into_files", is_flag=True, help="Put it into the tags of the files, too."
)
def tag(
    words: tuple[str, ...],
    locator: str | None,
    by: str,
    *,
    propose: bool,
    into_files: bool,
    **view_words: str | tuple[str, ...],
) -> None:
    """Say something about tracks, or take back what you said (FIELD= with nothing behind it).

    Fields are intensity, voice, tags, instruments, languages, title, artist, album, work,
    movement, licence, holder, performance, isrc and musicbrainz_id.  Words of a list stand
    between commas.

    Example: setlist library tag "Still Pond" intensity=2 voice=none tags=warm,steady --by KL
    """
    from setlist import engine
    from setlist.cli.screen import say, say_findings

    place, view = split_library((), locator)[0], view_of(view_words)
    tracks = [word for word in words if not engine.is_value(word)]
    values = engine.read_values(word for word in words if engine.is_value(word))
    said = engine.tag(place, tracks, values, by=by, view=view, propose=propose)
    kind = "proposal" if propose else "statement"
    say(f"{len(said)} {kind}{'' if len(said) == 1 else 's'} kept")
    if into_files:
        touched = {statement.track for statement in said}
        findings = engine.write_tags(place, touched, view=view)
        say_findings(findings)
        say(f"{len(touched)} tracks, {len(findings)} findings")


@click.command()
@library_argument
@view_options
@json_option
def suggest(locator: str, *, as_json: bool, **words: str | tuple[str, ...]) -> None:
    """Suggest intensities for unrated tracks, by a fit of measures to your own ratings.

    A suggestion is no rating: plans leave it out unless --allow-suggested is given, and mark
    it then.

    Example: setlist library suggest ~/Music/sessions
    """
    from setlist import engine
    from setlist.cli.screen import print_json, print_table, say

    library = engine.read_library(locator, view=view_of(words))
    offered = engine.suggest(library)
    if as_json:
        print_json(engine.json_text(offered))
        return
    rows = [
        (track.tags.title or "", track.tags.artist or "", f"{value:g} (suggested)")
        for track in library.tracks
        if (value := offered.intensities.get(track.id)) is not None
    ]
    if rows:
        print_table(("title", "artist", "intensity"), rows, right="intensity")
    say(str(offered.fit))
