"""What the gazetteer knows of the divisions that occur: the chain of divisions above each."""

from collections.abc import Collection, Iterable, Mapping

from kg.language.divisions import Division, ancestors
from kg.linking.ids import Named, identifiers
from kg.linking.places import shares_its_name
from kg.linking.written_out import short_forms
from kg.model import Entity, Predicate


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


def entities(
    divisions: Iterable[Division], known: Collection[str], taken: Collection[str]
) -> tuple[Entity, ...]:
    """Background entities of the divisions whose code is not known; their ids are none of those taken."""
    missing = [d for d in divisions if d.code not in known]
    named = [Named(d.level, d.name, (d.code,), d.code, shares_its_name(d)) for d in missing]
    return tuple(
        Entity(
            f"{id_}-{d.code}" if id_ in taken else id_,
            d.level,
            d.name,
            short_forms(d),
            d.code,
            background=True,
        )
        for d, id_ in zip(missing, identifiers(named), strict=True)
    )


def edges(pairs: Iterable[tuple[str, str]], ids: Mapping[str, str]) -> tuple[tuple[str, Predicate, str], ...]:
    """The background edges between the entities of the codes."""
    found = {(ids[below], Predicate.PART_OF, ids[above]) for below, above in pairs}
    return tuple(sorted(edge for edge in found if edge[0] != edge[2]))
