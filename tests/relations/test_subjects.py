import pytest

from kg.notation import parse
from kg.relations.coreference import stand_ins
from kg.relations.encoding import encode
from kg.relations.pattern import classes
from kg.relations.subjects import Subjects


def acting(text: str, verb: str, types: str = "Actor") -> list[str]:
    """Who is the subject where a verb stands."""
    document = parse(text)
    encoding = encode(document, stand_ins(document))
    subject = Subjects(encoding).at(encoding.text.rindex(verb), classes(types))
    return [] if subject is None else [document.mentions[m].text for m in subject.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[安康市|City]实施[“甲”|Initiative]。", ["安康市"]),
        ("今年来，[安康市|City]大力实施[“甲”|Initiative]。", ["安康市"]),
        ("[安康市|City]、[汉中市|City]共同实施[“甲”|Initiative]。", ["安康市", "汉中市"]),
        ("[陕西|Province][安康市|City]实施[“甲”|Initiative]。", ["安康市"]),
        ("[安康市|City]、[汉中市|City]等七市实施[“甲”|Initiative]。", ["安康市", "汉中市"]),
        ("[安康市|City]开会，全面实施[“甲”|Initiative]。", ["安康市"]),
        ("[安康市|City]与[汉中市|City]开会，实施[“甲”|Initiative]。", ["安康市"]),
        ("[安康市|City]开会。同时，实施[“甲”|Initiative]。", ["安康市"]),
        ("[市水利局|Agency][局长|Title][马平|Official]说，将实施[“甲”|Initiative]。", ["市水利局"]),
        ("[市水利局|Agency][局长|Title][马平|Official]说，我们实施[“甲”|Initiative]。", ["市水利局"]),
        ("[安康市|City]的企业实施[“甲”|Initiative]。", []),
        ("[安康市|City]群众实施[“甲”|Initiative]。", []),
        ("在[安康市|City]，企业实施[“甲”|Initiative]。", []),
        ("[安康市|City]开会，企业实施[“甲”|Initiative]。", []),
        ("[安康市|City]开会。企业实施[“甲”|Initiative]。", []),
        ("[市委|Agency][书记|Title][马平|Official]说，要实施[“甲”|Initiative]。", []),
        ("[市水利局|Agency][局长|Title][马平|Official]说，全市实施[“甲”|Initiative]。", []),
    ],
)
def test_who_acts(text: str, expected: list[str]) -> None:
    assert acting(text, "实施") == expected


def test_a_subject_of_another_kind_is_none() -> None:
    assert acting("[马平|Person]实施[“甲”|Initiative]。", "实施") == []
    assert acting("[马平|Person]、[温静|Person]实施[“甲”|Initiative]。", "实施", "Person") == ["马平", "温静"]


def test_a_speaker_stays_the_subject_of_what_persons_do() -> None:
    text = "[市水利局|Agency][局长|Title][马平|Official]说，要快，建议实施[“甲”|Initiative]。"
    assert acting(text, "建议", "Person") == ["马平"]


def test_a_headline_gives_no_subject_to_the_text() -> None:
    from dataclasses import replace

    document = parse("[安康市|City]开会\n实施[“甲”|Initiative]。")
    article = replace(document.article, body=(6, len(document.article.text)))
    encoding = encode(replace(document, article=article))
    assert Subjects(encoding).at(encoding.text.rindex("实施"), classes("Actor")) is None
