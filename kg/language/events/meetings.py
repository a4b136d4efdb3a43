"""Meetings that a number or a fixed name tells: congresses, plenary sessions, 两会."""

import re
from functools import cache

from kg.language.alternation import alternation
from kg.language.events.words import table
from kg.language.initiatives.extent import Walls
from kg.language.initiatives.found import Found
from kg.model import EntityType

_N = "[一二三四五六七八九十百零〇0-9]{1,4}"
_ONE = "[一二三四五六七八九]"
_LEVEL = "[省市州县区旗盟镇乡]"
_SESSION = f"第?{_N}届"
_ENLARGED = r"(?:（扩大）|\(扩大\)|扩大)?"
_OWN_LEVEL = re.compile("(?<![我本该全各两])[省市州县区旗盟]$")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """centre: congresses and plenary sessions of the party; numbered: sessions of congresses and conferences,
    plenary sessions of committees, meetings with a number; congress, sessions, inspection; party: what may
    stand in front of them."""
    words = table()["meetings"]
    parts = "[^，。；：！？、\n“”《》（）的了]"
    return {
        "centre": re.compile(
            f"(?:中国共产党|中共|党的)?{_SESSION}(?:中央委员会)?(?:{_ONE}中、)*(?:第?{_ONE}次全体会议|{_ONE}中全会)"
            f"|(?<![届中]){_ONE}中全会"
            f"|中国共产党第?{_N}次全国代表大会|(?:党的|中共)(?:十{_ONE}|二十[一二]?)大"
            f"|(?<![一二三四五六七八九十第约近超达])(?:十[六七八九]|二十)大(?={alternation(words['behind_party_congress'])})"
        ),
        "numbered": re.compile(
            f"{_SESSION}{parts}{{0,22}}?第?{_N}次(?:{alternation(words['bodies'])})?{_ENLARGED}(?:会议|全会|全体会议|大会)"
            f"|第{_N}次(?:{alternation(words['congresses'])})"
            f"|第{_N}次{parts}{{0,12}}?(?:{alternation(words['numbered'])})"
        ),
        "congress": re.compile(f"{_LEVEL}(?:党代会|人代会)"),
        "sessions": re.compile(
            f"(?:全国|全?{_LEVEL})“?两会”?(?!员)|“两会”|两会(?={alternation(words['behind_sessions'])})"
        ),
        "inspection": re.compile(
            f"(?:{_SESSION}[省市州县区]委)?(?:第{_N}轮|首轮(?!巡)|第{_N}批){parts}{{0,8}}?"
            f"(?:{alternation(words['inspections'])})(?!{alternation(words['not_inspections'])})"
        ),
        "party": re.compile(f"(?:{alternation(words['party'])})$"),
    }


def meetings(plain: str, walls: Walls) -> list[Found]:
    """Numbered meetings and those with fixed names. `walls` are the organisations and places in front."""
    patterns = _patterns()
    found: list[Found] = []
    for match in patterns["centre"].finditer(plain):
        found.append(_event(match.start(), match.end()))
    for match in patterns["numbered"].finditer(plain):
        found.append(_event(_with_owner(plain, match.start(), walls), match.end()))
    for name in ("congress", "sessions"):
        for match in patterns[name].finditer(plain):
            start = match.start()
            if plain[start] in "省市州县区旗盟":
                owner = walls.start_of(start + 1)
                start = start if owner is None else owner
            found.append(_event(start, match.end()))
    found.extend(_event(m.start(), m.end()) for m in patterns["inspection"].finditer(plain))
    return found


def _event(start: int, end: int) -> Found:
    return Found(start, end, EntityType.EVENT)


def _with_owner(plain: str, start: int, walls: Walls) -> int:
    """The name's beginning with the place or organisation that stands directly in front (黄冈市第六次…)."""
    for _ in range(3):
        owner = walls.start_of(start)
        party = _patterns()["party"].search(plain, max(0, start - 5), start)
        if owner is None and party is None:
            break
        start = owner if owner is not None else party.start() if party is not None else start
    level = _OWN_LEVEL.search(plain, max(0, start - 2), start)
    return level.start() if level else start
