"""Words that alone name no place, whatever ending follows them."""

from functools import cache

from kg.language.places.endings import tables
from kg.language.places.letters import LETTERS
from kg.language.places.words import words
from kg.model import EntityType


@cache
def generic() -> frozenset[str]:
    """Those of zones, sites, waters and villages, and the endings of zones and sites: 中心, 高架, 北延线."""
    sites = tables()
    endings = sites.zones.endings.words | sites.sites.endings.words
    own = words(LETTERS).villages.generic
    return sites.zones.generic | sites.sites.generic | sites.natural_generic | own | endings


_ZONES = ("示范区", "试验区", "园区", "工业区")  # goals and kinds of places, where the rules alone decide


def ending_type(name: str) -> EntityType | None:
    """Zone or Site by the longest ending of two characters and more; None for other names."""
    sites = tables()
    if name.endswith(_ZONES):
        return EntityType.ZONE
    for size in range(min(len(name) - 1, 12), 1, -1):
        for kind in (sites.zones, sites.sites):
            if name[-size:] in kind.endings.words:
                return kind.type
    return None
