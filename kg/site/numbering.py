"""The numbers that data files call things and facts by: a thing's is its row in the index of names."""

from dataclasses import dataclass

from kg.site.records import Fact, Records

FACTS_A_FILE = 300


@dataclass(frozen=True, slots=True)
class Numbering:
    """`rows` is thing id to row. `facts` are all facts in the order of the files: those between two things
    first (there are `linked` of them), of each subject together; `numbers` is fact id to place therein."""

    rows: dict[str, int]
    facts: tuple[Fact, ...]
    numbers: dict[str, int]
    linked: int


def numbering(records: Records) -> Numbering:
    rows = {key: number for number, key in enumerate(records.ranked)}
    facts = tuple(sorted(records.facts, key=lambda f: (f.object not in rows, rows[f.subject])))
    return Numbering(
        rows,
        facts,
        {fact.id: number for number, fact in enumerate(facts)},
        sum(1 for fact in facts if fact.object in rows),
    )
