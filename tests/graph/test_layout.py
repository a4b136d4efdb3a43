"""Places are the same on every run, and no two nodes stand on one another."""

import networkx as nx

from kg.graph.layout import communities, positions


def two_groups() -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    for group in "甲乙":
        for a in range(6):
            for b in range(a):
                graph.add_edge(f"{group}{a}", f"{group}{b}", weight=2)
    graph.add_edge("甲0", "乙0", weight=1)
    return graph


def test_the_same_graph_gives_the_same_places_in_any_order() -> None:
    graph = two_groups()
    turned: nx.Graph[str] = nx.Graph()
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    assert positions(graph) == positions(turned)


def test_nodes_keep_room_for_their_names() -> None:
    places = list(positions(two_groups()).values())
    for i, (x, y) in enumerate(places):
        for other_x, other_y in places[:i]:
            assert abs(x - other_x) > 40 or abs(y - other_y) > 14


def test_friends_stand_nearer_than_strangers() -> None:
    places = positions(two_groups())

    def mean(group: str) -> tuple[float, float]:
        mine = [places[f"{group}{n}"] for n in range(6)]
        return sum(x for x, _ in mine) / 6, sum(y for _, y in mine) / 6

    (ax, ay), (bx, by) = mean("甲"), mean("乙")
    apart = ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    for n in range(6):
        x, y = places[f"甲{n}"]
        assert ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5 < apart


def test_communities_are_found_and_numbered_by_size() -> None:
    graph = two_groups()
    graph.add_edge("甲5", "甲6", weight=2)
    groups = communities(graph)
    assert {groups[f"甲{n}"] for n in range(6)} == {0}
    assert {groups[f"乙{n}"] for n in range(6)} == {1}


def test_nothing_and_loners_have_places_too() -> None:
    empty: nx.Graph[str] = nx.Graph()
    assert positions(empty) == {}
    empty.add_node("甲")
    assert set(positions(empty)) == {"甲"}
    assert communities(empty) == {"甲": 0}
