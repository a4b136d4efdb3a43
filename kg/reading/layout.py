"""From the lines of a page to its blocks: paragraphs joined from the lines of a column, display lines apart."""

import re
from dataclasses import dataclass
from statistics import median

from kg.reading.marks import STARTS
from kg.reading.passage import Passage, joined

FINAL = re.compile(r"[。！？!?…][”’」』）)》\]]*$|[。！？][\d①-⑳]?$")
_LINE = re.compile(r"[^\n]+")
_HEADING = re.compile(r"(#{1,6})[ \t]*(?=[^#\s])")
_DECORATION = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|</?[a-zA-Z][^<>]{0,200}>|\*\*|__(?=\S)|^[>*|+-][ \t]+|^\|+|\|+$"
)
_RULE = re.compile(r"[-=_*~—·.…|+:\s]+$")
_NOT_AT_THE_END = ("。", "；", ";", "，", ",", "、", "：")
_CLOSERS = "”’》）)！？!?…"
_PUNCTUATION = "，。、；：,.;:"
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,3}$")
_OPEN_END = re.compile(
    r"[，、：；“‘《（(—,\-]$|[的和与及在为对把将从向以之让被]$|\d[个届次项条年月日批名位家万亿余多]?$"
)


@dataclass(slots=True)
class Line:
    passage: Passage
    width: float  # in ideographs
    gap: int  # empty lines before it
    level: int  # of a Markdown heading, else 0
    final: bool  # ends a sentence
    column: float = 0.0  # the width of the column it stands in, 0 where lines are whole paragraphs


@dataclass(slots=True)
class Block:
    """A paragraph, or a display line: `level` above 0 says that Markdown marks it as a heading."""

    passage: Passage
    level: int = 0
    display: bool = False
    gap: int = 0

    @property
    def text(self) -> str:
        return self.passage.text


def blocks(page: Passage) -> list[Block]:
    """The paragraphs and display lines of the page, in its order."""
    lines = _lines(page)
    _measure_columns(lines)
    spread = median(line.gap for line in lines) >= 1 if lines else False
    display: list[bool] = []
    for i in range(len(lines)):
        display.append(_is_display(lines, i, spread, display, page.text))
    found: list[list[Line]] = []
    shown: list[bool] = []
    for i, line in enumerate(lines):
        if found and _joins(lines, i, display, spread):
            found[-1].append(line)
        else:
            found.append([line])
            shown.append(display[i])
    return [
        Block(_join(group), group[0].level, is_display, group[0].gap)
        for group, is_display in zip(found, shown, strict=True)
    ]


def _lines(page: Passage) -> list[Line]:
    lines: list[Line] = []
    text = page.text
    done = 0
    gap = 0
    for match in _LINE.finditer(text):
        gap += text.count("\n", done, match.start()) - 1
        done = match.end()
        start, level = match.start(), 0
        if (heading := _HEADING.match(text, start, done)) and text[done - 1] != "#":
            level = len(heading[1])
            start = heading.end()
        passage = page.part(start, done)
        if _DECORATION.search(passage.text):
            passage = _undecorated(passage)
        bare = passage.text
        if not bare or _RULE.match(bare):
            gap += 1
            continue
        width = len(bare) - len(bare.encode("ascii", "ignore")) / 2
        lines.append(Line(passage, width, max(gap, 0), level, FINAL.search(bare) is not None))
        gap = 0
    return lines


def _undecorated(passage: Passage) -> Passage:
    parts = []
    done = 0
    for match in _DECORATION.finditer(passage.text):
        parts.append(passage.part(done, match.start()))
        done = match.end()
    parts.append(passage.part(done))
    return joined(parts)


def _measure_columns(lines: list[Line]) -> None:
    """Give each line that stands in a column of cut lines the width of that column."""
    widths = [line.width for line in lines]
    for i, line in enumerate(lines):
        if line.level:
            continue
        near = sorted(widths[max(0, i - 3) : i + 7])
        full = near[(len(near) * 3) // 4]
        if full > 48:
            continue
        alike = [w for w in near if full - 3 <= w <= full + 1.5]
        cut = sum(
            1
            for other in lines[max(0, i - 3) : i + 7]
            if not other.final and full - 3 <= other.width <= full + 1.5
        )
        if len(alike) >= 4 and cut >= 3:
            line.column = full


def _ahead(lines: list[Line], i: int) -> float:
    """The width of the column that begins after line `i`, 0 for none."""
    widths = sorted(line.width for line in lines[i + 1 : i + 9] if line.column)
    return widths[(len(widths) * 3) // 4] if len(widths) > 2 else 0.0


def _is_display(lines: list[Line], i: int, spread: bool, shown: list[bool], page: str) -> bool:
    line = lines[i]
    text = line.passage.text
    if line.level:
        return True
    if line.width > 42 or text.endswith(_NOT_AT_THE_END) or "。" in text or STARTS.match(text):
        return False
    if line.final and (
        line.width > 30 or not text.endswith(("！", "？", "!", "?", "…", "”", "）", ")", "》"))
    ):
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    previous = lines[i - 1] if i else None
    cut = bool(following and not following.level and is_cut(text, following.passage.text, page))
    if not line.column:
        broken = previous is not None and not shown[i - 1] and not previous.final and previous.width > 42
        return not cut and not broken and (not line.final or len(text) <= 20)
    beside = bool(previous and shown[i - 1] and line.gap == 0)
    if spread and (beside or (following is not None and following.gap == 0 and not line.final)):
        return True
    if cut:
        return False
    if spread and previous and shown[i - 1] and i + 2 < len(lines) and lines[i + 2].gap == 0:
        return True
    begins = previous is None or previous.final or shown[i - 1] or not previous.column
    if not begins and previous and previous.width >= previous.column - 4:
        return False
    if following is None or STARTS.match(following.passage.text) or following.level:
        return True
    column = _ahead(lines, i)
    if not column:
        return True
    if line.width > column + 1.5 or line.width < column - 4.5:
        return True
    # As long as the first line of a paragraph: then the second is longer, by the indent.
    after = lines[i + 2] if i + 2 < len(lines) else None
    return bool(
        after
        and not following.final
        and following.width <= column - 1.5
        and after.width >= following.width + 1
        and line.width > following.width + 1
    )


def is_cut(text: str, following: str, page: str) -> bool:
    """Whether a line stops within a sentence that goes on in the following one."""
    if (text.count("“") != text.count("”") and len(text) > 14) or text.count("《") != text.count("》"):
        return text.count("“") > text.count("”") or text.count("《") > text.count("》")
    if text[-1] in _CLOSERS or not following[:1] or following[0] in "“《（(" or STARTS.match(following):
        return False
    across = [text[-2:] + following[:1], text[-1:] + following[:2]]
    if following[1:2] in _PUNCTUATION:
        across.append(text[-1:] + following[:1])
    return any(_WORDS.match(word) and word in page for word in across)


def _joins(lines: list[Line], i: int, display: list[bool], spread: bool) -> bool:
    line, before = lines[i], lines[i - 1]
    if line.level or before.level:
        return False
    if display[i] or display[i - 1]:
        return (
            display[i]
            and display[i - 1]
            and not (spread and line.gap)
            and (_OPEN_END.search(before.passage.text) is not None or _quote_open(before.passage.text))
        )
    if not line.column or not before.column or STARTS.match(line.passage.text):
        return False
    full = before.width >= before.column - 3.5
    if before.final:
        indented = not line.final and line.column - 3.5 <= line.width <= line.column - 1
        return before.width > before.column - 1.5 and not indented
    return full or before.width >= 8


def _quote_open(text: str) -> bool:
    return text.count("“") > text.count("”") or text.count("《") > text.count("》")


def _join(group: list[Line]) -> Passage:
    parts = [line.passage for line in group]
    if len(parts) == 1:
        return parts[0]
    out: list[Passage] = []
    for part in parts:
        last = out[-1].text if out else ""
        if (
            last
            and last[-1].isascii()
            and last[-1].isalpha()
            and part.text[0].isascii()
            and part.text[0].isalpha()
        ):
            out.append(Passage(" ", part.source[:0] + type(part.source)("i", [-1])))
        elif (
            last.endswith("-") and last[-2:-1].isascii() and last[-2:-1].isalpha() and part.text[:1].islower()
        ):
            out[-1] = out[-1].part(0, -1)
        out.append(part)
    return joined(out)
