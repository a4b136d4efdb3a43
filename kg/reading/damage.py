"""What extraction did to a page, as far as it was undone: kinds of damage, how often, in which lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.model import Damage, Repair
from kg.reading import repair
from kg.reading.passage import ADDED, Passage, joined

_Positions = NDArray[Any]
_BREAK, _SPACE, _HYPHEN = 0x0A, 0x20, 0x2D
_MARK = np.zeros(0x80, dtype=bool)  # by character: of Markdown, at the beginning of a line
_MARK[[ord(char) for char in "#>*+-"]] = True


def repairs(
    text: str,
    printed: str,
    page: str,
    clean: Passage,
    shown: Sequence[tuple[Passage, int]],
    repeated: Iterable[Passage],
) -> tuple[Repair, ...]:
    """The repairs of a page, by kind.

    `text` is the page as it was decoded, `printed` mended, `page` also with simplified characters, `clean`
    also without stray spaces; `shown` are the articles, each with where its body begins, `repeated` the
    passages that were left out because they stand there twice.
    """
    codes = repair.codes(printed)
    breaks = (codes == _BREAK).nonzero()[0]
    found = {
        **(_of_characters(text) if text != printed else {}),
        Damage.SPACE: _spaces(codes, clean, _between_names(shown)),
        **_broken_lines(codes, breaks, [passage for passage, _ in shown]),
        Damage.REPEATED: np.array([passage.source[0] for passage in repeated], dtype=np.int64),
    }
    if page is not printed:
        found[Damage.TRADITIONAL] = (repair.codes(page) != codes).nonzero()[0]
    return tuple(Repair(kind, len(at), _lines(breaks, at)) for kind, at in sorted(found.items()) if len(at))


def _lines(breaks: _Positions, at: _Positions) -> tuple[int, ...]:
    """The lines of the page in which the positions are, each once."""
    lines = breaks.searchsorted(np.sort(at)) + 1
    new = np.ones(len(lines), dtype=bool)
    new[1:] = lines[1:] != lines[:-1]
    return tuple(lines[new].tolist())


def _of_characters(text: str) -> dict[Damage, _Positions]:
    kinds = repair.damage(text)
    at = kinds.nonzero()[0]
    if not len(at):
        return {}
    kinds = kinds[at]
    return {kind: at[kinds == number] for number in np.unique(kinds) if (kind := repair.KINDS[number])}


def _spaces(codes: NDArray[Any], clean: Passage, shown: set[int]) -> _Positions:
    """Where runs of spaces begin that were taken out of a line, but for those that are `shown`; those at a
    line's ends do no harm."""
    blank = ((codes == _SPACE) | (codes == 0)).nonzero()[0]
    kept = np.append(np.frombuffer(clean.source, dtype=np.int32), len(codes))
    gone: _Positions = blank[kept[kept.searchsorted(blank)] != blank]
    if not len(gone):
        return gone
    new = (np.diff(gone, prepend=-2) > 1).nonzero()[0]
    starts, ends = gone[new], gone[np.append(new[1:], len(gone)) - 1] + 1
    around = np.append(codes, _BREAK)  # behind the last character, and so before the first
    before = around[starts - 1]
    within = (before != _BREAK) & (around[ends] != _BREAK)
    marked = _MARK[np.minimum(before, len(_MARK) - 1)] & ((starts < 2) | (around[starts - 2] == _BREAK))
    holds = np.logical_or.reduceat(codes[gone] == _SPACE, new)
    found: _Positions = starts[within & ~marked & holds]
    return found[[at not in shown for at in found.tolist()]]


def _between_names(shown: Iterable[tuple[Passage, int]]) -> set[int]:
    """Where spaces begin that the heads of articles show."""
    return {
        article.source[at - 1] + 1
        for article, body in shown
        for at in _spaces_in(article.text, body)
        if article.source[at] == ADDED
    }


def _spaces_in(text: str, end: int) -> Iterator[int]:
    """Where spaces stand in text[:end], but for the first character."""
    at = text.find(" ", 1, end)
    while at >= 0:
        yield at
        at = text.find(" ", at + 1, end)


def _broken_lines(
    codes: NDArray[Any], breaks: _Positions, articles: Sequence[Passage]
) -> Mapping[Damage, _Positions]:
    """Where the lines end that go on in the same paragraph of an article, and those that a hyphen ended."""
    at = np.frombuffer(joined(articles, "\n").source, dtype=np.int32).astype(np.int64)
    apart = ((at[:-1] >= 0) & (at[1:] > at[:-1] + 1)).nonzero()[0]
    here, there = at[apart], at[apart + 1]
    first = np.searchsorted(breaks, here)
    across = first < np.searchsorted(breaks, there)
    here, ends = here[across], breaks[first[across]]
    hyphened = (codes[here + 1] == _HYPHEN) & (here + 1 < ends)
    return {Damage.LINE_BREAK: ends[~hyphened], Damage.HYPHEN: ends[hyphened]}


def merged(repairs: Iterable[tuple[int, Sequence[Repair]]]) -> tuple[Repair, ...]:
    """The repairs of the records of one file, each with the number of its line."""
    counts: dict[Damage, int] = {}
    lines: dict[Damage, set[int]] = {}
    for line, of_record in repairs:
        for each in of_record:
            counts[each.kind] = counts.get(each.kind, 0) + each.count
            lines.setdefault(each.kind, set()).add(line)
    return tuple(Repair(kind, counts[kind], tuple(sorted(lines[kind]))) for kind in sorted(counts))
