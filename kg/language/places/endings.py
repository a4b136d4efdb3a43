"""The tables of sites.toml and features.txt: endings of zones and sites, known names, patterns."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.lexicon import Lexicon
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Site:
    """A zone or site: where, which of the two, how sure."""

    start: int
    end: int
    type: EntityType
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings by their last two characters, and sets of them; `longer` are those an ending begins."""

    type: EntityType
    by_last: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    weak: frozenset[str]
    longer: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of sites.toml."""

    zones: Endings
    sites: Endings
    features: Lexicon
    patterns: dict[str, re.Pattern[str]]
    characters: dict[str, frozenset[str]]
    natural_generic: frozenset[str]
    natural_verbs: frozenset[str]
    short_zones: re.Pattern[str]
    no_short_zones: frozenset[str]
    paired_zones: re.Pattern[str]
    public: re.Pattern[str]
    placing: frozenset[EntityType]


@cache
def tables() -> Tables:
    """The data of sites.toml and features.txt, read once."""
    data = tomllib.loads(files(__package__).joinpath("sites.toml").read_text(encoding="utf-8"))
    features = files(__package__).joinpath("features.txt").read_text(encoding="utf-8")
    characters = (
        "before",
        "clause",
        "inner",
        "side_roads",
        "natural_inner",
        "joins",
        "line_letters",
        "land",
        "street_before",
    )
    return Tables(
        _endings(EntityType.ZONE, data["zones"]),
        _endings(EntityType.SITE, data["sites"]),
        Lexicon(line for line in features.splitlines() if line and not line.startswith("#")),
        {name: re.compile(p) for name, p in data["patterns"].items() if name not in characters},
        {name: frozenset(data["patterns"][name]) for name in characters},
        frozenset(data["natural"]["generic"]),
        frozenset(data["natural"]["verbs"]),
        re.compile(data["natural"]["short_zones"]),
        frozenset(data["natural"]["no_short_zones"]),
        re.compile(data["natural"]["paired_zones"]),
        re.compile(data["natural"]["public"]),
        frozenset({EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY}),
    )


def _endings(kind: EntityType, data: dict[str, list[str]]) -> Endings:
    every = sorted(set(data["endings"]), key=lambda e: (-len(e), e))
    return Endings(
        kind,
        _by_last(every),
        frozenset(data["generic"]),
        frozenset(data.get("weak", ())),
        {e: tuple(o for o in every if o != e and o.startswith(e)) for e in every},
    )


def _by_last(endings: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for ending in endings:
        found.setdefault(ending[-2:], []).append(ending)
    return {last: tuple(group) for last, group in found.items()}
