"""Names of people in sentences from all over the country, and who of them is an Official."""

import re
from pathlib import Path

import pytest

from kg.language.people import Surroundings, all_names
from kg.language.titles import find_titles

_LINES = [
    line
    for line in (Path(__file__).parent / "people.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def found(text: str) -> list[str]:
    titles = [(post.start, post.end) for post in find_titles(text)]
    return [name.name for name in all_names(text, Surroundings.of(text, titles))]


def expected(line: str) -> list[str]:
    return [name.replace(" ", "") for name in re.findall(r"\[([^\]]+)\]", line)]


@pytest.mark.parametrize("line", _LINES)
def test_names(line: str) -> None:
    assert found(re.sub(r"[\[\]]", "", line)) == expected(line)
