"""Documents in, statements with their passages out: what the rules in rules/ read, and nothing else.

`rules` are these rules, `test_rules` runs each against its own example sentences.
"""

from kg.relations.examples import Failure, Report, test_rules
from kg.relations.reader import read, read_by_rules
from kg.relations.rules import Rule, rules

__all__ = ["Failure", "Report", "Rule", "read", "read_by_rules", "rules", "test_rules"]
