"""How right each rule is on annotated articles, and whether the confidence of claims can be believed."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg import files
from kg.model import NewskgError
from kg.relations import read_by_rules
from kg.relations.confidence import FILE, Record, parse, table
from kg.verdicts import Verdict, verdicts

COUNTED = ("train", "dev")
BINS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims of like confidence: their mean confidence, how many there are, how many are right."""

    least: float
    mean: float
    claims: int
    right: int


def records(judged: Iterable[Verdict]) -> dict[str, Record]:
    """How often each rule was right and wrong."""
    right, wrong = Counter[str](), Counter[str]()
    relation: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in judged:
        for rule in verdict.rules:
            (right if verdict.right else wrong)[rule] += 1
            relation[rule][verdict.predicate.value] += 1
    return {
        rule: Record(min(counts, key=lambda p: (-counts[p], p)), right[rule], wrong[rule])
        for rule, counts in relation.items()
    }


def reliability(judged: Iterable[Verdict]) -> list[Bin]:
    """Claims by confidence: where the confidence is honest, the share right is near the mean of each bin."""
    rows: dict[float, list[Verdict]] = defaultdict(list)
    for verdict in judged:
        rows[max(least for least in BINS if least <= verdict.confidence)].append(verdict)
    return [
        Bin(
            least,
            sum(v.confidence for v in found) / len(found),
            len(found),
            sum(v.right for v in found),
        )
        for least, found in sorted(rows.items())
    ]


def render(bins: Iterable[Bin]) -> str:
    """The bins as a table in Markdown."""
    lines = ["| confidence from | mean | claims | right |", "|---|---|---|---|"]
    lines += [f"| {b.least:.2f} | {b.mean:.2f} | {b.claims} | {b.right / b.claims:.2f} |" for b in bins]
    return "\n".join(lines)


def believable(folder: Path, split: str) -> str:
    """The table of `reliability` for the annotated articles of one part."""
    return render(reliability(verdicts(folder, split)))


def calibrate(folder: Path, output: Path = FILE) -> dict[str, float]:
    """Count how right each rule is on the train and dev parts of annotated articles and write the table that
    the rules take their confidence from; gives the confidences. Raises NewskgError where nothing is read."""
    found = records(verdict for split in COUNTED for verdict in verdicts(folder, split, read_by_rules))
    if not found:
        raise NewskgError(f"{folder}: no annotated article of the parts {', '.join(COUNTED)} to count on")
    text = table(found)
    files.write_text(output, text)
    return parse(text, output.name)
