"""Sites that are known by more than their last word: by name, number, both ends of a line, or a division."""

from collections.abc import Iterator

from kg.language.edges import STOPPING, left_edge, on_border
from kg.language.places.endings import Site, tables
from kg.language.places.found import Found
from kg.language.places.letters import columns
from kg.model import EntityType

SITE = EntityType.SITE
_COUNTED = ("座", "条", "个", "过")


def find(text: str, borders: tuple[int, ...], divisions: tuple[Found, ...]) -> Iterator[Site]:
    """长江, 107国道, 甲地至乙地高速公路, 京广高铁株洲段, 宜昌站, and waters by what is said of them."""
    patterns = tables().patterns
    short = {(d.start, d.end) for d in divisions}
    for start, end in tables().features.matches(text):
        called = patterns["after_feature"].match(text, end)
        if called and text[start - 1 : start] not in _COUNTED and on_border(borders, called.end()):
            yield Site(_chain(text, start), called.end(), SITE)  # 长江大桥, the one of the place spoken of
            continue
        column = text[start - 1 : start] in ("\n", "") and text.startswith(columns(), end)
        if (
            not column
            and not (text[end - 1] in "江河" and text[end : end + 1] in ("口", "源"))
            and not (text[end - 1] == "街" and text[end : end + 1] == "道")
            and on_border(borders, start)
            and ((start, end) not in short or patterns["of_water"].match(text, end))
        ):
            yield Site(start, end, SITE)
    ends = {
        d.end: d.start for d in divisions if d.division is not None and d.end - d.start < len(d.division.name)
    }
    for match in patterns["numbered"].finditer(text):
        stop = patterns["stop"].match(text, match.end())
        if stop is not None:
            yield Site(match.end(), stop.end(), SITE, 0.8)
        section = patterns["stretch"].match(text, match.end())
        end = section.end() if section else match.end()
        yield Site(ends.get(match.start(), match.start()), end, SITE)
    for match in tables().short_zones.finditer(text):
        if text[match.start()] not in tables().no_short_zones and on_border(borders, match.start()):
            before = text[match.start() - 1 : match.start()]
            if not "\u4e00" <= before <= "\u9fff" or before in STOPPING:
                yield Site(match.start(), match.end(), EntityType.ZONE, 0.7)
    for match in patterns["built"].finditer(text):
        start = left_edge(text, match.start(), borders, 0, 6)
        if start < match.start() and text[start : match.start()] not in tables().sites.generic:
            yield Site(start, match.end(), SITE, 0.8)
    for match in patterns["numbered_roads"].finditer(text):
        yield Site(match.start(), match.end(), SITE, 0.8)
    letters = tables().characters["line_letters"]
    for match in tables().paired_zones.finditer(text):
        start = match.start() - 2
        pair = start >= 0 and letters.issuperset(text[start : match.start()])
        if pair and all(on_border(borders, p) for p in (start, start + 1, start + 2)):
            yield Site(start, match.end(), EntityType.ZONE, 0.7)
    inside = {d.end - 1: d.start for d in divisions}
    for match in tables().public.finditer(text):
        yield Site(inside.get(match.start(), match.start()), match.end(), SITE, 0.8)
    yield from _waters(text, borders, {d.end for d in divisions})
    yield from _from_to(text, divisions)
    yield from _of_divisions(text, borders, divisions)


def _chain(text: str, start: int) -> int:
    """Where the hill or water begins that one lies in: 秦岭 + 天台山 + 隧道."""
    return next((s for s, e in tables().features.matches(text) if e == start), start)


def _waters(text: str, borders: tuple[int, ...], ends: set[int]) -> Iterator[Site]:
    generic = tables().sites.generic
    for match in tables().patterns["waters"].finditer(text):
        name = match["name"]
        if not ends.isdisjoint(range(match.start() + 1, match.end())):
            continue
        if name not in generic and STOPPING.isdisjoint(name) and on_border(borders, match.start()):
            yield Site(*match.span(), SITE, 0.7)


def _from_to(text: str, divisions: tuple[Found, ...]) -> Iterator[Site]:
    starts = {d.start for d in divisions}
    for match in tables().patterns["from_to"].finditer(text):
        begin = next((p for p in range(match.start(), match.end()) if p in starts), None)
        if begin is not None and "至" in text[begin : match.end()]:
            yield Site(begin, match.end(), SITE)


def _of_divisions(text: str, borders: tuple[int, ...], divisions: tuple[Found, ...]) -> Iterator[Site]:
    patterns = tables().patterns
    for division in divisions:
        station = patterns["station"].match(text, division.end)
        if station is not None and text[division.end - 1] not in "区镇乡":
            yield Site(division.start, station.end(), SITE)
        line = patterns["line"].search(text, max(0, division.start - 4), division.start)
        section = patterns["section"].match(text, division.end)
        end = (
            division.end + 1
            if text[division.end : division.end + 1] == "段"
            else section.end()
            if section
            else 0
        )
        if line is not None and end:
            start = left_edge(text, line.start(), borders, 0, 8)
            if start == line.start() and start >= 2:
                start -= 2  # the line's own words end names elsewhere: 沿江高铁
            yield Site(start, end, SITE)
