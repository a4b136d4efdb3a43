"""A passage stands in its sentence, with the two names marked."""

from kg.site.passages import Piece, marked, outermost, quoted, sentences
from kg.site.records import Naming

TEXT = (
    "推进会召开\n3月11日，推进会在长沙召开。“要快！”覃若溪说。"
    "省财政厅绩效管理处随后介绍情况，与会人员作了讨论。"
)


def naming(name: str, thing: str, after: int = 0) -> Naming:
    start = TEXT.index(name, after)
    return Naming(start, start + len(name), thing)


def span(text: str) -> tuple[int, int]:
    start = TEXT.index(text)
    return start, start + len(text)


def test_sentences_end_with_their_marks_and_at_lines() -> None:
    assert [TEXT[a:b] for a, b in sentences(TEXT)] == [
        "推进会召开",
        "3月11日，推进会在长沙召开。",
        "“要快！”",
        "覃若溪说。",
        "省财政厅绩效管理处随后介绍情况，与会人员作了讨论。",
    ]
    assert sentences("") == ()


def test_both_names_are_marked_and_the_rest_of_the_sentence_is_told_apart() -> None:
    namings = [naming("推进会", "e", 6), naming("长沙", "p")]
    pieces = quoted(TEXT, sentences(TEXT), span("推进会在长沙召开"), namings, ("e", "p"))
    assert pieces == [
        Piece("3月11日，"),
        Piece("推进会", "e", "s", True),
        Piece("在", stated=True),
        Piece("长沙", "p", "o", True),
        Piece("召开", stated=True),
        Piece("。"),
    ]


def test_a_name_inside_a_name_is_marked_as_itself() -> None:
    namings = [naming("省财政厅绩效管理处", "unit"), naming("省财政厅", "whole")]
    pieces = quoted(TEXT, sentences(TEXT), span("省财政厅绩效管理处"), namings, ("unit", "whole"))
    assert [(p.text, p.role) for p in pieces if p.role] == [("省财政厅", "o"), ("绩效管理处", "s")]


def test_other_names_of_the_sentence_are_not_marked() -> None:
    namings = [naming("覃若溪", "per"), naming("推进会", "e", 6)]
    pieces = quoted(TEXT, sentences(TEXT), span("覃若溪说"), namings, ("per", "art"))
    assert [p.text for p in pieces if p.role] == ["覃若溪"]


def test_a_long_sentence_is_cut_around_the_passage_and_says_so() -> None:
    text = "前" * 300 + "甲会见乙" + "后" * 300 + "。"
    pieces = quoted(
        text, sentences(text), (300, 304), [Naming(300, 301, "a"), Naming(303, 304, "b")], ("a", "b")
    )
    shown = "".join(p.text for p in pieces)
    assert shown.startswith("…前") and shown.endswith("后…")
    assert "甲会见乙" in shown
    assert len(shown) < 200


def test_of_overlapping_names_the_text_shows_the_outermost() -> None:
    both = [naming("省财政厅绩效管理处", "unit"), naming("省财政厅", "whole")]
    assert outermost(both) == both[:1]
    start, end = span("省财政厅绩效管理处随后介绍情况")
    assert [(p.text, p.thing) for p in marked(TEXT, start, end, both)] == [
        ("省财政厅绩效管理处", "unit"),
        ("随后介绍情况", None),
    ]


def test_nothing_is_lost_or_added_by_marking() -> None:
    namings = [naming("推进会", "e"), naming("推进会", "e", 6), naming("长沙", "p"), naming("覃若溪", "per")]
    assert "".join(p.text for p in marked(TEXT, 0, len(TEXT), namings)) == TEXT
