"""The ontology's files, wherever the package is installed, and what they say about terms."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.graph.terms import RDFS

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def folder() -> Path:
    """Where newskg.ttl, shapes.ttl and queries/ are: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "ontology"
    return inside if inside.is_dir() else _PACKAGE.parent / "ontology"


@cache
def labels(language: str = "zh") -> Mapping[str, str]:
    """The label of each term, of our vocabulary and of those it uses, by IRI."""
    return {
        triple.subject.value: triple.object.value
        for triple in ox.parse(path=folder() / "newskg.ttl")
        if isinstance(triple.subject, ox.NamedNode)
        and triple.predicate.value == f"{RDFS}label"
        and isinstance(triple.object, ox.Literal)
        and triple.object.language == language
    }
