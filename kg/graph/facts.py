"""The facts of a graph without the articles they were read in, for sharing where texts may not be shared."""

from collections.abc import Iterable

import pyoxigraph as ox

from kg.graph.store import text_of
from kg.graph.terms import KG, RDF, SCHEMA, VOID

_TEXTS = frozenset({f"{KG}text", f"{SCHEMA}articleBody"})


def facts(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The triples without texts of articles and without passages that merely name something (kg:Mention).

    Each claim keeps its evidence: the quotation and where it stands. The count in the header follows.
    """
    known = list(triples)
    mention = ox.NamedNode(f"{KG}Mention")
    passages = {t.subject for t in known if t.predicate.value == f"{RDF}type" and t.object == mention}
    left_out = passages | {mention, *map(ox.NamedNode, _TEXTS), ox.NamedNode(f"{KG}refersTo")}
    kept = [t for t in known if t.predicate.value not in _TEXTS and t.subject not in left_out]
    return [_counted(triple, len(kept)) for triple in kept]


def _counted(triple: ox.Triple, number: int) -> ox.Triple:
    if triple.predicate.value != f"{VOID}triples" or not text_of(triple.object).isdigit():
        return triple
    assert isinstance(triple.object, ox.Literal)
    return ox.Triple(
        triple.subject, triple.predicate, ox.Literal(str(number), datatype=triple.object.datatype)
    )
