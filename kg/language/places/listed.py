"""Places that only the word behind their list tells: 司楼、刘庄等村庄, 七里、黎明、石坝三个社区."""

from collections.abc import Iterator

from kg.language.edges import STOPPING, common, is_name_text, left_edge, on_border, stops
from kg.language.places.endings import Site, tables
from kg.language.places.found import Found, Taken
from kg.model import EntityType

_LONGEST = {EntityType.LOCALITY: 4, EntityType.SITE: 8}
_NO_END = frozenset("的了在有是为共等各")
_JOINS = "、和与及"


def find(text: str, borders: tuple[int, ...], known: list[Found]) -> Iterator[Site]:
    """The items of lists that `known` has not, two at least, of the type that the word behind them says."""
    taken = Taken(known)
    starts = {f.end: f.start for f in known}
    for match in tables().patterns["listed"].finditer(text):
        if not match["mark"] and not match["number"]:
            continue
        kind = EntityType.LOCALITY if match["villages"] else EntityType.SITE
        items = list(_items(text, match.start(), borders, starts, _LONGEST[kind]))
        if len(items) < 2:
            continue
        new = [(s, e) for s, e in items if not taken.touches(s, e)]
        if all(text[s:e] in common() for s, e in items) or not all(_names(text, s, e) for s, e in new):
            continue
        yield from (Site(s, e, kind, 0.7) for s, e in new)


def _items(
    text: str, end: int, borders: tuple[int, ...], starts: dict[int, int], longest: int
) -> Iterator[tuple[int, int]]:
    """The items of a list that ends at a position, the last first."""
    while True:
        known = starts.get(end)
        if known is not None:
            start = known
        else:
            start = end
            while start > 0 and end - start <= longest and "\u4e00" <= text[start - 1] <= "\u9fff":
                if text[start - 1] in _JOINS:
                    break
                start -= 1
            if text[start - 1 : start] not in ("、", "和", "与", "及") or end - start > longest:
                start = left_edge(text, end, borders, 0, longest)  # the first of the list
                if 2 <= end - start <= longest and on_border(borders, end):
                    yield start, end
                return
        if end - start < 2:
            return
        yield start, end
        if text[start - 1 : start] not in ("、", "和", "与", "及"):
            return
        end = start - 1


def _names(text: str, start: int, end: int) -> bool:
    name = text[start:end]
    return (
        is_name_text(name)
        and name not in stops()
        and STOPPING.isdisjoint(name[:-1])
        and name[-1] not in _NO_END
    )
