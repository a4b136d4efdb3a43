"""Names in quotation marks: which quotations name an initiative or an activity, and how far the name goes.

“六大工程” names one by its form, “清风”行动 by the noun behind it, 推行“拿地即开工” by the verb before
it; 当好“排头兵” and 打通“绊脚石” are figures of speech. What belongs to the name before the quotation
is what stands between it and its verb: 实施 + 水利建设“六大工程”.
"""

import re
from collections.abc import Iterator

from kg.language.initiatives.extent import NOWHERE, Cue, Walls, initiative_cuts, left_edge
from kg.language.initiatives.found import Found
from kg.language.initiatives.occasions import is_event, named_as_event
from kg.language.initiatives.quotation import (
    NUMERAL,
    THEME,
    QuotationWords,
    Quote,
    marked,
    quotation,
    quotation_words,
)
from kg.language.initiatives.words import last_word
from kg.model import EntityType

_GROUP = re.compile(f"{NUMERAL}[^{NUMERAL[1:-1]}]+")
_JOINTS = ("", "、", "和", "与", "及", "以及")
_BEHIND_TITLE = re.compile("[》”](?:和|与|及|以及|、)")
_PROSE = re.compile("[。！？；：…]")


def quoted_names(plain: str, walls: Walls, actors: Walls = NOWHERE) -> list[Found]:
    """The initiatives and events that quotations name, sorted; all occurrences of each.

    `walls` and `actors` as in `left_edge`.
    """
    words = quotation_words()
    quotes = [quotation(plain, m, words, walls, actors) for m in marked(plain)]
    kinds = [_kind(plain, q, words) for q in quotes]
    _share(plain, quotes, kinds, words)
    found: list[Found] = []
    for quote, kind in zip(quotes, kinds, strict=True):
        if kind:
            found.extend(_listed(plain, quote, words) or [_found(plain, quote, kind, words)])
    return sorted(_with_names(plain, quotes, found, words), key=lambda f: f.start)


def _kind(plain: str, quote: Quote, words: QuotationWords) -> str | None:
    """The kind of initiative a quotation names on its own evidence; None if it does not."""
    inner, noun = quote.inner, quote.noun
    near = quote.tail - quote.end == len(noun)
    themed = THEME.match(plain, quote.end) is not None
    strong = bool(noun) and noun not in words.doubtful
    figure = last_word(inner, words.metaphors) is not None or inner in words.not_schemes
    by_one = strong and words.one_by_one.match(inner) is not None
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
    if noun and strong and (near or not figure or by_one) and not words.clause.search(inner):
        return words.tails[noun]
    telling = last_word(inner, frozenset(words.tails) - words.doubtful) is not None
    if telling and len(inner) > 3 and not figure and not words.clause.search(inner):
        return words.tails[last_word(inner, frozenset(words.tails)) or ""]
    near_enough = noun in words.ruling and quote.tail - quote.end <= len(noun) + 2
    specific = _firm(quote, words) and not near and len(inner) >= 4
    short_offer = words.short_offer.search(plain, max(0, quote.start - 6), quote.start) is not None
    if noun and short_offer and "的" not in inner:
        return words.tails[noun]
    if figure and (near_enough or specific):
        return words.tails[noun]  # “店小二”服务机制, “山海工匠”产教联合体
    if figure:
        return None
    if _numbered(plain, quote, words) or _form(inner, words):
        return "scheme"
    object_of = quote.edge.word if quote.edge.cue is Cue.VERB and quote.edge.start == quote.start else ""
    if noun and (object_of or (near and quote.edge.cue is Cue.VERB)):
        return words.tails[noun]
    if _firm(quote, words):
        return words.tails[noun]
    by_verb = quote.edge.word if quote.edge.cue is Cue.VERB and quote.start - quote.edge.start <= 6 else ""
    if by_verb in words.verbs and "的" not in inner and last_word(inner, words.doubtful):
        return words.tails[last_word(inner, words.doubtful) or ""]
    if object_of in words.offered and "的" not in inner and last_word(inner, words.doubtful):
        return words.tails[last_word(inner, words.doubtful) or ""]
    offer = last_word(inner, words.offers)
    if (
        (object_of in words.offered or short_offer)
        and offer
        and "的" not in inner
        and 2 <= len(inner) - len(offer) <= 8
    ):
        return "scheme"
    if words.loans.match(inner):
        return "policy"
    if words.circles.match(inner):
        return "scheme"
    closed = plain[quote.end : quote.end + 1] in ("", "，", "。", "；", "、", "\n", "和")
    if object_of in words.driving and closed and 4 <= len(inner) <= 8 and inner.isalnum():
        return "scheme"
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


def _firm(quote: Quote, words: QuotationWords) -> bool:
    """Whether the noun behind a slogan says enough without a verb: “一街一师”制度, “云顶”装备基金."""
    specific = quote.tail - quote.end > len(quote.noun)
    return quote.noun in words.firm and (len(quote.inner) >= 4 or (specific and len(quote.inner) >= 2))


def _form(inner: str, words: QuotationWords) -> bool:
    return last_word(inner, words.forms, 12) is not None and ("、" not in inner or inner in words.forms)


def _numbered(plain: str, quote: Quote, words: QuotationWords) -> bool:
    """Whether a quotation is a numbered scheme: “六大工程”, “四个不摘”, “三访三问三化解”."""
    inner = quote.inner
    if len(inner) > 14 or words.idiom.match(inner) or words.clause.search(inner):
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


def _stands_out(plain: str, quote: Quote, words: QuotationWords) -> bool:
    """Whether a numbered quotation stands where schemes do: first in its clause, in a row, or before 要求."""
    first = quote.edge.start == quote.start and quote.edge.cue in (Cue.MARK, Cue.LIST)
    return (
        first
        or plain[quote.start - 1 : quote.start] == "”"
        or bool(words.after_scheme.match(plain, quote.end))
    )


def _share(plain: str, quotes: list[Quote], kinds: list[str | None], words: QuotationWords) -> None:
    """What a row of quotations shares: “证照分离”“多证合一”等改革, “甲”和“乙”平台."""
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


def _rows(plain: str, quotes: list[Quote]) -> Iterator[list[int]]:
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


_NOUN = re.compile("[\u4e00-\u9fff]{2,6}(?=[，。；、！？\n]|$)")
_YEAR = re.compile("^20[0-9]{2}年度?")
_PREFIX_END = re.compile("[0-9]|[成作为]$|[和与及同或内中上下里后前时间外年季月]$|[一-鿿]*(?:等|以及)$")


def _prefix(plain: str, quote: Quote, words: QuotationWords) -> int:
    """Where the name begins: at the quotation, or at the noun between it and its verb."""
    start = quote.edge.start
    if quote.edge.cue is Cue.LIST and last_word(quote.inner, words.joint):
        return _prefix_across_list(plain, quote.start)
    for joint in _BEHIND_TITLE.finditer(plain, start, quote.start):
        start = joint.end()
    size = quote.start - start
    by_verb = quote.edge.cue is Cue.VERB or (quote.edge.cue is Cue.PARTICLE and quote.edge.word == "的")
    prefix = plain[start : quote.start]
    if words.tails.get(quote.noun) == "list":
        prefix = _YEAR.sub("", prefix)  # a list has its year: 2026年代表“金点子”办理清单
    if not by_verb or not 2 <= size <= 20 or len(prefix) > 16 or "“" in prefix:
        return quote.start
    if _PREFIX_END.search(prefix) or initiative_cuts().ends_in_verb(prefix):
        return quote.start
    return start


def _prefix_across_list(plain: str, at: int) -> int:
    """The beginning of a name of two parts: 开展纪律整顿、优化服务“清风行动”."""
    wide = left_edge(plain, at, initiative_cuts(), NOWHERE, lists=True)
    parts = plain[wide.start : at].split("、")
    two = len(parts) == 2 and all(4 <= len(part) <= 12 for part in parts)
    return wide.start if wide.cue is Cue.VERB and two else at


def _found(plain: str, quote: Quote, kind: str, words: QuotationWords) -> Found:
    size = quote.tail - quote.end
    formed = _form(quote.inner, words)
    itself = formed or _numbered(plain, quote, words)
    told = bool(quote.noun)
    if quote.noun in words.doubtful:
        told = not itself and (size == len(quote.noun) or quote.edge.start == quote.start)
        told = told or _firm(quote, words)
    end = quote.tail if told and (size <= 6 or not itself) else quote.end
    layout = itself and quote.edge.word in words.offered and not words.after_scheme.match(plain, quote.end)
    if not quote.noun and (layout or not itself) and last_word(quote.inner, frozenset(words.tails)) is None:
        end = _behind_noun(plain, quote, words)
    manner = formed and quote.inner.endswith(("办", "理"))
    start = quote.start if manner and end == quote.end else _prefix(plain, quote, words)
    tail = plain[quote.end : end]
    if last_word(tail, frozenset("周月")):
        return Found(start, end, EntityType.EVENT)
    timed = "活动" in tail or (not tail and not itself and kind == "scheme" and named_as_event(quote.inner))
    timed = timed and (tail != "" or quote.edge.word not in words.offered)
    if timed and is_event(
        plain[start : quote.start], quote.inner, tail, quote.edge.word, plain[end : end + 24]
    ):
        return Found(start, end, EntityType.EVENT)
    return Found(start, end, EntityType.INITIATIVE, kind)


def _behind_noun(plain: str, quote: Quote, words: QuotationWords) -> int:
    """The end of any noun that stands between an object in quotation marks and the end of its clause."""
    noun = _NOUN.match(plain, quote.end)
    if noun is None or quote.edge.cue is not Cue.VERB or quote.edge.start != quote.start:
        return quote.end
    own = words.no_noun.search(noun[0]) or words.tail_end.search(plain, quote.end, noun.end())
    return quote.end if own else noun.end()


def _listed(plain: str, quote: Quote, words: QuotationWords) -> list[Found]:
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


def _with_names(plain: str, quotes: list[Quote], found: list[Found], words: QuotationWords) -> list[Found]:
    """All occurrences of the quotations found; those that stand alone have the longer form as their name.

    The longer form is the last before them, or else the first behind.
    """
    longer: dict[str, list[Found]] = {}
    for item in found:
        for match in marked(plain, item.start, item.end):
            if not any(c.isalpha() for c in match[1]):
                continue  # “7·23”洪灾 is not the “7·23”重建规划
            longer.setdefault(match[1], []).append(item)
    alone = {f.start: f for f in found}
    more: list[Found] = []
    for quote in quotes:
        own = alone.get(quote.start)
        if own is not None and own.end != quote.end:
            continue
        forms = longer.get(quote.inner) or next(
            (f for inner, f in longer.items() if _shortened(quote.inner, inner, words)), []
        )
        full = _nearest([f for f in forms if f.end - f.start > quote.end - quote.start], quote.start)
        if own is not None:
            more.append(own.named(plain[full.start : full.end]) if full else own)
        elif forms and not words.not_after.match(plain, quote.end):
            model = full or forms[0]
            name = plain[full.start : full.end] if full else None
            more.append(Found(quote.start, quote.end, model.type, model.detail, name))
    starts = {f.start for f in more}
    return [f for f in found if f.start not in starts] + more


def _nearest(forms: list[Found], start: int) -> Found | None:
    before = [f for f in forms if f.start <= start]
    return before[-1] if before else next(iter(forms), None)


def _shortened(short: str, inner: str, words: QuotationWords) -> bool:
    """“清风” for “清风行动”."""
    return inner.startswith(short) and inner[len(short) :] in words.tails
