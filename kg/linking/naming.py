"""The full name of what a mention names, as far as its article tells."""

from collections import Counter

from kg.language.divisions import Division
from kg.language.organisations import AgencyName, parse
from kg.linking import meetings
from kg.linking.agency_names import agency_name, has_official_form, other_party
from kg.linking.forms import heads, quoted, same_act
from kg.linking.prefixes import elided, prefixes
from kg.linking.scene import Scene, place_of_name
from kg.linking.written_out import Name, official_place, short_forms, with_place, zone_name
from kg.model import DIVISIONS, ORGANIZATIONS, EntityType, Mention


def name_of(mention: Mention, division: Division | None, scene: Scene) -> Name:
    """The name of a mention in its article; `division` is what the scene knows of a place mention."""
    surface = called(mention)
    if mention.type in ORGANIZATIONS and (committee := other_party(surface, mention.start, scene)):
        return committee
    if mention.type in DIVISIONS:
        return _division_name(surface, division)
    if mention.type is EntityType.AGENCY:
        return agency_name(surface, mention.start, scene)
    if mention.type is EntityType.EVENT:
        return _event(surface, mention.start, scene)
    if mention.type is EntityType.ZONE:
        return zone_name(surface, mention.start, scene)
    if mention.type is EntityType.REGION:
        return Name(heads()["region"]["known"].get(surface, surface))
    if mention.type is EntityType.SITE:
        return _site(surface, mention.start, scene)
    if mention.type is EntityType.INITIATIVE:
        return with_place(surface.replace("为主题的", "主题"), mention.start, scene)
    if mention.type is EntityType.INSTITUTION:
        agency = parse(surface)  # 省科协, 省委党校: full names are made as those of agencies are
        if agency is not None and (agency.central or (agency.jurisdiction and has_official_form(agency))):
            return agency_name(surface, mention.start, scene)
        surface = _institution(surface)
    if mention.type in (EntityType.COMPANY, EntityType.INSTITUTION):
        return with_place(surface, mention.start, scene)
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
    return with_place(surface, start, scene)


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
                host = agency_name(surface[:end], start, scene)
                return Name(host.text + surface[end:], host.division, homeless=host.homeless)
    return with_place(surface, start, scene)


def _holds(agency: AgencyName, meeting: str) -> bool:
    """Whether a meeting whose name begins with an organ is one that the organ holds: 省委|经济工作会议."""
    persons: tuple[str, ...] = tuple(heads()["event"]["persons"])
    return agency.pattern != "{}*" and not agency.units and not meeting.startswith(persons)
