"""From the lines of a page to its blocks: paragraphs joined from the lines of a column, display lines."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.reading import bylines, columns, repair
from kg.reading.cuts import is_cut
from kg.reading.junction import gain
from kg.reading.lines import DISPLAY, INNER, KINDS, LAST, SPEAKER, Line
from kg.reading.marks import START_SIGNS, STARTS
from kg.reading.passage import ADDED, Passage, joined
from kg.reading.rows import Kinds, Rows

FINAL = re.compile(r"[。！？!?…][”’」』）)》\]]*$|[。！？][\d①-⑳]?$")
_FOR_ALL = re.compile(r"[（(]?(?:本版|本栏|本组|以上)[^。，]{2,40}(?:摄|报道|整理|采写|供图)[）)]?$")
_BESIDE_LATIN = re.compile(r" (?=[0-9A-Za-z])|(?<=[0-9A-Za-z.%]) ")
_SET_APART = 0.75  # of a space beside letters or digits, which is a quarter as wide as a character
_END = 8  # characters at a line's end that say whether a sentence ends there
_KINDS = Kinds(
    KINDS
    | {
        "ascii": map(chr, range(0x20, 0x7F)),
        "sentence end": "。！？!?…",
        "final": "。！？!?…”’」』）)》]0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
        "start": START_SIGNS,
        "sign": bylines.SIGNS,
    }
)
_LONGEST_BYLINE = 60  # characters
_HEADING = re.compile(r"(#{1,6})[ \t]*(?=[^#\s])")
_DECORATION = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|</?[a-zA-Z][^<>]{0,200}>|\*\*|__(?=\S)|^[>*|+-][ \t]+|^\|+|\|+$"
)
_DECORATIONS = ("<", "**", "__", "![")
_ORNAMENTS = frozenset(">*|+-")  # at the beginning
_BOLD = re.compile(r"[ \t]*\*\*([^*。\n]{2,40})\*\*[ \t]*")
BOLD_LEVEL = 4  # below all headings that Markdown newspapers use
_RULED = frozenset("-=_*~—·.…|+:")
_FIRST_SIGNS = _ORNAMENTS | _RULED | {"#", " "}
_LAST_SIGNS = frozenset("| ")
_RULE = re.compile(r"[-=_*~—·.…|+:\s]+$")
_OPEN_END = re.compile(
    r"[，、：；“‘《（(—,\-]$|(?<![讲总饱温柔缓调共亲随平])和$|[的与及在为对把将从向以之让被]$|\d[个届次项条年月日批名位家万亿余多]?$|(?:今年|去年|明年|首次|正式|全面|[已将再更不最向往至到于])$"
)
_PLACE_FIRST = re.compile(
    r"[\u4e00-\u9fff·]{1,12}(?:[省市县区州旗盟乡镇村]|街道|社区|园区|[局厅院校所站]|公司|集团|中心|大学)[：:]$"
)
_NOT_AT_THE_END = ("。", "；", ";", "，", ",", "、", "：", ":")
_SENTENCES = re.compile("[？！?!][^”’』」）)》].{3,}[，,]")
_SPEECH = re.compile("[：:]“[^“”]+[。！？!?…]?”$")
_OPENED = re.compile(r"(?:讯|电|报道|消息)[（(][^（）()]*$")
_LEFT_OPEN = re.compile(r"[。！？”…][（(][^（）()]{0,24}$")
_CLOSED_FIRST = re.compile(r"[^（）()。]{1,40}[）)]$")
_CLOSES = re.compile("[）)]")
_MOST_BOUND = 4  # lines of names
_SPANNED = 2.0  # odds from which on a word spans the lines of a headline
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_LONGEST_IN_TWO = 30  # characters of a headline in two lines that nothing but their words ties
_UNEVEN = 6  # characters by which its lines differ at most
_WIDEST_HEADLINE = 42
_LONG = 42  # what is longer is a paragraph


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


def blocks(clean: Passage, page: str) -> list[Block]:
    """The paragraphs and display lines of a page, in its order. `page` is mended, `clean` also unspaced."""
    lines, rows = measured(clean, page)
    if not lines:
        return []
    spread = median(line.gap for line in lines) >= 1
    if columns.are_columns(lines):
        labels = columns.label(lines, rows, spread, clean.text)
        groups = columns.paragraphs(lines, labels)
        shown = [label == DISPLAY for label in labels if label not in (INNER, LAST)]
        return _with_headlines_joined(groups, shown, spread, clean.text)
    shown = []
    for i in range(len(lines)):
        shown.append(_is_display(lines, i, shown, clean.text))
    groups = []
    kept = []
    for line, is_display in zip(lines, shown, strict=True):
        if line.bound and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
            kept.append(is_display)
    return _with_headlines_joined(groups, kept, True, clean.text)


def measured(clean: Passage, page: str) -> tuple[list[Line], Rows]:
    """The lines of a page, and their texts."""
    printed = list(_printed(clean))
    rows = Rows([passage.text for passage, _, _ in printed], _KINDS)
    lines = list(_measured(printed, rows, page)) if printed else []
    _bind(lines)
    return lines, rows


def _bind(lines: list[Line]) -> None:
    """Tell of the lines that go on within the brackets of a dateline or a signature above them."""
    opened = 0  # lines in which the brackets may yet close
    for above, line in pairwise(lines):
        if above.starts and not above.bound and _OPENED.search(above.text):
            opened = _MOST_BOUND
        text = line.text
        if not opened and text[-1] in "）)" and _CLOSED_FIRST.match(text) and _LEFT_OPEN.search(above.text):
            opened = 1
        if opened:
            line.signs, line.bound = False, True
            line.width = max(line.width, above.width)  # what is cut there says nothing of the column
            opened = 0 if _CLOSES.search(text) else opened - 1


def _printed(clean: Passage) -> Iterator[tuple[Passage, int, int]]:
    """The lines of a page without Markdown's signs, each with the empty lines above it and its level."""
    text, source = clean.text, clean.source
    decorated = any(sign in text for sign in _DECORATIONS)
    bold_type = "**" in text
    done = 0
    gap = -1
    for row in text.split("\n"):
        start = done
        done += len(row) + 1
        if not row:
            gap += 1
            continue
        if not decorated and row[0] not in _FIRST_SIGNS and row[-1] not in _LAST_SIGNS:
            yield Passage(row, source[start : done - 1]), max(gap, 0), 0
            gap = 0
            continue
        level = 0
        if row[0] == "#" and (heading := _HEADING.match(row)) and row[-1] != "#":
            level = len(heading[1])
            start += heading.end()
        if bold_type and not level and (bold := _BOLD.match(row)):
            yield clean.part(start + bold.start(1), start + bold.end(1)), max(gap, 0), BOLD_LEVEL
            start, gap = start + bold.end(), 0
        passage = clean.part(start, done - 1)
        bare = passage.text
        if bare and (decorated or bare[0] in _ORNAMENTS or bare[-1] == "|") and _DECORATION.search(bare):
            passage = _undecorated(passage)
            bare = passage.text
        if bare and not (bare[0] in _RULED and _RULE.match(bare)):
            yield passage, max(gap, 0), level
            gap = 0
        else:
            gap += 1


def _measured(printed: list[tuple[Passage, int, int]], rows: Rows, page: str) -> Iterator[Line]:
    """The lines with what each is by itself."""
    widths = rows.lengths - rows.count("ascii") / 2
    stops, may_end, ends_speech = (rows.are(-1, kind) for kind in ("sentence end", "final", "colon"))
    may_start, may_sign = rows.hold("start"), rows.hold("sign") & (rows.lengths <= _LONGEST_BYLINE)
    measures = (each.tolist() for each in (widths, stops, may_end, ends_speech, may_start, may_sign))
    for (passage, gap, level), width, stop, ends, speaks, begins, signs in zip(
        printed, *measures, strict=True
    ):
        text, source = passage.text, passage.source
        final = (
            stop
            or (ends and FINAL.search(text, max(0, len(text) - _END)) is not None)
            or (speaks and SPEAKER.fullmatch(text) is not None)
        )
        starts = begins and STARTS.match(text) is not None
        signs = signs and not starts and (_signs_all(text) or _signs(passage, page))
        stretch = float(source[-1] - source[0] + 1 - len(text))
        if stretch:
            stretch -= page.count(repair.REMOVED, source[0], source[-1])
            stretch -= _SET_APART * len(_BESIDE_LATIN.findall(page, source[0], source[-1]))
        yield Line(passage, text, width, gap, level, final, starts, signs, stretch)


def _signs(passage: Passage, page: str) -> bool:
    return bylines.may_state(passage.text) and bylines.parse(repair.spaced(passage, page)) is not None


def _signs_all(text: str) -> bool:
    """Whether a line says who has written all of a column, or taken all pictures of a page."""
    return text[0] in "（(本以" and _FOR_ALL.match(text) is not None


def _undecorated(passage: Passage) -> Passage:
    parts = []
    done = 0
    for match in _DECORATION.finditer(passage.text):
        parts.append(passage.part(done, match.start()))
        done = match.end()
    parts.append(passage.part(done))
    return joined(parts)


def _is_display(lines: list[Line], i: int, shown: list[bool], page: str) -> bool:
    """Whether a line is a headline, where each line is a whole paragraph or a part of one."""
    line = lines[i]
    text = line.text
    if line.level:
        return True
    if (
        line.bound
        or line.width > _WIDEST_HEADLINE
        or line.starts
        or SPEAKER.match(text)
        or "。" in text
        or text.endswith(_NOT_AT_THE_END)
        or _SPEECH.search(text)
        or _SENTENCES.search(text)
    ):
        return _heads_next(lines, i)
    if line.final and (len(text) > 30 or (text.endswith((")", "）")) and len(text) > 20)):
        return False
    following = lines[i + 1] if i + 1 < len(lines) else None
    if following and not _may_be_headline(following) and is_cut(text, following.text, page):
        return False
    previous = lines[i - 1] if i else None
    breaks_off = previous is not None and not shown[i - 1] and not previous.final and previous.width > _LONG
    return not (breaks_off and line.final)


def _heads_next(lines: list[Line], i: int) -> bool:
    """Whether a line is the place or the office with which the headline below it begins: 石桥镇："""
    if i + 1 == len(lines) or not _PLACE_FIRST.match(lines[i].text):
        return False
    return _may_be_headline(lines[i + 1])


def _may_be_headline(line: Line) -> bool:
    return line.level > 0 or (line.width <= 20 and not line.final and not re.search("[，。,]", line.text))


def _with_headlines_joined(
    groups: list[list[Line]], shown: list[bool], spread: bool, page: str
) -> list[Block]:
    """The groups as blocks, a headline that is cut into two lines as one."""
    found: list[Block] = []
    for group, is_display in zip(groups, shown, strict=True):
        line = group[0]
        last = found[-1] if found else None
        if (
            is_display
            and last is not None
            and last.display
            and not (line.level or last.level or line.signs)
            and not (spread and line.gap)
            and _is_one(last.text, line.text, page)
        ):
            last.passage = joined([last.passage, line.passage])
        else:
            found.append(Block(_joined_lines(group), line.level, is_display, line.gap))
    return found


def _is_one(text: str, following: str, page: str) -> bool:
    """Whether two display lines are one headline: the first is open, or the page says both in one breath."""
    if not _IDEOGRAPHS.search(text):
        return False
    if _OPEN_END.search(text) or any(text.count(a) > text.count(b) for a, b in ("“”", "《》")):
        return True
    if len(text) + len(following) > _LONGEST_IN_TWO or abs(len(text) - len(following)) > _UNEVEN:
        return False
    return gain(text, following) > _SPANNED or (
        len(text) > 3 and len(following) > 3 and text[-2:] + following[:2] in page
    )


def _joined_lines(group: list[Line]) -> Passage:
    if len(group) == 1:
        return group[0].passage
    out: list[Passage] = []
    for line in group:
        part = line.passage
        if out and _is_latin(part.text[0]):
            last = out[-1].text
            if _is_latin(last[-1]):
                out.append(Passage(" ", array("i", [ADDED])))
            elif last.endswith("-") and _is_latin(last[-2:-1]) and part.text[0].islower():
                out[-1] = out[-1].part(0, len(last) - 1)
        out.append(part)
    return joined(out)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
