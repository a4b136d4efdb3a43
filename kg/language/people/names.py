"""What a personal name looks like: how much more likely characters are in a name than in other text."""

import math
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.language.alternation import alternation
from kg.language.people.dictionary import dictionary

_FOLDER = Path(__file__).parent
_RARE = 0.4  # counts added to every character, so that an unseen one is unlikely and not impossible


@dataclass(frozen=True, slots=True)
class Characters:
    """Log-odds (nats) of characters in their places of a name against running text."""

    surname: dict[str, float]
    rare: dict[str, float]  # characters that the counts do not know as surnames
    first: dict[str, float]
    second: dict[str, float]
    single: dict[str, float]
    foreign: dict[str, float]
    compound: frozenset[str]
    compound_starts: frozenset[str]
    compound_cost: dict[str, float]  # of those that are words: 东方
    minority: re.Pattern[str]
    never: frozenset[str]
    all_the_same: frozenset[str]
    never_single: frozenset[str]
    seldom_first: frozenset[str]
    seldom_first_cost: float
    seldom_last: frozenset[str]
    seldom_last_cost: float
    place_last: frozenset[str]
    place_last_cost: float


_UNCOUNTED = 1.0  # a surname whose character no text of the counts holds
UNLIKELY = 0.0  # a character so rare that no text of the counts holds it
_COMPOUND_SURNAME = 7.0
ONE_OF_FOUR = -1.4  # names have a single given character


def contexts() -> dict[str, Any]:
    """contexts.toml as read."""
    with (_FOLDER / "contexts.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def characters() -> Characters:
    """The tables of characters.tsv and contexts.toml, read once."""
    rows = []
    for line in (_FOLDER / "characters.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            character, *columns = line.split("\t")
            rows.append((character, [int(column) for column in columns]))
    totals = [sum(counts[i] for _, counts in rows) for i in range(5)]
    tables: list[dict[str, float]] = []
    for i in range(5):
        table = {}
        for character, counts in rows:
            in_names = (counts[i] + _RARE) / totals[i]
            table[character] = math.log(in_names / ((counts[5] + 5) / 1e6))
        tables.append(table)
    data = contexts()
    compound = frozenset(data["compound_surnames"])
    surnames = {c: tables[0][c] for c, counts in rows if counts[0]}
    for c in data["rare_surnames"]:
        surnames.setdefault(c, tables[0].get(c, _UNCOUNTED))
    return Characters(
        surname=surnames,
        rare={c: tables[0][c] for c, counts in rows if c not in surnames},
        first=tables[1],
        second=tables[2],
        single=tables[3],
        foreign=tables[4],
        compound=compound,
        compound_cost=_word_costs(compound),
        compound_starts=frozenset(c[0] for c in compound),
        minority=re.compile(alternation(data["minority_parts"])),
        never=frozenset(data["never_in_given"]),
        never_single=frozenset(data["never_single_given"]),
        seldom_first=frozenset(data["seldom_surnames"]),
        seldom_first_cost=data["seldom_surname_cost"],
        all_the_same=frozenset(data["given_all_the_same"]),
        seldom_last=frozenset(data["seldom_last_in_given"]),
        seldom_last_cost=data["seldom_last_cost"],
        place_last=frozenset(data["place_last_in_given"]),
        place_last_cost=data["place_last_cost"],
    )


def _word_costs(surnames: frozenset[str]) -> dict[str, float]:
    words = dictionary()
    return {
        surname: 0.5 * math.log(words.frequency.get(surname, 0) + 1)
        for surname in sorted(surnames)
        if not words.tag.get(surname, "nr").startswith("nr")
    }


def likeness(name: str) -> float | None:
    """How much a Chinese name of two to four characters looks like one, in nats; None: it cannot be one.

    >>> likeness("段志明") > 5, likeness("高度") < 0, likeness("的士高") is None
    (True, True, True)
    """
    table = characters()
    if len(name) >= 3 and name[:2] in table.compound:
        score, given = _COMPOUND_SURNAME - table.compound_cost.get(name[:2], 0.0), name[2:]
    elif name and name[0] in table.surname:
        score, given = table.surname[name[0]], name[1:]
    else:
        return None
    given_score = given_likeness(given)
    return None if given_score is None else score + given_score


def given_likeness(given: str, strict: bool = True) -> float | None:
    """The same of one or two given characters alone; not `strict`: also of those that names seldom hold."""
    table = characters()
    if not 1 <= len(given) <= 2:
        return None
    if strict and not table.never.isdisjoint(given) and given not in table.all_the_same:
        return None
    score = -table.seldom_last_cost if given[-1] in table.seldom_last else 0.0
    if given[-1] in table.place_last:
        score -= table.place_last_cost
    if len(given) == 1 and given in table.never_single:
        return None
    if len(given) == 1:
        return score + table.single.get(given, UNLIKELY) + ONE_OF_FOUR
    if given[0] == given[1]:
        return score + max(table.first.get(given[0], UNLIKELY), 0.0) + 1.0
    return score + table.first.get(given[0], UNLIKELY) + table.second.get(given[1], UNLIKELY)
