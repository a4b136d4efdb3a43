"""A Doc in which the rules have run comes in; the names that a trained model sees in it go out.

`seen` are its people, organisations, places, initiatives and events with their probabilities; those that it
is sure of and the rules missed are added to the groups of these.
"""

from kg.language.statistics.additions import Seen, seen
from kg.language.statistics.component import statistics
from kg.language.statistics.model import Lattice, Model

__all__ = ["Lattice", "Model", "Seen", "seen", "statistics"]
