"""Playing a track: which program, with which words, and that it goes away again."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from setlist.cli.player import Deck, Player, find_player
from setlist.units import Seconds

ODD_NAMES = (
    "plain.flac",
    "-fs.flac",
    "--script=evil.flac",
    "http:::host.flac",
    "a b'c\"d`$(e);f.flac",
    "{file}{at}.flac",
    "\u2018quoted\u2019.flac",
    "new\nline.flac",
    "not-utf8-\udcff.flac",
)


def a_machine(*programs: str) -> Callable[[str], str | None]:
    """A look-up on a machine that has just these programs."""
    paths = {Path(program).name: program for program in programs}
    return lambda name: paths.get(name, name if name in programs else None)


@pytest.mark.parametrize(
    ("system", "programs", "best"),
    [
        ("Linux", ("/usr/bin/vlc", "/usr/bin/mpv", "/usr/bin/ffplay"), "/usr/bin/mpv"),
        ("Linux", ("/usr/bin/mpg123", "/usr/bin/ffplay"), "/usr/bin/ffplay"),
        ("Linux", ("/usr/bin/vlc", "/usr/bin/cvlc"), "/usr/bin/cvlc"),
        ("Linux", ("/usr/bin/aplay", "/usr/bin/mplayer"), "/usr/bin/mplayer"),
        ("Darwin", ("/usr/bin/afplay", "/opt/bin/mpg123"), "/usr/bin/afplay"),
        (
            "Darwin",
            ("/usr/bin/afplay", "/Applications/VLC.app/Contents/MacOS/VLC"),
            "/Applications/VLC.app/Contents/MacOS/VLC",
        ),
    ],
)
def test_players_that_can_start_inside_a_file_come_first(
    system: str, programs: tuple[str, ...], best: str
) -> None:
    found = find_player(which=a_machine(*programs), system=system)
    assert found is not None
    assert found.program == best


def test_a_player_of_another_system_is_not_looked_for() -> None:
    everything = a_machine("/usr/bin/afplay", "/usr/bin/powershell")
    assert find_player(which=everything, system="Linux") is None


def test_a_machine_without_a_player_has_none() -> None:
    assert find_player(which=lambda _: None) is None


@pytest.mark.parametrize(("system", "lying"), [("Windows", r".\mpv.EXE"), ("Linux", "./mpv")])
def test_a_program_that_lies_beside_the_music_is_never_run(system: str, lying: str) -> None:
    assert find_player(which=lambda _: lying, system=system) is None


def test_windows_has_a_player_for_wav_and_for_nothing_else() -> None:
    shell = r"C:\Windows\System32\powershell.EXE"
    found = find_player(which={"powershell": shell}.get, system="Windows")
    assert found is not None
    assert found.can_play(Path("x.WAV"))
    assert not found.can_play(Path("x.flac"))
    assert not found.can_play(Path("x.wav"), start_s=Seconds(5.0))


def test_powershell_never_sees_a_name_it_could_obey() -> None:
    found = find_player(which={"powershell": r"C:\powershell.exe"}.get, system="Windows")
    assert found is not None
    evil = "/music/\u2019); Remove-Item C:\\ -Recurse; (\u2019.wav"
    *_, script = found.command(Path(evil))
    name = script.split("FromBase64String('")[1].split("'")[0]
    assert base64.b64decode(name).decode() == evil
    assert "Remove-Item" not in script


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize(
    "program", ["mpv", "ffplay", "cvlc", "mplayer", "mpg123", "afplay", "paplay", "aplay"]
)
def test_an_odd_name_is_a_file_and_no_option(program: str, name: str) -> None:
    found = find_player(which={program: f"/bin/{program}"}.get, system="Darwin")
    assert found is not None
    command = found.command(Path(name), start_s=Seconds(12.5))
    assert command[-1] == os.path.join(os.getcwd(), name)  # noqa: PTH109, PTH118  as it is
    assert command[-2] in {"--", "-i", "/bin/afplay"}
    assert not any(name in argument for argument in command[:-1])
    assert any("12.500" in argument for argument in command) is found.seeks()


def a_stand_in(folder: Path, *lines: str) -> Player:
    """A real program in place of a player; it notes what it was given."""
    program = folder / "stand-in"
    text = (
        f"#!{sys.executable}",
        "import os, pathlib, signal, sys, time",
        f"folder = pathlib.Path({str(folder)!r})",
        "def note(name, text):",
        "    (folder / 'part').write_text(text)",
        "    os.replace(folder / 'part', folder / name)",
        "note('words', ascii(sys.argv[1:]))",
        "note('standing', ascii([os.fstat(n).st_rdev for n in (0, 1, 2)]))",
        "note('pid', str(os.getpid()))",
        *lines,
    )
    program.write_text("\n".join(text))
    program.chmod(0o755)
    return Player(program=str(program), arguments=("--from={at}", "--", "{file}"))


FOREVER = "time.sleep(60)"
STUBBORN = "signal.signal(signal.SIGTERM, signal.SIG_IGN); note('deaf', ''); time.sleep(60)"


def noted(folder: Path, name: str) -> str:
    """What a stand-in noted, as soon as it has."""
    for _ in range(500):
        if (folder / name).exists():
            return (folder / name).read_text()
        time.sleep(0.01)
    raise AssertionError(name)


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def a_deck(player: Player | None, told: list[str], *, settle_s: float = 0.05) -> Deck:
    return Deck(player, tell=told.append, settle_s=Seconds(settle_s))


def test_a_player_gets_the_moment_and_the_file(tmp_path: Path) -> None:
    told: list[str] = []
    with a_deck(a_stand_in(tmp_path, FOREVER), told) as deck:
        assert deck.play(Path("/music/-x\udcff.flac"), start_s=Seconds(61.25))
        words = noted(tmp_path, "words")
        assert words == ascii(["--from=61.250", "--", "/music/-x\udcff.flac"])
    assert told == []


def test_stopping_ends_the_process_and_may_be_said_twice(tmp_path: Path) -> None:
    told: list[str] = []
    with a_deck(a_stand_in(tmp_path, FOREVER), told) as deck:
        assert deck.play(Path("/a.flac"))
        pid = int(noted(tmp_path, "pid"))
        assert lives(pid)
        deck.stop()
        assert not lives(pid)
        deck.stop()
        assert deck.can_play(Path("/a.flac"))
    assert told == []


def test_the_next_track_stops_the_one_before(tmp_path: Path) -> None:
    with a_deck(a_stand_in(tmp_path, FOREVER), []) as deck:
        assert deck.play(Path("/a.flac"))
        first = int(noted(tmp_path, "pid"))
        (tmp_path / "pid").unlink()
        assert deck.play(Path("/b.flac"))
        second = int(noted(tmp_path, "pid"))
        assert not lives(first)
        assert lives(second)
    assert not lives(second)


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_no_process_outlives_an_error_or_ctrl_c(tmp_path: Path, error: type[Exception]) -> None:
    def play_and_fail() -> None:
        with a_deck(a_stand_in(tmp_path, FOREVER), []) as deck:
            assert deck.play(Path("/a.flac"))
            assert lives(int(noted(tmp_path, "pid")))
            raise error

    with pytest.raises(error):
        play_and_fail()
    assert not lives(int(noted(tmp_path, "pid")))


def test_a_player_that_will_not_stop_is_killed(tmp_path: Path) -> None:
    with a_deck(a_stand_in(tmp_path, STUBBORN), []) as deck:
        deck.play(Path("/a.flac"))
        noted(tmp_path, "deaf")
        pid = int(noted(tmp_path, "pid"))
    assert not lives(pid)


def test_ctrl_c_for_all_leaves_no_process_and_the_terminal_is_not_shared(tmp_path: Path) -> None:
    stand_in = a_stand_in(tmp_path, FOREVER)
    program = (
        "import time\n"
        "from pathlib import Path\n"
        "from setlist.cli.player import Deck, Player\n"
        f"player = Player(program={stand_in.program!r}, arguments={stand_in.arguments!r})\n"
        "with Deck(player, tell=print) as deck:\n"
        "    deck.play(Path('/a.flac'))\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
    ) as process:
        pid = int(noted(tmp_path, "pid"))
        standing = noted(tmp_path, "standing")
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(10.0) != 0
    assert not lives(pid)
    assert standing == str([Path(os.devnull).stat().st_rdev] * 3)


@pytest.mark.parametrize(
    ("end", "said"),
    [("sys.exit(3)", "exit code 3"), ("os.kill(os.getpid(), 11)", "signal 11")],
)
def test_a_crash_is_said_once_and_nothing_is_played_after_it(
    tmp_path: Path, end: str, said: str
) -> None:
    told: list[str] = []
    with a_deck(a_stand_in(tmp_path, end), told, settle_s=10.0) as deck:
        assert not deck.play(Path("/a.flac"))
        assert not deck.play(Path("/b.flac"))
        assert not deck.can_play(Path("/b.flac"))
    (line,) = told
    assert said in line
    assert "open the excerpts by hand" in line
    assert str(tmp_path / "stand-in") in line


def test_a_late_crash_is_noticed_at_the_next_track(tmp_path: Path) -> None:
    told: list[str] = []
    end = "note('late', ''); sys.exit(2)"
    with a_deck(a_stand_in(tmp_path, "time.sleep(0.3)", end), told) as deck:
        assert deck.play(Path("/a.flac"))
        noted(tmp_path, "late")
        for _ in range(500):
            if not deck.can_play(Path("/b.flac")):
                break
            time.sleep(0.01)
        assert not deck.play(Path("/b.flac"))
    assert len(told) == 1


def test_a_track_that_ends_is_no_crash(tmp_path: Path) -> None:
    told: list[str] = []
    with a_deck(a_stand_in(tmp_path), told, settle_s=10.0) as deck:
        assert deck.play(Path("/a.flac"))
        assert deck.play(Path("/b.flac"))
    assert told == []


def test_a_player_that_cannot_be_started_is_said_once(tmp_path: Path) -> None:
    told: list[str] = []
    gone = Player(program=str(tmp_path / "gone"), arguments=("{file}",))
    with a_deck(gone, told) as deck:
        assert not deck.play(Path("/a.flac"))
        assert not deck.play(Path("/a.flac"))
    (line,) = told
    assert "cannot be started: No such file" in line


def test_a_name_that_no_system_can_take_plays_nothing(tmp_path: Path) -> None:
    told: list[str] = []
    with a_deck(a_stand_in(tmp_path, FOREVER), told) as deck:
        assert not deck.play(Path("/a\0b.flac"))
    assert len(told) == 1


def test_without_a_player_or_an_offset_nothing_is_played(tmp_path: Path) -> None:
    told: list[str] = []
    with a_deck(None, told) as deck:
        assert not deck.can_play(Path("/a.wav"))
        assert not deck.play(Path("/a.wav"))
    stand_in = a_stand_in(tmp_path, FOREVER)
    plain = Player(program=stand_in.program, arguments=("{file}",), suffixes=(".wav",))
    with a_deck(plain, told) as deck:
        assert not deck.play(Path("/a.wav"), start_s=Seconds(3.0))
        assert not deck.play(Path("/a.flac"))
        assert deck.play(Path("/a.WAV"))
    assert told == []
