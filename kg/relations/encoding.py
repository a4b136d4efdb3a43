"""Documents as strings in which each outermost mention, title and date is one private-use character.

Patterns over such a string stay short and fast, and positions map back to the article. Sentences stand
between boundaries. Behind the sentences come the insides of mentions that hold other names, each as

    boundary, the mention, ⊃, its text with the inner names encoded, boundary

A sentence behind a quotation that nobody is said to have said has ”, boundary in front.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.model import (
    DIVISIONS,
    ORGANIZATIONS,
    PEOPLE,
    PLACES,
    Document,
    EntityType,
    Mention,
    Modality,
)
from kg.relations.words import either

TYPES = tuple(EntityType)
STRONG = {t: chr(0xE000 + i) for i, t in enumerate(TYPES)}  # a name
WEAK = {t: chr(0xE020 + i) for i, t in enumerate(TYPES)}  # a word that stands for a name: 该局, 双方
SCHEME = "\ue00e"  # an initiative named by a number: “七大工程”
PAPER = "\ue00f"  # an initiative that is written down: 《办法》, 清单
NOBODY = "\ue061"  # a word that stands for a name the article does not give: 全市
TITLES = {
    Modality.ASSERTED: "\ue040",
    Modality.FORMER: "\ue041",
    Modality.PLANNED: "\ue042",
    Modality.NEGATED: "\ue043",
}
DATE = "\ue050"
BOUNDARY = "\ue060"
INSIDE = "⊃"

GROUPS: dict[str, frozenset[EntityType]] = {
    **{t.value: frozenset({t}) for t in TYPES},
    "Person": PEOPLE,
    "Organization": ORGANIZATIONS,
    "Place": PLACES,
    "Division": DIVISIONS,
    "Actor": ORGANIZATIONS | PLACES,
    "Thing": frozenset(TYPES),
}

_PUNCTUATION = str.maketrans(
    {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）", "〈": "《", "〉": "》"}
)
_Known = dict[str, int]  # the forms of names, the longest first, with a mention of each
_NUMBERED = re.compile(r"[^《》]{0,10}?[一二三四五六七八九十两\d]+(?:[大项张]|条(?![”）)]*$))")
_UNNAMED = ("负责人", "负责同志")
_ROLES = ("主持人", "召集人", "司仪", "主讲人")  # at an event, where no organisation stands in front
_STANDING = ("人大常委会", "人民代表大会常务委员会")
_SESSION = re.compile(rf"(.)第?[一二三四五六七八九十\d]+届({'|'.join(_STANDING)})")
_BLANK = " \t\r\n\u3000\xa0"
_DROP = dict.fromkeys(map(ord, _BLANK))


@dataclass(frozen=True, slots=True)
class Item:
    """What one character of the encoding stands for: mentions (several for 双方), a title or a date."""

    start: int  # in the article
    end: int
    char: str
    mentions: tuple[int, ...] = ()
    title: int | None = None
    words: str = ""  # of a title: what is held, without 原 and without an organ that is a name by itself
    date: int | None = None
    recalled: bool = False  # the words stand inside another name; the mention is elsewhere


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands in the encoding and in the article."""

    start: int  # behind its boundary
    end: int
    article_start: int
    paragraph: int


@dataclass(slots=True)
class Encoding:
    """The encoded text with its way back. `items` maps positions of `text` to what they stand for."""

    document: Document
    text: str = ""
    items: dict[int, Item] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    body_end: int = 0  # behind it the insides of mentions
    _segments: list[tuple[int, int]] = field(default_factory=list)  # (encoded, article) starts of plain runs
    _starts: list[int] = field(default_factory=list)

    def article_start(self, position: int) -> int:
        """The article's offset of the character at an encoded position."""
        item = self.items.get(position)
        if item is not None:
            return item.start
        encoded, article = self._segments[bisect_right(self._segments, (position, 1 << 60)) - 1]
        return article + position - encoded

    def article_end(self, position: int) -> int:
        """The article's offset behind the character in front of an encoded position."""
        item = self.items.get(position - 1)
        return item.end if item is not None else self.article_start(position - 1) + 1

    def sentence_at(self, position: int) -> int | None:
        """The index of the sentence that holds an encoded position, None for the inside of a mention."""
        if position >= self.body_end or not self.sentences:
            return None
        if len(self._starts) != len(self.sentences):
            self._starts = [s.start for s in self.sentences]
        return max(0, bisect_right(self._starts, position) - 1)


def outermost(mentions: Sequence[Mention]) -> list[int]:
    """The indices of the mentions that stand in no other, in order; of those that cross, the first."""
    kept: list[int] = []
    end = -1
    for i, mention in enumerate(mentions):
        if mention.start >= end:
            kept.append(i)
            end = mention.end
    return kept


def encode(document: Document, stand_ins: Sequence[Item] = ()) -> Encoding:
    """The encoding of a document. `stand_ins` are the words that stand for names (see coreference); they
    yield to names where they overlap. Sentences that hold nothing to encode are left out."""
    items = _items(document, stand_ins)
    encoding = Encoding(document)
    pieces: list[str] = [BOUNDARY]
    length = 1
    at = paragraph = scanned = 0
    text = document.article.text
    for start, end in document.sentences:
        paragraph += text.count("\n", scanned, start)
        scanned = max(scanned, start)
        while at < len(items) and items[at].start < start:
            at += 1
        first = at
        while at < len(items) and items[at].end <= end:
            at += 1
        if first == at:
            continue
        if _follows_words(text, start):
            pieces += ["”", BOUNDARY]
            length += 2
        began = length
        length = _append(encoding, pieces, length, text, start, end, items[first:at])
        encoding.sentences.append(Sentence(began, length, start, paragraph))
        pieces.append(BOUNDARY)
        length += 1
    encoding.body_end = length
    known = _known(document, ORGANIZATIONS | PLACES)
    schemes = _known(document, frozenset({EntityType.INITIATIVE}))
    for outer in outermost(document.mentions):
        inner = list(_inside(document, outer)) or list(_recalled(document, outer, known, schemes))
        if not inner:
            continue
        mention = document.mentions[outer]
        whole = Item(mention.start, mention.end, char_of(mention), (outer,))
        encoding.items[length] = whole
        pieces.append(whole.char + INSIDE)
        encoding._segments.append((length + 1, mention.start))
        length = _append(encoding, pieces, length + 2, text, mention.start, mention.end, inner)
        pieces.append(BOUNDARY)
        length += 1
    encoding.text = "".join(pieces)
    return encoding


def _follows_words(text: str, start: int) -> bool:
    """Whether a quotation that is a sentence by itself, with nobody who says it, stands right in front."""
    if text[start - 1 : start] != "”" or text[start - 2 : start - 1] not in ("。", "！", "？", "…"):
        return False
    opening = text.rfind("“", 0, start)
    return text[max(0, opening - 1) : opening] in ("", "\n", "。", "！", "？", "”")


@cache
def _paper() -> re.Pattern[str]:
    return re.compile(f"》|(?:{either('paper')}|[一二三四五六七八九十\\d]条)[”）)]*$")


def char_of(mention: Mention) -> str:
    """The character that stands for a mention."""
    if mention.type is EntityType.INITIATIVE:
        if _NUMBERED.match(mention.text):
            return SCHEME
        if _paper().search(mention.text):
            return PAPER
    return STRONG[mention.type]


def _items(document: Document, stand_ins: Sequence[Item]) -> list[Item]:
    mentions = document.mentions
    found = [
        Item(mentions[i].start, mentions[i].end, char_of(mentions[i]), (i,)) for i in outermost(mentions)
    ]
    ends = [mentions[i].end for i in outermost(mentions)]
    starts = [mentions[i].start for i in outermost(mentions)]
    for i, title in enumerate(document.titles):
        if title.text.endswith(_UNNAMED) and title.end not in starts:
            continue  # 三家单位负责人到会: whose it is is not said
        if title.text in _ROLES and title.start not in ends:
            continue
        # 政协副主席 behind 省: where 省政协 is a name, 副主席 is the title.
        at = bisect_right(starts, title.start) - 1
        start = max(title.start, ends[at]) if at >= 0 else title.start
        if start < title.end:
            words = title.text[-(title.end - start) :] if start > title.start else title.text
            if words == "长":
                words = title.text[-2:]  # 国防部 is a name, 国防部长 a title of its 部长
            found.append(Item(start, title.end, TITLES[title.modality], title=i, words=words))
    found += [Item(d.start, d.end, DATE, date=i) for i, d in enumerate(document.dates)]
    found += stand_ins
    # Where two overlap the name wins, then the title, the date, the stand-in.
    found.sort(key=lambda i: (i.start, -bool(i.mentions and i.char < "\ue020"), i.char, -i.end))
    taken: list[Item] = []
    for item in found:
        if taken and item.start < taken[-1].end:
            if (
                item.mentions
                and item.char < "\ue020"
                and not (taken[-1].mentions and taken[-1].char < "\ue020")
            ):
                taken[-1] = item
            continue
        taken.append(item)
    return taken


def _append(
    encoding: Encoding, pieces: list[str], length: int, text: str, start: int, end: int, items: Sequence[Item]
) -> int:
    """Adds text[start:end] with its items; gives the new length."""
    at = start
    for item in items:
        length = _plain(encoding, pieces, length, text, at, item.start)
        encoding.items[length] = item
        pieces.append(item.char)
        length += 1
        at = item.end
    return _plain(encoding, pieces, length, text, at, end)


def _plain(encoding: Encoding, pieces: list[str], length: int, text: str, start: int, end: int) -> int:
    """Adds plain text without its white space (PDF extraction breaks lines anywhere)."""
    if start >= end:
        return length
    run = text[start:end]
    if len(run.translate(_DROP)) == len(run):
        encoding._segments.append((length, start))
        pieces.append(run.translate(_PUNCTUATION))
        return length + len(run)
    for i, char in enumerate(run):
        if char not in _BLANK:
            encoding._segments.append((length, start + i))
            pieces.append(char.translate(_PUNCTUATION))
            length += 1
    return length


def _inside(document: Document, outer: int) -> Iterator[Item]:
    """The outermost names within a mention."""
    mentions = document.mentions
    whole = mentions[outer]
    at = whole.start
    for i in range(outer + 1, len(mentions)):
        inner = mentions[i]
        if inner.start >= whole.end:
            return
        if (
            inner.start >= at
            and inner.end <= whole.end
            and (inner.start, inner.end) != (whole.start, whole.end)
        ):
            yield Item(inner.start, inner.end, STRONG[inner.type], (i,))
            at = inner.end


def _known(document: Document, types: frozenset[EntityType]) -> _Known:
    """The names of some types by the forms the article uses."""
    names: dict[str, int] = {}
    for i in outermost(document.mentions):
        mention = document.mentions[i]
        if mention.type in types:
            names.setdefault(mention.text, i)
    return {form: names[form] for form in sorted(names, key=lambda n: (-len(n), n))}


def _recalled(document: Document, outer: int, known: _Known, schemes: _Known) -> Iterator[Item]:
    """The names within another that the article uses elsewhere: places and organisations in those of
    initiatives and events (长沙 in 长沙论坛), initiatives in those of agencies (“清江行动”指挥部)."""
    whole = document.mentions[outer]
    if whole.type is EntityType.AGENCY:
        names = schemes
    elif whole.type in (EntityType.INITIATIVE, EntityType.EVENT):
        names = known
    else:
        return
    text = document.article.text
    within = text[whole.start : whole.end]
    forms = [form for form in names if form in within]
    at = whole.start
    session = _SESSION.search(within) if whole.type is EntityType.EVENT else None
    if session:
        # 市七届人大常委会第五次会议 holds 市人大常委会: the body of the same rank.
        bodies = tuple(session[1] + body for body in _STANDING)
        body = next((form for form in names if form.endswith(bodies)), None)
        if body is not None:
            start = whole.start + session.start(2)
            index = names[body]
            yield Item(
                start, start + len(session[2]), char_of(document.mentions[index]), (index,), recalled=True
            )
        return
    while forms and at < whole.end:
        form = next((f for f in forms if text.startswith(f, at, whole.end)), None)
        if form is not None:
            index = names[form]
            yield Item(at, at + len(form), char_of(document.mentions[index]), (index,), recalled=True)
        at += len(form or " ")
