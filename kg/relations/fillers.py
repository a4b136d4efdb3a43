"""What fills the slots of a pattern: names, posts and dates, with the stretch of text that gives each."""

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Document, EntityType
from kg.relations.coreference import is_remote
from kg.relations.encoding import BOUNDARY, DATE, STRONG, TITLES, WEAK, Encoding, Item, outermost
from kg.relations.letters import signers
from kg.relations.pattern import BESIDE, EVENTS, PEOPLE, SIDE, Slot, classes
from kg.relations.posts import Holding, agreeing, fits, holdings, qualifiers
from kg.relations.subjects import Subjects
from kg.relations.words import either, on_visit

_BACK = 8  # sentences in which the last one named is looked for
_AHEAD = 4  # sentences in which the next one is
_TOLD = 90  # characters in which a sentence tells what a document holds
_HOLDERS = classes("Organization")
_IN_CHAIN = "".join(TITLES.values()) + "、"
_DEPUTY = re.compile("^(?:常务|专职|兼职|第一)?副|^代|^党组(?:副)?")
_IN_IT = re.compile(f".(?:{SIDE}的[\ue000-\ue01f]|{BESIDE}的)")
_LEVELS = "".join(
    STRONG[t] for t in (EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY)
)


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot once: a mention with the stretch of text that names it there, a post or a date. In a
    list of pairs (甲与乙、丙与丁) `pair` tells which; in one with 与 (甲、乙与丙) `side` is 1 or 2."""

    mention: int | None
    start: int
    end: int
    post: Holding | None = None
    date: str | None = None
    pair: int = 0
    side: int = 0


def fill(encoding: Encoding, subjects: Subjects, slot: Slot, match: re.Match[str]) -> list[Filler]:
    """What fills a slot of a match; nothing where a carried slot finds nothing, or an option is not there."""
    document = encoding.document
    if slot.source in ("~", "<"):
        chars = DATE if slot.kind == "Date" else classes(slot.kind)
        last = _last_named(encoding, match.start(), chars, _BACK if slot.source == "~" else 0)
        return last if _called(document, last, slot.kind) else []
    if slot.source == ">":
        return _next_named(encoding, match.end(), slot.kind)
    if slot.source == "§":
        return _heading(encoding, match.start(), classes(slot.kind))
    if slot.source == "&":
        return _told(encoding, match.start(), classes(slot.kind))
    if slot.source == "=":
        return [_named(document, m, None) for m in signers(document)]
    if slot.source == "%":
        return _visitors(encoding, match.start(), classes(slot.kind))
    if slot.source == "@":
        subject = subjects.at(match.start(), classes(slot.kind))
        if subject is None:
            return []
        return [_named(document, m, None) for m in subject.mentions]
    start, end = match.span(slot.name)
    if slot.kind == "Posts":
        return [_post(encoding, h, start) for h in holdings(encoding, start, end)]
    wanted = classes("Person") if slot.kind == "People" else None
    found: list[Filler] = []
    borders: frozenset[int] = frozenset()
    if slot.many and wanted is None:
        start, end, borders = _pairs(encoding.text, start, end)
    pair, side = 0, 0
    middle = _middle(encoding.text[start:end]) if slot.many and not borders else None
    for position in range(start, end):
        pair += position in borders
        side = side if middle is None else 1 + (position > start + middle)
        item = encoding.items.get(position)
        if item is None or (wanted is not None and item.char not in wanted):
            continue
        following = encoding.text[position + 1 : min(position + 3, end)].removeprefix("的")
        if slot.many and following and in_front_of_part(item.char, following[0]):
            continue
        if slot.many == "++" and _holds_next(encoding.text[position : position + 8]):
            continue
        found += [replace(filler, pair=pair, side=side) for filler in _of_item(document, item)]
    return found if _called(document, found, slot.kind) else []


def _holds_next(listed: str) -> bool:
    """Whether a list goes on with what lies in its first place: 大塘镇的长岗村, 平溪江边的大坝村."""
    return _IN_IT.match(listed) is not None


def _middle(listed: str) -> int | None:
    """Where the parties of a list face each other (甲、乙与丙), None where they do not."""
    joints = [i for i, char in enumerate(listed) if char in "与同"]
    return joints[0] if len(joints) == 1 and "、" in listed else None


def _pairs(text: str, start: int, end: int) -> tuple[int, int, frozenset[int]]:
    """Where a list begins and ends that is cut out of a list of pairs, and the borders of the pairs in it.

    Of 甲与乙、丙与丁 the list behind the first 与 is 乙, that in front of the last is 丙; the whole has a
    border at 、. Of 甲与乙、丙和丁, which are no pairs, the list in front of 和 is 甲.
    """
    behind = text[end : end + 1]
    for joint in "与和同":
        listed = text[start:end]
        if behind and behind in "与和同" and behind != joint and joint in listed:
            return start, start + listed.index(joint), frozenset()
        if joint not in listed or "、" not in listed:
            continue
        if text[start - 1] == joint:
            cut = listed.rfind("、", 0, listed.index(joint))
            end = start + cut if cut > 0 else end
        elif text[end : end + 1] == joint:
            start += listed.rindex("、") + 1
        elif listed.count(joint) > 1:
            parts = listed.split("、")
            if all(part.count(joint) == 1 for part in parts):
                return start, end, frozenset(start + i for i, c in enumerate(listed) if c == "、")
    return start, end, frozenset()


def _of_item(document: Document, item: Item) -> list[Filler]:
    if item.date is not None:
        return [Filler(None, item.start, item.end, date=document.dates[item.date].value)]
    if item.title is not None:
        modality = document.titles[item.title].modality
        post = Holding(None, (_qualifier(document, item) + item.words,), item.start, item.end, modality)
        return [Filler(None, item.start, item.end, post)]
    if item.recalled:
        words = document.article.text[item.start : item.end]
        named = [(m, document.mentions[m]) for m in item.mentions]
        return [
            Filler(m, item.start, item.end) if x.text == words else Filler(m, x.start, x.end)
            for m, x in named
        ]
    return [_named(document, m, (item.start, item.end)) for m in item.mentions]


def _qualifier(document: Document, item: Item) -> str:
    """What stands between an organisation and a title that says little by itself: 采购 in 甲公司采购总监."""
    titles, more = qualifiers()
    if item.words not in titles:
        return ""
    text = document.article.text
    ends = [m.end for m in document.mentions if item.start - 9 <= m.end < item.start]
    between = text[max(ends) : item.start].removeprefix("，").removeprefix("的") if ends else ""
    return between if more.fullmatch(between + item.words) else ""


def in_front_of_part(char: str, following: str) -> bool:
    """Whether a division stands right in front of a smaller one or of what lies in it (湖北省来凤县,
    a township in front of its village)."""
    return (
        char in _LEVELS
        and "\ue000" <= following < "\ue040"
        and following not in _LEVELS[: _LEVELS.index(char) + (char != _LEVELS[-1])]
    )


def _last_named(encoding: Encoding, position: int, chars: str, back: int) -> list[Filler]:
    """The last one named in front of a position, in its sentence or `back` sentences before."""
    index = encoding.sentence_at(position)
    if index is None:
        return []
    begin = encoding.sentences[max(0, index - back)].start
    for at in range(position - 1, begin - 1, -1):
        if encoding.text[at] in chars:
            item = encoding.items[at]
            if item.mentions and is_remote(encoding.document, encoding.document.mentions[item.mentions[-1]]):
                continue
            return _of_item(encoding.document, item)
    return []


def _next_named(encoding: Encoding, position: int, kind: str) -> list[Filler]:
    """The next one of a kind that is named by its own name behind a position, in its sentence or one of the
    next four."""
    index = encoding.sentence_at(position)
    if index is None:
        return []
    chars = classes(kind)
    end = encoding.sentences[min(index + _AHEAD, len(encoding.sentences) - 1)].end
    for at in range(position, end):
        item = encoding.items.get(at)
        if item is None or not item.mentions or item.char not in chars or item.char in WEAK.values():
            continue
        found = _of_item(encoding.document, item)
        if _called(encoding.document, found, kind):
            return found
    return []


def _called(document: Document, found: list[Filler], kind: str) -> bool:
    """Whether what was found is called as events of a kind are, if the kind is one of these."""
    mentions = [f.mention for f in found if f.mention is not None]
    return kind not in EVENTS or any(_kind(kind).search(document.mentions[m].text) for m in mentions)


@cache
def _kind(kind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{either(EVENTS[kind])})[”》）]*$")


def _heading(encoding: Encoding, position: int, chars: str) -> list[Filler]:
    """The name in the last sentence of the paragraph that is but a heading (behind 《方案》提出 at most)."""
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
    return re.compile(f"(?:(?<={BOUNDARY})|提出，|明确，|要求，)(?:{either('lead')})好?([{chars}])。$")


def _told(encoding: Encoding, position: int, chars: str) -> list[Filler]:
    """The name behind 根据 or in front of 提出, 明确 and the like, the last one of the sentence in front of a
    position, if no document is named and no organ acts between."""
    index = encoding.sentence_at(position)
    if index is None:
        return []
    text = encoding.text
    found = [
        *_telling(chars).finditer(text, max(encoding.sentences[index].start, position - _TOLD), position)
    ]
    if not found or _other_teller().search(text, found[-1].end(), position):
        return []
    return _of_item(encoding.document, encoding.items[found[-1].start(found[-1].lastindex or 0)])


@cache
def _telling(chars: str) -> re.Pattern[str]:
    name = f"([{chars}])[”]?(?:（[^（）{BOUNDARY}]{{1,16}}）)?"
    tells = f"(?:{either('tell')})"
    issues = f"(?:{either('issue')}|{either('sign')}|通过)"
    return re.compile(
        f"(?:按照|根据|依照|依据){name}(?:的?(?:要求|安排|部署|规定|约定))?，"
        f"|{name}(?:中|还|也|同时|共同|一致|就|则|里)?{tells}"
        f"|{issues}(?:了|的)?[^，。；{BOUNDARY}]{{0,12}}{name}，(?:并|双方|其中)?{tells}"
    )


@cache
def _other_teller() -> re.Pattern[str]:
    """What ends the contents of a document: another one, or an organ at the beginning of a clause."""
    return re.compile(f"[{classes('Paper')}]|，[{classes('Organization')}]")


def _visitors(encoding: Encoding, position: int, chars: str) -> list[Filler]:
    """The people of whom the text in front of a position last says that they are on a visit."""
    index = encoding.sentence_at(position)
    if index is None:
        return []
    for sentence in reversed(encoding.sentences[max(0, index - _BACK) : index + 1]):
        end = min(sentence.end, position)
        found = [*_on_visit().finditer(encoding.text, sentence.start, end)]
        if found:
            places = range(*found[-1].span(1))
            items = [encoding.items[p] for p in places if encoding.text[p] in chars]
            return [_named(encoding.document, m, None) for item in items for m in item.mentions]
    return []


@cache
def _on_visit() -> re.Pattern[str]:
    return re.compile(f"({PEOPLE}){on_visit(classes('Person') + BOUNDARY)}")


def _named(document: Document, mention: int, stands: tuple[int, int] | None) -> Filler:
    """A filler whose stretch runs from the name to the word that stands for it, if another one does."""
    named = document.mentions[mention]
    if stands is None:
        return Filler(mention, named.start, named.end)
    return Filler(mention, min(named.start, stands[0]), max(named.end, stands[1]))


def _post(encoding: Encoding, holding: Holding, start: int) -> Filler:
    """The post; where the chain names no organisation, that of the chain just before (局长甲，副局长乙),
    or the last organisation that has such a title."""
    document = encoding.document
    if holding.organization is not None:
        return Filler(holding.organization, holding.start, holding.end, holding)
    organization = None
    if not holding.elsewhere:
        organization = _elided(encoding, start, holding.titles[0])
        if organization is None:
            before = [i for i in outermost(document.mentions) if document.mentions[i].start < holding.start]
            index = encoding.sentence_at(start)
            since = holding.start if index is None else encoding.sentences[index].article_start
            organization = agreeing(document, holding.titles[0], before, holding.start, since)
    if organization is None:
        return Filler(None, holding.start, holding.end, holding)
    begin = min(holding.start, document.mentions[organization].start)
    return Filler(organization, begin, holding.end, replace(holding, organization=organization))


def _elided(encoding: Encoding, start: int, title: str) -> int | None:
    """The organisation of the last chain of posts in front, in this sentence, that a title in a list means:
    with 市人大常委会主任甲 in front, 副主任 and 秘书长 are posts there."""
    text = encoding.text
    begin = text.rfind(BOUNDARY, 0, start)
    opens = begin == start - 1
    if opens:
        begin = _before(encoding, start)
    elif text[start - 1] not in "，、；和及为":
        return None
    head = _DEPUTY.sub("", title)
    nearest = not opens
    for position in range(start - 1, begin, -1):
        item = encoding.items.get(position)
        if item is None or item.title is None or text[position + 1] in _IN_CHAIN:
            continue
        first = position
        while encoding.text[first - 1] in _IN_CHAIN:
            first -= 1
        holder = encoding.items.get(first - 1)
        if holder is None or holder.char not in _HOLDERS:
            continue
        stated = {encoding.items[p].words for p in range(first, position + 1) if p in encoding.items}
        if any(_DEPUTY.sub("", t) == head for t in stated):
            return holder.mentions[-1]
        organization = encoding.document.mentions[holder.mentions[-1]]
        if nearest and fits(title, organization.name or organization.text):
            return holder.mentions[-1]
        nearest = False
    return None


def _before(encoding: Encoding, start: int) -> int:
    """Where the sentence in front begins, if it is of the same paragraph; else `start`."""
    index = encoding.sentence_at(start)
    if not index or encoding.sentences[index - 1].paragraph != encoding.sentences[index].paragraph:
        return start
    return encoding.sentences[index - 1].start - 1
