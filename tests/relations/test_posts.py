import pytest

from kg.notation import parse
from kg.relations.examples import line
from kg.relations.posts import governs, implied
from kg.relations.reader import read_by_rules as read


def posts(text: str) -> list[str]:
    document = parse(text)
    lines = (line(document, s) for s in read(document).statements if s.predicate == "holdsPost")
    return [shown.replace(" holdsPost", "") for shown in lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[市委|Agency][书记|Title][谭山|Official]", ["谭山 市委 书记"]),
        (
            "[省委|Agency][常委|Title]、[省政府|Agency][副省长|Title][谭山|Official]",
            ["谭山 省委 常委", "谭山 省政府 副省长"],
        ),
        (
            "[开封市政府|Agency]开会，[开封市委|Agency][副书记|Title]、[市长|Title][谭山|Official]到会",
            ["谭山 开封市政府 市长", "谭山 开封市委 副书记"],
        ),
        (
            "[洛阳市政府|Agency]开会，[开封市委|Agency][副书记|Title]、[市长|Title][谭山|Official]到会",
            ["谭山 开封市委 副书记"],
        ),
        ("[开封市|City][市长|Title][谭山|Official]。[开封市人民政府|Agency]", ["谭山 开封市人民政府 市长"]),
        ("[高新区管委会|Agency][区长|Title][谭山|Official]", ["谭山 高新区管委会 区长"]),
        ("[市工信局|Agency]和[市商务局|Agency]。[局长|Title][谭山|Official]", []),
        ("[市工信局|Agency]开会。[局长|Title][谭山|Official]到会", ["谭山 市工信局 局长"]),
        ("[松北区政府|Agency]开会，[副市长|Title][谭山|Official]到会", []),
        ("[市工信局|Agency]。[校长|Title][谭山|Official]", []),
        (
            "[开封市政府|Agency]与[通许县政府|Agency]签约。[市政府|Agency]开会，[副市长|Title][谭山|Official]到会",
            ["谭山 市政府 副市长"],
        ),
        (
            "[市工信局|Agency]与[市商务局|Agency]，一个在东，一个在西。先说工信的事，干得早，账也清楚，群众看在眼里，"
            "企业记在心里，年年有人来取经。再说商务，一条街一条街地跑，一家店一家店地问，话都说到了点子上，"
            "人人都服气。[市商务局|Agency]开会，[局长|Title][谭山|Official]到会",
            ["谭山 市商务局 局长"],
        ),
        (
            "[省教育厅|Agency][厅长|Title][谭山|Official]，[开封市|City][副市长|Title][白云|Official]",
            ["谭山 省教育厅 厅长"],
        ),
        (
            "[省教育厅|Agency][厅长|Title][谭山|Official]，[副厅长|Title][白云|Official]",
            ["谭山 省教育厅 厅长", "白云 省教育厅 副厅长"],
        ),
    ],
)
def test_titles_go_to_their_organisations(text: str, expected: list[str]) -> None:
    assert sorted(posts(text)) == sorted(expected)


def test_an_organ_is_implied_but_where_the_title_is_its_own() -> None:
    organ = implied("代市长", "成都市委")
    assert organ is not None and "人民政府" in organ.endings
    assert implied("市长", "成都市人民政府") is None
    assert implied("局长", "成都市委") is None


def test_what_governs() -> None:
    assert governs("中国共产党成都市委员会")
    assert governs("区政府")
    assert not governs("成都市发改委")
