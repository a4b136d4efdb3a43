"""Every division has one square, and counts are those of the articles that name a place there."""

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


def test_the_names_of_prefectures_fit_their_squares() -> None:
    text = """
    @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
    @prefix oa: <http://www.w3.org/ns/oa#> . @prefix schema: <https://schema.org/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    id:a a kg:City ; rdfs:label "湘西土家族苗族自治州"@zh ; skos:altLabel "湘西"@zh .
    id:a schema:identifier "433100" .
    id:b a kg:City ; rdfs:label "恩施土家族苗族自治州"@zh ; schema:identifier "422800" .
    id:c a kg:City ; rdfs:label "大兴安岭地区"@zh ; schema:identifier "232700" .
    id:art a kg:Article ; kg:text "湘西恩施大兴安岭" ; schema:articleBody "湘西恩施大兴安岭" .
    """
    for number, (thing, start, end) in enumerate((("a", 0, 2), ("b", 2, 4), ("c", 4, 8))):
        text += f"id:m{number} a kg:Mention ; oa:hasSource id:art ; kg:refersTo id:{thing} .\n"
        text += f"id:m{number} kg:start {start} ; kg:end {end} .\n"
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    named = {tile.label for grid in tiles.provinces(records(store)) for tile in grid.tiles if tile.count}
    assert named == {"湘西", "恩施", "大兴安岭"}
