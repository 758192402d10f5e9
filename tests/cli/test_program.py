"""The program: exit codes, help, mistakes."""

import pytest
from programs import Run

COMMANDS = (
    ("demo",),
    ("arcs", "list"),
    ("arcs", "show"),
    ("arcs", "check"),
    ("arcs", "schema"),
    ("timing",),
    ("library", "scan"),
    ("library", "list"),
    ("library", "check"),
    ("plan",),
    ("show",),
    ("check",),
    ("export",),
    ("sheet",),
    ("render",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(run: Run, command: tuple[str, ...]) -> None:
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert out.startswith(f"Usage: setlist {' '.join(command)}")


def test_help_lists_every_command_with_a_line_about_it(run: Run) -> None:
    _, out, _ = run("--help")
    for name, *_ in COMMANDS:
        assert f"  {name} " in out


def test_a_mistyped_command_is_a_usage_error_that_names_the_nearest(run: Run) -> None:
    code, _, err = run("plam")
    assert code == 2
    assert "Did you mean 'plan'?" in err


def test_an_unknown_arc_is_an_input_error_that_names_the_nearest(run: Run) -> None:
    code, _, err = run("plan", "--arc", "inwrad", "--route", "im")
    assert code == 3
    assert "did you mean inward?" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("timing", "subcutaneous"), "subcutaneous"),
        (("timing", "rectal"), "rectal"),
        (("timing", "im", "--handling", "spit"), "handling"),
        (("timing", "iv-infusion", "--infusion", "0"), "infusion"),
        (("timing", "iv-infusion", "--infusion", "600"), "infusion"),
        (("timing", "nasal-esketamine", "--devices", "4"), "devices"),
        (("timing", "im", "--part", "20:1", "--part", "10:1"), "part"),
        (("timing", "im", "--part", "0:40mg"), "amount"),
        (("timing", "im", "--model", "table", "--part", "0:1", "--part", "9:1"), "table"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_cannot_be_about_a_route_is_said_and_refused(
    run: Run, arguments: tuple[str, ...], said: str
) -> None:
    code, out, err = run(*arguments)
    assert code == 3
    assert said in err
    assert out == ""


def test_an_option_that_gives_an_amount_is_refused_with_the_reason(run: Run) -> None:
    for arguments in (("--hold", "40mg"), ("--dose", "40"), ("--mg-kg", "1")):
        code, _, err = run("timing", "sublingual", *arguments)
        assert code in {2, 3}
        assert "never reads a dose or a weight" in err


def test_all_faults_of_a_route_are_said_at_once(run: Run) -> None:
    code, _, err = run("timing", "im", "--handling", "spit", "--infusion", "30", "--devices", "2")
    assert code == 3
    assert len(err.splitlines()) == 3


@pytest.mark.parametrize("command", ["show", "check", "export", "sheet", "render"])
def test_a_missing_plan_is_an_input_error(run: Run, command: str) -> None:
    output = ("-o", "x.flac") if command in {"export", "render"} else ()
    output = ("-o", "x.md") if command == "sheet" else output
    code, _, err = run(command, "no-such-plan.json", *output)
    assert code == 3
    assert "no-such-plan.json: there is no such file" in err


def test_an_option_of_a_route_without_a_route_is_refused(run: Run) -> None:
    code, _, err = run("plan", "--arc", "inward", "--hold", "10")
    assert code == 3
    assert "add --route" in err
