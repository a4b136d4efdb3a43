"""The words of words.toml, ready for use."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.language.alternation import alternation
from kg.language.initiatives.extent import Cuts, cuts_pattern

WORDS = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Head:
    """A class of last words; the fields are those of words.toml."""

    least: int
    not_before: re.Pattern[str]
    not_behind: re.Pattern[str] | None
    held: bool
    told: bool


@cache
def table() -> dict[str, Any]:
    """words.toml as read."""
    with WORDS.open("rb") as file:
        return tomllib.load(file)


def _optional(entry: dict[str, Any], field: str) -> re.Pattern[str] | None:
    return re.compile(entry[field]) if field in entry else None


@cache
def heads() -> tuple[dict[str, Head], re.Pattern[str]]:
    """Last word -> its class, and the pattern that finds last words (the longest at each place)."""
    found: dict[str, Head] = {}
    for entry in table()["heads"]:
        head = Head(
            entry["least"],
            re.compile(entry["not_before"]),
            _optional(entry, "not_behind"),
            entry.get("held", False),
            entry.get("told", False),
        )
        found.update(dict.fromkeys(entry["words"], head))
    return found, re.compile(alternation(found))


@cache
def event_cuts() -> Cuts:
    """The words in front of events."""
    front = table()["front"]
    return Cuts(
        cuts_pattern(front["verbs"], front["particles"]),
        frozenset(front["inner"]),
        frozenset(),
        frozenset(),
        frozenset(front["lending"]),
        re.compile(front["determiners"]),
        re.compile(front["quantity"]),
        frozenset(),
    )


@cache
def generic() -> re.Pattern[str]:
    """Words that do not make the name of an event."""
    return re.compile(alternation(table()["generic"]))
