"""Events: the full name of a short form, the day, and what a last word alone does not make."""

import pytest
from spacy.tokens import Doc

from kg.language.events import events_in
from kg.language.initiatives.extent import NOWHERE, Walls, normalised
from kg.language.pipeline import load
from kg.language.spans import group
from kg.model import Article, ArticleKind


def surfaces(text: str, owners: Walls = NOWHERE, walls: Walls = NOWHERE) -> list[str]:
    return [text[f.start : f.end] for f in events_in(normalised(text), walls, owners)]


def annotated(text: str, date: str | None = None) -> Doc:
    nlp = load(("sentences", "dates", "places", "organisations", "events"))
    doc = nlp.make_doc(text)
    doc._.article = Article("x-01", "x", ArticleKind.NEWS, text, (0, len(text)), date=date)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_a_short_form_has_the_full_one_as_its_name() -> None:
    text = "学习党的二十届三中全会精神，把三中全会部署落到实处。"
    found = {text[f.start : f.end]: f.name for f in events_in(text, NOWHERE, NOWHERE)}
    assert found == {"党的二十届三中全会": None, "三中全会": "党的二十届三中全会"}


def test_the_organisation_in_front_belongs_to_the_meeting() -> None:
    text = "会前，省委深改委会议听取汇报。"
    assert surfaces(text, owners=Walls.of([(3, 8)])) == ["省委深改委会议"]


def test_the_person_in_front_does_not() -> None:
    text = "副市长罗安平防汛工作会议上讲话。"
    assert surfaces(text, walls=Walls.of([(3, 6)])) == ["防汛工作会议"]


def test_a_meeting_without_a_name_goes_by_who_holds_it() -> None:
    text = "记者从省民政厅召开的新闻发布会上了解到"
    assert surfaces(text, owners=Walls.of([(3, 7)])) == ["省民政厅召开的新闻发布会"]


def test_the_only_event_of_an_article_goes_by_its_bare_word() -> None:
    assert surfaces("县长沈青禾主持开工仪式。项目占地百亩。") == ["开工仪式"]
    assert surfaces("省农博会推介会开幕，县长主持开工仪式。", owners=Walls.of([(0, 1)])) == ["省农博会推介会"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5月27日，全省农业工作会议在合肥召开。", "--05-27"),
        ("全省农业工作会议5月27日在合肥召开。", "--05-27"),
        ("全省农业工作会议强调，5月底前完成春播。", None),
    ],
)
def test_the_day(text: str, day: str | None) -> None:
    assert [s._.detail for s in group(annotated(text), "events")] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "会议强调，要抓好落实。",
        "广大会员踊跃参加。",
        "与会议代表合影留念。",
        "他走进会议室，坐了下来。",
        "会议由副主任主持。",
        "活动当天，现场人头攒动。",
        "仪式结束后，大家合影留念。",
        "建立健全董事会制度。",
        "三次座谈会都开得很热烈。",
        "春节假期，游客纷至沓来。",
        "取消会议12个，精简文件30份。",
        "队员们连续三天演练落水救援。",
        "集市上人头攒动，讲座一场接一场。",
        "进入雨季，各地严阵以待。",
    ],
)
def test_no_event(text: str) -> None:
    assert surfaces(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办教职工羽毛球、乒乓球友谊赛。", ["教职工羽毛球、乒乓球友谊赛"]),
        (
            "召开第三次国土调查工作会议和全国耕地保护工作会议。",
            ["第三次国土调查工作会议", "全国耕地保护工作会议"],
        ),
        ("参加省总工会主办的第三届职工厨艺交流赛。", ["第三届职工厨艺交流赛"]),
        ("第四届滨海骑楼艺术周昨晚收官。", ["第四届滨海骑楼艺术周"]),
        ("老人们办起“银杏生日会”，其乐融融。", ["“银杏生日会”"]),
        ("主讲首场《一方水土》讲座。", ["《一方水土》讲座"]),
        ("中国中部（山西）农业博览会开幕。", ["中国中部（山西）农业博览会"]),
        ("“全国乡村治理经验交流会”在此召开。", ["“全国乡村治理经验交流会”"]),
        ("市十六届人大常委会第二十次会议召开。", ["市十六届人大常委会第二十次会议"]),
    ],
)
def test_extent(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected
