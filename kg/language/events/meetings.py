"""Meetings that a number or a fixed name tells: congresses, plenary sessions, 两会."""

import re

from kg.language.initiatives.extent import Walls
from kg.language.initiatives.found import Found
from kg.model import EntityType

_N = "[一二三四五六七八九十百零〇0-9]{1,4}"
_LEVEL = "[省市州县区旗盟镇乡]"
_SESSION = f"第?{_N}届"

# Party congresses and plenary sessions of the centre, long and short.
_CENTRE = re.compile(
    f"(?:中国共产党|中共|党的)?{_SESSION}(?:中央委员会)?(?:[一二三四五六七八九]中、)*(?:第?[一二三四五六七八九]次全体会议|[一二三四五六七八九]中全会)"
    "|(?<![届中])[一二三四五六七八九]中全会"
    f"|(?:中国共产党第?{_N}次全国代表大会|(?:党的|中共)(?:十[一二三四五六七八九]|二十[一二]?)大)"
    "|(?<![一二三四五六七八九十第约近超达])(?:十[六七八九]|二十)大(?=精神|报告|以来|代表|召开|提出|闭幕|开幕|胜利|作出|部署|擘画|后|前|党章)"
)
# Congresses and consultative conferences by session and meeting, party committees by session and plenum.
_NUMBERED = re.compile(
    f"(?:{_SESSION}[^，。；：！？、\n“”《》（）的]{{0,22}}?第?{_N}次(?:常委会|主席|主任|全体|常务委员会)?(?:（扩大）|\\(扩大\\)|扩大)?(?:会议|全会|全体会议|大会)"
    f"|第{_N}次(?:党员)?(?:党代会|全国代表大会|代表大会|党代表大会|团代会|妇代会|文代会|工代会|侨代会|科代会|残代会|贫代会|归侨侨眷代表大会)"
    f"|第{_N}次[^，。；：！？、\n“”《》的了]{{0,12}}?(?:会议|论坛|峰会|年会|座谈会|推进会|调度会|例会|联席会))"
)
_CONGRESS = re.compile(f"(?:{_LEVEL})(?:党代会|人代会)")
_SESSIONS = re.compile(
    f"(?:全国|全?{_LEVEL})“?两会”?(?!员)|“两会”|两会(?=期间|召开|现场|代表委员|代表|闭幕|开幕|精神|时间|特别)"
)
_INSPECTION = re.compile(
    f"(?:第?{_N}届[省市州县区]委)?(?:第{_N}轮|首轮|第{_N}批)[^，。；：！？、\n“”的]{{0,8}}?(?:巡察|巡视|督察)(?!组|办|整改|反馈|工作组|意见|干部|专员|机构|机关)"
)
_PARTY = re.compile("(?:中国共产党|中共|党的|共青团|政协|党)$")
_OWN_LEVEL = re.compile("(?<![我本该全各两])[省市州县区旗盟]$")


def meetings(plain: str, walls: Walls) -> list[Found]:
    """Numbered meetings and those with fixed names. `walls` are the organisations and places in front."""
    found: list[Found] = []
    for match in _CENTRE.finditer(plain):
        found.append(_event(match.start(), match.end()))
    for match in _NUMBERED.finditer(plain):
        found.append(_event(_with_owner(plain, match.start(), walls), match.end()))
    for pattern in (_CONGRESS, _SESSIONS):
        for match in pattern.finditer(plain):
            start = match.start()
            if plain[start] in "省市州县区旗盟":
                owner = walls.start_of(start + 1)
                start = start if owner is None else owner
            found.append(_event(start, match.end()))
    found.extend(_event(m.start(), m.end()) for m in _INSPECTION.finditer(plain))
    return found


def _event(start: int, end: int) -> Found:
    return Found(start, end, EntityType.EVENT)


def _with_owner(plain: str, start: int, walls: Walls) -> int:
    """The name's beginning with the place or organisation that stands directly in front (黄冈市第六次…)."""
    for _ in range(3):
        owner = walls.start_of(start)
        party = _PARTY.search(plain, max(0, start - 5), start)
        if owner is None and party is None:
            break
        start = owner if owner is not None else party.start() if party is not None else start
    level = _OWN_LEVEL.search(plain, max(0, start - 2), start)
    return level.start() if level else start
