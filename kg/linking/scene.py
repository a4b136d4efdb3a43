"""The places of one article: which divisions its place names are, and which one 市 in 市财政局 stands for."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.language.divisions import Division, ancestors, lookup, parent, within
from kg.linking.home import Home
from kg.linking.places import decide, living, resolve_places
from kg.linking.prefixes import elided, prefixes, stands_for
from kg.model import ORGANIZATIONS, Document, EntityType

_LIST = re.compile(r"^(?:[、和与及同暨，,]|以及|联合|会同)?$")
_AND = ("、", "与", "和", "及")
_TOPIC_SHARE = 0.5  # of all that is said of places of a level: less makes no topic
_PREFIXED = frozenset({EntityType.ZONE, EntityType.SITE, EntityType.INITIATIVE, EntityType.EVENT})
_HEADLINE, _DATELINE, _LEAD = 3.0, 5.0, 2.0  # how much more a place counts there


@dataclass(frozen=True, slots=True)
class Point:
    """A place named at a position: by itself, or at the beginning of an organisation's name."""

    start: int
    end: int
    division: Division
    weight: float
    organization: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What an article says of places. `divisions` maps the index of a place mention to its division."""

    document: Document
    home: Home
    divisions: Mapping[int, Division]
    points: tuple[Point, ...]
    topics: tuple[tuple[Division, float], ...] = field(default=())

    def stands_for(self, word: str, start: int) -> Division | None:
        """The division that a word (省, 市, 县 …) at a position stands for; None where nothing tells."""
        return _resolve(self, word, start)

    def topic(self, level: EntityType) -> Division | None:
        """The division of a level that the article is about: more than half of what it says of places of this
        level, and half of what it says of the city of a county; None where there is none."""
        weights = dict(self.topics)
        fitting = [(d, n) for d, n in self.topics if d.level is level]
        total = sum(n for _, n in fitting)
        if not fitting or fitting[0][1] <= _TOPIC_SHARE * total:
            return None
        found, weight = fitting[0]
        above = parent(found)
        wide = weights.get(above, 0.0) if above and above.level is EntityType.CITY else 0.0
        return found if weight >= _TOPIC_SHARE * wide else None


def survey(document: Document, home: Home, page: Mapping[Division, float] | None = None) -> Scene:
    """The scene of an article. `page` has the places of the other articles of its page, for an article that
    names none itself."""
    divisions = resolve_places(document, home)
    points = _points(document, home, divisions)
    topics = _topics(document, points)
    if not any(division.level is not EntityType.PROVINCE for division, _ in topics) and page:
        topics = tuple(sorted({**page, **dict(topics)}.items(), key=lambda item: (-item[1], item[0].code)))
    return Scene(document, home, divisions, points, topics)


def _points(document: Document, home: Home, divisions: Mapping[int, Division]) -> tuple[Point, ...]:
    points = []
    known = Counter(divisions.values())
    end = 0  # of the organisations so far: a place that begins before it stands inside one
    for index, mention in enumerate(document.mentions):
        if mention.type in ORGANIZATIONS:
            end = max(end, mention.end)
        if index in divisions:
            inside = mention.start < end
            points.append(Point(mention.start, mention.end, divisions[index], 1.0, inside))
        elif mention.type in ORGANIZATIONS or mention.type in _PREFIXED:
            division = place_of_name(mention.text.lstrip("《“"), home, known)
            if division is not None:
                points.append(Point(mention.start, mention.end, division, 0.7, mention.type in ORGANIZATIONS))
    return tuple(points)


def place_of_name(name: str, home: Home, known: Counter[Division]) -> Division | None:
    """The narrowest division written at the beginning of a name; None where several bear it and nothing
    decides."""
    chain = prefixes(name)
    if not chain:
        return None
    candidates = living(chain[-1].candidates)
    attested = tuple(c for c in candidates if c in known)
    if len(attested) == 1:
        return attested[0]
    if len(chain[-1].text) < len(candidates[0].name) or len(candidates) == 1:
        return candidates[0]  # a short form means the highest that goes by it
    return decide(candidates, None, home, known)


def _topics(document: Document, points: Iterable[Point]) -> tuple[tuple[Division, float], ...]:
    """What the article is about: each division named and those above it, with how much is said of it."""
    text, article = document.article.text, document.article
    start, end = article.body
    first = text.find("\n", start, end)
    lead = first if first > 0 else end
    counts: Counter[Division] = Counter()
    for point in points:
        times = _HEADLINE if point.start < start else _LEAD if point.start < lead else 1.0
        counts[point.division] += times * point.weight  # type: ignore[assignment]
        for above in ancestors(point.division):
            if above.level is EntityType.CITY and point.division.name.endswith("市"):
                continue  # in 市委 a county-level city means itself, not the city above it
            counts[above] += 0.7 * times * point.weight  # type: ignore[assignment]
    if article.place:
        named = lookup(article.place)
        if named:
            counts[named[0]] += _DATELINE  # type: ignore[assignment]
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0].code)))


def _resolve(scene: Scene, word: str, start: int) -> Division | None:
    fitting = [p for p in scene.points if stands_for(word, p.division)]
    inherited = _inherited(scene, word, start)
    if inherited is not None:
        return inherited
    home = scene.home.division
    chain = (home, *ancestors(home)) if home else ()
    at_home = next((d for d in chain if stands_for(word, d)), None)
    if word in ("省", "自治区"):
        return at_home or _topic(scene, word, ())
    if at_home is not None:
        return at_home
    decided = _subject(scene, fitting, start) or _topic(scene, word, chain)
    if decided is not None:
        return decided
    before = [p for p in fitting if p.end <= start and not _listed(scene, p)]
    opening = [p for p in before if _opens_sentence(scene, p)]
    return (opening or before)[-1].division if before else None


def _listed(scene: Scene, point: Point) -> bool:
    """Whether a place stands in a list with others: none of them is the one that is meant."""
    text = scene.document.article.text
    around = (text[point.end : point.end + 1], text[max(0, point.start - 1) : point.start])
    others = {p.start for p in scene.points} | {p.end for p in scene.points}
    return (around[0] in _AND and point.end + 1 in others) or (
        around[1] in _AND and point.start - 1 in others
    )


def _subject(scene: Scene, fitting: Iterable[Point], start: int) -> Division | None:
    """The place that a clause of the sentence begins with: 保山市 of 次日，保山市召开会议，市委某某讲话."""
    text = scene.document.article.text
    sentence = next((s for s, e in scene.document.sentences if s <= start < e), 0)
    opening = [
        p
        for p in fitting
        if sentence <= p.start
        and p.end <= start
        and (p.start == sentence or text[p.start - 1] in "，,；：\n")
        and text[p.end : p.end + 1] not in (*_AND, "的")
    ]
    return opening[-1].division if opening else None


def _opens_sentence(scene: Scene, point: Point) -> bool:
    """Whether a sentence begins with a place or its organisation: it is then what the sentence is about."""
    return any(0 <= point.start - s <= 1 for s, _ in scene.document.sentences)


def _inherited(scene: Scene, word: str, start: int) -> Division | None:
    """The division of the organisation in front of it in a list (湖北 in 湖北省委、省政府), or for cities and
    below earlier in the sentence (株洲市教育局会同市委宣传部)."""
    text = scene.document.article.text
    sentence = next((s for s, e in scene.document.sentences if s <= start < e), 0)
    at = start
    for mention in reversed([m for m in scene.document.mentions if sentence <= m.start and m.end <= start]):
        listed = at is not None and bool(_LIST.match(text[mention.end : at]))
        point = next((p for p in scene.points if p.start == mention.start and p.end == mention.end), None)
        if point is not None and point.organization:
            division = next(
                (d for d in (point.division, *ancestors(point.division)) if stands_for(word, d)), None
            )
            if division is not None and (listed or word not in ("省", "自治区")):
                return division
        if listed and mention.type in ORGANIZATIONS and elided(mention.text):
            at = mention.start
        elif word in ("省", "自治区"):
            return None
    return None


def _topic(scene: Scene, word: str, home: tuple[Division, ...]) -> Division | None:
    """The division of the word's kind that most of the article is about; those at home go first."""
    fitting = [(d, n) for d, n in scene.topics if stands_for(word, d)]
    near = [(d, n) for d, n in fitting if home and within(d, home[0])] or fitting
    total = sum(n for _, n in near)
    if near and near[0][1] > _TOPIC_SHARE * total:
        return near[0][0]
    return None
