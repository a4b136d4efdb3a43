"""What the model adds to the rules: certain names with endings that tell, where nothing was found."""

import numpy as np
import pytest
from spacy.tokens import Doc

from kg.language.pipeline import load
from kg.language.spans import group, span
from kg.language.statistics.additions import additions
from kg.language.statistics.endings import HEAD, counted, type_of
from kg.language.statistics.fitting import labels_for
from kg.language.statistics.model import Lattice
from kg.model import EntityType

LABELS = labels_for(("LOC", "ORG", "PER"))


def lattice(text: str, name: str, kind: str, probability: float = 0.95) -> Lattice:
    """A lattice in which one stretch is a name with a probability, and the rest is none."""
    start, weight = text.index(name), np.full((len(text), len(LABELS)), 1e-12)
    weight[:, 0] = 1.0
    transition = np.ones((len(LABELS), len(LABELS)))
    path = ["S"] if len(name) == 1 else ["B", *"M" * (len(name) - 2), "E"]
    for at, place in enumerate(path, start):
        weight[at, LABELS.index(f"{place}-{kind}")] = probability
        weight[at, 0] = 1.0 - probability if at == start else 1e-12
    total = np.ones(len(text))
    share = np.array(weight)
    for at in range(start, start + len(name)):
        share[at] = 1e-12
        share[at, LABELS.index(f"{path[at - start]}-{kind}")] = probability
    return Lattice(LABELS, share, weight, weight, transition, total)


def doc_of(text: str) -> Doc:
    return load(()).make_doc(text)


def test_a_certain_name_with_a_telling_ending_is_added() -> None:
    text = "竹编工坊设在鹭岭水库旁边。"
    ((name, item),) = additions(doc_of(text), lattice(text, "鹭岭水库", "LOC"))
    assert (name, item.text, item.label_) == ("places", "鹭岭水库", EntityType.SITE)
    assert item._.component == "statistics"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("各乡镇都来了人。", "各乡镇", "LOC"),  # a group of things
        ("他们说起了大山深处的往事。", "大山", "LOC"),  # a word
        ("大家去了丙丁戊。", "丙丁戊", "LOC"),  # the ending tells nothing
        ("大家去了鹭岭（水库）。", "鹭岭（水库", "LOC"),  # marks inside
    ],
)
def test_what_is_no_name_is_not_added(text: str, name: str, kind: str) -> None:
    assert additions(doc_of(text), lattice(text, name, kind)) == []


def test_what_a_rule_found_stays_as_it_is() -> None:
    text = "竹编工坊设在鹭岭水库旁边。"
    doc = doc_of(text)
    doc.spans["places"] = [span(doc, 6, 8, EntityType.LOCALITY)]
    assert additions(doc, lattice(text, "鹭岭水库", "LOC")) == []
    assert [s.text for s in group(doc, "places")] == ["鹭岭"]


def test_endings_tell_the_type() -> None:
    assert type_of("鹭岭水库", "LOC") is EntityType.SITE
    assert type_of("鹭岭职业技术学院", "ORG") is EntityType.INSTITUTION
    assert type_of("鹭岭", "LOC", {}) is None


def test_endings_are_counted_by_name() -> None:
    names = [("甲水库", EntityType.SITE), ("乙水库", EntityType.SITE), ("乙水库", EntityType.SITE)]
    table = counted([*names, ("丙中心", EntityType.SITE), ("丁中心", EntityType.ZONE)])
    assert table == HEAD + "LOC\t库\tSite\t2\nLOC\t水库\tSite\t2\n"
    assert counted([("长沙市", EntityType.CITY), ("邵阳市", EntityType.CITY)]) == HEAD
