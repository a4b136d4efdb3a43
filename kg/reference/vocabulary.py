"""The reference of the vocabulary: one HTML page with every term, made from newskg.ttl alone."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.graph import ontology
from kg.graph.terms import KG, OWL, PREFIXES, RDF, RDFS, SKOS

_PARTS = (
    ("classes", "类", "Classes", (f"{OWL}Class",)),
    ("relations", "关系", "Relations", (f"{OWL}ObjectProperty",)),
    ("attributes", "属性", "Attributes", (f"{OWL}DatatypeProperty",)),
)
# What is said of a term, in this order: predicate, Chinese and English word for it.
_SAID = (
    (f"{RDFS}subClassOf", "上位类", "subclass of"),
    (f"{RDFS}subPropertyOf", "上位关系", "subproperty of"),
    (f"{RDFS}domain", "主体", "domain"),
    (f"{RDFS}range", "客体", "range"),
    (f"{OWL}inverseOf", "逆关系", "inverse of"),
    (f"{OWL}disjointWith", "不相交", "disjoint with"),
    (f"{SKOS}closeMatch", "近似", "close match"),
    (f"{SKOS}broadMatch", "近似上位", "broad match"),
    (f"{SKOS}related", "相关", "related"),
    (f"{RDFS}seeAlso", "参见", "see also"),
)
_MORE_PREFIXES = {
    "m8g": "http://data.europa.eu/m8g/",
    "vann": "http://purl.org/vocab/vann/",
}


@dataclass(frozen=True, slots=True)
class _Link:
    name: str  # kg:Person
    anchor: str | None  # where it stands on this page
    iri: str


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    iri: str
    labels: dict[str, str]
    comments: dict[str, str]
    marks: tuple[str, ...]
    said: tuple[tuple[str, str, tuple[_Link, ...]], ...]
    used_by: tuple[_Link, ...]  # subclasses, and relations that begin or end here
    examples: tuple[str, ...]


def vocabulary(file: Path | None = None) -> str:
    """The page, as HTML in UTF-8. `file` is the ontology; without it, the one of the package."""
    source = _Source(ox.parse(path=file or ontology.folder() / "newskg.ttl"))
    parts = [
        (key, chinese, english, [_term(source, name) for name in source.own(kinds)])
        for key, chinese, english, kinds in _PARTS
    ]
    header = KG.removesuffix("#")
    env = Environment(
        loader=PackageLoader("kg.reference", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = env.get_template("vocabulary.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return env.get_template("vocabulary.html").render(
        parts=parts,
        title=source.texts(header, f"{PREFIXES['dcterms']}title"),
        about=source.texts(header, f"{PREFIXES['dcterms']}description"),
        version=source.one(header, f"{OWL}versionInfo"),
        version_iri=source.one(header, f"{OWL}versionIRI"),
        modified=source.one(header, f"{PREFIXES['dcterms']}modified"),
        namespace=KG,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
    )


class _Source:
    """The triples of an ontology, by subject and predicate."""

    def __init__(self, triples: Iterable[ox.Quad]) -> None:
        self._objects: dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = defaultdict(
            list
        )
        for triple in triples:
            if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
                self._objects[triple.subject.value, triple.predicate.value].append(triple.object)

    def own(self, kinds: tuple[str, ...]) -> list[str]:
        """The terms of our namespace of these classes, in the order of the file."""
        return [
            subject
            for (subject, predicate), objects in self._objects.items()
            if predicate == f"{RDF}type" and subject.startswith(KG)
            if any(getattr(term, "value", "") in kinds for term in objects)
        ]

    def one(self, subject: str, predicate: str) -> str:
        return next((term.value for term in self._objects.get((subject, predicate), ())), "")

    def texts(self, subject: str, predicate: str) -> dict[str, str]:
        """Texts by language."""
        found = self._objects.get((subject, predicate), ())
        return {term.language or "": term.value for term in found if isinstance(term, ox.Literal)}

    def examples(self, subject: str) -> tuple[str, ...]:
        return tuple(term.value for term in self._objects.get((subject, f"{SKOS}example"), ()))

    def iris(self, subject: str, predicate: str) -> list[str]:
        """The objects that are IRIs, unions taken apart."""
        found = []
        for term in self._objects.get((subject, predicate), ()):
            found += [term.value] if isinstance(term, ox.NamedNode) else self._members(term.value)
        return found

    def _members(self, node: str) -> list[str]:
        """The members of an anonymous union of classes."""
        found = []
        rest = self.one(node, f"{OWL}unionOf")
        while rest and rest != f"{RDF}nil":
            found.append(self.one(rest, f"{RDF}first"))
            rest = self.one(rest, f"{RDF}rest")
        return found

    def pointing_at(self, iri: str, predicates: tuple[str, ...]) -> list[str]:
        """The terms of our namespace that name `iri` under one of the predicates."""
        keys = [key for key in self._objects if key[1] in predicates and key[0].startswith(KG)]
        return list(
            dict.fromkeys(subject for subject, predicate in keys if iri in self.iris(subject, predicate))
        )


def _term(source: _Source, iri: str) -> _Term:
    marks = {f"{OWL}SymmetricProperty": "对称 symmetric", f"{OWL}FunctionalProperty": "单值 functional"}
    used = source.pointing_at(iri, (f"{RDFS}subClassOf", f"{RDFS}domain", f"{RDFS}range"))
    return _Term(
        name=_short(iri),
        iri=iri,
        labels=source.texts(iri, f"{RDFS}label"),
        comments=source.texts(iri, f"{RDFS}comment"),
        marks=tuple(marks[kind] for kind in source.iris(iri, f"{RDF}type") if kind in marks),
        said=tuple(
            (chinese, english, tuple(map(_link, found)))
            for predicate, chinese, english in _SAID
            if (found := source.iris(iri, predicate))
        ),
        used_by=tuple(map(_link, used)),
        examples=source.examples(iri),
    )


def _link(iri: str) -> _Link:
    return _Link(_short(iri), iri.removeprefix(KG) if iri.startswith(KG) else None, iri)


def _short(iri: str) -> str:
    for prefix, space in {**PREFIXES, **_MORE_PREFIXES}.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
