"""Undo what extraction did to single characters: the page keeps its length, and so its offsets."""

import re
import unicodedata
from array import array
from functools import cache
from importlib.resources import files

from kg.reading.passage import Passage

_REMOVED = "\x00"
# A space beside one of these was never in print: everything but ASCII and the letters of European alphabets.
_WIDE = "\u2014-\u206f\u2190-\u3000\u3001-\uffff\U00010000-\U0003ffff"
_STRAY = re.compile(
    f"{_REMOVED}+"
    rf"|(?<=[{_WIDE}])[ {_REMOVED}]+|[ {_REMOVED}]+(?=[{_WIDE}])"
    r"|(?<=\d) +(?=[%‰℃°]|[.,]\d|\. \d|[A-Z](?![A-Za-z]))|(?<=\d \.) +(?=\d)"
)
_FAR_PRIVATE_USE = re.compile("[\U000f0000-\U0010ffff]")


_LETTER_SPACED = 0.42  # share of spaces in such a line
_SHORT = 14  # a line of names of two characters may look like one


def mend(text: str) -> str:
    """The page with every character as it was printed, one for one.

    Radicals become the ideographs they stand for, full-width digits and letters plain ones, every kind of
    space a space; what no print has (control and private-use characters, zero-width ones) becomes U+0000,
    which `unspaced` drops. The result is as long as `text`.
    """
    if "\r" in text:
        text = text.replace("\r\n", f"{_REMOVED}\n").replace("\r", "\n")
    return _FAR_PRIVATE_USE.sub(_REMOVED, text.translate(_table()))


def unspaced(page: str) -> Passage:
    """The mended page without its stray spaces, its lines as they are.

    >>> unspaced(mend("今 天 ，记 者 走 进 5 Ｇ 工 厂")).text
    '今天，记者走进5G工厂'
    """
    kept: list[str] = []
    positions = array("i", range(len(page)))
    source = array("i")
    done = 0
    for match in _STRAY.finditer(page):
        start, end = match.span()
        if start > done:
            kept.append(page[done:start])
            source += positions[done:start]
        done = end
    kept.append(page[done:])
    source += positions[done:]
    return Passage("".join(kept), source)


def spaced(passage: Passage, page: str) -> str:
    """The passage with a space wherever `page` (mended) has one between two of its characters, and a line
    break wherever it has a line break: in lists of names, they are all that separates. The spaces of lines
    that are letter-spaced all through say nothing and stay away."""
    source, text = passage.source, passage.text
    out = list(text[:1])
    stretched: tuple[int, int, bool] = (0, -1, False)  # a line of the page, and whether it is letter-spaced
    for here in range(1, len(text)):
        before, after = source[here - 1], source[here]
        if after - before != 1:
            between = page[before + 1 : after] if after > before >= 0 else "\n"
            if "\n" in between:
                out.append("\n")
            elif " " in between:
                if not stretched[0] <= before < stretched[1]:
                    start = page.rfind("\n", 0, before) + 1
                    end = page.find("\n", after)
                    line = page[start : end if end >= 0 else len(page)]
                    share = line.count(" ") / len(line)
                    stretched = start, start + len(line), len(line) >= _SHORT and share > _LETTER_SPACED
                if not stretched[2]:
                    out.append(" ")
        out.append(text[here])
    return "".join(out)


@cache
def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for row in files(__package__).joinpath("radicals.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            radical, ideograph = row.split("\t")
            table[ord(radical)] = ideograph
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E):
        table[code] = chr(code - 0xFEE0)
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        ideograph = unicodedata.normalize("NFKC", chr(code))
        if len(ideograph) == 1 and ideograph != chr(code):
            table[code] = ideograph
    for code in (0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        table[code] = " "
    for code in (0x85, 0x2028, 0x2029):
        table[code] = "\n"
    controls = [code for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 11, 12, 0x85)]
    for code in (*controls, 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)):
        table[code] = _REMOVED
    for code in (0xFEFF, 0xFFFC, 0xFFFD, *range(0xFE00, 0xFE10), *range(0xE000, 0xF900)):
        table[code] = _REMOVED
    return table
