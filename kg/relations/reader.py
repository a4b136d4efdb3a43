"""The rules applied to a document: matches become statements, each with its passage, rule and modality."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Document, EntityType, Modality, Predicate, Reading, Statement
from kg.relations.coreference import stand_ins
from kg.relations.encoding import BOUNDARY, DATE, STRONG, TITLES, Encoding, encode, outermost
from kg.relations.pattern import Pattern, Slot, classes
from kg.relations.posts import Holding, agreeing, holdings
from kg.relations.rules import Form, Rule, rules, words
from kg.relations.subjects import Subjects

_HOLDERS = classes("Organization")
_IN_CHAIN = "".join(TITLES.values()) + "、"
_DEPUTY = re.compile("^(?:常务|专职|兼职|第一)?副|^代|^党组(?:副)?")
_LEVELS = "".join(
    STRONG[t] for t in (EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY)
)
LONGEST = 500  # characters of a passage; names farther apart than this are no passage to show


@dataclass(frozen=True, slots=True)
class _Filler:
    """What fills a slot once: a mention with the stretch of text that names it there, or a post."""

    mention: int | None
    start: int
    end: int
    post: Holding | None = None
    date: str | None = None


def read(document: Document) -> Reading:
    """All that the rules read in a document. Statements are sorted by passage; the same one is given once, by the
    rule of the highest confidence."""
    return Reading(document, tuple(_settle(document, read_with(document, rules()))))


def read_with(document: Document, chosen: Iterable[Rule]) -> list[Statement]:
    """What the chosen rules read in a document, each by itself: what several read is there several times."""
    encoding = encode(document, stand_ins(document))
    if not encoding.items:
        return []
    subjects = Subjects(encoding, words())
    present = frozenset(encoding.text)
    found: list[Statement] = []
    for rule in chosen:
        for pattern in rule.patterns:
            if all(not need.isdisjoint(present) for need in pattern.needs):
                for match in pattern.regex.finditer(encoding.text):
                    found += _statements(encoding, subjects, rule, pattern, match)
    return found


def _statements(
    encoding: Encoding, subjects: Subjects, rule: Rule, pattern: Pattern, match: re.Match[str]
) -> Iterator[Statement]:
    fillers: dict[str, list[_Filler]] = {}
    for slot in pattern.slots:
        filled = _fill(encoding, subjects, slot, match)
        if not filled and not slot.source and match[slot.name] is None:
            filled = []
        elif not filled and slot.kind != "Date":
            return
        fillers[slot.name] = filled
    modality = (
        rule.modality if rule.modality is not Modality.ASSERTED else _modality(encoding, match, fillers)
    )
    marks = [match.span(trigger) for trigger in pattern.triggers if match[trigger] is not None]
    anchors = [(encoding.article_start(a), encoding.article_end(b)) for a, b in marks if b > a]
    date = next((f.date for row in fillers.values() for f in row if f.date), None)
    for form in rule.forms:
        for subject, object_ in _pairs(form, fillers):
            if form.title is not None and object_ is not None:
                object_ = _entitled(object_, fillers[form.title])
            statement = _statement(encoding, rule, form, subject, object_, anchors, modality, date)
            if statement is not None:
                yield statement


def _entitled(organization: _Filler, titles: Sequence[_Filler]) -> _Filler:
    """An organisation with the titles that stand apart from it."""
    posts = [t.post for t in titles if t.post is not None]
    start = min(organization.start, *(p.start for p in posts))
    end = max(organization.end, *(p.end for p in posts))
    post = Holding(organization.mention, sum((p.titles for p in posts), ()), start, end, posts[0].modality)
    return replace(organization, start=start, end=end, post=post)


def _pairs(form: Form, fillers: dict[str, list[_Filler]]) -> Iterator[tuple[_Filler, _Filler | None]]:
    subjects = fillers.get(form.subject, [])
    if form.object is None:
        yield from ((s, None) for s in subjects)
    elif form.subject == form.object:
        for i, subject in enumerate(subjects):
            yield from ((subject, other) for other in subjects[i + 1 :])
    else:
        yield from ((s, o) for s in subjects for o in fillers.get(form.object, []))


def _fill(encoding: Encoding, subjects: Subjects, slot: Slot, match: re.Match[str]) -> list[_Filler]:
    document = encoding.document
    if slot.source == "~":
        return _last_named(encoding, match.start(), DATE if slot.kind == "Date" else classes(slot.kind))
    if slot.source == "§":
        return _heading(encoding, match.start(), classes(slot.kind))
    if slot.source == "@":
        subject = subjects.at(match.start(), classes(slot.kind))
        if subject is None:
            return []
        return [_named(document, m, None) for m in subject.mentions]
    start, end = match.span(slot.name)
    if slot.kind == "Posts":
        return [_post(encoding, h, start) for h in holdings(encoding, start, end)]
    wanted = classes("Person") if slot.kind == "People" else None
    plain = slot.many == "+"
    found: list[_Filler] = []
    for position in range(start, end):
        item = encoding.items.get(position)
        if item is None or (wanted is not None and item.char not in wanted):
            continue
        if plain and position + 1 < end and _in_front_of_part(item.char, encoding.text[position + 1]):
            continue
        if item.date is not None:
            date = document.dates[item.date]
            found.append(_Filler(None, item.start, item.end, date=date.value))
        elif item.title is not None:
            title = document.titles[item.title]
            post = Holding(None, (item.words,), item.start, item.end, title.modality)
            found.append(_Filler(None, item.start, item.end, post))
        else:
            stands = (item.start, item.end)
            if item.recalled:
                found += [_Filler(m, *stands) for m in item.mentions]
            else:
                found += [_named(document, m, stands) for m in item.mentions]
    return found


def _in_front_of_part(char: str, following: str) -> bool:
    """Whether a division stands right in front of a smaller one or of what lies in it (湖北省来凤县)."""
    return (
        char in _LEVELS
        and "\ue000" <= following < "\ue040"
        and following not in _LEVELS[: _LEVELS.index(char) + 1]
    )


def _last_named(encoding: Encoding, position: int, chars: str) -> list[_Filler]:
    index = encoding.sentence_at(position)
    if index is None:
        return []
    begin = encoding.sentences[max(0, index - 2)].start
    for at in range(position - 1, begin - 1, -1):
        if encoding.text[at] in chars:
            item = encoding.items[at]
            if item.date is not None:
                date = encoding.document.dates[item.date]
                return [_Filler(None, item.start, item.end, date=date.value)]
            return [_named(encoding.document, m, (item.start, item.end)) for m in item.mentions]
    return []


def _heading(encoding: Encoding, position: int, chars: str) -> list[_Filler]:
    """The name of the last sentence of the paragraph that is but a heading (behind "《意见》提出，", at most)."""
    index = encoding.sentence_at(position)
    if index is None:
        return []
    heading = _heading_pattern(chars)
    if heading.search(encoding.text, encoding.sentences[index].start, encoding.sentences[index].end):
        return []
    for sentence in reversed(encoding.sentences[:index]):
        if sentence.paragraph != encoding.sentences[index].paragraph:
            return []
        match = heading.search(encoding.text, sentence.start, sentence.end)
        if match is not None:
            return [_named(encoding.document, m, None) for m in encoding.items[match.start(1)].mentions]
    return []


@cache
def _heading_pattern(chars: str) -> re.Pattern[str]:
    return re.compile(
        f"(?:(?<={BOUNDARY})|提出，|明确，|要求，)(?:{'|'.join(words()['lead'])})好?([{chars}])。$"
    )


def _named(document: Document, mention: int, stands: tuple[int, int] | None) -> _Filler:
    """A filler whose stretch runs from the name to the word that stands for it, if another one does."""
    named = document.mentions[mention]
    if stands is None:
        return _Filler(mention, named.start, named.end)
    return _Filler(mention, min(named.start, stands[0]), max(named.end, stands[1]))


def _post(encoding: Encoding, holding: Holding, start: int) -> _Filler:
    """The post; where the chain names no organisation, that of the chain just before (局长甲，副局长乙), or the last
    organisation that has such a title."""
    document = encoding.document
    if holding.organization is not None:
        return _Filler(holding.organization, holding.start, holding.end, holding)
    before = [i for i in outermost(document.mentions) if document.mentions[i].start < holding.start]
    title = holding.titles[0]
    organization = None
    if not holding.elsewhere:
        organization = _elided(encoding, start, title)
    if organization is None and not holding.elsewhere:
        organization = agreeing(document, title, before)
    if organization is None:
        return _Filler(None, holding.start, holding.end, holding)
    begin = min(holding.start, document.mentions[organization].start)
    return _Filler(organization, begin, holding.end, replace(holding, organization=organization))


def _elided(encoding: Encoding, start: int, title: str) -> int | None:
    """The organisation of the last chain of posts in front, in this sentence, that a title in a list refers to:
    with 市人大常委会主任甲 in front, 副主任 and 秘书长 are posts there."""
    text = encoding.text
    begin = text.rfind(BOUNDARY, 0, start)
    if text[start - 1] not in "，、；和及":
        return None
    for position in range(start - 1, begin, -1):
        item = encoding.items.get(position)
        if item is None or item.title is None:
            continue
        first = position
        while encoding.text[first - 1] in _IN_CHAIN:
            first -= 1
        holder = encoding.items.get(first - 1)
        if holder is not None and holder.char in _HOLDERS:
            stated = {encoding.items[p].words for p in range(first, position + 1) if p in encoding.items}
            head = _DEPUTY.sub("", title)
            if head in ("秘书长", "委员") or any(_DEPUTY.sub("", t) == head for t in stated):
                return holder.mentions[-1]
            return None
    return None


def _statement(
    encoding: Encoding,
    rule: Rule,
    form: Form,
    subject: _Filler,
    object_: _Filler | None,
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


def _modality(encoding: Encoding, match: re.Match[str], fillers: dict[str, list[_Filler]]) -> Modality:
    """What words such as 拟 and 未 between the names, or right in front of a verb, make of the statement."""
    text = encoding.text
    begin = match.start()
    if not encoding.items.get(begin):
        begin = 1 + max(text.rfind(mark, 0, begin) for mark in f"，：；。“—{BOUNDARY}")
    passage = text[begin : match.end()]
    negated, planned = _modal()
    if negated.search(passage):
        return Modality.NEGATED
    return Modality.PLANNED if planned.search(passage) else Modality.ASSERTED


@cache
def _modal() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "\ue000-\ue03f"
    lists = words()
    negated = "|".join(map(re.escape, lists["negated"]))
    planned = "|".join(map(re.escape, lists["planned"]))
    return re.compile(f"(?:{negated})(?!来)"), re.compile(f"(?:{planned})(?![{names}其该他她继持进])")


def _settle(document: Document, found: Iterable[Statement]) -> list[Statement]:
    """The statements sorted, each once; an affiliation that a post of the same person says better is left out."""
    best: dict[tuple[object, ...], Statement] = {}
    for statement in found:
        key = (statement.subject, statement.predicate, statement.object, statement.title, statement.modality)
        if statement.predicate is Predicate.COOPERATES_WITH and statement.object is not None:
            key = (frozenset((statement.subject, statement.object)), *key[1:2], *key[3:])
        other = best.get(key)
        if other is None or (statement.confidence, other.end - other.start) > (
            other.confidence,
            statement.end - statement.start,
        ):
            best[key] = statement
    posts = {(s.subject, s.object) for s in best.values() if s.predicate is Predicate.HOLDS_POST}
    kept = [
        s
        for s in best.values()
        if s.predicate is not Predicate.AFFILIATED_WITH or (s.subject, s.object) not in posts
    ]
    kept.sort(
        key=lambda s: (s.start, s.end, s.predicate, s.subject, -1 if s.object is None else s.object, s.rule)
    )
    return kept
