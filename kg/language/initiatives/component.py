"""The pipeline component `kg_initiatives`."""

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.initiatives.extent import NOWHERE, Walls, normalised
from kg.language.initiatives.found import Found, without_overlaps
from kg.language.initiatives.lists import listed
from kg.language.initiatives.named import known_names, named, reports
from kg.language.initiatives.quoted import quoted_names
from kg.language.initiatives.titles import titles
from kg.language.initiatives.words import table
from kg.language.spans import bylines_of, group, in_regions, span, text_of
from kg.model import EntityType

_YEAR = re.compile("[0-9]{4}年度?")
_LAND = ("流域", "平原", "高原", "盆地", "山区", "草原", "库区", "灌区")
_WALLS = ("organisations", "people", "dates")


@Language.component("kg_initiatives")
def initiatives(doc: Doc) -> Doc:
    """Writes the group "initiatives"."""
    bylines = bylines_of(doc)
    doc.spans["initiatives"] = [
        span(
            doc,
            f.start,
            f.end,
            f.type,
            name=f.name,
            detail=f.detail,
            component="initiatives",
            confidence=f.confidence,
        )
        for f in initiatives_in(normalised(text_of(doc)), _walls(doc), _acting_places(doc))
        if not in_regions(bylines, f.start, f.end)
    ]
    return doc


def _acting_places(doc: Doc) -> Walls:
    """Places whose people may act: no waters, plains and mountains."""
    text = text_of(doc)
    return Walls.of(
        [
            (s.start, s.end)
            for s in group(doc, "places")
            if s.label_ != EntityType.SITE and not text.endswith(_LAND, s.start, s.end)
        ]
    )


def _walls(doc: Doc) -> Walls:
    """Organisations, people and dates; a year alone may open a name (2023年度名单)."""
    text = text_of(doc)
    spans = [(s.start, s.end) for name in _WALLS for s in group(doc, name)]
    return Walls.of([s for s in spans if not _YEAR.fullmatch(text, *s)])


def initiatives_in(plain: str, walls: Walls = NOWHERE, actors: Walls = NOWHERE) -> list[Found]:
    """The initiatives of a text, sorted, without overlaps.

    `plain` is `normalised`; `walls` (organisations, people, posts, dates) and `actors` (places) as in
    `left_edge`.
    """
    told = [*titles(plain), *quoted_names(plain, walls, actors)]
    found = [
        *told,
        *reports(plain, walls),
        *named(plain, walls, actors, told),
        *listed(plain, walls, actors),
        *known_names(plain),
    ]
    kept = [f for f in without_overlaps(found) if f.type is EntityType.INITIATIVE]
    return sorted([*kept, *_short_forms(plain, kept)], key=lambda f: f.start)


@cache
def _shortened() -> re.Pattern[str]:
    return re.compile(table()["rest"]["dropped"])


def _short_forms(plain: str, found: list[Found]) -> list[Found]:
    """Names of at least six characters without their last word, where the text has them alone elsewhere."""
    more: list[Found] = []
    for item in found:
        surface = plain[item.start : item.end]
        short = _shortened().sub("", surface)
        if len(short) < 6 or short == surface or "“" in short:
            continue
        for match in re.finditer(re.escape(short), plain):
            if not plain.startswith(surface, match.start()):
                more.append(Found(match.start(), match.end(), item.type, item.detail, surface))
    return [f for f in without_overlaps(more) if all(f.end <= k.start or k.end <= f.start for k in found)]
