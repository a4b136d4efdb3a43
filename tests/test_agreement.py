import pytest

from kg import agreement, corpus
from kg.model import NewskgError

ARTICLE = """kind: news
headline: [抚州|City=抚州市]清理证明事项
split: train

今天，[省司法厅|Agency=江西省司法厅][厅长|Title][古庭松|Official]在[抚州|City]调研。
---
古庭松 | holdsPost 厅长 | 江西省司法厅 | 省司法厅厅长古庭松
古庭松 | visited | 抚州市 | 古庭松在抚州调研
"""


def folder(path, text):
    path.mkdir()
    (path / "jx-001.txt").write_text(text, encoding="utf-8")
    return path


def test_the_same_annotation_agrees(tmp_path):
    first, second = (
        folder(tmp_path / "1", ARTICLE),
        folder(tmp_path / "2", ARTICLE.replace("|Official]", "|Person]")),
    )
    mentions, relations = agreement.compare(corpus.load(first), corpus.load(second))
    assert mentions.f1 == relations.f1 == 1


def test_what_one_alone_found_is_listed(tmp_path):
    other = ARTICLE.replace("在[抚州|City]调研", "在抚州调研").replace("抚州市 | 古", "江西省司法厅 | 古")
    first, second = (
        folder(tmp_path / "1", ARTICLE),
        folder(tmp_path / "2", other.replace("City=抚州市", "County=抚州市")),
    )
    mentions, relations = agreement.compare(corpus.load(first), corpus.load(second))
    assert mentions.only_first == (("jx-001", "City", "抚州"),)
    assert mentions.f1 == pytest.approx(2 / 3)
    assert relations.only_second == (("jx-001", "visited", "古庭松", "江西省司法厅"),)
    assert "visited        F1 0.000" in agreement.report(first, second)


def test_different_texts_are_refused(tmp_path):
    first, second = folder(tmp_path / "1", ARTICLE), folder(tmp_path / "2", ARTICLE.replace("今天", "昨天"))
    with pytest.raises(NewskgError, match="jx-001: the two annotations are of different texts"):
        agreement.compare(corpus.load(first), corpus.load(second))
