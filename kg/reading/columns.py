"""Which lines of a column make a paragraph, and which are display lines: the cheapest labelling (Viterbi)."""

from itertools import pairwise

import numpy as np

from kg.reading.lines import DISPLAY, FIRST, INNER, LAST, SINGLE, Line, Lines, total
from kg.reading.rows import Rows

_UNLIKELY = 72.0


def are_columns(lines: list[Line]) -> bool:
    """Whether the page holds the lines of columns, rather than whole paragraphs."""
    cut = sum(
        line.width
        for line, after in pairwise(lines)
        if not (line.final or line.level or after.level)
        and 8 <= line.width <= 40
        and (after.final or abs(line.width - after.width) < 4)
    )
    return cut > 0.4 * sum(line.width for line in lines)


def label(lines: list[Line], rows: Rows, spread: bool, page: str) -> list[int]:
    """What each line is; `rows` holds their texts. `spread`: empty lines stand between the lines of a
    paragraph, none between the lines of a headline."""
    column = Lines(lines, rows, spread, page)
    costs = zip(*_costs(column), strict=True)
    steps = zip(*(total(signs).tolist() for signs in column.steps()), strict=True)
    display, opening, _, _, single = next(costs)
    inner = last = _UNLIKELY
    back: list[tuple[int, int, int]] = []  # where an end of a paragraph, INNER and LAST come from
    for (as_display, as_first, as_inner, as_last, as_single), (
        first_inner,
        first_last,
        inner_inner,
        inner_last,
    ) in zip(costs, steps, strict=True):
        ended, ended_by = display, DISPLAY
        if last < ended:
            ended, ended_by = last, LAST
        if single < ended:
            ended, ended_by = single, SINGLE
        go_on, goes_on_from = opening + as_inner + first_inner, FIRST
        if (cost := inner + as_inner + inner_inner) < go_on:
            go_on, goes_on_from = cost, INNER
        close, closes_from = opening + as_last + first_last, FIRST
        if (cost := inner + as_last + inner_last) < close:
            close, closes_from = cost, INNER
        display, opening, single = ended + as_display, ended + as_first, ended + as_single
        inner, last = go_on, close
        back.append((ended_by, goes_on_from, closes_from))
    state = min((display, DISPLAY), (last, LAST), (single, SINGLE))[1]
    labels = [state]
    for ended_by, goes_on_from, closes_from in reversed(back):
        state = goes_on_from if state == INNER else closes_from if state == LAST else ended_by
        labels.append(state)
    return labels[::-1]


def _costs(column: Lines) -> list[list[float]]:
    """What it costs that each line is each of DISPLAY, FIRST, INNER, LAST, SINGLE."""
    ends = total(column.ends())
    costs = np.array(
        [
            total(column.display()),
            total(column.begins()),
            total(column.carries()),
            ends + total(column.closes()),
            ends + total(column.stands_alone()),
        ]
    )
    for which, known in column.settled():
        costs[:, which] = np.array([known]).T
    found: list[list[float]] = costs.tolist()
    return found


def paragraphs(lines: list[Line], labels: list[int]) -> list[list[Line]]:
    """The lines grouped as the labels say: display lines alone."""
    groups: list[list[Line]] = []
    for line, now in zip(lines, labels, strict=True):
        if now in (INNER, LAST) and groups:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
