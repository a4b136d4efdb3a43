"""A server in a process of its own, and requests to it byte for byte."""

import http.client
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

TOKEN = "let-me-write"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return (self.headers["Content-Type"] or "").partition(";")[0]


@dataclass(frozen=True)
class Server:
    """A running server: `url` ends in a slash."""

    url: str
    process: subprocess.Popen[str]

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """One request; the names of headers are written with _ for -."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return _request(self.url, method, path, body, names)

    def get(self, query: str, accept: str | None = None, **more: str) -> Reply:
        fields = {"query": query, **{name.replace("_", "-"): value for name, value in more.items()}}
        headers = {} if accept is None else {"Accept": accept}
        return self.ask("GET", f"/sparql?{urlencode(fields)}", **headers)

    def update(self, text: str) -> Reply:
        return self.ask(
            "POST", "/sparql", text, Content_Type="application/sparql-update", Authorization=f"Bearer {TOKEN}"
        )

    def put(self, graph: str, data: bytes | str, type: str = "text/turtle") -> Reply:
        path = f"/store?graph={quote(graph, safe='')}" if graph else "/store?default"
        return self.ask("PUT", path, data, Content_Type=type, Authorization=f"Bearer {TOKEN}")


def _request(url: str, method: str, path: str, body: bytes | str | None, headers: Mapping[str, str]) -> Reply:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    try:
        data = body.encode() if isinstance(body, str) else body
        connection.request(method, path, data, dict(headers))
        answer = connection.getresponse()
        return Reply(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


@contextmanager
def serving(outputs: Path, *options: str) -> Iterator[Server]:
    """`kg serve` on a free port of this machine, ended when the block ends."""
    command = [sys.executable, "-m", "kg", "serve", "--outputs", str(outputs), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(process.stderr.read() if process.stderr else "")
        yield Server(line.split()[1], process)
    finally:
        process.terminate()
        process.wait(20)
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()
