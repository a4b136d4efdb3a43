"""The tables of words.toml, as patterns and sets."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Villages:
    """Words for the names of villages and towns that are not in the gazetteer."""

    endings: re.Pattern[str]
    generic: frozenset[str]
    tails: tuple[str, ...]
    starts: tuple[str, ...]
    before: frozenset[str]
    behind: tuple[str, ...]
    passing: frozenset[str]
    between: frozenset[str]
    office: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Patterns for abbreviations of one character."""

    counted: re.Pattern[str]
    run: re.Pattern[str]
    listed: re.Pattern[str]
    pair: re.Pattern[str]
    alone: re.Pattern[str]
    city: re.Pattern[str]
    plain: frozenset[str]
    no_city: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell whether a form is a place."""

    generic_full: frozenset[str]
    parent_needed: frozenset[str]
    verbs_full: frozenset[str]
    columns: tuple[str, ...]
    follow: frozenset[str]
    goes_on: re.Pattern[str]
    nature: re.Pattern[str]
    nature_of_cities: re.Pattern[str]
    before_word: frozenset[str]
    abbreviations: Abbreviations
    villages: Villages


@cache
def words(letters: str) -> Words:
    """The data of words.toml; `letters` are all abbreviations of provinces."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    a, v = data["abbreviations"], data["villages"]
    run = f"[{letters}]{{2,6}}"
    return Words(
        frozenset(data["generic_full"]),
        frozenset(data["parent_needed"]),
        frozenset(data["verbs_full"]),
        tuple(data["columns"]),
        frozenset(data["follow"]),
        re.compile(data["goes_on"]),
        re.compile(data["nature"]),
        re.compile(data["nature_of_cities"]),
        frozenset(data["before_word"]) | frozenset(",，。；：“《（(\n") | {""},
        Abbreviations(
            re.compile(f"[{letters}]{{2,5}}(?={a['counted']})|{'|'.join(a['sets'])}"),
            re.compile(
                rf"(?<![\u4e00-\u9fff]){run}(?={a['behind']}|[省地市区]|跨|$|[^\u4e00-\u9fff])"
                rf"|{run}(?={a['behind']})"
                rf"|港澳台?(?={a['behind']}|{a['behind_both']})"
                rf"|(?<=[{a['before']}])[{a['plain']}]{{2,4}}(?![{a['never_before']}])"
            ),
            re.compile(f"[{letters}](?:、[{letters}])+"),
            re.compile(f"[{a['plain']}]{{2,4}}(?![{a['never_before']}])"),
            re.compile(
                f"(?<=[{a['before']}])[{a['plain']}](?![{a['never_before']}])|[{a['plain']}](?={a['of_a_place']})"
            ),
            re.compile(rf"(?<=[{a['before']}])[\u4e00-\u9fff]"),
            frozenset(a["plain"]),
            frozenset(a["no_city"]),
        ),
        Villages(
            re.compile(
                f"(?:[镇乡村](?!长(?![\u4e00-\u9fff]{{0,2}}(?:村|社区)))|街道|社区|嘎查)(?!{v['goes_on']})"
            ),
            frozenset(v["generic"]),
            tuple(v["tails"]),
            tuple(v["starts"]),
            frozenset(v["before"]),
            tuple(v["behind"]),
            frozenset(v["passing"]),
            frozenset(v["between"]),
            re.compile(v["office"]),
        ),
    )
