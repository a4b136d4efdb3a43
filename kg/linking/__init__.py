"""The readings of all articles come in; the corpus goes out: entities with their full names, across articles,
and claims with all their evidence. Decisions of people win over those of the program."""

from kg.linking.corpus import Linked, link, link_with_decisions
from kg.linking.decisions import Decision

__all__ = ["Decision", "Linked", "link", "link_with_decisions"]
