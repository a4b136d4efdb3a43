"""Whether a quotation names an initiative, and of what kind.

By what stands around it: the noun behind (“清风”行动), its own form (“六大工程”), the verb in front (推行
“拿地即开工”), the row it stands in. Figures of speech (当好“排头兵”) and pieces of sentences name none.
"""

import re
from collections.abc import Iterator

from kg.language.initiatives.extent import Cue
from kg.language.initiatives.quotation import NUMERAL, THEME, QuotationWords, Quote
from kg.language.initiatives.words import last_word

_GROUP = re.compile(f"{NUMERAL}[^{NUMERAL[1:-1]}]+")
_JOINTS = ("", "、", "和", "与", "及", "以及")
_PROSE = re.compile("[。！？；：…]")
_CLOSED = ("", "，", "。", "；", "、", "\n", "和")


def kind_of_quotation(plain: str, quote: Quote, words: QuotationWords) -> str | None:
    """The kind of initiative a quotation names on its own evidence; None if it does not."""
    inner = quote.inner
    if _PROSE.search(inner) or words.not_after.match(plain, quote.end):
        return None
    near = quote.tail - quote.end == len(quote.noun)
    strong = bool(quote.noun) and quote.noun not in words.doubtful
    if "，" in inner and not (strong and near):
        return None
    if THEME.match(plain, quote.end):
        return "campaign"
    if words.ranks.match(inner):
        return None
    if words.proposal.match(plain, quote.end) and len(inner) >= 5:
        return "scheme"
    figure = last_word(inner, words.metaphors) is not None or inner in words.not_schemes
    kind = _by_noun(plain, quote, words, figure=figure, near=near, strong=strong)
    if kind or figure:
        return kind
    if is_numbered(plain, quote, words) or has_form(inner, words):
        return "scheme"
    return _by_verb(plain, quote, words, near=near) or _by_itself(plain, quote, words)


def _by_noun(
    plain: str, quote: Quote, words: QuotationWords, *, figure: bool, near: bool, strong: bool
) -> str | None:
    """By the noun behind the quotation, or the last word within it."""
    inner, noun = quote.inner, quote.noun
    sentence = words.clause.search(inner) is not None
    one_by_one = words.one_by_one.match(inner) is not None
    if strong and (near or not figure or one_by_one) and not sentence:
        return words.tails[noun]
    telling = last_word(inner, frozenset(words.tails) - words.doubtful) is not None
    if telling and len(inner) > 3 and not figure and not sentence:
        return words.tails[last_word(inner, frozenset(words.tails)) or ""]
    if noun and is_offered(plain, quote, words) and "的" not in inner:
        return words.tails[noun]
    ruling = noun in words.ruling and quote.tail - quote.end <= len(noun) + 2
    specific = is_firm(quote, words) and not near and len(inner) >= 4
    if figure and (ruling or specific):
        return words.tails[noun]  # “店小二”服务机制, “山海工匠”产教联合体
    return None


def _by_verb(plain: str, quote: Quote, words: QuotationWords, *, near: bool) -> str | None:
    """By the verb in front, with a doubtful noun behind or within the quotation, or what is offered."""
    inner, noun = quote.inner, quote.noun
    verb = quote.edge.word if quote.edge.cue is Cue.VERB else ""
    before = quote.start - quote.edge.start
    object_of = verb if before == 0 else ""
    if noun and (object_of or (near and verb)):
        return words.tails[noun]
    if is_firm(quote, words):
        return words.tails[noun]
    if "的" not in inner:
        last = last_word(inner, words.doubtful)
        if last and (object_of in words.offered or (verb in words.verbs and before <= 6)):
            return words.tails[last]
        offer = last_word(inner, words.offers)
        offered = object_of in words.offered or is_offered(plain, quote, words)
        if offered and offer and 2 <= len(inner) - len(offer) <= 8:
            return "scheme"
    closed = plain[quote.end : quote.end + 1] in _CLOSED
    if object_of in words.driving and closed and 4 <= len(inner) <= 8 and inner.isalnum():
        return "scheme"
    return "scheme" if object_of in words.verbs and 2 <= len(inner) <= 16 else None


def _by_itself(plain: str, quote: Quote, words: QuotationWords) -> str | None:
    """By what the quotation is made of: a loan, a circle of minutes, a sum (A+B), principles, a goal."""
    inner = quote.inner
    if words.loans.match(inner):
        return "policy"
    if words.circles.match(inner):
        return "scheme"
    if "+" in inner.strip("+") and quote.edge.cue is Cue.VERB:
        return "mechanism"
    principles = "、" in inner and words.principle.match(plain, quote.end)
    if principles and words.principle_verbs.search(plain, max(0, quote.start - 4), quote.start):
        return "scheme"
    goal = last_word(inner, words.goals)
    if goal and words.goal_verbs.search(plain, max(0, quote.start - 20), quote.start):
        return "scheme"
    return None


def is_offered(plain: str, quote: Quote, words: QuotationWords) -> bool:
    """Whether a verb of one character offers it: 办起了一个“…”, 联手建“…”."""
    return words.short_offer.search(plain, max(0, quote.start - 6), quote.start) is not None


def is_firm(quote: Quote, words: QuotationWords) -> bool:
    """Whether the noun behind a slogan says enough without a verb: “一街一师”制度, “云顶”装备基金."""
    specific = quote.tail - quote.end > len(quote.noun)
    return quote.noun in words.firm and (len(quote.inner) >= 4 or (specific and len(quote.inner) >= 2))


def has_form(inner: str, words: QuotationWords) -> bool:
    """Whether a quotation ends like a way of serving or ruling: “一网通办”, “拿地即开工”."""
    return last_word(inner, words.forms, 12) is not None and ("、" not in inner or inner in words.forms)


def is_numbered(plain: str, quote: Quote, words: QuotationWords) -> bool:
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


def share(plain: str, quotes: list[Quote], kinds: list[str | None], words: QuotationWords) -> None:
    """Gives the quotations of a row what they share: “证照分离”“多证合一”等改革, “甲”和“乙”平台."""
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
