"""The page that answers SPARQL by itself: the store's engine as WebAssembly, and the whole graph, in scripts.

A page from the disk may start a worker only from a script that it holds as text, and such a worker can load
nothing. So the text of the engine's script, its module and the graph travel as data files.
"""

import base64
import gzip
import re
from collections.abc import Iterator
from importlib import resources

import pyoxigraph as ox
from jinja2 import Environment

from kg.graph.queries import ReadyQuery, ready
from kg.graph.store import prefixes_of
from kg.site.data import script
from kg.site.page import ENGINE_POLICY, render
from kg.site.records import Records
from kg.site.words import words

MOST_TRIPLES = 1_000_000  # about what a browser loads within ten seconds
_EXPORT = re.compile(r"^export (?=class |function )", re.MULTILINE)
_EXPORTS = re.compile(r"^export \{[^}]*\};$", re.MULTILINE)


def pages(env: Environment, store: ox.Store, records: Records) -> Iterator[tuple[str, str]]:
    """sparql.html with its data files; of a graph too large for a browser, the page alone, which says so."""
    small = records.triples <= MOST_TRIPLES

    def place(query: ReadyQuery) -> int:
        topics = words().topics
        return topics.index(query.topic) if query.topic in topics else len(topics)

    queries = [
        {
            "name": query.name,
            "topic": query.topic,
            "place": place(query),
            "title": query.title,
            "text": "".join(line for line in query.text.splitlines(True) if not line.startswith("#")).strip(),
            "parameters": [
                {"name": p.name, "type": p.type, "default": p.default or "", "title": p.title}
                for p in query.parameters
            ],
        }
        for query in sorted(ready(), key=lambda query: (place(query), query.name))
    ]
    yield (
        "sparql.html",
        render(env, "sparql.html", "sparql.html", policy=ENGINE_POLICY, small=small, queries=queries)
        if small
        else render(env, "sparql.html", "sparql.html", small=small, queries=queries),
    )
    if small:
        yield "data/engine.js", script("engine", {"worker": worker(), "module": _module()})
        yield "data/graph.js", script("graph", _graph(store, records))


def worker() -> str:
    """The engine's script as a worker's, not a module's, with what talks to the page behind it."""
    folder = resources.files("kg.site")
    engine = folder.joinpath("vendor/oxigraph/web.js").read_text(encoding="utf-8")
    engine = _EXPORTS.sub("", _EXPORT.sub("", engine)).replace("import.meta.url", '"about:blank"')
    return engine + folder.joinpath("worker.js").read_text(encoding="utf-8")


def _module() -> str:
    """The engine's module, packed as it is kept."""
    packed = resources.files("kg.site").joinpath("vendor/oxigraph/web_bg.wasm.gz").read_bytes()
    return base64.b64encode(packed).decode()


def _packed(content: bytes) -> str:
    return base64.b64encode(gzip.compress(content, 6, mtime=0)).decode()


def _graph(store: ox.Store, records: Records) -> dict[str, object]:
    """The graph, its prefixes, and where the page of each thing and article is."""
    dumped = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
    lines = sorted(dumped.splitlines(True))
    paths = {thing.iri: thing.path for thing in records.things.values()}
    paths |= {story.iri: story.path for story in records.stories.values()}
    names: dict[str, str | None] = {}
    called = [(thing.name, thing.path) for thing in records.things.values()]
    for name, path in (*called, *((story.headline, story.path) for story in records.stories.values())):
        names[name] = None if name in names else path
    return {
        "turtle": _packed(b"".join(lines)),
        "triples": len(lines),
        "prefixes": prefixes_of(store),
        "paths": paths,
        "names": {name: path for name, path in sorted(names.items()) if path},
    }
