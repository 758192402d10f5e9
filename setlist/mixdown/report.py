"""What was heard in a finished mix."""

from dataclasses import dataclass

from setlist.audio import Rise
from setlist.errors import Finding
from setlist.model import PhaseName
from setlist.units import Db, DbTp, Frames, Lu, Lufs, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """How one cue hands over to the next.

    ``at_s`` is session time, where the later cue starts.  Loudness is that of up to ten
    seconds before the overlap begins and after it ends; None beside a silence, or where less
    than a second sounds alone.  ``middle_lufs`` is that of the middle half of the overlap,
    None where this is shorter than two seconds.
    """

    at_s: Seconds
    before_lufs: Lufs | None
    middle_lufs: Lufs | None
    after_lufs: Lufs | None
    step_up_lu: Lu | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseLevel:
    """How loud a phase came out; None where it is silent or shorter than a second."""

    phase: PhaseName
    start_s: Seconds
    end_s: Seconds
    loudness_lufs: Lufs | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Softened:
    """Where the gain was ridden because music would have startled.

    ``slot`` counts the cues of the plan from 1.  In session time, the gain falls from
    ``start_s``, the music rises at ``at_s``, and the gain is back at ``end_s``.  ``rise_lu`` is
    how much louder it would have become within three seconds, ``depth_db`` by how much it was
    lowered.
    """

    slot: int
    title: str
    start_s: Seconds
    at_s: Seconds
    end_s: Seconds
    rise_lu: Lu
    depth_db: Db


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundedPrompt:
    """A prompt that sounds in the mix, in session time; ``file`` is None for a tone."""

    at_s: Seconds
    say: str
    file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MixReport:
    """What was measured in a finished file, decoded again.

    ``length_error`` is how many frames longer than the plan it is.  ``profile_lufs`` is how loud
    every ten seconds of it are, ungated; None for silence.  ``rise_1s`` and
    ``rise_3s`` are the largest rises of short-term loudness within one and three seconds,
    placed in session time.  ``limited`` is how many frames the limiter lowered, None where
    the file was measured without having been rendered.  ``exceeded`` names the limits that the
    file does not keep and somebody accepted; ``softened`` says where the gain was ridden, and
    ``prompts`` which ones sound.
    """

    length: Frames
    length_error: Frames
    loudness_lufs: Lufs | None
    peak_dbtp: DbTp
    profile_lufs: tuple[Lufs | None, ...]
    phases: tuple[PhaseLevel, ...]
    joins: tuple[Join, ...]
    rise_1s: Rise | None
    rise_3s: Rise | None
    limited: Frames | None = None
    exceeded: tuple[Finding, ...] = ()
    softened: tuple[Softened, ...] = ()
    prompts: tuple[SoundedPrompt, ...] = ()

    def largest_step_up(self) -> Join | None:
        """Give the join with the largest step up, or None where no join has one."""
        steps = [join for join in self.joins if join.step_up_lu is not None]
        return max(steps, key=lambda join: join.step_up_lu or 0.0) if steps else None
