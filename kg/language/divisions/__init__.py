"""The form of a place name comes in; the administrative divisions of China that it may name go out."""

from kg.language.divisions.gazetteer import (
    Division,
    abbreviation,
    ancestors,
    by_code,
    forms,
    is_word,
    lookup,
    parent,
    within,
)

__all__ = [
    "Division",
    "abbreviation",
    "ancestors",
    "by_code",
    "forms",
    "is_word",
    "lookup",
    "parent",
    "within",
]
