"""Where the nodes of the whole graph stand: computed once, here, so that no browser has to.

Force-directed placement after Jacomy and others, ForceAtlas2 (PLOS ONE 9(6), 2014): repulsion by degree,
linear attraction, gravity towards the middle; then labels' room is made by pushing close nodes apart. Every
step is element-wise and starts from a seeded position, so that the same graph gives the same picture.
"""

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_SEED = 20240527
_ROUNDS = 260
_ROOM = (92.0, 30.0)  # width and height a node keeps to itself


def positions(graph: "nx.Graph[str]") -> dict[str, tuple[float, float]]:
    """Node to (x, y), rounded to tenths. Edges may carry a `weight`; an empty graph gives an empty dict."""
    nodes = sorted(graph)
    if not nodes:
        return {}
    index = {node: number for number, node in enumerate(nodes)}
    edges = sorted(
        (min(index[a], index[b]), max(index[a], index[b]), float(weight))
        for a, b, weight in graph.edges(data="weight", default=1)
    )
    place = _spread(len(nodes), edges)
    place = _apart(place)
    place -= place.mean(axis=0)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, place, strict=True)}


def communities(graph: "nx.Graph[str]") -> dict[str, int]:
    """Node to the number of its community, the largest 0 (Clauset, Newman and Moore's greedy modularity)."""
    if not graph.number_of_edges():
        return dict.fromkeys(sorted(graph), 0)
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(ordered) for node in group}


def _spread(count: int, edges: list[tuple[int, int, float]]) -> NDArray[np.float64]:
    random = np.random.default_rng(_SEED)
    angle = np.arange(count) * 2.399963  # the golden angle: even from the start
    radius = 30 * np.sqrt(np.arange(count) + 1)
    place = np.stack((radius * np.cos(angle), radius * np.sin(angle)), axis=1)
    place += random.normal(0, 1, place.shape)
    a = np.array([edge[0] for edge in edges], dtype=int)
    b = np.array([edge[1] for edge in edges], dtype=int)
    pull = np.sqrt(np.array([edge[2] for edge in edges], dtype=float))
    mass = np.ones(count)
    np.add.at(mass, a, 1)
    np.add.at(mass, b, 1)
    heat = 60.0
    for _ in range(_ROUNDS):
        delta = place[:, None, :] - place[None, :, :]
        square = (delta**2).sum(axis=2) + 25.0
        force = 900.0 * ((mass[:, None] * mass[None, :] / square)[:, :, None] * delta).sum(axis=1)
        if len(a):
            strain = 0.35 * pull[:, None] * (place[a] - place[b])
            np.add.at(force, a, -strain)
            np.add.at(force, b, strain)
        distance = np.sqrt((place**2).sum(axis=1))[:, None] + 1e-9
        force -= 6.0 * mass[:, None] * place / distance + 0.02 * mass[:, None] * place
        length = np.sqrt((force**2).sum(axis=1))[:, None] + 1e-9
        place = place + force / length * np.minimum(length / mass[:, None], heat)
        heat = max(heat * 0.985, 1.0)
    return place


def _apart(place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Nodes nearer than a label's room pushed apart, a little at a time."""
    place = place.copy()
    for _ in range(60):
        delta = place[:, None, :] - place[None, :, :]
        overlap = np.minimum(_ROOM[0] - np.abs(delta[:, :, 0]), 2 * _ROOM[1])
        vertical = _ROOM[1] - np.abs(delta[:, :, 1])
        both = (overlap > 0) & (vertical > 0)
        np.fill_diagonal(both, False)
        if not both.any():
            break
        sign = np.where(delta[:, :, 1] >= 0, 1.0, -1.0)
        sign = np.where(
            delta[:, :, 1] == 0,
            np.sign(np.subtract.outer(np.arange(len(place)), np.arange(len(place)))),
            sign,
        )
        place[:, 1] += (np.where(both, vertical * sign, 0).sum(axis=1)) * 0.25
        side = np.where(delta[:, :, 0] >= 0, 1.0, -1.0)
        place[:, 0] += (np.where(both, np.minimum(overlap, 12) * side, 0).sum(axis=1)) * 0.1
    return place
