"""What a name alone states: a unit is part of its organisation, an organisation stands in the place its name
begins with. Only between things that the same article names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.language.divisions import lookup
from kg.language.organisations import full, outer, parse
from kg.linking.claims import Stated
from kg.linking.forms import NAMED_ACTS, heads, is_unit, plain, quoted
from kg.linking.prefixes import elided, prefixes
from kg.linking.referents import Referent
from kg.model import DIVISIONS, ORGANIZATIONS, EntityType, Evidence, Mention, Predicate
from kg.relations.confidence import confidence

PREFIX_RULE, UNIT_RULE = "name-prefix", "name-unit"
GUESSES = {PREFIX_RULE: 0.95, UNIT_RULE: 0.97}  # until they are counted: see kg.relations.confidence
_BRACKETED = re.compile(r"[（(]([\u4e00-\u9fff]{2,8})[）)]")
_STRETCH = re.compile(r".*(?:高铁|铁路|高速|高速公路|大道|国道|公路|江|河)([\u4e00-\u9fff]{2,4})段$")
_STANDING = ORGANIZATIONS | {EntityType.ZONE, EntityType.SITE}


@dataclass(frozen=True, slots=True)
class Present:
    """A thing that an article names: its id and name in the corpus, and how the article has it."""

    id: str
    name: str
    code: str | None
    referent: Referent


def stated_by_names(present: Sequence[Present], mentions: Sequence[Mention]) -> Iterable[Stated]:
    """The statements that the names of an article's things make, with the mention as evidence."""
    organizations = [p for p in present if p.referent.type in ORGANIZATIONS]
    places = {p.code: p for p in present if p.referent.type in DIVISIONS and p.code}
    uncoded = [p for p in present if p.referent.type in DIVISIONS and not p.code and len(p.name) > 1]
    zones = [p for p in present if p.referent.type is EntityType.ZONE]
    for thing in present:
        if thing.referent.type not in _STANDING:
            yield from _channel(thing, present, mentions)
            continue
        parent = _parent(thing, organizations, mentions)
        if parent is not None:
            first = min(thing.referent.mentions, key=lambda i: (-len(mentions[i].text), i))
            yield _statement(thing, Predicate.PART_OF, parent, mentions[first], UNIT_RULE)
            continue
        found = _zone(thing, zones, mentions) or _place(thing, places, uncoded, mentions)
        if found is not None:
            place, mention = found
            yield _statement(thing, Predicate.LOCATED_IN, place, mention, PREFIX_RULE)


def _channel(thing: Present, present: Sequence[Present], mentions: Sequence[Mention]) -> Iterable[Stated]:
    """What a campaign is run through is part of it, where the names differ in the last word alone:
    “某某”金点子征集通道 of “某某”金点子征集活动."""
    ends: dict[str, list[str]] = heads()["initiative"]["channels"]
    name = plain(thing.name)
    word = next((w for w in ends["channel"] if name.endswith(w) and quoted(thing.name)), None)
    if thing.referent.type is not EntityType.INITIATIVE or word is None:
        return
    wholes = {name.removesuffix(word) + end for end in ends["whole"]}
    for other in present:
        if other.referent.type in NAMED_ACTS and plain(other.name) in wholes:
            first = mentions[thing.referent.mentions[0]]
            yield _statement(thing, Predicate.PART_OF, other, first, UNIT_RULE)


def _statement(
    subject: Present, predicate: Predicate, object_: Present, mention: Mention, rule: str
) -> Stated:
    sure = confidence(rule, GUESSES[rule])
    evidence = Evidence(subject.referent.article, mention.start, mention.end, rule, sure)
    return Stated(subject.id, predicate, object_.id, evidence)


def _parent(thing: Present, organizations: Sequence[Present], mentions: Sequence[Mention]) -> Present | None:
    """The narrowest organisation of the article that the thing is a part of by its name."""
    if thing.referent.type not in ORGANIZATIONS:
        return None
    above = _names_above(thing)
    fitting = [
        o
        for o in organizations
        if o.id != thing.id
        and (plain(o.name) in above or is_unit(thing.name, o.name))
        and _shows(thing, o, mentions)
    ]
    return max(fitting, key=lambda o: (len(plain(o.name)), o.id), default=None)


def _shows(thing: Present, parent: Present, mentions: Sequence[Mention]) -> bool:
    """Whether a form of the thing that the article uses tells the parent: 省财政厅社会保障处 does,
    临川区公安分局 does not tell 抚州市公安局."""
    forms = (parent.name, *parent.referent.forms)
    for form in sorted({mentions[i].text for i in thing.referent.mentions}):
        agency = parse(form)
        if any(form.startswith(f) for f in forms) or (agency is not None and agency.units):
            return True
    return False


def _names_above(thing: Present) -> set[str]:
    """The full names of the agencies that an agency is a unit of."""
    division = thing.referent.division
    agency = parse(thing.name)
    if agency is None or division is None:
        return set()
    names = set()
    following = outer(agency)
    while following is not None:
        names.add(plain(full(following, agency.jurisdiction, division.level)))
        following = outer(following)
    return names


def _zone(
    thing: Present, zones: Sequence[Present], mentions: Sequence[Mention]
) -> tuple[Present, Mention] | None:
    """The zone of the article that a name of an organisation begins with: 某某新区管委会."""
    if thing.referent.type not in ORGANIZATIONS:
        return None
    for index in sorted(thing.referent.mentions, key=lambda i: (-len(mentions[i].text), i)):
        text = mentions[index].text
        fitting = [
            (len(form), zone.id, zone)
            for zone in zones
            for form in (zone.name, *zone.referent.forms)
            if len(form) > 2 and text.startswith(form) and text != form
        ]
        if fitting:
            return max(fitting, key=lambda f: f[:2])[2], mentions[index]
    return None


def _place(
    thing: Present, places: Mapping[str, Present], uncoded: Sequence[Present], mentions: Sequence[Mention]
) -> tuple[Present, Mention] | None:
    """The narrowest place that a name of the thing begins with, if the article names it, and the mention."""
    ordered = sorted(thing.referent.mentions, key=lambda i: (-len(mentions[i].text), i))
    for index in ordered:
        mention = mentions[index]
        text = mention.text
        chain = prefixes(text)
        rest = text[chain[-1].end :] if chain else text
        for place in uncoded:
            if rest.startswith(place.name) and len(rest) > len(place.name):
                return place, mention
        for prefix in reversed(chain):
            for division in prefix.candidates:
                if division.code in places:
                    return places[division.code], mention
        if elided(text) or (text.startswith("该") and elided(text[1:])):
            division_of = thing.referent.division
            if division_of is not None and division_of.code in places:
                return places[division_of.code], mention
        bracket = _BRACKETED.search(text)
        if bracket is None and thing.referent.type is EntityType.SITE:
            bracket = _STRETCH.search(text)
        for division in lookup(bracket[1]) if bracket else ():
            if division.code in places:
                return places[division.code], mention
    return None
