"""The rules against their own examples: what `kg rules test` runs."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Document, Modality, Statement
from kg.notation import parse
from kg.relations.reader import read_with
from kg.relations.rules import Rule, rules


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that a rule does not read as stated."""

    rule: str
    sentence: str
    expected: tuple[str, ...]
    got: tuple[str, ...]

    def __str__(self) -> str:
        expected, got = ("; ".join(lines) or "nothing" for lines in (self.expected, self.got))
        return (
            f"{self.rule}: {self.sentence} is read as {got}, not {expected}; mend the pattern or the example"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """How many rules, patterns and examples were run, and what failed."""

    rules: int
    patterns: int
    examples: int
    failures: tuple[Failure, ...]


def test_rules(chosen: Iterable[Rule] | None = None) -> Report:
    """Runs each rule (all by default) by itself on its examples. Raises NewskgError where an example is not
    in the notation of kg.notation."""
    chosen = rules() if chosen is None else tuple(chosen)
    failures: list[Failure] = []
    examples = 0
    for rule in chosen:
        for sentence, expected in (*rule.yes, *((s, ()) for s in rule.no)):
            examples += 1
            document = parse(sentence)
            got = {line(document, statement) for statement in read_with(document, (rule,))}
            if got != set(expected):
                failures.append(Failure(rule.name, sentence, tuple(sorted(expected)), tuple(sorted(got))))
    return Report(len(chosen), sum(len(r.patterns) for r in chosen), examples, tuple(failures))


test_rules.__test__ = False  # type: ignore[attr-defined]  # no test of pytest's


def line(document: Document, statement: Statement) -> str:
    """A statement as it is written in examples.

    >>> document = parse("[段清|Official]，[原局长|Title:former=局长]")
    >>> from kg.model import Predicate
    >>> line(document, Statement(0, Predicate.QUOTED_IN, None, 0, 2, "speech.says"))
    '段清 quotedIn'
    """
    parts = [document.mentions[statement.subject].text, statement.predicate.value]
    if statement.object is not None:
        parts.append(document.mentions[statement.object].text)
    if statement.title is not None:
        parts.append(statement.title)
    if statement.modality is not Modality.ASSERTED:
        parts.append(f"({statement.modality.value})")
    if statement.date is not None:
        parts.append(f"@{statement.date}")
    return " ".join(parts)
