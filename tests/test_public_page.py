"""The public page: what can be imported from the package itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import setlist


def test_everything_on_the_public_page_can_be_imported() -> None:
    for name in setlist.__all__:
        assert getattr(setlist, name).__module__.startswith("setlist.")


def test_the_public_page_is_what_its_directory_says() -> None:
    assert set(dir(setlist)) == {*setlist.__all__, "__version__"}


def test_a_name_off_the_page_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed_arc'"):
        _ = setlist.reed_arc


def test_the_public_page_is_short() -> None:
    assert len(Path(setlist.__file__).read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["no-such-command"]])
def test_help_and_mistakes_load_no_room(arguments: list[str]) -> None:
    script = (
        "import json, sys\n"
        "from setlist.cli import main\n"
        "try:\n    main(json.loads(sys.argv[1]))\n"
        "except SystemExit:\n    pass\n"
        "print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    allowed = {"setlist", "setlist.cli", "setlist.cli.program", "setlist.errors"}
    assert {name for name in loaded if name.split(".")[0] == "setlist"} <= allowed
    assert not loaded & {"numpy", "pydantic", "rich", "av", "mutagen", "tomli"}
