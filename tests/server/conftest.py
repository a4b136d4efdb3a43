"""A built graph of invented people, and servers of it."""

import importlib.util
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from serving import TOKEN, Server, serving

from kg import graph, site

CORPUS = Path(__file__).parent.parent / "graph" / "conftest.py"


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build of the small corpus of the graph's tests leaves."""
    spec = importlib.util.spec_from_file_location("small_corpus", CORPUS)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder: Path = tmp_path_factory.mktemp("built")
    graph.write(graph.build(module.make_corpus()), folder)
    with graph.open_store(folder) as store:
        site.write(store, folder / "site")
    return folder


@pytest.fixture(scope="session")
def server(outputs: Path) -> Iterator[Server]:
    """A server that only reads."""
    with serving(outputs, "--timeout", "4", "--max-rows", "40") as running:
        yield running


@pytest.fixture
def copied(outputs: Path, tmp_path: Path) -> Path:
    """The same build once more, to be changed."""
    return Path(shutil.copytree(outputs, tmp_path / "built"))


@pytest.fixture
def writable(copied: Path) -> Iterator[Server]:
    """A server that takes changes from who has the token."""
    with serving(copied, "--token", TOKEN) as running:
        yield running
