from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Modality, Predicate
from kg.notation import parse
from kg.relations import rules
from kg.relations.examples import line
from kg.relations.reader import read_by_rules as read


def lines(text: str) -> list[str]:
    document = parse(text)
    return [line(document, s) for s in read(document).statements]


def passage(text: str, predicate: Predicate) -> str:
    document = parse(text)
    (statement,) = (s for s in read(document).statements if s.predicate is predicate)
    return document.article.text[statement.start : statement.end]


def test_the_passage_is_the_shortest_with_both_names() -> None:
    text = "昨天，[昆明市教育局|Agency][局长|Title][段清|Official]、[副局长|Title][温静|Official]到会。"
    document = parse(text)
    passages = {document.article.text[s.start : s.end] for s in read(document).statements}
    assert passages == {"昆明市教育局局长段清", "昆明市教育局局长段清、副局长温静"}


def test_the_passage_of_a_carried_subject_begins_at_its_name() -> None:
    text = "[安康市|City]召开大会。同时，建立[举报平台|Initiative]。"
    assert passage(text, Predicate.LEADS) == "安康市召开大会。同时，建立举报平台"


def test_the_passage_of_a_stand_in_begins_at_the_name() -> None:
    text = "[安康市水利局|Agency]很忙。今年，该局启动[净水工程|Initiative]。"
    assert passage(text, Predicate.LEADS) == "安康市水利局很忙。今年，该局启动净水工程"


def test_names_too_far_apart_state_nothing() -> None:
    text = f"[安康市水利局|Agency]很忙。{'天气很好。' * 200}今年，该局启动[净水工程|Initiative]。"
    assert lines(text) == []


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("", Modality.ASSERTED),
        ("将", Modality.PLANNED),
        ("计划", Modality.PLANNED),
        ("尚未", Modality.NEGATED),
        ("继续", Modality.ASSERTED),
        ("将继续", Modality.ASSERTED),
    ],
)
def test_modality(words: str, modality: Modality) -> None:
    document = parse(f"[安康市|City]{words}实施[“清江行动”|Initiative]。")
    (statement,) = read(document).statements
    assert statement.modality is modality


def test_a_noun_is_no_plan() -> None:
    assert lines("[安康市|City]实施三年行动计划[“清江行动”|Initiative]。") == ["安康市 leads “清江行动”"]
    assert lines("[安康市|City]实施未成年人[“护苗”行动|Initiative]。") == ["安康市 leads “护苗”行动"]


def test_a_post_says_more_than_an_affiliation() -> None:
    text = "[省农科院|Institution][研究员|Title][白永|Person]说，好。"
    assert not any("affiliatedWith" in shown for shown in lines(text))


def test_symmetric_relations_are_stated_once() -> None:
    shown = lines("[铜仁市|City]与[东莞市|City]携手。[铜仁市|City]联合[东莞市|City]办展。")
    assert len(shown) == 2


def test_statements_are_sorted_and_each_is_there_once() -> None:
    text = "[马平|Official]说，好。[安康市|City]与[汉中市|City]签署[《合作协议》|Initiative]。"
    statements = read(parse(text)).statements
    assert list(statements) == sorted(statements, key=lambda s: (s.start, s.end, s.predicate))
    assert len(set(statements)) == len(statements)


def test_a_document_without_names_states_nothing() -> None:
    assert read(parse("天气很好。")).statements == ()


def test_the_reading_does_not_depend_on_what_was_read_before() -> None:
    one, other = parse("[马平|Person]说，好。"), parse("[安康市|City]实施[“清江行动”|Initiative]。")
    first = read(one)
    read(other)
    assert read(one) == first


EXAMPLES = [example for rule in rules() for example, _ in rule.yes]


@given(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4))
def test_each_passage_holds_the_words_its_statement_rests_on(examples: list[str]) -> None:
    document = parse("\n".join(examples))
    text = document.article.text
    for statement in read(document).statements:
        quote = text[statement.start : statement.end]
        assert document.mentions[statement.subject].text in quote.replace("\n", "")
        if statement.object is not None:
            assert document.mentions[statement.object].text in quote.replace("\n", "")
        for title in (statement.title or "").split("、"):
            assert title in quote.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[昆明市\n教育局|Agency][局\n长|Title][段\n清|Official]表\n示，好。",
            ["段清 holdsPost 昆明市教育局 局长", "段清 quotedIn"],
        ),
        ("[安康市|City]大力\n实\n施 [“清江\n行动”|Initiative]。", ["安康市 leads “清江行动”"]),
    ],
)
def test_line_breaks_and_blanks_within_a_sentence_change_nothing(text: str, expected: list[str]) -> None:
    document = parse(text)
    document = replace(document, sentences=((0, len(document.article.text)),))
    assert sorted(line(document, s) for s in read(document).statements) == sorted(expected)


def test_of_a_list_of_pairs_each_pair_is_one_partnership() -> None:
    got = lines(
        "[铜仁市|City]与[南沙建工集团|Company]、[思南县|County]与[岭南学院|Institution]分别签署协议，"
        "[德江县|County]与[黔东公司|Company]、[石阡县|County]与[梵净公司|Company]共建产业园。"
    )
    assert [line for line in got if "cooperatesWith" in line] == [
        "铜仁市 cooperatesWith 南沙建工集团",
        "思南县 cooperatesWith 岭南学院",
        "德江县 cooperatesWith 黔东公司",
        "石阡县 cooperatesWith 梵净公司",
    ]


def test_committee_and_government_of_a_place_are_no_partners() -> None:
    assert lines("[市委|Agency]、[市政府|Agency]印发[《实施意见》|Initiative]。") == [
        "市委 issued 《实施意见》",
        "市政府 issued 《实施意见》",
    ]


def test_abbreviations_side_by_side_are_peers() -> None:
    assert lines("[川|Province][渝|City]两地都下雨。") == []


def test_what_is_done_already_is_no_plan() -> None:
    assert lines("[市卫健委|Agency]已将这一做法写入[《评价办法》|Initiative]。") == [
        "市卫健委 issued 《评价办法》"
    ]
    assert lines("[市卫健委|Agency]拟将这一做法写入[《评价办法》|Initiative]。") == [
        "市卫健委 issued 《评价办法》 (planned)"
    ]


def test_organs_of_one_place_side_by_side_are_no_parts() -> None:
    assert lines("[县委|Agency][县政府|Agency]领导到场。") == []


def test_a_place_is_no_partner_of_itself() -> None:
    assert lines("[铜仁|City]考察后与[铜仁市|City]签订友好协议。") == []


def test_a_party_without_a_leader_is_not_its_host() -> None:
    host = "[袁光|Official]参加活动。考察团走访后，认为前景广阔。"
    assert lines(f"三家企业来考察。[县政协|Agency][副主席|Title]{host}") == ["袁光 holdsPost 县政协 副主席"]


def test_a_meeting_whose_report_is_discussed_is_not_held() -> None:
    assert lines("会议讨论了[市委全会|Event]工作报告，[赵立群|Official]主持会议。") == []


def test_a_place_that_sends_a_delegation_is_not_its_goal() -> None:
    said = "[郑海川|Official]率[广西|Province]党政代表团赴[贵州省|Province]考察。"
    assert lines(said) == ["郑海川 visited 贵州省", "广西 visited 贵州省"]
