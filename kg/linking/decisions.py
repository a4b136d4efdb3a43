"""People's decisions about who is who and what is not so: a text file that lasts and always wins.

    same | person-李平-某市人民政府 | person-李平-某市教育局      the second is the first
    differ | person-李平-某市人民政府 | person-李平-某县公安局   they are two; nobody is asked again
    differ | person-李平 | 002-03                          who bears the name in that article is another
    reject | person-李平 | holdsPost 局长 | agency-某市教育局    this is not so, whatever the pages say

A line each; what stands behind # is a remark. Taking the line away undoes the decision.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg import files
from kg.linking.ids import kind
from kg.model import Claim, Entity, NewskgError, Predicate

HEADER = "# Decisions of people, made by kg same, kg differ and kg reject: they win over the program.\n"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: `verb` is same, differ or reject; `parts` are the ids behind it; `line` is its number."""

    verb: str
    parts: tuple[str, ...]
    line: int = 0

    def __str__(self) -> str:
        return " | ".join((self.verb, *self.parts))


@dataclass(frozen=True, slots=True)
class Applied:
    """Entities and the id of each (article, mention) after the decisions, what became of ids that were joined
    to others, the decisions that were followed, and those that do not apply."""

    entities: tuple[Entity, ...]
    ids: Mapping[tuple[str, int], str]
    became: Mapping[str, str]
    followed: tuple[Decision, ...]
    unapplied: tuple[str, ...]


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions in a file; none where there is no file. Raises NewskgError naming line and remedy."""
    if not path.exists():
        return ()
    made = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.partition("#")[0].strip()
        if text:
            verb, *parts = (part.strip() for part in text.split("|"))
            expected = {"same": 2, "differ": 2, "reject": 3}.get(verb)
            if expected != len(parts) or not all(parts):
                raise NewskgError(
                    f"{path}, line {number}: {text!r} is no decision; write same | A | B, differ | A | B or "
                    "reject | A | predicate | B"
                )
            if verb == "reject" and parts[1].split(" ")[0] not in set(Predicate):
                raise NewskgError(
                    f"{path}, line {number}: no relation is called {parts[1].split(' ')[0]!r}; "
                    f"write one of {', '.join(Predicate)}"
                )
            made.append(Decision(verb, tuple(parts), number))
    return tuple(made)


def add(path: Path, decision: Decision) -> None:
    """Write a decision behind those in the file, once."""
    text = path.read_text(encoding="utf-8") if path.exists() else HEADER
    if all(str(decision) != str(known) for known in read(path)):
        text = text if text.endswith("\n") else text + "\n"
        files.write_text(path, f"{text}{decision}\n")


def apply(
    decisions: Iterable[Decision], entities: Iterable[Entity], ids: Mapping[tuple[str, int], str]
) -> Applied:
    """Join and part entities as decided: first what differs within one entity, then what is the same."""
    by_id = {e.id: e for e in entities}
    changed = dict(ids)
    became: dict[str, str] = {}
    unapplied, followed = [], []
    ordered = sorted(decisions, key=lambda d: (d.verb != "differ", d.parts))
    for decision in ordered:
        if decision.verb == "reject":
            continue
        one, other = decision.parts
        if decision.verb == "differ":
            if (one in by_id and other in by_id) or _part(one, other, by_id, changed):
                followed.append(decision)
            else:
                unapplied.append(_report(decision, "the one or the other is not in the graph"))
        elif one not in by_id or other not in by_id or one == other:
            unapplied.append(_report(decision, "the one or the other is not in the graph"))
        elif kind(by_id[one].type) != kind(by_id[other].type):
            unapplied.append(_report(decision, "they are of different kinds"))
        else:
            followed.append(decision)
            gone = by_id.pop(other)
            by_id[one] = _joined(by_id[one], gone)
            changed |= dict.fromkeys(gone.mentions, one)
            became = {old: one if new == other else new for old, new in became.items()} | {other: one}
    return Applied(tuple(by_id.values()), changed, became, tuple(followed), tuple(unapplied))


def _part(id_: str, article: str, by_id: dict[str, Entity], ids: dict[tuple[str, int], str]) -> bool:
    """Give the mentions of an entity in one article to a new one; False where there is nothing to part."""
    entity = by_id.get(id_)
    there = tuple(m for m in entity.mentions if m[0] == article) if entity else ()
    if entity is None or not there or len(there) == len(entity.mentions):
        return False
    new = f"{id_}-{article}"
    by_id[id_] = replace(entity, mentions=tuple(m for m in entity.mentions if m not in there))
    by_id[new] = replace(entity, id=new, mentions=there)
    ids |= dict.fromkeys(there, new)
    return True


def _joined(entity: Entity, other: Entity) -> Entity:
    aliases = {*entity.aliases, other.name, *other.aliases} - {entity.name}
    return replace(
        entity,
        type=min(entity.type, other.type),  # who is an Official in one place is one
        aliases=tuple(sorted(aliases)),
        code=entity.code or other.code,
        kind=entity.kind or other.kind,
        date=entity.date or other.date,
        mentions=tuple(sorted((*entity.mentions, *other.mentions))),
        background=entity.background and other.background,
    )


@dataclass(frozen=True, slots=True)
class Rejected:
    """The claims that nobody rejected, the rejections that were followed, and those that found no claim."""

    claims: tuple[Claim, ...]
    followed: tuple[Decision, ...]
    unapplied: tuple[str, ...]


def reject(decisions: Iterable[Decision], claims: Iterable[Claim]) -> Rejected:
    """The claims without those that people rejected."""
    kept = list(claims)
    unapplied, followed = [], []
    for decision in decisions:
        if decision.verb != "reject":
            continue
        subject, predicate, object_ = decision.parts
        name, _, title = predicate.partition(" ")
        left = [
            c
            for c in kept
            if not (
                c.predicate == name
                and {(c.subject, c.object), (c.object, c.subject) if c.predicate in _SYMMETRIC else ("", "")}
                & {(subject, object_)}
                and (not title or c.title == title)
            )
        ]
        if len(left) == len(kept):
            unapplied.append(_report(decision, "no page claims it"))
        else:
            followed.append(decision)
        kept = left
    return Rejected(tuple(kept), tuple(followed), tuple(unapplied))


def notes(
    followed: Iterable[Decision], names: Mapping[str, str], became: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """What the pages of the things concerned say of the decisions that were followed: (id, note), sorted.

    `names` has the name of each id, before the decisions and after; `became` what joined ids became.
    """
    found = set()
    for decision in followed:
        one, other = decision.parts[0], decision.parts[-1]
        if decision.verb == "same":
            said = [(one, f"与“{names[other]}”（{other}）是同一个")]
        elif decision.verb == "differ" and other not in names:
            new = f"{one}-{other}"
            said = [
                (one, f"稿件 {other} 里的同名者（{new}）不是同一个"),
                (new, f"与“{names[one]}”（{one}）不是同一个"),
            ]
        elif decision.verb == "differ":
            said = [(a, f"与“{names[b]}”（{b}）不是同一个") for a, b in ((one, other), (other, one))]
        else:
            ends = f"{names.get(one, one)} {decision.parts[1]} {names.get(other, other)}"
            said = [(end, f"“{ends}”不成立，已删去") for end in (one, other)]
        for id_, words in said:
            found.add((became.get(id_, id_), f"人工裁定：{words}。决定原文：{decision}"))
    return tuple(sorted(found))


_SYMMETRIC = frozenset({Predicate.COOPERATES_WITH})


def _report(decision: Decision, why: str) -> str:
    where = f"decision in line {decision.line}" if decision.line else "decision"
    return f"{where}: {str(decision)!r} no longer applies: {why}; take the line out or mend its ids"
