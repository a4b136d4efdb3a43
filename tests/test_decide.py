"""Decisions are taken on a built graph, followed by the next build, and undone by taking the line away."""

import pytest

from kg import decide, explain
from kg.build import build
from kg.graph import open_store
from kg.model import NewskgError, Settings
from kg.site.read import records
from kg.site.records import token

PAGE = """赣鄱日报7月18日讯（记者 苗清越）今天，省司法厅厅长古庭松在抚州市调研。古庭松说，证明能减则减。

赣鄱日报7月18日讯（记者 温以宁）7月17日，宜春市教育局局长古庭松说，新学期课后服务全覆盖。
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    page = tmp_path_factory.mktemp("pages") / "001.txt"
    page.write_text(PAGE, encoding="utf-8")
    return page


@pytest.fixture
def built(page, tmp_path):
    def again(decided=None):
        return build([page], tmp_path / "out", Settings(home="江西省"), decided=decided)

    assert again().findings == ()
    return tmp_path / "out", again


def people(out):
    with pytest.raises(NewskgError, match="several bear this name") as raised:
        explain.explain(out, "古庭松")
    return str(raised.value).partition("one of ")[2].split(", ")


def test_two_people_of_one_name_become_one_and_two_again(built, tmp_path):
    out, again = built
    file = tmp_path / "decisions.txt"
    one, other = people(out)
    decide.same(out, one, other, file)
    assert again(file).unapplied == ()
    text = explain.explain(out, "古庭松")
    assert "江西省司法厅" in text
    assert "宜春市教育局" in text
    assert "人工裁定" in text
    assert shown(out) == [one]
    file.unlink()
    again(file)
    assert people(out) == [one, other]
    assert shown(out) == []


def shown(out):
    """The ids of the things whose pages say that people decided something about them."""
    pages = {token(id_): id_ for id_ in ids(out)}
    said = [p for p in (out / "site" / "e").rglob("*.html") if "人工裁定" in p.read_text(encoding="utf-8")]
    return sorted(pages[page.stem] for page in said)


def ids(out):
    with open_store(out / "store") as store:
        return [thing.id for thing in records(store).things.values()]


def test_a_rejected_claim_is_gone(built, tmp_path):
    out, again = built
    one, _ = people(out)
    claim = next(line for line in explain.explain(out, one).splitlines() if "担任" in line)
    decide.reject(out, claim.rpartition("(")[2].rstrip(")"), tmp_path / "decisions.txt")
    assert again(tmp_path / "decisions.txt").unapplied == ()
    assert "担任" not in explain.explain(out, one)


def test_a_decision_that_no_longer_applies_is_reported(built, tmp_path):
    _, again = built
    (tmp_path / "decisions.txt").write_text("same | person-某某 | person-谁\n", encoding="utf-8")
    assert len(again(tmp_path / "decisions.txt").unapplied) == 1


def test_unknown_names_and_broken_files_are_named(built, tmp_path):
    out, again = built
    with pytest.raises(NewskgError, match="没有此人"):
        decide.same(out, "没有此人", people(out)[0], tmp_path / "decisions.txt")
    with pytest.raises(NewskgError, match="no claim has this id"):
        decide.reject(out, "claim-0", tmp_path / "decisions.txt")
    (tmp_path / "decisions.txt").write_text("equal | a | b\n", encoding="utf-8")
    with pytest.raises(NewskgError, match="line 1"):
        again(tmp_path / "decisions.txt")
