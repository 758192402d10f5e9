"""One audio file, read once from its first frame to its last."""

import hashlib
import os
import stat
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import av
import numpy as np
import soundfile
from av.container import InputContainer

from setlist.audio.blocks import Block
from setlist.audio.chunks import Chunk, FrameClock, chunk_frames, gather, resample
from setlist.audio.stereo import mix_matrix, name_channels
from setlist.errors import AudioError, Finding, Place
from setlist.units import Seconds

_KINDS: Final = (
    "aac,ac3,aiff,amr,ape,asf,au,caf,dsf,dts,eac3,flac,iff,matroska,mov,mp3,mpc,mpc8,ogg,"
    "rm,tak,tta,voc,w64,wav,wv,xwma"
)
"""The containers FFmpeg may open: sound files, and nothing that leads to other files or hosts."""

_SECOND_READER: Final = (b"OggS", b"RIFF", b"RIFX", b"RF64", b"FORM", b"fLaC", b"caff", b".snd")
"""How files begin that libsndfile may try; on MPEG audio its decoder writes to stderr."""

_SLOWEST_HZ: Final = 1_000
_FASTEST_HZ: Final = 768_000
_LOUDEST: Final = np.float32(1e5)
"""Samples 100 dB over full scale, and those that are no numbers, are damage."""

_HOLE_S: Final = 0.085
"""A jump in the times of frames that is a hole.  Ours: Vorbis jumps by up to 0.05 s where its
blocks change length, and the shortest frame of a FLAC file that can be lost is 0.09 s."""

_OTHER_FILE: Final = (
    "use a FLAC, MP3, Ogg, Opus, M4A or WAV file; if a player can play this one, convert it"
)
_COPY_AGAIN: Final = "copy the file again from where it came, or leave the track out"


class _RejectedError(Exception):
    """FFmpeg finds no sound in the file; the other reader has its turn."""


class _DamageError(Exception):
    """Sound is missing between two frames."""


class Recording:
    """An audio file to be heard, or skimmed, once.

    ``declared_s`` is the length that the container claims, None where it claims none; it is
    known once :meth:`blocks` has begun.  Headers lie: only what was decoded is true.

    Parameters
    ----------
    path : Path
        The file.
    identify : bool
        Take the digest of the audio payload while it goes by.
    """

    def __init__(self, path: Path, *, identify: bool = False) -> None:
        self.path = path
        self.declared_s: Seconds | None = None
        self._identify = identify
        self._skimming = False
        self._payload = hashlib.sha256()

    def payload_digest(self) -> str:
        """Give the SHA-256 of the audio payload, complete once the file was heard or skimmed.

        The payload is the encoded sound, packet by packet, without tags, pictures or
        container; retagging and moving a file change nothing.  For the few files that only
        the fallback reader can open, it is the decoded sound.
        """
        return self._payload.hexdigest()

    def blocks(self) -> Generator[Block, None, None]:
        """Decode the file from its first frame to its last.

        Yields
        ------
        ndarray [shape=(n, 2), full scale]
            Consecutive blocks of about 1.4 s at 48 kHz; each is the caller's to keep.

        Raises
        ------
        AudioError
            The file is missing, unreadable, empty, not audio, or damaged in the middle.
        """
        self._refuse_what_cannot_be_opened()
        heard = False
        with closing(resample(self._checked_chunks())) as blocks:
            for block in blocks:
                heard = True
                yield block
        if not heard:
            raise self._error("holds no sound, not one frame", _COPY_AGAIN)

    def skim(self) -> None:
        """Read the file to its end, and decode only its beginning.

        The digest comes out as if the file was heard: by its first chunk it is settled which
        reader takes it, and packets need no decoding to be counted.

        Raises
        ------
        AudioError
            The file is missing, unreadable, empty, not audio, or breaks off as it is read.
        """
        self._refuse_what_cannot_be_opened()
        with closing(self._chunks()) as chunks:
            for _ in chunks:
                self._skimming = True
        if not self._skimming:
            raise self._error("holds no sound, not one frame", _COPY_AGAIN)

    def _refuse_what_cannot_be_opened(self) -> None:
        """Say what is wrong with a file before anything tries to decode it."""
        try:
            status = self.path.stat()
            if stat.S_ISREG(status.st_mode):
                self.path.open("rb").close()
        except FileNotFoundError as error:
            raise self._error("does not exist", "check the name, or scan the folder") from error
        except (OSError, ValueError) as error:
            mend = "make it readable, or copy it to this machine"
            raise self._error(f"cannot be read: {_reason(error)}", mend) from error
        if stat.S_ISDIR(status.st_mode):
            raise self._error("is a folder", "name an audio file inside it")
        if not stat.S_ISREG(status.st_mode):
            raise self._error("is not a file but a device or pipe", "name an audio file")
        if status.st_size == 0:
            raise self._error("is empty, 0 bytes", _COPY_AGAIN)

    def _checked_chunks(self) -> Generator[Chunk, None, None]:
        """Let only chunks by that a resampler and a meter can take."""
        with closing(self._chunks()) as chunks:
            for chunk in chunks:
                if not _SLOWEST_HZ <= chunk.rate_hz <= _FASTEST_HZ:
                    said = f"has {chunk.rate_hz} frames a second, which no music has"
                    raise self._error(said, _OTHER_FILE)
                if not _is_sound(chunk.samples):
                    raise self._error("is damaged: samples that are no numbers", _COPY_AGAIN)
                yield chunk

    def _chunks(self) -> Generator[Chunk, None, None]:
        """Decode by FFmpeg, and by libsndfile what FFmpeg rejects from the start."""
        try:
            yield from self._chunks_by_ffmpeg()
        except _RejectedError as rejected:
            self._payload = hashlib.sha256()
            with self.path.open("rb") as stream:
                known = stream.read(4) in _SECOND_READER
            if not known:
                raise self._error(f"cannot be read as sound: {rejected}", _OTHER_FILE) from rejected
            yield from self._chunks_by_libsndfile(rejected)

    def _chunks_by_ffmpeg(self) -> Generator[Chunk, None, None]:
        """Decode by FFmpeg; nothing is rejected any more once a chunk was given out."""
        given = False
        try:
            with _open_container(self.path) as container:
                for chunk in gather(self._frames(container)):
                    given = True
                    yield chunk
        except (av.FFmpegError, OSError, _DamageError) as error:
            if not given:
                raise _RejectedError(_reason(error)) from error
            raise self._error(f"is damaged: {_reason(error)}", _COPY_AGAIN) from error

    def _frames(self, container: InputContainer) -> Iterator[av.AudioFrame]:
        """Decode packet by packet.

        Damage before the first frame or after the last is what tags and junk look like, and
        is passed over; between frames it is a hole in the music.  Where a decoder skips what
        is lost and says nothing, the times of the frames tell.
        """
        stream = container.streams.best("audio")
        if not isinstance(stream, av.AudioStream):
            raise _RejectedError("it has no sound")
        if stream.codec_context is None:
            raise _RejectedError("its encoding is unknown")
        stream.codec_context.thread_count = 1
        self.declared_s = _declared_s(container, stream)
        tick_s = float(stream.time_base or 0)
        clock = FrameClock()
        damage = ""
        for packet in container.demux(stream):
            if self._identify and packet.size:
                self._payload.update(packet)
            if self._skimming:
                continue
            try:
                frames = packet.decode()
            except av.FFmpegError as error:
                damage = _reason(error)
                continue
            for frame in frames:
                at_s = None if frame.pts is None else frame.pts * tick_s
                before_s = clock.heard_s
                missing_s = clock.follow(at_s, frame.samples / frame.sample_rate)
                if missing_s > _HOLE_S:
                    damage = f"{missing_s:.1f} s are missing"
                if damage and before_s:
                    raise _DamageError(f"{damage} at {before_s:.1f} s")
                damage = ""
                yield frame

    def _chunks_by_libsndfile(self, rejected: _RejectedError) -> Iterator[Chunk]:
        """Decode by libsndfile, which reads some files that FFmpeg refuses."""
        try:
            with soundfile.SoundFile(self.path) as sound:
                rate_hz = int(sound.samplerate)
                self.declared_s = Seconds(sound.frames / rate_hz)
                gains = mix_matrix(name_channels(("",) * sound.channels))
                while len(samples := sound.read(chunk_frames(rate_hz), "float32", always_2d=True)):
                    if self._identify:
                        self._payload.update(samples)
                    with np.errstate(invalid="ignore", over="ignore"):
                        mixed = samples @ gains
                    yield Chunk(rate_hz, mixed)
        except (soundfile.SoundFileError, OSError, ValueError) as error:
            said = f"cannot be read as sound: {rejected}"
            raise self._error(said, _OTHER_FILE) from error

    def _error(self, said: str, mend: str) -> AudioError:
        """Make an error about this file."""
        return AudioError(Finding(said=said, mend=mend, place=Place(file=str(self.path))))


def _open_container(path: Path) -> InputContainer:
    """Open a file by FFmpeg, as a sound file and nothing else."""
    name = os.path.abspath(path)  # noqa: PTH100  a name with a colon is no protocol
    options = {"format_whitelist": _KINDS, "protocol_whitelist": "file"}
    try:
        return av.open(name, metadata_errors="replace", container_options=options)
    except av.ArgumentError:
        # An MP3 of a few frames looks to FFmpeg like anything, even a film.
        if path.suffix.lower() != ".mp3":
            raise
        return av.open(name, format="mp3", metadata_errors="replace", container_options=options)


def _is_sound(samples: Block) -> bool:
    """Tell whether all samples are numbers, and none of them absurd."""
    with np.errstate(invalid="ignore"):
        return bool(max(samples.max(), -samples.min()) < _LOUDEST)


def _declared_s(container: InputContainer, stream: av.AudioStream) -> Seconds | None:
    """Give the length that the container claims."""
    if stream.duration is not None and stream.time_base is not None:
        return Seconds(float(stream.duration * stream.time_base))
    if container.duration is not None:
        return Seconds(container.duration / av.time_base)
    return None


def _reason(error: Exception) -> str:
    """Say in plain words what a library found wrong."""
    match error:
        case av.error.InvalidDataError():
            return "its data make no sense"
        case av.error.EOFError():
            return "it ends too early"
        case av.error.ArgumentError():
            return "it is no kind of sound file"
        case av.FFmpegError():
            return f"FFmpeg says “{error.strerror}”"
        case OSError():
            return error.strerror or type(error).__name__
        case _:
            return str(error) or type(error).__name__
