import pytest

from kg import corpus
from kg.model import EntityType, NewskgError, Predicate

ARTICLE = """kind: news
headline: [抚州|City=抚州市]清理证明事项
dateline: 赣鄱日报7月18日讯
date: 07-18
reporters: 巫青、温以宁
province: 江西省
genre: service
split: train

今天，[省司法厅|Agency=江西省司法厅][厅长|Title][古庭松|Official]在[抚州|City]调研。
[古庭松|Official]说，证明能减则减。
---
古庭松 | holdsPost 厅长 | 江西省司法厅 | 省司法厅厅长古庭松
古庭松 | visited | 抚州市 | 古庭松在抚州调研
古庭松 | quotedIn | article | 古庭松说
"""


def written(tmp_path, text):
    path = tmp_path / "jx-001.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_article_is_read_whole(tmp_path):
    annotated = corpus.read(written(tmp_path, ARTICLE))
    article = annotated.document.article
    assert article.headline == "抚州清理证明事项"
    assert article.reporters == ("巫青", "温以宁")
    assert article.text[slice(*article.body)].startswith("今天，省司法厅")
    assert next(iter(annotated.entities())) == ("抚州市", EntityType.CITY, ("抚州",))
    assert annotated.relations[0].title == "厅长"
    assert annotated.relations[1].predicate is Predicate.VISITED
    assert annotated.problems == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("| visited |", "| chaired |", "抚州市 is City"),
        ("古庭松 | visited", "古廷松 | visited", "古廷松 is no entity"),
        ("古庭松在抚州调研\n", "古庭松到抚州调研\n", "is not in the text"),
        ("holdsPost 厅长", "holdsPost", "has a title"),
        ("[古庭松|Official]说", "古庭松说", "without annotation"),
        ("[古庭松|Official]说", "[古庭松|Person]说", "is Official and Person"),
    ],
)
def test_what_does_not_resolve_is_a_problem(tmp_path, old, new, problem):
    assert old in ARTICLE
    problems = corpus.read(written(tmp_path, ARTICLE.replace(old, new))).problems
    assert any(problem in line for line in problems)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("genre:", "gener:", r"line 7: .* is no head line"),
        ("---\n", "", "no line of three hyphens"),
        ("| visited |", "| visits |", "'visits' is no predicate"),
        ("[抚州|City]调研", "[抚州|City调研", "notation, line 2"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, old, new, message):
    with pytest.raises(NewskgError, match=message):
        corpus.read(written(tmp_path, ARTICLE.replace(old, new)))


def test_gold_and_conll_say_the_same_as_the_file(tmp_path):
    annotated = corpus.read(written(tmp_path, ARTICLE))
    page = corpus.gold_page("001", [annotated])
    (article,) = page["articles"]
    assert article["first_words"] == "今天，省司法厅厅长古庭松在抚州调"
    assert article["entities"][1] == {"name": "江西省司法厅", "type": "Agency", "mentions": ["省司法厅"]}
    assert article["relations"][0]["title"] == "厅长"
    lines = list(corpus.conll([annotated]))
    assert lines[:2] == ["抚\tB-City", "州\tI-City"]
    assert lines[-1] == ""


def test_every_article_of_the_corpus_resolves(pytestconfig):
    articles = corpus.load(pytestconfig.rootpath / "corpus")
    assert articles
    assert {article.head["split"] for article in articles} <= set(corpus.SPLITS)
    assert [problem for article in articles for problem in article.problems] == []
