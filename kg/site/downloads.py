"""What a reader takes away from the page of a thing: its part of the graph, and its facts as a table."""

import csv
import io
from collections.abc import Iterator

from kg.site.parts import Parts, json_ld, turtle
from kg.site.records import Records, Thing
from kg.site.words import words

_HEAD = (
    "主体", "关系", "职务", "客体", "性质", "日期", "报道", "原文", "规则", "把握", "陈述标识",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def files(records: Records, parts: Parts) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the Turtle, JSON-LD and CSV of each thing that has a page of its own and facts."""
    for thing in records.things.values():
        if records.about.get(thing.id) and not thing.shared:
            nodes = parts.of(thing)
            yield thing.path.replace(".html", ".ttl"), turtle(nodes, parts.context).encode()
            yield thing.path.replace(".html", ".jsonld"), json_ld(nodes, parts.context).encode()
            yield thing.path.replace(".html", ".csv"), table_of(records, thing)


def table_of(records: Records, thing: Thing) -> bytes:
    """A thing's facts as CSV, a row for each passage.

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
            writer.writerow([_cell(value) for value in row])
    return ("\ufeff" + text.getvalue()).encode()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
