"""Full names of agencies: the place their short form is at home, and the official words for the rest."""

import re
from collections import Counter

from kg.language.divisions import Division, parent
from kg.language.organisations import AgencyName, full, parse
from kg.language.organisations.forms import tables
from kg.linking.forms import heads
from kg.linking.prefixes import elided, prefixes
from kg.linking.scene import Scene, place_of_name
from kg.linking.written_out import Name, official_place, with_place, zone_name, zone_word
from kg.model import EntityType

_CUSTOMS = re.compile("[\u4e00-\u9fff]{2,5}海关")  # 长沙海关 is 中华人民共和国长沙海关
_STATIONED = re.compile("(?:纪委监委|纪委|监委)驻.+组$")  # 省纪委监委驻省财政厅纪检监察组


def agency_name(surface: str, start: int, scene: Scene) -> Name:
    for pronoun in ("该", "本", "我"):
        if surface.startswith(pronoun) and elided(surface[1:]):
            surface = surface[1:]
    agency = parse(surface)
    if _CUSTOMS.fullmatch(surface):
        return Name(f"中华人民共和国{surface}")
    if _STATIONED.search(surface) or (agency is not None and not agency.jurisdiction and elided(surface)):
        return with_place(surface, start, scene)
    if agency is None or agency.central:
        return (
            with_place(surface, start, scene)
            if agency is None
            else Name(full(agency, "", EntityType.PROVINCE))
        )
    place, text, homeless = _jurisdiction(agency, surface, start, scene)
    if place is None:
        if not homeless and elided(surface) and not zone_word(agency.jurisdiction):
            return with_place(surface, start, scene)  # 市城市…: what was taken for a place is none
        if not agency.jurisdiction or homeless:
            return Name(surface, homeless=homeless)
        return Name(full(agency, text, _level_of(text)))
    branch = _branch(agency, place)
    if branch is not None:
        return Name(branch, place, _spelled(surface, agency.jurisdiction, place))
    name = full(agency, text, place.level)
    chain = prefixes(agency.jurisdiction)
    zoned = bool(chain) and chain[-1].end < len(agency.jurisdiction)
    return Name(name, place, () if zoned else _spelled(surface, agency.jurisdiction, place))


def other_party(surface: str, start: int, scene: Scene) -> Name | None:
    """The full name of a committee of one of the other parties: 民盟浙江省委 → 中国民主同盟浙江省委员会."""
    names: dict[str, str] = heads()["party"]["names"]
    short = next((s for s in names if surface.startswith((s, names[s]))), None)
    if short is None:
        return None
    rest = surface.removeprefix(names[short]).removeprefix(short)
    word = rest.removesuffix("委员会").removesuffix("委会").removesuffix("委")
    if rest in ("", "中央", "中央委员会"):
        return Name(names[short] + ("中央委员会" if rest else ""))
    if word == rest:
        return None
    place = (
        scene.stands_for(word, start)
        if elided(word + "某") == word
        else place_of_name(word, scene.home, Counter(scene.divisions.values()))
    )
    if place is None:
        return Name(surface, homeless=True)
    return Name(f"{names[short]}{official_place(place)}委员会", place)


def _branch(agency: AgencyName, place: Division) -> str | None:
    """The official name of a district's branch of a city's police: 岳麓区公安分局 is 长沙市公安局岳麓分局."""
    above = parent(place)
    if agency.body == "公安分局" and place.name.endswith("区") and above is not None:
        return f"{above.name}公安局{place.short}分局" + "".join(agency.units)
    return None


def _jurisdiction(
    agency: AgencyName, surface: str, start: int, scene: Scene
) -> tuple[Division | None, str, bool]:
    """The division of an agency, its words in the full name, and whether it was sought in vain."""
    written = agency.jurisdiction
    if not written:
        return None, "", False
    word = written.removeprefix("全")
    if elided(word + "某") == word:
        place = scene.stands_for(word, start)
        return place, official_place(place) if place else written, place is None
    zone = zone_name(written, start, scene) if zone_word(written) and has_official_form(agency) else None
    if zone is not None:
        return None, zone.text, zone.homeless
    written = heads()["zone"]["known"].get(written, written)
    chain = prefixes(written)
    if not chain:
        return None, written, False
    known = Counter(scene.divisions.values())
    place = place_of_name(written, scene.home, known)
    if place is None:
        return None, written, False
    behind = written[chain[-1].end :]
    if behind:  # a zone or village of the place: 怀化经开区, 道县寿雁镇某某村
        return place, written, False
    short = chain[-1].text != place.name and chain[-1].text == place.short
    if short and not has_official_form(agency):
        return place, written, False  # 长沙海关 is no 长沙市海关
    return place, official_place(place), False


def has_official_form(agency: AgencyName) -> bool:
    """Whether the body is a usual one: its official name then begins with the full name of the place."""
    if agency.body in heads()["agency"]["vertical"]:
        return False
    if agency.pattern != "{}*":
        return not (agency.pattern.startswith("武警") and agency.body != "总队")
    forms = tables()
    return any(
        agency.body.endswith(suffix) and agency.body[: -len(suffix)] in forms.departments
        for suffix in forms.suffixes.values()
    )


def _level_of(jurisdiction: str) -> EntityType:
    if jurisdiction.endswith(("省", "自治区")):
        return EntityType.PROVINCE
    return EntityType.CITY if jurisdiction.endswith(("市", "州", "盟")) else EntityType.COUNTY


def _spelled(surface: str, written: str, place: Division) -> tuple[str, ...]:
    """The surface with its place written out: 湖南省委 for 省委."""
    if written and surface.startswith(written):
        spelled = place.name + surface[len(written) :]
        return (spelled,) if spelled != surface else ()
    return ()
