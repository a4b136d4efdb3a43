"""Whether two answers are the same: rows as a multiset, blank nodes whatever they are called."""

import csv
import io
from collections import Counter

import pyoxigraph as ox
from suite import FORMATS, Case, triples

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
Rows = list[tuple[tuple[str, ox.NamedNode | ox.BlankNode | ox.Literal], ...]]
Found = bool | Rows | set[ox.Triple]


def expected(test: Case) -> Found:
    """What the file of the result says."""
    assert test.result is not None
    suffix = test.result.suffix.removeprefix(".")
    if suffix in FORMATS:
        return rows(ox.parse_query_results(path=str(test.result), format=FORMATS[suffix]))
    found = set(triples(test.result))
    names = {triple.predicate.value.removeprefix(RS) for triple in found}
    if not names & {"resultVariable", "boolean"}:
        return found
    return _result_set(found)


def rows(answer: ox.QueryBoolean | ox.QuerySolutions) -> bool | Rows:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    return [
        tuple(sorted((name, term) for name, term in zip(names, row, strict=True) if term is not None))
        for row in ([solution[name] for name in names] for solution in answer)
    ]


def same(one: Found, other: Found) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        if not _blank(one) and not _blank(other):
            return Counter(one) == Counter(other)
        return canonical(_as_triples(one)) == canonical(_as_triples(other))
    return isinstance(one, set) and isinstance(other, set) and canonical(one) == canonical(other)


def canonical(quads: "set[ox.Triple] | set[ox.Quad]") -> ox.Dataset:
    dataset = ox.Dataset(quad if isinstance(quad, ox.Quad) else ox.Quad(*quad) for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def table(text: str) -> Counter[tuple[tuple[str, str], ...]]:
    """CSV as a multiset of rows by column, blank nodes all alike: SELECT * has its columns in any order."""
    return Counter(
        tuple(sorted((name, "_:" if cell.startswith("_:") else cell) for name, cell in row.items()))
        for row in csv.DictReader(io.StringIO(text, newline=""))
    )


def _blank(found: Rows) -> bool:
    return any(isinstance(term, ox.BlankNode) for row in found for _, term in row)


def _as_triples(found: Rows) -> set[ox.Triple]:
    made = set()
    for row in found:
        node = ox.BlankNode()
        made.add(ox.Triple(node, ox.NamedNode("urn:row"), ox.Literal("")))
        made.update(ox.Triple(node, ox.NamedNode(f"urn:{name}"), term) for name, term in row)
    return made


def _result_set(found: set[ox.Triple]) -> Found:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in found)
    boolean = list(store.quads_for_pattern(None, ox.NamedNode(f"{RS}boolean"), None))
    if boolean:
        return boolean[0].object.value == "true"
    answer = store.query(
        f"PREFIX rs: <{RS}> SELECT ?row ?name ?value {{ ?set rs:solution ?row "
        "OPTIONAL { ?row rs:binding [ rs:variable ?name ; rs:value ?value ] } }"
    )
    collected: dict[str, list[tuple[str, ox.Term]]] = {}
    for row in answer:
        cells = collected.setdefault(str(row["row"]), [])
        if row["name"] is not None:
            cells.append((row["name"].value, row["value"]))
    return [tuple(sorted(cells)) for cells in collected.values()]
