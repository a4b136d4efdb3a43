"""Agencies that others send or keep elsewhere, and those of the Xinjiang corps and the Yellow River."""

import re
from collections.abc import Iterator

from kg.language.edges import STOPPING, on_border
from kg.language.organisations.found import Agency

_AID = re.compile(
    "(?:第[一二三四五六七八九十]+批)?(?:对口支援(?P<where>[\u4e00-\u9fff]{2,8}?)|援[藏疆青](?:干部人才)?|东西部协作(?P<far>[\u4e00-\u9fff]{2,8}?))"
    "(?:工作)?(?:前方指挥部|指挥部|前方工作组|工作组|工作队)"
)
# What a government has elsewhere: 某省人民政府驻北京办事处, 某市驻沪办.
_RESIDENT = re.compile(
    "(?:人民政府|政府)?驻(?:[京沪津渝穗深汉蓉琼杭邕港澳]|[\u4e00-\u9fff]{2,4}?)(?:办事处|联络处|办(?![事公理案学好起]))"
)
_CORPS = re.compile("(?:新疆生产建设兵团|兵团)?第?[一二三四五六七八九十]{1,3}师(?![傅生范资哥])|师市党委")
_RIVER = re.compile("黄河(?:[\u4e00-\u9fff]{2,3})?河务局|黄河河口管理局")
_STATIONED = re.compile("驻[\u4e00-\u9fff]{2,12}?(?:纪检监察组|纪检组)")


def posted(text: str, borders: tuple[int, ...], places: list[tuple[int, int]]) -> Iterator[Agency]:
    """The agencies of a text that are known by where they were sent: 某市驻沪办, 第八师, 黄河河务局."""
    yield from _aid(text, places)
    yield from _resident(text, places)
    yield from _corps(text, borders)
    ends = {end: start for start, end in places}
    for match in _RIVER.finditer(text):
        yield Agency(ends.get(match.start(), match.start()), match.end(), (), 0.9)


def _aid(text: str, places: list[tuple[int, int]]) -> Iterator[Agency]:
    """江苏省对口支援某州前方指挥部, 广东省第九批援藏工作队."""
    for start, end in places:
        match = _AID.match(text, end)
        if match is not None:
            yield Agency(start, match.end())


def _resident(text: str, places: list[tuple[int, int]]) -> Iterator[Agency]:
    for start, end in places:
        match = _RESIDENT.match(text, end) if text[end : end + 1] in "驻人政" else None
        if match is not None:
            yield Agency(start, match.end())
    for match in _RESIDENT.finditer(text):
        if text[match.start() - 1 : match.start()] in ("省", "市", "县", "区", "州") and match.start() > 1:
            before = text[match.start() - 2]
            if not "\u4e00" <= before <= "\u9fff" or before in STOPPING:
                yield Agency(match.start() - 1, match.end(), (), 0.8)


def _corps(text: str, borders: tuple[int, ...]) -> Iterator[Agency]:
    """第八师, 师市党委: the divisions of the Xinjiang corps, in texts that speak of it."""
    if not ("兵团" in text or "师市" in text or "团场" in text):
        return
    for match in _CORPS.finditer(text):
        if on_border(borders, match.start()) or match[0].startswith(("兵团", "师市")):
            yield Agency(match.start(), match.end(), (), 0.8)


def stationed(text: str, known: list[Agency]) -> Iterator[Agency]:
    """市纪委监委驻市水务局纪检监察组."""
    for agency in known:
        match = _STATIONED.match(text, agency.end) if text[agency.start : agency.end].endswith("委") else None
        if match is not None:
            yield Agency(agency.start, match.end(), (agency.end,))
