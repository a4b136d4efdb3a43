"""What each block of a page is: headline, byline, body with the signs at its edges, or page furniture."""

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from kg.reading import bylines, repair
from kg.reading.bylines import Byline
from kg.reading.layout import FINAL, Block
from kg.reading.marks import CONTINUED, DATELINE, FURNITURE, TO_BE_CONTINUED, choice, may_start, patterns
from kg.reading.passage import EMPTY, Passage, joined


class Role(Enum):
    TITLE = "title"
    BYLINE = "byline"
    SIGNATURE = "signature"  # the one who proposes or writes, with the organisation, under a headline
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(slots=True)
class Part:
    role: Role
    passage: Passage  # of a body: without dateline, byline, mark and credit
    level: int = 0
    gap: int = 0
    at: int = 0
    byline: Byline | None = None  # of a body: the one in its dateline
    signature: Passage = field(default=EMPTY)  # dateline and byline as read, in front or behind
    dateline: re.Match[str] | None = None
    mark: str | None = None
    closing: Byline | None = None
    photo: bool = False  # a caption with its credit
    ends_open: bool = False
    led: bool = False  # by a byline in brackets
    letter: bool = False  # a reader signs it
    shared: bool = False  # a byline for all pieces above it

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def starts(self) -> bool:
        return self.led or self.dateline is not None or self.mark is not None


_BRACKET = re.compile(r"\s*[（(\[]([^（）()\[\]]{2,160})[）)\]]")
_CLOSING = re.compile(r"[（(\[]([^（）()\[\]]{2,120})[）)\]][。]?$")
_LED = re.compile(r"[（(]([^（）()]{0,14}(?:记者|通讯员)[^（）()]{2,60})[）)]")  # a byline that opens a text
_LED_LEAST = 20  # characters behind it
_PLAIN_REPORT = re.compile(r"\s*((?:本报|全媒体)?(?:见习|实习|首席)?记者[^，。：:“《]{2,40}?)(?:报道|[：:])")
_CREDIT = re.compile(r"(?<=[。！？”」…）)])([^。！？”；;]{2,70})$")
_CREDIT_LONGEST = 71
_NO_CREDIT = "。！？”；;"  # at its end
_CREDIT_WORD = re.compile(r"摄|^[图文][/／：:]|供图|图[）)]?$|图片|发[）)]?$")
_SHARED = re.compile(
    r"^[（(]?(?:本版|本栏|本栏目|以上|本组)[^。]{0,12}?(?:均由|均为|由|稿件|文图|文字|图文|文/图)[除署名外，,均由为：:\s]*"
)
_ISSUED = re.compile(r"(?<=[。！？”）])(?:新华社|中新社|本报)(?:发|供图|图片)?\s*$")
_MARK = 30  # characters of a mark of continuation, and of a credit without names, at most
_TWO_IDEOGRAPHS = re.compile("[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_PROPOSER = re.compile(rf"[■□●◆\s]*(?:{choice(patterns()['suggestions']['proposer'])})[：:\s].{{2,60}}$")
_PROPOSES = frozenset("■□●◆ ").union(word[0] for word in patterns()["suggestions"]["proposer"])
_ENDS_TOO = ("）", ")", "：", ":")
_UNNAMED = re.compile(
    r"(?<=[。！？”…])[（(]?(?:新华社|中新社|本报)?(?:发|/[\u4e00-\u9fff]{2,4}|资料图片?|资料照片|图片|供图)[）)]?$"
)
_INLINE = re.compile(
    r"(?P<title>[^。，；！？,;（(]{6,40}?)(?:本报|[\u4e00-\u9fff]{2,6}(?:日报|晚报|社))[\u4e00-\u9fff\d·]{0,14}?(?:讯|电)"
    r"[（(][^（）()]{0,12}(?:记者|通讯员)"
)
_INLINE_LONGEST = 70
_DATELINE_LONGEST = 120
AUTHOR = re.compile(r"[（(](?:本文)?作者(?:分别)?(?:系|为|是|单位|[：:]).{2,60}[）)]$")
_OVERLAY = re.compile(r"(.{4,30}?)\1")
_NO_NAMES = re.compile(r"完|略|化名|资料|见|转|接|版|续|节选|摘要|有删节|图|据|待续|下|上|附|单位|系|者为")


def parts(blocks: list[Block], page: str) -> list[Part]:
    """Each block as what it is by itself, in the order of the page."""
    found: list[Part] = []
    for block in blocks:
        for each in _headline_split_off(block):
            found.extend(_overlaid(_part(each, page)))
    return found


def _headline_split_off(block: Block) -> list[Block]:
    """A brief whose headline stands on the line of its dateline, as two blocks."""
    begin = block.text[:_INLINE_LONGEST]
    may = not block.display and ("讯" in begin or "电" in begin)
    match = _INLINE.match(block.text) if may else None
    if not match:
        return [block]
    at = match.end("title")
    return [Block(block.passage.part(0, at), 0, True, block.gap), Block(block.passage.part(at), 0, False, 0)]


def _part(block: Block, page: str) -> Part:
    passage, text = block.passage, block.text
    if text[0] in _PROPOSES and _PROPOSER.match(text):
        return Part(Role.SIGNATURE, passage, gap=block.gap)
    if len(text) <= 240 and "。" not in text and (byline := _whole_byline(passage, page)):
        if not (byline.names or byline.commentator):
            return Part(Role.FURNITURE, passage, gap=block.gap)
        return Part(
            Role.BYLINE, passage, gap=block.gap, byline=byline, shared=_SHARED.match(text) is not None
        )
    if (
        len(text) <= 90
        and not (text[-1] not in "）)" and FINAL.search(text))
        and FURNITURE.match(text.strip("（）()"))
    ):
        return Part(Role.FURNITURE, passage, gap=block.gap)
    if TO_BE_CONTINUED.match(text):
        return Part(Role.FURNITURE, passage, gap=block.gap)
    if block.display and not _TWO_IDEOGRAPHS.search(text):
        return Part(Role.FURNITURE, passage, gap=block.gap)
    if block.display and not CONTINUED.match(text):
        return Part(Role.TITLE, passage, block.level, block.gap)
    part = _body(passage, page, block.gap)
    if part.dateline and part.text.startswith(("题：", "题:")) and len(part.text) <= 80:
        return Part(Role.TITLE, part.passage.part(2), gap=block.gap)
    return part


def _overlaid(part: Part) -> list[Part]:
    """A headline as several, where its text holds a line twice: bold type made by printing it over itself."""
    match = _OVERLAY.match(part.text) if part.role is Role.TITLE else None
    if not match:
        return [part]
    first = replace(part, passage=part.passage.part(0, match.end(1)))
    rest = part.passage.part(match.end())
    return [first, replace(part, passage=rest, gap=0)] if len(rest) > 3 else [first]


def _whole_byline(passage: Passage, page: str) -> Byline | None:
    text = passage.text
    if AUTHOR.match(text):
        return None
    if match := _SHARED.match(text):
        passage = passage.part(match.end(), -1 if text[0] in "（(" and text[-1] in "）)" else None)
        text = passage.text
    if text[:1] in "（([" and text[-1:] in "）)]":
        inner = repair.spaced(passage.part(1, -1), page)
        return bylines.parse(inner, roleless=not _NO_NAMES.search(inner))
    if not bylines.may_state(text):
        return None
    return bylines.parse(repair.spaced(passage, page))


def _body(passage: Passage, page: str, gap: int) -> Part:
    part = Part(Role.BODY, passage, gap=gap)
    if match := CONTINUED.match(passage.text):
        part.mark = match["mark"].strip("（）()【】[] ")
        passage = passage.part(match.end())
    elif may_start(passage.text[:_DATELINE_LONGEST]) and (match := DATELINE.match(passage.text)):
        part.dateline = match
        end = match.end()
        if bracket := _BRACKET.match(passage.text, end):
            inner = repair.spaced(passage.part(bracket.start(1), bracket.end(1)), page)
            part.byline = bylines.parse(inner, roleless=True)
            if part.byline:
                end = bracket.end()
        elif plain := _PLAIN_REPORT.match(passage.text, end):
            part.byline = bylines.parse(repair.spaced(passage.part(plain.start(1), plain.end(1)), page))
            if part.byline:
                end = plain.end()
        part.signature = passage.part(0, end)
        passage = passage.part(end)
        if passage.text[:1] in "：:，,":
            passage = passage.part(1)
    elif passage.text[0] in "（(" and (match := _LED.match(passage.text)):
        byline = bylines.parse(repair.spaced(passage.part(match.start(1), match.end(1)), page))
        if byline and byline.reporters and len(passage) > match.end() + _LED_LEAST:
            part.byline, part.led = byline, True
            part.signature = passage.part(0, match.end())
            passage = passage.part(match.end())
    tail = passage.text[-_MARK:]
    if ("版" in tail or tail[-1:].isdigit()) and (
        match := TO_BE_CONTINUED.search(passage.text, max(0, len(passage) - _MARK))
    ):
        passage = passage.part(0, match.start())
    passage = _without_closing(part, passage, page)
    part.passage = passage
    ended = FINAL.search(passage.text, max(0, len(passage) - _MARK)) or passage.text.endswith(_ENDS_TOO)
    part.ends_open = bool(passage.text) and not ended and part.closing is None
    return part


def _without_closing(part: Part, passage: Passage, page: str) -> Passage:
    text = passage.text
    if match := _CLOSING.search(text):
        inner = repair.spaced(passage.part(match.start(1), match.end(1)), page)
        ends = FINAL.search(text[: match.start()].rstrip()) is not None
        byline = bylines.parse(inner, roleless=ends and not _NO_NAMES.search(inner))
        if byline and byline.names:
            part.photo = byline.only_photographs
            part.closing = byline
            start = match.start()
            if issued := _ISSUED.search(text[:start]):
                start = issued.start()
            part.signature = behind(part.signature, passage.part(start))
            return passage.part(0, start)
    if text[-1:] not in _NO_CREDIT and (match := _CREDIT.search(text, max(0, len(text) - _CREDIT_LONGEST))):
        tail = passage.part(match.start())
        if _CREDIT_WORD.search(tail.text) and (byline := bylines.parse(repair.spaced(tail, page))):
            part.photo = byline.only_photographs
            part.closing = byline
            part.signature = behind(part.signature, tail)
            return passage.part(0, match.start())
    if text[-1:] != "。" and (match := _UNNAMED.search(text, max(0, len(text) - _MARK))):
        part.photo, part.closing = True, Byline()
        part.signature = behind(part.signature, passage.part(match.start()))
        return passage.part(0, match.start())
    return passage


def behind(front: Passage, back: Passage) -> Passage:
    """A signature with one more behind it."""
    return joined([front, back], " ")
