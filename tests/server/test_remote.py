"""Stores of others: a graph is loaded into them and asked there, in a process of its own, over HTTP."""

import contextlib
import http.server
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from serving import TOKEN, serving

from kg.graph import open_store, queries, remote
from kg.model import NewskgError

OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """The server of Oxigraph, empty, at an address of its own."""
    if OXIGRAPH is None:
        pytest.skip("no oxigraph here; pip install oxigraph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen([OXIGRAPH, "serve", "--bind", address], stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(address)
            yield f"http://{address}"
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    host, port = address.split(":")
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{address}: no server comes up")


def triples(url: str, graph: str = "") -> set[ox.Triple]:
    where = f"GRAPH <{graph}> {{ ?s ?p ?o }}" if graph else "?s ?p ?o"
    rows = remote.run(url, f"SELECT ?s ?p ?o {{ {where} }}").rows
    return {ox.Triple(*row) for row in rows}  # type: ignore[arg-type]


def built(outputs: Path) -> set[ox.Triple]:
    with open_store(outputs) as store:
        return {quad.triple for quad in store}


@pytest.mark.parametrize("graph", [None, "https://example.org/图谱"])
@pytest.mark.parametrize("by_update", [False, True])
def test_a_graph_takes_the_place_of_the_one_that_is_there(
    oxigraph: str, outputs: Path, graph: str | None, by_update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "_BATCH", 300)
    address = f"{oxigraph}/{'update' if by_update else 'store'}"
    seen: list[tuple[int, int]] = []
    for _ in range(2):
        count = remote.load(
            outputs, address, graph=graph, by_update=by_update, progress=lambda *now: seen.append(now)
        )
        assert triples(f"{oxigraph}/query", graph or "") == built(outputs)
    assert seen[-1] == (count, count) == (len(built(outputs)),) * 2
    assert len(seen) > (4 if by_update else 1)
    assert not triples(f"{oxigraph}/query", "urn:newskg:loading")


def test_ready_queries_are_asked_there_as_here(oxigraph: str, outputs: Path) -> None:
    remote.load(outputs, f"{oxigraph}/store")
    for query in queries.ready():
        here, there = (queries.run(query.name, place) for place in (outputs, f"{oxigraph}/query"))
        assert _parts(there.render("csv")) == _parts(here.render("csv")), query.name
    describe = "CONSTRUCT { ?x kg:chaired ?y } { ?x kg:chaired ?y }"
    assert queries.run(describe, f"{oxigraph}/query").render() == queries.run(describe, outputs).render()
    with pytest.raises(NewskgError, match="nothing in the graph has this name; did you mean 卢致远"):
        queries.run("person", f"{oxigraph}/query", {"person": "卢致元"})
    with pytest.raises(NewskgError, match=r"^SPARQL query, line 1, column 17: the query ends too early"):
        queries.run("SELECT * { ?x ?y", f"{oxigraph}/query")


def _parts(table: str) -> list[list[str]]:
    """The rows, whatever order GROUP_CONCAT has put the parts of a cell in."""
    return [sorted(re.split("[,、；]", line)) for line in table.splitlines()]


@pytest.mark.parametrize("by_update", [False, True])
def test_our_own_server_takes_and_answers_too(
    outputs: Path, copied: Path, by_update: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(copied, "--token", TOKEN) as server:
        assert server.update("CLEAR ALL").status == 204
        address = f"{server.url}{'sparql' if by_update else 'store'}"
        monkeypatch.delenv("NEWSKG_TOKEN", raising=False)
        with pytest.raises(NewskgError, match=r"401: changes need the token.*set NEWSKG_TOKEN"):
            remote.load(outputs, address, by_update=by_update)
        monkeypatch.setenv("NEWSKG_TOKEN", TOKEN)
        remote.load(outputs, address, by_update=by_update)
        assert triples(f"{server.url}sparql") == built(outputs)


class _Shaky(http.server.BaseHTTPRequestHandler):
    """A server that fails twice before it takes anything, and keeps what came."""

    came: list[tuple[str, str | None, bytes]]

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.came.append((self.path, self.headers["Authorization"], body))
        self.send_response(503 if len(self.came) < 3 else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_what_fails_for_a_time_is_tried_again(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(remote.time, "sleep", waits.append)
    monkeypatch.delenv("NEWSKG_TOKEN", raising=False)
    monkeypatch.setenv("NEWSKG_USER", "编辑")
    monkeypatch.setenv("NEWSKG_PASSWORD", "口令")
    handler = type("Handler", (_Shaky,), {"came": []})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        remote.load(outputs, f"http://127.0.0.1:{server.server_port}/data?access=x")
        server.shutdown()
    came = handler.came
    assert [path for path, *_ in came] == ["/data?access=x&default"] * 3
    assert len({body for *_, body in came}) == 1 and len(came[0][2]) > 1000
    assert came[0][1] == "Basic 57yW6L6ROuWPo+S7pA=="
    assert waits == [0.5, 1.0]


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://127.0.0.1:9/store", "cannot be reached"),
        ("127.0.0.1:9/store", "not an address"),
        ("file:///etc/passwd", "not an address of the web"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    outputs: Path, address: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote.time, "sleep", lambda _: None)
    for act in (lambda: remote.load(outputs, address), lambda: remote.run(address, "ASK {}")):
        with pytest.raises(NewskgError, match=message) as caught:
            act()
        assert "\n" not in str(caught.value)


def test_what_takes_no_graphs_is_told(oxigraph: str, outputs: Path) -> None:
    with pytest.raises(NewskgError, match="with --update to an update endpoint"):
        remote.load(outputs, f"{oxigraph}/nothing")
    with pytest.raises(NewskgError, match="no name of a graph"):
        remote.load(outputs, f"{oxigraph}/store", graph="图谱")
