"""A statistical scorer over pairs of names: what the rules missed and is likely all the same.

It adds to what the rules read of a document, under rules called "scorer/" and the relation, and takes away
what rules state that are often wrong where it finds that unlikely. model.npz is made by `kg train-relations`
from the train part of the corpus alone; MODEL_CARD.md says how well it does.
"""

from kg.relations.scorer.reading import MODEL, PREFIX, weigh

__all__ = ["MODEL", "PREFIX", "weigh"]
