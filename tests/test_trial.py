import pytest

from kg.model import NewskgError
from kg.trial import trial

ARTICLE = """kind: news
headline: [抚州|City=抚州市]清理证明事项
province: 江西省
split: dev

今天，[省司法厅|Agency=江西省司法厅][厅长|Title][古庭松|Official]在[抚州|City]调研。
---
古庭松 | holdsPost 厅长 | 江西省司法厅 | 省司法厅厅长古庭松
古庭松 | visited | 抚州市 | 古庭松在抚州调研
"""


def test_what_the_program_reads_is_scored_against_what_people_found(tmp_path):
    (tmp_path / "jx-001.txt").write_text(ARTICLE, encoding="utf-8")
    report = trial(tmp_path, "dev")
    assert report.scores["mentions"].f1 == report.scores["relations"].f1 == report.scores["titles"].f1 == 1
    assert report.scores["names"].matched == 3


def test_a_part_without_articles_is_named(tmp_path):
    (tmp_path / "jx-001.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(NewskgError, match="no annotated article of the part 'test'"):
        trial(tmp_path, "test")
