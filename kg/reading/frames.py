"""The reading order of a page in columns: lines become blocks of one size, blocks are ordered by cuts, one
within the other, along the white between them (XY-cut, Nagy and Seth 1984).

What comes out is Markdown: display type as headings, columns joined into paragraphs by their indents. Boxes
are read by themselves, behind the rest of the page, and so are pictures' captions.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.reading import bylines
from kg.reading.layout import FINAL
from kg.reading.lettering import Lettering, Line, Rectangle

_DISPLAY = 1.2  # times the size of running text: display type
_MAIN = 1.55  # a main headline
_INDENT = 1.2  # in sizes
_HEAD_APART = 2.0  # sizes of running text between the lines of a head
_UNDER = 3.0  # sizes between a picture and its caption
_MOST_OF_PAGE = 0.6  # a box around more than that is the page's own frame
_FAR_WIDER = 2.0  # times the white between columns
_OVER_ALL = 0.6  # of the width: a headline over all columns
_LEAST_IN_BOX = 40  # characters
_LOOSE = 1.0  # sizes by which what is in a box may stand out of it


@dataclass(slots=True, eq=False)
class Block:
    """Lines of one size below each other; or a head: kicker, headline, deck and byline, each of `parts`."""

    lines: list[Line] = field(default_factory=list)
    parts: list["Block"] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.bottom for line in self.lines)

    @property
    def size(self) -> float:
        return max(part.lines[0].size for part in self.parts or [self])

    @property
    def text(self) -> str:
        return _run_on(line.text for line in self.lines)


def markdown(page: Lettering) -> str:
    """The page as Markdown."""
    if not page.lines:
        return ""
    sizes: Counter[float] = Counter()
    for line in page.lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    running = max(sizes, key=lambda size: (sizes[size], -size))
    sections = []
    blocks = _with_heads(_blocks(page.lines), running)
    blocks, boxed = _in_boxes(blocks, page)
    for inside in boxed:
        inside, captions = _captions(inside, page.pictures, running)
        sections += [_ordered(inside, running), *captions]
    blocks, captions = _captions(blocks, page.pictures, running)
    sections = [_ordered(blocks, running), *captions, *sections]
    return "\n\n".join(_text(section, running) for section in sections if section) + "\n"


def _text(blocks: Sequence[Block], running: float) -> str:
    out: list[str] = []
    open_end = False
    for block in blocks:
        if block.size >= running * _DISPLAY:
            for part in block.parts or [block]:
                level = (
                    "# " if part.size >= running * _MAIN else "## " if part.size >= running * _DISPLAY else ""
                )
                out.append(level + part.text)
            open_end = False
            continue
        paragraphs, indented = _paragraphs(block)
        if open_end and not indented and out:
            out[-1] = _run_on((out[-1], paragraphs.pop(0)))
        out.extend(paragraphs)
        open_end = FINAL.search(out[-1]) is None and len(block.lines) > 2
    return "\n\n".join(out)


def _run_on(lines: Iterable[str]) -> str:
    """Lines as one: words of Latin letters apart, those that a hyphen cuts together."""
    text = ""
    for line in lines:
        if text[-2:-1].isascii() and text[-2:-1].isalpha() and text[-1:] == "-" and line[:1].islower():
            text = text[:-1] + line
        elif text[-1:].isascii() and text[-1:].isalpha() and line[:1].isascii() and line[:1].isalpha():
            text += " " + line
        else:
            text += line
    return text


def _blocks(lines: list[Line]) -> list[Block]:
    """Lines of one size below each other, as close as the lines of a column."""
    blocks: list[Block] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        best: tuple[float, int] | None = None
        for number, block in enumerate(blocks):
            last = block.lines[-1]
            white = last.bottom - line.top
            if (
                not -0.5 * line.size < white < 0.9 * line.size
                or abs(last.size - line.size) >= 0.1 * line.size
            ):
                continue
            overlap = min(block.right, line.right) - max(block.left, line.left)
            narrow = min(block.right - block.left, line.right - line.left)
            if overlap > 0.5 * narrow and (best is None or white < best[0]):
                best = white, number
        if best is None:
            blocks.append(Block([line]))
        else:
            blocks[best[1]].lines.append(line)
    return blocks


def _with_heads(blocks: list[Block], running: float) -> list[Block]:
    """The blocks, those of display type that stand below each other as one, with the byline below them."""
    found: list[Block] = []
    for block in sorted(blocks, key=lambda block: (-block.top, block.left)):
        shown = block.size >= _DISPLAY * running
        signs = len(block.lines) == 1 and bylines.may_sign(block.lines[0].text.replace(" ", ""))
        above = None
        if shown or signs:
            above = next((head for head in reversed(found) if _is_over(head, block, running)), None)
        if above is None:
            found.append(block)
        else:
            above.parts = [*(above.parts or [Block(above.lines)]), block]
            above.lines = [line for part in above.parts for line in part.lines]
    return found


def _is_over(head: Block, block: Block, running: float) -> bool:
    """Whether display type stands directly over a block, so that both are of one head."""
    overlap = min(head.right, block.right) - max(head.left, block.left)
    return (
        head.size >= _DISPLAY * running
        and (head.parts or [head])[-1].size >= _DISPLAY * running
        and overlap > 0.5 * min(head.right - head.left, block.right - block.left)
        and -0.5 * running < head.bottom - block.top < _HEAD_APART * running
    )


def _paragraphs(block: Block) -> tuple[list[str], bool]:
    """The paragraphs of a column, and whether its first line is indented."""
    left, right, size = block.left, block.right, block.size
    indents = [line.left - left > _INDENT * size for line in block.lines]
    has_indents = any(indents)
    out = [[block.lines[0].text]]
    for (before, line), indent in zip(pairwise(block.lines), indents[1:], strict=True):
        short = right - before.right > 2 * size and FINAL.search(before.text)
        if indent if has_indents else short:
            out.append([line.text])
        else:
            out[-1].append(line.text)
    return [_run_on(lines) for lines in out], indents[0] if has_indents else len(block.lines) < 2


def _in_boxes(blocks: list[Block], page: Lettering) -> tuple[list[Block], list[list[Block]]]:
    """The blocks outside all boxes, and those of each box, the smallest box first."""
    whole = Rectangle(
        min(block.left for block in blocks),
        min(block.bottom for block in blocks),
        max(block.right for block in blocks),
        max(block.top for block in blocks),
    )
    found = []
    for box in sorted(page.boxes, key=lambda box: (box.area, -box.top, box.left)):
        inside = [block for block in blocks if _is_in(block, box)]
        text = sum(len(line.text) for block in inside for line in block.lines)
        if text >= _LEAST_IN_BOX and len(inside) < len(blocks) and box.area < _MOST_OF_PAGE * whole.area:
            found.append(inside)
            blocks = [block for block in blocks if not any(block is each for each in inside)]
    return blocks, sorted(
        found, key=lambda inside: (-max(b.top for b in inside), min(b.left for b in inside))
    )


def _is_in(block: Block, box: Rectangle) -> bool:
    loose = _LOOSE * block.size
    return (
        block.left > box.left - loose
        and block.right < box.right + loose
        and block.bottom > box.bottom - loose
        and block.top < box.top + loose
    )


def _captions(
    blocks: list[Block], pictures: Sequence[Rectangle], running: float
) -> tuple[list[Block], list[list[Block]]]:
    """The blocks that are no captions, and the captions: what stands directly under a picture and is no
    wider, in smaller type, a heading of it between them perhaps."""
    captions: list[list[Block]] = []
    for picture in sorted(pictures, key=lambda picture: (-picture.top, picture.left)):
        under = [
            block
            for block in blocks
            if block.left > picture.left - 1.5 * running
            and block.right < picture.right + 1.5 * running
            and -running < picture.bottom - block.top < 2 * _UNDER * running
        ]
        under.sort(key=lambda block: (-block.top, block.left))
        reach = picture.bottom
        found: list[Block] = []
        for block in under:
            if reach - block.top > _UNDER * running or (found and found[-1].size < running * _DISPLAY):
                break
            if block.size >= running * _MAIN:
                break
            found.append(block)
            reach = block.bottom
        if found and found[-1].size < 0.97 * running:
            captions.append(found)
            blocks = [block for block in blocks if not any(block is each for each in found)]
    return blocks, captions


def _ordered(blocks: list[Block], running: float) -> list[Block]:
    """The blocks in reading order: cut along the white through all of them, across before down."""
    if len(blocks) < 2:
        return blocks
    rows = _joined_where_heads_part(_cut(blocks, across=True), running)
    if len(rows) > 1:
        return [block for part in rows for block in _ordered(part, running)]
    columns = _cut(blocks, across=False)
    for parts in (_pages(columns), _stories(columns, running), columns, _cut(blocks, across=True)):
        if len(parts) > 1:
            return [block for part in parts for block in _ordered(part, running)]
    return sorted(blocks, key=lambda block: (-round(block.top), block.left))


def _joined_where_heads_part(rows: list[list[Block]], running: float) -> list[list[Block]]:
    """The rows, joined again where a cut would part headlines from what stands below them."""
    joined: list[list[Block]] = []
    width = max(b.right for row in rows for b in row) - min(b.left for row in rows for b in row)
    for row in rows:
        if joined and _parts_heads(joined[-1], row, width, running):
            joined[-1] = joined[-1] + row
        else:
            joined.append(row)
    return joined


def _parts_heads(above: list[Block], below: list[Block], width: float, running: float) -> bool:
    """Whether a cut between two rows parts a headline from its text: unless it is the headline of all that
    stands below."""
    shown = [block for block in above if block.size >= _DISPLAY * running]
    bare = [head for head in shown if not _has_text(head, above, running, below=True)]
    if not bare:
        return False
    if len(bare) == len(above) == 1:
        heads = [block for block in below if block.size >= _DISPLAY * running]
        return not all(_has_text(head, below, running, below=False) for head in heads)
    return len(bare) > 1 or bare[0].right - bare[0].left < _OVER_ALL * width


def _pages(columns: list[list[Block]]) -> list[list[Block]]:
    """The columns, joined but where the white between them is far wider than elsewhere: the pages of a double
    page; one part where there is no such white."""
    whites = [
        min(block.left for block in after) - max(block.right for block in before)
        for before, after in pairwise(columns)
    ]
    widest = max(whites, default=0.0)
    if widest < _FAR_WIDER * min(whites, default=0.0):
        return [[block for column in columns for block in column]]
    joined = [columns[0]]
    for column, white in zip(columns[1:], whites, strict=True):
        if white > widest / _FAR_WIDER:
            joined.append(column)
        else:
            joined[-1] = joined[-1] + column
    return joined


def _stories(columns: list[list[Block]], running: float) -> list[list[Block]]:
    """The columns, joined where one begins with running text: it goes with the neighbour in which text begins
    as high up."""
    begins = [max(column, key=lambda block: (block.top, -block.left)) for column in columns]
    headed = [block.size >= _DISPLAY * running for block in begins]
    joined: list[list[Block]] = []
    waiting: list[Block] = []  # for the column to the right
    for number, column in enumerate(columns):
        after = columns[number + 1] if number + 1 < len(columns) else []
        if headed[number] or not joined:
            to_right = not headed[number] and bool(after)
        else:
            top = begins[number].top
            to_right = _begins_at(after, top, running) and not _begins_at(joined[-1], top, running)
        if to_right:
            waiting += column
        elif headed[number] or waiting or not joined:
            joined.append(waiting + column)
            waiting = []
        else:
            joined[-1] = joined[-1] + column
    return joined


def _begins_at(blocks: list[Block], top: float, running: float) -> bool:
    """Whether running text among the blocks begins at that height."""
    return any(abs(b.top - top) < 0.6 * running for b in blocks if b.size < _DISPLAY * running)


def _has_text(head: Block, blocks: list[Block], running: float, below: bool) -> bool:
    """Whether running text stands below a headline, or above it, among the blocks."""
    return any(
        block.size < _DISPLAY * running
        and (block.top < head.top) is below
        and min(block.right, head.right) > max(block.left, head.left)
        for block in blocks
    )


def _cut(blocks: list[Block], across: bool) -> list[list[Block]]:
    """The blocks divided by the white that runs through the page between them."""

    def span(block: Block) -> tuple[float, float]:
        return (-block.top, -block.bottom) if across else (block.left, block.right)

    ordered = sorted(blocks, key=span)
    parts = [[ordered[0]]]
    reach = span(ordered[0])[1]
    for block in ordered[1:]:
        start, end = span(block)
        if start >= reach - 0.3 * block.size:
            parts.append([block])
        else:
            parts[-1].append(block)
        reach = max(reach, end)
    return parts
