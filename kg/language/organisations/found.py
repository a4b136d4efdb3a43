"""An agency in a text, before it is a span."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency in a text. `inner` are the ends of the agencies that its units belong to, outermost first;
    `name` is what one without its owner's name stands for."""

    start: int
    end: int
    inner: tuple[int, ...] = ()
    confidence: float = 1.0
    association: bool = False
    name: str | None = None
