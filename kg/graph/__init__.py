"""A linked corpus in, an RDF graph out: build, check, write; query and export what was written.

What is exported here is loaded when it is first used: a query needs the store alone, not rdflib or pySHACL.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.graph.terms import BASE

if TYPE_CHECKING:
    from kg.graph.construct import build
    from kg.graph.exports import export
    from kg.graph.queries import run as query
    from kg.graph.store import load, open_store, write
    from kg.graph.validation import check

__all__ = ["BASE", "build", "check", "export", "load", "open_store", "query", "write"]

_HOMES = {
    "build": ("construct", "build"),
    "check": ("validation", "check"),
    "export": ("exports", "export"),
    "load": ("store", "load"),
    "open_store": ("store", "open_store"),
    "query": ("queries", "run"),
    "write": ("store", "write"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, function = _HOMES[name]
    return getattr(import_module(f"{__name__}.{module}"), function)
