"""Whether a named person is an Official: a post in an organ of party or state is stated."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.people.context import context_words
from kg.language.people.weigh import Name
from kg.language.titles.grammar import Post
from kg.model import EntityType, Modality


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that the text names; `label` is the value of its EntityType."""

    start: int
    end: int
    label: str


# Heads of these are posts of the state wherever nothing else is said; leaders of a team or station are not.
_OF_THE_STATE = re.compile("书记|主席|主任|常委|部长|秘书长|主委|组长|指挥长?|代表|召集人")
_SURELY = re.compile("书记|主席|常委|主任委员")
_OF_A_VILLAGE = re.compile("村|社区|居委|驻|支部|总支")
_UNIT = re.compile(
    "(?:厅|局|部|委|办|署|处|科|室|专班|指挥部|街道|镇|乡|县|市|省|区|州|盟|旗|政府|人大|政协|法院|检察院|办公室)$"
)
_CIVIL_UNIT = re.compile(
    "(?:公司|集团|银行|厂|大学|学院|学校|中学|小学|医院|研究院|研究所|协会|学会|商会|合作社|报社|电视台|实验室|病区|"
    "教研室|[内外儿骨]科|中医科|急诊科|车间|工会|村|社区|民盟|民革|民建|民进|农工党|致公党|九三学社|台盟)[^，。；]{0,6}$"
)
_AD_HOC = re.compile("(?:专班|指挥部|领导小组|管委会|街道办|工作组|督察组|巡察组)$")
# Titles of learning, care and service that make no Official, even in an organ of the state.
_NO_OFFICE = re.compile(
    "教授|研究员|院士|专家|讲师|志愿者|传承人|律师|顾问|导师|护林员|保洁员|巡护员|医生|医师|护士|大夫|演员|教练|选手"
    "|解说|讲解员|司机|驾驶员|会员|评委|村医|学者|博士后|网格员|信息员"
)


def officials(
    text: str, names: Sequence[Name], titles: Sequence[Post], organisations: Sequence[Organisation]
) -> set[str]:
    """The names among `names` whose post in an organ of party or state the text states."""
    by_end = {t.end: t for t in titles}
    by_start = {t.start: t for t in titles}
    org_by_end = {o.end: o for o in organisations}
    starts = sorted(by_start)
    found = set()
    heads = set()
    for name in names:
        chain = _chain_before(text, name.start, by_end, org_by_end)
        behind = by_start.get(name.end)
        if behind is not None:
            chain.append((behind, org_by_end.get(name.start)))
        chain += _chain_behind(text, name, starts, by_start, org_by_end)
        if any(_of_the_state(text, title, organ, organisations) for title, organ in chain):
            found.add(name.name)
            heads.add(name.start)
    for name in names:
        if name.anchor in heads:
            found.add(name.name)
    return found


Held = tuple[Post, Organisation | None]


def _chain_before(
    text: str, at: int, by_end: dict[int, Post], org_by_end: dict[int, Organisation]
) -> list[Held]:
    """The titles that lead to a name without a break, each with the organisation it is held in."""
    waiting: list[Post] = []
    chain: list[Held] = []
    while True:
        title = by_end.get(at) or (by_end.get(at - 1) if at and text[at - 1] in " 　：" else None)
        if title is None and (role := context_words().role_before(text, at)) < at:
            # 全国人大代表、茶农某某某
            title = by_end.get(role - 1) if text[role - 1 : role] == "、" else None
        if title is None:
            break
        waiting.append(title)
        at = title.start
        organ = org_by_end.get(at) or org_by_end.get(at + 1)
        if organ is None and text[at - 1 : at] in "原前代":
            organ = org_by_end.get(at - 1)
        if organ is not None:
            chain += [(t, organ) for t in waiting]
            waiting = []
            at = organ.start
        if at and text[at - 1] in "、兼，" and (by_end.get(at - 1) is not None):
            at -= 1
            continue
        if by_end.get(at) is None:
            break
    return chain + [(t, None) for t in waiting]


_BECOMES = re.compile(
    "任|为|是|当选|当选为|出任|担任|(?:同志)?(?:任|为)|（|，?现任|[，（](?:男|女)[^。；）]{0,60}?(?:现任|任)"
)
_REMOVED = re.compile("(?:免去|撤销|接受)$")


def _chain_behind(
    text: str,
    name: Name,
    starts: Sequence[int],
    by_start: dict[int, Post],
    org_by_end: dict[int, Organisation],
) -> list[Held]:
    """The titles of 张某某任市水利局局长, 张某某，现任市水利局局长 and 免去张某某的市水利局局长职务."""
    at = bisect_left(starts, name.end)
    if at == len(starts) or starts[at] > name.end + 80:
        return []
    title = by_start[starts[at]]
    organ = org_by_end.get(title.start)
    begin = organ.start if organ is not None and organ.start >= name.end else title.start
    between = text[name.end : begin]
    removed = between == "的" and _REMOVED.search(text[: name.start][-4:]) is not None
    return [(title, organ)] if removed or _BECOMES.fullmatch(between) else []


def _of_the_state(
    text: str, title: Post, organ: Organisation | None, organisations: Sequence[Organisation]
) -> bool:
    if title.modality is Modality.FORMER or _NO_OFFICE.search(title.text):
        return False
    if organ is not None:
        return organ.label == EntityType.AGENCY
    if title.kind == "state":
        return True
    if title.text.endswith("负责人") and _AD_HOC.search(text[max(0, title.start - 6) : title.start]):
        return True
    if title.kind == "civil" or _OF_A_VILLAGE.search(title.text) or not _OF_THE_STATE.search(title.text):
        return False
    sentence = max(text.rfind("。", 0, title.start), text.rfind("\n", 0, title.start)) + 1
    before = text[max(sentence, title.start - 12) : title.start]
    if _CIVIL_UNIT.search(before):
        return False
    if _UNIT.search(before):
        return True
    near = [o for o in organisations if sentence <= o.start and o.end <= title.start]
    if near:
        return near[-1].label == EntityType.AGENCY
    return _SURELY.search(title.text) is not None
