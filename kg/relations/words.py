"""The word lists that rules and subjects share: words.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The word lists by name, longest words first."""
    table = tomllib.loads(files("kg.relations").joinpath("words.toml").read_text("utf-8"))
    return {name: tuple(sorted(set(row), key=lambda w: (-len(w), w))) for name, row in table.items()}


@cache
def either(name: str) -> str:
    """A list as the alternatives of a regular expression."""
    return "|".join(map(re.escape, words()[name]))
