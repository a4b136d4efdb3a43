"""Which headline belongs to which article: an assignment over the whole page, by what they say and where they
stand."""

import math
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

import numpy as np

from kg.reading.cohesion import PageModel
from kg.reading.emphasis import emphasis
from kg.reading.parts import Part, Role
from kg.reading.passage import EMPTY
from kg.reading.piece import Piece
from kg.reading.sequence import Gap
from kg.reading.titles import Unit

_BEAM = 24  # plans for the whole page kept at each gap
_WAYS = 20  # ways to cut the lines of one gap
_LONGEST = 5  # lines of one headline, kickers and decks among them
_SECTION = 0.8
_LEFT = 0.7
_TWO_MAIN = 0.4
_SAID, _UNSAID = 0.0, 1.0  # a caption names what its headline says
_STRANGE = 0.5  # affinity of a headline to an article of which it says nothing yet
_SAYS = 1.8
_LEAST_SAID = -1.5
_NO_HEADLINE = 3.5  # the names of columns alone
_COLUMN_LAST = 0.4  # the name of a column stands over a headline, seldom under it
_SIGNED_TWICE = 2.0  # with its byline over a text that is signed itself
_CAPTION = 0.7  # a photograph can do without a headline


@dataclass(slots=True)
class Headed:
    """A piece with what stands over it. `sections` are headings inside it, before the body of that index."""

    piece: Piece
    units: list[Unit] = field(default_factory=list)
    bylines: list[Part] = field(default_factory=list)
    sections: dict[int, list[Part]] = field(default_factory=dict)


def head(
    pieces: list[Piece], bodies: list[Part], gaps: list[Gap], lines: list[Unit], model: PageModel
) -> tuple[list[Headed], list[Part]]:
    """Each piece with its headline lines and bylines, and the titles that belong to none."""
    owner = {body: number for number, piece in enumerate(pieces) for body in piece.bodies}
    groups = [list(group) for _, group in groupby(range(len(lines)), key=lambda n: lines[n].gap)]
    words = _words(pieces, lines, model)
    found = [_choices(group, lines, pieces, gaps, owner, words) for group in groups]
    places = [number for _, _, heads in _plan(found) for number in heads]
    place = {n: number for n, number in enumerate(places) if number >= 0}
    headed = [Headed(piece) for piece in pieces]
    place |= _promoted(lines, place, pieces, bodies, gaps, owner, words)
    leftovers: list[Part] = []
    for n, unit in enumerate(lines):
        if n in place:
            headed[place[n]].units.append(unit)
        elif (number := _inside(unit.gap, pieces, owner, gaps)) is not None:
            headed[number].sections.setdefault(unit.gap, []).extend(unit.titles)
        else:
            leftovers.extend(unit.titles)
    _sign(headed, gaps, lines, place, owner)
    _share(headed, bodies, gaps)
    return headed, leftovers


# A way to head pieces with the lines of one gap: what it comes to, the pieces that it takes (a bit each), and
# for each line its piece, or -1.
_Choice = tuple[float, int, tuple[int, ...]]
_Found = tuple[
    list[_Choice], dict[int, float]
]  # the ways of a gap, and what it may give to each piece at best


@dataclass(slots=True, eq=False)
class _Plan:
    """Ways for the first gaps, of which no two take one piece."""

    score: float
    taken: int
    ways: tuple[_Choice, ...]


def _plan(found: list[_Found]) -> list[_Choice]:
    """The best way for each gap where no two take one piece: of each by itself, but for those at odds."""
    chosen = [max(ways, key=itemgetter(0)) for ways, _ in found]
    at_odds: set[int] = set()
    while True:
        takes = Counter(piece for _, taken, _ in chosen for piece in _bits(taken))
        more = {
            n for n, (_, taken, _) in enumerate(chosen) if any(takes[piece] > 1 for piece in _bits(taken))
        }
        if more <= at_odds:
            return chosen
        at_odds |= more
        together = sorted(at_odds)
        for n, way in zip(together, _together([found[n] for n in together]), strict=True):
            chosen[n] = way


def _bits(taken: int) -> list[int]:
    return [number for number in range(taken.bit_length()) if taken >> number & 1]


def _together(found: list[_Found]) -> tuple[_Choice, ...]:
    """The best way for each of several gaps that take no piece twice: a beam search from gap to gap."""
    states = [_Plan(0.0, 0, ())]
    for (choices, _), hopes in zip(found, _ahead([best for _, best in found]), strict=True):
        # What a plan with one more way may come to less what all hope for, the plan, and the way.
        plans: list[tuple[float, _Plan, _Choice]] = []
        least = -math.inf  # of the best plans so far
        likely = [(way[0] - _lost(way[1], hopes), way) for way in choices]
        likely.sort(key=itemgetter(0), reverse=True)
        for plan in states:
            before, known = plan.taken, len(plans)
            hope = plan.score - _lost(before, hopes)
            for gain, way in likely:
                if hope + gain <= least:
                    break
                if not before & way[1]:
                    plans.append((hope + gain, plan, way))
            if len(plans) >= _BEAM and len(plans) > known:
                plans.sort(key=itemgetter(0), reverse=True)
                del plans[_BEAM:]
                least = plans[-1][0]
        plans.sort(key=itemgetter(0), reverse=True)
        states = [_Plan(p.score + way[0], p.taken | way[1], (*p.ways, way)) for _, p, way in plans]
    return states[0].ways


def _choices(
    group: list[int],
    lines: list[Unit],
    pieces: list[Piece],
    gaps: list[Gap],
    owner: dict[int, int],
    words: list[list[float]],
) -> _Found:
    """The best ways to cut the lines of one gap into runs, each heading one piece or none; and what the gap
    may give to each piece, at best."""
    gap = lines[group[0]].gap
    inside = _inside(gap, pieces, owner, gaps)
    near = {number for number in (owner.get(gap - 1), owner.get(gap)) if number is not None}
    ways: list[list[_Choice]] = [[(0.0, 0, ())]]
    signs = [part.at for part in gaps[gap].parts if part.role is not Role.TITLE]
    none = _SECTION if inside is not None else -_LEFT
    of_columns = [lines[n].is_column for n in group]
    alike = len(group) == 1 or all(lines[n].titles[0].level for n in group)
    emphases = [0.0 if alike else emphasis(lines[n]) for n in group]
    best: dict[int, float] = {}
    for end in range(1, len(group) + 1):
        found: dict[int, _Choice] = {}
        for start in range(max(0, end - _LONGEST), end):
            run = group[start:end]
            own = _coherence([lines[n] for n in run], of_columns[start:end], emphases[start:end], signs)
            most = words[run[0]] if len(run) == 1 else list(map(max, *(words[n] for n in run)))
            likely = sorted(range(len(pieces)), key=most.__getitem__, reverse=True)[:3]
            options: list[_Choice] = [(none, 0, (-1,))] if len(run) == 1 else []
            for p in sorted({*near, *likely}):
                gain = own + _gain(run, p, start == 0, end == len(group), lines, pieces, gaps, owner, words)
                options.append((gain, 1 << p, (p,) * len(run)))
                best[p] = max(best.get(p, 0.0), gain - none * len(run))
            for score, taken, places in ways[start]:
                for gain, takes, heads in options:
                    if taken & takes:
                        continue
                    way = score + gain, taken | takes, places + heads
                    known = found.get(way[1])
                    if known is None or way[0] > known[0] or (way[0] == known[0] and way[2] < known[2]):
                        found[way[1]] = way
        ways.append(sorted(found.values(), key=lambda way: (-way[0], way[2]))[:_WAYS])
    return [*ways[-1], (none * len(group), 0, (-1,) * len(group))], best


def _lost(taken: int, hopes: list[tuple[int, float]]) -> float:
    """What the gaps to come could have given to the pieces that are taken."""
    return sum([gain for number, gain in hopes if taken >> number & 1])


def _ahead(best: list[dict[int, float]]) -> list[list[tuple[int, float]]]:
    """For each gap, what those behind it may give to each piece at best."""
    found: list[list[tuple[int, float]]] = []
    hopes: dict[int, float] = {}
    for gains in reversed(best):
        found.append(sorted(hopes.items()))
        for number, gain in gains.items():
            if gain > hopes.get(number, 0.0):
                hopes[number] = gain
    return found[::-1]


def _coherence(run: list[Unit], columns: list[bool], emphases: list[float], signs: list[int]) -> float:
    """How well lines go together as one headline; `columns` says which are names of columns, `signs` are the
    places of the bylines among them."""
    score = 0.0
    if all(columns):
        score -= _NO_HEADLINE
    levels = [unit.titles[0].level for unit in run if unit.titles[0].level]
    if levels:
        score -= 1.5 * (levels.count(min(levels)) - 1)  # two main headlines
    elif len(run) > 1:  # one of them is the main line, the others say what it leaves open
        score -= _TWO_MAIN * max(0.0, sorted(emphases)[-2])
    if len(run) > 1 and columns[-1] and not columns[0]:
        score -= _COLUMN_LAST
    begin = run[0].titles[0].at
    if signs and any(
        begin < at < unit.titles[0].at and not column
        for at in signs
        for unit, column in zip(run, columns, strict=True)
    ):
        score -= 2.5  # a byline stands between
    return score


def _gain(
    run: list[int],
    number: int,
    first: bool,
    last: bool,
    lines: list[Unit],
    pieces: list[Piece],
    gaps: list[Gap],
    owner: dict[int, int],
    words: list[list[float]],
) -> float:
    """How well a run of lines heads a piece: by what it says, and by where it stands."""
    piece, gap = pieces[number], lines[run[0]].gap
    said = sorted(
        [max(0.0, words[n][number]) if lines[n].is_column else words[n][number] for n in run], reverse=True
    )
    score = said[0] + sum([max(-0.3, min(1.2, 0.4 * each)) for each in said[1:]])
    if piece.tail:
        return score + 0.3 if gap == piece.bodies[0] and last else score - 9.0
    if piece.caption:
        score -= _CAPTION if said[0] > _SAID else _CAPTION + _UNSAID
    if gap == piece.bodies[0]:
        byline = gaps[gap].byline
        over_byline = byline is not None and lines[run[-1]].titles[-1].at < byline.at
        if over_byline and gaps[gap].below_signed:
            score -= _SIGNED_TWICE
        opens = piece.opened and over_byline
        return score + (3.0 if opens else 2.0) - (0.0 if last else 1.2)
    if owner.get(gap - 1) == number:
        if owner.get(gap) == number:
            return score + 0.2 if not piece.torn else score - 9.0
        return score + 1.5 - (0.0 if first else 0.6)
    return score - 0.2


def _inside(gap: int, pieces: list[Piece], owner: dict[int, int], gaps: list[Gap]) -> int | None:
    """The piece in whose middle the gap is."""
    before, after = owner.get(gap - 1), owner.get(gap)
    if before is not None and before == after:
        return before
    # A section that the extraction put away from the rest of its article.
    if after is not None and pieces[after].bodies[0] != gap and gaps[gap].byline is None:
        return after
    return None


def _words(pieces: list[Piece], lines: list[Unit], model: PageModel) -> list[list[float]]:
    """For each line and piece, how much the line says what the piece says."""
    texts = [range(unit.index, unit.index + len(unit.titles)) for unit in lines]
    affinities = model.affinities(texts, [piece.bodies for piece in pieces])
    found: list[list[float]] = np.maximum(_LEAST_SAID, _SAYS * (affinities - _STRANGE)).tolist()
    return found


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


def _promoted(
    lines: list[Unit],
    place: dict[int, int],
    pieces: list[Piece],
    bodies: list[Part],
    gaps: list[Gap],
    owner: dict[int, int],
    words: list[list[float]],
) -> dict[int, int]:
    """The headings within pieces that are their headlines, for want of another: the only one of a piece that
    is signed, or one where the piece goes on after others."""
    headless = set(range(len(pieces))) - set(place.values())
    within: dict[int, list[int]] = {}
    for n, unit in enumerate(lines):
        number = _inside(unit.gap, pieces, owner, gaps) if n not in place else None
        if number in headless and number is not None and not (pieces[number].tail or pieces[number].torn):
            within.setdefault(number, []).append(n)
    found: dict[int, int] = {}
    for number, inside in within.items():
        resumed = [n for n in inside if owner.get(lines[n].gap - 1) != number]
        signed = pieces[number].signed and not any(bodies[i].photo for i in pieces[number].bodies)
        chosen = resumed if resumed and max(words[n][number] for n in resumed) > 0 else inside
        if len({lines[n].gap for n in chosen}) == 1 and (signed or chosen is resumed):
            found.update(dict.fromkeys(chosen, number))
    return found


def _share(headed: list[Headed], bodies: list[Part], gaps: list[Gap]) -> None:
    """Give the pieces of a column the byline at its end, and unsigned pieces the one for the whole page."""
    for number in range(len(headed) - 1, 0, -1):
        above, below = headed[number - 1], headed[number]
        closing = next((bodies[i].closing for i in reversed(below.piece.bodies) if bodies[i].closing), None)
        closing = closing or next((p.byline for p in below.bylines if p.role is Role.BYLINE), None)
        letters = all(any(p.role is Role.SIGNATURE for p in each.bylines) for each in (above, below))
        if letters and closing and not any(p.byline for p in above.bylines):
            above.bylines.append(Part(Role.BYLINE, EMPTY, byline=closing))
    of_pictures = 2 * sum(each.piece.caption for each in headed) > len(headed)
    for part in (part for gap in gaps for part in gap.parts if part.shared):
        if part.byline and part.byline.only_photographs and not of_pictures:
            continue
        for each in headed:
            if not each.piece.signed and not any(p.byline for p in each.bylines):
                each.bylines.append(Part(Role.BYLINE, EMPTY, byline=part.byline))
