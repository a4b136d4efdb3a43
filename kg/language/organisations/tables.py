"""The tables of companies.toml, institutions.toml, universities.txt and edges.toml, ready to be asked."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.language.alternation import alternation
from kg.language.lexicon import Endings, Lexicon
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Body:
    """A company or institution in a text. `inner` are the ends of those its units belong to; `name` is what a
    short form stands for."""

    start: int
    end: int
    type: EntityType
    inner: tuple[int, ...] = ()
    confidence: float = 0.9
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """How names of one type end, and sets of such endings."""

    type: EntityType
    endings: Endings
    strong: frozenset[str]
    generic: frozenset[str]
    weak: frozenset[str]
    no_group: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Edges:
    """The tables of edges.toml."""

    inside: frozenset[str]
    whole: tuple[str, ...]
    soft: frozenset[str]
    particles: frozenset[str]
    goes_on: frozenset[str]
    life: tuple[str, ...]
    heads: frozenset[str]
    no_chamber: frozenset[str]
    never: frozenset[str]
    joining: tuple[str, ...]
    common: frozenset[str]
    before_brand: frozenset[str]
    numbered: re.Pattern[str]
    not_numbered: frozenset[str]
    parties: re.Pattern[str]
    party_branches: re.Pattern[str]
    branches: re.Pattern[str]
    investors: re.Pattern[str]
    place_trades: re.Pattern[str]
    listed: re.Pattern[str]
    company_parts: re.Pattern[str]
    builders: re.Pattern[str]
    ordinal: re.Pattern[str]
    team: re.Pattern[str]
    sport: re.Pattern[str]
    faculties: re.Pattern[str]
    quoted_groups: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Tables:
    """All of it."""

    companies: Kind
    institutions: Kind
    company_names: Lexicon
    institution_names: Lexicon
    units: re.Pattern[str]
    trades: tuple[str, ...]
    brands: re.Pattern[str]
    edges: Edges


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def tables() -> Tables:
    """The tables, read once."""
    companies, institutions, edges = (_read(f"{n}.toml") for n in ("companies", "institutions", "edges"))
    listed = files(__package__).joinpath("universities.txt").read_text(encoding="utf-8").splitlines()
    universities = [line for line in listed if line and not line.startswith("#")]
    bodies = frozenset(companies["bodies"])
    return Tables(
        companies=Kind(
            EntityType.COMPANY,
            Endings([*companies["strong"], *bodies]),
            frozenset(companies["strong"]),
            frozenset(companies["generic"]),
            frozenset(),
            frozenset(companies["no_group"]),
        ),
        institutions=Kind(
            EntityType.INSTITUTION,
            Endings(institutions["endings"]),
            frozenset(),
            frozenset(institutions["generic"]),
            frozenset(institutions["weak"]),
        ),
        company_names=Lexicon(companies["names"]),
        institution_names=Lexicon([*institutions["names"], *universities]),
        units=re.compile(alternation(institutions["units"])),
        trades=tuple(w for w in companies["weak"] if w not in bodies),
        brands=re.compile(alternation(companies["brands"])),
        edges=_edges(edges),
    )


def _edges(data: dict[str, Any]) -> Edges:
    return Edges(
        inside=frozenset(data["inside"]),
        whole=tuple(data["whole"]),
        soft=frozenset(data["soft"]),
        particles=frozenset(data["particles"]),
        goes_on=frozenset(data["goes_on"]),
        life=tuple(data["life"]),
        heads=frozenset(data["heads"]),
        no_chamber=frozenset(data["no_chamber"]),
        never=frozenset(data["never"]),
        joining=tuple(data["joining"]),
        common=frozenset(data["common"]),
        before_brand=frozenset(data["before_brand"]) | {""},
        numbered=re.compile(data["numbered"]),
        not_numbered=frozenset(data["not_numbered"]),
        parties=re.compile(alternation(data["parties"])),
        party_branches=re.compile(data["party_branches"]),
        branches=re.compile(data["branches"]),
        investors=re.compile(data["investors"]),
        place_trades=re.compile(data["place_trades"]),
        listed=re.compile(data["listed"]),
        company_parts=re.compile(data["company_parts"]),
        builders=re.compile(data["builders"]),
        ordinal=re.compile(data["ordinal"]),
        team=re.compile(data["team"]),
        sport=re.compile(data["sport"]),
        faculties=re.compile(data["faculties"]),
        quoted_groups=re.compile(data["quoted_groups"]),
    )
