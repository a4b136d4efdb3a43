"""Identifiers: readable, lasting, unlike each other."""

import re

from kg.linking.ids import Named, identifiers, slug
from kg.model import EntityType
from tests.linking.typed import entity, linked, reading


def test_a_slug_keeps_letters_digits_and_characters() -> None:
    assert slug("“4×4”现代化（产业）体系·5G+ A_b-c") == "44现代化产业体系5GA_b-c"


def test_names_that_several_bear_are_told_apart_by_their_qualifiers() -> None:
    things = [
        Named(EntityType.COUNTY, "朝阳区", ("110105",), "a", shared=True),
        Named(EntityType.PERSON, "王伟", ("某局", "001-01"), "b"),
        Named(EntityType.OFFICIAL, "王伟", ("某局", "002-01"), "c"),
        Named(EntityType.INITIATIVE, "“一网通办”", (), "d"),
        Named(EntityType.INITIATIVE, "《一网通办》", (), "e"),
        Named(EntityType.INITIATIVE, "“！”", (), "f"),
    ]
    made = identifiers(things)
    assert made[:3] == ["place-朝阳区-110105", "person-王伟-001-01", "person-王伟-002-01"]
    assert len(set(made)) == len(things)
    assert all(re.fullmatch(r"[a-z]+-[\w-]+", id_) for id_ in made)
    assert identifiers(things[::-1]) == made[::-1]


def test_divisions_of_a_shared_name_carry_their_code_even_alone() -> None:
    corpus = linked(reading("001-01", "[长春市|City][朝阳区|County]与[长沙市|City]。"))
    assert entity(corpus, "001-01", "朝阳区").id == "place-朝阳区-220104"
    assert entity(corpus, "001-01", "长沙市").id == "place-长沙市"
