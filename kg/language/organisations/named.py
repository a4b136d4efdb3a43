"""Companies and institutions that are known by name, by number, or by a name the text gives in full."""

import re
from collections.abc import Iterator

from kg.language.divisions import lookup
from kg.language.edges import STOPPING, is_name_text, is_unusual, on_border, stops, words_between
from kg.language.organisations.begin import LEVELS, Places
from kg.language.organisations.tables import Body, tables
from kg.model import EntityType

_TWO = re.compile("[\u4e00-\u9fff]{2}$")
_PARKS = ("科技园", "科技城", "科学城", "城", "园区")  # 大学科技园 is no university
_GROUP = re.compile("(?:控股)?集团(?:股份)?(?:有限)?(?:责任)?(?:公司)?$")
_LEGAL = re.compile("(?:集团)?(?:股份|有限|责任|总)*公司$")


def ends(text: str, borders: tuple[int, ...], end: int) -> bool:
    """Whether a name may end here: at the end of a word, but not 学院长, and not 大学生."""
    edges = tables().edges
    following = text[end : end + 1]
    if not "\u4e00" <= following <= "\u9fff":
        return True
    if text.startswith("研究生", end) and text.endswith("党校", 0, end):
        return False
    if following in "科城园" and text.startswith(_PARKS, end):
        return False
    if following == "生":
        return text.startswith(edges.life, end)
    if following in edges.heads and text[end + 1 : end + 2] == "长":
        return True
    alone = following in edges.goes_on and on_border(borders, end + 1)
    return on_border(borders, end) and not alone


def known(text: str, borders: tuple[int, ...], places: Places) -> Iterator[Body]:
    """Names from the lists, and the branches of well-known companies: 工商银行 + 西安 + 分行."""
    for start, end in tables().institution_names.matches(text):
        if on_border(borders, start) and ends(text, borders, end):
            yield Body(start, end, EntityType.INSTITUTION, (), 1.0)
    for match in tables().edges.builders.finditer(text):
        if on_border(borders, match.start()):
            yield Body(match.start(), match.end(), EntityType.COMPANY, (), 0.9)
    following = dict(places.spans)
    for start, end in tables().company_names.matches(text):
        if not on_border(borders, start):
            continue
        at = end
        while at in following:
            at = following[at]
        branch = tables().edges.branches.match(text, at)
        if branch is not None:
            yield Body(start, branch.end(), EntityType.COMPANY, (), 1.0)
        elif on_border(borders, end):
            yield Body(start, end, EntityType.COMPANY, (), 0.8)


def numbered(text: str, places: Places) -> Iterator[Body]:
    """Schools and hospitals by number: 长沙市一中, 市三中, 岳阳市第十六中学."""
    edges = tables().edges
    for match in edges.ordinal.finditer(text):
        start = places.chain(match.start())
        yield Body(start, match.end(), EntityType.INSTITUTION, (), 0.7)
    for match in edges.numbered.finditer(text):
        at = match.start()
        if at not in places.by_end and (text[at - 1 : at] not in LEVELS or text[at - 2 : at - 1] in "城都"):
            continue
        start = places.chain(at) if at in places.by_end else at - 1
        if text[match.end() : match.end() + 1] not in edges.not_numbered:
            yield Body(start, match.end(), EntityType.INSTITUTION)


def investors(text: str, places: Places) -> Iterator[Body]:
    """上海国投, 省交投集团."""
    for match in tables().edges.investors.finditer(text):
        at = match.start()
        if at in places.by_end:
            yield Body(places.by_end[at], match.end(), EntityType.COMPANY, (), 0.8)


def teams(text: str, places: Places) -> Iterator[Body]:
    """永州队, 浙江女排队, where the text speaks of sport."""
    edges = tables().edges
    if edges.sport.search(text) is None:
        return
    for start, end in places.spans:
        match = edges.team.match(text, end)
        if match is not None and end - start < 4:
            yield Body(start, match.end(), EntityType.INSTITUTION, (), 0.8)


def party_branches(text: str, places: Places) -> Iterator[Body]:
    """民盟道县支部, 九三学社省委会."""
    following = dict(places.spans)
    for match in tables().edges.parties.finditer(text):
        branch = tables().edges.party_branches.match(text, following.get(match.end(), match.end()))
        if branch is not None:
            yield Body(match.start(), branch.end(), EntityType.INSTITUTION)


def brands(text: str, borders: tuple[int, ...]) -> Iterator[Body]:
    """Two characters that are no words, and a trade, where a name may begin: 由岱森科技承建."""
    edges = tables().edges
    for match in tables().brands.finditer(text):
        at = match.start()
        core = _TWO.search(text, max(0, at - 2), at)
        if core is None or not on_border(borders, at) or not on_border(borders, match.end()):
            continue
        start = core.start()
        if not on_border(borders, start) or core[0] in stops() or not is_unusual(text, start, at, borders):
            continue
        if lookup(core[0]) or text[start - 1 : start] not in edges.before_brand:
            continue
        if not any(c in STOPPING or c in edges.common for c in core[0]):
            yield Body(start, match.end(), EntityType.COMPANY, (), 0.6)


def quoted_groups(text: str) -> Iterator[Body]:
    """“雪豹守望者”巡护队: a team by what it calls itself."""
    for match in tables().edges.quoted_groups.finditer(text):
        yield Body(match.start(), match.end(), EntityType.INSTITUTION, (), 0.8)


def faculties(text: str, borders: tuple[int, ...], bodies: list[Body]) -> Iterator[Body]:
    """Faculties of a university that the text named before: 带着园艺学院、动物科学学院的学生."""
    first = min((b.end for b in bodies if text.endswith(("大学", "学院"), b.start, b.end)), default=None)
    if first is None:
        return
    covered = {at for b in bodies for at in range(b.start, b.end)}
    for match in tables().edges.faculties.finditer(text, first):
        if covered.isdisjoint(range(*match.span())) and on_border(borders, match.start()):
            yield Body(match.start(), match.end(), EntityType.INSTITUTION, (), 0.7)


def short_names(text: str, bodies: list[Body]) -> Iterator[Body]:
    """The short names of companies that the text names in full: 云杉数据 of 江西云杉数据服务有限公司."""
    covered = [(b.start, b.end) for b in bodies]
    for body in bodies:
        full = text[body.start : body.end]
        if body.type is not EntityType.COMPANY or not full.endswith("公司"):
            continue
        for short in _short_forms(_LEGAL.sub("", full)):
            at = text.find(short)
            while at >= 0:
                end = at + len(short)
                if all(end <= s or e <= at for s, e in covered):
                    covered.append((at, end))
                    yield Body(at, end, EntityType.COMPANY, (), 0.7, full)
                at = text.find(short, end)


def short_groups(text: str, borders: tuple[int, ...], bodies: list[Body]) -> Iterator[Body]:
    """The short names of groups that the text names: 颐云 of 颐云集团, where nothing else is named so."""
    covered = [(b.start, b.end) for b in bodies]
    for body in bodies:
        full = text[body.start : body.end]
        short = _GROUP.sub("", full)
        if body.type is not EntityType.COMPANY or short == full or not 2 <= len(short) <= 3:
            continue
        if lookup(short) or short in stops() or not is_unusual(short, 0, len(short), (0, 1, 2, 3)):
            continue
        if not is_unusual(text, body.start, body.start + len(short), borders):
            continue
        at = text.find(short)
        while at >= 0:
            whole = text.startswith(full, at)
            end = at + len(full if whole else short)
            free = all(end <= s or e <= at for s, e in covered)
            if free and (whole or (on_border(borders, at) and on_border(borders, end))):
                covered.append((at, end))
                yield Body(at, end, EntityType.COMPANY, (), 0.6, full)
            at = text.find(short, end)


def listed(text: str, borders: tuple[int, ...], places: Places, taken: list[Body]) -> Iterator[Body]:
    """Names in a list of companies: 云杉时代、三岭重能、湘南裕能等企业."""
    edges = tables().edges
    generic = tables().companies.generic.union(tables().trades)
    covered = {at for b in taken for at in range(b.start, b.end)}
    for match in edges.listed.finditer(text):
        at = match.start("items") if match["items"] else match.start()
        for item in match["items"].split("、"):
            start, end = at, at + len(item)
            at = end + 1
            if text[start - 1 : start] != "、" or not covered.isdisjoint(range(start, end)):
                continue  # the first of a list may begin anywhere
            if not 3 <= len(item) <= 9 or item in stops() or not is_name_text(item):
                continue
            placed = start in {first for first, _ in places.spans}
            core = item[2:] if placed else item
            if (
                is_unusual(text, start, end, borders)
                and not _all_generic(core, generic)
                and not _has_verb(text, start, end, borders)
            ):
                yield Body(start, end, EntityType.COMPANY, (), 0.6)


def _all_generic(core: str, generic: frozenset[str]) -> bool:
    """Whether a core is nothing but words of trades."""
    while core:
        width = next((w for w in range(min(6, len(core)), 0, -1) if core[:w] in generic), 0)
        if not width:
            return False
        core = core[width:]
    return True


def _has_verb(text: str, start: int, end: int, borders: tuple[int, ...]) -> bool:
    """Whether words that end names stand in a passage."""
    words = words_between(text, start, end, borders)
    return any(w in stops() if len(w) > 1 else w in "的了在和与及是为将从由对向被把等各" for w in words)


def of_trades(text: str, borders: tuple[int, ...], places: Places) -> Iterator[Body]:
    """A place and a trade that only companies have: 燕山石化, 某市城投."""
    for match in tables().edges.place_trades.finditer(text):
        start = places.by_end.get(match.start())
        if start is not None and on_border(borders, match.end()):
            yield Body(start, match.end(), EntityType.COMPANY, (), 0.7)


def _short_forms(core: str) -> list[str]:
    """Short forms a company's name lets expect, the longest first: a piece that ends with its trade."""
    found: set[str] = set()
    for trade in tables().trades:
        at = core.find(trade)
        while at >= 2:
            found.update(core[at - width : at + len(trade)] for width in (4, 3, 2) if at >= width)
            at = core.find(trade, at + 1)
    return sorted(found, key=lambda s: (-len(s), s))
