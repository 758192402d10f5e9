"""Playing a track through whatever player the machine has.

A file name is never read as an option or an address: it is handed over absolute, behind ``--``
where the player knows that, and no shell is in between.
"""

import base64
import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

from setlist.drawing import clean
from setlist.errors import Finding, Place
from setlist.units import Seconds

Start: TypeAlias = Callable[..., subprocess.Popen[bytes]]
"""Starts a program, as ``subprocess.Popen`` does."""

_SETTLE_S: Final = Seconds(0.3)
"""How long a player is watched after its start: one without a sound card gives up sooner (own)."""

_PATIENCE_S: Final = Seconds(2.0)
"""How long a player may take to stop before it is killed (own)."""

_FILE: Final = "{file}"
_AT: Final = "{at}"
_PACKED: Final = "{packed}"

_MPV: Final = (
    "--no-config",
    "--no-video",
    "--no-terminal",
    "--ytdl=no",
    "--start={at}",
    "--",
    _FILE,
)
_FFPLAY: Final = ("-nodisp", "-autoexit", "-loglevel", "quiet", "-ss", _AT, "-i", _FILE)
_VLC: Final = ("--intf", "dummy", "--no-video", "--play-and-exit", "--start-time={at}", "--", _FILE)
_MPLAYER: Final = ("-really-quiet", "-noconsolecontrols", "-vo", "null", "-ss", _AT, "--", _FILE)
_MPG123: Final = ("-q", "--", _FILE)
_APLAY: Final = ("-q", "--", _FILE)
_PAPLAY: Final = ("--", _FILE)
_AFPLAY: Final = (_FILE,)
_PLAY_PACKED: Final = (
    "(New-Object Media.SoundPlayer ([Text.Encoding]::UTF8.GetString("
    "[Convert]::FromBase64String('{packed}')))).PlaySync()"
)
"""The name travels in base 64: whatever PowerShell would read in it stays out of its sight."""

_POWERSHELL: Final = ("-NoProfile", "-NonInteractive", "-Command", _PLAY_PACKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """A program that plays a file.

    ``arguments`` hold places for the file and the moment to start at; one without a place for
    the moment plays from the start only.  ``suffixes`` are all that it can play, if it cannot
    play everything; ``system`` is the only one that it is looked for on.
    """

    program: str
    arguments: tuple[str, ...]
    suffixes: tuple[str, ...] | None = None
    system: str | None = None

    def seeks(self) -> bool:
        """Tell whether it can start inside a file."""
        return any(_AT in argument for argument in self.arguments)

    def can_play(self, path: Path, *, start_s: Seconds = Seconds(0.0)) -> bool:
        """Tell whether it can play a file from a moment on."""
        known = self.suffixes is None or path.suffix.lower() in self.suffixes
        return known and (start_s <= 0.0 or self.seeks())

    def command(self, path: Path, *, start_s: Seconds = Seconds(0.0)) -> list[str]:
        """Give the program and its arguments for a file."""
        file = os.path.abspath(path)  # noqa: PTH100  a name that begins with - is no option
        packed = base64.b64encode(os.fsencode(file)).decode("ascii")
        filled = {_FILE: file, _AT: f"{max(start_s, 0.0):.3f}", _PACKED: packed}
        return [self.program, *(_fill(argument, filled) for argument in self.arguments)]


_KNOWN: Final = (
    Player(program="mpv", arguments=_MPV),
    Player(program="ffplay", arguments=_FFPLAY),
    Player(program="cvlc", arguments=_VLC),
    Player(program="vlc", arguments=_VLC),
    Player(program="/Applications/VLC.app/Contents/MacOS/VLC", arguments=_VLC, system="Darwin"),
    Player(program=r"C:\Program Files\VideoLAN\VLC\vlc.exe", arguments=_VLC, system="Windows"),
    Player(program="mplayer", arguments=_MPLAYER),
    Player(program="afplay", arguments=_AFPLAY, system="Darwin"),
    Player(program="powershell", arguments=_POWERSHELL, suffixes=(".wav",), system="Windows"),
    Player(program="paplay", arguments=_PAPLAY, suffixes=(".flac", ".ogg", ".wav")),
    Player(program="aplay", arguments=_APLAY, suffixes=(".wav",)),
    Player(program="mpg123", arguments=_MPG123, suffixes=(".mp3",)),
)
"""Those that can start inside a file first."""


def find_player(
    *,
    which: Callable[[str], str | None] = shutil.which,
    system: str | None = None,
) -> Player | None:
    """Find the best player that the machine has.

    Parameters
    ----------
    which : callable
        Looks a program up, as ``shutil.which`` does.
    system : str, optional
        ``Linux``, ``Darwin`` or ``Windows``; this machine's own if left out.

    Returns
    -------
    Player or None
        With the absolute path of its program; None if there is none.
    """
    system = system or platform.system()
    for player in _KNOWN:
        if player.system not in {None, system}:
            continue
        found = which(player.program)
        # A program that merely lies in the folder one stands in came with somebody's music.
        if found is not None and _is_absolute(found, system):
            return Player(
                program=found,
                arguments=player.arguments,
                suffixes=player.suffixes,
                system=player.system,
            )
    return None


class Deck:
    """Plays one file at a time, and leaves no process behind.

    Parameters
    ----------
    player : Player or None
        What plays; without one nothing is ever played.
    tell : callable
        Hears, once, that the player does not work.  After that nothing is played any more.
    start : callable
        Starts a program, as ``subprocess.Popen`` does.
    settle_s : float [s, >= 0]
        How long a player is watched after its start.
    """

    def __init__(
        self,
        player: Player | None,
        *,
        tell: Callable[[str], None],
        start: Start = subprocess.Popen,
        settle_s: Seconds = _SETTLE_S,
    ) -> None:
        self._player = player
        self._tell = tell
        self._start = start
        self._settle_s = settle_s
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def can_play(self, path: Path, *, start_s: Seconds = Seconds(0.0)) -> bool:
        """Tell whether a file could be played from a moment on, as far as is known."""
        self._notice_a_crash()
        return self._player is not None and self._player.can_play(path, start_s=start_s)

    def play(self, path: Path, *, start_s: Seconds = Seconds(0.0)) -> bool:
        """Stop what plays, and play a file in the background.

        Parameters
        ----------
        path : Path
            The file.
        start_s : float [s, >= 0]
            Where in the file to start.

        Returns
        -------
        bool
            Whether it plays; if not, somebody has to open the file by hand.
        """
        self._notice_a_crash()
        self._end()
        player = self._player
        if player is None or not player.can_play(path, start_s=start_s):
            return False
        try:
            self._process = self._start(
                player.command(path, start_s=start_s),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._process.wait(self._settle_s)
        except subprocess.TimeoutExpired:
            return True
        except (OSError, ValueError) as error:
            self._give_up(f"cannot be started: {getattr(error, 'strerror', None) or error}")
            return False
        self._notice_a_crash()
        return self._player is not None

    def stop(self) -> None:
        """Stop what plays, if anything does."""
        self._end()

    def _end(self) -> None:
        """End the process: first by asking, then by force, whatever interrupts the waiting."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            if process.poll() is None:
                process.terminate()
                process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            pass
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def _notice_a_crash(self) -> None:
        """Give a player up that ended by itself and in error."""
        code = None if self._process is None else self._process.poll()
        if code is None:
            return
        self._process = None
        if code:
            how = f"ended with exit code {code}" if code > 0 else f"was ended by signal {-code}"
            self._give_up(f"{how} and plays no more")

    def _give_up(self, said: str) -> None:
        """Say once that the player does not work, and play nothing any more."""
        assert self._player is not None
        place = Place(file=clean(self._player.program))
        mend = "open the excerpts by hand, or see whether it plays a file when started by itself"
        self._player = None
        self._tell(str(Finding(said=said, mend=mend, place=place)))


def _fill(argument: str, filled: Mapping[str, str]) -> str:
    """Fill the place in an argument, once, so that a name with braces stays as it is."""
    for place, value in filled.items():
        if place in argument:
            return argument.replace(place, value)
    return argument


def _is_absolute(program: str, system: str) -> bool:
    """Tell whether a path is absolute where it is to be used."""
    drive = len(program) > 2 and program[1] == ":" and program[2] in "\\/"
    return program.startswith(("/", "\\\\")) or (system == "Windows" and drive)
