"""What people see: the editor, the ready queries, and a thing of the graph at its own address."""

import json
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg import reference
from kg.graph import iris, ontology, queries
from kg.graph.terms import RDF, RDFS
from kg.server import things
from kg.server.description import with_prefixes
from kg.server.endpoint import Endpoint, Options
from kg.server.formats import GRAPHS, HTML, choose, named
from kg.server.frames import Question
from kg.server.protocol import Refused
from kg.server.responses import accepted, as_graph, page, sent

STATIC = Path(__file__).parent / "static"
VENDOR = Path(__file__).parent / "vendor"


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kg.server"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def editor(options: Options) -> Response:
    """The editor for SPARQL, with the ready queries."""
    template = _templates().get_template("editor.html")
    text = template.render(rows=f"{options.rows:,}", seconds=f"{options.seconds:g}")
    return page(text, styled=True)


async def list_queries(request: Request) -> Response:
    """The ready queries as JSON: name, title, parameters, and text that is understood anywhere."""
    found = [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "parameters": [
                {"name": p.name, "type": p.type, "default": p.default, "title": p.title}
                for p in query.parameters
            ],
            "query": with_prefixes(query.fill({})),
        }
        for query in queries.ready()
    ]
    body = json.dumps(found, ensure_ascii=False, indent=1)
    return Response(body, media_type="application/json")


async def one_query(request: Request) -> Response:
    """The text of a ready query."""
    name = request.path_params["name"]
    for query in queries.ready():
        if query.name == name:
            return Response(
                with_prefixes(query.fill({})), media_type="application/sparql-query; charset=utf-8"
            )
    raise Refused(404, f"{name}: no ready query of this name; {request.base_url}queries lists them")


async def vocabulary(request: Request) -> Response:
    """The vocabulary: its reference for people, or RDF."""
    if "format" not in request.query_params and choose(accepted(request), (*GRAPHS, HTML)) is HTML:
        return page(reference.vocabulary(), styled=True)
    triples = [quad.triple for quad in ox.parse(path=ontology.folder() / "newskg.ttl")]
    return as_graph(request, triples)


async def thing(request: Request, endpoint: Endpoint, site: Path) -> Response:
    """What the graph says of a thing, at its own address: as RDF, or where its page is."""
    local = request.path_params["local"]
    try:
        iri = f"id:{iris.local(local)}"
    except ValueError:
        raise Refused(404, f"{local}: no name of a thing in the graph") from None
    wanted = request.query_params.get("format")
    format = named(wanted, (*GRAPHS, HTML)) if wanted else choose(accepted(request), (*GRAPHS, HTML))
    if format is None:
        raise Refused(406, f"a thing is written as {', '.join(offer.media for offer in (*GRAPHS, HTML))}")
    if format is not HTML:
        question = Question("query", text=things.about(iri), base=str(request.base_url), format=format.name)
        answer = await endpoint.ask(question)
        if answer.status == 200 and not await _is_there(endpoint, iri):
            raise Refused(404, f"{local}: nothing in the graph has this name")
        return sent(answer, endpoint.options.rows)
    if path := things.page(site, local):
        return RedirectResponse(request.url_for("site", path=path), 303, {"Vary": "Accept"})
    answer = await endpoint.ask(Question("query", text=things.rows(iri), format="json"))
    found = json.loads(answer.body)["results"]["bindings"] if answer.status == 200 else []
    if not found:
        raise Refused(404, f"{local}: nothing in the graph has this name")
    types = [row["other"]["value"] for row in found if row["way"]["value"] == f"{RDF}type"]
    if path := things.shared_page(site, local, types):
        return RedirectResponse(f"{request.base_url}{path}", 303, {"Vary": "Accept"})
    shown = [_row(row) for row in found]
    own, others = ([row for row in shown if row["back"] is back] for back in (False, True))
    title = next((row["text"] for row in own if row["predicate"] == f"{RDFS}label"), local)
    return page(_templates().get_template("thing.html").render(title=title, own=own, others=others))


def _row(row: dict[str, dict[str, str]]) -> dict[str, object]:
    """A row of a page about a thing: the way in words, and what stands at its other end."""
    way, other = row["way"]["value"], row["other"]
    return {
        "back": row["from"]["value"] == "true",
        "predicate": way,
        "way": row["wayName"]["value"] if "wayName" in row else way,
        "text": row["name"]["value"] if "name" in row else other["value"],
        "link": _link(other["value"], row["space"]["value"]) if other["type"] == "uri" else None,
    }


def _link(iri: str, space: str) -> str | None:
    """Where a thing is found: here, where its name is in the namespace `space`, or on the web."""
    if iri.startswith(space):
        return f"/id/{quote(iri.removeprefix(space))}"
    return iri if iri.startswith(("https://", "http://")) else None


async def _is_there(endpoint: Endpoint, iri: str) -> bool:
    answer = await endpoint.ask(Question("query", text=f"ASK {{ {iri} ?p ?o }}", format="json"))
    return answer.status == 200 and json.loads(answer.body)["boolean"]
