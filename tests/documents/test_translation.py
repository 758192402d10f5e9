"""None of pydantic's words reaches anybody: every place of every noun gets every wrong value."""

import copy
import json
from collections.abc import Iterator

import pytest
import tomli
from plans import a_plan
from pydantic_core._pydantic_core import list_all_errors

from setlist.documents import read_json, write_json
from setlist.documents.arcfile import ArcFile
from setlist.documents.clientfile import ClientFile
from setlist.documents.fault import KeyPath, look
from setlist.documents.shape import Shapes, unwrap
from setlist.errors import Finding, InputError
from setlist.model import Plan, Sidecar

WRONG: list[object] = [None, True, -3, 0.5, 1e6, 10**30, "", "x", "50 mg", [], [[1]], ["x"] * 13]
WRONG += [{}, {"x": 1}, float("nan"), float("inf")]
FOREIGN = {"pydantic", "Input should", "Field required", "http", "Extra input", "validat", "parse"}
FOREIGN |= {error["message_template_python"].partition("{")[0][:20] for error in list_all_errors()}
FOREIGN -= {""}


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    items = value.items() if isinstance(value, dict) else ()
    for key, item in list(items) or (enumerate(value) if isinstance(value, list) else ()):
        yield (*path, key)
        yield from paths(item, (*path, key))


def put(data: object, path: KeyPath, value: object) -> None:
    holder = look(data, path[:-1])
    assert isinstance(holder, dict | list)
    holder[path[-1]] = value  # type: ignore[index]  # the path was read from the data


def findings_of(data: object, noun: type) -> tuple[Finding, ...]:
    try:
        read_json(json.dumps(data, indent=1), file="f.json", noun=noun)
    except InputError as error:
        return error.findings
    return ()


def judge(findings: tuple[Finding, ...]) -> None:
    seen = set()
    for finding in findings:
        text = str(finding)
        assert not [foreign for foreign in FOREIGN if foreign in text], text
        assert finding.said.startswith(OURS), text
        assert finding.mend
        assert finding.place.file == "f.json"
        assert finding.place.line
        assert (finding.place.line, finding.place.field) not in seen
        seen.add((finding.place.line, finding.place.field))


OURS = ("is ", "has ", "there is no ", "peak", "onset", "gives an amount", "setlist plans", "nests")


@pytest.fixture(params=["arc", "client", "library", "plan"])
def case(
    request: pytest.FixtureRequest, arc_text: str, client_text: str, library_text: str
) -> tuple[object, type]:
    nouns: dict[str, tuple[object, type]] = {
        "arc": (tomli.loads(arc_text), ArcFile),
        "client": (tomli.loads(client_text), ClientFile),
        "library": (tomli.loads(library_text), Sidecar),
        "plan": (json.loads(write_json(a_plan())), Plan),
    }
    return nouns[request.param]


def thin(data: object) -> object:
    """Keep the first two items of every list, which is all that a noun's shape needs."""
    if isinstance(data, dict):
        return {key: thin(item) for key, item in data.items()}
    return [thin(item) for item in data[:2]] if isinstance(data, list) else data


def test_the_files_hold_every_key_of_their_nouns(case: tuple[object, type]) -> None:
    data, noun = case
    written = {tuple(key for key in path if isinstance(key, str)) for path in paths(data)}
    shapes = Shapes(noun)
    assert {(key,) for key in shapes.keys(unwrap(noun))} <= written
    for path in paths(data):
        assert shapes.trace(path)[1] is not None
    assert not findings_of(data, noun)


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_a_wrong_value_at_every_leaf_is_said_in_our_own_words(
    case: tuple[object, type], wrong: object
) -> None:
    data = copy.deepcopy(thin(case[0]))
    leaves = [p for p in paths(data) if not isinstance(look(data, p), dict | list)]
    for path in leaves:
        put(data, path, wrong)
    findings = findings_of(data, case[1])
    judge(findings)
    assert len(findings) > len(leaves) / 4


def test_a_wrong_value_in_place_of_every_table_and_list_is_said_in_our_own_words(
    case: tuple[object, type],
) -> None:
    whole = thin(case[0])
    tables = [p for p in paths(whole) if isinstance(look(whole, p), dict | list)]
    for number, path in enumerate(tables[:: 1 + len(tables) // 20]):
        data = copy.deepcopy(whole)
        put(data, path, WRONG[number % len(WRONG)])
        judge(findings_of(data, case[1]))


def test_a_key_too_many_or_too_few_is_said_in_our_own_words(case: tuple[object, type]) -> None:
    data = copy.deepcopy(thin(case[0]))
    tables = [p for p in [(), *paths(data)] if isinstance(look(data, p), dict)]
    for path in reversed(tables):
        table = look(data, path)
        assert isinstance(table, dict)
        del table[next(iter(table))]
        table["intensty"] = 1
    findings = findings_of(data, case[1])
    judge(findings)
    assert sum(finding.said == "is not a known key" for finding in findings) >= len(tables) / 2
