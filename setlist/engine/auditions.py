"""A join or a track of a plan, to be heard before anything is rendered."""

from pathlib import Path
from typing import TYPE_CHECKING

from setlist.errors import Finding, InputError, Place
from setlist.model import CueKind, Plan

if TYPE_CHECKING:
    from pydub import AudioSegment


def audition_join(plan: Plan, slot: int) -> "AudioSegment":
    """Give the join into a slot as it will sound in the mix.

    Parameters
    ----------
    plan : Plan
        Only the files beside the join have to be there.
    slot : int [>= 2]
        As `draw_plan` numbers them.

    Returns
    -------
    pydub.AudioSegment
        From 15 seconds before the overlap to 15 seconds after it.

    Raises
    ------
    InputError
        There is no such join.
    AudioError
        A file is missing, broken, or shorter than the plan has it.
    """
    from setlist import mixdown

    if not 2 <= slot <= len(plan.cues):
        said = f"the plan has joins into slots 2 to {len(plan.cues)}, and none into {slot}"
        raise InputError(Finding(said=said, mend="see setlist show", place=Place(field="join")))
    return mixdown.make_segment(mixdown.hear_join(plan, slot - 1))


def audition_track(plan: Plan, words: str) -> "AudioSegment":
    """Give half a minute of a track of a plan, as loud as the mix has it.

    Parameters
    ----------
    plan : Plan
        Only the file of the track has to be there.
    words : str
        The number of its slot, as `draw_plan` has it, its title or the name of its file.

    Returns
    -------
    pydub.AudioSegment
        30 seconds from within it, or all of a shorter one.

    Raises
    ------
    InputError
        There is no such track in the plan.
    AudioError
        As for `audition_join`.
    """
    from setlist import mixdown

    return mixdown.make_segment(mixdown.hear_track(plan, _find(plan, words)))


def write_audition(
    segment: "AudioSegment", target: Path | str, *, force: bool = False, dry_run: bool = False
) -> None:
    """Write an audition as a WAV file, whole or not at all.

    Raises
    ------
    InputError
        The suffix is another, or the file cannot be written or exists.
    """
    from setlist import mixdown
    from setlist.files import check_target, write_whole

    path = Path(target)
    if path.suffix.lower() != ".wav":
        said, mend = "an audition is a WAV file", "end its name in .wav"
        raise InputError(Finding(said=said, mend=mend, place=Place(file=str(path))))
    check_target(path, force=force)
    if not dry_run:
        with write_whole(path, force=force) as part:
            part.write_bytes(mixdown.make_wav(segment))


def _find(plan: Plan, words: str) -> int:
    """Find the cue of the track that words mean."""
    wanted = words.strip().casefold()
    for number, cue in enumerate(plan.cues):
        names = {str(number + 1), cue.title.casefold()}
        if cue.path:
            names |= {Path(cue.path).name.casefold(), Path(cue.path).stem.casefold()}
        if cue.kind is CueKind.TRACK and wanted in names:
            return number
    said = f'the plan has no track "{words.strip()}"'
    mend = "give the number of its slot or its title, see setlist show"
    raise InputError(Finding(said=said, mend=mend, place=Place(field="track")))
