"""What the model adds where the rules found nothing: the names it is sure of.

    刻刀协会会长 → 刻刀协会, if the rules for organisations passed over it and the model did not

A name counts from the probability in SURE on, if it is cut at words. An organisation or a place is no
ordinary word and no group of things (各乡镇), and its ending says what it is. People are added with the other
people (kg.language.people).
"""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg.language.divisions import lookup
from kg.language.edges import borders_of, common, is_name_text, on_border
from kg.language.people.dictionary import dictionary
from kg.language.places import ending_type, generic
from kg.language.segmentation import words
from kg.language.spans import bylines_of, group, span, text_of
from kg.language.statistics.endings import type_of
from kg.language.statistics.model import Lattice
from kg.model import EntityType

SURE = {"ORG": 0.6, "LOC": 0.6, "INI": 0.9, "EVT": 0.6}  # probabilities from which a name counts
GROUPS = {"ORG": "organisations", "LOC": "places", "INI": "initiatives", "EVT": "events"}
_GROUPS = {EntityType.EVENT: "events"}
_UNDERTAKINGS = {"INI": EntityType.INITIATIVE, "EVT": EntityType.EVENT}
_MEETINGS = ("大会", "论坛", "峰会", "会议", "座谈会", "推介会", "签约仪式", "启动仪式", "开工仪式")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
SURE_OF_WORDS = 0.9  # the probability from which a place may be named with words: 白象街
SURE_OF_DOUBTED = 0.25  # the same for a site that the rules doubt
SURE_OF_WATER = 0.9  # the same for a water that is also a division: 锦江
SURE_OF_SHORT = 0.75  # the same where its name has two characters: 柴河
_WATERS = frozenset("山河湖江溪岛湾")
_DIVISION_OF_MINISTRY = re.compile("(?<!公)司$")
_BODIES = (
    (re.compile("(?<!政)协$"), EntityType.INSTITUTION),
    (re.compile("(?:工程局|旅行社)$"), EntityType.COMPANY),
    (re.compile("(?<!书)[局处所站]$"), EntityType.AGENCY),
    (re.compile("[院馆社]$"), EntityType.INSTITUTION),
)
_ASSOCIATIONS = ("记协", "作协", "科协", "侨协", "影协", "书协", "美协", "足协", "篮协")
_TEAM = re.compile("(?:中心|[^大支总中]队)$")
_HAPPENS = re.compile("(?<=”)(?:启动|亮相|落幕|开幕|举行|揭晓|上线|收官|开赛|启幕|开启|走进)$")
_SIZES = frozenset("大小新老")  # 大创新园
_BESIDE = ("、", "和", "与")
_GOING_ON = frozenset("已有的是了将被让赴")
_NO_NAME = frozenset("各全本该某每两几多数诸所有我贵此这那其")  # a name does not begin with these


@dataclass(frozen=True, slots=True)
class Seen:
    """A name that the model sees, of the kind PER, ORG, LOC, INI or EVT."""

    start: int
    end: int
    kind: str
    probability: float


def keep(doc: Doc, lattice: Lattice) -> None:
    """Keeps the names of a lattice for `seen`."""
    doc.user_data["seen"] = tuple(
        Seen(start, end, kind, lattice.probability(start, end, kind)) for start, end, kind in lattice.names()
    )


def seen(doc: Doc) -> tuple[Seen, ...]:
    """What the model sees in a Doc, in the order of the text; nothing where it has not read it."""
    found: tuple[Seen, ...] = doc.user_data.get("seen", ())
    return found


def additions(doc: Doc) -> list[tuple[str, Span]]:
    """Organisations and places to be added, with the groups they belong to."""
    found = []
    text = text_of(doc)
    for item in _free(doc, ("ORG", "LOC"), ("places", "organisations", "titles", "dates")):
        type = _type(text[item.start : item.end], item)
        if type is None and item.kind == "ORG":
            type = _neighbour(doc, item)
        if type is not None:
            found.append(_added(doc, item, type))
    return [*found, *_confirmed(doc, found)]


def _confirmed(doc: Doc, added: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    """Sites that the rules doubted and the model does not (霞关港)."""
    doubted = doc.user_data.get("doubted")
    if not doubted:
        return []
    taken = _taken(doc, ("places", "organisations", "titles", "dates"))
    for _, item in added:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    lattice, found = doc.user_data["lattice"], []
    for site in sorted(doubted, key=lambda s: (s.start - s.end, s.start)):
        if 1 in taken[site.start : site.end]:
            continue
        probability = lattice.probability(site.start, site.end, "LOC")
        if probability < SURE_OF_DOUBTED or lattice.probability(site.start, site.end, "PER") > probability:
            continue
        taken[site.start : site.end] = b"\1" * (site.end - site.start)
        found.append(_added(doc, Seen(site.start, site.end, "LOC", probability), site.type))
    return found


def undertakings(doc: Doc) -> list[tuple[str, Span]]:
    """Initiatives and events to be added once the rules for these have run, with their groups."""
    text = text_of(doc)
    free = _free(doc, tuple(_UNDERTAKINGS), ("initiatives", "events", "people", "titles"))
    return [
        _added(doc, item, _undertaking(text[item.start : item.end], item.kind))
        for item in (_without_verb(text, item) for item in free)
        if item.end - item.start > 3
        and not _goes_on(text[item.start : item.end])
        and all(text.count(a, item.start, item.end) == text.count(b, item.start, item.end) for a, b in _PAIRS)
    ]


def _without_verb(text: str, item: Seen) -> Seen:
    """A quotation without what happens to it: “云岭木偶进校园” | 启动."""
    verb = _HAPPENS.search(text, item.start, item.end)
    return Seen(item.start, item.end - 2, item.kind, item.probability) if verb else item


def _goes_on(name: str) -> bool:
    """Whether a sentence goes on behind the quotation of a name: “一码通”已有办法, “打卡”云溪路网."""
    _, quote, tail = name.rpartition("”")
    placed = any(lookup(tail[:width]) for width in (2, 3)) and name.startswith("“")
    return quote != "" and (placed or not _GOING_ON.isdisjoint(tail) or name.count("”") > 1)


def _undertaking(name: str, kind: str) -> EntityType:
    """An event, also where the model takes it for an initiative although it ends like a meeting."""
    return EntityType.EVENT if name.endswith(_MEETINGS) else _UNDERTAKINGS[kind]


def _free(doc: Doc, kinds: tuple[str, ...], groups: tuple[str, ...]) -> list[Seen]:
    """The names of some kinds that the model is sure of and that touch nothing in groups and bylines."""
    sure = [item for item in seen(doc) if item.kind in kinds and item.probability >= SURE[item.kind]]
    if not sure:
        return []
    text, borders, taken = text_of(doc), borders_of(doc), _taken(doc, groups)
    heads = {s.start for s in group(doc, "titles")}  # 云岭小学 | 教师
    return [
        item
        for item in sure
        if 1 not in taken[item.start : item.end]
        and on_border(borders, item.start)
        and not lookup(text[item.start - 1 : item.start + 1])  # 广 | 州某药业
        and not lookup(text[item.start : item.end + 1])  # 罗湖 | 区
        and (on_border(borders, item.end) or item.end in heads)
    ]


def _taken(doc: Doc, groups: tuple[str, ...]) -> bytearray:
    """For each character 1 where something in the groups or a byline stands."""
    taken = bytearray(len(doc))
    for start, end in (*bylines_of(doc), *((s.start, s.end) for name in groups for s in group(doc, name))):
        taken[start:end] = b"\1" * (end - start)
    return taken


def _added(doc: Doc, item: Seen, type: EntityType) -> tuple[str, Span]:
    confidence = round(item.probability, 3)
    added = span(doc, item.start, item.end, type, component="statistics", confidence=confidence)
    return _GROUPS.get(type, GROUPS[item.kind]), added


def _type(name: str, item: Seen) -> EntityType | None:
    """The type of a name; None for what is no name, or where its ending does not tell."""
    if not _may_name(name, item):
        return None
    if item.kind == "LOC" and _is_of_words(name, item.probability):
        return None  # 中心村, 高架桥: of such names the rules know more
    return type_of_name(name, item.kind)


def type_of_name(name: str, kind: str, *, placed: bool = False) -> EntityType | None:
    """The type of a name of the kind ORG or LOC by its ending, as counted or as the rules for places say.

    `placed`: a place is part of it, so that an everyday ending is enough (江西体彩队).
    """
    if kind == "ORG" and _DIVISION_OF_MINISTRY.search(name):
        return EntityType.AGENCY
    found = type_of(name, kind) if not name.endswith(_ASSOCIATIONS) else None
    if found is None and kind == "ORG":
        found = next((type for pattern, type in _BODIES if pattern.search(name)), None)
        if found is None and placed and _TEAM.search(name):
            found = EntityType.INSTITUTION
    if found is None and kind == "LOC":
        found = EntityType.SITE if len(name) > 2 and name[-1] in _WATERS else ending_type(name)
    return found


def _is_of_words(name: str, probability: float) -> bool:
    """Whether a place is called by a word, or by words and its ending while the model is not very sure."""
    known_words = dictionary().tag
    if name[-1] in _WATERS and known_words.get(name) == "ns":
        return False  # 柴河
    if name in known_words or name in generic() or (name[0] in _SIZES and name[1:] in generic()):
        return True
    if any(name[:at] in generic() and name[at:] in known_words for at in range(1, len(name) - 1)):
        return True  # 大马路
    core = words(name[:-1])
    known = all(len(word) > 1 and word in known_words for word in core)
    return known and (probability < SURE_OF_WORDS or len(core) > 1 or core[0] in generic())


def _may_name(name: str, item: Seen) -> bool:
    if name in common() or not is_name_text(name):
        return False
    if lookup(name) and (name[-1] not in _WATERS or item.probability < SURE_OF_WATER):
        return False
    if len(name) < 3 and (item.kind != "LOC" or name[-1] not in _WATERS or item.probability < SURE_OF_SHORT):
        return False
    return name[0] not in _NO_NAME or (item.kind == "ORG" and name.startswith("全国"))


def _neighbour(doc: Doc, item: Seen) -> EntityType | None:
    """The type of the organisation beside it in a list, for its ending tells nothing: 云杉 in 华为、云杉."""
    text = text_of(doc)
    if not _may_name(text[item.start : item.end], item):
        return None
    for other in group(doc, "organisations"):
        between = text[min(other.end, item.end) : max(other.start, item.start)]
        if between in _BESIDE and not (other.start < item.end and item.start < other.end):
            return EntityType(other.label_)
    return None
