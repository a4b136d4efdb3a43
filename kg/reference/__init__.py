"""The ontology and the ready queries in, pages for readers out: docs/ontology.html and docs/queries/."""

from kg.reference.cookbook import cookbook
from kg.reference.vocabulary import vocabulary

__all__ = ["cookbook", "vocabulary"]
