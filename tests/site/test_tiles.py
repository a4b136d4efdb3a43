"""Every division has one square, and counts are those of the articles that name a place there."""

import gzip
import tomllib
from importlib import resources

import pyoxigraph as ox

from kg.site import tiles
from kg.site.read import records


def test_each_province_has_its_own_square(store: ox.Store) -> None:
    grid = tiles.country(records(store))
    assert len(grid.tiles) == 34
    assert len({(tile.column, tile.row) for tile in grid.tiles}) == 34
    assert len({tile.label for tile in grid.tiles}) == 34


def test_articles_count_once_for_their_province(store: ox.Store) -> None:
    by_label = {tile.label: tile for tile in tiles.country(records(store)).tiles}
    assert by_label["湘"].count == 3  # 101-01, 101-02 and 103-01; 岳阳 has no code here
    assert by_label["鄂"].count == 1
    assert by_label["藏"].count == 0 and by_label["藏"].shade == 0 and by_label["藏"].path is None
    assert by_label["湘"].shade > by_label["鄂"].shade > 0


def test_a_province_shows_its_cities_and_counties(store: ox.Store) -> None:
    (hunan,) = tiles.provinces(records(store))
    assert hunan.name == "湖南省"
    assert len(hunan.tiles) == 14
    labels = {tile.label: tile.count for tile in hunan.tiles}
    assert labels["长沙"] == 2
    assert [(thing.name, count) for thing, count in hunan.others] == [("浏阳市", 2)]


def test_every_division_of_the_second_level_stands_in_its_province_once() -> None:
    """Prefectures, the districts of the municipalities, and counties that stand directly under a province."""
    table = resources.files("kg.language").joinpath("divisions/divisions.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(table).decode().splitlines())
    current = {row[0]: row[1] for row in rows if row[0].isdigit() and "f" not in "".join(row[3:4])}
    municipalities = ("11", "12", "31", "50")
    second = {
        code
        for code in current
        if len(code) == 6 and code[2:] != "0000" and code[:2] not in ("71", "81", "82")
        if code[:2] in municipalities or code.endswith("00") or code[2:4] == "90"
    }
    data = tomllib.loads(resources.files("kg.site").joinpath("tiles.toml").read_text(encoding="utf-8"))
    assert len(data["province"]) == 31
    laid = []
    for province, grid in data["province"].items():
        squares = [word for row in grid["rows"] for word in row.split() if word != "."]
        codes = ["".join(filter(str.isdigit, word)).ljust(6, "0") for word in squares]
        assert all(code.startswith(province) for code in codes)
        assert all(
            current[code].startswith(word.lstrip("0123456789"))
            for code, word in zip(codes, squares, strict=True)
        )
        assert len({len(row.split()) for row in grid["rows"]}) == 1, province
        laid += codes
    assert len(laid) == len(set(laid))
    assert set(laid) == second


def test_a_town_counts_for_its_county_or_prefecture() -> None:
    text = """
    @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
    @prefix oa: <http://www.w3.org/ns/oa#> . @prefix schema: <https://schema.org/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    id:a a kg:City ; rdfs:label "湘西土家族苗族自治州"@zh ; schema:identifier "433100" .
    id:b a kg:County ; rdfs:label "仙桃市"@zh ; schema:identifier "429004" .
    id:c a kg:Locality ; rdfs:label "漠河市西林吉镇"@zh ; schema:identifier "232701100" .
    id:d a kg:County ; rdfs:label "海淀区"@zh ; schema:identifier "110108" .
    id:art a kg:Article ; kg:text "湘西仙桃西林吉海淀" ; schema:articleBody "湘西仙桃西林吉海淀" .
    """
    for number, (thing, start, end) in enumerate((("a", 0, 2), ("b", 2, 4), ("c", 4, 7), ("d", 7, 9))):
        text += f"id:m{number} a kg:Mention ; oa:hasSource id:art ; kg:refersTo id:{thing} .\n"
        text += f"id:m{number} kg:start {start} ; kg:end {end} .\n"
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    named = {tile.label for grid in tiles.provinces(records(store)) for tile in grid.tiles if tile.count}
    assert named == {"湘西", "仙桃", "大兴安岭", "海淀"}
