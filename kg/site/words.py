"""The words of the pages, from words.toml: what types, relations, modalities and kinds are called."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_ISO = re.compile(r"(\d{4}|-)-(\d{2})(?:-(\d{2}))?$")


@dataclass(frozen=True, slots=True)
class FamilyWords:
    id: str
    word: str
    shape: str


@dataclass(frozen=True, slots=True)
class TypeWords:
    id: str
    word: str
    list: str
    family: str

    @property
    def path(self) -> str:
        return f"t/{self.id.lower()}.html"


@dataclass(frozen=True, slots=True)
class RelationWords:
    id: str
    word: str
    out: str
    back: str


@dataclass(frozen=True, slots=True)
class Words:
    families: dict[str, FamilyWords]
    types: dict[str, TypeWords]
    relations: dict[str, RelationWords]
    modality: dict[str, str]
    kind: dict[str, str]
    initiative: dict[str, str]
    topics: tuple[str, ...]


@cache
def words() -> Words:
    data = tomllib.loads(resources.files("kg.site").joinpath("words.toml").read_text(encoding="utf-8"))
    return Words(
        families={row["id"]: FamilyWords(**row) for row in data["family"]},
        types={row["id"]: TypeWords(**row) for row in data["type"]},
        relations={
            row["id"]: RelationWords(row["id"], row["word"], row["out"], row["in"])
            for row in data["relation"]
        },
        modality=data["modality"],
        kind=data["kind"],
        initiative=data["initiative"],
        topics=tuple(data["topics"]),
    )


def day(value: str | None) -> str:
    """A date as people write it: 2024-05-27 is 2024年5月27日, --05-27 is 5月27日, none is empty."""
    if not value:
        return ""
    match = _ISO.match(value)
    if not match:
        return value
    year, month, number = match.groups()
    text = "" if year == "-" else f"{year}年"
    return text + f"{int(month)}月" + (f"{int(number)}日" if number else "")


def span(first: str | None, last: str | None) -> str:
    """Two dates as a span; the same date once."""
    if not first or first == last:
        return day(first or last)
    return f"{day(first)} 至 {day(last)}"
