"""A join or a track of a plan, to be heard before anything is rendered."""

from pathlib import Path
from typing import TYPE_CHECKING

from setlist.errors import Finding, InputError, Place
from setlist.model import Cue, CueKind, Plan

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
        said = f"the plan has no slot {slot}"
        if slot == 1:
            said = "slot 1 begins the plan, so nothing is joined to it"
        mend = "give the later of two slots, see setlist show"
        raise InputError(Finding(said=said, mend=mend, place=Place(field="join")))
    return mixdown.make_segment(mixdown.hear_join(plan, slot - 1))


def audition_track(plan: Plan, words: str) -> "AudioSegment":
    """Give half a minute of a track of a plan, as loud as the mix has it.

    Parameters
    ----------
    plan : Plan
        Only the file of the track has to be there.
    words : str
        The number of its slot, as `draw_plan` has it, its title or the name of its file; a
        number is a slot if there is one.

    Returns
    -------
    pydub.AudioSegment
        30 seconds from within it, or all of a shorter one.

    Raises
    ------
    InputError
        There is no such track in the plan, there are several, or the slot is a silence.
    AudioError
        As for `audition_join`.
    """
    from setlist import mixdown

    return mixdown.make_segment(mixdown.hear_track(plan, _find(plan, words)))


def check_audition(plan: Plan, target: Path | str, *, force: bool = False) -> None:
    """Find out before anything is decoded what would keep an audition from being written.

    Raises
    ------
    InputError
        As `write_audition`, or ``target`` is one of the tracks of the plan.
    """
    from setlist import mixdown
    from setlist.files import check_target

    path = _wav_of(target)
    check_target(path, force=force)
    mixdown.refuse_track(plan, path)


def write_audition(segment: "AudioSegment", target: Path | str, *, force: bool = False) -> None:
    """Write an audition as a WAV file, whole or not at all.

    Raises
    ------
    InputError
        The suffix is another, or the file cannot be written or exists.
    """
    from setlist import mixdown
    from setlist.files import write_whole

    with write_whole(_wav_of(target), force=force) as part:
        part.write_bytes(mixdown.make_wav(segment))


def _wav_of(target: Path | str) -> Path:
    """Give the path of a WAV file, and refuse any other."""
    path = Path(target)
    if path.suffix.lower() != ".wav":
        said, mend = "an audition is a WAV file", "end its name in .wav"
        raise InputError(Finding(said=said, mend=mend, place=Place(file=str(path))))
    return path


def _find(plan: Plan, words: str) -> int:
    """Find the cue of the one track that words mean."""
    wanted = words.strip().casefold()
    named = [number for number, cue in enumerate(plan.cues) if wanted in _list_names(cue)]
    found = [number for number in range(len(plan.cues)) if wanted == str(number + 1)] or named
    if len(found) == 1 and plan.cues[found[0]].kind is CueKind.TRACK:
        return found[0]
    said = f'the plan has no track "{words.strip()}"'
    mend = "give the number of its slot or its title, see setlist show"
    if len(found) == 1:
        said = f"slot {wanted} is a silence"
    elif found:
        slots = ", ".join(str(number + 1) for number in found)
        said, mend = f'"{words.strip()}" stands in slots {slots}', "give the number of one of them"
    raise InputError(Finding(said=said, mend=mend, place=Place(field="track")))


def _list_names(cue: Cue) -> set[str]:
    """List what a track may be called; a silence has no name."""
    if cue.kind is not CueKind.TRACK:
        return set()
    path = Path(cue.path or "")
    return {name.casefold() for name in (cue.title, path.name, path.stem) if name}
