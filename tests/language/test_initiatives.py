"""Initiatives and events in sentences of our own making: where names begin and end, what names nothing."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.initiatives import initiatives_in
from kg.language.initiatives.extent import Walls, normalised
from kg.language.initiatives.occasions import is_event
from kg.language.initiatives.titles import kind_of, titles
from kg.language.pipeline import load
from kg.language.spans import group
from kg.model import Article, ArticleKind, EntityType

SENTENCES = Path(__file__).with_name("initiatives_events.txt")
COMPONENTS = ("sentences", "dates", "places", "organisations", "titles", "people", "initiatives", "events")
LABELS = {"[": "Initiative", "{": "Event"}


@cache
def pipeline() -> Language:
    return load(COMPONENTS)


def annotated(text: str) -> Doc:
    nlp = pipeline()
    doc = nlp.make_doc(text)
    doc._.article = Article("x-01", "x", ArticleKind.NEWS, text, (0, len(text)))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def examples() -> Iterator[str]:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def read(line: str) -> tuple[str, list[tuple[str, str]]]:
    """A line without its marks, and the (label, surface) that they mark."""
    text, opened, found = "", [], []
    for character in line:
        if character in LABELS:
            opened.append((LABELS[character], len(text)))
        elif character in "]}":
            label, start = opened.pop()
            found.append((label, text[start:]))
        else:
            text += character
    return text, sorted(found)


@pytest.mark.parametrize("line", list(examples()))
def test_sentences(line: str) -> None:
    text, expected = read(line)
    doc = annotated(text)
    found = [(s.label_, s.text) for name in ("initiatives", "events") for s in group(doc, name)]
    assert sorted(found) == expected


def names(text: str) -> dict[str, str | None]:
    plain = normalised(text)
    return {text[f.start : f.end]: f.name for f in initiatives_in(plain)}


def test_there_are_many_sentences_and_many_without_a_name() -> None:
    lines = list(examples())
    assert len(lines) >= 150
    assert sum(not re.search(r"[\[{]", line) for line in lines) >= 50


def test_short_titles_stand_for_the_full_one() -> None:
    found = names("省里印发《关于支持县域商业发展的若干意见》（简称《意见》）。《意见》提出18条举措。")
    assert found["《意见》"] == "《关于支持县域商业发展的若干意见》"


def test_a_short_title_without_a_declaration_ends_as_the_full_one() -> None:
    found = names("《安徽省优化营商环境条例》实施三年，《条例》深入人心。")
    assert found["《条例》"] == "《安徽省优化营商环境条例》"


def test_a_declared_short_form_in_quotation_marks() -> None:
    found = names("两市签订《公积金互认合作协议》（以下简称“协议”），“协议”自下月起生效。")
    assert found["“协议”"] == "《公积金互认合作协议》"


def test_a_quotation_alone_stands_for_the_longer_name() -> None:
    found = names("全县实施水利建设“五大工程”。围绕“五大工程”，干部下沉一线。")
    assert found["“五大工程”"] == "水利建设“五大工程”"


def test_the_number_of_points_is_a_short_title() -> None:
    found = names("《小店经济振兴发展20条措施》实施半年，小店经济20条让街区热闹起来。")
    assert found["小店经济20条"] == "《小店经济振兴发展20条措施》"


def test_several_things_are_no_name() -> None:
    assert names("园区集中开工11个磷化工项目，实施3项水源保护工程。") == {}


def test_a_place_in_front_opens_the_name_of_a_platform() -> None:
    text = "数据传到周口市智慧农业平台，不到五分钟就有回音。"
    found = initiatives_in(text, actors=Walls.of([(4, 7)]))
    assert [text[f.start : f.end] for f in found] == ["周口市智慧农业平台"]


def test_a_number_stands_for_no_longer_name() -> None:
    assert set(names("推进“7·23”灾后重建工程。“7·23”暴雨令人难忘。")) == {"“7·23”灾后重建工程"}


def test_parts_that_a_quotation_lists() -> None:
    found = names("“三大工程”指“河道整治工程、水库加固工程、灌区改造工程”。")
    assert set(found) == {"“三大工程”", "河道整治工程", "水库加固工程", "灌区改造工程"}


def test_members_of_a_counted_list() -> None:
    found = names("全市开展河道采砂查处、渡口隐患排查、库区网箱清理等三个专项行动。")
    assert set(found) == {"河道采砂查处", "渡口隐患排查", "库区网箱清理"}


def test_a_name_without_its_last_word_in_a_headline() -> None:
    found = names("湖区候鸟联合守护见实效\n两省建立湖区候鸟联合守护机制，水清了。")
    assert found["湖区候鸟联合守护"] == "湖区候鸟联合守护机制"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("湿地保护条例", "law"),
        ("民法典", "law"),
        ("现代物流业发展规划", "plan"),
        ("供水互济协议", "agreement"),
        ("村级小微权力清单", "list"),
        ("关于加强水源保护的意见", "document"),
        ("不动产权证书", None),
        ("山花烂漫时", None),
    ],
)
def test_kind_of_a_document(title: str, kind: str | None) -> None:
    assert kind_of(title) == kind


def test_a_title_that_does_not_tell_goes_with_its_neighbours() -> None:
    text = "县里出台《农房建设管理办法》《村庄风貌十问》。"
    assert [text[f.start : f.end] for f in titles(text)] == ["《农房建设管理办法》", "《村庄风貌十问》"]


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("市里实施骨干企业培育工程。", "骨干企业培育工程", "project"),
        ("公安机关开展“净网”专项行动。", "“净网”专项行动", "campaign"),
        ("县里建立线索移交和奖励机制。", "线索移交和奖励机制", "mechanism"),
        ("建成农产品质量追溯平台。", "农产品质量追溯平台", "platform"),
        ("两地签署农业科技合作协议。", "农业科技合作协议", "agreement"),
        ("国家实施乡村振兴战略。", "乡村振兴战略", "plan"),
        ("落实“先看病后付费”政策。", "“先看病后付费”政策", "policy"),
        ("深化农村宅基地制度改革。", "农村宅基地制度改革", "scheme"),
        ("信用社用“竹乡贷”帮了大忙。", "“竹乡贷”", "policy"),
        ("县里推行“一河一长”巡查制度。", "“一河一长”巡查制度", "mechanism"),
        ("供销社推出“茶香古道”研学线路。", "“茶香古道”研学线路", "project"),
        ("双方签下《脐橙订单收购合同》。", "《脐橙订单收购合同》", "agreement"),
    ],
)
def test_kinds(text: str, surface: str, kind: str) -> None:
    assert [(text[f.start : f.end], f.detail) for f in initiatives_in(normalised(text))] == [(surface, kind)]


def test_half_width_marks_and_straight_quotation_marks() -> None:
    text = '市里推进"百企帮百村"行动,成效明显(见下图).'
    assert [text[f.start : f.end] for f in initiatives_in(normalised(text))] == ['"百企帮百村"行动']


def test_bylines_hold_no_initiatives() -> None:
    text = "县里实施“强基”工程。\n（记者 林晓禾 通讯员 周行动计划）"
    assert [s.text for s in group(annotated(text), "initiatives")] == ["“强基”工程"]


@pytest.mark.parametrize(
    ("prefix", "inner", "tail", "verb", "after", "event"),
    [
        ("第三届全市", "科技周", "活动", "", "在省城启幕", True),
        ("", "情暖重阳", "志愿服务活动", "开展", "。", True),
        ("", "三查三改", "活动", "开展", "，整改问题", False),
        ("", "献策家乡", "照片征集活动", "", "启动", False),
        ("", "科技进山村", "活动", "", "在晋城启动", True),
    ],
)
def test_activities(prefix: str, inner: str, tail: str, verb: str, after: str, event: bool) -> None:
    assert is_event(prefix, inner, tail, verb, after) is event


def test_every_span_says_where_it_comes_from() -> None:
    doc = annotated("省里召开全省农业工作会议，印发《耕地保护办法》。")
    spans = [*group(doc, "initiatives"), *group(doc, "events")]
    assert [(s.label_, s._.component) for s in spans] == [
        (str(EntityType.INITIATIVE), "initiatives"),
        (str(EntityType.EVENT), "events"),
    ]
