"""What is a title: the grammar of titles.toml, and the finder that applies it to a text."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.language.alternation import alternation
from kg.model import Modality

Region = tuple[int, int]  # (start, end) of an organisation or a place
_SMALL = ("镇", "乡", "村", "街道", "社区")  # towns, streets and villages have party bodies of their own


@dataclass(frozen=True, slots=True)
class Post:
    """One single title in a text; `kind` is that of its group in titles.toml: state, organ or civil."""

    start: int
    end: int
    text: str
    kind: str
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class _Head:
    """A head with what may stand in front of it: (rank words, organ words) and the kind, by group."""

    uses: tuple[tuple[tuple[str, ...], tuple[str, ...], str, bool], ...]
    not_before: re.Pattern[str] | None
    not_behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """titles.toml, ready for use."""

    heads: dict[str, _Head]
    pattern: re.Pattern[str]
    party: frozenset[str]
    length: re.Pattern[str]
    surname_length: re.Pattern[str]
    surname_length_after: frozenset[str]
    former: tuple[str, ...]
    planned: tuple[str, ...]
    planned_behind: tuple[str, ...]
    not_former_after: frozenset[str]


@cache
def grammar() -> Grammar:
    """The grammar of titles.toml, read once."""
    with (Path(__file__).parent / "titles.toml").open("rb") as file:
        data = tomllib.load(file)
    traps, traps_before = data["traps"], data["traps_before"]
    uses: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str, bool]]] = {}
    for group in data["group"]:
        ranks = _longest_first(data["ranks"], group.get("ranks", ()))
        organs = _longest_first(data["organs"], group.get("organs", ()))
        bare = group.get("bare", group["heads"])
        for head in group["heads"]:
            uses.setdefault(head, []).append((ranks, organs, group["kind"], head in bare))
    heads = {
        head: _Head(
            tuple(ways),
            re.compile(alternation(traps[head])) if head in traps else None,
            tuple(traps_before.get(head, ())),
        )
        for head, ways in uses.items()
    }
    modality, length = data["modality"], data["length"]
    return Grammar(
        heads=heads,
        pattern=re.compile(alternation(heads)),
        party=frozenset(data["organs"]["party"]) - frozenset(data["organs"]["of_a_place"]),
        length=re.compile(alternation(length["always"])),
        surname_length=re.compile(alternation(length["sometimes"])),
        surname_length_after=frozenset(length["sometimes_after"]),
        former=tuple(sorted(modality["former"], key=len, reverse=True)),
        planned=tuple(sorted(modality["planned"], key=len, reverse=True)),
        planned_behind=tuple(modality["planned_behind"]),
        not_former_after=frozenset(modality["not_former_after"]),
    )


def _longest_first(table: dict[str, list[str]], names: Sequence[str]) -> tuple[str, ...]:
    words = {word for name in names for word in table[name]}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


def find_titles(text: str, organisations: Sequence[Region] = (), places: Sequence[Region] = ()) -> list[Post]:
    """The titles of a text, sorted, without overlaps.

    `organisations` and `places` are the names already known. A title inside an organisation is none; of a
    title that one of them runs into (省委组织部 and 组织部部长) the rest is left.

    >>> [post.text for post in find_titles("市水务局党组书记、局长")]
    ['党组书记', '局长']
    """
    rules = grammar()
    known = sorted({*organisations, *places})
    ends = {end: start for start, end in reversed(known)}
    starts = frozenset(start for start, _ in known)
    quoted = _book_names(text)
    found: list[Post] = []
    at = floor = 0  # where to look on, and the end of the last title
    while (match := rules.pattern.search(text, at)) is not None:
        post = _read(text, match.start(), match.end(), floor, ends, starts, rules)
        if post is None:
            at = match.start() + 1
            continue
        at = floor = post.end
        if _inside(post, organisations) or _inside(post, quoted):
            continue
        post = _trimmed(post, organisations, places, text, rules)
        modality = _modality(text, post, ends, found[-1] if found else None, rules)
        found.append(Post(post.start, post.end, post.text, post.kind, modality))
    return found


def _read(
    text: str,
    start: int,
    end: int,
    floor: int,
    ends: dict[int, int],
    starts: frozenset[int],
    rules: Grammar,
) -> Post | None:
    """The title whose head begins at `start`: the longest head that no trap forbids, with rank and organ."""
    for stop in range(end, start, -1):
        word = text[start:stop]
        head = rules.heads.get(word)
        if head is None or (head.not_before is not None and head.not_before.match(text, stop)):
            continue
        if word.endswith("长") and _is_length(text, stop - 1, ends, starts, rules):
            continue
        best: Post | None = None
        for ranks, organs, kind, bare in head.uses:
            left = _before(text, start, floor, ranks)
            if left < start and text[left] == "代" and left and text[left - 1] in "时现历古当年世换取后一":
                left = start
            first = _before(text, left, floor, organs)
            if first == start and (not bare or text.endswith(head.not_behind, 0, start)):
                continue
            if best is None or first < best.start:
                best = Post(first, stop, text[first:stop], kind)
        if best is not None:
            return best
    return None


def _before(text: str, at: int, floor: int, words: tuple[str, ...]) -> int:
    """Where the longest of `words` that ends at `at` begins; `at` where none does."""
    for word in words:
        if at - len(word) >= floor and text.startswith(word, at - len(word)):
            return at - len(word)
    return at


def _is_length(text: str, at: int, ends: dict[int, int], starts: frozenset[int], rules: Grammar) -> bool:
    """Whether the 长 at `at` begins a word of its own: 全省|长期, 石坝镇|长岗村. Not behind 副."""
    if text[at - 2 : at - 1] == "副":
        return False
    if at in starts and at in ends:
        return True
    if rules.length.match(text, at):
        return True
    if not rules.surname_length.match(text, at):
        return False
    return at in ends or at < 2 or text[at - 2] in rules.surname_length_after


_BOOK = re.compile(r"《[^《》\n]{1,80}》")


def _book_names(text: str) -> list[Region]:
    return [m.span() for m in _BOOK.finditer(text)] if "《" in text else []


def _inside(post: Post, regions: Sequence[Region]) -> bool:
    return any(start <= post.start and post.end <= end for start, end in regions)


def _trimmed(
    post: Post, organisations: Sequence[Region], places: Sequence[Region], text: str, rules: Grammar
) -> Post:
    """The title without what belongs to a name that ends inside it."""
    reaching = [end for start, end in organisations if start <= post.start < end < post.end]
    reaching += [end for start, end in places if start < post.start < end < post.end]
    for end in sorted(reaching, reverse=True):
        covered, rest = text[post.start : end], text[end : post.end]
        if covered in rules.party and not (
            covered.startswith(_SMALL) or text.endswith(_SMALL, 0, post.start)
        ):
            continue  # 党委书记 of a bureau or a firm: the party body belongs to the title
        if rest == "长" and text[end - 1 : post.end] in rules.heads:
            return Post(end - 1, post.end, text[end - 1 : post.end], post.kind, post.modality)
        if any(rest[i:] in rules.heads for i in range(len(rest))):
            return Post(end, post.end, rest, post.kind, post.modality)
    return post


def _modality(text: str, post: Post, ends: dict[int, int], last: Post | None, rules: Grammar) -> Modality:
    if text.startswith(rules.planned_behind, post.end):
        return Modality.PLANNED
    left = post.start
    for _ in range(6):
        for word in rules.former:
            if text.endswith(word, 0, left):
                before = left - len(word) - 1
                if before < 0 or len(word) > 1 or text[before] not in rules.not_former_after:
                    return Modality.FORMER
        if text.endswith(rules.planned, 0, left):
            return Modality.PLANNED
        if last is not None and text[last.end : left] in ("、", "兼", "及", "和", ""):
            return last.modality
        if left not in ends:
            break
        left = ends[left]
    return Modality.ASSERTED
