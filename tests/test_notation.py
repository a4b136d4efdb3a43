from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Article,
    ArticleKind,
    DateSpan,
    Document,
    EntityType,
    Mention,
    Modality,
    NewskgError,
    Title,
)
from kg.notation import parse, render, split_sentences

EXAMPLES = [
    "没有标注的一句话。",
    "[省财政厅|Agency=四川省财政厅][厅长|Title][陆明远|Official]表示,工作已完成。",
    "[[省财政厅|Agency]社会保障处|Agency][处长|Title]介绍。",
    "[原局长|Title:former=局长][郑海川|Person]出席。",
    "[5月27日|Date=--05-27],[“清风行动”|Initiative:campaign=“清风行动”专项整治]启动。",
    "见表\\[1\\]，A\\|B，反斜杠\\\\。",
    "[《意见\\[试行\\]》|Initiative:document=《关于a\\=b的意见\\[试行\\]》]印发。",
    "[[长沙|City][学院|Institution]|Institution]分行\n第二行[成\n都|City]。",
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_rendering_gives_the_annotated_text_back(text: str) -> None:
    assert render(parse(text)) == text


def test_a_mention_has_type_name_and_detail() -> None:
    document = parse("今天,[省发改委|Agency=贵州省发展和改革委员会]印发[《方案》|Initiative:document]。")
    assert document.article.text == "今天,省发改委印发《方案》。"
    assert document.mentions == (
        Mention(3, 7, "省发改委", EntityType.AGENCY, "贵州省发展和改革委员会"),
        Mention(9, 13, "《方案》", EntityType.INITIATIVE, None, "document"),
    )


def test_the_outer_mention_comes_first() -> None:
    document = parse("[[省民政厅|Agency]老龄处|Agency]")
    assert [m.text for m in document.mentions] == ["省民政厅老龄处", "省民政厅"]


def test_titles_and_dates() -> None:
    document = parse("[3月2日|Date=2024-03-02]，[原市长|Title:former=市长]、[教授|Title]到会")
    assert document.dates == (DateSpan(0, 4, "3月2日", "2024-03-02"),)
    assert document.titles == (Title(5, 8, "市长", Modality.FORMER), Title(9, 11, "教授"))


def test_a_line_break_in_a_mention_is_not_in_its_text() -> None:
    (mention,) = parse("[省教\n育厅|Agency]").mentions
    assert (mention.start, mention.end, mention.text) == (0, 5, "省教育厅")


def test_sentences_end_at_marks_and_line_breaks() -> None:
    text = "标题\n他说：“好！”大家笑了。会议要求：一、抓紧；二、落实\n"
    assert [text[s:e] for s, e in split_sentences(text)] == [
        "标题",
        "他说：“好！”",
        "大家笑了。",
        "会议要求：一、抓紧；",
        "二、落实",
    ]


def test_sentences_and_article_can_be_given() -> None:
    article = Article("p-01", "p", ArticleKind.FEATURE, "标题\n昆明召开大会。", (3, 10), headline="标题")
    document = parse("标题\n[昆明|City]召开大会。", article, ((3, 10),))
    assert document.article is article
    assert document.sentences == ((3, 10),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("第一行\n[昆明|Town]", "line 2: .*no known type; write one of Official"),
        ("[昆明|City", "line 1: .*not closed; end it with"),
        ("第一行\n\n[昆明", "line 3: .*never closed; write"),
        ("昆明|City]", "line 1: .*closes nothing.*write"),
        ("[|City]", "line 1: nothing stands between"),
        ("[局长|Title:past]", "no modality 'past'; write one of asserted"),
        ("[今天|Date]", "has no value; write"),
        ("a\\b", "backslash"),
    ],
)
def test_broken_notation_is_named_with_its_remedy(text: str, message: str) -> None:
    with pytest.raises(NewskgError, match=message):
        parse(text)


def test_a_text_that_differs_from_the_article_is_refused() -> None:
    article = parse("第一行\n昆明").article
    with pytest.raises(NewskgError, match=r"text-01, line 2: .*unchanged"):
        parse("第一行\n昆阳", article)


def test_crossing_annotations_are_refused() -> None:
    document = parse("[昆明市|City]教育局")
    crossed = replace(document, mentions=(*document.mentions, Mention(1, 5, "明市教育", EntityType.AGENCY)))
    with pytest.raises(NewskgError, match="crosses another"):
        render(crossed)


CHARS = st.sampled_from("省市厅长甲乙[]|\\=:。，\n“”")


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(CHARS, min_size=1, max_size=40))
    mentions, titles, dates = [], [], []

    def annotate(start: int, end: int, depth: int) -> None:
        at = start
        while at < end and draw(st.booleans()):
            a = draw(st.integers(at, end - 1))
            b = draw(st.integers(a + 1, end))
            label = draw(st.text(CHARS, max_size=4).map(lambda s: s.replace("\n", ""))) or None
            surface = text[a:b].replace("\n", "")
            kind = draw(st.integers(0, 3))
            if kind < 2:
                mentions.append(Mention(a, b, surface, draw(st.sampled_from(EntityType)), label, None))
            elif kind == 2:
                titles.append(Title(a, b, label or surface or "长", draw(st.sampled_from(Modality))))
            else:
                dates.append(DateSpan(a, b, surface, label or "2024"))
            if depth < 2 and (a, b) != (start, end):
                annotate(a, b, depth + 1)
            at = b

    annotate(0, len(text), 0)
    article = Article("p-01", "p", ArticleKind.NEWS, text, (0, len(text)))

    def order(items: list) -> tuple:  # type: ignore[type-arg]
        unique = {(i.start, i.end): i for i in items}
        return tuple(sorted(unique.values(), key=lambda i: (i.start, -i.end)))

    return Document(article, tuple(split_sentences(text)), order(mentions), order(titles), order(dates))


@given(documents())
def test_parsing_what_is_rendered_gives_the_document_back(document: Document) -> None:
    assert parse(render(document), document.article, document.sentences) == document
