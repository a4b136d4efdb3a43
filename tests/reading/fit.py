"""Fits the weights of kg/reading/grouping.toml on simulated pages: python -m tests.reading.fit

Conditional logistic regression (McFadden 1974) with a quadratic penalty, by Newton's steps. The pages are
made of the articles for training of corpus/ alone, with seeds that no test uses.
"""

from pathlib import Path

import numpy as np

from kg.files import write_text
from kg.reading import grouping, layout, notices, parts, repair, sequence, signing
from kg.reading.cohesion import PageModel
from kg.reading.parts import Part, Role
from kg.reading.ways import named

from . import simulator
from .simulator import key

Signs = list[tuple[str, float]]
WEIGHTS = Path(__file__).parents[2] / "kg" / "reading" / "grouping.toml"
FIRST, PAGES = 500_000, 500  # seeds for each style
TORN = 0.15
SCATTERED = (0.0, 0.5)  # on one half of the pages each
PENALTY = 1.0
HEAD = """\
# What each sign says for a way to go on with a passage (ways.py). Fitted on simulated pages of the articles
# for training in corpus/ (CC BY 4.0) by python -m tests.reading.fit

[weights]
"""


def main() -> None:
    simulator.ARTICLES[:] = [a for a in simulator.ARTICLES if a.get("split", "train") == "train"]
    choices: list[list[tuple[bool, Signs]]] = []
    for style in simulator.STYLES:
        for seed in range(FIRST, FIRST + PAGES):
            scattered = SCATTERED[seed % len(SCATTERED)]
            choices += _choices(*simulator.simulate(seed, style, TORN, scattered))
    names = sorted({name for ways in choices for _, signs in ways for name, _ in signs})
    found = fit(choices, names)
    lines = [
        f'"{name}" = {value:.3f}\n' for name, value in zip(names, found, strict=True) if abs(value) >= 0.0005
    ]
    write_text(WEIGHTS, HEAD + "".join(lines))


def _choices(text: str, truths: list[simulator.Truth]) -> list[list[tuple[bool, Signs]]]:
    """The choices over a page, up to the first passage whose article is not known."""
    page = repair.mend(text)
    clean = repair.unspaced(page)
    found = signing.signed(parts.parts(layout.blocks(clean, page), page), page)
    notices.dropped(found)
    bodies, gaps = sequence.bodies_and_gaps(found)
    owner = _owners(bodies, truths)
    if not bodies or None in owner:
        return []
    shown = [part for part in found if part.role is Role.TITLE]
    model = PageModel([part.text for part in (*bodies, *shown)])
    return [
        [(right, named(signs)) for right, signs in ways]
        for _, ways in grouping.choices(bodies, gaps, model, clean.text, [o for o in owner if o is not None])
        if sum(right for right, _ in ways) == 1
    ]


def _owners(bodies: list[Part], truths: list[simulator.Truth]) -> list[int | None]:
    texts = [key(truth.body) for truth in truths]
    owners: list[int | None] = []
    for body in bodies:
        text = key(body.text)
        half = len(text) // 2
        owners.append(
            next((n for n, whole in enumerate(texts) if text[max(0, half - 10) : half + 10] in whole), None)
        )
    return owners


def fit(choices: list[list[tuple[bool, Signs]]], names: list[str]) -> list[float]:
    """The weights of the named signs under which the right ways are likeliest."""
    column = {name: n for n, name in enumerate(names)}
    width = len(names)
    rows, right, bounds = [], [], [0]
    for ways in choices:
        for is_right, signs in ways:
            row = np.zeros(width)
            for name, value in signs:
                row[column[name]] += value
            rows.append(row)
            right.append(is_right)
        bounds.append(len(rows))
    x = np.array(rows)
    chosen = x[np.array(right)]
    starts = np.array(bounds[:-1])
    weights = np.zeros(width)
    for _ in range(12):
        scores = x @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), np.diff(bounds))
        odds = np.exp(scores)
        odds /= np.repeat(np.add.reduceat(odds, starts), np.diff(bounds))
        weighted = x * odds[:, None]
        means = np.add.reduceat(weighted, starts)
        gradient = (chosen - means).sum(0) - PENALTY * weights
        curvature = x.T @ weighted - means.T @ means + PENALTY * np.eye(width)
        weights = weights + np.linalg.solve(curvature, gradient)
    return [float(value) for value in weights]


if __name__ == "__main__":
    main()
