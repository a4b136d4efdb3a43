import pytest

from kg.model import Modality, NewskgError, Predicate
from kg.relations import Rule, rules, test_rules
from kg.relations.rules import parse_rules

RULE = """
[[rule]]
name = "says"
states = ["who quotedIn"]
confidence = 0.9
patterns = ["{who:Person}说"]
yes = [["[马平|Person]说。", "马平 quotedIn"]]
no = ["[马平|Person]想。"]
"""


def test_a_rule_is_named_after_its_file() -> None:
    (rule,) = parse_rules(RULE, "speech.toml")
    assert isinstance(rule, Rule)
    assert (rule.name, rule.yields, rule.modality) == (
        "speech.says",
        (Predicate.QUOTED_IN,),
        Modality.ASSERTED,
    )


def test_an_example_that_is_not_read_as_stated_is_reported() -> None:
    wrong = RULE.replace('no = ["[马平|Person]想。"]', 'no = ["[马平|Person]说好。"]')
    report = test_rules(parse_rules(wrong, "speech.toml"))
    (failure,) = report.failures
    assert failure.rule == "speech.says"
    assert failure.sentence == "[马平|Person]说好。"
    assert (failure.expected, failure.got) == ((), ("马平 quotedIn",))
    assert str(failure).startswith(
        "speech.says: [马平|Person]说好。 is read as 马平 quotedIn, not nothing; mend"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("confidence = 0.9", "", "rule says: 'confidence' is missing; add it"),
        ("confidence", "certainty = 1\nconfidence", "'certainty' is no part of a rule; write one of"),
        ("who quotedIn", "whom quotedIn", "has no slot 'whom' that is stated; add it"),
        ("who quotedIn", "who shouts", "'who shouts' states nothing; write 'slot predicate slot'"),
        ("who quotedIn", "who attended", "states nothing"),
        ("states = [", "states = ", "x.toml: not TOML .*; mend it"),
    ],
)
def test_a_broken_rule_is_named_with_its_remedy(old: str, new: str, message: str) -> None:
    with pytest.raises(NewskgError, match=message):
        parse_rules(RULE.replace(old, new), "x.toml")


def test_all_predicates_have_rules() -> None:
    assert {predicate for rule in rules() for predicate in rule.yields} == set(Predicate)


def test_there_are_enough_rules_and_examples() -> None:
    report = test_rules()
    assert report.patterns >= 60
    assert report.examples >= 250


def test_confidences_are_probabilities() -> None:
    assert all(0 < rule.confidence <= 1 for rule in rules())
