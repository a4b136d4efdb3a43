"""The W3C's tests of query and update, through the code that answers at the endpoint.

Where a test fails it is listed in expected.toml with the reason; a listed one that passes is an error too.
"""

import tomllib
from pathlib import Path

import pyoxigraph as ox
import pytest
from compare import canonical, expected, rows, same, table
from suite import MISSING, Case, cases, root

from kg.server import answers
from kg.server.frames import Answer, Question
from kg.server.writer import Writer

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
REASONS = {test: reason for reason, row in EXPECTED.items() for test in row["tests"]}
MOST = 100_000


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        found = cases()
        skip = pytest.mark.skip(reason=MISSING)
        parameters = [pytest.param(case, id=case.id) for case in found]
        metafunc.parametrize("case", parameters or [pytest.param(None, marks=skip, id="none")])


def ours(case: Case, folder: Path) -> bool:
    """Whether the test passes in our code."""
    base = case.text.as_uri()
    if "Update" in case.kind:
        return _update(case, folder, base)
    store = ox.Store()
    store.extend(case.before.quads())
    question = Question("query", text=case.sparql, base=base, most=MOST)
    if "Syntax" in case.kind:
        return _refused_as_text(answers.query(store, {}, question)) == ("Negative" in case.kind)
    assert case.result is not None
    if case.result.suffix == ".csv":
        answer = answers.query(
            store, {}, Question("query", text=case.sparql, base=base, most=MOST, format="csv")
        )
        return answer.status == 200 and table(answer.body.decode()) == table(
            case.result.read_text(encoding="utf-8")
        )
    answer = answers.query(store, {}, question)
    if answer.status != 200:
        return False
    if answer.type.startswith("text/turtle"):
        return same(
            {quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)}, expected(case)
        )
    return same(rows(ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)), expected(case))


def _update(case: Case, folder: Path, base: str) -> bool:
    with_data = ox.Store(str(folder / "store"))
    with_data.extend(case.before.quads())
    del with_data
    (folder / "scratch").mkdir()
    writer = Writer(folder / "store", folder / "scratch")
    answer = writer.answer(Question("update", text=case.sparql, base=base))
    if "Syntax" in case.kind:
        return _refused_as_text(answer) == ("Negative" in case.kind)
    if answer.status != 204:
        return False
    changed = ox.Store.read_only(str(folder / "store"))
    return canonical(set(changed)) == canonical(set(case.after.quads()))


def _refused_as_text(answer: Answer) -> bool:
    """Whether an answer complains about the text itself, and not about what could not be done with it."""
    return answer.status == 400 and b": cannot be " not in answer.body


def raw(case: Case) -> bool:
    """Whether it passes in the engine alone."""
    base = case.text.as_uri()
    store = ox.Store()
    store.extend(case.before.quads())
    negative = "Negative" in case.kind
    try:
        if "Update" in case.kind:
            store.update(case.sparql, base_iri=base)
            return not negative and (
                "Syntax" in case.kind or canonical(set(store)) == canonical(set(case.after.quads()))
            )
        found = store.query(case.sparql, base_iri=base)
        if "Syntax" in case.kind:
            return not negative
        assert case.result is not None
        if isinstance(found, ox.QueryTriples):
            return same(set(found), expected(case))
        if case.result.suffix == ".csv":
            text = found.serialize(format=ox.QueryResultsFormat.CSV) or b""
            return table(text.decode()) == table(case.result.read_text(encoding="utf-8"))
        return same(rows(found), expected(case))
    except SyntaxError:
        return negative
    except (ValueError, OSError, RuntimeError):
        return "Positive" in case.kind


def test_as_expected(case: Case, tmp_path: Path) -> None:
    passed = ours(case, tmp_path)
    if case.id in REASONS:
        assert not passed, f"passes now; take it out of expected.toml, “{REASONS[case.id]}”"
        if EXPECTED[REASONS[case.id]]["engine"]:
            assert not raw(case), "the engine alone can do this"
    else:
        assert passed


def test_the_list_names_tests_that_there_are() -> None:
    if root() is None:
        pytest.skip(MISSING)
    assert REASONS.keys() <= {case.id for case in cases()}
