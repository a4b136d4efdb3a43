"""The picture of the graph holds what is best evidenced, and says what it leaves out."""

import json
import re

import pyoxigraph as ox
import pytest

from kg.site import network
from kg.site.numbering import numbering
from kg.site.page import environment
from kg.site.read import records


def drawn(store: ox.Store) -> tuple[str, list[dict[str, object]]]:
    everything = records(store)
    text = network.page(environment(everything, "试"), everything, numbering(everything))
    found = re.search(r'id="graph-edges">(.*?)</script>', text, re.DOTALL)
    assert found
    return text, json.loads(found[1])


def test_every_line_stands_in_the_table_too(store: ox.Store) -> None:
    text, edges = drawn(store)
    assert len(edges) > 10
    assert all(f'href="#edge={edge["id"]}"' in text for edge in edges)
    assert "没有画出" not in text


def test_the_best_lines_are_drawn_and_each_name_keeps_one(
    store: ox.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, everything = drawn(store)
    monkeypatch.setattr(network, "MOST_LINES", 3)
    text, edges = drawn(store)
    assert 3 <= len(edges) < len(everything)
    assert f"另有 {len(everything) - len(edges)} 条依据较少的连线没有画出" in text
    ends = {end for edge in edges for end in (edge["from"], edge["to"])}
    assert ends == {end for edge in everything for end in (edge["from"], edge["to"])}
    best = sorted((edge["evidence"] for edge in everything), key=int, reverse=True)[:3]
    assert sorted((edge["evidence"] for edge in edges), key=int, reverse=True)[:3] == best
