"""Where the news comes from: a tile grid of the provinces, and one of the cities of each province."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment

from kg.site.page import render
from kg.site.records import Records, Thing
from kg.site.words import words

_SUFFIX = re.compile("(?:市|地区|盟|林区)$")
_ACROSS = 5  # tiles in a row where no grid is known


@dataclass(frozen=True, slots=True)
class Tile:
    """A square: column and row, what stands on it, how many articles name a place there, shade 0 to 4."""

    column: int
    row: int
    label: str
    title: str
    count: int
    shade: int
    path: str | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid with its size in tiles, and the named places that have no tile."""

    name: str
    path: str | None
    count: int
    tiles: list[Tile]
    columns: int
    rows: int
    others: list[tuple[Thing, int]]


@cache
def _grids() -> dict[str, Any]:
    return tomllib.loads(resources.files("kg.site").joinpath("tiles.toml").read_text(encoding="utf-8"))


def pages(env: Environment, records: Records) -> Iterator[tuple[str, str]]:
    """map.html."""
    yield (
        "map.html",
        render(
            env,
            "map.html",
            "map.html",
            country=country(records),
            provinces=provinces(records),
            most=_most(records),
        ),
    )


def _most(records: Records) -> list[tuple[Thing, int]]:
    """The places that most articles name, provinces apart."""
    named = [
        (thing, len(records.named.get(thing.id, ())))
        for thing in records.things.values()
        if words().types[thing.type].family == "place" and thing.type != "Province"
    ]
    return sorted((row for row in named if row[1]), key=lambda row: (-row[1], row[0].name))[:20]


def _places(records: Records) -> dict[str, Thing]:
    """Code to division."""
    return {thing.code: thing for thing in records.things.values() if thing.code}


def _counts(records: Records, digits: int) -> dict[str, int]:
    """The first digits of codes to the number of articles that name a place there."""
    stories: dict[str, set[str]] = defaultdict(set)
    for code, thing in _places(records).items():
        if len(code) >= digits and not (digits == 4 and code[2:4] == "00"):
            stories[code[:digits]].update(records.named.get(thing.id, ()))
    return {key: len(found) for key, found in sorted(stories.items()) if found}


def country(records: Records) -> Grid:
    """All provinces, named or not."""
    places, counts = _places(records), _counts(records, 2)
    short, rows = _grids()["country"]["short"], _grids()["country"]["rows"]
    tiles = _laid(rows, {code: (short[code], places.get(code + "0000")) for code in short}, counts)
    return _grid("", None, sum(counts.values()), tiles, [])


def provinces(records: Records) -> list[Grid]:
    """The provinces with named cities, the most named first; of each its cities and counties."""
    places, by_province, counts = _places(records), _counts(records, 2), _counts(records, 4)
    grids = []
    for code, count in sorted(by_province.items(), key=lambda item: (-item[1], item[0])):
        cities = sorted({key for key in counts if key[:2] == code})
        if not cities:
            continue
        layout = _grids()["province"].get(code)
        known = layout["rows"] if layout else _in_order(cities)
        laid = {key for row in known for key in row.split() if key != "."}
        named = {key: (_short(places.get(key + "00"), key), places.get(key + "00")) for key in laid}
        others = [
            (thing, len(records.named.get(thing.id, ())))
            for key, thing in sorted(places.items())
            if key[:2] == code and key[4:] != "00" and records.named.get(thing.id)
        ]
        others.sort(key=lambda item: (-item[1], item[0].code or ""))
        province = places.get(code + "0000")
        name = province.name if province else _grids()["country"]["short"].get(code, code)
        tiles = _laid(known, named, counts)
        grids.append(_grid(name, province.path if province else None, count, tiles, others))
    return grids


def _in_order(codes: list[str]) -> list[str]:
    return [" ".join(codes[i : i + _ACROSS]) for i in range(0, len(codes), _ACROSS)]


def _short(thing: Thing | None, code: str) -> str:
    """A city's name as it fits a tile; a code that the graph does not name stays blank."""
    if thing is None:
        return ""
    if thing.name.endswith("自治州"):
        starts = [alias for alias in thing.aliases if thing.name.startswith(alias) and len(alias) > 1]
        return min(starts, key=len, default=thing.name)[:2]
    name = _SUFFIX.sub("", thing.name)
    return name if len(name) <= 4 else name[:3] + "…"


def _laid(rows: list[str], named: dict[str, tuple[str, Thing | None]], counts: dict[str, int]) -> list[Tile]:
    most = max((counts.get(code, 0) for code in named), default=0)
    tiles = []
    for row, line in enumerate(rows):
        for column, code in enumerate(line.split()):
            if code != ".":
                label, thing = named[code]
                count = counts.get(code, 0)
                shade = 0 if not count else 1 + min(3, 4 * count // (most + 1))
                name = thing.name if thing else label
                path = thing.path if thing else None
                tiles.append(Tile(column, row, label, f"{name}：{count} 篇报道", count, shade, path))
    return tiles


def _grid(
    name: str, path: str | None, count: int, tiles: list[Tile], others: list[tuple[Thing, int]]
) -> Grid:
    columns = max((tile.column for tile in tiles), default=0) + 1
    return Grid(name, path, count, tiles, columns, max((tile.row for tile in tiles), default=0) + 1, others)
