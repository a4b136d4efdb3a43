"""The graph of the example pages, built once."""

from pathlib import Path

import pytest

from kg.build import build
from kg.model import Settings


@pytest.fixture(scope="session")
def store(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("examples")
    build([pytestconfig.rootpath / "examples" / "pages"], output, Settings("赣鄱日报", "江西省"))
    return output / "store"
