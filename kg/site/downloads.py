"""What a reader takes away from the page of a thing: its part of the graph, and its facts as a table."""

import csv
import io
from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph.store import ordered, prefixes_of, turtle
from kg.graph.terms import KG, ORG, RDF
from kg.site.page import visible
from kg.site.records import Records, Thing
from kg.site.words import words

_HEAD = (
    "主体", "关系", "职务", "客体", "性质", "日期", "报道", "原文", "规则", "把握", "陈述标识",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def turtle_of(store: ox.Store, things: list[Thing]) -> Iterator[tuple[str, bytes]]:
    """(path, Turtle) for each thing: what is said of it, and every claim about it with posts and evidence."""
    prefixes = prefixes_of(store)
    for thing in things:
        yield thing.path.replace(".html", ".ttl"), turtle(ordered(_about(store, thing.iri)), prefixes)


def _about(store: ox.Store, iri: str) -> set[ox.Triple]:
    found: set[ox.Triple] = set()

    def take(subject: ox.NamedNode) -> list[ox.Quad]:
        quads = list(store.quads_for_pattern(subject, None, None, None))
        found.update(quad.triple for quad in quads)
        return quads

    def having(predicate: str, target: ox.NamedNode) -> list[ox.NamedNode]:
        quads = store.quads_for_pattern(None, ox.NamedNode(predicate), target, None)
        return [quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)]

    def is_post(target: ox.NamedNode) -> bool:
        return any(store.quads_for_pattern(target, ox.NamedNode(f"{ORG}postIn"), None, None))

    node, evidence = ox.NamedNode(iri), ox.NamedNode(f"{KG}evidence")
    take(node)
    posts = having(f"{ORG}postIn", node)
    claims = having(f"{RDF}subject", node) + having(f"{RDF}object", node)
    claims += [claim for post in posts for claim in having(f"{RDF}object", post)]
    for claim in claims:
        for quad in take(claim):
            target = quad.object
            if isinstance(target, ox.NamedNode) and (quad.predicate == evidence or is_post(target)):
                take(target)
    return found


def table_of(records: Records, thing: Thing) -> tuple[str, bytes]:
    """(path, CSV) of a thing's facts, a row for each passage.

    A byte order mark tells Excel that it is UTF-8; what it would take for a formula is made text.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    for fact in records.about.get(thing.id, ()):
        target = records.things.get(fact.object)
        other = target.name if target else f"《{records.stories[fact.object].headline}》"
        for passage in fact.passages:
            story = records.stories[passage.article]
            rule = records.rules.get(passage.rule)
            row = (
                records.things[fact.subject].name,
                words().relations[fact.predicate].word,
                fact.title or "",
                other,
                words().modality.get(fact.modality, ""),
                (story.date or "").lstrip("-"),
                story.headline,
                story.text[passage.start : passage.end].replace("\n", " "),
                rule.name if rule else passage.rule,
                f"{passage.confidence:g}",
                fact.id,
            )
            writer.writerow([_cell(str(visible(value))) for value in row])
    return thing.path.replace(".html", ".csv"), ("\ufeff" + text.getvalue()).encode()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
