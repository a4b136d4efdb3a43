"""Names of administrative divisions in a text: full names, short forms, abbreviations, unlisted villages.

Full names and short forms are found by the gazetteer. A short form that is also a word (合作, 资源) counts
only where something speaks for the place: its full name in the same text, the division above it right
before it, or another place beside it in a list.
"""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from kg.language.divisions import Division, ancestors, forms, is_word, lookup, within
from kg.language.edges import on_border
from kg.language.lexicon import Lexicon
from kg.language.people.names import likeness
from kg.language.places import letters, villages
from kg.language.places.found import Found, Taken
from kg.language.places.words import words
from kg.model import EntityType

_ENDINGS = re.compile("特别行政区|自治[区州县旗]|街道|苏木|地区|[省市区县州旗盟镇乡]")
_COMPANY = re.compile("[\u4e00-\u9fff]{2,14}?(?:公司|集团|合作社)")
_LARGE = (EntityType.PROVINCE, EntityType.CITY)
_LEVELS = (*_LARGE, EntityType.COUNTY, EntityType.LOCALITY)
_HEADS = ("省", "市", "州", "县", "区", "镇", "乡")
_OFFICES = ("局", "处", "科", "厅", "院", "校", "所", "站")
LIKELY = 6.0  # nats from which two or three characters are a name
_BESIDE = ("、", "和", "与", "及", "至", "到")


@cache
def _shorts() -> Lexicon:
    return Lexicon(
        form
        for form, found in forms().items()
        if any(d.name != form and not d.former and d.level is not EntityType.LOCALITY for d in found)
    )


def find(text: str, borders: tuple[int, ...], home: Division | None = None) -> tuple[Found, ...]:
    """The divisions a text names, sorted, without overlaps. `home` is the paper's own division, if known."""

    def is_border(at: int) -> bool:
        return on_border(borders, at)

    full = _full_names(text, borders)
    shorts = _short_forms(text, borders, Taken(full))
    known = _decided(text, sorted((*full, *shorts), key=lambda f: f.start), home)
    taken = Taken(known)
    known.extend(f for f in letters.find(text, is_border, home) if not taken.touches(f.start, f.end))
    taken = Taken(known)
    known.extend(
        f for f in villages.find(text, borders, is_border, known) if not taken.touches(f.start, f.end)
    )
    return tuple(sorted(known, key=lambda f: f.start))


def _full_names(text: str, borders: tuple[int, ...]) -> list[Found]:
    found: list[Found] = []
    known = forms()
    for match in _ENDINGS.finditer(text):
        end = match.end()
        floor = max(found[-1].end if found else 0, end - 15)
        for start in range(floor, end - 1):
            form = text[start:end]
            divisions = known.get(form)
            if divisions is None or not any(d.name == form or _is_colloquial(form, d) for d in divisions):
                continue
            small = end - start < (4 if divisions[0].level is EntityType.COUNTY else 3)
            if small and not on_border(borders, start) and not (found and found[-1].end == start):
                continue
            if form[-1] == "乡" and text[end : end + 1] == "镇" and not on_border(borders, end):
                continue
            if form[-1] in "省市县区州" and words(letters.LETTERS).goes_on.match(text, end):
                continue
            if text[end : end + 1] == "长" and not _place_begins(text, end) and not _VILLAGE.match(text, end):
                continue
            found.append(Found(start, end, divisions[0].level, None))
            break
    return found


_VILLAGE = re.compile("长(?:[\u4e00-\u9fff]{0,2}(?:村|社区)|[^到去来赴在带率和与]{1,2}[镇乡](?!长))")


def _place_begins(text: str, at: int) -> bool:
    """Whether a division begins here: in 湖南省长沙市 the 长 is no governor."""
    return _shorts().at(text, at) is not None


def _is_colloquial(form: str, division: Division) -> bool:
    """湘西州, 江华县: the short form with a generic word of its own."""
    return form.endswith(("州", "县", "旗")) and form != division.short and form.startswith(division.short)


def _short_forms(text: str, borders: tuple[int, ...], taken: Taken) -> list[Found]:
    """Short forms whose ends are word borders; a literary name in that of a column (三湘时评) is none."""
    found: list[Found] = []
    last = 0
    for start, end in _shorts().matches(text):
        if start < last or taken.touches(start, end) or not on_border(borders, start):
            continue
        if not on_border(borders, end) and text[end : end + 1] not in words(letters.LETTERS).follow:
            continue
        if text.startswith(words(letters.LETTERS).columns, end) and text[start - 1 : start] in ("\n", ""):
            continue
        if text[start] == "长" and _is_head(text, start, taken):
            continue  # 副州长沙某: a governor, not 长沙
        division = lookup(text[start:end])[0]
        if division.level is EntityType.COUNTY and words(letters.LETTERS).nature.match(text, end):
            continue
        if division.level is EntityType.CITY and words(letters.LETTERS).nature_of_cities.match(text, end):
            continue
        found.append(Found(start, end, division.level, None, 1.0))
        last = end
    return found


def _is_head(text: str, at: int, taken: Taken) -> bool:
    """Whether the 长 at `at` ends a title: of a place, or of an office before a name (处长葛文斌)."""
    if text[at - 1 : at] in _OFFICES:
        return max(likeness(text[at + 1 : end]) or 0.0 for end in (at + 3, at + 4)) >= LIKELY
    return text[at - 1 : at] in _HEADS and not taken.touches(at - 1, at)


def _decided(text: str, found: list[Found], home: Division | None) -> list[Found]:
    """Which division each name means, and which short forms that are words are no places."""
    named = {f.start: text[f.start : f.end] for f in found}
    in_full = {d for form in named.values() for d in lookup(form) if d.name == form}
    provinces: Counter[str] = Counter()
    for form in named.values():
        codes = {d.code[:2] for d in lookup(form) if not d.former}
        if len(codes) == 1:
            provinces[codes.pop()] += 1
    if home is not None:
        provinces[home.code[:2]] += 2
    own = Counter(named.values())
    near = {c for d in in_full for c in (d.code, *(a.code for a in ancestors(d)))}
    decided: list[Found] = []
    for index, f in enumerate(found):
        form = named[f.start]
        options = lookup(form)
        above = decided[-1].division if decided and decided[-1].end == f.start else None
        inside = [d for d in options if above is not None and d != above and within(d, above)]
        choice = _choose(form, inside or options, in_full, near, provinces)
        short = choice.name != form and not _is_colloquial(form, choice)
        if (
            not inside
            and short
            and _is_far(form, choice, provinces, own[form])
            and not (_in_list(text, found, index) or _COMPANY.match(text, f.end))
        ):
            continue
        if inside or _stands(text, found, index, choice, short, in_full):
            sure = not short or choice.level in _LARGE
            decided.append(replace(f, level=choice.level, division=choice, confidence=1.0 if sure else 0.8))
    return decided


def _stands(
    text: str, found: list[Found], index: int, choice: Division, short: bool, in_full: set[Division]
) -> bool:
    """Whether a name that no division above it introduces is a place."""
    here = found[index]
    form = text[here.start : here.end]
    known = words(letters.LETTERS)
    before = found[index - 1] if index and found[index - 1].end == here.start else None
    if short and before is not None and before.level is choice.level is EntityType.COUNTY:
        return False
    if short and is_word(form):
        introduced = choice in in_full and text[here.start - 1 : here.start] in known.before_word
        return introduced or _in_list(text, found, index)
    if form in known.parent_needed:
        return _in_list(text, found, index)
    if form in known.verbs_full:
        return text[here.start - 1 : here.start] in known.before_word
    if form in known.generic_full:
        return any(within(choice, d) and choice != d for d in in_full)
    return True


def _is_far(form: str, choice: Division, provinces: Counter[str], own: int) -> bool:
    """Whether a county or district by its short form lies in a province that nothing else in the text speaks
    of, while the text speaks of others: 小店 in a paper of another province is a small shop."""
    if choice.level is not EntityType.COUNTY or not choice.name.endswith(("县", "区", "旗")):
        return False
    codes = {d.code[:2] for d in lookup(form) if not d.former}
    here = provinces[choice.code[:2]] - (own if len(codes) == 1 else 0)
    return here <= 0 and provinces.total() > (own if len(codes) == 1 else 0)


def _choose(
    form: str,
    options: Collection[Division],
    in_full: set[Division],
    near: set[str],
    provinces: Counter[str],
) -> Division:
    """The division that a form means: what the text names in full, then the largest, then the nearest (`near`
    are the codes of those named in full and of all above them)."""
    if len(options) == 1:
        return next(iter(options))

    def order(d: Division) -> tuple[bool, bool, int, bool, int, str]:
        exact = d.name == form
        return (
            d.former,
            not (exact or d in in_full or d.level in _LARGE),
            0 if exact else _LEVELS.index(d.level),
            d.parent not in near,
            -provinces[d.code[:2]],
            d.code,
        )

    return min(options, key=order)


def _in_list(text: str, found: list[Found], index: int) -> bool:
    """Whether another place of the list stands beside this one: 、 or 和 between them."""
    here = found[index]
    for other in (found[index - 1] if index else None, found[index + 1] if index + 1 < len(found) else None):
        if other is None:
            continue
        between = text[min(here.end, other.end) : max(here.start, other.start)]
        form = text[other.start : other.end]
        if between in _BESIDE and not (is_word(form) and lookup(form)[0].name != form):
            return True
    return False
