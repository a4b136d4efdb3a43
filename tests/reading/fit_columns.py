"""Fits the weights of kg/reading/columns.toml on simulated pages: python -m tests.reading.fit_columns

A linear-chain conditional random field (Lafferty et al. 2001) over the lines of columns, by gradient descent
from what is expected.
The pages are made of the articles for training of corpus/ alone, with seeds that no test uses.
"""

from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from kg.files import write_text
from kg.reading import layout, repair
from kg.reading.lines import DISPLAY, FIRST, INNER, LAST, SINGLE, Lines, Signs
from kg.reading.rows import Array

from . import simulator

WEIGHTS = Path(__file__).parents[2] / "kg" / "reading" / "columns.toml"
FIRST_SEED, PAGES = 600_000, 400
FRAMES = (
    (0.0, 0.0),
    (0.15, 0.5),
)  # shares of articles that are torn and scattered, on one half of the pages each
PENALTY = 0.003  # for going away from what is expected
BATCH, EPOCHS, RATE = 50, 16, 0.15
# What is expected of the signs before any page is seen, from how newspapers are set.
EXPECTED = {
    "display": 0.5,
    "display stop": 5.0,
    "display open end": 2.5,
    "display final": 3.0,
    "display starts": 8.0,
    "display wide": 0.15,
    "display close": -2.0,
    "display cut": 2.5,
    "display speaks": 3.0,
    "display comma": 0.5,
    "display opens": 1.5,
    "display dash below": -1.5,
    "display as wide": 0.6,
    "display short": 1.5,
    "display carries on": 1.0,
    "display half quoted": 1.5,
    "display below credit": -0.5,
    "display spanned above": 1.5,
    "display spanned below": 2.0,
    "display over opening": -1.5,
    "display over start": -0.5,
    "display said": 2.0,
    "display unmarked": -0.4,
    "display spaced": -0.6,
    "first final": 0.8,
    "first starts": -1.0,
    "inner final": 0.8,
    "inner starts": 8.0,
    "last starts": 8.0,
    "last colon": 1.0,
    "last cut": 5.6,
    "last credit": 0.5,
    "last open": 3.6,
    "last asks": 1.0,
    "single final": 0.2,
    "single open": 1.0,
    "single starts": -0.8,
    "step spread": 2.5,
    "step apart": 1.5,
    "step first unequal": 0.6,
    "step inner unequal": 0.7,
    "step even": 0.7,
    "step column ends": -1.4,
    "step wider": 0.9,
}
HEAD = """\
# What each sign of a line costs it as a display line, as the first, an inner, the last or the only line of a
# paragraph, and each step within one (lines.py). Fitted on simulated pages of the articles for training in
# corpus/ (CC BY 4.0) by python -m tests.reading.fit_columns

[weights]
"""
_ENDED, _STATES = (DISPLAY, LAST, SINGLE), 5
_INSIDE = ((FIRST, INNER), (FIRST, LAST), (INNER, INNER), (INNER, LAST))
_NEVER = 1e6


@dataclass(slots=True)
class Pages:
    """What lines show of what they are (state, page, line, sign) and of the steps to the next ones; what is
    settled; what they truly are, and which stand on the page: shorter pages are filled up."""

    signs: Array
    steps: Array
    fixed: Array
    labels: Array
    stands: Array


def main() -> None:
    simulator.ARTICLES[:] = [a for a in simulator.ARTICLES if a.get("split", "train") == "train"]
    seeds = range(FIRST_SEED, FIRST_SEED + PAGES)
    found = [_lines(*simulator.labelled(seed, *FRAMES[seed % len(FRAMES)])) for seed in seeds]
    measured = [(lines, labels) for lines, labels in found if lines is not None]
    names = sorted({name for lines, _ in measured for signs in _all(lines) for name in signs})
    batches = [_pages(measured[at : at + BATCH], names) for at in range(0, len(measured), BATCH)]
    weights = fit(batches, np.array([EXPECTED.get(name, 0.0) for name in names]))
    rows = [f'"{name}" = {value:.3f}\n' for name, value in zip(names, weights, strict=True)]
    write_text(WEIGHTS, HEAD + "".join(rows))


def _lines(text: str, labels: list[int]) -> tuple[Lines | None, list[int]]:
    """The lines of a page, None where they are not those that were set."""
    page = repair.mend(text)
    clean = repair.unspaced(page)
    lines, rows = layout.measured(clean, page)
    if len(lines) != len(labels):
        return None, []
    return Lines(lines, rows, median(line.gap for line in lines) >= 1, clean.text), labels


def _all(lines: Lines) -> list[Signs]:
    ends = lines.ends()
    emitted = [
        lines.display(),
        lines.begins(),
        lines.carries(),
        ends | lines.closes(),
        ends | lines.stands_alone(),
    ]
    return [*emitted, *lines.steps()]


def _pages(measured: list[tuple[Lines, list[int]]], names: list[str]) -> Pages:
    place = {name: number for number, name in enumerate(names)}
    most = max(len(labels) for _, labels in measured)
    shape = len(measured), most
    signs = np.zeros((_STATES, *shape, len(names)))
    steps = np.zeros((len(_INSIDE), *shape, len(names)))
    fixed, labels = np.zeros((_STATES, *shape)), np.zeros(shape, dtype=int)
    stands = np.zeros(shape, dtype=bool)
    fixed[1:] = _NEVER  # what fills a page up is of display lines
    for n, (lines, true) in enumerate(measured):
        count = len(true)
        *emitted, first_inner, first_last, inner_inner, inner_last = _all(lines)
        for state, found in enumerate(emitted):
            for name, values in found.items():
                signs[state, n, :count, place[name]] = values
        for step, found in enumerate((first_inner, first_last, inner_inner, inner_last)):
            for name, values in found.items():
                steps[step, n, : count - 1, place[name]] = values
        fixed[:, n, :count] = 0.0
        for which, costs in lines.settled():
            signs[:, n, :count][:, which] = 0.0
            fixed[:, n, :count][:, which] = np.array([costs]).T
        labels[n, :count], stands[n, :count] = true, True
    return Pages(signs, steps, fixed, labels, stands)


def fit(batches: list[Pages], expected: Array) -> Array:
    """The weights under which the true labels are likeliest, near the expected ones, by Adam (Kingma and Ba
    2015)."""
    weights, mean, square = expected.copy(), np.zeros_like(expected), np.zeros_like(expected)
    step = 0
    for epoch in range(EPOCHS):
        loss = 0.0
        for pages in batches:
            step += 1
            unlikely, gradient = _gradient(pages, weights)
            loss += unlikely / len(batches)
            gradient += PENALTY * (weights - expected)
            mean = 0.9 * mean + 0.1 * gradient
            square = 0.99 * square + 0.01 * gradient**2
            rate = RATE * (1 - epoch / EPOCHS)
            weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        print(epoch, round(loss, 5), flush=True)
    return weights


def _gradient(pages: Pages, weights: Array) -> tuple[float, Array]:
    """How unlikely the true labels are, to a line, and how that changes with each weight."""
    emitted = -np.moveaxis(pages.signs @ weights + pages.fixed, 0, -1)  # page, line, state
    count, most = pages.labels.shape
    moved = np.full((count, most - 1, _STATES, _STATES), -_NEVER)
    for before in _ENDED:
        moved[:, :, before, [DISPLAY, FIRST, SINGLE]] = 0.0
    for step, (before, after) in enumerate(_INSIDE):
        moved[:, :, before, after] = -(pages.steps[step] @ weights)[:, :-1]
    forward, backward = np.zeros((2, count, most, _STATES))
    forward[:, 0] = emitted[:, 0]
    forward[:, 0, [INNER, LAST]] = -_NEVER
    backward[:, -1, [FIRST, INNER]] = -_NEVER
    for i in range(1, most):
        forward[:, i] = emitted[:, i] + _log_sum(forward[:, i - 1, :, None] + moved[:, i - 1], 1)
        j = most - 1 - i
        onward = emitted[:, j + 1] + backward[:, j + 1]
        backward[:, j] = _log_sum(moved[:, j] + onward[:, None, :], 2)
    whole = _log_sum(forward[:, -1] + backward[:, -1], 1)[:, None]
    lines = pages.stands.sum()
    states = np.arange(_STATES)
    change = (pages.labels[..., None] == states) - np.exp(forward + backward - whole[..., None])
    gradient = np.einsum("nls,snlk->k", change * pages.stands[..., None], pages.signs)
    path = np.take_along_axis(emitted, pages.labels[..., None], 2).sum()
    for step, (before, after) in enumerate(_INSIDE):
        true = (pages.labels[:, :-1] == before) & (pages.labels[:, 1:] == after)
        odds = forward[:, :-1, before] + moved[:, :, before, after] + emitted[:, 1:, after]
        change = true - np.exp(odds + backward[:, 1:, after] - whole)
        gradient += np.einsum("nl,nlk->k", change, pages.steps[step, :, :-1])
        path += moved[:, :, before, after][true].sum()
    return float(whole.sum() - path) / lines, gradient / lines


def _log_sum(values: Array, axis: int) -> Array:
    most = values.max(axis=axis, keepdims=True)
    found: Array = np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis)
    return found


if __name__ == "__main__":
    main()
