"""Titles in sentences of the kind newspapers and gazettes print."""

import pytest

from kg.language.alternation import alternation
from kg.language.titles import find_titles
from kg.model import Modality


def texts(sentence: str) -> list[str]:
    return [post.text for post in find_titles(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("会议由县委副书记、县长主持。", ["副书记", "县长"]),
        ("省水利厅党组书记、厅长作动员讲话。", ["党组书记", "厅长"]),
        ("市公安局党委副书记、常务副局长到场指挥。", ["党委副书记", "常务副局长"]),
        ("自治区党委常委、自治区常务副主席宣读名单。", ["党委常委", "常务副主席"]),
        ("县人大社会建设委员会主任委员、副主任委员列席。", ["主任委员", "副主任委员"]),
        ("市中级人民法院党组成员、副院长介绍了案情。", ["党组成员", "副院长"]),
        ("州检察院检察长、副检察长出席。", ["检察长", "副检察长"]),
        ("区政协副主席、秘书长带队视察。", ["政协副主席", "秘书长"]),
        (
            "集团党委书记、董事长，党委副书记、总经理参加签约。",
            ["党委书记", "董事长", "党委副书记", "总经理"],
        ),
        ("心内科主任、主任医师接诊。", ["主任", "主任医师"]),
        ("第三监督检查室主任介绍，办公室主任补充。", ["主任", "办公室主任"]),
        ("副主任护师、护士长上门换药。", ["副主任护师", "护士长"]),
        ("学院党总支委员、副教授在田间授课。", ["党总支委员", "副教授"]),
        ("项目由正高级工程师和助理研究员共同完成。", ["正高级工程师", "助理研究员"]),
        ("教授级高级工程师到工地会诊。", ["教授级高级工程师"]),
        ("驻村第一书记和村支书挨家走访。", ["驻村第一书记", "村支书"]),
        ("社区党支部书记、网格员入户登记。", ["社区党支部书记", "网格员"]),
        ("二级巡视员、一级调研员分头督导。", ["二级巡视员", "一级调研员"]),
        ("军分区司令员、副政委看望民兵。", ["司令员", "副政委"]),
        ("支队长、教导员带领消防员赶到。", ["支队长", "教导员", "消防员"]),
        ("书记员宣读法庭纪律，审判长宣布开庭。", ["书记员", "审判长"]),
        ("医保谈判代表与企业代表对坐。", ["谈判代表", "企业代表"]),
        ("全国人大代表、省政协委员提出建议。", ["人大代表", "政协委员"]),
        ("商会会长、执行会长致辞。", ["会长", "执行会长"]),
        ("副省长江某某出席。", ["副省长"]),
        ("驻丹麦大使、总领事到访。", ["大使", "总领事"]),
        ("市长助理、县长助理陪同。", ["市长助理", "县长助理"]),
        ("国家级非遗代表性传承人、工艺美术大师收徒。", ["非遗代表性传承人", "工艺美术大师"]),
        ("首席科学家、学科带头人各一名。", ["首席科学家", "学科带头人"]),
        ("纪委副书记、派驻纪检监察组组长通报。", ["纪委副书记", "组长"]),
        ("常务副总裁、财务总监、董事会秘书答疑。", ["常务副总裁", "财务总监", "董事会秘书"]),
    ],
)
def test_each_single_title(sentence: str, expected: list[str]) -> None:
    assert texts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "大会主席团举行第二次会议。",
        "全省长期坚持植树造林。",
        "工程全长三公里，穿过武汉市长江新区。",
        "湖南省长沙市与四川省长宁县结对。",
        "他读完了《院长手记》和《市长与企业家》。",
        "教育部门召开干部大会，加强干部队伍建设。",
        "委员会审议了报告。",
        "这项成果代表着行业水平。",
        "全市推行河长制、林长制。",
        "拨打市长热线反映问题。",
        "城市长大了，河水变清了。",
        "院士工作站揭牌。",
        "书记处会议通过决定。",
    ],
)
def test_no_title(sentence: str) -> None:
    assert texts(sentence) == []


def modalities(sentence: str) -> list[tuple[str, Modality]]:
    return [(post.text, post.modality) for post in find_titles(sentence)]


def test_former_is_no_part_of_the_title() -> None:
    assert modalities("原党组书记、局长被查。") == [("党组书记", Modality.FORMER), ("局长", Modality.FORMER)]
    assert modalities("前外长到访") == [("外长", Modality.FORMER)]
    assert modalities("时任县长") == [("县长", Modality.FORMER)]


def test_former_in_front_of_the_organisation() -> None:
    sentence = "原市水务局局长、党组书记，现任副市长"
    posts = find_titles(sentence, organisations=[(1, 5)])
    assert [(p.text, p.modality.value) for p in posts] == [
        ("局长", "former"),
        ("党组书记", "former"),
        ("副市长", "asserted"),
    ]


@pytest.mark.parametrize("sentence", ["目前副局长共三名", "中原副市长会上说", "日前局长带队", "草原站长巡查"])
def test_another_word_ends_with_former(sentence: str) -> None:
    assert [p.modality for p in find_titles(sentence)] == [Modality.ASSERTED]


def test_planned() -> None:
    assert modalities("候任市长") == [("市长", Modality.PLANNED)]
    assert modalities("推选为县长候选人") == [("县长", Modality.PLANNED)]
    assert modalities("拟任副厅长") == [("副厅长", Modality.PLANNED)]


def test_acting_stays_in_the_title() -> None:
    assert texts("代市长作政府工作报告") == ["代市长"]
    assert texts("新时代市长的担当") == ["市长"]


def test_a_title_inside_a_name_is_none() -> None:
    sentence = "院士专家服务中心主任"
    assert [p.text for p in find_titles(sentence, organisations=[(0, 8)])] == ["主任"]


def test_what_belongs_to_the_organ_is_no_part_of_the_title() -> None:
    sentence = "县委组织部部长、省人大代表、石坝村党支部书记"
    known = [(0, 5), (8, 11)]
    posts = find_titles(sentence, organisations=known, places=[(14, 17)])
    assert [p.text for p in posts] == ["部长", "代表", "党支部书记"]


def test_party_body_of_a_bureau_or_firm_belongs_to_the_title() -> None:
    sentence = "市粮食局党组书记和江城钢铁公司党委书记"
    known = [(0, 4), (9, 17)]
    assert [p.text for p in find_titles(sentence, organisations=known)] == ["党组书记", "党委书记"]


def test_towns_and_villages_have_party_bodies_of_their_own() -> None:
    sentence = "清溪镇党委书记和柳树村党总支副书记"
    assert [p.text for p in find_titles(sentence, organisations=[(0, 5), (8, 14)])] == ["书记", "副书记"]


def test_length_and_leader() -> None:
    assert texts("州政府副州长沙马木果走访") == ["副州长"]
    assert [p.text for p in find_titles("绕到石坝镇长岗村", places=[(2, 5), (5, 8)])] == []


def test_a_working_committee_is_an_organ_of_its_place() -> None:
    sentence = "江北新区党工委副书记主持，街道党工委书记参加"
    assert [p.text for p in find_titles(sentence, organisations=[(0, 7)])] == ["副书记", "党工委书记"]


def test_a_county_does_not_take_the_title_of_its_head() -> None:
    assert [p.text for p in find_titles("县委副书记、代县长", places=[(6, 8)])] == ["副书记", "代县长"]


def test_organ_and_title_share_a_character() -> None:
    assert [p.text for p in find_titles("县财政局长", organisations=[(0, 4)])] == ["局长"]
    assert [p.text for p in find_titles("省委组织部长", organisations=[(0, 5)])] == ["部长"]


def test_alternation_prefers_the_longest() -> None:
    assert alternation(["市长", "市委", "市长助理"]) == "市(?:委|长(?:助理)?)"
