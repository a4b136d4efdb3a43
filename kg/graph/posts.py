"""Posts with their roles, and tenures whose beginning or end a text states."""

import re
from collections import defaultdict
from collections.abc import Iterable

from rdflib import RDF, RDFS, Graph, Namespace

from kg.graph import iris
from kg.graph.literals import chinese, day
from kg.graph.terms import OPENGOV, ORG, PROV, SCHEMA, SKOS
from kg.model import Claim, Entity, Modality

_org, _opengov, _prov = Namespace(ORG), Namespace(OPENGOV), Namespace(PROV)
_schema, _skos = Namespace(SCHEMA), Namespace(SKOS)
_BETWEEN_TITLES = re.compile("[、，,兼]")
_TENURES = (Modality.ASSERTED, Modality.FORMER)


def post(organization: str, title: str) -> str:
    """The local name of the post of this title, as stated, in the organisation with this id.

    >>> post("agency-江西省数据局", "局长")
    'post-agency-江西省数据局-局长'
    """
    return iris.mint("post", *organization.split("-", 1), title)


def roles(title: str) -> tuple[str, ...]:
    """The single titles of a title as stated.

    >>> roles("党组书记、局长")
    ('党组书记', '局长')
    """
    return tuple(dict.fromkeys(part for part in _BETWEEN_TITLES.split(title) if part))


def add_post(graph: Graph, things: Namespace, organization: str, title: str) -> None:
    """Add the post and a role for each single title."""
    iri = things[post(organization, title)]
    graph.add((iri, RDF.type, _org.Post))
    graph.add((iri, RDFS.label, chinese(title)))
    graph.add((iri, _org.postIn, things[iris.local(organization)]))
    for name in roles(title):
        role = things[iris.mint("role", name)]
        graph.add((iri, _org.role, role))
        graph.add((role, RDF.type, _org.Role))
        graph.add((role, RDF.type, _skos.Concept))
        graph.add((role, RDFS.label, chinese(name)))


def add_tenures(
    graph: Graph, things: Namespace, claims: Iterable[tuple[Claim, str]], entities: dict[str, Entity]
) -> None:
    """Add a membership for each person and post with a stated date, from the claims and their local names.

    Several statements about one person and post are one tenure, from the first date to the last.
    """
    tenures: dict[tuple[str, str, str], list[tuple[Claim, str]]] = defaultdict(list)
    for claim, name in claims:
        if claim.title and claim.modality in _TENURES and (day(claim.start_date) or day(claim.end_date)):
            tenures[claim.subject, claim.object, claim.title].append((claim, name))
    for (person, organization, title), stated in tenures.items():
        iri = things[f"mem-{iris.digest(person, organization, title)}"]
        names = (entities[person].name, entities[organization].name, title)
        graph.add((iri, RDF.type, _org.Membership))
        graph.add((iri, RDFS.label, chinese(" ".join(names))))
        graph.add((iri, _org.member, things[iris.local(person)]))
        graph.add((iri, _org.organization, things[iris.local(organization)]))
        graph.add((iri, _opengov.post, things[post(organization, title)]))
        for name in roles(title):
            graph.add((iri, _org.role, things[iris.mint("role", name)]))
        for _, claim_name in stated:
            graph.add((iri, _prov.wasDerivedFrom, things[claim_name]))
        starts = sorted(claim.start_date for claim, _ in stated if claim.start_date and day(claim.start_date))
        ends = sorted(claim.end_date for claim, _ in stated if claim.end_date and day(claim.end_date))
        for predicate, dates in ((_schema.startDate, starts[:1]), (_schema.endDate, ends[-1:])):
            for date in filter(None, map(day, dates)):
                graph.add((iri, predicate, date))
