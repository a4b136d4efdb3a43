"""Where a name begins: the way back from its last word to what cannot belong to it.

Chinese marks neither words nor names, but what stands in front of a name does: the verb that takes it as its
object, a particle, a mark, a quantity, a person or an organisation that acts. `Cuts` are the words that end
the way back; they differ for initiatives and events (推动 opens the name of an initiative and stands inside
that of a meeting).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kg.language.alternation import alternation, opening
from kg.language.initiatives.words import table

_ASPECT = frozenset(["了", "着", "过"])
_OUTCOME = re.compile("好(?![人事家书房品])|出(?![租口境行入版生让资国院海])|完(?![善美整])")
REACH = 48  # characters a name may have in front of its last word
OPAQUE = "■"  # stands for a character of a quotation or bracket inside a name
_OPENED_BY = {"”": "“", "’": "‘", "）": "（", "》": "《"}
_STOPS = frozenset("，。；：！？…—\n“‘《》（ 　▲#*|■◆●·．,;:!?/、")
_WIDE = str.maketrans(
    {
        ",": "，",
        ";": "；",
        ":": "：",
        "!": "！",
        "?": "？",
        "(": "（",
        ")": "）",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
    }
)
_STRAIGHT = re.compile(r'"([^"\n]*)"')


class Cue(StrEnum):
    """What stands in front of a name."""

    VERB = "verb"
    PARTICLE = "particle"
    WALL = "wall"  # a person, an organisation, a date
    MARK = "mark"  # punctuation, or the beginning of a line
    LIST = "list"  # 、


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a name begins, what stands in front of it, the verb or particle itself and where it ends.

    Between `cut` and `start` there may be a quantity (第一笔, 三个).
    """

    start: int
    cue: Cue
    word: str
    cut: int


@dataclass(frozen=True, slots=True)
class Cuts:
    """Words that end the way back. Of the verbs, `inner` may stand inside a name, unless one of the `lending`
    stands directly in front of them (加快建设); what the `weak` introduce need not be a name.
    Directly in front of a last word the verbs of `part` belong to it (实施清单)."""

    pattern: re.Pattern[str]
    inner: frozenset[str]
    part: frozenset[str]
    weak: frozenset[str]
    lending: frozenset[str]
    determiners: re.Pattern[str]
    quantity: re.Pattern[str]
    wanting: frozenset[str]

    def ends_in_verb(self, text: str) -> bool:
        """Whether the text ends in a verb that wants an object (力量投入)."""
        return any(text[-size:] in self.wanting for size in (2, 4))


@dataclass(frozen=True, slots=True)
class Walls:
    """Ends and starts of spans that cannot be part of a name, sorted by end."""

    ends: tuple[int, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int]]) -> "Walls":
        ordered = sorted((end, start) for start, end in spans)
        return cls(tuple(e for e, _ in ordered), tuple(s for _, s in ordered))

    def last(self, low: int, high: int) -> int | None:
        """The last end in (low, high], None if there is none."""
        at = bisect_right(self.ends, high) - 1
        return self.ends[at] if at >= 0 and self.ends[at] > low else None

    def start_of(self, end: int) -> int | None:
        """Where the longest span that ends at `end` starts; None if none does."""
        at = bisect_left(self.ends, end)
        return self.starts[at] if at < len(self.ends) and self.ends[at] == end else None

    def end_of(self, start: int) -> int | None:
        """Where the longest span that begins at `start` ends; None if none does."""
        return max((e for e, s in zip(self.ends, self.starts, strict=True) if s == start), default=None)

    def inside(self, at: int, since: int = 0) -> bool:
        """Whether `at` lies inside a span, behind its first character, that begins at `since` or later."""
        i = bisect_right(self.ends, at)
        return i < len(self.ends) and since <= self.starts[i] < at


NOWHERE = Walls((), ())


def normalised(text: str) -> str:
    """The text with Chinese marks, character by character: half-width marks widened, "…" as “…”."""
    wide = text.translate(_WIDE)
    return _STRAIGHT.sub(r"“\1”", wide) if '"' in wide else wide


def cuts_pattern(
    verbs: Sequence[str], particles: Sequence[str], compounds: Sequence[str] = ()
) -> re.Pattern[str]:
    """The pattern of Cuts: `particles` are patterns; `compounds` hold verbs and are none."""
    none = f"(?P<none>{alternation(compounds)})|" if compounds else ""
    words = f"{none}(?P<verb>{alternation(verbs)})|(?P<word>{'|'.join(particles)})"
    return re.compile(f"{opening([*verbs, *particles, *compounds])}(?:{words})")


@cache
def initiative_cuts() -> Cuts:
    """The words in front of initiatives."""
    front = table()["front"]
    return Cuts(
        cuts_pattern(front["verbs"], front["particles"], front["compounds"]),
        frozenset(front["inner"]),
        frozenset([*front["inner"], "实施"]),
        frozenset(front["weak"]),
        frozenset(front["lending"]),
        re.compile(front["determiners"]),
        re.compile(front["quantity"]),
        frozenset(front["wanting"]),
    )


def clause_start(plain: str, head: int, *, lists: bool = False, reach: int = REACH) -> tuple[int, str]:
    """How far back a name up to `head` could begin, and the characters from there, opaque ones masked.

    Stops at marks; quotations and brackets that close within reach are skipped as a whole. `lists`: 、 is no
    such mark.
    """
    at, low = head, max(0, head - reach)
    masked: list[str] = []
    while at > low:
        mark = plain[at - 1]
        if mark in _OPENED_BY:
            begin = plain.rfind(_OPENED_BY[mark], low, at - 1)
            speech = at > 1 and plain[at - 2] in "。！？…"
            if begin < 0 or speech or at - begin > (40 if mark == "》" else 24):
                break
            masked.append(OPAQUE * (at - begin))
            at = begin
        elif mark == "、" and lists:
            masked.append(mark)
            at -= 1
        elif mark in _STOPS and not _inside_name(plain, at):
            break
        else:
            masked.append(mark)
            at -= 1
    return at, "".join(reversed(masked))


def _inside_name(plain: str, at: int) -> bool:
    """Whether the mark before `at` joins the parts of a name: 中国—东盟, 中国·扬州."""
    mark = plain[at - 1]
    if mark == "—":
        return plain[at - 2] != "—" and plain[at] != "—"
    return mark == "·" and plain.endswith("中国", 0, at - 1)


def left_edge(
    plain: str,
    head: int,
    cuts: Cuts,
    walls: Walls,
    actors: Walls = NOWHERE,
    *,
    lists: bool = False,
    reach: int = REACH,
) -> Edge:
    """Where the name whose last word (or quotation) begins at `head` begins itself.

    A verb that may stand inside a name ends it only where it leads: in 落实支持小店经济措施 the name begins
    with 支持, in 我省支持小店经济措施 behind it. Behind one of the `actors` (places) a verb leads too.
    """
    low, window = clause_start(plain, head, lists=lists, reach=reach)
    mark = plain[low - 1] if low else "\n"
    start, cue, word = 0, Cue.LIST if mark == "、" else Cue.MARK, mark
    wall = walls.last(low, head)
    while wall is not None and window[wall - low - 1] == OPAQUE == window[wall - low : wall - low + 1]:
        wall = walls.last(low, wall - 1)  # inside a quotation
    if wall is not None:
        start, cue, word = wall - low, Cue.WALL, ""
    walled = low + start
    for match in cuts.pattern.finditer(window, start):
        found, at = match[0], match.start()
        if match.lastgroup == "none" or actors.inside(low + at, walled):
            continue
        if match.lastgroup == "word" and len(found) == 1 and actors.end_of(low + at) is not None:
            continue  # 从 of 从化区, 于 of 于桥水库
        if match.lastgroup == "word":
            belongs = found in _ASPECT or cuts.determiners.fullmatch(found)
            if not (at == start and cue is Cue.VERB and belongs):
                cue, word = Cue.PARTICLE, found
            start = match.end()
            continue
        if match.end() == len(window) and found in cuts.part and plain[head] != "“":
            continue  # directly in front of the last word: part of the name (实施清单), or no name at all
        leads = at == start and (cue is not Cue.VERB or word in cuts.lending)
        if found not in cuts.inner or leads or actors.start_of(low + at) is not None:
            start, word = match.end(), found
            cue = Cue.PARTICLE if found in cuts.weak else Cue.VERB
    cut = start
    if cue is Cue.VERB:
        aspect = _OUTCOME.match(window, start)
        start = aspect.end() if aspect else start
    quantity = cuts.quantity.match(window, start)
    if quantity and quantity[0]:
        start = quantity.end()
    return Edge(low + start, cue, word, low + cut)
