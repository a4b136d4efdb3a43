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
            "[富县|County]、[洛川县|County]、[宜川县|County]相邻。三县签署公约。",
            [("三县", ["富县", "洛川县", "宜川县"])],
        ),
        (
            "[富县|County]很大。\n[洛川|County=洛川县]的人多，[洛川县|County]的树也多，[宜川县|County]的水多。两县商定。",
            [("两县", ["洛川县", "宜川县"])],
        ),
        (
            "[安康学院|Institution]管一处，[汉江中学|Institution]管一处，[汉水剧团|Institution]不管。两校出人。",
            [("两校", ["安康学院", "汉江中学"])],
        ),
        (
            "[富县|County]、[洛川县|County]来了，[宜川县|County]不来，[黄陵县|County]也不来。三县商定。",
            [],
        ),
        ("[富县|County]、[洛川县|County]、[宜川县|County]相邻。三县交界处有山。", []),
        ("[富县|County]、[洛川县|County]、[宜川县|County]的三县政府和三县民警。", []),
    ],
)
def test_a_number_stands_for_as_many_names(text, expected):
    assert meant(text) == expected
