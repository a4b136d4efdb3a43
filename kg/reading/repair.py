"""Undo what extraction did to single characters: the page keeps its length, and so its offsets."""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import Damage
from kg.reading.passage import Passage

_Codes = NDArray[Any]

REMOVED = "\x00"
# A space beside one of these was never in print: everything but ASCII and the letters of European alphabets.
_WIDE = ((0x2014, 0x2070), (0x2190, 0x10000))
_IN_NUMBER = re.compile(
    r" (?:(?<=\d ) *(?=[%‰℃°]|[.,]\d|\. \d|[A-Z](?![A-Za-z]))|(?<=\d \. ) *(?=\d))"  # 30.2 %, 3 . 8, 5 G
)
_LETTER_SPACED = 0.42  # share of spaces in such a line
_SHORT = 14  # a line of names of two characters may look like one
_PLANE = 0x10000


# What can be wrong with a single character; its place in this list stands for it.
KINDS = (
    None,
    Damage.RADICAL,
    Damage.FULL_WIDTH,
    Damage.CONTROL,
    Damage.INVISIBLE,
    Damage.PRIVATE,
    Damage.BROKEN,
)
_NUMBER = {kind: number for number, kind in enumerate(KINDS)}


def mend(text: str) -> str:
    """The page with every character as it was printed, one for one.

    Radicals become the ideographs they stand for, full-width digits and letters plain ones, every kind of
    space a space; what no print has (control and private-use characters, zero-width ones) becomes U+0000,
    which `unspaced` drops. The result is as long as `text`.
    """
    printed, _ = _tables()
    chars = codes(text)
    mended = printed.take(np.minimum(chars, _PLANE - 1))
    for i in np.flatnonzero(chars >= _PLANE).tolist():
        mended[i] = _printed_beyond(int(chars[i]))
    if "\r" in text:
        returns = np.flatnonzero(chars == 0x0D)
        followed = chars[np.minimum(returns + 1, len(chars) - 1)] == 0x0A
        mended[returns] = np.where(followed, 0, 0x0A)
    return mended.tobytes().decode("utf-32-le")


def unspaced(page: str) -> Passage:
    """The mended page without its stray spaces, its lines as they are.

    >>> unspaced(mend("今 天 ，记 者 走 进 5 Ｇ 工 厂")).text
    '今天，记者走进5G工厂'
    """
    chars = codes(page)
    around = np.zeros(len(chars) + 2, dtype=bool)  # with one more place at each end
    blank = around[1:-1]
    np.logical_or(chars == 0x20, chars == 0, out=blank)
    edges = np.flatnonzero(around[1:] != around[:-1])
    starts, ends = edges[::2], edges[1::2]
    wide = np.append(_wide().take(np.minimum(chars, _PLANE - 1)), False)
    stray = wide[starts - 1] | wide[ends]  # behind the last character, and so before the first, stands False
    keep = ~blank
    keep[blank] = ~np.repeat(stray, ends - starts) & (chars[blank] != 0)
    left = chars[starts[~stray] - 1]
    if ((left >= 0x30) & (left <= 0x39)).any():
        for match in _IN_NUMBER.finditer(page):
            keep[match.start() : match.end()] = False
    kept = keep.nonzero()[0]
    source = array("i")
    source.frombytes(kept.astype(np.int32).tobytes())
    return Passage(chars[kept].tobytes().decode("utf-32-le"), source)


def spaced(passage: Passage, page: str) -> str:
    """The passage with a space wherever `page` (mended) has one between two of its characters, and a line
    break wherever it has a line break: in lists of names, they are all that separates. The spaces of lines
    that are letter-spaced all through say nothing and stay away."""
    source, text = passage.source, passage.text
    if not text or page.startswith(text, max(0, source[0])):
        return text
    out: list[str] = []
    stretched: tuple[int, int, bool] = (0, -1, False)  # a line of the page, and whether it is letter-spaced
    done = 0
    for here, (before, after) in enumerate(pairwise(source), 1):
        if after - before == 1:
            continue
        between = page[before + 1 : after] if after > before >= 0 else "\n"
        if "\n" in between:
            out += text[done:here], "\n"
            done = here
        elif " " in between:
            if not stretched[0] <= before < stretched[1]:
                start = page.rfind("\n", 0, before) + 1
                end = page.find("\n", after)
                end = end if end >= 0 else len(page)
                line = page[start:end].replace(REMOVED, "")
                share = line.count(" ") / len(line)
                stretched = start, end, len(line) >= _SHORT and share > _LETTER_SPACED
            if not stretched[2]:
                out += text[done:here], " "
                done = here
    return "".join([*out, text[done:]])


def damage(text: str) -> _Codes:
    """What is wrong with each character of a page as it was decoded, as places in `KINDS`."""
    _, kinds = _tables()
    chars = codes(text)
    found = kinds.take(np.minimum(chars, _PLANE - 1))
    for i in np.flatnonzero(chars >= _PLANE).tolist():
        found[i] = _NUMBER[_damage_beyond(int(chars[i]))]
    return found


def codes(text: str) -> _Codes:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _printed_beyond(code: int) -> int:
    """What a character outside the basic plane was in print."""
    kind = _damage_beyond(code)
    if kind is Damage.RADICAL:
        return ord(unicodedata.normalize("NFKC", chr(code)))
    return 0 if kind is Damage.PRIVATE else code


def _damage_beyond(code: int) -> Damage | None:
    if code >= 0xF0000:
        return Damage.PRIVATE
    return Damage.RADICAL if 0x2F800 <= code < 0x2FA20 else None


@cache
def _wide() -> _Codes:
    wide = np.zeros(_PLANE, dtype=bool)
    for first, end in _WIDE:
        wide[first:end] = True
    wide[0x3000] = False
    return wide


@cache
def _tables() -> tuple[_Codes, _Codes]:
    """For each character of the basic plane the one that was printed (0: none), and its damage."""
    printed = np.arange(_PLANE, dtype="<u4")
    kinds = np.zeros(_PLANE, dtype=np.uint8)

    def lost(removed: Iterable[int], kind: Damage) -> None:
        for code in removed:
            printed[code], kinds[code] = 0, _NUMBER[kind]

    for row in files(__package__).joinpath("radicals.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            radical, ideograph = row.split("\t")
            printed[ord(radical)], kinds[ord(radical)] = ord(ideograph), _NUMBER[Damage.RADICAL]
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0E):
        printed[code], kinds[code] = code - 0xFEE0, _NUMBER[Damage.FULL_WIDTH]
    for code in range(0xF900, 0xFB00):
        ideograph = unicodedata.normalize("NFKC", chr(code))
        if len(ideograph) == 1 and ideograph != chr(code):
            printed[code], kinds[code] = ord(ideograph), _NUMBER[Damage.RADICAL]
    for code in (0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        printed[code] = 0x20
    for code in (0x85, 0x2028, 0x2029):
        printed[code] = 0x0A
    controls = {*range(0x20), *range(0x7F, 0xA0)} - {9, 10, 11, 12, 13, 0x85}
    lost(sorted(controls), Damage.CONTROL)
    lost((0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)), Damage.INVISIBLE)
    lost((*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)), Damage.INVISIBLE)
    lost(range(0xE000, 0xF900), Damage.PRIVATE)
    lost((*range(0xD800, 0xE000), 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF), Damage.BROKEN)
    return printed, kinds
