"""The tables of agencies.toml, turned to be looked up by form."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Head:
    """What stands directly behind a jurisdiction: the pattern of its full name, the table of its units."""

    name: str
    units: str | None
    party: bool
    by_level: tuple[tuple[str, str], ...]
    association: bool = False


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms and what they stand for."""

    heads: dict[str, Head]
    units: dict[str, dict[str, str]]
    departments: dict[str, str]
    suffixes: dict[str, str]
    central: dict[str, str]


@cache
def tables() -> Forms:
    """The data of agencies.toml."""
    data = tomllib.loads(files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8"))
    heads: dict[str, Head] = {}
    for entry in data["head"]:
        levels = tuple((k, entry[k]) for k in ("province", "city", "county") if k in entry)
        for form in entry["forms"]:
            heads[form] = Head(
                entry["name"],
                entry.get("units"),
                entry.get("party", False),
                levels,
                entry.get("association", False),
            )
    return Forms(
        heads=heads,
        units=data["units"],
        departments=_by_form(data["departments"]),
        suffixes=data["suffixes"],
        central=_by_form(data["central"]),
    )


def _by_form(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: name for name, forms in table.items() for form in (name, *forms)}
