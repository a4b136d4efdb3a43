"""Identifiers: kind, hyphen, slug. They depend on what a thing is, never on the order of reading."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import PEOPLE, PLACES, EntityType

_LEFT_OUT = re.compile(r"[^0-9A-Za-z\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af_-]")


@dataclass(frozen=True, slots=True)
class Named:
    """What an identifier is made of. `qualifiers` tell things of one name apart, the best first: the code of
    a division, the organisation of a person; `mark` is unlike that of any other thing. `shared`: the
    name is known to be borne by several, so the first qualifier always stands in the identifier."""

    type: EntityType
    name: str
    qualifiers: tuple[str, ...]
    mark: str
    shared: bool = False


def slug(text: str) -> str:
    """The letters, digits, CJK characters, hyphens and underscores of a text (NFKC); "" where it has none."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text))


def kind(type_: EntityType) -> str:
    """The first part of an identifier: person, agency, company, institution, place, initiative, event."""
    if type_ in PEOPLE:
        return "person"
    return "place" if type_ in PLACES else type_.value.lower()


def identifiers(things: Sequence[Named]) -> list[str]:
    """The identifiers of things, in their order: unlike each other, the plain `kind-slug` where no other
    thing has it."""
    plain = [f"{kind(t.type)}-{slug(t.name) or _digest(t.mark)}" for t in things]
    made = [
        _qualified(p, t, 0) if t.shared and t.qualifiers else p for p, t in zip(plain, things, strict=True)
    ]
    for depth in range(max((len(t.qualifiers) for t in things), default=0)):
        counts = Counter(made)
        if len(counts) == len(made):
            return made
        for i, thing in enumerate(things):
            if counts[made[i]] > 1 and depth < len(thing.qualifiers):
                made[i] = _qualified(plain[i], thing, depth)
    counts = Counter(made)
    made = [
        m if counts[m] == 1 else f"{p}-{_digest(t.mark)}" for m, p, t in zip(made, plain, things, strict=True)
    ]
    counts = Counter(made)
    return [m if counts[m] == 1 else f"{m}-{_digest(t.mark)}" for m, t in zip(made, things, strict=True)]


def _qualified(plain: str, thing: Named, depth: int) -> str:
    return f"{plain}-{slug(thing.qualifiers[depth]) or _digest(thing.qualifiers[depth])}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]
