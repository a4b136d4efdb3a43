"""The full name of what a mention names, as far as its article tells."""

import re
from collections import Counter
from dataclasses import dataclass

from kg.language.divisions import Division, lookup, parent
from kg.language.organisations import AgencyName, full, parse
from kg.language.organisations.agencies import tables
from kg.linking import meetings
from kg.linking.forms import heads, quoted, same_act
from kg.linking.prefixes import elided, prefixes
from kg.linking.scene import Scene, place_of_name
from kg.model import DIVISIONS, ORGANIZATIONS, EntityType, Mention

_STATIONED = re.compile("(?:纪委监委|纪委|监委)驻.+组$")  # 省纪委监委驻省财政厅纪检监察组
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


def name_of(mention: Mention, division: Division | None, scene: Scene) -> Name:
    """The name of a mention in its article; `division` is what the scene knows of a place mention."""
    surface = called(mention)
    if mention.type in ORGANIZATIONS and (committee := _other_party(surface, mention.start, scene)):
        return committee
    if mention.type in DIVISIONS:
        return _division_name(surface, division)
    if mention.type is EntityType.AGENCY:
        return _agency(surface, mention.start, scene)
    if mention.type is EntityType.EVENT:
        return _event(surface, mention.start, scene)
    if mention.type is EntityType.ZONE:
        return _zone(surface, mention.start, scene)
    if mention.type is EntityType.REGION:
        return Name(heads()["region"]["known"].get(surface, surface))
    if mention.type is EntityType.SITE:
        return _site(surface, mention.start, scene)
    if mention.type is EntityType.INITIATIVE:
        return _with_place(surface.replace("为主题的", "主题"), mention.start, scene)
    if mention.type is EntityType.INSTITUTION:
        agency = parse(surface)  # 省科协, 省委党校: full names are made as those of agencies are
        if agency is not None and (agency.central or (agency.jurisdiction and _in_table(agency))):
            return _agency(surface, mention.start, scene)
        surface = _institution(surface)
    if mention.type in (EntityType.COMPANY, EntityType.INSTITUTION):
        return _with_place(surface, mention.start, scene)
    return Name(surface)


def called(mention: Mention) -> str:
    """What a mention is called in its article: the name that the language pipeline gave it, but where that is
    another thing made around a quoted name (“一网通办” is no “一网通办”合作协议)."""
    if mention.name is None:
        return mention.text
    core = quoted(mention.text)
    if core and core == quoted(mention.name) and not same_act(mention.text, mention.name):
        return mention.text
    return mention.name


def _division_name(surface: str, division: Division | None) -> Name:
    if division is None:
        return Name(surface)
    return Name(division.name, division, short_forms(division))


def short_forms(division: Division) -> tuple[str, ...]:
    """The short form of a division, where it means this division before any other: 长沙 is 长沙市, and no
    form of 长沙县."""
    found = lookup(division.short)
    return (division.short,) if found and found[0] == division and division.short != division.name else ()


def official_place(division: Division) -> str:
    """A division as it stands in the names of agencies: districts with their city in front (怀化市鹤城区),
    counties and cities without."""
    above = parent(division)
    if division.level is EntityType.COUNTY and division.name.endswith("区") and above is not None:
        return above.name + division.name
    return division.name


def _agency(surface: str, start: int, scene: Scene) -> Name:
    for pronoun in ("该", "本", "我"):
        if surface.startswith(pronoun) and elided(surface[1:]):
            surface = surface[1:]
    agency = parse(surface)
    if _STATIONED.search(surface) or (agency is not None and not agency.jurisdiction and elided(surface)):
        return _with_place(surface, start, scene)
    if agency is None or agency.central:
        return (
            _with_place(surface, start, scene)
            if agency is None
            else Name(full(agency, "", EntityType.PROVINCE))
        )
    place, text, homeless = _jurisdiction(agency, surface, start, scene)
    if place is None:
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


def _other_party(surface: str, start: int, scene: Scene) -> Name | None:
    """The full name of a committee of one of the other parties: 民盟浙江省委 → 中国民主同盟浙江省委员会."""
    names: dict[str, str] = heads()["party"]["names"]
    short = next((s for s in names if surface.startswith((s, names[s]))), None)
    if short is None:
        return None
    rest = surface.removeprefix(names[short]).removeprefix(short)
    word = rest.removesuffix("委员会").removesuffix("委")
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
    zone = _zone(written, start, scene) if _zone_word(written) and _in_table(agency) else None
    if zone is not None:
        return None, zone.text, zone.homeless
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
    if short and not _in_table(agency):
        return place, written, False  # 长沙海关 is no 长沙市海关
    if place.level is EntityType.LOCALITY:  # as many places in front of it as the text gives
        return place, "".join(p.candidates[0].name for p in chain[:-1]) + place.name, False
    return place, official_place(place), False


def _in_table(agency: AgencyName) -> bool:
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


def _with_place(surface: str, start: int, scene: Scene) -> Name:
    """A name with the place in front written out: 省儿童医院 → 湖南省儿童医院; also behind a bracket:
    省农科院（省种业中心）."""
    inner = surface.find("（")
    if 0 < inner < len(surface) - 3 and surface.endswith("）") and elided(surface[inner + 1 :]):
        outside, inside = (
            _with_place(surface[:inner], start, scene),
            _with_place(surface[inner + 1 : -1], start + inner + 1, scene),
        )
        aliases = (surface[:inner], surface[inner + 1 : -1], outside.text, inside.text)
        return Name(f"{outside.text}（{inside.text}）", outside.division, aliases, outside.homeless)
    word = elided(surface)
    if not word:
        chain = prefixes(surface)
        return Name(
            surface, place_of_name(surface, scene.home, Counter(scene.divisions.values())) if chain else None
        )
    place = scene.stands_for(word, start)
    if place is None:
        return Name(surface, homeless=True)
    return Name(place.name + surface[len(word) :], place)


def _zone_word(surface: str) -> str | None:
    """The short word for a kind of zone that a name ends with: 高新区."""
    words: dict[str, str] = heads()["zone"]["words"]
    return max((w for w in words if surface.endswith(w)), key=len, default=None)


def _zone(surface: str, start: int, scene: Scene) -> Name:
    area = _FREE_TRADE_AREA.fullmatch(surface)
    if area is not None:  # 湖南自贸试验区长沙片区
        whole = _zone(area[1], start, scene)
        return Name(whole.text + area[2], whole.division, homeless=whole.homeless)
    words: dict[str, str] = heads()["zone"]["words"]
    word = _zone_word(surface)
    if word is None:
        return _with_place(surface, start, scene)
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


def _institution(surface: str) -> str:
    """An institution with the short word at its end written out: 省农科院 → 省农业科学院.

    Only where a place or 省, 市 stands in front.
    """
    for short, long in heads()["institution"]["spelled"].items():
        before = surface.removesuffix(short)
        if (
            before != surface
            and not before.endswith("第")
            and (elided(surface) or prefixes(before) or not before)
        ):
            return before + long if before or len(short) > 2 else surface
    return surface


def _site(surface: str, start: int, scene: Scene) -> Name:
    for short, long in heads()["site"]["words"].items():
        if surface.endswith(short) and len(surface) > len(short) + 1:
            surface = surface[: -len(short)] + long
            break
    return _with_place(surface, start, scene)


def _event(surface: str, start: int, scene: Scene) -> Name:
    meeting = meetings.read(surface)
    if meeting is not None:
        found: list[Division] = []

        def jurisdiction(written: str) -> str | None:
            place = (
                scene.stands_for(written, start)
                if elided(written + "某") == written
                else place_of_name(written, scene.home, Counter(scene.divisions.values()))
            )
            found.extend([place] if place else [])
            return official_place(place) if place else (written if len(written) > 2 else None)

        name = meetings.official(meeting, jurisdiction)
        if name is None:
            return Name(surface, homeless=True)
        place = found[0] if found else None
        return Name(surface, place, pattern=name) if meeting.open else Name(name, place)
    for joint in heads()["event"]["joints"]:
        surface = surface.replace(joint, "", 1)
    recurring = tuple(heads()["event"]["recurring"])
    if surface.endswith(recurring):
        for end in range(len(surface) - 2, 1, -1):
            agency = parse(surface[:end])
            if (
                agency is None
                or agency.central
                or not (surface[end:] in recurring or _holds(agency, surface[end:]))
            ):
                continue
            if agency.jurisdiction:
                host = _agency(surface[:end], start, scene)
                return Name(host.text + surface[end:], host.division, homeless=host.homeless)
    return _with_place(surface, start, scene)


def _holds(agency: AgencyName, meeting: str) -> bool:
    """Whether a meeting whose name begins with an organ is one that the organ holds: 省委|经济工作会议."""
    persons: tuple[str, ...] = tuple(heads()["event"]["persons"])
    return agency.pattern != "{}*" and not agency.units and not meeting.startswith(persons)
