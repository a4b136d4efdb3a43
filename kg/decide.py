"""People's decisions, taken on a built graph and kept in a file that later builds follow.

Names and ids are looked up in the graph as built, so that a decision names what a person saw there.
"""

from pathlib import Path

import pyoxigraph as ox

from kg import explain
from kg.graph import open_store
from kg.graph.iris import article
from kg.graph.terms import KG, ORG, PREDICATES, RDF, RDFS
from kg.linking import decisions
from kg.linking.decisions import Decision
from kg.model import NewskgError, Predicate

ARTICLE = article("")


def same(outputs: Path, one: str, other: str, file: Path) -> str:
    """Decide that two entities are one; the line written. Raises NewskgError for names it cannot place."""
    return _pair("same", outputs, one, other, file)


def differ(outputs: Path, one: str, other: str, file: Path) -> str:
    """Decide that two entities are two, or (with an article's id as `other`) that who bears the name there is
    another; the line written. Raises NewskgError for names it cannot place."""
    return _pair("differ", outputs, one, other, file)


def reject(outputs: Path, claim: str, file: Path) -> str:
    """Decide that the claim of this id is not so; the line written. Raises NewskgError for unknown ids."""
    with open_store(outputs / "store") as store:
        iri = next((i for i in _subjects(store, f"{KG}Claim") if claim in (i, i.rpartition("/")[2])), None)
        if iri is None:
            raise NewskgError(f"{claim}: no claim has this id; `kg explain NAME` shows the ids of claims")
        subject, predicate, object = (
            _value(store, iri, f"{RDF}{p}") for p in ("subject", "predicate", "object")
        )
        relation = next(p for p, known in PREDICATES.items() if known == predicate)
        words = relation.value
        if relation is Predicate.HOLDS_POST:
            words = f"{words} {_value(store, object, f'{RDFS}label')}"
            object = _value(store, object, f"{ORG}postIn")
    return _add(file, Decision("reject", (_local(subject), words, _local(object))))


def _pair(verb: str, outputs: Path, one: str, other: str, file: Path) -> str:
    with open_store(outputs / "store") as store:
        first = explain.find(store, one)
        articles = {_local(iri).removeprefix(ARTICLE): iri for iri in _subjects(store, f"{KG}Article")}
        by_article = verb == "differ" and other in articles
        second = other if by_article else explain.find(store, other).id
    if first.id == second:
        raise NewskgError(
            f"{one} and {other} are one entity, {second}; name two, or an article's id for the second"
        )
    return _add(file, Decision(verb, (first.id, second)))


def _add(file: Path, decision: Decision) -> str:
    decisions.add(file, decision)
    return str(decision)


def _subjects(store: ox.Store, kind: str) -> list[str]:
    quads = store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(kind))
    return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


def _value(store: ox.Store, subject: str, predicate: str) -> str:
    quads = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return next(
        str(quad.object.value) for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)
    )


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
