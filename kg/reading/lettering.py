"""The lines of a PDF page, from its characters: where each stands, how large and at which angle it is set."""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

_SAME_SIZE = 0.15  # of the size, by which characters of a line may differ
_APART = 1.1  # sizes between characters of one text object that are of different lines
_APART_TOO = 0.45  # the same, for characters of two text objects
_SPACED_OUT = 2.2  # the same, where each character is set by itself
_TURN = math.pi / 2
_IMAGE = 40.0  # points: smaller pictures are ornaments
_SPACE = 0.4  # sizes of white that are a space, beside the line's own


@dataclass(slots=True)
class Line:
    """Characters on one base line, with x to the right and y upwards as one reads them, in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A picture or a box."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Lettering:
    """What stands on a page, turned so that it reads upright."""

    lines: list[Line]
    pictures: list[Rectangle]
    boxes: list[Rectangle]


@dataclass(slots=True)
class _Character:
    char: str  # " " for a space of the layer
    drawn: int  # the text object that draws it
    left: float
    bottom: float
    right: float
    top: float
    size: float


def letterings(page: pypdfium2.PdfPage) -> list[Lettering]:
    """The page as it reads at each angle in which something is set, most of it first; pictures and boxes are
    with the first."""
    by_angle: dict[int, list[_Character]] = {}
    for quarter, character in _characters(page):
        by_angle.setdefault(quarter, []).append(character)
    count = Counter({quarter: len(found) for quarter, found in by_angle.items()})
    pictures, boxes = _drawn(page)
    out = []
    for number, (quarter, _) in enumerate(sorted(count.items(), key=lambda item: (-item[1], item[0]))):
        lines = _lines(by_angle[quarter])
        shown = [[_turned(each, quarter) for each in found] for found in (pictures, boxes)]
        out.append(Lettering(lines, *shown) if number == 0 else Lettering(lines, [], []))
    return out


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[int, _Character]]:
    """Each character with the quarters of a turn, counter-clockwise, at which it is set."""
    textpage = page.get_textpage()
    raw = textpage.raw
    matrix = pdfium.FS_MATRIX()
    for i in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        char = chr(code)
        if char.isspace():
            if pdfium.FPDFText_IsGenerated(raw, i):
                continue
            char = " "
        elif code < 0x20 or code in (0xFFFE, 0xFFFF):
            continue
        box = textpage.get_charbox(i, loose=True)
        quarter = -round(pdfium.FPDFText_GetCharAngle(raw, i) / _TURN) % 4  # pdfium counts clockwise
        turned = _turned(Rectangle(*box), quarter)
        size = float(pdfium.FPDFText_GetFontSize(raw, i))
        if pdfium.FPDFText_GetMatrix(raw, i, ctypes.byref(matrix)):
            size *= math.hypot(matrix.c, matrix.d)
        size = size or turned.top - turned.bottom
        if size > 0:
            drawn = pdfium.FPDFText_GetTextObject(raw, i)
            place = ctypes.addressof(drawn.contents) if drawn else 0
            yield quarter, _Character(char, place, turned.left, turned.bottom, turned.right, turned.top, size)


def _turned(box: Rectangle, quarters: int) -> Rectangle:
    """A rectangle of the page as it lies where text turned by `quarters` counter-clockwise reads upright."""
    for _ in range(quarters):
        box = Rectangle(box.bottom, -box.right, box.top, -box.left)
    return box


def _drawn(page: pypdfium2.PdfPage) -> tuple[list[Rectangle], list[Rectangle]]:
    """The pictures and the boxes of a page."""
    pictures: list[Rectangle] = []
    boxes: list[Rectangle] = []
    for drawn in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH), max_depth=4):
        left, bottom, right, top = drawn.get_bounds()
        if right - left < _IMAGE or top - bottom < _IMAGE:
            continue
        kind = pictures if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE else boxes
        kind.append(Rectangle(left, bottom, right, top))
    return pictures, boxes


def _lines(characters: list[_Character]) -> list[Line]:
    runs: list[list[_Character]] = []
    for each in characters:
        if runs and _goes_on(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    lines: list[list[_Character]] = []
    alone = False  # whether each character of the line is a run
    for run in sorted(runs, key=lambda run: (-round(run[0].bottom / 2), run[0].left)):
        last = lines[-1] if lines else None
        if last is not None and (_goes_on(last[-1], run[0]) or (alone and _is_spaced_out(last, run))):
            last += run
        else:
            lines.append(list(run))
            alone = True
        alone = alone and len(run) == 1
    return _printed_once([line for run in lines if (line := _line(run)).text])


def _goes_on(last: _Character, each: _Character) -> bool:
    """Whether a character stands behind another one on its line."""
    apart = _APART if each.drawn == last.drawn else _APART_TOO
    return _is_beside(last, each) and -0.6 * each.size < each.left - last.right < apart * each.size


def _is_beside(last: _Character, each: _Character) -> bool:
    return (
        abs(each.size - last.size) < _SAME_SIZE * last.size
        and abs(each.bottom - last.bottom) < 0.3 * each.size
    )


def _is_spaced_out(line: list[_Character], run: list[_Character]) -> bool:
    """Whether a run of one character goes on with a line in which all stand by themselves, as far apart."""
    white = run[0].left - line[-1].right
    usual = line[-1].left - line[-2].right if len(line) > 1 else white
    return (
        len(run) == 1
        and _is_beside(line[-1], run[0])
        and 0 < white < _SPACED_OUT * run[0].size
        and abs(white - usual) < 0.3 * run[0].size
    )


def _line(run: list[_Character]) -> Line:
    """A run as a line, with a space where the layer has one, and where the white is wider than it
    usually is in the line."""
    letters = [each for each in run if each.char != " "]
    if not letters:
        return Line("", 0, 0, 0, 0, 1)
    size = median(each.size for each in letters)
    whites = [after.left - before.right for before, after in pairwise(letters)]
    usual = max(0.0, median(whites)) if len(whites) > 3 else 0.0
    text = ""
    previous: _Character | None = None
    spaced = False
    for each in run:
        if each.char == " ":
            spaced = previous is not None
            continue
        if previous is not None and (spaced or each.left - previous.right > usual + _SPACE * size):
            text += " "
        text += each.char
        previous, spaced = each, False
    return Line(
        text,
        letters[0].left,
        min(each.bottom for each in letters),
        max(each.right for each in letters),
        max(each.top for each in letters),
        size,
    )


def _printed_once(lines: list[Line]) -> list[Line]:
    """The lines without those that are printed over themselves, which makes them bold or gives a shadow."""
    kept: list[Line] = []
    places: dict[str, list[Line]] = {}
    for line in lines:
        near = places.setdefault(line.text, [])
        reach = 0.35 * line.size
        if not any(abs(o.left - line.left) < reach and abs(o.bottom - line.bottom) < reach for o in near):
            near.append(line)
            kept.append(line)
    return kept
