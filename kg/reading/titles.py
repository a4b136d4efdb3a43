"""The lines that stand between bodies as headlines, each with the decks that hang on it."""

import re
from dataclasses import dataclass, field

from kg.reading.marks import choice, patterns
from kg.reading.parts import Part, Role
from kg.reading.sequence import Gap

_DASH = re.compile(r"[—–―─-]{1,3}(?=[^—–―─-])")
_COLUMN = re.compile(
    rf"[■●◆□★【\[“]?[^，。！？；,!?;]{{0,16}}{choice(patterns()['columns']['endings'])}[”】\]]?$"
)
_SERIES = choice(patterns()["features"]["columns"] + patterns()["commentary"]["columns"])
_DECK_COLUMN = re.compile(rf"[—–―─-]{{1,3}}.{{0,16}}{_SERIES}$")
_COMMENTARY = re.compile(rf".{{0,8}}{choice(patterns()['commentary']['columns'])}$")

_LONGEST_COLUMN = 8  # characters of its name


@dataclass(slots=True)
class Unit:
    """A headline line with the decks that hang on it."""

    titles: list[Part]
    gap: int
    index: int  # of the first title among the texts of the page model
    is_column: bool = field(init=False)  # the line is the name of a column, not a headline

    def __post_init__(self) -> None:
        longest = 4 if self.titles[0].level else _LONGEST_COLUMN
        self.is_column = len(self.text) <= longest and _COLUMN.match(self.text) is not None

    @property
    def text(self) -> str:
        return self.titles[0].text

    @property
    def in_series(self) -> bool:
        """Whether the line with its deck may be the head of a series: 干在实处 ——学习贯彻会议精神·访谈."""
        return any(_DECK_COLUMN.match(title.text) for title in self.titles[1:])


def units(gaps: list[Gap], first_index: int) -> list[Unit]:
    """The headline lines of all gaps, decks joined to the line above them; their indices in the page model
    count from `first_index`."""
    found: list[Unit] = []
    index = first_index
    for number, gap in enumerate(gaps):
        previous: Part | None = None
        for part in gap.parts:
            if part.role is Role.TITLE:
                hangs = previous is not None and (
                    (_DASH.match(part.text) is not None and len(part.text) > 3)
                    or (0 < previous.level < part.level and part.level > 2 and not found[-1].is_column)
                )
                if hangs:
                    found[-1].titles.append(part)
                else:
                    found.append(Unit([part], number, index))
                index += 1
                previous = part
            else:
                previous = None
    return found


def names_column(text: str) -> bool:
    """Whether a line without a level may be the name of a column."""
    return len(text) <= _LONGEST_COLUMN and (_COLUMN.match(text) or _COMMENTARY.match(text)) is not None


def names_commentary(text: str) -> bool:
    """Whether a line is the name of a column of commentaries."""
    return len(text) <= _LONGEST_COLUMN and _COMMENTARY.match(text) is not None


def is_commentary(lines: list[Unit]) -> bool:
    """Whether a column's name says that the piece is a commentary."""
    return any(
        len(title.text) <= 12 and _COMMENTARY.match(title.text) for unit in lines for title in unit.titles
    )
