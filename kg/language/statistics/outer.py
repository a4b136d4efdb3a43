"""Names that the model sees around what the rules found: 梅州 | 客都会展服务公司, 兼 | 眉县猕猴桃产业协会.

The rules know the place a name begins with, but not always that a name goes on behind it; or they let one
begin too early, where no word's border shows. The model is asked for both.
"""

import re

from spacy.tokens import Doc, Span

from kg.language.edges import borders_of, on_border, stops, words_between
from kg.language.spans import bylines_of, facts_of, group, in_regions, span, text_of
from kg.language.statistics.additions import Seen, seen, type_of_name
from kg.model import DIVISIONS, ORGANIZATIONS, EntityType

SURE = {"ORG": 0.75, "LOC": 0.85}  # probabilities from which a name counts that holds others
SURE_OF_WORDS = 0.9  # that from which words may be in it that end names elsewhere: 客都会展
SURE_OF_BEGIN = 0.5  # that from which a name begins later than the rules say
SURE_OF_PERSON = 0.9  # that from which a person behind a title is no place
_TYPES = {"LOC": (EntityType.SITE, EntityType.ZONE, EntityType.REGION)}
# What makes several names of one, or a group of people.
_TOGETHER = re.compile(
    "所属|下属|省际|跨省|免费|[一二两三四五六七八九十几某多][家所个座]|某|(?:考察|代表|访问|慰问|调研|采访)[团组队]$"
)
_JOINED = re.compile("[和与及]|会同|联合|携手")
_PARTICLES = frozenset("的了着过在从由对向将把或是被让使令给跟")


def widen(doc: Doc) -> None:
    """Adds names that hold what the rules found, cuts off what stands before a name, and takes back sites,
    regions and short forms that are a piece of a person's name (秘书长罗 | 沙溪)."""
    _release(doc)
    places, organisations = group(doc, "places"), group(doc, "organisations")
    blocks = [(s.start, s.end) for name in ("titles", "dates") for s in group(doc, name)]
    for item in seen(doc):
        if item.kind not in SURE or in_regions(bylines_of(doc), item.start, item.end):
            continue
        touching = [s for s in (*places, *organisations) if s.start < item.end and item.start < s.end]
        if not touching or any(start < item.end and item.start < end for start, end in blocks):
            continue
        if all(item.start <= s.start and s.end <= item.end for s in touching):
            _add(doc, item, touching)
        elif item.kind == "ORG" and item.probability >= SURE_OF_BEGIN:
            _cut(doc, item, touching)


def _release(doc: Doc) -> None:
    heads = {s.end for s in group(doc, "titles")}
    people = [
        (p.start, p.end)
        for p in seen(doc)
        if p.kind == "PER" and p.probability >= SURE_OF_PERSON and (p.start in heads or p.end - p.start > 3)
    ]
    if not people:
        return
    places = group(doc, "places")
    kept = [s for s in places if not any(a <= s.start and s.end <= b for a, b in people)]
    if len(kept) < len(places):
        doc.spans["places"] = kept


def _add(doc: Doc, item: Seen, inner: list[Span]) -> None:
    length = item.end - item.start
    if item.probability < SURE[item.kind] or any(s.end - s.start == length for s in inner):
        return
    if not _is_one(doc, item, inner):
        return
    owner = max((s for s in inner if s.start == item.start), key=lambda s: s.end, default=None)
    if owner is not None and owner.label_ in ORGANIZATIONS:
        type: EntityType | None = EntityType(owner.label_)  # its unit
    else:
        type = type_of_name(text_of(doc)[item.start : item.end], item.kind, placed=True)
    if type is None or type not in _TYPES.get(item.kind, (type,)):
        return
    into, confidence = "places" if item.kind == "LOC" else "organisations", round(item.probability, 3)
    added = span(doc, item.start, item.end, type, component="statistics", confidence=confidence)
    doc.spans[into] = [*group(doc, into), added]


def _is_one(doc: Doc, item: Seen, inner: list[Span]) -> bool:
    """Whether a stretch is one name, and no place with what lies in it, no two names side by side."""
    text, borders = text_of(doc), borders_of(doc)
    name = text[item.start : item.end]
    last = max(s.end for s in inner)
    sure = item.probability >= SURE_OF_WORDS
    if _TOGETHER.search(name) or not all("\u4e00" <= c <= "\u9fff" for c in name):
        return False
    if not on_border(borders, item.end) or text.rfind("《", 0, item.start) > text.rfind("》", 0, item.start):
        return False
    if last == item.end:
        placed = any(s.start == item.start and s.label_ in DIVISIONS for s in inner)
        if not sure or placed:
            return False  # 横州市 | 马道枢纽
    if item.kind == "LOC" and any(_is_full(text, s) for s in inner if s.start == item.start):
        return False  # 栖西村 | 司楼
    if item.end - last == 1:
        return False
    if any(s.label_ in ORGANIZATIONS and _JOINED.match(text, s.end) for s in inner if s.end < item.end):
        return False  # 县民族宗教事务局 | 和县文化馆
    words = words_between(text, item.start, item.end, borders)
    return not any(word in _PARTICLES or (not sure and word in stops()) for word in words)


def _is_full(text: str, place: Span) -> bool:
    """Whether a place is a division by its full name, which no site and no zone around it begins with."""
    return place.label_ in DIVISIONS and text[place.end - 1] in "省市县区州旗镇乡村"


def _cut(doc: Doc, item: Seen, touching: list[Span]) -> None:
    """Moves the beginning of a name of the rules to the division that the model's begins with."""
    placed = any(s.start == item.start and s.label_ in DIVISIONS for s in touching)
    if not placed or text_of(doc)[item.start - 1] in "（(“":
        return
    for long in touching:
        early = 0 < item.start - long.start <= 8 and long.end == item.end
        if not early or any(s.start == long.start and s is not long for s in touching):
            continue
        detail = facts_of(long).detail
        short = span(doc, item.start, item.end, long.label_, detail=detail, component="statistics")
        doc.spans["organisations"] = [
            short if (s.start, s.end) == (long.start, long.end) else s for s in group(doc, "organisations")
        ]
