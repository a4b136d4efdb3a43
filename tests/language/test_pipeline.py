"""The pipeline as a whole: from an article to its document."""

import pytest

from kg.language import annotate, load
from kg.language.pipeline import COMPONENTS, LONGEST
from kg.language.spans import credits_in, facts_of, in_regions, span
from kg.model import Article, ArticleKind, EntityType, NewskgError

TEXT = (
    "云溪县水库除险\n湘江晚报5月27日讯（记者 林晓禾 通讯员 邹立恒）"
    "今天，省水利厅厅长韩立峰在长沙表示，6月底前完工。"
)


def article(text: str = TEXT, **values: object) -> Article:
    return Article("t-01", "t", ArticleKind.NEWS, text, (0, len(text)), date="2024-05-27", **values)  # type: ignore[arg-type]


def test_all_components_run_in_their_order() -> None:
    assert tuple(load().pipe_names) == COMPONENTS


def test_a_document_of_an_article() -> None:
    document = annotate(article(), load())
    names = {(m.text, m.type) for m in document.mentions}
    assert ("省水利厅", EntityType.AGENCY) in names
    assert ("长沙", EntityType.CITY) in names
    assert not any("林晓禾" in m.text or "邹立恒" in m.text for m in document.mentions)
    assert [(m.start, -m.end) for m in document.mentions] == sorted(
        (m.start, -m.end) for m in document.mentions
    )
    assert all(TEXT[m.start : m.end] == m.text for m in document.mentions)
    assert ("今天", "2024-05-27") in {(d.text, d.value) for d in document.dates}
    assert [t.text for t in document.titles] == ["厅长"]
    assert TEXT[slice(*document.sentences[0])] == "云溪县水库除险"


def test_a_verb_in_front_of_a_place_is_no_surname() -> None:
    document = annotate(article("全国政协委员赴新疆考察。全省多地下雨。"), load())
    assert [m.text for m in document.mentions] == ["全国政协", "新疆"]


def test_agencies_hand_in_hand_are_two() -> None:
    document = annotate(article("云溪县检察院携手县司法局举办讲座。"), load())
    assert [m.text for m in document.mentions if m.type is EntityType.AGENCY] == ["云溪县检察院", "县司法局"]


def test_an_empty_article_has_nothing() -> None:
    document = annotate(article(""), load())
    assert (document.sentences, document.mentions, document.titles, document.dates) == ((), (), (), ())


def test_an_article_too_long_is_an_error_in_one_line() -> None:
    with pytest.raises(NewskgError, match=r"^t-01: an article of \d+ characters; "):
        annotate(article("长" * (LONGEST + 1)), load(()))


def test_the_same_text_gives_the_same_document() -> None:
    assert annotate(article(), load()) == annotate(article(), load())


def test_credits() -> None:
    text = "标题\n记者 林晓禾 摄\n正文说，他来了。（邹立恒 谷之南）\n省里（市里）都来。"
    found = credits_in(article(text))
    assert [text[s:e] for s, e in found] == ["记者 林晓禾 摄", "（邹立恒 谷之南）"]
    assert in_regions(found, 4, 5)
    assert not in_regions(found, 0, 2)


def test_facts_belong_to_span_and_label() -> None:
    doc = load(()).make_doc("长沙市委")
    place = span(doc, 0, 3, EntityType.CITY, detail="430100")
    other = span(doc, 0, 3, EntityType.SITE, confidence=0.5)
    assert facts_of(place).detail == "430100"
    assert place._.detail == "430100"
    assert other._.confidence == 0.5
    assert other._.detail is None
