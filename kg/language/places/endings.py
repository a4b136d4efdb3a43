"""The tables of sites.toml and features.txt: endings of zones and sites, known names, patterns."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.lexicon import Endings, Lexicon
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Site:
    """A zone or site: where, which of the two, how sure."""

    start: int
    end: int
    type: EntityType
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Kind:
    """How names of one type end; `generic` words make none, `weak` endings need more to make one."""

    type: EntityType
    endings: Endings
    generic: frozenset[str]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of sites.toml."""

    zones: Kind
    sites: Kind
    features: Lexicon
    patterns: dict[str, re.Pattern[str]]
    characters: dict[str, frozenset[str]]
    natural_generic: frozenset[str]
    natural_words: tuple[str, ...]  # those of two characters and more
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
        "built_heads",
        "line_letters",
        "land",
        "street_before",
    )
    return Tables(
        _kind(EntityType.ZONE, data["zones"]),
        _kind(EntityType.SITE, data["sites"]),
        Lexicon(line for line in features.splitlines() if line and not line.startswith("#")),
        {name: re.compile(p) for name, p in data["patterns"].items() if name not in characters},
        {name: frozenset(data["patterns"][name]) for name in characters},
        frozenset(data["natural"]["generic"]),
        tuple(word for word in data["natural"]["generic"] if len(word) > 1),
        frozenset(data["natural"]["verbs"]),
        re.compile(data["natural"]["short_zones"]),
        frozenset(data["natural"]["no_short_zones"]),
        re.compile(data["natural"]["paired_zones"]),
        re.compile(data["natural"]["public"]),
        frozenset({EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY}),
    )


def _kind(kind: EntityType, data: dict[str, list[str]]) -> Kind:
    return Kind(kind, Endings(data["endings"]), frozenset(data["generic"]), frozenset(data.get("weak", ())))
