"""The administrative divisions of all China, down to townships, with their short forms and codes."""

import gzip
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.model import EntityType

_GENERIC = re.compile(
    "(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|特区|省|市|盟|州|县|区|旗|镇|乡|街道|苏木)$"
)
_DROPPED_SHORT = frozenset(("城区", "郊区", "矿区", "市辖区", "城中", "市中", "市南", "市北", "开发区"))


@dataclass(frozen=True, slots=True, order=True)
class Division:
    """A division: `code` of GB/T 2260 (six digits; nine for townships), official name, short form without the
    generic word (望城; the name itself where there is none), level, code of the division above, and for one
    that is no more the codes of what became of it."""

    code: str
    name: str
    short: str
    level: EntityType
    parent: str | None
    former: bool = False
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    by_code: MappingProxyType[str, Division]
    by_form: MappingProxyType[str, tuple[Division, ...]]
    words: frozenset[str]
    abbreviations: MappingProxyType[str, Division]
    city_abbreviations: MappingProxyType[str, tuple[Division, ...]]


_MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
_LARGE = (EntityType.PROVINCE, EntityType.CITY)
_RANK = {EntityType.PROVINCE: 0, EntityType.CITY: 1, EntityType.COUNTY: 2, EntityType.LOCALITY: 3}


def _level(code: str, name: str) -> EntityType:
    if code.endswith("0000"):
        return EntityType.CITY if code in _MUNICIPALITIES else EntityType.PROVINCE
    if len(code) == 9:
        return EntityType.LOCALITY
    return EntityType.CITY if code.endswith("00") else EntityType.COUNTY


def _forms(division: Division) -> Iterator[str]:
    """The forms a division goes by; of townships only the full name."""
    name, short, level = division.name, division.short, division.level
    yield name
    if level is EntityType.LOCALITY:
        return
    if len(short) > 1 and short not in _DROPPED_SHORT:
        if short != name:
            yield short
        for ending, word in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗"), ("地区", "地区")):
            if name.endswith(ending) and short + word != name:
                yield short + word


@cache
def _gazetteer() -> _Gazetteer:
    package = files(__package__)
    table = gzip.decompress(package.joinpath("divisions.tsv.gz").read_bytes()).decode("utf-8")
    extra = tomllib.loads(package.joinpath("forms.toml").read_text(encoding="utf-8"))
    rows = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    codes = {row[0] for row in rows}
    divisions: dict[str, Division] = {}
    words = set(extra["words"]["add"])
    for code, name, *rest in rows:
        short, flags, successors = (*rest, "", "", "")[:3]
        level = _level(code, name)
        short = short or _GENERIC.sub("", name)
        if len(short) < 2:
            short = name
        above = (
            code[:6]
            if len(code) == 9
            else code[:4] + "00"
            if level is EntityType.COUNTY
            else code[:2] + "0000"
        )
        parent = next((c for c in (above, code[:2] + "0000") if c in codes and c != code), None)
        if "w" in flags:
            words.add(short)
        divisions[code] = Division(code, name, short, level, parent, "f" in flags, tuple(successors.split()))
    words -= set(extra["words"]["drop"])
    words -= {d.short for d in divisions.values() if d.level in _LARGE and not d.former}
    words |= set(extra["words"]["cities"])
    by_form: dict[str, list[Division]] = {}
    for division in divisions.values():
        for form in _forms(division):
            by_form.setdefault(form, []).append(division)
    for form, code in extra["other_names"].items():
        by_form.setdefault(form, []).append(divisions[code])
    ordered = {
        form: tuple(dict.fromkeys(sorted(found, key=lambda d: (d.former, _RANK[d.level], d.code))))
        for form, found in by_form.items()
    }
    return _Gazetteer(
        MappingProxyType(divisions),
        MappingProxyType(ordered),
        frozenset(words),
        MappingProxyType({form: divisions[code] for form, code in extra["abbreviations"].items()}),
        MappingProxyType(
            {
                f: tuple(divisions[c] for c in codes.split())
                for f, codes in extra["city_abbreviations"].items()
            }
        ),
    )


def lookup(form: str) -> tuple[Division, ...]:
    """The divisions that go by a form: those there are first, the highest level first, then by code.

    长沙 is 长沙市 and 长沙县; 湘 is 湖南省; nothing is found for the short form of a township.
    """
    gazetteer = _gazetteer()
    found = gazetteer.by_form.get(form, ())
    if not found and len(form) == 1:
        province = gazetteer.abbreviations.get(form)
        found = ((province,) if province else ()) + gazetteer.city_abbreviations.get(form, ())
    return found


def by_code(code: str) -> Division | None:
    """The division of a code, also of a former one."""
    return _gazetteer().by_code.get(code)


def parent(division: Division) -> Division | None:
    """The division directly above; None above provinces and municipalities."""
    return _gazetteer().by_code.get(division.parent) if division.parent else None


def ancestors(division: Division) -> tuple[Division, ...]:
    """The divisions above, the nearest first."""
    above: list[Division] = []
    following = parent(division)
    while following is not None:
        above.append(following)
        following = parent(following)
    return tuple(above)


def within(division: Division, other: Division) -> bool:
    """Whether a division lies in another, or is it."""
    return division == other or other in ancestors(division)


def is_word(form: str) -> bool:
    """Whether a short form is also an ordinary word or a common name: 合作, 资源, 白云."""
    return form in _gazetteer().words


def abbreviation(division: Division) -> str | None:
    """The one character a province or municipality goes by: 湘; None for others."""
    return next((a for a, d in _gazetteer().abbreviations.items() if d == division), None)


def forms() -> MappingProxyType[str, tuple[Division, ...]]:
    """All forms of two characters and more, with their divisions as `lookup` gives them."""
    return _gazetteer().by_form
