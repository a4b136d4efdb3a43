"""What readers take away of the graph: for each thing all that is said of it, as JSON-LD and as Turtle.

A thing's part is its own node, the claims about it, and their posts, tenures and evidence. The nodes of all
things and claims are read once and kept as JSON: claims stand in the parts of both their ends.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import KG, ORG, PROV, RDF, XSD
from kg.site.records import Records, Thing

Node = dict[str, Any]
_KINDS = (f"{KG}Claim", f"{KG}Evidence", f"{ORG}Post", f"{ORG}Membership")
_BESIDE = (f"{ORG}postIn", f"{PROV}wasDerivedFrom")
_TYPE = f"{RDF}type"
_STRING = f"{XSD}string"
_LOCAL = re.compile(r"\w[\w-]*")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Parts:
    """The parts of the graph in a store, by thing; `context` is what their short names stand for."""

    def __init__(self, store: ox.Store, records: Records, prefixes: Mapping[str, str]) -> None:
        self.context = dict(prefixes)
        self._spaces = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self._ours = prefixes["id"]
        self._records = records
        self._words: dict[str, str] = {}  # of a predicate or a datatype the short name: they are few
        self._nodes: dict[str, bytes] = {}
        self._beside: dict[str, list[str]] = defaultdict(list)  # of an organisation posts, of a claim tenures
        wanted = {thing.iri: ox.NamedNode(thing.iri) for thing in records.things.values()}
        for kind in _KINDS:
            quads = store.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(kind), None)
            wanted |= {q.subject.value: q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}
        for iri, subject in wanted.items():
            if own := list(store.quads_for_pattern(subject, None, None, None)):
                self._keep(self._short(iri), own)

    def of(self, thing: Thing) -> list[Node]:
        """The nodes of a thing's part, its own first, the others by name. Every value but @id and @type is a
        list of objects with @id or @value."""
        own = self._short(thing.iri)
        base = thing.iri[: -len(thing.id)]
        found = set(self._beside.get(own, ()))
        nodes: dict[str, Node] = {}
        for fact in self._records.about.get(thing.id, ()):
            claim = self._short(base + fact.id)
            found.update((claim, *self._beside.get(claim, ())))
            nodes[claim] = node = json.loads(self._nodes[claim])
            found.update(value["@id"] for value in node.get("kg:evidence", ()))
            if node["rdf:predicate"] == [{"@id": "org:holds"}]:
                found.update(value["@id"] for value in node["rdf:object"])
        for key in found - nodes.keys() | {own}:
            if key in self._nodes:
                nodes[key] = json.loads(self._nodes[key])
        return [nodes[key] for key in (own, *sorted(found)) if key in nodes]

    def _keep(self, key: str, quads: Iterable[ox.Quad]) -> None:
        node: Node = {}
        for quad in quads:
            predicate, value = quad.predicate.value, quad.object
            if isinstance(value, ox.NamedNode):
                short = self._short(value.value)
                if predicate == _TYPE:
                    node.setdefault("@type", []).append(short)
                    continue
                if predicate in _BESIDE:
                    self._beside[short].append(key)
                node.setdefault(self._word(predicate), []).append({"@id": short})
            elif isinstance(value, ox.Literal):
                node.setdefault(self._word(predicate), []).append(self._literal(value))
        for values in node.values():
            if len(values) > 1:
                values.sort(key=str)
        self._nodes[key] = _compact({"@id": key, **dict(sorted(node.items()))}).encode()

    def _word(self, iri: str) -> str:
        word = self._words.get(iri)
        if word is None:
            word = self._words[iri] = self._short(iri)
        return word

    def _short(self, iri: str) -> str:
        if iri.startswith(self._ours):
            return "id:" + iri[len(self._ours) :]
        return next((f"{p}:{iri[len(space) :]}" for p, space in self._spaces if iri.startswith(space)), iri)

    def _literal(self, value: ox.Literal) -> dict[str, str]:
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if datatype == _STRING:
            return {"@value": value.value}
        return {"@value": value.value, "@type": self._word(datatype)}


def json_ld(nodes: Sequence[Node], context: Mapping[str, str]) -> str:
    """Nodes as a document in JSON-LD 1.1, flat and compacted."""
    return _indented({"@context": context, "@graph": nodes}, "\n") + "\n"


def _indented(value: object, line: str) -> str:
    """Text, lists and mappings of text as JSON, a space for each level. `line` begins a line at this level.
    json.dumps does the same, but with an indent many times slower."""
    inner = line + " "
    if isinstance(value, Mapping) and value:
        rows = [f"{_compact(key)}: {_indented(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(rows)}{line}}}"
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        return f"[{inner}{f',{inner}'.join(_indented(each, inner) for each in value)}{line}]"
    return _compact(value)


def turtle(nodes: Sequence[Node], context: Mapping[str, str]) -> str:
    """The same nodes as Turtle."""

    @cache
    def name(short: str) -> str:
        prefix, _, local = short.partition(":")
        if prefix not in context:
            return f"<{short}>"
        return short if _LOCAL.fullmatch(local) else f"<{context[prefix]}{local}>"

    def term(value: dict[str, str]) -> str:
        if "@id" in value:
            return name(value["@id"])
        text = '"' + value["@value"].translate(_ESCAPES) + '"'
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
