"""The pages of articles and of newspaper pages: the text with names marked, and what was read from it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment

from kg.site.page import render
from kg.site.passages import Piece, marked, outermost
from kg.site.records import Naming, Records, Story, Thing
from kg.site.sources import Quotes, percent
from kg.site.words import TypeWords, words

_Line = list[tuple[str, list[Piece]]]  # sentences of a line: anchor and pieces


@dataclass(frozen=True, slots=True)
class _Statement:
    subject: Thing
    word: str
    object: Thing | None
    title: str | None
    modality: str
    anchor: str
    rule: str
    confidence: str


def pages(env: Environment, records: Records, quotes: Quotes) -> Iterator[tuple[str, str]]:
    """(path, html) of each article and each newspaper page."""
    sheets = {sheet.id: sheet for sheet in records.sheets}
    tails = {story.continues: story for story in records.stories.values() if story.continues}
    for story in records.stories.values():
        top, body, signed = _lines(story, records, quotes)
        yield (
            story.path,
            render(
                env,
                "story.html",
                story.path,
                story=story,
                sheet=sheets.get(story.page or ""),
                beginning=records.stories.get(story.continues or ""),
                tail=tails.get(story.id),
                kind_word=words().kind.get(story.kind or "", ""),
                top=top,
                has_headline=any(role == "headline" for role, _ in top),
                body=body,
                bylines=_bylines(story, records, signed),
                statements=_statements(story, records, quotes),
                mentioned=_mentioned(story, records),
                things=records.things,
                families=[family for family in words().families.values() if family.id != "byline"],
            ),
        )
    for sheet in records.sheets:
        stories = [records.stories[key] for key in sheet.stories]
        rows = [(s, _opening(s), len(records.told.get(s.id, ()))) for s in stories]
        yield sheet.path, render(env, "sheet.html", sheet.path, sheet=sheet, stories=rows)


def _lines(
    story: Story, records: Records, quotes: Quotes
) -> tuple[list[tuple[str, _Line]], list[_Line], frozenset[str]]:
    """The lines above the body with their roles, those of the body, and the journalists named above it."""
    lines: dict[int, _Line] = defaultdict(list)
    signatures = _signatures(story, records)
    namings = outermost(sorted((*story.namings, *signatures), key=lambda n: (n.start, -n.end, n.thing)))
    for number, (start, end) in enumerate(quotes.sentences(story), 1):
        at = story.text.rfind("\n", 0, start) + 1
        inside = [n for n in namings if n.start >= start and n.end <= end]
        lines[at].append((f"s{number}", marked(story.text, start, end, inside)))
    top, body = [], []
    for at, line in sorted(lines.items()):
        end = story.text.find("\n", at)
        end = len(story.text) if end < 0 else end
        if story.body[0] < end and story.body[0] < story.body[1]:
            body.append(line)
        else:
            text = story.text[at:end].strip()
            role = (
                "headline" if text == story.headline.strip() else "deck" if text in story.decks else "as-read"
            )
            top.append((role, line))
    return top, body, frozenset(n.thing for n in signatures)


def _signatures(story: Story, records: Records) -> list[Naming]:
    """Where the byline above the body names its journalists."""
    found = []
    for key in (*story.reporters, *story.correspondents, *story.photographers):
        name = records.things[key].name
        start = story.text.rfind(name, 0, story.body[0])
        if start >= 0:
            found.append(Naming(start, start + len(name), key))
    return found


def _bylines(story: Story, records: Records, signed: frozenset[str]) -> list[tuple[str, list[Thing]]]:
    """The journalists whom no line above the body names, by what they did."""
    roles = (("记者", story.reporters), ("通讯员", story.correspondents), ("摄影", story.photographers))
    named = ((word, [records.things[key] for key in keys if key not in signed]) for word, keys in roles)
    return [(word, people) for word, people in named if people]


def _statements(story: Story, records: Records, quotes: Quotes) -> list[_Statement]:
    """What the article states, in the order of its sentences."""
    found = []
    for fact in records.told.get(story.id, ()):
        for passage in fact.passages:
            if passage.article == story.id:
                rule = records.rules[passage.rule].name if passage.rule in records.rules else passage.rule
                statement = _Statement(
                    records.things[fact.subject],
                    words().relations[fact.predicate].word,
                    records.things.get(fact.object),
                    fact.title,
                    words().modality.get(fact.modality, ""),
                    quotes.anchor(story, passage.start),
                    rule,
                    percent(passage.confidence),
                )
                found.append((passage.start, passage.end, fact.id, statement))
    return [item[-1] for item in sorted(found, key=lambda item: item[:3])]


def _mentioned(story: Story, records: Records) -> list[tuple[TypeWords, list[Thing]]]:
    named = {naming.thing: records.things[naming.thing] for naming in story.namings}
    return [
        (type_, things)
        for type_ in words().types.values()
        if (things := [thing for thing in named.values() if thing.type == type_.id])
    ]


def _opening(story: Story) -> str:
    text = story.text[slice(*story.body)].strip().replace("\n", " ")
    return text[:90] + "…" if len(text) > 90 else text
