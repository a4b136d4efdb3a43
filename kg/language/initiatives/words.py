"""The words of words.toml, ready for use: sets of last words, compiled patterns."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.language.alternation import alternation

WORDS = Path(__file__).with_name("words.toml")


def last_word(text: str, words: frozenset[str], longest: int = 6) -> str | None:
    """The longest of the words that the text ends with; None if it ends with none."""
    for size in range(min(longest, len(text)), 0, -1):
        if text[-size:] in words:
            return text[-size:]
    return None


@dataclass(frozen=True, slots=True)
class Head:
    """A class of last words of names without quotation marks; the fields are those of words.toml."""

    kind: str
    least: int
    weak: int
    placed: int
    joint: bool
    issued: bool
    sure: bool
    verbs: frozenset[str]
    not_before: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Known:
    """A strategy known by name: its full name, its kind, whether short forms need the full one."""

    name: str
    kind: str
    needs_full: bool
    not_before: re.Pattern[str] | None


@cache
def table() -> dict[str, Any]:
    """words.toml as read."""
    with WORDS.open("rb") as file:
        return tomllib.load(file)


@cache
def heads() -> tuple[dict[str, Head], re.Pattern[str]]:
    """Last word -> its class, and the pattern that finds last words (the longest at each place)."""
    found: dict[str, Head] = {}
    for entry in table()["heads"]:
        head = Head(
            entry["kind"],
            entry["least"],
            entry["weak"],
            entry.get("placed", 0),
            entry.get("joint", False),
            entry.get("issued", False),
            entry.get("sure", False),
            frozenset(entry.get("verbs", ())),
            re.compile(entry["not_before"]),
        )
        found.update(dict.fromkeys(entry["words"], head))
    return found, re.compile(alternation(found))


@cache
def known() -> tuple[dict[str, Known], re.Pattern[str]]:
    """Form -> what it names, and the pattern that finds the forms."""
    found: dict[str, Known] = {}
    for entry in table()["known"]:
        not_before = re.compile(entry["not_before"]) if "not_before" in entry else None
        item = Known(entry["name"], entry["kind"], entry.get("needs_full", False), not_before)
        found.update(dict.fromkeys([entry["name"], *entry.get("forms", [])], item))
    return found, re.compile(alternation(found))


@cache
def generic() -> re.Pattern[str]:
    """Words that make no name."""
    return re.compile(alternation(table()["front"]["generic"]))


def weight(modifier: str) -> int:
    """How many characters of a modifier are left when the words that make no name are taken out."""
    bare = generic().sub("", modifier)
    return sum(c.isalnum() or c == "■" for c in bare)
