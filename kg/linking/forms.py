"""Short and long forms of one name: what may be the same thing, by its words alone."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.linking.prefixes import elided, prefixes
from kg.model import ORGANIZATIONS, EntityType

_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉「」『』()（）\[\]【】·•、，,。.:：—\-–~～]")
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{1,30})[”\"」』]")
_DOCUMENT = re.compile(r"^《[^《》]+》$")
_EDITION = re.compile(r"(首|第?[〇零一二三四五六七八九十百\d]+)[届次轮批期]|((?:19|20)\d\d)年?|(\d+)周年")
_WIDE = re.compile("全[国省市州县区]")
_OPEN_END = re.compile(r"(?:[和与及、]|以及|暨)$")
NAMED_ACTS = frozenset({EntityType.INITIATIVE, EntityType.EVENT})


@cache
def heads() -> Mapping[str, Any]:
    """The table of words that end names."""
    return tomllib.loads(files(__package__).joinpath("heads.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name as compared: NFKC, without quotes, brackets, spaces and other punctuation."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


@lru_cache(maxsize=65536)
def edition(name: str) -> frozenset[str]:
    """What numbers a name among its like: 届, 次, year. 第十届… → {10}; 2024年… → {2024}."""
    return frozenset(
        _number(next(g for g in match.groups() if g).removeprefix("第")) for match in _EDITION.finditer(name)
    )


def _number(text: str) -> str:
    if text.isdigit():
        return str(int(text))
    if text == "首":
        return "1"
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
    total = 0
    for part in re.finditer(r"([零〇一二三四五六七八九])?([百十])?", text):
        if part[0]:
            total += digits.get(part[1] or "一", 1) * {"百": 100, "十": 10, None: 1}[part[2]]
    return str(total)


def quoted(name: str) -> str | None:
    """What stands in the first quotation marks of a name: 读书月 of 第二届“读书月”活动."""
    match = _QUOTED.search(name)
    return plain(match[1]) if match else None


def same_act(short: str, long: str) -> bool:
    """Whether two names of initiatives or events in one article may be one, the first the shorter.

    “读书月” and 第二届“读书月”活动; 碧水攻坚 and 碧水攻坚战; 跨域通办 and 赣鄂跨域通办; not
    “献策”征集活动 and “献策”征集通道, nor 第二届… and 第三届….
    """
    a, b = plain(short), plain(long)
    if not a or (edition(short) and edition(long) and edition(short) != edition(long)):
        return False
    if a == b or a.replace("第", "") == b.replace("第", ""):
        return True
    core_a, core_b = quoted(short), quoted(long)
    if core_a and core_b:
        if core_a != core_b or _place_conflict(short, long) or not _same_head(a, b, core_a):
            return False
        front_a, front_b = (_front(name, plain_) for name, plain_ in ((short, a), (long, b)))
        return front_a in front_b or front_b in front_a  # one says no more than the other
    if core_b and a == core_b:
        return _same_head(a, b, a)
    if b.endswith(a) and (len(a) >= 4 or (_DOCUMENT.match(short) and _DOCUMENT.match(long))):
        before = long[: long.rfind(short)] if short in long else ""
        return not _OPEN_END.search(before) and not _derived_object(b[: -len(a)])
    return b.startswith(a) and len(a) >= 3 and b[len(a) :] in heads()["initiative"]["heads"]


def _front(name: str, text: str) -> str:
    """What stands before the quoted core of a name and tells it apart: no place, edition or 全省."""
    front = text[: text.find(quoted(name) or "")]
    chain = prefixes(front)
    front = _WIDE.sub("", _EDITION.sub("", front[chain[-1].end :] if chain else front))
    return front.removeprefix(_verb(front))


def _verb(text: str) -> str:
    """The verb that a quoted name was taken in with, 共建 of 共建“某某”; "" where there is none."""
    return next((v for v in heads()["initiative"]["verbs"] if text.startswith(v)), "")


def begins_with_verb(name: str) -> bool:
    """Whether a name with a quoted core begins with a verb that is no part of it."""
    core = quoted(name)
    return core is not None and _verb(plain(name)) != "" and not plain(name).startswith(core)


def _same_head(a: str, b: str, core: str) -> bool:
    """Whether what stands behind the quoted core names the same thing in both."""
    behind_a, behind_b = a[a.find(core) + len(core) :], b[b.find(core) + len(core) :]
    if behind_a == behind_b:
        return True
    derived = tuple(heads()["initiative"]["derived"])
    if behind_a.endswith(derived) or behind_b.endswith(derived):
        return False
    if not behind_a or not behind_b:
        behind = behind_a or behind_b
        return behind.endswith(tuple(heads()["initiative"]["heads"]))
    return behind_a[-2:] == behind_b[-2:]


def _derived_object(before: str) -> bool:
    """Whether what stands before the short form makes another thing of it: 贯彻, 学习 …, or the negation."""
    return before.endswith(("非", "反", "不", "新版", "旧", "次"))


def _place_conflict(one: str, other: str) -> bool:
    places = [{d.code for d in chain[-1].candidates} for chain in map(prefixes, (one, other)) if chain]
    return len(places) == 2 and not places[0] & places[1]


def own_name(company: str) -> str:
    """A company's short name without the place in front and 集团 behind."""
    chain = prefixes(company)
    return plain(company[chain[-1].end :] if chain else company).removesuffix("集团")


def is_full_company(name: str) -> bool:
    """Whether a name has a legal form: …有限公司, …集团公司, …厂."""
    return plain(name).endswith(("公司", "厂", "银行", "合作社"))


def same_company(short: str, long: str) -> bool:
    """Whether a short form may be that of a company with a full name.

    某某精工 of 湖南某某精工机械有限公司, 湖南某创投集团 of 湖南某创业投资集团有限公司, 粮安集团 of
    中原粮安集团; never a branch and its company.
    """
    a, b = plain(short), plain(long)
    if a == b:
        return True
    if len(a) >= len(b) or is_unit(long, short) or is_full_company(short):
        return False
    if not is_full_company(long):
        region = b.removesuffix(a)
        own = own_name(short)
        return len(region) == 2 and a.endswith("集团") and own not in heads()["company"]["business"]
    if a.endswith("集团") and "集团" not in b:
        return False  # the group, and one of its companies
    chain_a, chain_b = prefixes(short), prefixes(long)
    if chain_a and (not chain_b or _place_conflict(short, long)):
        return False
    stem_a = a[chain_a[-1].end :] if chain_a else a
    stem_b = b[chain_b[-1].end :] if chain_b else b
    stem_a, stem_b = stem_a.removesuffix("集团"), stem_b
    if len(stem_a) < 2 or stem_a in heads()["company"]["business"]:
        return False
    if a.startswith(tuple(heads()["company"]["mothers"])):
        return b.startswith(a) and _only_legal(b[len(a) :])  # 中国某建 has daughters that bear its name
    if stem_a in stem_b:
        return stem_b.startswith(stem_a) or len(stem_a) >= 3
    return a.endswith("集团") and stem_b.startswith(stem_a[:2]) and subsequence(stem_a, stem_b)


def _only_legal(text: str) -> bool:
    """Whether what stands behind a company's short name is its legal form alone."""
    return re.fullmatch("(?:股份|集团|控股|有限|责任|公司)*", text) is not None


def same_institution(short: str, long: str) -> bool:
    """Whether one institution or site is called by the long name, and by the short one without its place:
    某某小学 of 某县某镇某某小学; never 湖南大学 and 湖南师范大学."""
    a, b = plain(short), plain(long)
    if a == b:
        return True
    if len(a) >= len(b) or len(a) < 4:
        return False
    if b == "中国" + a:
        return True
    a, b = _shorn(a), _shorn(b)
    chain_a, chain_b = prefixes(a), prefixes(b)
    if chain_a and chain_b:
        return not _place_conflict(short, long) and a[chain_a[-1].end :] == b[chain_b[-1].end :]
    if chain_a or elided(short):
        return False
    rest = b[chain_b[-1].end :] if chain_b else b
    return b.endswith(a) and (rest == a or _is_place(rest[: -len(a)]) or _of_university(a, rest[: -len(a)]))


def _shorn(name: str) -> str:
    """A name without words that short forms leave out: 国家湿地公园 → 湿地公园, 国际机场 → 机场."""
    return re.sub("国家(?=湿地|森林|地质|级)|国际(?=机场)|火车(?=[东西南北]站)", "", name)


def _of_university(short: str, before: str) -> bool:
    """Whether a hospital or academy with a name of its own is called without its university."""
    return before.endswith("大学") and short not in heads()["institution"]["common"] and "附属" not in short


def _is_place(text: str) -> bool:
    return bool(re.fullmatch(r"(?:[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|村|社区|县|区|市))*", text))


def same_region(one: str, other: str) -> bool:
    """Whether two names of regions differ only in words written in two ways: 湘赣交界地区, 湘赣边界区域."""
    texts = [plain(one), plain(other)]
    for word, usual in heads()["region"]["spelled"].items():
        texts = [t.removesuffix(word) + usual if t.endswith(word) else t for t in texts]
    return texts[0] == texts[1]


def same_zone(short: str, long: str) -> bool:
    """Whether two names of zones or sites are one: equal, or the one with its place in front."""
    return same_institution(short, long) or (
        len(plain(short)) >= 4 and plain(long).endswith(plain(short)) and not prefixes(short)
    )


def is_unit(name: str, parent: str) -> bool:
    """Whether a name is that of a part of an organisation: 某大学文学院 of 某大学."""
    a, b = plain(name), plain(parent)
    own = name[len(parent) :] if name.startswith(parent) else a[len(b) :]
    return (
        len(a) > len(b) + 1
        and a.startswith(b)
        and not own.startswith(("、", "（"))  # two organs with one door: 某纪委、某监委
        and a.endswith(tuple(heads()["company"]["units"]))
    )


def subsequence(short: str, long: str) -> bool:
    """Whether the characters of the one stand in the other, in order."""
    rest = iter(long)
    return all(char in rest for char in short)


def group(names: Iterable[tuple[EntityType, str]]) -> dict[tuple[EntityType, str], tuple[EntityType, str]]:
    """Each (type, name) of an article to the fullest name of the same thing; to itself where it is alone.

    A short form joins a longer one only if just one thing of the article fits.
    """
    ordered = sorted(set(names), key=lambda item: (-len(plain(item[1])), plain(item[1]), item[1], item[0]))
    leader: dict[tuple[EntityType, str], tuple[EntityType, str]] = {}
    for item in ordered:
        fitting = {
            leader[other]
            for other in leader
            if _comparable(item[0], other[0]) and _same(item[0], item[1], other[1])
        }
        leader[item] = next(iter(fitting)) if len(fitting) == 1 else item
        if len(fitting) > 1:
            exact = sorted(f for f in fitting if plain(f[1]) == plain(item[1]))
            leader[item] = exact[0] if exact else item
    return leader


def _comparable(one: EntityType, other: EntityType) -> bool:
    if one in NAMED_ACTS:
        return other in NAMED_ACTS
    if one in ORGANIZATIONS:
        return other is one
    return one is other


def _same(kind: EntityType, short: str, long: str) -> bool:
    if kind in NAMED_ACTS:
        return same_act(short, long)
    if kind is EntityType.COMPANY:
        return same_company(short, long) or same_institution(short, long)
    if kind in (EntityType.INSTITUTION, EntityType.AGENCY):
        return same_institution(short, long)
    if kind is EntityType.REGION:
        return same_region(short, long)
    if kind in (EntityType.SITE, EntityType.ZONE):
        return same_zone(short, long)
    return plain(short) == plain(long)
