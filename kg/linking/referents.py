"""The things one article speaks of: its mentions, grouped, with the fullest name it gives them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.language.divisions import Division, lookup
from kg.language.organisations import parse
from kg.linking.forms import NAMED_ACTS, begins_with_verb, group, heads, is_full_company, plain, quoted
from kg.linking.joining import (
    Key,
    abbreviated_units,
    agencies_without_place,
    is_bare_agreement,
    parties_of,
    two_names,
)
from kg.linking.naming import called, name_of
from kg.linking.prefixes import prefixes
from kg.linking.scene import Scene
from kg.linking.written_out import Name
from kg.model import DIVISIONS, ORGANIZATIONS, PEOPLE, PLACES, EntityType, Reading

_NUMBERED = re.compile(r"^[“\"]?(?:[一二三四五六七八九十百]+|\d+)[大项张个条类种批]\S{0,4}[”\"]?$")


@dataclass(frozen=True, slots=True)
class Referent:
    """A thing as one article has it.

    `division` is what it is or is of. `scope` is where its name holds: "" everywhere, "in 430100" in that
    division, "day 001" at the time of that page, "article 001-02" in that article alone. `pattern` is
    that of Name; `parties` are those who signed an agreement whose name does not tell.
    """

    article: str
    type: EntityType
    name: str
    mentions: tuple[int, ...]
    forms: tuple[str, ...]
    division: Division | None = None
    scope: str = ""
    kind: str | None = None
    pattern: str | None = None
    parties: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


def refer(reading: Reading, scene: Scene) -> tuple[Referent, ...]:
    """The referents of an article but for people, sorted by their first mention."""
    mentions = reading.document.mentions
    names = {
        i: name_of(m, scene.divisions.get(i), scene) for i, m in enumerate(mentions) if m.type not in PEOPLE
    }
    parties = parties_of(reading, names)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    joinable = {
        i: (mentions[i].type, name.text) for i, name in names.items() if _may_join(mentions[i].type, name)
    }
    leaders = {
        **group(joinable.values()),
        **agencies_without_place(joinable, names, mentions),
        **two_names(joinable, names),
        **abbreviated_units(names, mentions),
    }
    for i, name in names.items():
        leader = _end(leaders, joinable.get(i, (mentions[i].type, name.text)))
        if i in parties:
            groups["agreement", name.text, parties[i]].append(i)
        elif leader is not None:
            groups["named", _family(leader[0]), plain(leader[1]), ""].append(i)
        else:
            code = name.division.code if name.division and mentions[i].type in DIVISIONS else ""
            groups["named", _family(mentions[i].type), plain(name.text), code].append(i)
    made = [_referent(reading, scene, indices, names, parties) for indices in groups.values()]
    return tuple(sorted(_named_bodies(made), key=lambda r: r.mentions))


def _end(leaders: Mapping[Key, Key], key: Key) -> Key | None:
    """The fullest name that a name leads to; None where it leads nowhere."""
    seen = [key]
    while (following := leaders.get(seen[-1])) is not None and following not in seen:
        seen.append(following)
    return seen[-1] if key in leaders else None


def _family(type_: EntityType) -> str:
    if type_ in ORGANIZATIONS:
        return "organization"
    if type_ in NAMED_ACTS:
        return "act"
    return "place" if type_ in PLACES else "person"


def family(referent: Referent) -> str:
    """What can be the same as a referent at all: organization, act, place."""
    return _family(referent.type)


def _may_join(type_: EntityType, name: Name) -> bool:
    """Whether a short form may hide behind the name; the names of divisions and agencies of a known place are
    full already."""
    if type_ in DIVISIONS:
        return False
    return not (type_ is EntityType.AGENCY and name.division is not None) and name.pattern is None


def _referent(
    reading: Reading,
    scene: Scene,
    indices: Sequence[int],
    names: Mapping[int, Name],
    parties: Mapping[int, tuple[str, ...]],
) -> Referent:
    mentions = reading.document.mentions
    texts = Counter(names[i].text for i in indices if called(mentions[i]) == mentions[i].text)
    texts.update({names[i].text: 0 for i in indices})
    chosen = fullest(texts)
    best = next(i for i in indices if names[i].text == chosen)
    types = Counter(mentions[i].type for i in indices)
    name, type_ = names[best], mentions[best].type
    if _family(type_) == "organization":
        type_ = min(types.items(), key=lambda item: (-item[1], item[0]))[0]
    if type_ in DIVISIONS and name.division is not None:
        type_ = name.division.level
    forms = {mentions[i].text for i in indices} | {called(mentions[i]) for i in indices} | set(texts)
    division = next((names[i].division for i in indices if names[i].division), None)
    return Referent(
        article=reading.document.article.id,
        type=type_,
        name=chosen,
        mentions=tuple(sorted(indices)),
        forms=tuple(sorted(forms)),
        division=division,
        scope=_scope(reading, scene, type_, chosen, division, best, any(names[i].homeless for i in indices)),
        kind=next((d for i in indices if (d := mentions[i].detail) and type_ is EntityType.INITIATIVE), None),
        pattern=next((names[i].pattern for i in indices if names[i].pattern), None),
        parties=parties.get(best, ()),
        aliases=tuple(sorted({a for i in indices for a in names[i].aliases})),
    )


def fullest(texts: Mapping[str, int]) -> str:
    """The fullest of several forms: one that numbers its edition, else the longest; of two nearly as long the
    more frequent."""
    longest = max(len(plain(t)) for t in texts)

    def rank(text: str) -> tuple[bool, bool, bool, int, int, str]:
        length = len(plain(text))
        near = length >= 0.8 * longest
        return (
            begins_with_verb(text),
            not re.search("第.{1,3}[届次轮]", text),
            not near,
            -texts[text] if near else 0,
            -len(text),
            text,
        )

    return min(texts, key=rank)


def _scope(
    reading: Reading,
    scene: Scene,
    type_: EntityType,
    name: str,
    division: Division | None,
    index: int,
    homeless: bool,
) -> str:
    article = reading.document.article
    if type_ in DIVISIONS:
        return _division_scope(scene, index, name, division)
    if homeless:
        return f"article {article.id}"
    if type_ in NAMED_ACTS:
        return _act_scope(reading, scene, type_, name)
    if division is not None or type_ is EntityType.REGION:
        return ""
    if type_ is EntityType.COMPANY:
        return "" if is_full_company(name) and len(plain(name)) > 6 else _province_scope(scene)
    if type_ is EntityType.INSTITUTION:
        common = plain(name).endswith(tuple(heads()["institution"]["common"]))
        return _place_scope(scene, index) if common else ""
    if type_ is EntityType.AGENCY:
        agency = parse(name)
        return "" if agency is not None and agency.central else _province_scope(scene)
    bare = plain(name)
    if type_ is EntityType.SITE:
        common = bare.endswith(tuple(heads()["site"]["common"])) or bare in heads()["site"]["compass"]
        return _place_scope(scene, index) if common else ""
    return _place_scope(scene, index) if len(bare) <= 4 else ""


def _division_scope(scene: Scene, index: int, name: str, division: Division | None) -> str:
    """Places abroad are one everywhere; one of several that nothing told apart stays with its article; a
    village that the gazetteer does not know is one in its county."""
    if division is not None:
        return f"in {division.code}"
    if scene.document.mentions[index].detail == "foreign":
        return ""
    return f"article {scene.document.article.id}" if lookup(name) else _place_scope(scene, index)


def _act_scope(reading: Reading, scene: Scene, type_: EntityType, name: str) -> str:
    article = reading.document.article
    bare = plain(name)
    if type_ is EntityType.EVENT:
        recurring = bare.endswith(tuple(heads()["event"]["recurring"]))
        if recurring and len(bare) <= 5:
            return f"article {article.id}"  # 座谈会, 启动仪式: the name says nothing
        numbered = re.search("第.{1,3}[届次]|[届次]|(?:19|20)\\d\\d年", name)
        return f"day {article.page}" if recurring and not numbered and len(bare) < 22 else ""
    generic = _NUMBERED.match(name) or len(bare) <= 3 or bare in heads()["initiative"]["heads"]
    if generic or is_bare_agreement(name):
        return f"article {article.id}"
    core = quoted(name)
    if core and not prefixes(name) and bare.endswith(tuple(heads()["initiative"]["campaigns"])):
        return _place_scope(scene, -1)
    return ""


def _province_scope(scene: Scene) -> str:
    home = scene.home.division
    return f"in {home.code[:2]}0000" if home else f"article {scene.document.article.id}"


def _place_scope(scene: Scene, index: int) -> str:
    """The place in front of a mention (道县 in 道县寿雁镇), else the county or city the article is about, or
    the province of its home."""
    mentions = scene.document.mentions
    if index >= 0:
        start = mentions[index].start
        before = [d for i, d in scene.divisions.items() if mentions[i].end == start]
        if before:
            return f"in {before[0].code}"
    county, city = scene.topic(EntityType.COUNTY), scene.topic(EntityType.CITY)
    narrowest = county or city
    return f"in {narrowest.code}" if narrowest else _province_scope(scene)


def _named_bodies(referents: Iterable[Referent]) -> list[Referent]:
    """Bodies set up for a thing of the article get its name: 活动专班 → “…”征集活动专班."""
    made = list(referents)
    acts = [r for r in made if r.type in NAMED_ACTS]
    bodies, things = heads()["agency"]["bodies"], heads()["agency"]["things"]
    for i, referent in enumerate(made):
        if referent.type is not EntityType.AGENCY:
            continue
        for thing in things:
            if referent.name.startswith(thing) and referent.name[len(thing) :] in bodies:
                fitting = sorted(
                    (r for r in acts if r.name.endswith(thing) and len(plain(r.name)) > 4),
                    key=lambda r: (-len(r.mentions), r.name),
                )
                if fitting and (len(fitting) == 1 or len(fitting[0].mentions) > len(fitting[1].mentions)):
                    made[i] = replace(referent, name=fitting[0].name + referent.name[len(thing) :])
    return made
