"""What readers take away of the graph: for each thing all that is said of it, as JSON-LD and as Turtle.

A thing's part is its own node, the claims about it, and their posts, tenures and evidence. The nodes of all
claims are read in one pass and kept as JSON: to ask the store for each thing would take much longer.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import KG, ORG, PROV, RDF, XSD
from kg.site.records import Records, Thing

Node = dict[str, Any]
_KINDS = (f"{KG}Claim", f"{KG}Evidence", f"{ORG}Post", f"{ORG}Membership")
_BESIDE = (f"{ORG}postIn", f"{PROV}wasDerivedFrom")
_LOCAL = re.compile(r"\w[\w-]*")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Parts:
    """The parts of the graph in a store, by thing; `context` is what their short names stand for."""

    def __init__(self, store: ox.Store, records: Records, prefixes: Mapping[str, str]) -> None:
        self.context = dict(prefixes)
        self._spaces = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self._ours = prefixes["id"]
        self._records = records
        self._nodes: dict[str, bytes] = {}
        self._beside: dict[str, list[str]] = defaultdict(list)  # of an organisation posts, of a claim tenures
        wanted = {thing.iri for thing in records.things.values()}
        for kind in _KINDS:
            quads = store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(kind), None)
            wanted.update(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))
        for subject, quads in groupby(store, key=attrgetter("subject")):  # a store keeps a subject together
            if isinstance(subject, ox.NamedNode) and subject.value in wanted:
                self._keep(self._short(subject.value), (quad.triple for quad in quads))

    def of(self, thing: Thing) -> list[Node]:
        """The nodes of a thing's part, its own first, the others by name. Every value but @id and @type is a
        list of objects with @id or @value."""
        own = self._short(thing.iri)
        base = thing.iri[: -len(thing.id)]
        found = set(self._beside.get(own, ()))
        for fact in self._records.about.get(thing.id, ()):
            claim = self._short(base + fact.id)
            found.update((claim, *self._beside.get(claim, ())))
            node = json.loads(self._nodes[claim])
            found.update(value["@id"] for value in node.get("kg:evidence", ()))
            if node["rdf:predicate"] == [{"@id": "org:holds"}]:
                found.update(value["@id"] for value in node["rdf:object"])
        return [json.loads(self._nodes[key]) for key in (own, *sorted(found)) if key in self._nodes]

    def _keep(self, key: str, triples: Iterable[ox.Triple]) -> None:
        node: Node = {}
        for triple in triples:
            predicate, value = triple.predicate.value, triple.object
            if isinstance(value, ox.NamedNode):
                short = self._short(value.value)
                if predicate == f"{RDF}type":
                    node.setdefault("@type", []).append(short)
                    continue
                if predicate in _BESIDE:
                    self._beside[short].append(key)
                node.setdefault(self._short(predicate), []).append({"@id": short})
            elif isinstance(value, ox.Literal):
                node.setdefault(self._short(predicate), []).append(self._literal(value))
        for values in node.values():
            if len(values) > 1:
                values.sort(key=str)
        text = json.dumps(
            {"@id": key, **dict(sorted(node.items()))}, ensure_ascii=False, separators=(",", ":")
        )
        self._nodes[key] = text.encode()

    def _short(self, iri: str) -> str:
        if iri.startswith(self._ours):
            return "id:" + iri[len(self._ours) :]
        return next((f"{p}:{iri[len(space) :]}" for p, space in self._spaces if iri.startswith(space)), iri)

    def _literal(self, value: ox.Literal) -> dict[str, str]:
        if value.language:
            return {"@value": value.value, "@language": value.language}
        if value.datatype.value == f"{XSD}string":
            return {"@value": value.value}
        return {"@value": value.value, "@type": self._short(value.datatype.value)}


def json_ld(nodes: Sequence[Node], context: Mapping[str, str]) -> str:
    """Nodes as a document in JSON-LD 1.1, flat and compacted."""
    return json.dumps({"@context": context, "@graph": nodes}, ensure_ascii=False, indent=1) + "\n"


def turtle(nodes: Sequence[Node], context: Mapping[str, str]) -> str:
    """The same nodes as Turtle."""

    def name(short: str) -> str:
        prefix, _, local = short.partition(":")
        if prefix not in context:
            return f"<{short}>"
        return short if _LOCAL.fullmatch(local) else f"<{context[prefix]}{local}>"

    def term(value: dict[str, str]) -> str:
        if "@id" in value:
            return name(value["@id"])
        text = '"' + "".join(_ESCAPES.get(c, c) for c in value["@value"]) + '"'
        if "@language" in value:
            return f"{text}@{value['@language']}"
        return f"{text}^^{name(value['@type'])}" if "@type" in value else text

    def lines(node: Node) -> Iterator[str]:
        if "@type" in node:
            yield f"a {' , '.join(map(name, node['@type']))}"
        for key, values in node.items():
            if not key.startswith("@"):
                yield f"{name(key)} {' , '.join(map(term, values))}"

    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in context.items())
    return head + "".join(f"\n{name(node['@id'])} " + " ;\n    ".join(lines(node)) + " .\n" for node in nodes)
