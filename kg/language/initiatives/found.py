"""What the finders of initiatives and events hand to their components."""

from dataclasses import dataclass, replace

from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: where it stands, its type, its kind or day (`detail`), what it is short for (`name`)."""

    start: int
    end: int
    type: EntityType
    detail: str | None = None
    name: str | None = None
    confidence: float = 1.0

    def named(self, name: str | None) -> "Found":
        return replace(self, name=name)


def without_overlaps(items: list[Found]) -> list[Found]:
    """The longest of those that overlap, the earlier of two equally long, sorted by start."""
    kept: list[Found] = []
    for item in sorted(items, key=lambda f: (f.start - f.end, f.start)):
        if all(item.end <= k.start or k.end <= item.start for k in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f.start)
