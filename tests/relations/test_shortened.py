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
        (
            "[南港余热综合利用工程|Initiative]开工。其中，余热工程由企业建设。",
            [("余热工程", ["南港余热综合利用工程"])],
        ),
        (
            "[石化产业“减碳提质”三年行动|Initiative]启动。根据三年行动安排，企业先改。",
            [("三年行动", ["石化产业“减碳提质”三年行动"])],
        ),
        ("[南港余热综合利用工程|Initiative]、[北港余热回收工程|Initiative]开工。余热工程由企业建设。", []),
        ("余热工程由企业建设。[南港余热综合利用工程|Initiative]开工。", []),
        ("[南港余热综合利用工程|Initiative]开工。省里看重余热工程师。", []),
        ("[重点用能监管平台|Initiative]上线。重点平台不少。", []),
    ],
)
def test_part_of_a_name_stands_for_it(text, expected):
    assert meant(text) == expected
