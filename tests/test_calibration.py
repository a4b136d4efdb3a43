"""How right rules are, and what follows for their confidence."""

from pathlib import Path

import pytest

from kg import calibration, verdicts
from kg.calibration import records, reliability, render
from kg.model import NewskgError, Predicate
from kg.relations import rules
from kg.relations.confidence import confidence, confidences, parse, smoothed, table
from kg.verdicts import Verdict

ARTICLE = """kind: news
headline: [汉阴县|County]防汛
province: 陕西省
split: train

[汉阴县水利局|Agency][局长|Title][段清|Official]介绍，[汉阴县|County]启动[“清江行动”|Initiative:campaign]。
---
段清 | holdsPost 局长 | 汉阴县水利局 | 汉阴县水利局局长段清
段清 | quotedIn | article | 段清介绍
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def verdict(rule: str, right: bool, sure: float = 0.9) -> Verdict:
    return Verdict(Predicate.ATTENDED, (rule,), sure, right)


def test_claims_are_right_where_they_are_annotated(folder: Path) -> None:
    judged = {v.predicate: v.right for v in verdicts.verdicts(folder, "train")}
    assert judged[Predicate.HOLDS_POST] is True
    assert judged[Predicate.QUOTED_IN] is True
    assert judged.get(Predicate.LEADS, False) is False  # read or not, it is not annotated


def test_rules_are_counted_by_name() -> None:
    found = records([verdict("a", True), verdict("a", False), verdict("b", True)])
    assert (found["a"].right, found["a"].wrong) == (1, 1)
    assert found["b"].relation == "attended"


def test_few_cases_are_drawn_towards_those_of_the_relation() -> None:
    many = [verdict("often", n > 0) for n in range(100)]
    made = parse(table(records([*many, verdict("once", False)])), "x")
    assert made["often"] == pytest.approx(0.99, abs=0.005)
    assert 0.7 < made["once"] < 0.9  # one case wrong does not make a rule worthless
    assert smoothed(10, 0, 0.5) < 0.99


def test_a_broken_table_is_an_error_that_names_the_line() -> None:
    with pytest.raises(NewskgError, match="line 2"):
        parse("# x\nrule\tmany\n", "confidence.tsv")


def test_reliability_puts_claims_of_like_confidence_together() -> None:
    bins = reliability([verdict("a", True, 0.97), verdict("a", True, 0.99), verdict("a", False, 0.62)])
    assert [(b.claims, b.right) for b in bins] == [(1, 0), (2, 2)]
    assert render(bins).splitlines()[-1] == "| 0.95 | 0.98 | 2 | 1.00 |"


def test_confidences_are_written_where_asked(folder: Path, tmp_path: Path) -> None:
    made = calibration.calibrate(folder, tmp_path / "confidence.tsv")
    text = (tmp_path / "confidence.tsv").read_text(encoding="utf-8")
    assert made == parse(text, "confidence.tsv")
    assert made
    with pytest.raises(NewskgError, match="no annotated article"):
        calibration.calibrate(tmp_path / "nothing", tmp_path / "none.tsv")


def test_rules_take_their_confidence_from_the_table() -> None:
    for rule in rules():
        assert rule.confidence == confidence(rule.name, rule.confidence)
    counted = sum(rule.name in confidences() for rule in rules())
    assert counted > 0.5 * len(rules())
