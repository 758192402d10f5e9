"""The built wheel, installed away from the checkout, does the main job."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and install it into an environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    (wheel,) = folder.glob("setlist-*.whl")
    venv.create(folder / "env", with_pip=True)
    scripts = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    subprocess.run([python, *pip[1:], "install", wheel], check=True)
    return scripts / "setlist"


@pytest.mark.slow
def test_the_wheel_runs_the_demo_away_from_the_checkout(program: Path, tmp_path: Path) -> None:
    home = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    done = subprocess.run(
        [program, "demo", "--out", tmp_path / "demo"],
        cwd=tmp_path,
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = {entry.name for entry in (tmp_path / "demo").iterdir()}
    assert names == {"plan.json", "sheet.md", "playlist.m3u8", "session.flac"}
    plan = json.loads((tmp_path / "demo" / "plan.json").read_text(encoding="utf-8"))
    assert abs(plan["total_s"] - 90 * 60) <= 30
    assert "settle" in done.stdout


@pytest.mark.slow
def test_the_wheel_carries_arcs_and_schemas(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [program, "arcs", "check"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    packed = program.parents[1].rglob("_shipped/arcs/schema/arc.schema.json")
    assert len(list(packed)) == 1
