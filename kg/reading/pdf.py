"""PDF pages with a text layer: columns, headlines and reading order from the positions of the characters.

The characters become lines, the lines blocks of one size, the blocks are ordered by recursive cuts along the
white between them (XY-cut, Nagy and Seth 1984). What comes out is Markdown: display type as headings, columns
joined into paragraphs by their indents; it is read as any other text.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from kg.model import NewskgError, Page, Settings
from kg.reading.flat import from_text
from kg.reading.layout import FINAL

_DISPLAY = 1.2  # times the size of running text: display type
_MAIN = 1.55  # a main headline
_INDENT = 1.2  # in sizes
_LEAST_TEXT = 30  # characters on a page that is not a picture


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(slots=True)
class _Block:
    lines: list[_Line] = field(default_factory=list)

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
        return self.lines[0].size


def from_pdf(data: bytes, path: Path, settings: Settings) -> Page:
    """The page in a PDF; several pages of a file follow each other. Offsets count the text that was put
    together from the layer. Raises NewskgError for what is no PDF, is locked, or holds pictures only."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise NewskgError(
            f"{path}: not a readable PDF ({error}); save it again, without a password"
        ) from error
    try:
        text = "\n".join(_markdown(_lines(page)) for page in document)
    finally:
        document.close()
    if sum(not char.isspace() for char in text) < _LEAST_TEXT:
        raise NewskgError(f"{path}: a scanned PDF without text; run OCR over it first")
    return from_text(text, "pdf", path, settings)


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """Runs of characters on one base line, without white wider than a character between them."""
    textpage = page.get_textpage()
    lines: list[_Line] = []
    for i in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage.raw, i))
        if char.isspace() or char == "\x00" or char == "\ufffe":
            continue
        left, bottom, right, top = textpage.get_charbox(i, loose=True)
        size = pdfium.FPDFText_GetFontSize(textpage.raw, i) or top - bottom
        if size <= 1.5:  # set at size 1 and scaled by the matrix
            size = top - bottom
        last = lines[-1] if lines else None
        if (
            last is not None
            and abs(size - last.size) < 0.15 * last.size
            and abs(bottom - last.bottom) < 0.3 * size
            and -0.6 * size < left - last.right < 1.1 * size
        ):
            if left - last.right > 0.45 * size:
                last.text += " "
            last.text += char
            last.right = max(last.right, right)
        else:
            lines.append(_Line(char, left, bottom, right, top, size))
    return lines


def _markdown(lines: list[_Line]) -> str:
    if not lines:
        return ""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    running = max(sizes, key=lambda size: (sizes[size], -size))
    out: list[str] = []
    open_end = False
    for block in _ordered(_blocks(lines)):
        if block.size >= running * _DISPLAY:
            level = "#" if block.size >= running * _MAIN else "##"
            out.append(f"{level} {''.join(line.text for line in block.lines)}")
            open_end = False
            continue
        paragraphs, indented = _paragraphs(block)
        if open_end and not indented and out:
            out[-1] += paragraphs.pop(0)
        out.extend(paragraphs)
        open_end = FINAL.search(out[-1]) is None and len(block.lines) > 2
    return "\n\n".join(out) + "\n"


def _blocks(lines: list[_Line]) -> list[_Block]:
    """Lines of one size below each other, as close as the lines of a column."""
    blocks: list[_Block] = []
    for line in sorted(lines, key=lambda line: (-line.top, line.left)):
        best: tuple[float, int] | None = None
        for number, block in enumerate(blocks):
            last = block.lines[-1]
            white = last.bottom - line.top
            overlap = min(block.right, line.right) - max(block.left, line.left)
            if (
                abs(last.size - line.size) < 0.1 * line.size
                and -0.5 * line.size < white < 0.9 * line.size
                and overlap > 0.5 * min(block.right - block.left, line.right - line.left)
                and (best is None or white < best[0])
            ):
                best = white, number
        if best is None:
            blocks.append(_Block([line]))
        else:
            blocks[best[1]].lines.append(line)
    return blocks


def _paragraphs(block: _Block) -> tuple[list[str], bool]:
    """The paragraphs of a column, and whether its first line is indented."""
    left, size = block.left, block.size
    indents = [line.left - left > _INDENT * size for line in block.lines]
    has_indents = any(indents)
    out = [block.lines[0].text]
    for (before, line), indent in zip(pairwise(block.lines), indents[1:], strict=True):
        short = block.right - before.right > 2 * size and FINAL.search(before.text)
        if indent if has_indents else short:
            out.append(line.text)
        else:
            out[-1] += line.text
    return out, indents[0] if has_indents else len(block.lines) < 2


def _ordered(blocks: list[_Block]) -> list[_Block]:
    """The blocks in reading order: cut along the widest white through all of them, across before down."""
    if len(blocks) < 2:
        return blocks
    for across in (True, False):
        parts = _cut(blocks, across)
        if len(parts) > 1:
            return [block for part in parts for block in _ordered(part)]
    return sorted(blocks, key=lambda block: (-round(block.top), block.left))


def _cut(blocks: list[_Block], across: bool) -> list[list[_Block]]:
    """The blocks divided by the white that runs through the page between them."""

    def span(block: _Block) -> tuple[float, float]:
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
