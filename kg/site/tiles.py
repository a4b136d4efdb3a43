"""Where the news comes from: a tile grid of the provinces, and one of the cities of each province."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment

from kg.site.page import render
from kg.site.records import Records, Thing
from kg.site.words import words

_SQUARE = re.compile(r"(\d{2,6})(\D+)")


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
    """A grid with its size in tiles, and the named places that have no tile; `code` of the province."""

    code: str
    name: str
    path: str | None
    count: int
    tiles: list[Tile]
    columns: int
    rows: int
    others: list[tuple[Thing, int]]


@dataclass(frozen=True, slots=True)
class Square:
    """Where a division stands in its grid; `code` has six digits."""

    code: str
    label: str
    column: int
    row: int


@cache
def _grids() -> dict[str, list[Square]]:
    """The grid of the country, and those of the provinces by their code."""
    data = tomllib.loads(resources.files("kg.site").joinpath("tiles.toml").read_text(encoding="utf-8"))
    grids = {"country": _squares(data["country"]["rows"])}
    return grids | {f"{code}0000": _squares(table["rows"]) for code, table in data["province"].items()}


def _squares(rows: list[str]) -> list[Square]:
    return [
        Square(match[1].ljust(6, "0"), match[2], column, row)
        for row, line in enumerate(rows)
        for column, word in enumerate(line.split())
        if (match := _SQUARE.fullmatch(word))
    ]


@cache
def _names() -> dict[str, str]:
    return {square.code: square.label for grid in _grids().values() for square in grid}


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


def _counts(records: Records, tile_of: Callable[[str], str | None]) -> dict[str, int]:
    """The codes of tiles to the number of articles that name a place there."""
    stories: dict[str, set[str]] = defaultdict(set)
    for code, thing in _places(records).items():
        if tile := tile_of(code):
            stories[tile].update(records.named.get(thing.id, ()))
    return {key: len(found) for key, found in sorted(stories.items()) if found}


def country(records: Records) -> Grid:
    """All provinces, named or not."""
    counts = _counts(records, lambda code: f"{code[:2]}0000")
    tiles = _laid(_grids()["country"], _places(records), counts)
    return _grid("", "", None, sum(counts.values()), tiles, [])


def provinces(records: Records) -> list[Grid]:
    """The provinces with named cities, the most named first; of each its cities and counties."""
    places = _places(records)
    by_province = _counts(records, lambda code: f"{code[:2]}0000")
    counts = _counts(records, _tile_of)
    grids = []
    for province, count in sorted(by_province.items(), key=lambda item: (-item[1], item[0])):
        layout = _grids().get(province)
        if layout is None or not any(square.code in counts for square in layout):
            continue
        laid = {square.code for square in layout}
        others = [
            (thing, len(records.named.get(thing.id, ())))
            for code, thing in sorted(places.items())
            if code[:2] == province[:2] and code not in laid and code != province
            if records.named.get(thing.id)
        ]
        others.sort(key=lambda item: (-item[1], item[0].code or ""))
        thing = places.get(province)
        name = thing.name if thing else _names()[province]
        tiles = _laid(layout, places, counts)
        grids.append(_grid(province[:2], name, thing.path if thing else None, count, tiles, others))
    return grids


def _tile_of(code: str) -> str | None:
    """The tile of a city, county or town in the grid of its province."""
    tiles = _names()
    return next((key for key in (code[:6], f"{code[:4]}00") if key in tiles and key[2:] != "0000"), None)


def _laid(layout: list[Square], places: dict[str, Thing], counts: dict[str, int]) -> list[Tile]:
    most = max((counts.get(square.code, 0) for square in layout), default=0)
    tiles = []
    for square in layout:
        thing, count = places.get(square.code), counts.get(square.code, 0)
        shade = 0 if not count else 1 + min(3, 4 * count // (most + 1))
        title = f"{thing.name if thing else square.label}：{count} 篇报道"
        path = thing.path if thing else None
        tiles.append(Tile(square.column, square.row, square.label, title, count, shade, path))
    return tiles


def _grid(
    code: str, name: str, path: str | None, count: int, tiles: list[Tile], others: list[tuple[Thing, int]]
) -> Grid:
    columns = max((tile.column for tile in tiles), default=0) + 1
    return Grid(
        code, name, path, count, tiles, columns, max((tile.row for tile in tiles), default=0) + 1, others
    )
