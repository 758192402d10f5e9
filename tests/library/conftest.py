"""Small real audio files of every kind, and folders of them."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from builders import a_track_id, some_measures
from sounds import save, some_silence

from setlist.library import Survey
from setlist.model import Heard

_LENGTH_S = 0.5
_RATE_HZ = 48000


@pytest.fixture(scope="session")
def silences(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Half a second of silence as a file of every kind, by suffix."""
    folder = tmp_path_factory.mktemp("silences")
    kinds = ("mp3", "flac", "ogg", "opus", "m4a", "wav", "aiff")
    silence = some_silence(_LENGTH_S)
    made = {f".{kind}": save(folder / f"x.{kind}", silence).read_bytes() for kind in kinds}
    return made | {".wma": _make_wma(folder / "x.wma")}


def _make_wma(path: Path) -> bytes:
    with av.open(str(path), "w", format="asf") as container:
        stream = container.add_stream("wmav2", rate=_RATE_HZ)
        assert isinstance(stream, av.AudioStream)
        stream.codec_context.layout = "stereo"
        stream.bit_rate = 128_000
        for start in range(0, _RATE_HZ // 2, 2048):
            planes = np.zeros((2, 2048), dtype=np.float32)
            frame = av.AudioFrame.from_ndarray(planes, "fltp", "stereo")
            frame.sample_rate, frame.pts = _RATE_HZ, start
            frame.time_base = Fraction(1, _RATE_HZ)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path.read_bytes()


@pytest.fixture
def make_folder(tmp_path: Path, silences: Mapping[str, bytes]) -> Callable[..., Path]:
    """A folder of silent files with these names, and a library file of this text."""

    def make(*names: str, sidecar: str | None = None, under: str = "music") -> Path:
        root = tmp_path / under
        root.mkdir(exist_ok=True)
        for name in names:
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(silences[file.suffix.lower()])
        if sidecar is not None:
            (root / "setlist.library.toml").write_text(sidecar, encoding="utf-8")
        return root

    return make


@pytest.fixture
def hear() -> Callable[[Survey], dict[Path, Heard]]:
    """Listen to every file of a survey: each name is another sound."""

    def listen(survey: Survey) -> dict[Path, Heard]:
        return {
            Path(record.file.path): (
                a_track_id(record.file.name),
                some_measures(duration_s=_LENGTH_S),
            )
            for record in survey.records
        }

    return listen
