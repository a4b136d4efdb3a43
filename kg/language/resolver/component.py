"""Which of the overlapping spans are mentions: the pipeline component `kg_resolver`.

    two spans                                   kept
    the same characters, two types              the one of the earlier rank: event, initiative, organisation,
                                                place, person; but a person before a place that is doubtful
    they cross                                  the longer; of equally long ones that of the earlier rank
    one inside the other                        the outer, and the inner where `_may_nest` says so

What may nest follows from what a reader takes from a name: 省财政厅社会保障处 speaks of 省财政厅 too, and
the head of a team of the team's founder; but 湖南农业大学 does not speak of 湖南, 省委组织部 means a
department and not 省委, and nothing inside 《》 is a mention of its own.
"""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.spans import bylines_of, facts_of, group, in_regions, text_of
from kg.language.statistics.additions import undertakings
from kg.model import DIVISIONS, ORGANIZATIONS, PEOPLE, PLACES, EntityType

GROUPS = ("events", "initiatives", "organisations", "places", "people")
_COMMITTEE = re.compile("(?:省|市|县|区|州|盟|旗)委|自治区党委")  # before a department, part of its name
DOUBTFUL = 0.85  # a place below it gives way to a person


@Language.component("kg_resolver")
def resolver(doc: Doc) -> Doc:
    """Writes the group "mentions"; initiatives and events that the model alone sees are taken in before."""
    for name, item in undertakings(doc):
        doc.spans[name] = [*group(doc, name), item]
    bylines = bylines_of(doc)
    ranked = [
        (_rank(item, rank), item)
        for rank, name in enumerate(GROUPS)
        for item in group(doc, name)
        if not in_regions(bylines, item.start, item.end)
    ]
    ranked.sort(key=lambda pair: (pair[1].start - pair[1].end, pair[0], pair[1].start, pair[1].label_))
    kept = _Kept(doc)
    for _, item in ranked:
        kept.offer(item)
    doc.spans["mentions"] = sorted(kept.spans, key=lambda s: (s.start, -s.end))
    return doc


def _rank(item: Span, rank: int) -> int:
    doubtful = item.label_ in DIVISIONS and facts_of(item).confidence < DOUBTFUL
    return len(GROUPS) if doubtful else rank


class _Kept:
    """The spans kept so far, with what covers each character."""

    def __init__(self, doc: Doc) -> None:
        self.spans: list[Span] = []
        self._text = text_of(doc)
        self._over: dict[int, list[Span]] = {}

    def offer(self, item: Span) -> None:
        """Keeps a span that contradicts none kept so far. Spans are to be offered the longest first."""
        touched = {id(k): k for at in range(item.start, item.end) for k in self._over.get(at, ())}
        if all(self._agree(item, other) for other in touched.values()):
            self.spans.append(item)
            for at in range(item.start, item.end):
                self._over.setdefault(at, []).append(item)

    def _agree(self, item: Span, other: Span) -> bool:
        inside = other.start <= item.start and item.end <= other.end
        same = item.start == other.start and item.end == other.end
        return inside and not same and self._may_nest(item, other)

    def _may_nest(self, inner: Span, outer: Span) -> bool:
        kind, around = EntityType(inner.label_), EntityType(outer.label_)
        written = self._text[outer.start : outer.end]
        if "《" in written and self._text.rfind("《", outer.start, inner.start + 1) >= 0:
            return False
        if around in ORGANIZATIONS:
            if kind in ORGANIZATIONS:
                if _COMMITTEE.fullmatch(self._text, inner.start, inner.end):
                    return False
                return inner.start == outer.start or self._text[inner.start - 1] in "（("
            if kind in PEOPLE:
                return around is EntityType.INSTITUTION and written.endswith(("团队", "工作室", "课题组"))
            return kind in DIVISIONS and self._is_address(inner, outer)
        if around is EntityType.EVENT:
            # The session of a congress is the congress: 市七届人大三次会议.
            return kind in PEOPLE or (
                kind in ORGANIZATIONS and "届" not in self._text[inner.start : inner.end]
            )
        if around is EntityType.INITIATIVE:
            return "“" not in written[:1] and (kind in PLACES or kind in ORGANIZATIONS or kind in PEOPLE)
        return False

    def _is_address(self, inner: Span, outer: Span) -> bool:
        """Whether the organisation's name begins with a chain of full names of places: 甲县乙镇丙小学."""
        text = self._text
        if text[inner.end] == text[inner.end - 1]:
            return False  # 临县县委
        head = text[outer.start : inner.end]
        marks = [c for c in head if c in "省市州县区镇乡"]
        more = sum(text[outer.start : outer.end].count(c) for c in "县镇乡")
        return text[inner.end - 1] in "省市州县区镇乡" and bool(marks) and more >= 2
