"""``setlist arcs``: the shelf, and arcs on routes."""

import json

from programs import Run

SHIPPED = {
    "gentle",
    "group",
    "integration",
    "inward",
    "montreal-55",
    "silence",
    "talking",
    "two-dose",
}


def test_the_shelf_holds_every_shipped_arc_with_what_it_rests_on(run: Run) -> None:
    _, out, _ = run("arcs", "list", "--json")
    arcs = json.loads(out)
    assert {arc["name"] for arc in arcs} >= SHIPPED
    assert all(arc["rests_on"] for arc in arcs)


def test_every_shipped_arc_holds_on_every_route_it_claims(run: Run) -> None:
    code, out, err = run("arcs", "check", "--json")
    assert code == 0, err
    assert json.loads(out) == []


def test_an_arc_on_a_route_shows_its_minutes(run: Run) -> None:
    code, out, err = run("arcs", "show", "inward", "--route", "im")
    assert code == 0
    assert "peak" in out
    assert "in 10 people before the music is." in err


def test_a_booster_comes_with_the_branch_without_it(run: Run) -> None:
    parts = ("--part", "0:1", "--part", "15:0.5")
    _, _, err = run("arcs", "show", "two-dose", "--route", "im", *parts)
    assert "No published data let us check this prediction." in err
    assert "change to the plan made without it" in err


def test_a_group_is_told_whom_the_times_fit_worst(run: Run) -> None:
    _, _, err = run("arcs", "show", "group", "--route", "im", "--also", "im@30", "--also", "im")
    assert "fit im from minute 30 worst" in err


def test_a_schema_is_json_schema(run: Run) -> None:
    for kind in ("arc", "library", "client"):
        _, out, _ = run("arcs", "schema", kind)
        assert json.loads(out)["$schema"].endswith("/schema")
