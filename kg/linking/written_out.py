"""Names with their place written out: 省儿童医院 → 湖南省儿童医院, 高新区 → 怀化高新技术产业开发区."""

import re
from collections import Counter
from dataclasses import dataclass

from kg.language.divisions import Division, lookup, parent
from kg.linking.forms import heads
from kg.linking.prefixes import elided, prefixes
from kg.linking.scene import Scene, place_of_name
from kg.model import EntityType

_FREE_TRADE_AREA = re.compile("(.*?自贸(?:试验)?区)(.+片区)")


@dataclass(frozen=True, slots=True)
class Name:
    """A full name; the division that the thing is, or that an organisation is of; other forms that are
    known to mean it; whether its place had to be found and was not (省 of a paper whose home nobody knows);
    for a meeting whose numbers are left out, the pattern of its official name."""

    text: str
    division: Division | None = None
    aliases: tuple[str, ...] = ()
    homeless: bool = False
    pattern: str | None = None


def short_forms(division: Division) -> tuple[str, ...]:
    """The short form of a division, where it means this division before any other: 长沙 is 长沙市, and no
    form of 长沙县; 普陀 is two districts and says nothing."""
    found = [d for d in lookup(division.short) if not d.former]
    first = bool(found) and found[0] == division and not any(d.level is division.level for d in found[1:])
    whole = division.short == division.name or division.name.endswith("新区")
    return (division.short,) if first and not whole else ()


def official_place(division: Division) -> str:
    """A division as it stands in the names of agencies: districts with their city in front (怀化市鹤城区),
    towns with their county (道县寿雁镇), counties and cities without."""
    above = parent(division)
    if division.level is EntityType.LOCALITY and above is not None:
        return official_place(above) + division.name
    if division.level is EntityType.COUNTY and division.name.endswith("区") and above is not None:
        return above.name + division.name
    return division.name


def with_place(surface: str, start: int, scene: Scene) -> Name:
    """A name with the place in front written out: 省儿童医院 → 湖南省儿童医院; also behind a bracket:
    省农科院（省种业中心）."""
    inner = surface.find("（")
    if 0 < inner < len(surface) - 3 and surface.endswith("）") and elided(surface[inner + 1 :]):
        outside, inside = (
            with_place(surface[:inner], start, scene),
            with_place(surface[inner + 1 : -1], start + inner + 1, scene),
        )
        aliases = (surface[:inner], surface[inner + 1 : -1], outside.text, inside.text)
        return Name(f"{outside.text}（{inside.text}）", outside.division, aliases, outside.homeless)
    word = elided(surface)
    if not word:
        chain = prefixes(surface)
        if not chain:
            return Name(surface)
        place = place_of_name(surface, scene.home, Counter(scene.divisions.values()))
        written = chain[0].text if len(chain) == 1 and surface.startswith(chain[0].text) else ""
        if place and written.endswith(("县", "州", "旗")) and written not in (place.name, place.short):
            return Name(place.name + surface[chain[0].end :], place)  # 江华县 is 江华瑶族自治县
        return Name(surface, place)
    place = scene.stands_for(word, start)
    if place is None:
        return Name(surface, homeless=True)
    return Name(official_place(place) + surface[len(word) :], place)


def zone_word(surface: str) -> str | None:
    """The short word for a kind of zone that a name ends with: 高新区."""
    words: dict[str, str] = heads()["zone"]["words"]
    return max((w for w in words if surface.endswith(w)), key=len, default=None)


def zone_name(surface: str, start: int, scene: Scene) -> Name:
    area = _FREE_TRADE_AREA.fullmatch(surface)
    if area is not None:  # 湖南自贸试验区长沙片区
        whole = zone_name(area[1], start, scene)
        return Name(whole.text + area[2], whole.division, homeless=whole.homeless)
    words: dict[str, str] = heads()["zone"]["words"]
    word = zone_word(surface)
    if surface in heads()["zone"]["known"]:
        surface = heads()["zone"]["known"][surface]
    if word is None:
        return with_place(surface, start, scene)
    before = surface[: -len(word)]
    if not before and words[word] == "自由贸易试验区":
        before = "省"
    if before == "省" and words[word] == "自由贸易试验区":
        province = scene.stands_for("省", start) or scene.stands_for("自治区", start)
        before = province.name if province else ""
    if not before or before in ("省", "市", "县", "区"):
        place = scene.stands_for(before or "市", start)
        if place is None:
            return Name(surface, homeless=True)
        return Name(place.short + words[word], place)
    place = place_of_name(before, scene.home, Counter(scene.divisions.values()))
    if place is not None and place.level is EntityType.PROVINCE and words[word] == "自由贸易试验区":
        return Name(f"中国（{place.short}）自由贸易试验区", place)
    return Name(before + words[word], place)
