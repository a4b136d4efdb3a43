"""The readings of all articles come in; the corpus goes out: entities with their full names, across articles,
and claims with all their evidence. Decisions of people win over those of the program.

`homes` tells where the short forms of each article are at home, and what told it.
"""

from kg.linking.corpus import Linked, link, link_with_decisions
from kg.linking.decisions import Decision
from kg.linking.home import Home, HomeSource
from kg.linking.home import find as homes

__all__ = ["Decision", "Home", "HomeSource", "Linked", "homes", "link", "link_with_decisions"]
