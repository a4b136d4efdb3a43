"""Names of people in sentences from all over the country, and who of them is an Official."""

import re
from pathlib import Path

import pytest

from kg.language import load
from kg.language.people import Surroundings, all_names
from kg.language.people.names import likeness
from kg.language.people.officials import Organisation, officials
from kg.language.titles import find_titles
from kg.language.titles.grammar import Post
from kg.model import Article, ArticleKind

_LINES = [
    line
    for line in (Path(__file__).parent / "people.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def found(text: str) -> list[str]:
    titles = [(post.start, post.end) for post in find_titles(text)]
    return [name.name for name in all_names(text, Surroundings.of(text, titles))]


def expected(line: str) -> list[str]:
    return [name.replace(" ", "") for name in re.findall(r"\[([^\]]+)\]", line)]


@pytest.mark.parametrize("line", _LINES)
def test_names(line: str) -> None:
    assert found(re.sub(r"[\[\]]", "", line)) == expected(line)


@pytest.mark.parametrize(
    ("text", "organisations", "in_office", "others"),
    [
        ("市水利局局长袁小满说", {"市水利局": "Agency"}, ["袁小满"], []),
        ("县委副书记、县长季长风出席", {"县委": "Agency"}, ["季长风"], []),
        ("江城钢铁公司党委书记、董事长庄大为", {"江城钢铁公司": "Company"}, [], ["庄大为"]),
        ("云岭大学教授麦秋实说", {"云岭大学": "Institution"}, [], ["麦秋实"]),
        ("市发改委高级工程师温雅说", {"市发改委": "Agency"}, ["温雅"], []),
        ("市公安局民警解铁军、村民阚大山", {"市公安局": "Agency"}, ["解铁军"], ["阚大山"]),
        (
            "省人大常委会副主任佟卫国、席慕容、景田出席",
            {"省人大常委会": "Agency"},
            ["佟卫国", "席慕容", "景田"],
            [],
        ),
        ("任命程百川为市教育局局长", {"市教育局": "Agency"}, ["程百川"], []),
        ("免去房玄清的市审计局局长职务", {"市审计局": "Agency"}, ["房玄清"], []),
        ("涂志远，男，汉族，现任县财政局局长", {"县财政局": "Agency"}, ["涂志远"], []),
        ("原市水务局局长贺子墨作品展", {"市水务局": "Agency"}, [], ["贺子墨"]),
        ("石坝村党支部书记冷长青介绍", {}, [], ["冷长青"]),
        ("人民医院神经内科主任蓝采薇提醒", {}, [], ["蓝采薇"]),
        ("民盟县支部主委宁采臣提出", {}, [], ["宁采臣"]),
        ("全国人大代表、茶农祝来福建议", {}, ["祝来福"], []),
        ("国家医保局谈判代表申屠雪说", {"国家医保局": "Agency"}, ["申屠雪"], []),
    ],
)
def test_officials(text: str, organisations: dict[str, str], in_office: list[str], others: list[str]) -> None:
    spans = [
        Organisation(text.index(name), text.index(name) + len(name), label)
        for name, label in organisations.items()
    ]
    edges = [(o.start, o.end) for o in spans]
    posts = find_titles(text, edges)
    around = Surroundings.of(text, [(p.start, p.end) for p in posts], edges)
    names = all_names(text, around)
    assert sorted(n.name for n in names) == sorted(in_office + others)
    stated = [Post(p.start, p.end, p.text, p.kind, p.modality) for p in posts]
    assert sorted(officials(text, names, stated, spans)) == sorted(in_office)


def test_members_of_a_list_share_its_head() -> None:
    text = "副市长段一鸣、车亮、宗文瀚出席"
    names = all_names(text, Surroundings.of(text, [(0, 3)]))
    assert {n.anchor for n in names} == {3}


def annotated(text: str, **article: object) -> list[tuple[str, str]]:
    nlp = load(("titles", "people"))
    doc = nlp.make_doc(text)
    doc._.article = Article("a-01", "a", ArticleKind.NEWS, text, (0, len(text)), **article)  # type: ignore[arg-type]
    for _, component in nlp.pipeline:
        doc = component(doc)
    return [(s._.name or s.text, s.label_) for s in doc.spans["people"]]


def test_makers_of_the_news_are_not_in_it() -> None:
    text = "本报记者 苗清越\n县长季长风说，苗清越的报道很及时。\n（记者 苗清越 通讯员 荀知微）"
    assert annotated(text, byline="本报记者 苗清越", reporters=("苗清越",)) == [("季长风", "Official")]


def test_the_name_without_the_printed_space() -> None:
    assert annotated("副县长毕 胜、车 亮到会。") == [("毕胜", "Official"), ("车亮", "Official")]


@pytest.mark.parametrize(
    ("name", "looks"),
    [
        ("段一鸣", True),
        ("欧阳青云", True),
        ("高度", False),
        ("时间", False),
        ("全面", False),
        ("计划", False),
    ],
)
def test_likeness(name: str, looks: bool) -> None:
    score = likeness(name)
    assert (score is not None and score > 0) is looks
