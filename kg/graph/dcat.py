"""What stands beside a dump and says what it is: title, licence, size, checksum, vocabulary.

DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/) as JSON-LD with its context inside, so that it can be read
offline; names of files are relative to the record. No time of day: the same graph gives the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.graph import ontology
from kg.graph.network import Index
from kg.graph.terms import DCTERMS, KG, OWL, PROV, RDF, SCHEMA, VOID, XSD
from kg.graph.version import VERSION

RECORD = "dcat.jsonld"  # ends the name of a record
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "prov": PROV,
    "schema": SCHEMA,
    "spdx": "http://spdx.org/rdf/terms#",
    "void": VOID,
    "xsd": XSD,
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
    ".csv": "text/csv",
    ".json": "application/json",
}
_RIGHTS = {
    "zh": "图谱中的事实可自由使用；引文及稿件全文的权利属于原报纸。",
    "en": "The facts may be used freely; quotations and texts of articles remain the newspapers'.",
}


def record(triples: Sequence[ox.Triple], files: Mapping[str, bytes]) -> bytes:
    """The record of a dump of `triples` in `files`: name, relative to the record, to content."""
    index = Index(triples)
    datasets = sorted(iri for iri, kinds in index.all(f"{RDF}type").items() if f"{VOID}Dataset" in kinds)
    days = sorted(day for days in index.all(f"{SCHEMA}datePublished").values() for day in days)
    dataset: dict[str, object] = {
        "@id": datasets[0] if datasets else "#dataset",
        "@type": "dcat:Dataset",
        "dcterms:title": [
            {"@value": "新闻知识图谱", "@language": "zh"},
            {"@value": "Knowledge graph of newspaper pages", "@language": "en"},
        ],
        "dcterms:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
        "dcterms:conformsTo": {"@id": _vocabulary()},
        "dcterms:rights": [{"@value": text, "@language": language} for language, text in _RIGHTS.items()],
        "void:triples": len(triples),
        "prov:wasGeneratedBy": {
            "@type": "prov:Activity",
            "@id": "#run",
            "schema:instrument": f"newskg {VERSION}",
        },
        "dcat:distribution": [_distribution(name, data) for name, data in files.items()],
    }
    if datasets and (about := index.many(datasets[0], f"{DCTERMS}description")):
        dataset["dcterms:description"] = {"@value": about[0], "@language": "zh"}
    if days:
        dataset["dcterms:temporal"] = {
            "@id": "#period",
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": {"@value": days[0], "@type": "xsd:date"},
            "dcat:endDate": {"@value": days[-1], "@type": "xsd:date"},
        }
    return (json.dumps({"@context": _CONTEXT, **dataset}, ensure_ascii=False, indent=2) + "\n").encode()


def _distribution(name: str, data: bytes) -> dict[str, object]:
    suffix = name[name.rfind(".") :]
    found: dict[str, object] = {
        "@id": name,
        "@type": "dcat:Distribution",
        "dcterms:title": name,
        "dcat:downloadURL": {"@id": name},
        "dcat:byteSize": {"@value": str(len(data)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@id": f"#{name}-sha256",
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": hashlib.sha256(data).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }
    if suffix in _TYPES:
        found["dcat:mediaType"] = {"@id": _MEDIA + _TYPES[suffix]}
    return found


def _vocabulary() -> str:
    """The IRI of the version of the vocabulary."""
    version = Index(ox.parse(path=ontology.folder() / "newskg.ttl")).one(
        KG.removesuffix("#"), f"{OWL}versionIRI"
    )
    return version or KG.removesuffix("#")
