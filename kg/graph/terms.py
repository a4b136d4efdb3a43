"""The names of the vocabulary: namespaces, the classes written out above each class, predicates as IRIs.

Plain strings, so that reading a store needs no RDF library but the store's own.
"""

from kg.model import EntityType, Predicate

BASE = "https://w3id.org/newskg/id/"
KG = "https://w3id.org/newskg/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ORG = "http://www.w3.org/ns/org#"
OPENGOV = "http://www.w3.org/ns/opengov#"
SCHEMA = "https://schema.org/"
FOAF = "http://xmlns.com/foaf/0.1/"
VOID = "http://rdfs.org/ns/void#"

# Written in this order at the head of files, and known to every query without PREFIX lines.
PREFIXES: dict[str, str] = {
    "kg": KG,
    "id": BASE,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "opengov": OPENGOV,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "void": VOID,
    "xsd": XSD,
}

_DIVISION = ("AdministrativeArea", "Place")
SUPERCLASSES: dict[str, tuple[str, ...]] = {
    EntityType.OFFICIAL: ("Person",),
    EntityType.AGENCY: ("Organization",),
    EntityType.COMPANY: ("Organization",),
    EntityType.INSTITUTION: ("Organization",),
    EntityType.PROVINCE: _DIVISION,
    EntityType.CITY: _DIVISION,
    EntityType.COUNTY: _DIVISION,
    EntityType.LOCALITY: _DIVISION,
    EntityType.ZONE: ("Place",),
    EntityType.SITE: ("Place",),
    EntityType.REGION: ("Place",),
}

PREDICATES: dict[Predicate, str] = {
    predicate: f"{ORG}holds" if predicate is Predicate.HOLDS_POST else f"{KG}{predicate.value}"
    for predicate in Predicate
}
