"""The things one article speaks of: its mentions, grouped, with the fullest name it gives them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.language.divisions import Division, ancestors
from kg.language.organisations import parse
from kg.linking.forms import NAMED_ACTS, group, heads, is_full_company, plain, quoted, subsequence
from kg.linking.naming import Name, name_of
from kg.linking.prefixes import prefixes
from kg.linking.scene import Scene
from kg.model import DIVISIONS, ORGANIZATIONS, PEOPLE, PLACES, EntityType, Mention, Predicate, Reading

_NUMBERED = re.compile(r"^[“\"]?(?:[一二三四五六七八九十百]+|\d+)[大项张个条类种批]\S{0,4}[”\"]?$")


@dataclass(frozen=True, slots=True)
class Referent:
    """A thing as one article has it.

    `division` is what it is or is of. `scope` is where its name holds: "" everywhere, "in 430100" in that
    division, "day 001" at the time of that page, "article 001-02" in that article alone. `pattern` as in Name;
    `parties` are those who signed an agreement whose name does not tell.
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
    parties = _parties(reading, names)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    joinable = {
        i: (mentions[i].type, name.text) for i, name in names.items() if _may_join(mentions[i].type, name)
    }
    leaders = group(joinable.values())
    leaders = _agencies(leaders, joinable, names, mentions)
    leaders = _bracketed(leaders, joinable, names)
    leaders = _units(leaders, names, mentions)
    for i, name in names.items():
        leader = leaders.get(joinable.get(i, (mentions[i].type, name.text)))
        if i in parties:
            groups["agreement", name.text, parties[i]].append(i)
        elif leader is not None:
            groups["named", _family(leader[0]), plain(leader[1]), ""].append(i)
        else:
            code = name.division.code if name.division and mentions[i].type in DIVISIONS else ""
            groups["named", _family(mentions[i].type), plain(name.text), code].append(i)
    made = [_referent(reading, scene, indices, names, parties) for indices in groups.values()]
    return tuple(sorted(_named_bodies(made), key=lambda r: r.mentions))


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


def _agencies(
    leaders: dict[tuple[EntityType, str], tuple[EntityType, str]],
    joinable: Mapping[int, tuple[EntityType, str]],
    names: Mapping[int, Name],
    mentions: Sequence[Mention],
) -> dict[tuple[EntityType, str], tuple[EntityType, str]]:
    """Agencies written without their jurisdiction join the only one of the article that ends in the same
    words: 代表资格审查委员会 joins 湖南省人民代表大会常务委员会代表资格审查委员会."""
    agency = EntityType.AGENCY
    every = sorted({names[i].text for i in names if mentions[i].type is agency})
    made = dict(leaders)
    for item in sorted({j for j in joinable.values() if j[0] is agency}):
        short = _spelled(item[1])
        fitting = [
            long
            for long in every
            if long != item[1]
            and len(plain(item[1])) >= 4
            and (_spelled(long).endswith(short) or _unnumbered(_spelled(long)) == short)
            and len(plain(long)) > len(plain(item[1]))
            and not prefixes(item[1])
        ]
        if len(fitting) == 1:
            made[item] = (agency, fitting[0])
    return made


def _units(
    leaders: dict[tuple[EntityType, str], tuple[EntityType, str]],
    names: Mapping[int, Name],
    mentions: Sequence[Mention],
) -> dict[tuple[EntityType, str], tuple[EntityType, str]]:
    """A unit joins the only unit of the same agency that its name abbreviates: 某中心社保窗口 joins
    某中心社保跨省互联互通窗口, 某局办案科 no other 科."""
    made = dict(leaders)
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for i in names:
        agency = parse(names[i].text) if mentions[i].type is EntityType.AGENCY else None
        if agency is not None and agency.units:
            unit = "".join(agency.units)
            parts[names[i].text.removesuffix(unit)][names[i].text] = unit
    for units in parts.values():
        for name, unit in sorted(units.items()):
            fitting = [
                n
                for n, u in sorted(units.items())
                if len(u) > len(unit) and len(unit) >= 4 and u[:2] == unit[:2] and u[-2:] == unit[-2:]
                if subsequence(unit, u)
            ]
            if len(fitting) == 1:
                made[EntityType.AGENCY, name] = (EntityType.AGENCY, fitting[0])
    return made


def _bracketed(
    leaders: dict[tuple[EntityType, str], tuple[EntityType, str]],
    joinable: Mapping[int, tuple[EntityType, str]],
    names: Mapping[int, Name],
) -> dict[tuple[EntityType, str], tuple[EntityType, str]]:
    """One house with two names, one of them in brackets, is found again under either: 某院（某中心）."""
    made = dict(leaders)
    for i, whole in sorted(joinable.items()):
        if whole[1].endswith("）"):
            for part in sorted(set(joinable.values())):
                if part != whole and part[1] in names[i].aliases and part[0] in ORGANIZATIONS:
                    made[part] = made.get(whole, whole)
    return made


def _spelled(name: str) -> str:
    text = plain(name)
    for short, long in heads()["agency"]["spelled"].items():
        text = text.replace(short, long)
    return text


def _unnumbered(name: str) -> str:
    return re.sub("第[一二三四五六七八九十]+", "", name)


@cache
def _agreement() -> re.Pattern[str]:
    table = heads()["initiative"]
    return re.compile(f"(?:{'|'.join(table['agreement_words'])})*(?:{'|'.join(table['agreements'])})")


def is_bare_agreement(name: str) -> bool:
    """Whether a name says nothing without those who signed: 战略合作框架协议."""
    return _agreement().fullmatch(plain(name)) is not None


def _parties(reading: Reading, names: Mapping[int, Name]) -> dict[int, tuple[str, ...]]:
    """The index of each bare agreement to those who signed it, by the statements; one that no statement tells
    of takes those of the one before it, or of the next."""
    bare = [
        i
        for i in names
        if reading.document.mentions[i].type in NAMED_ACTS and is_bare_agreement(names[i].text)
    ]
    signed: dict[int, tuple[str, ...]] = {}
    mentions = reading.document.mentions
    for i in bare:
        signers = {
            names[s.subject].text
            for s in reading.statements
            if s.predicate is Predicate.ISSUED and s.object == i and s.subject in names
        }
        if signers:
            signed[i] = tuple(sorted(signers))
    # A party named in one passage and both in the next are the same agreement.
    for i, one in sorted(signed.items()):
        wider = {o for o in signed.values() if set(one) < set(o)}
        if len(wider) == 1:
            signed[i] = next(iter(wider))
    for i in bare:
        if i not in signed:
            same = [j for j in signed if plain(names[j].text) == plain(names[i].text)]
            before = [j for j in same if mentions[j].start <= mentions[i].start]
            nearest = before[-1:] or same[:1]
            signed[i] = signed[nearest[0]] if nearest else ()
    return signed


def _referent(
    reading: Reading,
    scene: Scene,
    indices: Sequence[int],
    names: Mapping[int, Name],
    parties: Mapping[int, tuple[str, ...]],
) -> Referent:
    mentions = reading.document.mentions
    texts = Counter(names[i].text for i in indices)
    chosen = fullest(texts)
    best = next(i for i in indices if names[i].text == chosen)
    types = Counter(mentions[i].type for i in indices)
    name, type_ = names[best], mentions[best].type
    if _family(type_) == "organization":
        type_ = min(types.items(), key=lambda item: (-item[1], item[0]))[0]
    if type_ in DIVISIONS and name.division is not None:
        type_ = name.division.level
    forms = {mentions[i].text for i in indices} | {mentions[i].name or "" for i in indices} | set(texts)
    division = next((names[i].division for i in indices if names[i].division), None)
    return Referent(
        article=reading.document.article.id,
        type=type_,
        name=chosen,
        mentions=tuple(sorted(indices)),
        forms=tuple(sorted(forms - {""})),
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

    def rank(text: str) -> tuple[bool, bool, int, int, str]:
        length = len(plain(text))
        near = length >= 0.8 * longest
        return (
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
        return f"in {division.code}" if division else _place_scope(scene, index)
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
        return _province_scope(scene) if not name.startswith(("国家", "中央", "全国", "中国", "中华")) else ""
    return _place_scope(scene, index)


def _act_scope(reading: Reading, scene: Scene, type_: EntityType, name: str) -> str:
    article = reading.document.article
    bare = plain(name)
    if type_ is EntityType.EVENT:
        recurring = bare.endswith(tuple(heads()["event"]["recurring"]))
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
    """The place in front of a mention (道县 in 道县寿雁镇), else the city that most of the article is about,
    else the province of its home."""
    mentions = scene.document.mentions
    if index >= 0:
        start = mentions[index].start
        before = [d for i, d in scene.divisions.items() if mentions[i].end == start]
        if before:
            return f"in {before[0].code}"
    total = sum(n for d, n in scene.topics if d.level is EntityType.CITY)
    for division, share in scene.topics:
        if division.level is EntityType.CITY and share > total / 2:
            return f"in {division.code}"
    return _province_scope(scene)


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


def chain_of(division: Division | None) -> tuple[Division, ...]:
    """A division and those above it."""
    return (division, *ancestors(division)) if division else ()
