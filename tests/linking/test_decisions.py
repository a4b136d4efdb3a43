"""People's decisions win, last, and can be taken back."""

from pathlib import Path

import pytest

from kg.linking import Decision, link_with_decisions
from kg.linking.decisions import add, read
from kg.model import NewskgError, Settings
from tests.linking.typed import entity, linked, reading

READINGS = (
    reading("001-01", "[绍兴市教育局|Agency]局长[王伟|Official]。", ["王伟 | holdsPost 局长 | 绍兴市教育局"]),
    reading(
        "002-01", "[绍兴市水利局|Agency]副局长[王伟|Official]。", ["王伟 | holdsPost 副局长 | 绍兴市水利局"]
    ),
)
EDUCATION, WATER = "person-王伟-绍兴市教育局", "person-王伟-绍兴市水利局"


def _decide(*decided: Decision):
    return link_with_decisions((), READINGS, Settings(), decided)


def test_same_joins_two() -> None:
    made = _decide(Decision("same", (EDUCATION, WATER)))
    assert made.unapplied == ()
    assert entity(made.corpus, "002-01", "王伟").id == EDUCATION
    assert {c.subject for c in made.corpus.claims} == {EDUCATION}
    assert made.corpus.possibly_same == ()


def test_differ_settles_an_open_pair() -> None:
    made = _decide(Decision("differ", (WATER, EDUCATION)))
    assert made.unapplied == ()
    assert made.corpus.possibly_same == ()
    assert entity(made.corpus, "002-01", "王伟").id == WATER


def test_differ_parts_what_the_program_joined() -> None:
    joined = (READINGS[0], reading("001-02", "[王伟|Official]到校。"))
    assert entity(linked(*joined), "001-02", "王伟").id == "person-王伟"
    made = link_with_decisions((), joined, Settings(), [Decision("differ", ("person-王伟", "001-02"))])
    assert made.unapplied == ()
    assert entity(made.corpus, "001-02", "王伟").id == "person-王伟-001-02"
    assert entity(made.corpus, "001-01", "王伟").mentions == (("001-01", 1),)


def test_reject_takes_a_claim_out_whatever_the_pages_say() -> None:
    made = _decide(Decision("reject", (WATER, "holdsPost 副局长", "agency-绍兴市水利局")))
    assert [c.subject for c in made.corpus.claims] == [EDUCATION]
    assert made.unapplied == ()


def test_what_was_decided_is_noted_where_it_applies() -> None:
    decided = [
        Decision("same", (EDUCATION, WATER)),
        Decision("reject", (EDUCATION, "holdsPost 副局长", "agency-绍兴市水利局")),
        Decision("same", (EDUCATION, "person-李四")),
    ]
    notes = _decide(*decided).corpus.notes
    assert [id_ for id_, _ in notes] == ["agency-绍兴市水利局", EDUCATION, EDUCATION]
    joined = next(note for id_, note in notes if id_ == EDUCATION and WATER in note)
    assert joined == f"人工裁定：与“王伟”（{WATER}）是同一个。决定原文：same | {EDUCATION} | {WATER}"
    assert "“王伟 holdsPost 副局长 绍兴市水利局”不成立" in notes[0][1]
    assert _decide().corpus.notes == ()


def test_who_was_parted_is_noted_on_both() -> None:
    made = _decide(Decision("differ", (WATER, EDUCATION)))
    assert [id_ for id_, _ in made.corpus.notes] == sorted((WATER, EDUCATION))
    joined = (READINGS[0], reading("001-02", "[王伟|Official]到校。"))
    parted = link_with_decisions((), joined, Settings(), [Decision("differ", ("person-王伟", "001-02"))])
    assert [id_ for id_, _ in parted.corpus.notes] == ["person-王伟", "person-王伟-001-02"]


def test_what_no_longer_applies_is_reported() -> None:
    made = _decide(
        Decision("same", (EDUCATION, "person-李四"), 3),
        Decision("same", (EDUCATION, "agency-绍兴市水利局"), 4),
        Decision("reject", (EDUCATION, "visited", "agency-绍兴市水利局"), 5),
    )
    assert [line.partition(":")[0] for line in made.unapplied] == [
        "decision in line 3",
        "decision in line 4",
        "decision in line 5",
    ]


def test_a_file_of_decisions_is_written_once_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.txt"
    decision = Decision("same", (EDUCATION, WATER))
    add(path, decision)
    add(path, decision)
    (found,) = read(path)
    assert (found.verb, found.parts) == ("same", (EDUCATION, WATER))
    assert read(tmp_path / "none.txt") == ()


@pytest.mark.parametrize("line", ["same | a", "join | a | b", "reject | a | likes | b"])
def test_a_line_that_is_no_decision_is_an_error_that_names_it(tmp_path: Path, line: str) -> None:
    path = tmp_path / "decisions.txt"
    path.write_text(f"# remark\n{line}\n", encoding="utf-8")
    with pytest.raises(NewskgError, match=r"line 2"):
        read(path)
