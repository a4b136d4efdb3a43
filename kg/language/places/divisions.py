"""Names of administrative divisions in a text: full names, short forms, and abbreviations of one character.

Full names and short forms are found by the gazetteer. A short form that is also a word (合作, 资源) counts only
where something speaks for the place: its full name in the same text, the division above it right before it,
another place beside it in a list. Abbreviations count in runs (湘鄂两省), lists (湘、鄂) and after 在, 赴, 入.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.language.divisions import Division, ancestors, forms, is_word, lookup, within
from kg.language.edges import STOPPING, left_edge
from kg.language.lexicon import Lexicon
from kg.model import EntityType

_ENDINGS = re.compile("特别行政区|自治[区州县旗]|街道|苏木|地区|[省市区县州旗盟镇乡]")
_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕甘陇青宁新港澳台"
_PLAIN = "湘鄂赣皖闽粤桂琼渝黔滇陇冀晋豫鲁沪浙陕辽川苏津"  # those that are no everyday word
_RUN = re.compile(
    rf"(?<![\u4e00-\u9fff])[{_ABBREVIATIONS}]{{2,6}}"
    r"(?=[两三四五六]?[省地市区]|边|毗邻|交界|省际|合作|协作|跨|$|[^\u4e00-\u9fff])"
    rf"|[{_ABBREVIATIONS}]{{2,6}}(?=[两三四五六][省地市]|[边交]界|毗邻|省[际区]|合作|协作|社保|跨省|边|携手|联手|共)"
    rf"|(?<=[在入赴来驻返离援旅留抵进])[{_PLAIN}]{{2,4}}(?![江河湖山路街桥站])"
)
_LISTED = re.compile(rf"[{_ABBREVIATIONS}](?:、[{_ABBREVIATIONS}])+")
_ALONE = re.compile(
    rf"(?<=[在入赴来驻返离援旅留抵])[{_PLAIN}](?![江河湖山路街桥站钢军剧菜绣])|[{_PLAIN}](?=籍)"
)
_UNLISTED = re.compile(
    "(?:镇|乡|街道|村|社区)(?!级|里|干部|庄|民|企|镇|容|落|支|道|医|规|振|组|口|史|寨|头|小|子|友|土|愁|贤|亲|音)"
)
_NO_NAME = frozenset(
    "农 乡 山 小 新 古 渔 城 本 该 全 各 每 老 大 中心 行政 自然 贫困 示范 美丽 传统 重点 特色 试点 民族 偏远 边远 城中 名 "
    "旅游 文明 和美 工业 农业 建制 帮扶 移民 安置 智慧 数字 富裕 强 省级 国家级 市级 县级 少数民族 历史文化 文化名 明星 未来 "
    "江南 水乡 家 同 老家 他 下 入 进 驻 整 空心 现代 新型 生态 宜居 幸福 温泉 康养 城乡 集 集中 民俗 度假 乡村 产业 两 清洁 红色 "
    "社会主义新农 零碳 平安 共建 片区 党建 城市 完整 国际 老旧 一 二 三 科技 基金 特色小 绿色 无废 金融 创业 人才".split()
)
_GENERIC_FULL = frozenset(
    "新城区 老城区 市中区 城中区 城东区 城西区 城北区 城南区 河东区 河西区 港口区 江北区 江南区 路南区 路北区 "
    "桥东区 桥西区 市南区 市北区 郊区 矿区 城区 中心镇 城关镇 城厢镇 东区街道 西区街道 南区街道 北区街道 滨湖区 "
    "友好区 和平区 前进区 向阳区 东风区 江岸区 南岸区 城东街道 城西街道 城南街道 城北街道 城中街道 城关街道 老城街道 "
    "新城街道 古城区 东城街道 西城街道 南城街道 北城街道 河东街道 河西街道 工业镇 古镇 新镇 大乡".split()
)
_PARENT_NEEDED = frozenset(
    ("新城区", "老城区", "市中区", "城中区", "港口区", "郊区", "矿区", "城区", "滨湖区", "中心镇")
)


@dataclass(frozen=True, slots=True)
class Found:
    """A place name in a text: where, what level, which division (None: not in the gazetteer), how sure."""

    start: int
    end: int
    level: EntityType
    division: Division | None
    confidence: float = 1.0


@cache
def _shorts() -> Lexicon:
    return Lexicon(
        form
        for form, found in forms().items()
        if any(d.name != form and not d.former and d.level is not EntityType.LOCALITY for d in found)
    )


def find(text: str, borders: tuple[int, ...], home: Division | None = None) -> tuple[Found, ...]:
    """The divisions a text names, sorted, without overlaps. `home` is the paper's own division, if known."""
    full = _full_names(text, borders)
    taken = _Taken(full)
    shorts = [f for f in _short_forms(text, borders, taken)]
    known = _decided(text, sorted((*full, *shorts), key=lambda f: f.start), home)
    taken = _Taken(known)
    letters = [f for f in _letters(text, borders, home) if not taken.touches(f.start, f.end)]
    everything = sorted((*known, *letters), key=lambda f: f.start)
    taken = _Taken(everything)
    unlisted = [f for f in _unlisted(text, borders, everything) if not taken.touches(f.start, f.end)]
    return tuple(sorted((*everything, *unlisted), key=lambda f: f.start))


class _Taken:
    """Spans without overlaps, to be asked whether another one touches them."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._spans = sorted((f.start, f.end) for f in found)

    def touches(self, start: int, end: int) -> bool:
        at = bisect_left(self._spans, (end, -1)) - 1
        return at >= 0 and self._spans[at][1] > start


def _is_border(borders: tuple[int, ...], at: int) -> bool:
    index = bisect_left(borders, at)
    return index < len(borders) and borders[index] == at


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
            if end - start < 4 and not _is_border(borders, start) and not (found and found[-1].end == start):
                continue
            if divisions[0].former and divisions[0].level is EntityType.LOCALITY:
                continue
            if form[-1] in "省市县区州" and _NOT_BEHIND.match(text, end):
                continue
            if end - start == 2 and text[end : end + 1] == "长":
                continue
            found.append(Found(start, end, divisions[0].level, None))
            break
    return found


_NOT_BEHIND = re.compile(
    "[际级会属直]|民(?![政族主宗])|场(?!监)|情"
)  # 湖北省际联盟, 湖南省会, 新余市民: the short form
_NATURE = re.compile("[河江湖溪山寺塔岛沟店庄岭路街桥村镇乡坝]")


def _is_colloquial(form: str, division: Division) -> bool:
    """湘西州, 江华县: the short form with a generic word of its own."""
    return form.endswith(("州", "县", "旗")) and form != division.short and form.startswith(division.short)


_COLUMNS = ("时评", "都市", "风纪", "视界", "热评", "漫谈", "观察", "论坛", "大讲堂", "风采", "人物", "周刊")


def _short_forms(text: str, borders: tuple[int, ...], taken: _Taken) -> list[Found]:
    """Short forms whose ends are word borders; a literary name in that of a column (三湘时评) is none."""
    found: list[Found] = []
    last = 0
    for start, end in _shorts().matches(text):
        if start < last or taken.touches(start, end) or not _is_border(borders, start):
            continue
        if not _is_border(borders, end) and text[end : end + 1] not in _MAY_FOLLOW:
            continue
        if text.startswith(_COLUMNS, end) and text[start - 1 : start] in ("\n", ""):
            continue
        division = lookup(text[start:end])[0]
        if division.level is EntityType.COUNTY and _NATURE.match(text, end):
            continue
        found.append(Found(start, end, division.level, None, 1.0))
        last = end
    return found


_MAY_FOLLOW = frozenset("人市省县籍区州话路")


def _decided(text: str, found: list[Found], home: Division | None) -> list[Found]:
    """Which division each name means, and which short forms that are words are no places."""
    named_in_full = {
        d for f in found for d in lookup(text[f.start : f.end]) if d.name == text[f.start : f.end]
    }
    provinces: Counter[str] = Counter()
    for f in found:
        options = lookup(text[f.start : f.end])
        if len({d.code[:2] for d in options if not d.former}) == 1:
            provinces[options[0].code[:2]] += 1
    if home is not None:
        provinces[home.code[:2]] += 2
    decided: list[Found] = []
    for index, f in enumerate(found):
        form = text[f.start : f.end]
        options = lookup(form)
        before = decided[-1] if decided and decided[-1].end == f.start else None
        above = before.division if before is not None else None
        inside = [d for d in options if above is not None and d != above and within(d, above)]
        choice = _choose(form, inside or options, named_in_full, provinces, home)
        beside = (
            f.start
            and index
            and found[index - 1].end == f.start
            and found[index - 1].level is EntityType.COUNTY
        )
        if beside and not inside and choice.level is EntityType.COUNTY and choice.name != form:
            continue
        short = choice.name != form and not form.endswith(("州", "县", "旗"))
        if not inside and (short and is_word(form) and choice not in named_in_full or form in _PARENT_NEEDED):
            if not _in_list(text, found, index):
                continue
        if form in _GENERIC_FULL and form not in _PARENT_NEEDED and not inside:
            if above is None and not any(within(choice, d) and choice != d for d in named_in_full):
                continue
        decided.append(replace(f, level=choice.level, division=choice, confidence=0.8 if short else 1.0))
    return decided


def _choose(
    form: str,
    options: Iterable[Division],
    named_in_full: set[Division],
    provinces: Counter[str],
    home: Division | None,
) -> Division:
    """The division that a form means here: what the text names in full, then the largest, then the nearest."""
    rank = (EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY)
    near = {c for d in named_in_full for c in (d.code, *(a.code for a in ancestors(d)))}

    def order(d: Division) -> tuple[bool, bool, int, bool, int, str]:
        exact = d.name == form
        large = rank.index(d.level) < 2
        return (
            d.former,
            not (exact or d in named_in_full or large),
            rank.index(d.level) if not exact else 0,
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
        if between in ("、", "和", "与", "及", "至", "到") and not (
            is_word(form) and lookup(form)[0].name != form
        ):
            return True
    return False


def _letters(text: str, borders: tuple[int, ...], home: Division | None) -> list[Found]:
    found: list[Found] = []
    for pattern in (_RUN, _LISTED):
        for match in pattern.finditer(text):
            run = match[0]
            letters = run.replace("、", "")
            if "、" not in run and not any(c in _PLAIN for c in run):
                continue
            if len(set(letters)) < len(letters):
                continue
            if not (_is_border(borders, match.start()) and _is_border(borders, match.end())):
                continue
            found.extend(
                Found(match.start() + i, match.start() + i + 1, lookup(c)[0].level, lookup(c)[0], 0.9)
                for i, c in enumerate(run)
                if c != "、"
            )
    for match in _ALONE.finditer(text):
        start = match.start()
        if _is_border(borders, start) and _is_border(borders, start + 1):
            found.append(Found(start, start + 1, lookup(match[0])[0].level, lookup(match[0])[0], 0.8))
    if home is not None:
        found.extend(_city_letters(text, home))
    return list({(f.start, f.end): f for f in found}.values())


def _city_letters(text: str, home: Division) -> list[Found]:
    """Cities of the home province after 在, 来, 赴: 来郴旅游."""
    found = []
    for match in re.finditer(
        r"(?<=[在来赴入驻返离抵])([\u4e00-\u9fff])(?=旅|投|考|调|就|创|务|工|求|视|的|游|过|观|参|返|召|举|,|，|。|、)",
        text,
    ):
        for division in lookup(match[0]):
            if (
                division.level is EntityType.CITY
                and division.code[:2] == home.code[:2]
                and match[0] not in _COMMON
            ):
                found.append(Found(match.start(), match.end(), EntityType.CITY, division, 0.7))
                break
    return found


_COMMON = frozenset("常永怀益新西青宁昌温深石并连汉")


def _unlisted(text: str, borders: tuple[int, ...], known: list[Found]) -> list[Found]:
    """Towns, streets, villages and communities by their generic word: 花溪村 after a town, 到, 在 or a comma."""
    found: list[Found] = []
    ends = {f.end for f in known}
    for match in _UNLISTED.finditer(text):
        at = match.start()
        floor = (
            max([e for e in ends if e <= at], default=0)
            if at - 8 < max((e for e in ends if e <= at), default=-9)
            else 0
        )
        start = left_edge(text, at, borders, floor, 5)
        name = text[start:at]
        if not 1 <= len(name) <= 5 or name in _NO_NAME or name[-1] in "农乡山古渔全本该各每城民":
            continue
        if any(name.startswith(w) for w in ("该", "全", "各", "每", "本")) or any(
            name.endswith(w) for w in _BAD_TAILS
        ):
            continue
        follows = start in ends
        if not follows and not _village_context(text, start, match.end(), name, match[0]):
            continue
        if (len(name) == 1 and not follows) or name[-1] + match[0] in ("村容村", "容村"):
            continue
        found.append(Found(start, match.end(), EntityType.LOCALITY, None, 0.9 if follows else 0.6))
        ends.add(match.end())
    return found


_BAD_TAILS = (
    "示范",
    "特色",
    "传统",
    "贫困",
    "自然",
    "行政",
    "重点",
    "先进",
    "文明",
    "美丽",
    "城中",
    "旅游",
    "试点",
    "明星",
    "名",
)
_BEFORE_VILLAGE = frozenset("在到于至从自抵往近离，。；、：（“\n")


def _village_context(text: str, start: int, end: int, name: str, suffix: str) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 3]
    if suffix in ("街道", "镇", "乡") and len(name) < 2:
        return False
    if after.startswith(("党", "村民", "支部", "第一书记", "委", "驻村", "书记", "主任", "居民", "两委")):
        return True
    return (start == 0 or before in _BEFORE_VILLAGE) and len(name) in (2, 3) and name[-1] not in STOPPING
