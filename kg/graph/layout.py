"""Where the nodes of the whole graph stand: computed once, here, so that no browser has to.

Force-directed placement after Jacomy and others, ForceAtlas2 (PLOS ONE 9(6), 2014): repulsion by degree,
linear attraction, gravity towards the middle; then labels' room is made by pushing close nodes apart. Every
step is element-wise and starts from a seeded position, so that the same graph gives the same picture.
"""

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_Places = NDArray[np.float64]  # x of all nodes, then y
_SEED = 20240527
_ROUNDS = 260
_DENSITY = 62.0  # distance from the middle, for each root of the number of nodes
_ASPECT = 1.3  # screens are wider than high
_MARGIN = (130.0, 80.0)  # between what does not hang together
_ROOM = (92.0, 30.0)  # width and height a node keeps to itself


def positions(graph: "nx.Graph[str]") -> dict[str, tuple[float, float]]:
    """Node to (x, y), rounded to tenths. Edges may carry a `weight`; an empty graph gives an empty dict."""
    nodes = sorted(graph)
    if not nodes:
        return {}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    boxes = [_component(graph, part) for part in parts]
    place = np.concatenate(_shelves(boxes), axis=1)
    place -= (place.max(axis=1, keepdims=True) + place.min(axis=1, keepdims=True)) / 2
    names = [node for part in parts for node in part]
    return {
        node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(names, place.T, strict=True)
    }


def _component(graph: "nx.Graph[str]", nodes: list[str]) -> _Places:
    """The places of what hangs together, the topmost and leftmost at 0."""
    index = {node: number for number, node in enumerate(nodes)}
    edges = sorted(
        (min(index[a], index[b]), max(index[a], index[b]), float(weight))
        for a, b, weight in graph.subgraph(nodes).edges(data="weight", default=1)
    )
    place = _spread(len(nodes), edges)
    place -= place.mean(axis=1, keepdims=True)
    spread = np.sqrt((place**2).sum(axis=0).mean())
    if spread > 0:
        place *= _DENSITY * np.sqrt(len(nodes)) / spread
    place[0] *= _ASPECT
    place = _apart(place)
    return np.asarray(place - place.min(axis=1, keepdims=True))


def _shelves(boxes: list[_Places]) -> list[_Places]:
    """Components side by side in rows under the largest, as books on shelves."""
    sizes = [box.max(axis=1) + np.array(_MARGIN) for box in boxes]
    width = max(float(sizes[0][0]), float(np.sqrt(sum(float(w * h) for w, h in sizes) * _ASPECT)))
    placed, x, y, height = [], 0.0, 0.0, 0.0
    for box, (wide, high) in zip(boxes, sizes, strict=True):
        if x and x + wide > width:
            x, y, height = 0.0, y + height, 0.0
        placed.append(box + np.array([[x], [y]]))
        x, height = x + float(wide), max(height, float(high))
    return placed


def communities(graph: "nx.Graph[str]") -> dict[str, int]:
    """Node to the number of its community, the largest 0 (Clauset, Newman and Moore's greedy modularity)."""
    if not graph.number_of_edges():
        return dict.fromkeys(sorted(graph), 0)
    groups = nx.community.greedy_modularity_communities(graph, weight="weight")
    ordered = sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))
    return {node: number for number, group in enumerate(ordered) for node in group}


def _spread(count: int, edges: list[tuple[int, int, float]]) -> _Places:
    random = np.random.default_rng(_SEED)
    angle = np.arange(count) * 2.399963  # the golden angle: even from the start
    radius = 30 * np.sqrt(np.arange(count) + 1)
    place = np.stack((radius * np.cos(angle), radius * np.sin(angle))) + random.normal(0, 1, (2, count))
    a = np.array([edge[0] for edge in edges], dtype=int)
    b = np.array([edge[1] for edge in edges], dtype=int)
    pull = np.sqrt(np.array([edge[2] for edge in edges], dtype=float))
    mass = np.ones(count)
    np.add.at(mass, a, 1)
    np.add.at(mass, b, 1)
    both = 900.0 * mass[:, None] * mass[None, :]
    heat = 60.0
    for _ in range(_ROUNDS):
        delta = place[:, :, None] - place[:, None, :]
        push = both / (delta[0] ** 2 + delta[1] ** 2 + 25.0)
        force = np.stack([(push * delta[axis]).sum(axis=1) for axis in (0, 1)])
        if edges:
            reach = place[:, a] - place[:, b]
            strain = 0.35 * pull * reach
            for axis in (0, 1):
                np.add.at(force[axis], a, -strain[axis])
                np.add.at(force[axis], b, strain[axis])
        distance = np.sqrt((place**2).sum(axis=0)) + 1e-9
        force -= mass * place * (25.0 / distance + 0.04)
        length = np.sqrt((force**2).sum(axis=0)) + 1e-9
        place = place + force / length * np.minimum(length / mass, heat)
        heat = max(heat * 0.985, 1.0)
    return place


def _apart(place: _Places) -> _Places:
    """Nodes nearer than a name's room pushed apart, a little at a time, rather up and down than aside."""
    place = place.copy()
    order = np.arange(place.shape[1])
    later = np.where(order[:, None] > order[None, :], 1.0, -1.0)  # decides where two stand on one spot
    for _ in range(60):
        delta = place[:, :, None] - place[:, None, :]
        lack = [_ROOM[axis] - np.abs(delta[axis]) for axis in (0, 1)]
        close = (lack[0] > 0) & (lack[1] > 0)
        np.fill_diagonal(close, False)
        if not close.any():
            break
        for axis, share, most in ((0, 0.1, 12.0), (1, 0.25, _ROOM[1])):
            side = np.where(delta[axis] == 0, later, np.sign(delta[axis]))
            place[axis] += share * np.where(close, np.minimum(lack[axis], most) * side, 0).sum(axis=1)
    return place
