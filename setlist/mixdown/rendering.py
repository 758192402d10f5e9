"""From a plan to one finished file."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Final

from setlist.audio import RATE_HZ, AudioFormat, Limiter, format_of, open_encoder
from setlist.errors import Finding, InputError, LimitError, Place, Severity
from setlist.files import check_target, write_whole
from setlist.mixdown.limits import find_exceeded
from setlist.mixdown.lookahead import run_ahead
from setlist.mixdown.markers import chapters_of, tags_of
from setlist.mixdown.measuring import measure_mix
from setlist.mixdown.mixing import check_sources, mix
from setlist.mixdown.progress import Progress, keep_quiet
from setlist.mixdown.prompting import lay_prompts
from setlist.mixdown.report import MixReport
from setlist.mixdown.settings import USUAL, MixSettings
from setlist.mixdown.softening import list_softened, soften
from setlist.mixdown.voices import Voice, lay_out, length_of
from setlist.model import Plan
from setlist.units import Db, DbTp, Frames

_HEADROOM_DB: Final[Mapping[AudioFormat, Db]] = MappingProxyType(
    {AudioFormat.MP3: Db(1.5), AudioFormat.OPUS: Db(2.0), AudioFormat.M4A: Db(1.5)}
)
"""How much lower the ceiling is before a lossy encoder, which changes peaks; own measurement.

Decoded again, music limited to -1 dBTP at -8 LUFS, 15 dB hotter than a session, came out up to
1.3 dB higher as MP3, 1.8 dB as Opus and 1.2 dB as AAC.
"""

_TRIES: Final = 3
_SPARE_DB: Final = 0.1
"""What is added when a file has to be made again under a lower ceiling; own design."""


def render(
    plan: Plan,
    target: Path,
    *,
    settings: MixSettings = USUAL,
    progress: Progress = keep_quiet,
) -> MixReport:
    """Mix a plan into one file with crossfades and chapters, and measure the file.

    The file is written whole or not at all: whatever goes wrong, ctrl-C included, leaves what
    stood there before.  The same plan and sounds give the same bytes.  A file whose true peak
    is too high once it is decoded again, as lossy formats can be, is made anew under a lower
    ceiling.

    Parameters
    ----------
    plan : Plan
        What sounds when; its files must be there.
    target : Path
        ``.flac``, ``.wav``, ``.mp3``, ``.opus`` or ``.m4a``.
    settings : MixSettings
        How the file is made.
    progress : callable
        Told how many seconds are mixed or measured, of how many.

    Returns
    -------
    MixReport
        What was heard in the finished file.

    Raises
    ------
    InputError
        The plan contradicts itself or has tracks of no known loudness, or ``target`` cannot be
        written.
    AudioError
        Files are missing, broken, or shorter than the plan has them.
    LimitError
        The file exceeds a limit, see :func:`find_exceeded`, and nobody accepts that; it is not
        kept then.
    """
    check_mix(plan, target, settings=settings)
    with (
        TemporaryDirectory(prefix="setlist-") as scratch,
        write_whole(target, force=settings.force) as part,
    ):
        extra, prompts = lay_prompts(
            plan, tones=settings.tones, spoken=settings.spoken, scratch=Path(scratch)
        )
        tracks = lay_out(plan)
        if settings.soften:
            tracks = soften(plan, tracks, progress=progress)
        voices = sorted((*tracks, *extra), key=lambda voice: voice.start)
        ceiling_dbtp = settings.ceiling_dbtp
        for _ in range(_TRIES):
            limited = write_mix(plan, part, voices=voices, settings=settings, progress=progress)
            report = measure_mix(part, plan, limited=limited, progress=progress)
            if (over_db := report.peak_dbtp - ceiling_dbtp) <= 0.0:
                break
            lower_dbtp = DbTp(settings.ceiling_dbtp - over_db - _SPARE_DB)
            settings = replace(settings, ceiling_dbtp=lower_dbtp)
        exceeded = find_exceeded(report, plan, target, ceiling_dbtp=ceiling_dbtp)
        if exceeded and not settings.accept:
            raise LimitError(*exceeded)
    accepted = tuple(replace(one, severity=Severity.WARNING) for one in exceeded)
    return replace(report, exceeded=accepted, softened=list_softened(plan, tracks), prompts=prompts)


def check_mix(plan: Plan, target: Path, *, settings: MixSettings = USUAL) -> None:
    """Find out before any work what would keep a plan from being rendered.

    Parameters
    ----------
    plan, target, settings
        As for :func:`render`.

    Raises
    ------
    InputError
        The plan contradicts itself or has tracks of no known loudness, or ``target`` cannot be
        written or is one of its tracks.
    AudioError
        Files are missing or cannot be read as sound; all of them at once.
    """
    format_of(target)
    check_target(target, force=settings.force)
    voices = lay_out(plan)
    check_sources(voices)
    refuse_track(plan, target)


def refuse_track(plan: Plan, target: Path) -> None:
    """Keep a file that is a track of a plan from being replaced by what is made of it.

    Parameters
    ----------
    plan : Plan
        Its files need not be there.
    target : Path
        The file that is to be written.

    Raises
    ------
    InputError
        ``target`` is one of the tracks, by whatever name.
    """
    paths = [Path(cue.path) for cue in plan.cues if cue.path]
    if target.exists() and any(path.exists() and target.samefile(path) for path in paths):
        said, mend = "is itself a track of the plan", "choose another name"
        raise InputError(Finding(said=said, mend=mend, place=Place(file=str(target))))


def write_mix(
    plan: Plan,
    target: Path,
    *,
    voices: Sequence[Voice] | None = None,
    settings: MixSettings = USUAL,
    progress: Progress = keep_quiet,
) -> Frames:
    """Mix a plan into a file without further ado; :func:`render` does it safely.

    Parameters
    ----------
    plan, target, settings, progress
        As for :func:`render`; ``settings`` has no say here but for bits and ceiling.
    voices : sequence of Voice, optional
        Those of the plan, with whatever rides they have.

    Returns
    -------
    int [frames]
        How many the limiter lowered.

    Raises
    ------
    InputError
        The plan contradicts itself or has tracks of no known loudness.
    AudioError
        A file is missing, broken, or shorter than the plan has it.
    OSError
        The target cannot be written.
    """
    length = length_of(plan)
    headroom_db = _HEADROOM_DB.get(format_of(target), Db(0.0))
    limiter = Limiter(DbTp(settings.ceiling_dbtp - headroom_db))
    with (
        open_encoder(
            target, bits=settings.bits, tags=tags_of(plan), chapters=chapters_of(plan)
        ) as encoder,
        closing(run_ahead(mix(voices or lay_out(plan), length=length))) as blocks,
    ):
        done = 0
        for block in blocks:
            encoder.write(limiter.push(block))
            done += len(block)
            progress(done / RATE_HZ, length / RATE_HZ, "mixing")
        encoder.write(limiter.finish())
    return limiter.limited
