"""The ready queries as pages to read: question, parameters, SPARQL, and what a graph answers."""

import re
from pathlib import Path

from kg.graph import queries
from kg.graph.queries import ReadyQuery
from kg.graph.results import Results

_MOST_ROWS, _LONGEST = 8, 60


def cookbook(store: Path) -> dict[str, str]:
    """Markdown pages by file name: README.md, the index, and NAME.md for each ready query.

    The answers come from the graph at `store` (a store's folder, or that of a build). Each query is asked
    with the example its file gives. Raises NewskgError where a query cannot be answered.
    """
    pages = {f"{query.name}.md": _page(query, store) for query in queries.ready()}
    return {"README.md": _index(), **pages}


def _index() -> str:
    lines = [
        "# 查询手册 Query cookbook",
        "",
        "Each of these questions is one command; `kg ask 问题` finds the one for a question in your words.",
        "Made from `ontology/queries/` and the graph of `examples/`.",
    ]
    for topic in queries.TOPICS:
        lines += ["", f"## {topic}", "", "| 问题 | command |", "|---|---|"]
        lines += [
            f"| [{query.title}]({query.name}.md) | `kg query {queries.usage(query)}` |"
            for query in queries.ready()
            if query.topic == topic
        ]
    return "\n".join(lines) + "\n"


def _page(query: ReadyQuery, store: Path) -> str:
    results = queries.run(query.name, store, query.example)
    lines = [f"# {query.title}", "", query.description, "", "```sh", _command(query), "```", ""]
    if query.parameters:
        lines += ["| parameter | type | default | | |", "|---|---|---|---|---|"]
        lines += [
            f"| `{p.name}` | {p.type} | {p.default or ''} | {p.title} | {p.description} |"
            for p in query.parameters
        ]
        lines.append("")
    lines += _answer(results)
    lines += ["", "## SPARQL", "", "```sparql", _sparql(query), "```", "", "[All queries](README.md)", ""]
    return "\n".join(lines)


def _command(query: ReadyQuery) -> str:
    return " ".join(["kg query", query.name, *(f"{name}={value}" for name, value in query.example.items())])


def _sparql(query: ReadyQuery) -> str:
    return "\n".join(line for line in query.text.splitlines() if not line.startswith("# ")).strip()


def _answer(results: Results) -> list[str]:
    rows = [[_cell(row.get(name, "")) for name in results.columns] for row in results]
    head = ["| " + " | ".join(results.columns) + " |", "|" + "---|" * len(results.columns)]
    shown = ["| " + " | ".join(row) + " |" for row in rows[:_MOST_ROWS]]
    more = len(rows) - len(shown)
    return [*head, *shown, *(["", f"… {more} more rows"] if more else [])]


def _cell(text: str) -> str:
    """A value on one line, cut where it is long, with nothing that Markdown takes for its own."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST - 1] + "…"
    return re.sub(r"([\\|*_`<\[\]])", r"\\\1", text)
