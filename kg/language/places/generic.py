"""Words that alone name no place, whatever ending follows them."""

from functools import cache

from kg.language.places.endings import tables
from kg.language.places.letters import LETTERS
from kg.language.places.words import words


@cache
def generic() -> frozenset[str]:
    """Those of zones, sites, waters and villages, and the endings of zones and sites: 中心, 高架, 北延线."""
    sites = tables()
    endings = sites.zones.endings.words | sites.sites.endings.words
    own = words(LETTERS).villages.generic
    return sites.zones.generic | sites.sites.generic | sites.natural_generic | own | endings
