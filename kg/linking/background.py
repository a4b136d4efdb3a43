"""What the gazetteer knows of the divisions that occur: the chain of divisions above each."""

from collections.abc import Iterable, Mapping

from kg.language.divisions import Division, ancestors
from kg.model import Predicate


def chains(divisions: Iterable[Division]) -> tuple[tuple[Division, ...], tuple[tuple[str, str], ...]]:
    """The divisions above the given ones, sorted by code, and the pairs (code, code of the one above)."""
    given = set(divisions)
    above: set[Division] = set()
    edges: set[tuple[str, str]] = set()
    for division in given:
        below = division
        for higher in ancestors(division):
            edges.add((below.code, higher.code))
            above.add(higher)
            below = higher
    return tuple(sorted(above - given)), tuple(sorted(edges))


def edges(pairs: Iterable[tuple[str, str]], ids: Mapping[str, str]) -> tuple[tuple[str, Predicate, str], ...]:
    """The background edges between the entities of the codes."""
    found = {(ids[below], Predicate.PART_OF, ids[above]) for below, above in pairs}
    return tuple(sorted(edge for edge in found if edge[0] != edge[2]))
