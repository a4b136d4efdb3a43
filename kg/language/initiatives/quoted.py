"""Names in quotation marks: the initiatives and activities of a text, and how far their names go.

What belongs to the name before the quotation is what stands between it and its verb (实施 + 水利建设
“六大工程”), behind it the noun that says what it is (“清风”行动).
"""

import re

from kg.language.initiatives.extent import NOWHERE, Cue, Walls, initiative_cuts, left_edge
from kg.language.initiatives.found import Found
from kg.language.initiatives.occasions import is_event, named_as_event
from kg.language.initiatives.quotation import (
    QuotationWords,
    Quote,
    marked,
    quotation,
    quotation_words,
)
from kg.language.initiatives.schemes import has_form, is_firm, is_numbered, kind_of_quotation, share
from kg.language.initiatives.words import last_word
from kg.model import EntityType

_NOUN = re.compile("[\u4e00-\u9fff]{2,6}(?=[，。；、！？\n]|$)")
_YEAR = re.compile("^20[0-9]{2}年度?")
_PREFIX_END = re.compile("[0-9]|[成作为]$|[和与及同或内中上下里后前时间外年季月]$|[一-鿿]*(?:等|以及)$")
_BEHIND_TITLE = re.compile("[》”](?:和|与|及|以及|、)")


def quoted_names(plain: str, walls: Walls, actors: Walls = NOWHERE) -> list[Found]:
    """The initiatives and events that quotations name, sorted; all occurrences of each.

    `walls` and `actors` as in `left_edge`.
    """
    words = quotation_words()
    quotes = [quotation(plain, m, words, walls, actors) for m in marked(plain)]
    kinds = [kind_of_quotation(plain, q, words) for q in quotes]
    share(plain, quotes, kinds, words)
    found: list[Found] = []
    for quote, kind in zip(quotes, kinds, strict=True):
        if kind:
            found.extend(_listed(plain, quote, words) or [_found(plain, quote, kind, words)])
    return sorted(_with_names(plain, quotes, found, words), key=lambda f: f.start)


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
    if (quote.placed and quote.noun) or not by_verb or "“" in prefix:
        return quote.start
    if not 2 <= size <= 20 or len(prefix) > 16:
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
    formed = has_form(quote.inner, words)
    itself = formed or is_numbered(plain, quote, words)
    told = bool(quote.noun)
    if quote.noun in words.doubtful:
        told = not itself and (size == len(quote.noun) or quote.edge.start == quote.start)
        told = told or is_firm(quote, words)
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
