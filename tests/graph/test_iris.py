"""Names of things: the same for the same, different for the different, legal everywhere."""

import doctest

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import iris, posts, sparql
from kg.graph.terms import BASE


@pytest.mark.parametrize("module", [iris, posts, sparql])
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("甲乙", "丙"), ("甲", "乙丙")),
        (("甲-乙", "丙"), ("甲", "乙-丙")),
        (("书记、局长",), ("书记局长",)),
        (("《数据条例》",), ("数据条例",)),
    ],
)
def test_what_differs_only_in_marks_has_another_name(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert iris.mint("post", *one) != iris.mint("post", *other)


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_every_name_is_legal(parts: list[str]) -> None:
    name = iris.mint("role", *parts)
    assert iris.local(name) == name
    ox.NamedNode(BASE + name)
    (quad,) = ox.parse(f"@prefix id: <{BASE}> . id:{name} a id:{name} .", format=ox.RdfFormat.TURTLE)
    assert quad.subject == ox.NamedNode(BASE + name)


def test_characters_beyond_the_first_plane_stay() -> None:
    assert iris.mint("per", "𠮷〇") == "per-𠮷〇"
