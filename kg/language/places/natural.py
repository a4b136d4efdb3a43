"""Waters, hills, bridges and lanes by one last character (惠民桥, 柳家沟), where the text shows that they are
places: behind 沿 or 横跨, before 畔 or 两岸, in a list with another site, behind the town they lie in."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.language.edges import STOPPING, common, is_name_text, on_border, stops, word_before
from kg.language.places.endings import Site, tables
from kg.language.places.found import Found, Taken
from kg.model import EntityType


def find(
    text: str, borders: tuple[int, ...], divisions: tuple[Found, ...], known: Iterable[Site]
) -> tuple[tuple[Site, ...], list[Site]]:
    """The sites that `known` has not, and what may be one; a name that counts once counts everywhere."""
    starts = {d.end: d for d in divisions}
    sites = list(known)
    taken = Taken([*divisions, *(Found(s.start, s.end, s.type, None) for s in sites)])
    candidates = [
        (start, end) for start, end in _candidates(text, borders, starts) if not taken.touches(start, end)
    ]
    sure = {text[s:e] for s, e in candidates if _is_place(text, borders, s, e, starts)}
    whole = [text[s.start : s.end] for s in sites]
    sure |= {
        n for n in (text[s:e] for s, e in candidates) if len(n) > 2 and any(_begins(n, w) for w in whole)
    }
    beside = {s.start for s in sites} | {s.end for s in sites}
    for _ in range(3):  # a list of sites is gone along from those that are sure
        edges = beside.union(*({s, e} for s, e in candidates if text[s:e] in sure)) if candidates else beside
        listed = {text[s:e] for s, e in candidates if _in_list(text, s, e, edges)}
        listed |= {text[s:e] for s, e in candidates if _beside_another(text, s, e, candidates)}
        if listed <= sure:
            break
        sure |= listed
    named = [Site(s, e, EntityType.SITE, 0.7) for s, e in candidates]
    return tuple(s for s in named if text[s.start : s.end] in sure), [
        s for s in named if text[s.start : s.end] not in sure and s.end - s.start > 2
    ]


def _begins(name: str, whole: str) -> bool:
    """Whether a site is called after a water or hill: 清源湖 of 清源湖滑冰场."""
    return len(whole) > len(name) + 1 and whole.startswith(name)


def _candidates(text: str, borders: tuple[int, ...], starts: dict[int, Found]) -> Iterator[tuple[int, int]]:
    """Names of two to five characters that end with a head and with a word, and begin with a word."""
    data = tables()
    for match in data.patterns["natural"].finditer(text):
        end = match.end()
        if not _ends(text, borders, end):
            continue
        index = bisect_left(borders, end - 1)
        begin = end - 1
        best = None
        while index > 0:
            index -= 1
            at = borders[index]
            word = text[at:begin]
            if at >= end - 1:
                continue
            if end - at > 5 or not is_name_text(word) or word in stops() or begin in starts:
                break
            if word in data.natural_verbs:
                break
            if len(word) == 1 and word in STOPPING and word not in data.characters["natural_inner"]:
                break
            if best is not None and end - 1 - begin >= 2 and len(word) > 1 and word in common():
                break
            begin = at
            best = at
        if best is not None and _names(text, borders, best, end):
            yield best, end


def _ends(text: str, borders: tuple[int, ...], end: int) -> bool:
    following = text[end : end + 1]
    if not "\u4e00" <= following <= "\u9fff":
        return True
    patterns = tables().patterns
    if patterns["natural_goes_on"].match(text, end):
        return False
    return on_border(borders, end) or patterns["natural_behind"].match(text, end) is not None


def _names(text: str, borders: tuple[int, ...], start: int, end: int) -> bool:
    """Whether the characters before the head make a name, and no ordinary word (石拱桥)."""
    core, name = text[start : end - 1], text[start:end]
    if text[start - 1 : start].isdigit() or (len(core) > 3 and word_before(text, end, borders) in common()):
        return False
    generic = tables().natural_generic
    if name[-1] == "园" and (name[0] in "大小新老" or name[-2] in "开入进出"):
        return False  # 大美家园, 春茶开园
    if not core or name in common() or core in generic or core in tables().sites.generic:
        return False
    words = tables().natural_words
    return not core.endswith(words) and not core.startswith(words)


def _is_place(text: str, borders: tuple[int, ...], start: int, end: int, starts: dict[int, Found]) -> bool:
    data = tables()
    if end - start < 3:
        return False  # only in a list
    before = data.patterns["natural_before"].search(text, max(0, start - 4), start)
    behind = data.patterns["natural_behind"].match(text, end)
    if before is not None:
        return True
    placed = (
        start in starts
        and starts[start].level in data.placing
        and starts[start].end - starts[start].start > 2
    )
    ordinary = text[start : end - 1] in common()
    if behind is not None:
        return (
            placed
            or not ordinary
            or data.patterns["natural_at"].search(text, max(0, start - 3), start) is not None
        )
    if data.patterns["natural_at"].search(text, max(0, start - 3), start):
        return not ordinary and not "\u4e00" <= text[end : end + 1] <= "\u9fff"
    return placed and not ordinary


def _alike(one: str, other: str) -> bool:
    built = tables().characters["built_heads"]
    return one == other or (one in built and other in built)


def _beside_another(text: str, start: int, end: int, candidates: list[tuple[int, int]]) -> bool:
    """Whether a name of the same kind stands beside this one in a list: 淋河、黎河, 普救寺、永乐宫."""
    joined = tables().characters["joins"]
    return any(
        _alike(text[e - 1], text[end - 1])
        and ((e == start - 1 and text[e] in joined) or (s == end + 1 and text[end] in joined))
        for s, e in candidates
    )


def _in_list(text: str, start: int, end: int, edges: set[int]) -> bool:
    """Whether a site stands beside a name, behind or before 、 or 和."""
    joined = tables().characters["joins"]
    return (text[start - 1 : start] in joined and start - 1 in edges) or (
        text[end : end + 1] in joined and end + 1 in edges
    )
