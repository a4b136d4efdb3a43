"""The addresses of the server, and what is answered at each."""

import asyncio
import hmac
import tempfile
from collections.abc import Coroutine
from typing import Any

import pyoxigraph as ox
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.store import GRAPH_FILE
from kg.server import description, pages
from kg.server.endpoint import Endpoint, Options
from kg.server.formats import GRAPHS, HTML, RESULTS, choose
from kg.server.frames import Answer, Question
from kg.server.protocol import Operation, Refused, graph, read
from kg.server.responses import (
    NOTICE,
    ROW_LIMIT,
    TRUNCATED,
    accepted,
    allow,
    as_graph,
    refused,
    sent,
    went_wrong,
)
from kg.server.stores import Stores

_LARGEST_QUERY = 2**20
_LARGEST_UPDATE = 2**26
_READING, _WRITING = ("GET", "HEAD", "OPTIONS"), ("POST", "PUT", "DELETE")
_ASKING = (*_READING, "POST")


class _Site(StaticFiles):
    """The pages of a build, which may come and go while the server runs."""

    async def check_config(self) -> None:
        pass


def application(stores: Stores, options: Options) -> Starlette:
    """The server of a build."""
    endpoint = Endpoint(stores, options)
    site, graph_file = stores.outputs / "site", stores.outputs / GRAPH_FILE

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return allow(_ASKING)
        if request.method not in _ASKING:
            raise HTTPException(405, f"{request.method}: ask by GET or POST", {"Allow": ", ".join(_ASKING)})
        operation = await _operation(request)
        if operation.kind == "update":
            _authorize(request, options)
            return sent(await endpoint.write(_question("update", request, operation)))
        if request.method in ("GET", "HEAD") and operation.format is None and _wants_page(request):
            return pages.editor(options)
        if operation.kind == "none":
            return await _describe(request, endpoint)
        question = _question("query", request, operation)
        return sent(await _while_there(request, _query(request, endpoint, question)), options.rows)

    async def void(request: Request) -> Response:
        return await _describe(request, endpoint)

    async def store(request: Request) -> Response:
        if request.method == "OPTIONS":
            return allow((*_READING, *_WRITING))
        return await _graph_store(request, endpoint)

    async def thing(request: Request) -> Response:
        return await pages.thing(request, endpoint, site)

    async def dump(request: Request) -> Response:
        return FileResponse(graph_file, media_type="text/turtle; charset=utf-8")

    async def home(request: Request) -> Response:
        return RedirectResponse("index.html" if (site / "index.html").is_file() else "sparql", 303)

    any_method = [*_READING, *_WRITING, "PATCH"]
    routes = [
        Route("/", home),
        Route("/sparql", sparql, methods=any_method),
        Route("/sparql/", sparql, methods=any_method),
        Route("/store", store, methods=[*_READING, *_WRITING]),
        Route("/.well-known/void", void),
        Route("/id/{local:path}", thing),
        Route("/ontology", pages.vocabulary),
        Route(f"/{GRAPH_FILE}", dump),
        Route("/queries", pages.list_queries),
        Route("/queries/{name}", pages.one_query),
        Mount("/editor/yasgui", StaticFiles(directory=pages.VENDOR / "yasgui")),
        Mount("/editor", StaticFiles(directory=pages.STATIC)),
        Mount("/", _Site(directory=site, html=True, check_dir=False), name="site"),
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=[*_READING, *_WRITING],
        allow_headers=["Accept", "Authorization", "Content-Type"],
        expose_headers=[ROW_LIMIT, TRUNCATED, NOTICE, "Location", "Retry-After"],
        max_age=86400,
    )
    return Starlette(
        routes=routes,
        middleware=[cors],
        lifespan=endpoint.running,
        exception_handlers={Refused: refused, HTTPException: went_wrong},
    )


async def _operation(request: Request) -> Operation:
    body = b""
    if request.method == "POST":
        media = request.headers.get("content-type", "")
        small = media.startswith("application/sparql-query")
        body = await _body(request, _LARGEST_QUERY if small else _LARGEST_UPDATE)
    method = "GET" if request.method == "HEAD" else request.method
    return read(method, request.scope["query_string"], request.headers.get("content-type"), body)


async def _body(request: Request, most: int) -> bytes:
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > most:
            raise Refused(413, f"more than {most:,} bytes; send less at once")
        parts.append(part)
    return b"".join(parts)


def _question(act: str, request: Request, operation: Operation) -> Question:
    return Question(
        act,
        text=operation.text,
        base=f"{request.base_url}sparql",
        default=operation.default,
        named=operation.named,
        accept=accepted(request),
        format=operation.format,
    )


def _wants_page(request: Request) -> bool:
    """Whether a person looks with a browser: it likes HTML better than all that programs read."""
    chosen = choose(accepted(request), (*RESULTS, *GRAPHS, HTML))
    return chosen is HTML


async def _query(request: Request, endpoint: Endpoint, question: Question) -> Answer:
    if not description.about_itself(question.text):
        return await endpoint.ask(question)
    triples = await endpoint.described(str(request.base_url))
    return await endpoint.ask(question, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")


async def _while_there(request: Request, answer: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer, for which nothing is done any more once the client has gone."""

    async def gone() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    asked, left = asyncio.ensure_future(answer), asyncio.ensure_future(gone())
    try:
        await asyncio.wait({asked, left}, return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            asked.cancel()
            raise ClientDisconnect
        return asked.result()
    finally:
        left.cancel()


async def _describe(request: Request, endpoint: Endpoint) -> Response:
    return as_graph(request, await endpoint.described(str(request.base_url)))


async def _graph_store(request: Request, endpoint: Endpoint) -> Response:
    """The SPARQL 1.1 Graph Store HTTP Protocol, with graphs named by ?graph= or ?default."""
    asked = request.query_params
    names = graph([*asked.getlist("graph"), *asked.getlist("graph-uri")])
    if len(names) + ("default" in asked) != 1:
        raise Refused(400, "name one graph: ?graph=IRI or ?default")
    name = names[0] if names else ""
    if request.method in ("GET", "HEAD"):
        question = Question("graph", text=name, accept=accepted(request), format=asked.get("format"))
        return sent(await _while_there(request, endpoint.ask(question)))
    _authorize(request, endpoint.options)
    if request.method == "DELETE":
        return sent(await endpoint.write(Question("remove", text=name)))
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower() or "text/turtle"
    format = ox.RdfFormat.from_media_type(media)
    if format is None or (format.supports_datasets and format != ox.RdfFormat.JSON_LD):
        raise Refused(415, f"{media}: send one of {', '.join(offer.media for offer in GRAPHS)}")
    act = "replace" if request.method == "PUT" else "load"
    with tempfile.NamedTemporaryFile(dir=endpoint.stores.scratch) as file:
        async for part in request.stream():
            file.write(part)
        file.flush()
        answer = await endpoint.write(Question(act, text=name, base=file.name, format=media))
    return sent(answer)


def _authorize(request: Request, options: Options) -> None:
    """Raises Refused for who may not change the store."""
    if options.token is None:
        raise Refused(403, "this server only reads; started with --token it takes changes from who sends it")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    known = hmac.compare_digest(token.strip().encode(), options.token.encode())
    if scheme.lower() != "bearer" or not known:
        raise Refused(401, "changes need the token of the server: Authorization: Bearer TOKEN")
