"""What readers take away of the graph is that part of it, in two syntaxes that say the same."""

from itertools import chain

import pyoxigraph as ox

from kg.graph.store import prefixes_of
from kg.site.parts import Parts, json_ld, turtle
from kg.site.read import records

CLAIMS = """PREFIX kg: <https://w3id.org/newskg/ontology#>
SELECT DISTINCT ?c { ?c a kg:Claim ; kg:evidence/kg:quote ?q }"""


def loaded(text: str, syntax: ox.RdfFormat) -> ox.Store:
    part = ox.Store()
    part.load(text, format=syntax)
    return part


def test_a_part_has_the_claims_about_a_thing_with_posts_and_evidence(store: ox.Store) -> None:
    everything = records(store)
    parts = Parts(store, everything, prefixes_of(store))
    for key in ("org-湖南省财政厅", "per-曾令桐", "ini-清风行动"):
        part = loaded(turtle(parts.of(everything.things[key]), parts.context), ox.RdfFormat.TURTLE)
        assert len(list(part.query(CLAIMS))) == len(everything.about[key])
        assert all(quad in store for quad in part)
    thing = everything.things["org-湖南省财政厅"]
    part = loaded(turtle(parts.of(thing), parts.context), ox.RdfFormat.TURTLE)
    about = store.quads_for_pattern(ox.NamedNode(thing.iri), None, None, None)
    posts = store.quads_for_pattern(
        None, ox.NamedNode("http://www.w3.org/ns/org#postIn"), ox.NamedNode(thing.iri), None
    )
    assert all(quad in part for quad in chain(about, posts))


def test_json_ld_says_what_turtle_says(store: ox.Store) -> None:
    everything = records(store)
    parts = Parts(store, everything, prefixes_of(store))
    for thing in everything.things.values():
        nodes = parts.of(thing)
        first = loaded(turtle(nodes, parts.context), ox.RdfFormat.TURTLE)
        again = loaded(json_ld(nodes, parts.context), ox.RdfFormat.JSON_LD)
        assert {q.triple for q in first} == {q.triple for q in again}


def test_no_text_breaks_out_of_a_string() -> None:
    text = """@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    id:a a kg:Person ; rdfs:label "\\"\\\\ .\\n\\t<x>\\r"@zh ;
      rdfs:seeAlso <https://w3id.org/newskg/id/a.(b)> ."""
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    everything = records(store)
    parts = Parts(store, everything, prefixes_of(store))
    part = loaded(turtle(parts.of(everything.things["a"]), parts.context), ox.RdfFormat.TURTLE)
    assert {quad.triple for quad in part} == {quad.triple for quad in store}
