"""A Doc in which the rules have run comes in; the names that a trained model sees in it go out.

They are the group "model", with the labels PER, ORG and LOC and their probabilities; `train` makes the model.
"""

from kg.language.statistics.component import statistics
from kg.language.statistics.model import Lattice, Model

__all__ = ["Lattice", "Model", "statistics"]
