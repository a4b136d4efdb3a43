"""What follows a name and belongs to it: branches, units, what it has elsewhere, quotation marks."""

import re
from bisect import bisect_left

from kg.language.edges import STOPPING, on_border, stops
from kg.language.organisations.tables import Body, tables
from kg.model import EntityType

_BRACKET = re.compile("[（(][\u4e00-\u9fff]{2,14}(?:中心|院|所|校|大学|学院|医院|局|中学|馆|集团|公司)[)）]")
_ATTACHED = re.compile(
    "(?:第[一二三四五六七八九十]{1,2})?附属[\u4e00-\u9fff]{0,4}?(?:医院|中学|小学|幼儿园|实验学校)"
)
_CAMPUS = re.compile("[（(][\u4e00-\u9fff]{2,5}[）)]")
# A university's hospital without 附属: 兰州大学 + 第一医院.
_HOSPITAL = re.compile(
    "(?:第[一二三四五六七八九十]{1,2}|[总中]|人民|中心|中医|口腔|肿瘤|眼科|儿童|妇产科?|国际|[\u4e00-\u9fff]{2,4}纪念)"
    "(?:中心|专科)?医院"
)
# What a hospital or centre has elsewhere: 附属第二医院 + 丽水 + 分院.
_BRANCH = re.compile("(?:[东西南北]方|[东西南北中]部|华[东南中北])?(?:分院|分中心|分所)(?![长士])")
_TEAM = re.compile("[\u4e00-\u9fff]{2,3}(?:院士|教授|博士)?团队")
_BANK_BRANCH = re.compile("(?:省|市|县)?(?:分行|支行|分理处)")
# What a university has in another city: 香港大学 + 深圳 + 医院.
_ELSEWHERE = re.compile(
    "(?:市)?(?:国际)?(?:创新|产业|高等|工业技术|技术)?(?:研究院|研究生院|医院|校区|分校|学院|研究所)(?![长士])"
)
_RESIDENT = re.compile("驻[\u4e00-\u9fff]{1,8}?(?:办事处|代表处|记者站|联络处|工作站)")
_GROUPS = ("联盟", "宣讲团", "宣讲队", "实验室", "科技小院", "服务队", "突击队", "小分队", "医院", "志愿队")


def with_branch(text: str, body: Body, places: dict[int, int]) -> Body:
    """A bank's name with its branch: 赣江银行 + 云溪 + 支行."""
    if (
        body.type is not EntityType.COMPANY
        or not text.startswith("行", body.end - 1)
        or body.end not in places
    ):
        return body
    branch = _BANK_BRANCH.match(text, places[body.end])
    return Body(body.start, branch.end(), body.type, (), body.confidence) if branch else body


def with_part(text: str, body: Body) -> Body:
    """A company's full name with its branch or the company of its group: …股份有限公司 + 云溪分公司."""
    if body.type is not EntityType.COMPANY or not text.endswith(("公司", "集团"), 0, body.end):
        return body
    part = tables().edges.company_parts.match(text, body.end)
    if part is None or any(c in "和与及、的在" for c in part[0]):
        return body
    institute = part[0].endswith(("研究所", "研究院", "设计院"))
    kind = EntityType.INSTITUTION if institute and part[0][0] == "第" else body.type
    return Body(body.start, part.end(), kind, (), body.confidence)


def with_quotes(text: str, body: Body) -> Body:
    """A name that fills quotation marks is written with them: “反诈宣讲团”."""
    quoted = text[body.start - 1 : body.start] == "“" and text[body.end : body.end + 1] == "”"
    if body.type is not EntityType.INSTITUTION or not quoted or not text.endswith(_GROUPS, 0, body.end):
        return body
    return Body(body.start - 1, body.end + 1, body.type, body.inner, body.confidence)


def with_unit(text: str, body: Body, borders: tuple[int, ...], places: dict[int, int]) -> Body:
    """The body with the unit that follows it at once: 湖南大学 + 教育科学学院."""
    if body.type is not EntityType.INSTITUTION:
        return body
    whole = _with_unit(text, body, borders, places)
    if text.endswith(("医院", "中心", "研究院"), 0, whole.end):
        branch = _BRANCH.match(text, places.get(whole.end, whole.end))
        if branch is not None:
            return Body(whole.start, branch.end(), whole.type, (), whole.confidence)
    return whole


def _with_unit(text: str, body: Body, borders: tuple[int, ...], places: dict[int, int]) -> Body:
    if body.end in places and text.endswith(("大学", "学院"), 0, body.end):
        abroad = _ELSEWHERE.match(text, places[body.end])
        if abroad is not None:
            return Body(body.start, abroad.end(), body.type, (), body.confidence)
    campus = _CAMPUS.match(text, body.end)
    if campus is not None and body.end + 1 in places and text.endswith("大学", 0, body.end):
        body = Body(body.start, campus.end(), body.type, (), body.confidence)
    resident = _RESIDENT.match(text, body.end)
    if resident is not None:
        return Body(body.start, resident.end(), body.type, (body.end,), body.confidence)
    bracket = _BRACKET.match(text, body.end)
    if bracket is not None:
        return Body(body.start, bracket.end(), body.type, (body.end,), body.confidence)
    limit = _name_words(text, body.end, borders)
    attached = _ATTACHED.match(text, body.end)
    if attached is None and text.endswith(("大学", "医学院"), 0, body.end):
        attached = _HOSPITAL.match(text, body.end)
    end = max((m.end() for m in tables().units.finditer(text, body.end, limit)), default=body.end)
    end = attached.end() if attached else end
    unit = text[body.end : end]
    following = text[end : end + 1]
    if (
        len(unit) < 2
        or unit[0] in "与和及"
        or (following and following in "长员")
        or (unit.endswith("团队") and not _TEAM.fullmatch(unit))
    ):
        return body
    # An institute of an academy and a university's hospital are houses of their own.
    own = text[body.start : body.end].endswith("科学院") or (attached is not None and unit.endswith("医院"))
    inner = () if own else (body.end,)
    return Body(body.start, end, body.type, inner, body.confidence)


def _name_words(text: str, at: int, borders: tuple[int, ...]) -> int:
    """How far the words behind a position may belong to a name, at most 14 characters."""
    end = at
    index = bisect_left(borders, at)
    forbidden = stops()
    while index < len(borders) - 1 and borders[index + 1] - at <= 14:
        word = text[borders[index] : borders[index + 1]]
        if not all("\u4e00" <= c <= "\u9fff" for c in word) or word in forbidden:
            break
        if len(word) == 1 and word in STOPPING and word not in "与和及中":
            break
        index += 1
        end = borders[index]
    return end if on_border(borders, at) else at
