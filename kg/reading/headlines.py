"""Which headline belongs to which article: an assignment over the whole page, by what they say and where they
stand; then which line of an article's headline is the main one."""

import re
from dataclasses import dataclass, field

from kg.reading.assignment import assign
from kg.reading.cohesion import PageModel
from kg.reading.grouping import Gap, Piece
from kg.reading.marks import choice, patterns
from kg.reading.parts import Part, Role

_DASH = re.compile(r"[—–―─-]{1,3}(?=[^—–―─-])")
_COLUMN = re.compile(
    rf"[■●◆□★【\[“]?[^，。！？；,!?;]{{2,16}}{choice(patterns()['columns']['endings'])}[”】\]]?$"
)
_DECK_COLUMN = re.compile(
    rf"[—–―─-]{{1,3}}.{{0,16}}{choice(patterns()['features']['columns'] + patterns()['commentary']['columns'])}$"
)
_COMMENTARY = re.compile(rf".{{0,8}}{choice(patterns()['commentary']['columns'])}$")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Unit:
    """A headline line with the decks that hang on it."""

    titles: list[Part]
    gap: int
    index: int  # of the first title among the texts of the page model

    @property
    def text(self) -> str:
        return self.titles[0].text

    @property
    def is_column(self) -> bool:
        return any(_DECK_COLUMN.match(t.text) for t in self.titles[1:]) or (
            not self.titles[0].level and len(self.text) <= 12 and _COLUMN.match(self.text) is not None
        )


@dataclass(slots=True)
class Headed:
    """A piece with what stands over it. `sections` are headings inside it, each before the body of that index."""

    piece: Piece
    units: list[Unit] = field(default_factory=list)
    bylines: list[Part] = field(default_factory=list)
    sections: dict[int, list[Part]] = field(default_factory=dict)


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
                    or (0 < previous.level < part.level and found[-1].titles[-1].level > 0)
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


def head(
    pieces: list[Piece], gaps: list[Gap], lines: list[Unit], model: PageModel
) -> tuple[list[Headed], list[Part]]:
    """Each piece with its headline lines and bylines, and the titles that belong to none."""
    headed = [Headed(piece) for piece in pieces]
    owner = {body: number for number, piece in enumerate(pieces) for body in piece.bodies}
    inside = {id(unit): _inside(unit, pieces, owner, gaps) for unit in lines}
    gains = _gains(pieces, gaps, lines, model, owner)
    candidates = [
        n
        for n, unit in enumerate(lines)
        if inside[id(unit)] is None or not _has_own(lines, inside[id(unit)], pieces, gains, inside)
    ]
    chosen = assign([gains[n] for n in candidates], 0.9)
    place = {n: number for n, number in zip(candidates, chosen, strict=True) if number >= 0}
    _follow(lines, gaps, place, gains, inside)
    leftovers: list[Part] = []
    for n, unit in enumerate(lines):
        if n in place:
            headed[place[n]].units.append(unit)
        elif (number := inside[id(unit)]) is not None:
            headed[number].sections.setdefault(unit.gap, []).extend(unit.titles)
        else:
            leftovers.extend(unit.titles)
    _sign(headed, gaps, lines, place, owner)
    return headed, leftovers


def _inside(unit: Unit, pieces: list[Piece], owner: dict[int, int], gaps: list[Gap]) -> int | None:
    """The piece that the unit stands in the middle of."""
    before, after = owner.get(unit.gap - 1), owner.get(unit.gap)
    if before is not None and before == after:
        return before
    # A section that the extraction put away from the rest of its article.
    if after is not None and pieces[after].bodies[0] != unit.gap and gaps[unit.gap].byline is None:
        return after
    return None


def _has_own(
    lines: list[Unit],
    number: int | None,
    pieces: list[Piece],
    gains: list[list[float]],
    inside: dict[int, int | None],
) -> bool:
    """Whether another line is a better headline of piece `number` than the ones inside it."""
    if number is None:
        return False
    first, last = pieces[number].bodies[0], pieces[number].bodies[-1]
    if pieces[number].marked and not pieces[number].signed:
        return True
    return any(
        inside[id(unit)] is None
        and gains[n][number] > 0.9
        and (unit.gap in (first, last + 1))
        and gains[n][number] >= max(gains[n]) - 0.5
        for n, unit in enumerate(lines)
    )


def _gains(
    pieces: list[Piece], gaps: list[Gap], lines: list[Unit], model: PageModel, owner: dict[int, int]
) -> list[list[float]]:
    models = []
    for piece in pieces:
        counts = model.model(piece.bodies)
        models.append((counts, float(counts.sum())))
    gains = []
    for unit in lines:
        row = []
        for number, piece in enumerate(pieces):
            words = sum(
                model.affinity(unit.index + k, *models[number]) * min(len(title.text), 30)
                for k, title in enumerate(unit.titles)
            )
            size = sum(min(len(title.text), 30) for title in unit.titles)
            said = max(-1.5, min(6.0, (words / size + 0.3) * (2.0 + size / 6))) if size else 0.0
            row.append(said + _place(unit, piece, gaps, owner, number))
        gains.append(row)
    return gains


def _place(unit: Unit, piece: Piece, gaps: list[Gap], owner: dict[int, int], number: int) -> float:
    if piece.marked and not piece.signed:
        return -9.0
    first = piece.bodies[0]
    if unit.gap == first:
        byline = gaps[first].byline
        return 3.0 if byline is not None and unit.titles[0].at < byline.at else 2.0
    if owner.get(unit.gap - 1) == number:
        return 1.5 if owner.get(unit.gap) != number else 0.3
    return -0.6


def _follow(
    lines: list[Unit],
    gaps: list[Gap],
    place: dict[int, int],
    gains: list[list[float]],
    inside: dict[int, int | None],
) -> None:
    """Kickers, decks and column names go with the headline beside them."""
    for step in (1, -1):
        order = range(len(lines)) if step < 0 else range(len(lines) - 1, -1, -1)
        for n in order:
            other = n + step
            if n in place or inside[id(lines[n])] is not None or not 0 <= other < len(lines):
                continue
            if other in place and lines[other].gap == lines[n].gap:
                far = n - step
                rival = place.get(far) if 0 <= far < len(lines) and lines[far].gap == lines[n].gap else None
                number = place[other]
                if rival is not None and gains[n][rival] > gains[n][number]:
                    number = rival
                place[n] = number


def _sign(
    headed: list[Headed], gaps: list[Gap], lines: list[Unit], place: dict[int, int], owner: dict[int, int]
) -> None:
    """Give each byline between bodies to its piece."""
    by_title = {id(title): place[n] for n, unit in enumerate(lines) if n in place for title in unit.titles}
    begins = {h.piece.bodies[0]: number for number, h in enumerate(headed)}
    for number, gap in enumerate(gaps):
        for k, part in enumerate(gap.parts):
            if part.role is Role.TITLE or part.shared:
                continue
            if k == 0 and number and part.text[:1] in "（([":
                target = owner.get(number - 1)
            elif number in begins and headed[begins[number]].piece.opened:
                target = begins[number]
            else:
                before = [by_title[id(p)] for p in gap.parts[:k] if id(p) in by_title]
                after = [by_title[id(p)] for p in gap.parts[k:] if id(p) in by_title]
                target = before[-1] if before else after[0] if after else owner.get(number - 1)
            if target is not None:
                headed[target].bylines.append(part)


def main_line(lines: list[Unit]) -> int:
    """Which of an article's headline lines is the main one."""
    levels = [unit.titles[0].level for unit in lines]
    best, best_score = 0, -1e9
    for n, unit in enumerate(lines):
        text = unit.text
        score = (
            -0.05 * max(0, len(text) - 16)
            - 0.4 * len(re.findall("[，,：:；]", text))
            - 0.3 * max(0, len(_NUMBER.findall(text)) - 1)
        )
        if levels[n]:
            score += 4.0 - 0.8 * levels[n]
        if _DASH.match(text):
            score -= 5
        if unit.is_column:
            score -= 2.5
        if len(text) < 5:
            score -= 1.0
        if n + 1 < len(lines):
            score -= 0.1
        if score > best_score:
            best, best_score = n, score
    return best


def is_commentary(lines: list[Unit]) -> bool:
    """Whether a column's name says that the piece is a commentary."""
    return any(
        len(title.text) <= 12 and _COMMENTARY.match(title.text) for unit in lines for title in unit.titles
    )
