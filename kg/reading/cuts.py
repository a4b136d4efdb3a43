"""Whether a line stops within a sentence that the following line carries on.

It does within quotation marks, and within a word: of the dictionary, one that the page holds elsewhere, or
one of which a single character is left.
"""

import re

import numpy as np

from kg.reading.marks import STARTS, may_start
from kg.reading.rows import Array, Rows, codes, string_of
from kg.reading.words import spans_word

_SHORT = 14  # characters of a line in which a quotation mark may stand by itself
_CLOSERS = "”’》）)！？!?…"
_OPENERS = "“《（("
_PUNCTUATION = "，。、；：,.;:"
_PAUSES = "、，。；"
_BY_THEMSELVES = "一二三四五六七八九十甲乙丙丁但而且故若如据经注问答"  # characters that a pause may follow
_REST_BEGINS = "0123456789月日讯电"
_REST_OF_DATELINE = re.compile(r"(?:\d{0,2}月?\d{0,2}日?)(?:讯|电)[（(]")

# The kinds of characters that `are_cut` asks for.
KINDS = {
    "opening quote": "“",
    "closing quote": "”",
    "opening title": "《",
    "closing title": "》",
    "closer": _CLOSERS,
    "opener": _OPENERS,
    "digit": [chr(code) for code in range(0x10000) if chr(code).isdigit()],
    "rest": _REST_BEGINS,
    "punctuation": _PUNCTUATION + "\n",
    "pause": _PAUSES,
    "by itself": _BY_THEMSELVES,
    "ideograph": [chr(code) for code in range(0x4E00, 0xA000)],
}


def is_cut(text: str, following: str, page: str) -> bool:
    """Whether a line stops within a sentence that goes on in the following one."""
    for opening, closing in ("“”", "《》"):
        if opening in text or closing in text:
            opened = text.count(opening) - text.count(closing)
            if opened and (len(text) > _SHORT or opening == "《"):
                return opened > 0
    if not text or not following or text[-1] in _CLOSERS or following[0] in _OPENERS:
        return False
    if may_start(following) and STARTS.match(following):
        return False
    if spans_word(text, following) or (text[-1].isdigit() and following[0].isdigit()):
        return True
    if _leaves_one(text, following):
        return True
    if following[0] in _REST_BEGINS and _REST_OF_DATELINE.match(following):
        return True
    return any(words in page for words in _across(text, following))


def _leaves_one(text: str, following: str) -> bool:
    """Whether a single character of a word stands in front of a pause: 厅长褚怀 | 远、副厅长."""
    both = "\u4e00" <= text[-1] <= "\u9fff" and "\u4e00" <= following[0] <= "\u9fff"
    return both and following[1:2] in tuple(_PAUSES) and following[0] not in _BY_THEMSELVES


def _across(text: str, following: str) -> list[str]:
    """The words across the end of a line that the page must hold for the line to be cut within one."""
    end, begin = text[-1], following[0]
    if not ("\u4e00" <= end <= "\u9fff" and "\u4e00" <= begin <= "\u9fff"):
        return []
    second = following[1:2]
    across = []
    if second in _PUNCTUATION:  # nothing but this word is left, or a mark stands behind it
        across.append(end + begin)
    elif "\u4e00" <= second <= "\u9fff":
        across.append(end + following[:2])
    if "\u4e00" <= text[-2:][0] <= "\u9fff":
        across.append(text[-2:] + begin)
    return across


def are_cut(rows: Rows, starts: Array, spanned: Array, page: str) -> Array:
    """`is_cut` of each line but the last and the one behind it; `starts` says which begin as articles do,
    `spanned` across which ends a word of the dictionary goes."""
    quoted, titled = (rows.excess(f"opening {mark}", f"closing {mark}")[:-1] for mark in ("quote", "title"))
    by_quotes = (quoted != 0) & (rows.lengths[:-1] > _SHORT)
    by_marks = by_quotes | (titled != 0)
    never = rows.are(-1, "closer")[:-1] | rows.are(0, "opener")[1:] | starts[1:]
    within = spanned | (rows.are(-1, "digit")[:-1] & rows.are(0, "digit")[1:])
    for number in rows.are(0, "rest")[1:].nonzero()[0].tolist():
        within[number] |= _REST_OF_DATELINE.match(rows.texts[number + 1]) is not None
    within |= leave_one(rows) | _are_said(rows, page)
    found: Array = np.where(by_marks, np.where(by_quotes, quoted, titled) > 0, within & ~never)
    return found


def leave_one(rows: Rows) -> Array:
    """`_leaves_one` of each line but the last and the one behind it."""
    found: Array = _between_ideographs(rows) & rows.are(1, "pause")[1:] & ~rows.are(0, "by itself")[1:]
    return found


def _are_said(rows: Rows, page: str) -> Array:
    """Whether the page holds the words across each line's end, as `_across` has them."""
    first, second, third = (codes(page + "\n\n")[n : len(page) + n] for n in range(3))
    held = np.sort(string_of(string_of(first, second), third))
    last, end = (rows.characters(-n)[:-1] for n in (2, 1))
    begin, after = (rows.characters(n)[1:] for n in (0, 1))
    alone = rows.are(1, "punctuation")[1:] | (rows.lengths[:-1] == 1)
    pair = string_of(end, begin)
    found: Array = _between_ideographs(rows) & (
        (alone & _hold(held >> 16, pair))
        | (rows.are(1, "ideograph")[1:] & _hold(held, string_of(pair, after)))
        | (rows.are(-2, "ideograph")[:-1] & _hold(held, string_of(last, pair, 2)))
    )
    return found


def _between_ideographs(rows: Rows) -> Array:
    found: Array = rows.are(0, "ideograph")[1:] & rows.are(-1, "ideograph")[:-1]
    return found


def _hold(held: Array, wanted: Array) -> Array:
    """Whether sorted numbers hold each of the wanted ones."""
    found: Array = held[np.minimum(held.searchsorted(wanted), len(held) - 1)] == wanted
    return found
