"""A query starts at once: nothing is loaded that it does not need."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
sys.argv = ["kg", "query", "posts", "--outputs", sys.argv[1]]
from kg.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code
print("|".join(sys.modules))
"""
HEAVY = {
    "spacy", "rdflib", "pyshacl", "networkx", "numpy", "jieba", "jinja2", "starlette", "uvicorn",
    "urllib.request", "concurrent.futures", "asyncio", "kg.language", "kg.site", "kg.server",
}  # fmt: skip


def test_only_what_a_query_needs_is_loaded(built) -> None:
    command = [sys.executable, "-c", SCRIPT, str(built.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    table, _, modules = done.stdout.rstrip().rpartition("\n")
    assert "熊佩兰" in table
    assert not HEAVY & set(modules.split("|"))


def test_it_costs_less_than_three_times_what_its_libraries_cost(built) -> None:
    ours = [sys.executable, "-m", "kg", "query", "posts", "--outputs", str(built.folder)]
    assert _seconds(ours) < 3 * _seconds([sys.executable, "-c", "import pyoxigraph, typer, pydantic.fields"])


def _seconds(command: list[str]) -> float:
    """Processor time of a command, the least of a few runs: what else runs here adds to it."""
    times = []
    for _ in range(3):
        before = _children()
        subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])
        times.append(_children() - before)
    return min(times)


def _children() -> float:
    usage = os.times()
    return usage.children_user + usage.children_system
