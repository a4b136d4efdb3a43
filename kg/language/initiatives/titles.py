"""Documents in 《》, told from books, films and songs, and which full title a short one stands for."""

import re
from dataclasses import dataclass
from functools import cache

from kg.language.alternation import alternation
from kg.language.initiatives.found import Found
from kg.language.initiatives.words import last_word, table
from kg.model import EntityType

_TITLE = re.compile(r"《([^《》\n]{2,90})》")
_STAGE = re.compile(r"(?:[（(【\[〔][^（）()]{1,24}[）)】\]〕])+$")  # （草案）（试行）（2021—2025年）
_POINTS = re.compile("(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})条(?!例|约|件)")
_ENDS_IN_POINTS = re.compile(f"{_POINTS.pattern}$")
_KINDS = ("law", "plan", "agreement", "list", "document")


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: tuple[tuple[str, frozenset[str]], ...]
    unsure: frozenset[str]
    work: frozenset[str]
    paper: frozenset[str]
    signed: frozenset[str]
    signing: re.Pattern[str]
    before_work: re.Pattern[str]
    after_work: re.Pattern[str]
    before_document: re.Pattern[str]
    short_for: re.Pattern[str]


@cache
def _words() -> _Words:
    t = table()["titles"]
    return _Words(
        tuple((kind, frozenset(t[kind])) for kind in _KINDS),
        frozenset(t["unsure"]),
        frozenset(t["work"]),
        frozenset(t["paper"]),
        frozenset(t["signed"]),
        re.compile(t["signing"]),
        re.compile(f"(?:{alternation(t['before_work'])})[：:、“]?$"),
        re.compile(alternation(t["after_work"])),
        re.compile(f"(?:{alternation(t['before_document'])})(?:了|的|过|并)?[：:]?$"),
        re.compile(t["short_for"]),
    )


def titles(plain: str) -> list[Found]:
    """The documents among the titles in 《》 of a text, in its order."""
    words = _words()
    matches = list(_TITLE.finditer(plain))
    kinds = [_kind_at(plain, m, words) for m in matches]
    for step in (1, -1):  # a title that does not tell goes with its neighbours: 《…办法》《…若干问题》
        order = range(len(matches)) if step == 1 else range(len(matches) - 1, -1, -1)
        for at in order:
            if kinds[at] is None and _joined(plain, matches, at, -step) and kinds[at - step]:
                kinds[at] = "document"
    found = [
        Found(m.start(), m.end(), EntityType.INITIATIVE, kind)
        for m, kind in zip(matches, kinds, strict=True)
        if kind
    ]
    return _with_full_titles(plain, found, words)


def _joined(plain: str, matches: list[re.Match[str]], at: int, step: int) -> bool:
    other = at + step
    if not 0 <= other < len(matches):
        return False
    low, high = sorted((at, other))
    return plain[matches[low].end() : matches[high].start()] in ("", "、", "和", "及", "与", "以及", "，")


def _kind_at(plain: str, match: re.Match[str], words: _Words) -> str | None:
    """The kind of the document; "" where it surely is none; None where the title alone does not tell."""
    bare = _STAGE.sub("", match[1])
    before = plain[max(0, match.start() - 8) : match.start()]
    after = plain[match.end() : match.end() + 8]
    kind = kind_of(bare)
    if words.before_work.search(before) and not (kind in ("law", "agreement") or bare.startswith("关于")):
        return ""
    if words.after_work.match(after):
        return ""
    if last_word(bare, words.signed) and words.signing.search(before) and len(bare) > 5:
        return "agreement"
    if last_word(bare, words.work) or (last_word(bare, words.paper) and not kind):
        return ""
    if kind:
        return kind
    if _ENDS_IN_POINTS.search(bare):
        return "document"
    if bare.startswith("关于") and last_word(bare, words.unsure):
        return "document"
    if not words.before_document.search(before):
        return None
    return "document" if len(bare) > 5 or last_word(bare, words.unsure) else None


def kind_of(bare: str) -> str | None:
    """The kind of a document by the last word of its title; None if that does not tell."""
    words = _words()
    best: tuple[int, str] | None = None
    for kind, last in words.kinds:
        word = last_word(bare, last)
        if word is not None and (best is None or len(word) > best[0]):
            best = (len(word), kind)
    paper = last_word(bare, words.paper)
    if best is None or (paper is not None and len(paper) > best[0]):
        return None
    return best[1]


def _with_full_titles(plain: str, found: list[Found], words: _Words) -> list[Found]:
    """The same, with the full title as the name of each short one, declared (简称《意见》) or plain."""
    declared: dict[str, str] = {}
    inner = {f.start: plain[f.start + 1 : f.end - 1] for f in found}
    for item in found:
        short = words.short_for.match(plain, item.end)
        if short:
            declared[short[1][1:-1]] = plain[item.start : item.end]
    named: list[Found] = []
    for at, item in enumerate(found):
        short_title = inner[item.start]
        name = declared.get(short_title)
        if name is None and len(short_title) <= 14:
            before = [f for f in reversed(found[:at]) if _stands_for(short_title, inner[f.start])]
            behind = [f for f in found[at + 1 :] if _stands_for(short_title, inner[f.start])]
            name = next((plain[f.start : f.end] for f in [*before, *behind]), None)
        named.append(item.named(name) if name else item)
    named.extend(_quoted_shorts(plain, declared, named))
    named.extend(_counted_shorts(plain, found))
    return sorted(named, key=lambda f: f.start)


def _quoted_shorts(plain: str, declared: dict[str, str], found: list[Found]) -> list[Found]:
    """Short titles in “” that a 简称 declares."""
    kinds = {f.name or plain[f.start : f.end]: f.detail for f in found}
    return [
        Found(m.start(), m.end(), EntityType.INITIATIVE, kinds.get(full, "document"), full)
        for short, full in sorted(declared.items())
        for m in re.finditer(re.escape(f"“{short}”"), plain)
    ]


def _counted_shorts(plain: str, found: list[Found]) -> list[Found]:
    """The first words of a title with its number of points: 小店经济20条 for 《小店经济振兴发展20条措施》."""
    shorts: dict[int, Found] = {}
    for item in found:
        title = plain[item.start + 1 : item.end - 1]
        points = _POINTS.search(title)
        if points is None:
            continue
        for size in range(2, min(9, points.start())):
            for match in re.finditer(re.escape(title[:size] + points[0]), plain):
                if match.end() < len(plain) and plain[match.end()] not in "》”":
                    full = plain[item.start : item.end]
                    shorts[match.start()] = Found(*match.span(), item.type, item.detail, full)
    return [shorts[start] for start in sorted(shorts)]


def _stands_for(short: str, full: str) -> bool:
    bare = _STAGE.sub("", full)
    return len(bare) > len(short) and bare.endswith(_STAGE.sub("", short))
