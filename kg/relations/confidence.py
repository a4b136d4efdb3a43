"""How sure a rule is: the share of what it stated on annotated articles that was right.

confidence.tsv is written by `kg rules calibrate`: for each rule how often it was right and wrong. Few cases
say little, so the share is drawn towards that of all rules for the same relation, as if PRIOR more cases had
gone as these did.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.model import NewskgError

PRIOR = 5.0  # cases
FILE = Path(__file__).parent / "confidence.tsv"
HEADER = (
    "# What each rule stated on the train and dev parts of the corpus: how often right, how often wrong,\n"
    "# and the confidence that follows. Made by `kg rules calibrate`. Our own figures, Apache-2.0.\n"
    "# rule\tright\twrong\tconfidence\n"
)


@dataclass(frozen=True, slots=True)
class Record:
    """How a rule did, and the relation it read most."""

    relation: str
    right: int
    wrong: int


@cache
def confidences() -> Mapping[str, float]:
    """Confidence by rule, of the rules that were counted."""
    text = files("kg.relations").joinpath("confidence.tsv").read_text("utf-8")
    return parse(text, "confidence.tsv")


def confidence(rule: str, otherwise: float) -> float:
    """The confidence of a rule; `otherwise` where it was never counted."""
    return confidences().get(rule, otherwise)


def parse(text: str, file: str) -> dict[str, float]:
    """Confidence by rule of a table as `table` writes it. Raises NewskgError that names the line."""
    found: dict[str, float] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            parts = line.split("\t")
            try:
                rule, _, _, value = parts
                found[rule] = float(value)
            except ValueError:
                raise NewskgError(
                    f"{file}, line {number}: {line!r} is not rule, right, wrong and confidence; "
                    "make it anew with `kg rules calibrate`"
                ) from None
    return found


def table(records: Mapping[str, Record]) -> str:
    """The table of rules, sorted by name."""
    pooled: dict[str, tuple[int, int]] = {}
    for record in records.values():
        right, wrong = pooled.get(record.relation, (0, 0))
        pooled[record.relation] = right + record.right, wrong + record.wrong
    lines = []
    for rule, record in sorted(records.items()):
        right, wrong = pooled[record.relation]
        value = smoothed(record.right, record.wrong, right / max(1, right + wrong))
        lines.append(f"{rule}\t{record.right}\t{record.wrong}\t{value:.2f}\n")
    return HEADER + "".join(lines)


def smoothed(right: int, wrong: int, prior: float) -> float:
    """The share right, with PRIOR more cases of which the share `prior` is right, at most 0.99.

    >>> smoothed(0, 0, 0.9), round(smoothed(95, 5, 0.8), 3)
    (0.9, 0.943)
    """
    return min(0.99, (right + PRIOR * prior) / (right + wrong + PRIOR))
