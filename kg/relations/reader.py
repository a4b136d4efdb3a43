"""The rules applied to a document: matches become statements, each with its passage, rule and modality."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.model import Document, EntityType, Modality, Predicate, Reading, Statement
from kg.relations import scorer
from kg.relations.coreference import stand_ins
from kg.relations.encoding import Encoding, encode
from kg.relations.fillers import Filler, fill
from kg.relations.gate import Gate, gate
from kg.relations.geography import lies_elsewhere, same_place
from kg.relations.modality import modality_of
from kg.relations.pattern import Pattern
from kg.relations.posts import Holding, govern_alike
from kg.relations.rules import Form, Rule, rules
from kg.relations.subjects import Subjects
from kg.relations.words import either

_OF_EQUALS = (Predicate.COOPERATES_WITH, Predicate.PART_OF)
_RESPECTIVE = (Predicate.COOPERATES_WITH, Predicate.LOCATED_IN)
LONGEST = 800  # characters of a passage; names farther apart than this are no passage to show


def read(document: Document) -> Reading:
    """All that the rules and the scorer read in a document. Statements are sorted by passage; the
    same one is given once, by the rule of the highest confidence."""
    encoding = encode(document, stand_ins(document))
    subjects = Subjects(encoding)
    stated = _direct(document, _settle(_apply(encoding, subjects, _gate())))
    return Reading(document, tuple(sorted(scorer.weigh(encoding, stated, subjects.found), key=_order)))


def read_by_rules(document: Document) -> Reading:
    """What the rules alone read in a document."""
    return Reading(document, tuple(_direct(document, _settle(read_with(document, rules())))))


def read_with(document: Document, chosen: Iterable[Rule]) -> list[Statement]:
    """What the chosen rules read in a document, each by itself: what several read is there several times."""
    encoding = encode(document, stand_ins(document))
    return _apply(encoding, Subjects(encoding), _gate() if chosen is rules() else gate(chosen))


def _apply(encoding: Encoding, subjects: Subjects, chosen: Gate) -> list[Statement]:
    found: list[Statement] = []
    for rule, pattern in chosen.open_to(encoding.text):
        for match in pattern.regex.finditer(encoding.text):
            found += _statements(encoding, subjects, rule, pattern, match)
    return found


@cache
def _gate() -> Gate:
    return gate(rules())


def _statements(
    encoding: Encoding, subjects: Subjects, rule: Rule, pattern: Pattern, match: re.Match[str]
) -> Iterator[Statement]:
    fillers: dict[str, list[Filler]] = {}
    for slot in pattern.slots:
        filled = fill(encoding, subjects, slot, match)
        if not filled and slot.source in ("", "!") and match[slot.name] is None:
            filled = []
        elif not filled and slot.kind != "Date":
            return
        fillers[slot.name] = filled
    modality = rule.modality
    if modality is Modality.ASSERTED:
        modality = modality_of(encoding, *match.span())
    marks = [match.span(trigger) for trigger in pattern.triggers if match[trigger] is not None]
    anchors = [(encoding.article_start(a), encoding.article_end(b)) for a, b in marks if b > a]
    date = next((f.date for row in fillers.values() for f in row if f.date), None)
    pledged = any(
        f.mention is not None and _pledge().search(encoding.document.mentions[f.mention].text)
        for row in fillers.values()
        for f in row
    )
    as_one = _as_one().search(match.group()) is not None
    for form in rule.forms:
        if pledged and form.predicate is Predicate.COOPERATES_WITH:
            continue
        pairs = _pairs(form, fillers, as_one)
        if form.predicate in _RESPECTIVE and _respectively(form, pattern, match):
            pairs = _each_with_its_own(form, fillers, pairs)
        for subject, object_ in pairs:
            if form.title is not None and object_ is not None:
                object_ = _entitled(object_, fillers[form.title])
            statement = _statement(encoding, rule, form, subject, object_, anchors, modality, date)
            if statement is not None:
                yield statement


def _entitled(organization: Filler, titles: Sequence[Filler]) -> Filler:
    """An organisation with the titles that stand apart from it."""
    posts = [t.post for t in titles if t.post is not None]
    start = min(organization.start, *(p.start for p in posts))
    end = max(organization.end, *(p.end for p in posts))
    post = Holding(organization.mention, sum((p.titles for p in posts), ()), start, end, posts[0].modality)
    return replace(organization, start=start, end=end, post=post)


def _pairs(
    form: Form, fillers: dict[str, list[Filler]], as_one: bool
) -> Iterator[tuple[Filler, Filler | None]]:
    subjects = fillers.get(form.subject, [])
    if form.object is None:
        yield from ((s, None) for s in subjects)
    elif form.subject == form.object:
        one = as_one and 1 in ([s.side for s in subjects].count(side) for side in (1, 2))
        for i, subject in enumerate(subjects):
            yield from ((subject, other) for other in subjects[i + 1 :] if _face(subject, other, one))
    else:
        yield from ((s, o) for s in subjects for o in fillers.get(form.object, []))


def _respectively(form: Form, pattern: Pattern, match: re.Match[str]) -> bool:
    """Whether 分别 stands between two lists: 甲、乙分别与丙、丁签约."""
    spans = {slot.name: match.span(slot.name) for slot in pattern.slots if slot.source in ("", "!")}
    if form.object not in spans or form.object == form.subject:
        return False
    begin = spans[form.subject][1] if form.subject in spans else max(0, match.start() - len("分别"))
    return "分别" in match.string[begin : spans[form.object][0]]


def _each_with_its_own(
    form: Form, fillers: dict[str, list[Filler]], pairs: Iterator[tuple[Filler, Filler | None]]
) -> Iterator[tuple[Filler, Filler | None]]:
    """The first with the first and so on, where both lists have as many names; else all pairs."""
    ones, others = fillers.get(form.subject, []), fillers.get(form.object or "", [])
    return zip(ones, others, strict=True) if len(ones) == len(others) else pairs


def _face(one: Filler, other: Filler, as_one: bool) -> bool:
    """Whether two names of a list are parties to each other: all of them where they act as one and one of the
    sides is but one name (甲、乙与丙共建), else those on two sides of 与."""
    return one.pair == other.pair and (as_one or not 0 < one.side == other.side)


@cache
def _pledge() -> re.Pattern[str]:
    return re.compile(f"(?:{either('pledge')})[”》）]*$")


@cache
def _as_one() -> re.Pattern[str]:
    return re.compile(f"(?<!分别)(?<!先后)(?:{either('as-one')})")


def _statement(
    encoding: Encoding,
    rule: Rule,
    form: Form,
    subject: Filler,
    object_: Filler | None,
    anchors: Sequence[tuple[int, int]],
    modality: Modality,
    date: str | None,
) -> Statement | None:
    if subject.mention is None or (object_ is not None and object_.mention is None):
        return None
    mentions = encoding.document.mentions
    stretches = [(subject.start, subject.end), *([(object_.start, object_.end)] if object_ else []), *anchors]
    start, end = min(s for s, _ in stretches), max(e for _, e in stretches)
    if end - start > LONGEST:
        return None
    title = None
    if form.predicate is Predicate.HOLDS_POST:
        if object_ is None or object_.post is None:
            return None
        title = "、".join(object_.post.titles)
        if object_.post.modality is not Modality.ASSERTED:
            modality = object_.post.modality
    if object_ is not None:
        one, other = mentions[subject.mention], mentions[object_.mention]  # type: ignore[index]
        if (one.name or one.text) == (other.name or other.text):
            return None
        if form.predicate is Predicate.PART_OF and len(one.text) == len(other.text) == 1:
            return None  # 川渝, 苏沪: peers
        if form.predicate is Predicate.PART_OF and lies_elsewhere(one, other):
            return None  # 山东东营、上海
        if form.predicate in _OF_EQUALS and govern_alike(one.name or one.text, other.name or other.text):
            return None  # 市委、市政府
        if form.predicate is Predicate.COOPERATES_WITH and same_place(one, other):
            return None  # 铜仁, 铜仁市
    return Statement(
        subject.mention,
        form.predicate,
        None if object_ is None else object_.mention,
        start,
        end,
        rule.name,
        title,
        modality,
        rule.confidence,
        date if form.predicate is Predicate.HOLDS_POST else None,
    )


def _settle(found: Iterable[Statement]) -> list[Statement]:
    """The statements sorted, each once; an affiliation that a post says better is left out."""
    best: dict[tuple[object, ...], Statement] = {}
    for statement in found:
        ends: object = (statement.subject, statement.object)
        if statement.predicate is Predicate.COOPERATES_WITH:
            ends = frozenset((statement.subject, statement.object))
        key = (ends, statement.predicate, statement.title, statement.modality)
        if key not in best or _rank(statement) > _rank(best[key]):
            best[key] = statement
    posts = {(s.subject, s.object) for s in best.values() if s.predicate is Predicate.HOLDS_POST}
    kept = (
        s
        for s in best.values()
        if s.predicate is not Predicate.AFFILIATED_WITH or (s.subject, s.object) not in posts
    )
    return sorted(kept, key=_order)


def _direct(document: Document, found: Sequence[Statement]) -> list[Statement]:
    """The statements without those that make an initiative part of a whole where a third stands between:
    where 《意见》 sets out 六大工程, each 工程 is part of these."""
    mentions = document.mentions
    parts: dict[Statement, tuple[str, str]] = {}
    for statement in found:
        if statement.predicate is Predicate.PART_OF and statement.object is not None:
            part, whole = mentions[statement.subject], mentions[statement.object]
            if whole.type is EntityType.INITIATIVE:
                parts[statement] = (part.name or part.text, whole.name or whole.text)
    stated = set(parts.values())
    names = {name for pair in stated for name in pair}
    far = {
        statement
        for statement, (part, whole) in parts.items()
        if any((part, name) in stated and (name, whole) in stated for name in names - {part, whole})
    }
    return [statement for statement in found if statement not in far]


def _order(statement: Statement) -> tuple[int, int, Predicate, int, int, str]:
    object_ = -1 if statement.object is None else statement.object
    return statement.start, statement.end, statement.predicate, statement.subject, object_, statement.rule


def _rank(statement: Statement) -> tuple[float, int, str]:
    """The surer statement comes first, then that of the shorter passage."""
    return statement.confidence, statement.start - statement.end, statement.rule
