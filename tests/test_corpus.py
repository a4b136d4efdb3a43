import re
from collections import Counter

import pytest
from spacy.tokens import DocBin
from spacy.vocab import Vocab

from kg import corpus
from kg.model import PEOPLE, EntityType, NewskgError, Predicate

SET_PHRASES = re.compile("《[^》]*》")

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


def test_docbin_has_a_token_a_character_and_the_mentions(tmp_path):
    annotated = corpus.read(written(tmp_path, ARTICLE))
    (doc,) = DocBin().from_bytes(corpus.docbin([annotated])).get_docs(Vocab())
    assert doc.text == annotated.document.article.text
    assert [(span.text, span.label_) for span in doc.spans["mentions"]][:2] == [
        ("抚州", "City"),
        ("省司法厅", "Agency"),
    ]


@pytest.fixture(scope="module")
def articles(pytestconfig):
    return corpus.load(pytestconfig.rootpath / "corpus")


def test_every_article_of_the_corpus_resolves(articles):
    assert [problem for article in articles for problem in article.problems] == []


def test_the_corpus_is_large_and_its_parts_are_balanced(articles):
    assert len(articles) >= 400
    assert (
        sum(article.document.article.body[1] - article.document.article.body[0] for article in articles)
        >= 160_000
    )
    parts = Counter(article.head["split"] for article in articles)
    assert set(parts) == set(corpus.SPLITS)
    assert 0.65 <= parts["train"] / len(articles) <= 0.8
    assert len({article.head["province"] for article in articles}) == 31
    types = Counter(mention.type for article in articles for mention in article.document.mentions)
    predicates = Counter(relation.predicate for article in articles for relation in article.relations)
    assert min(types[kind] for kind in EntityType) >= 250
    assert min(predicates[predicate] for predicate in Predicate) >= 120


def test_articles_of_the_corpus_do_not_repeat_each_other(articles):
    runs, bearers = Counter(), Counter()
    for article in articles:
        text = SET_PHRASES.sub("", article.document.article.text.replace("\n", ""))
        runs.update({text[i : i + 16] for i in range(len(text) - 15)})
        mentions = article.document.mentions
        bearers.update({corpus.full_name(m) for m in mentions if m.type in PEOPLE})
    assert [run for run, count in runs.items() if count > 3] == []
    assert [name for name, count in bearers.items() if count > 3] == []
