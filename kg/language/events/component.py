"""The pipeline component `kg_events`."""

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.events.meetings import meetings
from kg.language.events.named import named_events, only_event
from kg.language.events.words import event_cuts
from kg.language.initiatives.extent import Cue, Walls, initiative_cuts, left_edge, normalised
from kg.language.initiatives.found import Found, without_overlaps
from kg.language.initiatives.quoted import quoted_names
from kg.language.spans import bylines_of, facts_of, group, in_regions, span, text_of
from kg.model import EntityType

_WALLS = ("people", "dates")
_OWNERS = ("organisations", "places")


@Language.component("kg_events")
def events(doc: Doc) -> Doc:
    """Writes the group "events"."""
    bylines = bylines_of(doc)
    walls = Walls.of([(s.start, s.end) for name in _WALLS for s in group(doc, name)])
    owners = Walls.of([(s.start, s.end) for name in _OWNERS for s in group(doc, name)])
    doc.spans["events"] = [
        span(doc, f.start, f.end, f.type, name=f.name, detail=_day(doc, f), component="events")
        for f in events_in(normalised(text_of(doc)), walls, owners)
        if not in_regions(bylines, f.start, f.end)
    ]
    return doc


_HELD = re.compile("举行|召开|举办|启动|[开启闭落]幕|开赛|开锣|拉开|上演|举行了|召开了")
_REACH = 40  # characters between an event, the day and the verb of holding


def _day(doc: Doc, item: Found) -> str | None:
    """The day an event is held on, as the value of a date in its sentence; None where none is stated."""
    sentence = next((s for s in group(doc, "sentences") if s.start <= item.start < s.end), None)
    if sentence is None:
        return None
    low, high = max(sentence.start, item.start - _REACH), min(sentence.end, item.end + _REACH)
    if not _HELD.search(text_of(doc), low, high):
        return None
    days = [d for d in group(doc, "dates") if low <= d.start and d.end <= high and _is_day(d)]
    nearest = min(days, key=lambda d: (d.start > item.start, abs(item.start - d.start)), default=None)
    return facts_of(nearest).value if nearest is not None else None


def _is_day(date: Span) -> bool:
    value = facts_of(date).value or ""
    return len(value) in (7, 10) and value.count("-") >= 2


def events_in(plain: str, walls: Walls, owners: Walls) -> list[Found]:
    """The events of a text, sorted, without overlaps. `plain` is `normalised`."""
    quoted = [
        _with_front(plain, f, walls, owners)
        for f in quoted_names(plain, walls, owners)
        if f.type is EntityType.EVENT
    ]
    told = [_with_quotes(plain, f) for f in named_events(plain, walls, owners)]
    found = without_overlaps([*quoted, *meetings(plain, owners), *told]) or only_event(plain)
    return [_with_full_name(plain, f, found) for f in found]


_NOT_OF_IT = re.compile("[内中上下里后前时间外年季月的]$")


def _with_front(plain: str, item: Found, walls: Walls, owners: Walls) -> Found:
    """第二届全县农垦“读书周”活动: with the noun between the quotation and what stands before it."""
    if plain[item.start] != "“":
        return item
    if left_edge(plain, item.start, initiative_cuts(), walls, owners).cue is Cue.VERB:
        return item
    edge = left_edge(plain, item.start, event_cuts(), walls, owners)
    prefix = plain[edge.start : item.start]
    if not 2 <= len(prefix) <= 16 or owners.start_of(item.start) is not None or _NOT_OF_IT.search(prefix):
        return item
    return replace(item, start=edge.start)


def _with_quotes(plain: str, item: Found) -> Found:
    if plain.startswith("”", item.end) and plain[item.start - 1 : item.start] == "“":
        return replace(item, start=item.start - 1, end=item.end + 1)
    return item


def _with_full_name(plain: str, item: Found, found: list[Found]) -> Found:
    """三中全会 stands for 党的二十届三中全会 where the article has it."""
    if item.name is not None:
        return item
    surface = plain[item.start : item.end]
    longer = [plain[f.start : f.end] for f in found if f.end - f.start > len(surface)]
    full = next((text for text in longer if text.endswith(surface)), None)
    return replace(item, name=full) if full else item
