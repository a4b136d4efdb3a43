import pytest

from kg.notation import parse
from kg.relations.coreference import stand_ins


def meant(text: str) -> list[tuple[str, list[str]]]:
    document = parse(text)
    return [
        (document.article.text[i.start : i.end], [document.mentions[m].text for m in i.mentions])
        for i in stand_ins(document)
        if i.mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[昆明市教育局|Agency]和[昆明理工大学|Institution]座谈，该局表态。", [("该局", ["昆明市教育局"])]),
        ("[昆明市教育局|Agency]和[昆明理工大学|Institution]座谈，该校表态。", [("该校", ["昆明理工大学"])]),
        ("[洛川|County=洛川县]苹果红了。该县很忙。", [("该县", ["洛川"])]),
        ("[洛川|County=洛川县]邻着[富县|County]。该县很忙。", [("该县", ["富县"])]),
        ("[青海|Province]与[甘肃|Province]相邻，双方协商。", [("双方", ["青海", "甘肃"])]),
        ("[青海|Province]很大。[西宁|City]到[玉树|City]，[海东|City]到[海西|City]，双方协商。", []),
        (
            "[青海省|Province][西宁市|City]与[甘肃省|Province][兰州市|City]举行签约仪式。[四川|Province]很远，[云南|Province]也远。"
            "双方协商。",
            [("双方", ["西宁市", "兰州市"])],
        ),
        (
            "[青海|Province]与[甘肃|Province]、[宁夏|Province]座谈，三方协商。",
            [("三方", ["青海", "甘肃", "宁夏"])],
        ),
        ("[青海|Province]与[甘肃|Province]、[宁夏|Province]相邻，三方协商。", []),
        ("[西部算力大会|Event]开幕。会上人很多。", [("会上", ["西部算力大会"])]),
        ("会上人很多。", []),
        ("学习[全国教育大会|Event]精神。会上人很多。", []),
        ("[开学典礼|Event]举行。学习[全国教育大会|Event]精神。会上人很多。", [("会上", ["开学典礼"])]),
        ("[马平|Person]走了，他说好。", [("他", ["马平"])]),
        ("[马平|Person]走了，其他人说好，他们也好。", []),
        ("[洮河电站|Site]发电。电站由企业建设。", [("电站", ["洮河电站"])]),
        ("[洮河大桥|Site]通车。电站由企业建设。", []),
        ("[绿廊推广中心|Institution]很忙。今年中心种了树。", [("中心", ["绿廊推广中心"])]),
        ("[马平|Person]在人民大会堂前学习会议精神。", []),
        ("[贵阳|City]和[贵阳市|City]，全市都热。", [("全市", ["贵阳市"])]),
        ("[大理州|City]很美，[剑川县|County]也是。州里出钱。", [("州里", ["大理州"])]),
        ("[梅河口市|County]到[通化县|County]不远。市里修路。", [("市里", ["梅河口市"])]),
        ("[“绿廊”工程|Initiative]开工。工程由企业建设。", [("工程", ["“绿廊”工程"])]),
        (
            "[“绿廊”行动|Initiative]始于[《绿廊计划》|Initiative]，这项行动很忙。",
            [("这项行动", ["“绿廊”行动"])],
        ),
        ("[《绿廊办法》|Initiative]施行。这一制度很好。", []),
        ("[“绿廊”计划|Initiative]公布。计划由企业落实。", [("计划", ["“绿廊”计划"])]),
        ("[“绿廊”计划|Initiative]公布。计划种树。", []),
        (
            "[县人大常委会会议|Event]闭幕，[宪法宣誓仪式|Event]也举行了。马平列席会议。",
            [("会议", ["县人大常委会会议"])],
        ),
        (
            "[采风活动启动仪式|Event]举行。[马平|Person]介绍了[消费季|Event]情况，温静参加启动仪式。",
            [("启动仪式", ["采风活动启动仪式"])],
        ),
        ("[消费季|Event]开始，[马平|Person]出席活动并致辞。", [("活动", ["消费季"])]),
        (
            "[阮国梁|Official]到县里察看，[温静|Official]陪同。随后，调研组走进车间。",
            [("调研组", ["阮国梁"])],
        ),
        (
            "[段清和|Official]说，人手不够。[阮国梁|Official]到县里调研，[温静|Official]介绍了情况。一行人走进车间。",
            [("一行人", ["阮国梁"])],
        ),
        ("[段清和|Official]说，人手不够。他们又去了车间。", []),
        (
            "[阮国梁|Official]领着代表来到坝顶。同行的有[温静|Official]，还有工程师[马平|Person]。一行人又去了泵站。",
            [("一行人", ["阮国梁", "温静", "马平"])],
        ),
        ("[阮国梁|Official]走进[马平|Person]家中，他很高兴。", [("他", ["阮国梁"])]),
        ("[阮国梁|Official]赞成，[马平|Person]则反对。他有理由。", [("他", ["马平"])]),
        (
            "[省生态环境厅第三督导组|Agency]来了，[阮国梁|Official]任组长。督导组走访了企业。",
            [("督导组", ["省生态环境厅第三督导组"])],
        ),
        ("[许昌市|City]很大，[市委|Agency]开会，双方协商。", []),
    ],
)
def test_words_stand_for_the_name_they_fit(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert meant(text) == expected


def test_our_province_is_the_one_the_paper_bears_in_its_name() -> None:
    from dataclasses import replace

    document = parse("[黔|Province=贵州省][桂|Province=广西壮族自治区]相邻，我省下雨。")
    document = replace(document, article=replace(document.article, paper="贵州日报"))
    (item,) = stand_ins(document)
    assert [document.mentions[m].text for m in item.mentions] == ["黔"]


def test_a_place_that_is_not_named_is_nobody() -> None:
    document = parse("[马平|Official]说，全市启动[净水工程|Initiative]。")
    assert [item.mentions for item in stand_ins(document)] == [()]
