"""From bytes to text: UTF-8, UTF-16, GB18030 and Big5, with or without a byte order mark."""

import codecs

from kg.model import NewskgError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes({*range(1, 9), *range(14, 27), *range(28, 32)})
# The 600 characters that make up more than half of running Chinese text would be too long a list to be worth
# it: these function words and numerals occur on every page.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年同工日月"
    "這為個國時來們對會發記報電與說學開後從過現還進"
)
_MARKS_OF_CHINESE = "，。、\n"
_BY_LETTERS = ("gb18030", "big5hkscs")


_MOST_BROKEN = 4  # characters of a short page
_LEAST_SENSE = 0.05


def decode(data: bytes, name: str, stated: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding, the `stated` one where it fits.

    Raises NewskgError (naming `name`) for what is no text.
    """
    if not data.strip():
        raise NewskgError(f"{name}: the file is empty; remove it or put the page's text into it")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _undecodable(name) from error
    if (wide := _without_mark(data)) is not None:
        return wide
    if data.count(0) or len(data.translate(None, _CONTROLS)) < 0.99 * len(data):
        raise NewskgError(f"{name}: a binary file, not text; convert it to text, or leave it out")
    likely = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(stated or "", stated)
    for encoding in (*([likely] if likely else []), "utf-8"):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    found = [(text, encoding) for encoding in _BY_LETTERS if (text := _decoded(data, encoding))]
    if found:  # much of what is Big5 can be read as GB18030, and then makes no sense
        return max(found, key=lambda each: (_sense(each[0]), each[1] == "gb18030"))
    return _mended(data, name)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sense(text: str) -> float:
    """The share of characters that occur on every page."""
    return sum(char in _COMMON or char in _MARKS_OF_CHINESE for char in text) / len(text)


def _without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every second byte of a line end or an ASCII letter is zero."""
    if len(data) % 2 or not data.count(0):
        return None
    best = None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = _sense(text)
        if share > 0.08 and (best is None or share > best[0]):
            best = share, text, encoding
    return best and best[1:]


def _mended(data: bytes, name: str) -> tuple[str, str]:
    """Text with a few broken bytes in it, by the encoding in which fewest are broken."""
    best = min(("utf-8", *_BY_LETTERS), key=lambda e: data.decode(e, "replace").count("\ufffd"))
    text = data.decode(best, "replace")
    if text.count("\ufffd") > max(_MOST_BROKEN, 0.01 * len(text)) or _sense(text) < _LEAST_SENSE:
        raise _undecodable(name)
    return text, best


def _undecodable(name: str) -> NewskgError:
    return NewskgError(f"{name}: neither UTF-8 nor UTF-16 nor GB18030 nor Big5; save the file as UTF-8")
