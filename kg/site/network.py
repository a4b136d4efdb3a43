"""The best evidenced part of the graph as one interactive picture.

pyvis holds the network and fills the template; what its own page does not offer (an escape for every text,
fixed places, a policy that forbids loading from the web) is the template's and this module's.
"""

from collections import defaultdict
from math import sqrt

import networkx as nx
from jinja2 import Environment

from kg.graph import layout
from kg.site.numbering import Numbering
from kg.site.page import CANVAS_POLICY
from kg.site.records import Fact, Records, token
from kg.site.words import words

MOST_LINES = 1500  # between them, beyond each one's best
FACTS = 12  # of a line, that its panel shows
MOST = 600  # nodes: beyond, no reader finds anything and the canvas gets slow


def page(env: Environment, records: Records, numbers: Numbering) -> str:
    """graph.html."""
    from pyvis.network import Network  # imports IPython, which a build without pages need not

    pairs = _pairs(records)
    graph = _graph(records, pairs)
    places, groups = layout.positions(graph), layout.communities(graph)
    network = Network(directed=True, cdn_resources="remote")
    network.toggle_physics(False)
    rank = {key: number for number, key in enumerate(_ranked(records, graph))}
    for key in sorted(graph, key=rank.__getitem__):
        thing, weight = records.things[key], records.weight(key)
        network.add_node(
            token(key),
            label=thing.name,
            short=thing.short(14),
            shape=words().families[words().types[thing.type].family].shape,
            x=places[key][0],
            y=places[key][1],
            size=round(min(5 + 2.2 * sqrt(weight), 24), 1),
            rank=rank[key],
            family=words().types[thing.type].family,
            kind=words().types[thing.type].word,
            path=thing.path,
            evidence=weight,
            neighbours=graph.degree(key),
            community=groups[key],
        )
    lines = []
    for a, b in sorted(key for key in pairs if graph.has_edge(*key)):
        facts = pairs[a, b]
        count = sum(len(fact.passages) for fact in facts)
        days = sorted(day for fact in facts for day in (fact.first, fact.last) if day)
        relations = sorted({words().relations[fact.predicate].word for fact in facts})
        name = "-".join(sorted((token(a), token(b))))
        lines.append((records.things[a], "、".join(relations), records.things[b], count, name))
        network.add_edge(
            token(a),
            token(b),
            id=name,
            width=round(min(1 + 0.7 * sqrt(count - 1), 6), 1),
            evidence=count,
            relations=relations,
            facts=[numbers.numbers[fact.id] for fact in facts[:FACTS]],
            told=len(facts),
            first=days[0] if days else "",
            last=days[-1] if days else "",
        )
    present = {words().types[records.things[key].type].family for key in graph}
    network.set_template_dir(
        "templates", "graph.html"
    )  # pyvis asks for a folder; the environment has its own
    network.templateEnv = env.overlay()
    network.templateEnv.globals = {
        **env.globals,
        "root": "",
        "here": "graph.html",
        "policy": CANVAS_POLICY,
        "shown": len(graph),
        "lines": sorted(lines, key=lambda line: -line[3]),
        "lines_left": sum(1 for a, b in pairs if a in graph and b in graph) - len(lines),
        "all_things": sum(1 for thing in records.things.values() if records.about.get(thing.id)),
        "families": [family for family in words().families.values() if family.id in present],
        "relations": [
            r.word for r in words().relations.values() if any(f.predicate == r.id for f in records.facts)
        ],
    }
    return str(network.generate_html("graph.html"))


def _pairs(records: Records) -> dict[tuple[str, str], list[Fact]]:
    """The facts between two things, whatever their direction, asserted or not."""
    pairs: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in records.facts:
        if fact.object in records.things and fact.object != fact.subject:
            a, b = sorted((fact.subject, fact.object))
            pairs[a, b].append(fact)
    return pairs


def _ranked(records: Records, graph: "nx.Graph[str]") -> list[str]:
    return sorted(graph, key=lambda key: (-records.weight(key), key))


def _graph(records: Records, pairs: dict[tuple[str, str], list[Fact]]) -> "nx.Graph[str]":
    """The best evidenced things that are connected with one another."""
    ends = sorted({end for pair in pairs for end in pair}, key=lambda key: (-records.weight(key), key))
    kept = set(ends[:MOST])
    graph: nx.Graph[str] = nx.Graph()
    weights = {
        pair: sum(len(fact.passages) for fact in facts)
        for pair, facts in sorted(pairs.items())
        if pair[0] in kept and pair[1] in kept
    }
    ranked = sorted(weights, key=lambda pair: -weights[pair])
    for number, (a, b) in enumerate(ranked):
        if number < MOST_LINES or a not in graph or b not in graph:
            graph.add_edge(a, b, weight=weights[a, b])
    return graph
