"""A fact in, the sentences that state it out: pieces of text to show, and the way to the article."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.site.passages import Piece, number, quoted, sentences
from kg.site.records import Fact, Naming, Records, Story


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage in its sentence. `path` leads from the site's root to the sentence in its article."""

    pieces: list[Piece]
    story: Story
    path: str
    anchor: str
    rule: str
    confidence: str


class Quotes:
    """Cuts the sentences of each article once."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._sentences: dict[str, tuple[tuple[int, int], ...]] = {}

    def sentences(self, story: Story) -> tuple[tuple[int, int], ...]:
        if story.id not in self._sentences:
            self._sentences[story.id] = sentences(story.text)
        return self._sentences[story.id]

    def anchor(self, story: Story, start: int) -> str:
        """The anchor of the sentence that a position of an article stands in."""
        return f"s{number(self.sentences(story), start) + 1}"

    def of(self, fact: Fact) -> list[Quote]:
        """All passages of a fact, by date; the same sentence once."""
        found: dict[tuple[str, str], Quote] = {}
        for passage in fact.passages:
            story = self._records.stories[passage.article]
            spans = self.sentences(story)
            anchor = self.anchor(story, passage.start)
            found.setdefault(
                (story.id, anchor),
                Quote(
                    quoted(
                        story.text,
                        spans,
                        (passage.start, passage.end),
                        _near(story.namings, passage.start, passage.end),
                        (fact.subject, fact.object),
                    ),
                    story,
                    f"{story.path}#{anchor}",
                    anchor,
                    self._records.rules[passage.rule].name
                    if passage.rule in self._records.rules
                    else passage.rule,
                    percent(passage.confidence),
                ),
            )
        return list(found.values())


def percent(confidence: float) -> str:
    return f"{round(confidence * 100)}%"


def _near(namings: Sequence[Naming], start: int, end: int) -> list[Naming]:
    return [n for n in namings if n.end > start - 400 and n.start < end + 400]
