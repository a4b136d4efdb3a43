"""Quotations and what surrounds them: the words in front, the noun behind that says what they are."""

import re
from dataclasses import dataclass
from functools import cache

from kg.language.alternation import alternation, opening
from kg.language.initiatives.extent import Edge, Walls, initiative_cuts, left_edge
from kg.language.initiatives.words import table

_QUOTES = (re.compile(r"“([^“”\n]{1,60})”"), re.compile(r"‘([^‘’\n]{1,40})’"))
NUMERAL = "[一二两三四五六七八九十百千万双0-9]"
_TAIL_REACH = 14
_ENDS_WORD = re.compile("$|[^\u4e00-\u9fff]|[的了在和是已可能被将上等]")
THEME = re.compile("为主题的[^，。；！？的“”]{0,12}?活动")


@dataclass(frozen=True, slots=True)
class QuotationWords:
    """The tables [quoted] of words.toml, compiled."""

    tails: dict[str, str]  # noun -> kind
    tail: re.Pattern[str]
    tail_end: re.Pattern[str]
    doubtful: frozenset[str]
    firm: frozenset[str]
    ruling: frozenset[str]
    led: re.Pattern[str]
    loans: re.Pattern[str]
    circles: re.Pattern[str]
    forms: frozenset[str]
    numbered: re.Pattern[str]
    paired: re.Pattern[str]
    one_by_one: re.Pattern[str]
    not_schemes: frozenset[str]
    idiom: re.Pattern[str]
    metaphors: frozenset[str]
    not_after: re.Pattern[str]
    verbs: frozenset[str]
    no_noun: re.Pattern[str]
    offered: frozenset[str]
    offers: frozenset[str]
    short_offer: re.Pattern[str]
    driving: frozenset[str]
    joint: frozenset[str]
    clause: re.Pattern[str]
    goal_verbs: re.Pattern[str]
    goals: frozenset[str]
    principle: re.Pattern[str]
    proposal: re.Pattern[str]
    not_tail: re.Pattern[str]
    after_scheme: re.Pattern[str]
    ranks: re.Pattern[str]
    principle_verbs: re.Pattern[str]
    all_of: re.Pattern[str]


@cache
def quotation_words() -> QuotationWords:
    """The words around quotations, compiled once."""
    q = table()["quoted"]
    tails = {word: kind for kind, words in q["tails"].items() for word in words}
    front = table()["front"]
    numbered, around = q["numbered"], q["around"]
    leading = alternation(w for w in front["verbs"] if len(w) == 2)
    ends = sorted((set(front["verbs"]) | set(around["tail_ends"])) - set(front["inner"]) - set(tails))
    start = opening([*front["particles"], *ends])
    return QuotationWords(
        tails,
        re.compile(alternation(tails)),
        re.compile(f"[^\\w+＋]|{start}(?:{'|'.join(front['particles'])}|{alternation(ends)})"),
        frozenset(q["doubtful"]["words"]),
        frozenset(q["doubtful"]["firm"]),
        frozenset(q["doubtful"]["ruling"]),
        re.compile(f"(?:{leading})(?={alternation(around['led_nouns'])})"),
        re.compile(f"(?:{around['loans']})$"),
        re.compile(f"(?:{around['circles']})$"),
        frozenset(q["forms"]["last"]),
        re.compile(
            f"新?{NUMERAL}{{1,3}}(?:(?:{numbered['measures']})[^，、]{{1,9}}|化(?:同步)?)$|[^，。]{{2,8}}{NUMERAL}{{1,3}}条$"
            f"|[^，。]{{2,8}}{NUMERAL}{{1,2}}(?:步|字|步工作|字工作)法$"
        ),
        re.compile(
            f"{NUMERAL}(?:(?!{NUMERAL})[^\\W]){{1,3}}、?(?:{NUMERAL}(?:(?!{NUMERAL})[^\\W]){{1,3}}、?){{1,4}}$"
        ),
        re.compile("一[^\\W]一[^\\W]$"),
        frozenset(numbered["not_schemes"]),
        re.compile(f"(?:{numbered['idiom']})$"),
        frozenset(q["metaphors"]["last"]),
        re.compile(around["not_after"]),
        frozenset(around["verbs"]),
        re.compile(f"(?:{around['no_noun']})$"),
        frozenset(around["offered"]),
        frozenset(around["offers"]),
        re.compile(around["short_offer"]),
        frozenset(around["driving"]),
        frozenset(around["joint"]),
        re.compile(around["clause"]),
        re.compile(around["goal_verbs"]),
        frozenset(around["goals"]),
        re.compile(around["principles"]),
        re.compile(around["proposals"]),
        re.compile(around["not_tail"]),
        re.compile(around["after_scheme"]),
        re.compile(numbered["ranks"]),
        re.compile(f"(?:{around['principle_verbs']})$"),
        re.compile(f"等[^，。；！？、的]{{0,8}}?(?:{alternation(set(tails) - set(q['doubtful']['words']))})"),
    )


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and what surrounds it: `tail` ends the noun behind it (its end where there is none)."""

    start: int
    end: int
    inner: str
    edge: Edge
    tail: int
    noun: str  # last word of the tail, "" where there is none
    placed: bool = False  # whether what stands between its verb and it is a place


def marked(plain: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    """The quotations of a passage, those inside others too; group 1 is what stands between the marks."""
    limit = len(plain) if end is None else end
    found = [m for pattern in _QUOTES for m in pattern.finditer(plain, start, limit)]
    return sorted(found, key=lambda m: m.start())


def quotation(plain: str, match: re.Match[str], words: QuotationWords, walls: Walls, actors: Walls) -> Quote:
    """A marked quotation with what surrounds it."""
    edge = left_edge(plain, match.start(), initiative_cuts(), walls, actors)
    tail, noun = _tail(plain, match.end(), words)
    placed = actors.start_of(match.start()) == edge.start
    return Quote(match.start(), match.end(), match[1], edge, tail, noun, placed)


def _tail(plain: str, end: int, words: QuotationWords) -> tuple[int, str]:
    """The end of the noun behind a quotation that says what it is, and its last word; (end, "") if none."""
    theme = THEME.match(plain, end)
    if theme:
        return theme.end(), "活动"
    led = words.led.match(plain, end)
    stop = words.tail_end.search(plain, led.end() if led else end, end + _TAIL_REACH)
    limit = stop.start() if stop else min(end + _TAIL_REACH, len(plain))
    at, noun = end, ""
    for match in words.tail.finditer(plain, end, limit):
        if len(match[0]) == 1 and (match.start() != end or not _ENDS_WORD.match(plain, match.end())):
            continue  # 保 or 卡 is a noun of its own only right behind the quotation
        if noun and match.start() != at:
            break
        if noun and noun not in words.doubtful and match[0] in words.doubtful:
            break
        if noun and match[0].endswith("条"):
            break  # “…”线路六条
        if words.not_tail.match(plain, match.end()):
            if not noun:
                continue  # “…”访问工程师项目
            break
        at, noun = match.end(), match[0]
    if noun == "项目" and at - end > 2 and plain.startswith("建设", at):
        at += 2  # “两带六园”文旅项目建设, where 项目 alone says nothing
    return at, noun
