"""The readings of all articles come in; the corpus goes out: entities with their full names, across articles,
and claims with all their evidence."""

from kg.linking.corpus import link

__all__ = ["link"]
