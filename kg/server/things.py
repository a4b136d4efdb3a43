"""A thing of the graph at its own address: where its page is, or what the graph says of it."""

from collections.abc import Collection, Iterator
from pathlib import Path

from kg.graph.terms import KG
from kg.model import EntityType
from kg.site.records import SHARED_PAGE, token

_TYPES = {f"{KG}{name}" for name in (*EntityType, "Journalist")}

# What a thing is described by: itself, its posts, and the claims about it with their evidence.
_ABOUT = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ BIND({iri} AS ?s) }}
  UNION {{ ?s org:postIn {iri} }}
  UNION {{ ?s rdf:subject|rdf:object {iri} }}
  UNION {{ ?post org:postIn {iri} . ?s rdf:object ?post }}
  UNION {{ ?claim rdf:subject|rdf:object {iri} ; kg:evidence ?s }}
  UNION {{ ?post org:postIn {iri} . ?claim rdf:object ?post ; kg:evidence ?s }}
  ?s ?p ?o
}}"""
_ROWS = """SELECT ?from ?way ?wayName ?other ?name ?space {{
  {{ {iri} ?way ?other BIND(false AS ?from) }} UNION {{ ?other ?way {iri} BIND(true AS ?from) }}
  OPTIONAL {{ ?way rdfs:label ?wayName FILTER(LANG(?wayName) = "zh") }}
  OPTIONAL {{ ?other rdfs:label ?name FILTER(LANG(?name) = "zh") }}
  BIND(STR(id:) AS ?space)
}} ORDER BY ?from ?way ?other LIMIT 500"""


def about(iri: str) -> str:
    """The query for all that is said of a thing, as a graph; `iri` in its brackets."""
    return _ABOUT.format(iri=iri)


def rows(iri: str) -> str:
    """The query for what a page about it shows."""
    return _ROWS.format(iri=iri)


def page(site: Path, local: str) -> str | None:
    """The path of the page about a thing in the site, where it has one of its own."""
    return next((path for path in _paths(local) if (site / path).is_file()), None)


def shared_page(site: Path, local: str, types: Collection[str]) -> str | None:
    """The path of the page that shows this thing among others, where the site has things of these types."""
    shown = _TYPES & set(types) and (site / SHARED_PAGE).is_file()
    return f"{SHARED_PAGE}#id={token(local)}" if shown else None


def _paths(local: str) -> Iterator[str]:
    name = token(local)
    yield f"e/{name[:2]}/{name}.html"
    yield f"a/{name[:2]}/{name}.html"
    yield f"p/{name}.html"
