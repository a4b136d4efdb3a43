"""What an organisation or a place is, by how its name ends: counted in the annotated articles.

The model tells organisations from places; endings.tsv says that 鹭岭水库 is a Site, a 学院 an Institution.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kg.language.divisions import lookup
from kg.model import DIVISIONS, ORGANIZATIONS, PLACES, EntityType

Endings = Mapping[tuple[str, str], EntityType]

LONGEST = 4
OFTEN = 2  # different names with an ending
PURE = 0.8  # of them of one type
HEAD = (
    "# How names of organisations (ORG) and places (LOC) end, what they are then, how many of them do.\n"
    "# Counted by `kg train` in the annotated articles of the train part, under the licence of these.\n"
)


@cache
def endings() -> Endings:
    """The table endings.tsv."""
    text = files(__package__).joinpath("endings.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({(kind, ending): EntityType(type) for kind, ending, type, _ in rows})


def type_of(name: str, kind: str, table: Endings | None = None) -> EntityType | None:
    """The type of a name of a kind (ORG, LOC) by its longest known ending; None where it cannot tell."""
    table = endings() if table is None else table
    for size in range(min(LONGEST, len(name) - 1), 0, -1):
        found = table.get((kind, name[-size:]))
        if found is not None:
            return found
    return None


def counted(names: Iterable[tuple[str, EntityType]]) -> str:
    """The text of endings.tsv for names with their types; divisions of the gazetteer are left out."""
    counts: defaultdict[tuple[str, str], Counter[EntityType]] = defaultdict(Counter)
    for name, type in sorted(set(names)):
        if type not in ORGANIZATIONS and (type not in PLACES or (type in DIVISIONS and lookup(name))):
            continue
        kind = "ORG" if type in ORGANIZATIONS else "LOC"
        for size in range(1, min(LONGEST, len(name) - 1) + 1):
            counts[kind, name[-size:]][type] += 1
    lines = []
    for (kind, ending), types in sorted(counts.items()):
        type, number = max(types.items(), key=lambda pair: (pair[1], pair[0]))
        if types.total() >= OFTEN and number >= PURE * types.total():
            lines.append(f"{kind}\t{ending}\t{type}\t{types.total()}\n")
    return HEAD + "".join(lines)
