"""Lays out known articles as pages of newspapers in PDF, in columns, frames and sizes of type.

The truth comes for free. A PDF shows which line is set largest, so an article's headline is that line alone.
Frames are drawn in a random order, as programs for layout do.
"""

import io
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from . import simulator

STANDARD = "STSong-Light"
BODY, LEADING = 9.5, 13.5
CAPTION = 8.5
COLUMN = 17 * BODY
GUTTER = 16.0
MARGIN = 40.0
COLUMNS = 5
SHEET = COLUMNS * (COLUMN + GUTTER) - GUTTER
_LEAST_MAIN = 17.0
_PICTURE = ImageReader(Image.new("L", (8, 8), 180))
_CANNOT_BEGIN = "，。、；：？！”’）》"


@dataclass(slots=True)
class Setting:
    """A line as it is set: its beginning (from the top downwards), size, white between characters."""

    x: float
    y: float
    text: str
    size: float
    space: float = 0.0


@dataclass(slots=True)
class Sheet:
    """What is drawn on a page: frames of lines, boxes and pictures."""

    rng: random.Random
    font: str
    justified: bool = True
    centred: bool = False
    frames: list[list[Setting]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    truths: list[simulator.Truth] = field(default_factory=list)

    def line(self, x: float, y: float, text: str, size: float, width: float = 0.0) -> None:
        """A line of display type, in the middle of `width` where the sheet is centred."""
        if width and self.centred:
            x += max(0.0, (width - self.measure(text, size)) / 2)
        self.frames.append([Setting(x, y, text, size)])

    def measure(self, text: str, size: float) -> float:
        return float(pdfmetrics.stringWidth(text, self.font, size))

    def story(self, article: dict[str, Any], x: float, top: float, columns: int) -> float:
        """Set an article with its head over `columns` columns; returns where it ends."""
        display, body = simulator._compose(article, self.rng, "columns")
        self.truths.append(simulator._truth(article, body, "markdown"))
        width = columns * (COLUMN + GUTTER) - GUTTER
        y = self.head(article, display, x, top, width)
        lines = [line for paragraph in body for line in self.lines(paragraph)]
        depth = -(-len(lines) // columns)
        for number in range(columns):
            frame = lines[number * depth : (number + 1) * depth]
            self.column(frame, x + number * (COLUMN + GUTTER), y)
        return y + depth * LEADING

    def head(self, article: dict[str, Any], display: list[str], x: float, top: float, width: float) -> float:
        y = top
        for text in display:
            if text == article.get("headline"):
                parts = [text]
                while max(map(len, parts)) * _LEAST_MAIN > width:
                    parts = [half for part in parts for half in _in_two(part)]
                size = min(34.0 if len(parts) == 1 else 26.0, width / max(map(len, parts)))
                for part in parts:
                    y += size * 1.25
                    self.line(x, y, part, size, width)
            elif text == article.get("head"):
                y += LEADING * 1.2
                self.line(x, y, text, BODY, width)
            else:
                size = min(13.0, width / len(text))
                y += size * 1.5
                self.line(x, y, text, size, width)
        return y + LEADING * 1.6

    def lines(
        self, paragraph: str, width: float = COLUMN, size: float = BODY
    ) -> list[tuple[float, str, float]]:
        """Indent, text and white between characters of a paragraph's lines."""
        if paragraph.startswith("## "):
            text = paragraph[3:]
            return [(max(0.0, (width - self.measure(text, size)) / 2), text, 0.0)]
        found = []
        indent, line, used = 2 * size, "", 2 * size
        for char in paragraph:
            wide = self.measure(char, size)
            if used + wide > width + 0.1 and char not in _CANNOT_BEGIN:
                found.append((indent, line))
                indent, line, used = 0.0, "", 0.0
            line += char
            used += wide
        found.append((indent, line))
        set_lines = []
        for number, (indent, line) in enumerate(found):
            left = width - indent - self.measure(line, size)
            last = number == len(found) - 1
            space = left / max(1, len(line) - 1) if (self.justified and not last) or left < 0 else 0.0
            set_lines.append((indent, line, space))
        return set_lines

    def column(
        self, lines: Sequence[tuple[float, str, float]], x: float, y: float, size: float = BODY
    ) -> float:
        """Set lines in one frame; returns where it ends."""
        leading = size * LEADING / BODY
        self.frames.append(
            [
                Setting(x + indent, y + n * leading, text, size, space)
                for n, (indent, text, space) in enumerate(lines)
            ]
        )
        return y + len(lines) * leading

    def picture(self, article: dict[str, Any], x: float, top: float, columns: int, height: float) -> float:
        """A picture with its caption; returns where it ends."""
        width = columns * (COLUMN + GUTTER) - GUTTER
        self.pictures.append((x, top, width, height))
        _, body = simulator._compose(article, self.rng, "columns")
        y = top + height + LEADING
        if article.get("headline"):
            self.line(x, y + 4, article["headline"], 14, width)
            y += LEADING * 1.6
        self.truths.append(simulator._truth(article, body, "markdown"))
        lines = [line for paragraph in body for line in self.lines(paragraph, width, CAPTION)]
        return self.column(lines, x, y, CAPTION)

    def pdf(self, height: float, landscape: bool = False, turned: int = 0) -> bytes:
        width = 2 * SHEET + 4 * MARGIN if landscape else SHEET + 2 * MARGIN
        height += MARGIN
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(height, width) if turned % 180 else (width, height), invariant=1)
        if turned == 90:  # drawn lying on its side, and shown turned
            canvas.translate(height, 0)
            canvas.rotate(90)
        elif turned == 270:
            canvas.translate(0, width)
            canvas.rotate(-90)
        elif turned == 180:
            canvas.translate(width, height)
            canvas.rotate(180)
        for x, y, wide, high in self.boxes:
            canvas.rect(x, height - y - high, wide, high)
        for x, y, wide, high in self.pictures:
            canvas.drawImage(_PICTURE, x, height - y - high, wide, high)
        self.rng.shuffle(self.frames)
        for frame in self.frames:
            for line in frame:
                text = canvas.beginText(line.x, height - line.y)
                text.setFont(self.font, line.size)
                text.setCharSpace(line.space)
                text.textOut(line.text)
                canvas.drawText(text)
        if turned:
            canvas.setPageRotation(turned)
        canvas.save()
        return out.getvalue()


def _in_two(text: str) -> list[str]:
    """A headline cut into two lines, behind a mark near its middle, or in the middle."""
    middle = len(text) / 2
    marks = [m.end() for m in re.finditer("[，：；！？ ]", text) if abs(m.end() - middle) < len(text) / 4]
    at = min(marks, key=lambda m: abs(m - middle)) if marks else round(middle)
    return [text[:at].strip(), text[at:].strip()]


def left(column: int) -> float:
    """Where a column begins, counted from 0."""
    return MARGIN + column * (COLUMN + GUTTER)


Articles = Sequence[dict[str, Any]]


def banner(sheet: Sheet, stories: Articles, photos: Articles, top: float) -> float:
    """A headline over three of five columns, two stories beside it; one under all of it."""
    first = sheet.story(stories[0], left(0), top, 3)
    second = sheet.story(stories[1], left(3), top, 2)
    return sheet.story(stories[2], left(0), max(first, second) + 26, 5)


def split(sheet: Sheet, stories: Articles, photos: Articles, top: float) -> float:
    """The page divided from top to bottom: no white runs across it."""
    y = z = top
    for article in stories[:2]:
        y = sheet.story(article, left(0), y, 2) + 24
    for article in stories[2:4]:
        z = sheet.story(article, left(2), z, 3) + 24
    return max(y, z)


def box(sheet: Sheet, stories: Articles, photos: Articles, top: float) -> float:
    """A story in a box of its own between two others."""
    first = sheet.story(stories[0], left(0), top, 2)
    boxed = sheet.story(stories[1], left(2), top + 6, 1)
    sheet.boxes.append((left(2) - 7, top - 2, COLUMN + 14, boxed - top + 4))
    second = sheet.story(stories[2], left(3), top, 2)
    return max(first, boxed, second)


def photo(sheet: Sheet, stories: Articles, photos: Articles, top: float) -> float:
    """A picture over two columns with its caption, in the middle of a story in five."""
    article = stories[0]
    display, body = simulator._compose(article, sheet.rng, "columns")
    sheet.truths.append(simulator._truth(article, body, "markdown"))
    y = sheet.head(article, display, left(0), top, SHEET)
    lines = [line for paragraph in body for line in sheet.lines(paragraph)]
    under = sheet.picture(photos[0], left(2), y - LEADING, 2, 120) + LEADING
    hidden = -(-int(under - y) // int(LEADING)) + 1
    depth = -(-(len(lines) + 2 * hidden) // 5)
    done = 0
    for number in range(5):
        begin = hidden if number in (2, 3) else 0
        part = lines[done : done + max(0, depth - begin)]
        done += len(part)
        sheet.column(part, left(number), y + begin * LEADING)
    end = y + max(depth, hidden) * LEADING
    return sheet.story(stories[1], left(0), end + 26, 5)


def mosaic(sheet: Sheet, stories: Articles, photos: Articles, top: float) -> float:
    """Short stories of one column beside a large one, a picture under it."""
    y = top
    for article in stories[:3]:
        y = sheet.story(article, left(0), y, 1) + 20
    z = sheet.story(stories[3], left(1), top, 4) + 24
    z = sheet.picture(photos[0], left(1), z, 2, 140)
    return max(y, z)


def furnished(sheet: Sheet, stories: Articles, photos: Articles, top: float) -> float:
    """With the head of a page and its foot."""
    sheet.line(left(0), top, "海滨日报", 22)
    sheet.line(left(2), top, "2024年6月13日 星期四", BODY)
    sheet.line(left(3), top, "责任编辑 丁一鸣 版式 葛小川", CAPTION)
    sheet.line(left(4) + COLUMN - 40, top, "03 要闻", 12)
    end = banner(sheet, stories, photos, top + 40)
    sheet.line(left(0), end + 22, "新闻热线：0000-1234567 投稿邮箱：news@example.com 邮编：100000", CAPTION)
    return end + 30


Layout = Callable[[Sheet, Articles, Articles, float], float]
LAYOUTS: dict[str, Layout] = {
    "banner": banner,
    "split": split,
    "box": box,
    "photo": photo,
    "mosaic": mosaic,
    "furnished": furnished,
}
SHEETS = ("double", "turned")
STYLES = (*LAYOUTS, *SHEETS)


def simulate(seed: int, style: str, font: str = STANDARD) -> tuple[bytes, list[simulator.Truth]]:
    """A PDF in one of STYLES, and what it holds."""
    if font == STANDARD and font not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(STANDARD))
    rng = random.Random(f"{style}{seed}")
    sheet = Sheet(rng, font, justified=rng.random() < 0.7, centred=rng.random() < 0.5)
    stories = rng.sample(STORIES, 10)
    photos = rng.sample(PHOTOS, 2)
    top = MARGIN + 20
    if style == "double":
        first, second = rng.sample(sorted(LAYOUTS), 2)
        height = LAYOUTS[first](sheet, stories[:5], photos[:1], top)
        right = Sheet(rng, font, sheet.justified, sheet.centred)
        height = max(height, LAYOUTS[second](right, stories[5:], photos[1:], top))
        away = SHEET + 2 * MARGIN
        for frame in right.frames:
            for line in frame:
                line.x += away
        sheet.frames += right.frames
        sheet.truths += right.truths
        for boxes, more in ((sheet.boxes, right.boxes), (sheet.pictures, right.pictures)):
            boxes += [(x + away, y, w, h) for x, y, w, h in more]
        return sheet.pdf(height, landscape=True), sheet.truths
    if style == "turned":
        height = LAYOUTS[rng.choice(sorted(LAYOUTS))](sheet, stories, photos, top)
        return sheet.pdf(height, turned=rng.choice((90, 180, 270))), sheet.truths
    height = LAYOUTS[style](sheet, stories, photos, top)
    return sheet.pdf(height), sheet.truths


STORIES = [
    article
    for article in simulator.ARTICLES
    if article["sign"] in ("dateline", "byline", "closing", "none") and article.get("headline")
]
PHOTOS = [article for article in simulator.ARTICLES if article["sign"] == "caption"]
