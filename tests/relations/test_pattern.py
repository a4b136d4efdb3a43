import pytest

from kg.model import NewskgError
from kg.notation import parse
from kg.relations.encoding import encode
from kg.relations.pattern import compile_pattern

WORDS = {"say": ("说", "表示")}


def found(pattern: str, sentence: str) -> str | None:
    """What the pattern finds, as in the article."""
    document = parse(sentence)
    encoding = encode(document)
    match = compile_pattern(pattern, WORDS, "test").regex.search(encoding.text)
    if match is None:
        return None
    return document.article.text[encoding.article_start(match.start()) : encoding.article_end(match.end())]


@pytest.mark.parametrize(
    ("pattern", "sentence", "expected"),
    [
        ("{who:Person}<say>", "[马平|Official]表示好。", "马平表示"),
        ("{who:Person}<say>", "[马平|Official]认为好。", None),
        ("{all:Place+}雨", "[昆明|City]、[曲靖|City]和[玉溪|City]雨。", "昆明、曲靖和玉溪雨"),
        ("{all:Place+}雨", "[青|Province][甘|Province]雨。", "青甘雨"),
        ("{who:Person+}<say>", "[马平|Person]与[温静|Person]说。", "温静说"),
        (
            "{posts:Posts}{who:Person}",
            "[市委|Agency][书记|Title]、[市长|Title][马平|Official]来。",
            "市委书记、市长马平",
        ),
        (
            "{posts:Posts}{who:Person}",
            "[市委|Agency][书记|Title]兼[院长|Title][马平|Official]来。",
            "市委书记兼院长马平",
        ),
        ("{a:Place}…3到{b:Place}", "[昆明|City]坐车到[玉溪|City]。", "昆明坐车到玉溪"),
        ("{a:Place}…3到{b:Place}", "[昆明|City]，坐到[玉溪|City]。", None),
        ("{a:Place}…~3到{b:Place}", "[昆明|City]，坐到[玉溪|City]。", "昆明，坐到玉溪"),
        ("{a:Place}…9{b:Event}", "[昆明|City]的[马平|Person]来到[大会|Event]。", None),
        ("{a:Place}…*9{b:Event}", "[昆明|City]的[马平|Person]来到[大会|Event]。", "昆明的马平来到大会"),
        ("{a:Place}……9{b:Event}", "[昆明|City]的[马平|Person]，来到[大会|Event]。", "昆明的马平，来到大会"),
        ("{a:Place}……9{b:Event}", "[昆明|City]下雨。[大会|Event]开了。", None),
        ("^{a:Place}", "在[昆明|City]。", None),
        ("^{a:Place}", "雨停了，[昆明|City]晴。", "昆明"),
        ("{a:Place}$", "雨停在[昆明|City]。", "昆明"),
        ("{a:City|County}", "[贵州|Province][盘州|County]。", "盘州"),
        (
            "{x:Person}（{t:Title}）",
            "[马平|Official]([局长|Title])。",
            "马平([局长])".replace("[", "").replace("]", ""),
        ),
    ],
)
def test_patterns_find(pattern: str, sentence: str, expected: str | None) -> None:
    assert found(pattern, sentence) == expected


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{who:Human}", r"rules.toml, rule x: \{who:Human\} .* no known type 'Human'; write one of"),
        ("{who:Person}<shout>", "there is no word list <shout>; add it"),
        ("{who:Person}(说", "is broken .*; mend it"),
    ],
)
def test_a_broken_pattern_is_named_with_its_remedy(pattern: str, message: str) -> None:
    with pytest.raises(NewskgError, match=message):
        compile_pattern(pattern, WORDS, "rules.toml, rule x")


def test_what_a_pattern_needs_is_known_before_it_is_tried() -> None:
    pattern = compile_pattern("{a:Person}({b:Event})?<say>", WORDS, "test")
    assert len(pattern.needs) == 1
    assert compile_pattern("{a:Person}|{b:Event}", WORDS, "test").needs == ()


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("{a:Person}<say>", [{"说", "表示"}]),
        ("{a:Person}(<say>|笑)道", [{"说", "表示", "笑"}, {"道"}]),
        ("{a:Person}(也)?来到(?!的)", [{"来到"}]),
        ("{a:Person}(来|去|{b:Place}走)了?", []),
        ("{a:Person}来|{b:Person}去", []),
        ("{a:Person}(来了?|去)", [{"来", "去"}]),
    ],
)
def test_the_words_without_which_nothing_fits(pattern: str, literals: list[set[str]]) -> None:
    assert [set(group) for group in compile_pattern(pattern, WORDS, "test").literals] == literals


def test_a_list_of_people_is_found_from_its_beginning() -> None:
    sentence = (
        "[市长|Title][马平|Official]，种粮大户[温静|Person]、[大理大学|Institution]的[白云|Person]来了。"
    )
    assert found("{all:People}来了", sentence) == "市长马平，种粮大户温静、大理大学的白云来了"
    assert found("{all:People}走了", sentence) is None
