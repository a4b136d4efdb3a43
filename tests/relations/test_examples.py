"""The rules read their own examples as stated."""

from kg.relations import rules, test_rules


def test_every_rule_reads_its_examples() -> None:
    report = test_rules()
    assert not report.failures, "\n".join(
        f"{f.rule}: {f.sentence}\n  expected {f.expected}\n  got      {f.got}" for f in report.failures
    )


def test_every_rule_has_an_example_of_each_kind() -> None:
    assert all(rule.yes and rule.no for rule in rules())
