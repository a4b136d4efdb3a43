"""The rules: TOML files in rules/, one for each kind of relation, and the word lists they share.

A rule:

    [[rule]]
    name = "signs-with"
    states = ["a cooperatesWith b", "a issued what", "b issued what"]
    confidence = 0.9
    patterns = ["{a:Actor+}[与和同]{b:Actor+}…<sign>…{what:Initiative+}"]
    yes = [
      ["[甘州区|County]与[肃州区|County]签署[《合作协议》|Initiative]。",
       "甘州区 cooperatesWith 肃州区", "甘州区 issued 《合作协议》", "肃州区 issued 《合作协议》"],
    ]
    no = ["[甘州区|County]与[肃州区|County]相邻。"]

`states` names slots of the patterns: subject, predicate, object; the object of quotedIn is the article and is
not named. "a cooperatesWith a" states each pair of a list, "person holdsPost org title" a post whose title
is a slot by itself. `confidence` is a cautious guess that holds until the rule is counted: `kg rules
calibrate` writes how right each rule is on annotated articles to confidence.tsv, which wins. `modality` is
"asserted" unless given; words such as 拟 and 未 in the passage make it planned or negated. `yes` are
sentences with exactly what the rule reads in them, `no` sentences in which it reads nothing; both in the
notation of kg.notation. Names are given as in the text; a modality other than asserted in brackets, the
date of a post behind @:

    "马平 holdsPost 市水利局 局长 (former) @--03-04"
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import Modality, NewskgError, Predicate
from kg.relations.confidence import confidence
from kg.relations.pattern import Pattern, compile_pattern
from kg.relations.words import words

_KEYS = {"name", "states", "confidence", "patterns", "yes", "no", "modality", "note"}


@dataclass(frozen=True, slots=True)
class Form:
    """One statement that a rule makes of its slots. `object` is None for QUOTED_IN; `title` is given for
    HOLDS_POST where the object is no chain of posts but an organisation."""

    subject: str
    predicate: Predicate
    object: str | None = None
    title: str | None = None

    @property
    def slots(self) -> tuple[str, ...]:
        return tuple(s for s in (self.subject, self.object, self.title) if s is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its examples. `name` is the file's name, a full stop and the rule's: posts.before-name."""

    name: str
    forms: tuple[Form, ...]
    patterns: tuple[Pattern, ...]
    confidence: float
    modality: Modality
    yes: tuple[tuple[str, tuple[str, ...]], ...]
    no: tuple[str, ...]

    @property
    def yields(self) -> tuple[Predicate, ...]:
        """The predicates of its statements, sorted."""
        return tuple(sorted({form.predicate for form in self.forms}))


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of their files' names and within these as written. Raises NewskgError naming
    file and rule where one is broken."""
    found: list[Rule] = []
    folder = files("kg.relations").joinpath("rules")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            written = parse_rules(file.read_text("utf-8"), file.name)
            found += [replace(r, confidence=confidence(r.name, r.confidence)) for r in written]
    names = [rule.name for rule in found]
    for name in names:
        if names.count(name) > 1:
            raise NewskgError(f"rule {name}: two rules have this name; rename one")
    return tuple(found)


def parse_rules(text: str, file: str) -> list[Rule]:
    """The rules of one TOML file. Raises NewskgError where it is broken."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NewskgError(f"{file}: not TOML ({error}); mend it there") from None
    return [_rule(row, file) for row in table.get("rule", ())]


def _rule(row: dict[str, Any], file: str) -> Rule:
    where = f"{file}, rule {row.get('name', '?')}"
    for key in ("name", "states", "confidence", "patterns", "yes", "no"):
        if not row.get(key):
            raise NewskgError(f"{where}: {key!r} is missing; add it")
    if unknown := sorted(set(row) - _KEYS):
        raise NewskgError(
            f"{where}: {unknown[0]!r} is no part of a rule; write one of {', '.join(sorted(_KEYS))}"
        )
    patterns = tuple(compile_pattern(source, words(), where) for source in row["patterns"])
    forms = tuple(_form(state, where) for state in row["states"])
    for pattern in patterns:
        slots = {slot.name for slot in pattern.slots}
        for form in forms:
            for slot in form.slots:
                if slot not in slots:
                    raise NewskgError(
                        f"{where}: {pattern.source!r} has no slot {slot!r} that is stated; add it"
                    )
    return Rule(
        f"{file.removesuffix('.toml')}.{row['name']}",
        forms,
        patterns,
        float(row["confidence"]),
        Modality(row.get("modality", "asserted")),
        tuple((example[0], tuple(example[1:])) for example in row["yes"]),
        tuple(row["no"]),
    )


def _form(state: str, where: str) -> Form:
    parts = state.split()
    try:
        predicate = Predicate(parts[1])
        lengths = {Predicate.QUOTED_IN: (2,), Predicate.HOLDS_POST: (3, 4)}.get(predicate, (3,))
        if len(parts) not in lengths:
            raise ValueError
    except (IndexError, ValueError):
        raise NewskgError(
            f"{where}: {state!r} states nothing; write 'slot predicate slot' (for quotedIn 'slot quotedIn') "
            f"with one of {', '.join(Predicate)}"
        ) from None
    return Form(parts[0], predicate, *parts[2:])
