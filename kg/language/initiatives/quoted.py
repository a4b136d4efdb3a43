"""Names in quotation marks: which quotations name an initiative or an activity, and how far the name goes.

“六大工程” names one by its form, “旋风”行动 by the noun behind it, 推行“拿地即开工” by the verb before
it; 当好“排头兵” and 打通“最后一公里” are figures of speech. What belongs to the name before the quotation
is what stands between it and its verb: 实施 + 水利建设“六大工程”.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.language.initiatives.extent import NOWHERE, Cue, Edge, Walls, initiative_cuts, left_edge
from kg.language.initiatives.found import Found
from kg.language.initiatives.occasions import is_event, named_as_event
from kg.language.initiatives.words import any_of, last_word, table
from kg.model import EntityType

_QUOTES = (re.compile(r"“([^“”\n]{1,60})”"), re.compile(r"‘([^‘’\n]{1,40})’"))
_NUMERAL = "[一二两三四五六七八九十百千万双0-9]"
_OFFERED = frozenset(["推出", "上线", "开通", "启用", "发放", "创新推出", "开办"])
_GROUP = re.compile(f"{_NUMERAL}[^{_NUMERAL[1:-1]}]+")
_JOINTS = ("", "、", "和", "与", "及", "以及")
_TAIL_REACH = 14
_CLAUSE = re.compile("[了吗呢吧]|不能|不会|必须|应该|有必要|我们|他们|是.|的.*(?:行动|政策|计划|措施|战略)$")
_PROSE = re.compile("[。！？；：…]")
_THEME = re.compile("为主题的[^，。；！？的“”]{0,12}?活动")


@dataclass(frozen=True, slots=True)
class _Words:
    tails: dict[str, str]  # noun -> kind
    tail: re.Pattern[str]
    tail_end: re.Pattern[str]
    doubtful: frozenset[str]
    forms: frozenset[str]
    numbered: re.Pattern[str]
    paired: re.Pattern[str]
    one_by_one: re.Pattern[str]
    not_schemes: frozenset[str]
    idiom: re.Pattern[str]
    metaphors: frozenset[str]
    not_after: re.Pattern[str]
    verbs: frozenset[str]
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
def _words() -> _Words:
    q = table()["quoted"]
    tails = {word: kind for kind, words in q["tails"].items() for word in words}
    front = table()["front"]
    numbered, around = q["numbered"], q["around"]
    ends = any_of((set(front["verbs"]) | set(around["tail_ends"])) - set(front["inner"]) - set(tails))
    return _Words(
        tails,
        re.compile(any_of(tails)),
        re.compile(f"[^\\w+＋]|{'|'.join(front['particles'])}|{ends}"),
        frozenset(q["doubtful"]["words"]),
        frozenset(q["forms"]["last"]),
        re.compile(f"新?{_NUMERAL}{{1,3}}(?:(?:{numbered['measures']})[^，、]{{1,9}}|化(?:同步)?)$"),
        re.compile(
            f"{_NUMERAL}(?:(?!{_NUMERAL})[^\\W]){{1,3}}、?(?:{_NUMERAL}(?:(?!{_NUMERAL})[^\\W]){{1,3}}、?){{1,4}}$"
        ),
        re.compile("一[^\\W]一[^\\W]$"),
        frozenset(numbered["not_schemes"]),
        re.compile(f"(?:{numbered['idiom']})$"),
        frozenset(q["metaphors"]["last"]),
        re.compile(around["not_after"]),
        frozenset(around["verbs"]),
        re.compile(around["goal_verbs"]),
        frozenset(around["goals"]),
        re.compile(around["principles"]),
        re.compile(around["proposals"]),
        re.compile(around["not_tail"]),
        re.compile(around["after_scheme"]),
        re.compile(numbered["ranks"]),
        re.compile(f"(?:{around['principle_verbs']})$"),
        re.compile(f"等[^，。；！？、的]{{0,8}}?(?:{any_of(set(tails) - set(q['doubtful']['words']))})"),
    )


@dataclass(frozen=True, slots=True)
class _Quote:
    """A quotation and what surrounds it: `tail` ends the noun behind it (its end where there is none)."""

    start: int
    end: int
    inner: str
    edge: Edge
    tail: int
    noun: str  # last word of the tail, "" where there is none


def quoted_names(plain: str, walls: Walls, actors: Walls = NOWHERE) -> list[Found]:
    """The initiatives and events that quotations name, sorted; all occurrences of each.

    `walls` and `actors` as in `left_edge`.
    """
    words = _words()
    quotes = [_quote(plain, m, words, walls, actors) for m in _quotations(plain)]
    kinds = [_kind(plain, q, words) for q in quotes]
    _share(plain, quotes, kinds, words)
    found: list[Found] = []
    for quote, kind in zip(quotes, kinds, strict=True):
        if kind:
            found.extend(_listed(plain, quote, words) or [_found(plain, quote, kind, words)])
    found.extend(_repeats(plain, quotes, kinds, found, words))
    return sorted(found, key=lambda f: f.start)


def _quotations(plain: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
    limit = len(plain) if end is None else end
    found = [m for pattern in _QUOTES for m in pattern.finditer(plain, start, limit)]
    return sorted(found, key=lambda m: m.start())


def _quote(plain: str, match: re.Match[str], words: _Words, walls: Walls, actors: Walls) -> _Quote:
    edge = left_edge(plain, match.start(), initiative_cuts(), walls, actors)
    tail, noun = _tail(plain, match.end(), words)
    return _Quote(match.start(), match.end(), match[1], edge, tail, noun)


def _tail(plain: str, end: int, words: _Words) -> tuple[int, str]:
    """The end of the noun behind a quotation that says what it is, and its last word; (end, "") if none."""
    theme = _THEME.match(plain, end)
    if theme:
        return theme.end(), "活动"
    stop = words.tail_end.search(plain, end, end + _TAIL_REACH)
    limit = stop.start() if stop else min(end + _TAIL_REACH, len(plain))
    at, noun = end, ""
    for match in words.tail.finditer(plain, end, limit):
        if noun and match.start() != at:
            break
        if noun and match[0] in words.doubtful:
            break
        if words.not_tail.match(plain, match.end()):
            break
        at, noun = match.end(), match[0]
    if noun == "项目" and at - end > 2 and plain.startswith("建设", at):
        at += 2  # “一廊五区”产业项目建设, where 项目 alone says nothing
    return at, noun


def _kind(plain: str, quote: _Quote, words: _Words) -> str | None:
    """The kind of initiative a quotation names on its own evidence; None if it does not."""
    inner, noun = quote.inner, quote.noun
    near = quote.tail - quote.end == len(noun)
    themed = _THEME.match(plain, quote.end) is not None
    strong = bool(noun) and noun not in words.doubtful
    figure = last_word(inner, words.metaphors) is not None or inner in words.not_schemes
    if _PROSE.search(inner) or words.not_after.match(plain, quote.end):
        return None
    if "，" in inner and not (strong and near):
        return None
    if themed:
        return "campaign"
    if words.ranks.match(inner):
        return None
    if words.proposal.match(plain, quote.end) and len(inner) >= 5:
        return "scheme"
    if noun and strong and (near or not figure) and not _CLAUSE.search(inner):
        return words.tails[noun]
    telling = last_word(inner, frozenset(words.tails) - words.doubtful) is not None
    if telling and len(inner) > 2 and not figure and not _CLAUSE.search(inner):
        return words.tails[last_word(inner, frozenset(words.tails)) or ""]
    if figure:
        return None
    if _numbered(plain, quote, words) or _form(inner, words):
        return "scheme"
    object_of = quote.edge.word if quote.edge.cue is Cue.VERB and quote.edge.start == quote.start else ""
    if noun and (object_of or (near and quote.edge.cue is Cue.VERB)):
        return words.tails[noun]
    if object_of in _OFFERED and last_word(inner, words.doubtful):
        return words.tails[last_word(inner, words.doubtful) or ""]
    if object_of in words.verbs and 2 <= len(inner) <= 16:
        return "scheme"
    if "+" in inner.strip("+") and quote.edge.cue is Cue.VERB:
        return "mechanism"
    if (
        "、" in inner
        and words.principle.match(plain, quote.end)
        and words.principle_verbs.search(plain, max(0, quote.start - 4), quote.start)
    ):
        return "scheme"
    if last_word(inner, words.goals) and words.goal_verbs.search(
        plain, max(0, quote.start - 20), quote.start
    ):
        return "scheme"
    return None


def _form(inner: str, words: _Words) -> bool:
    return last_word(inner, words.forms, 12) is not None and ("、" not in inner or inner in words.forms)


def _numbered(plain: str, quote: _Quote, words: _Words) -> bool:
    """Whether a quotation is a numbered scheme: “六大工程”, “四个不摘”, “三送三解三优”."""
    inner = quote.inner
    if len(inner) > 14 or words.idiom.match(inner):
        return False
    by_verb = quote.edge.cue is Cue.VERB
    if words.one_by_one.match(inner):
        return by_verb
    if words.numbered.match(inner):
        return by_verb or _stands_out(plain, quote, words)
    if len(inner) < 4 or not words.paired.match(inner):
        return False
    groups = [len(g) for g in _GROUP.findall(inner)]
    even = groups[0] == groups[1] and "、" not in inner
    return by_verb or (even and _stands_out(plain, quote, words))


def _stands_out(plain: str, quote: _Quote, words: _Words) -> bool:
    """Whether a numbered quotation stands where schemes do: first in its clause, in a row, or before 要求."""
    first = quote.edge.start == quote.start and quote.edge.cue in (Cue.MARK, Cue.LIST)
    return (
        first
        or plain[quote.start - 1 : quote.start] == "”"
        or bool(words.after_scheme.match(plain, quote.end))
    )


def _share(plain: str, quotes: list[_Quote], kinds: list[str | None], words: _Words) -> None:
    """What a row of quotations shares: “放管服”“一件事一次办”等改革, “甲”和“乙”平台."""
    for row in _rows(plain, quotes):
        last = quotes[row[-1]]
        shared = words.all_of.match(plain, last.end) is not None
        told = any(kinds[i] for i in row)
        strong = bool(last.noun) and last.noun not in words.doubtful
        for i in row:
            if kinds[i] is None and (shared or (told and strong)):
                inner = quotes[i].inner
                if (
                    last_word(inner, words.metaphors) is None
                    and inner not in words.not_schemes
                    and len(inner) <= 16
                ):
                    kinds[i] = "scheme"


def _rows(plain: str, quotes: list[_Quote]) -> Iterator[list[int]]:
    row: list[int] = []
    for i, quote in enumerate(quotes):
        last = quotes[row[-1]].end if row else 0
        if row and last <= quote.start and plain[last : quote.start] in _JOINTS:
            row.append(i)
            continue
        if len(row) > 1:
            yield row
        row = [i]
    if len(row) > 1:
        yield row


_PREFIX_END = re.compile("[0-9]|[和与及同或内中上下里后前时间外年季月]$|[一-鿿]*(?:等|以及)$")


def _prefix(plain: str, quote: _Quote) -> int:
    """Where the name begins: at the quotation, or at the noun between it and its verb."""
    start = quote.edge.start
    if quote.edge.cue is Cue.LIST and last_word(quote.inner, _WIDE_PREFIX):
        return _prefix_across_list(plain, quote.start)
    size = quote.start - start
    by_verb = quote.edge.cue is Cue.VERB or (quote.edge.cue is Cue.PARTICLE and quote.edge.word == "的")
    if not by_verb or not 2 <= size <= 16 or "“" in plain[start : quote.start]:
        return quote.start
    return quote.start if _PREFIX_END.search(plain[start : quote.start]) else start


_WIDE_PREFIX = frozenset(["行动", "工程", "活动", "攻坚战"])


def _prefix_across_list(plain: str, at: int) -> int:
    """The beginning of a name of two parts: 开展纪律整顿、优化服务“清风行动”."""
    wide = left_edge(plain, at, initiative_cuts(), NOWHERE, lists=True)
    parts = plain[wide.start : at].split("、")
    two = len(parts) == 2 and all(4 <= len(part) <= 12 for part in parts)
    return wide.start if wide.cue is Cue.VERB and two else at


def _found(plain: str, quote: _Quote, kind: str, words: _Words) -> Found:
    size = quote.tail - quote.end
    formed = _form(quote.inner, words)
    itself = formed or _numbered(plain, quote, words)
    told = bool(quote.noun)
    if quote.noun in words.doubtful:
        told = not itself and (size == len(quote.noun) or quote.edge.start == quote.start)
    end = quote.tail if told and (size <= 6 or not itself) else quote.end
    manner = formed and quote.inner.endswith(("办", "理"))
    start = quote.start if manner and end == quote.end else _prefix(plain, quote)
    tail = plain[quote.end : end]
    timed = "活动" in tail or (not tail and not itself and kind == "scheme" and named_as_event(quote.inner))
    if timed and is_event(
        plain[start : quote.start], quote.inner, tail, quote.edge.word, plain[end : end + 24]
    ):
        return Found(start, end, EntityType.EVENT)
    return Found(start, end, EntityType.INITIATIVE, kind)


def _listed(plain: str, quote: _Quote, words: _Words) -> list[Found]:
    """The parts of a quotation that lists initiatives: “河道整治工程、水库加固工程”."""
    parts = quote.inner.split("、")
    ends = [last_word(part, frozenset(words.tails)) for part in parts]
    if len(parts) < 2 or not all(
        end and len(part) > len(end) + 1 for part, end in zip(parts, ends, strict=True)
    ):
        return []
    found, at = [], quote.start + 1
    for part, end in zip(parts, ends, strict=True):
        found.append(Found(at, at + len(part), EntityType.INITIATIVE, words.tails[end or ""]))
        at += len(part) + 1
    return found


def _repeats(
    plain: str, quotes: list[_Quote], kinds: list[str | None], found: list[Found], words: _Words
) -> list[Found]:
    """The other occurrences of quotations that name something elsewhere, with the longest form as name."""
    full: dict[str, Found] = {}
    for item in found:
        for match in _quotations(plain, item.start, item.end):
            known = full.get(match[1])
            if known is None or item.end - item.start > known.end - known.start:
                full[match[1]] = item
    more: list[Found] = []
    for quote, kind in zip(quotes, kinds, strict=True):
        named = full.get(quote.inner) or next(
            (f for inner, f in full.items() if _shortened(quote.inner, inner, words)), None
        )
        if kind is None and named is not None and not words.not_after.match(plain, quote.end):
            name = plain[named.start : named.end]
            more.append(Found(quote.start, quote.end, named.type, named.detail, name))
    return more


def _shortened(short: str, inner: str, words: _Words) -> bool:
    """“旋风” for “旋风行动”."""
    return inner.startswith(short) and inner[len(short) :] in words.tails
