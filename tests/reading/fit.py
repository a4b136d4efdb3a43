"""Fits the weights of kg/reading/grouping.toml on simulated pages: python -m tests.reading.fit

Conditional logistic regression (McFadden 1974) with a quadratic penalty, by Newton's steps. The pages are
made of the articles for training of corpus/ alone, with seeds that no test uses.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.files import write_text
from kg.reading import grouping, layout, notices, parts, repair, sequence, signing
from kg.reading.cohesion import PageModel
from kg.reading.parts import Part, Role
from kg.reading.ways import Weights

from . import simulator
from .simulator import key

Signs = NDArray[np.float64]  # how much of each sign there is
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
    names = _names()
    weights = Weights(dict(zip(names, np.eye(len(names)), strict=True)).__getitem__)
    choices: list[list[tuple[bool, Signs]]] = []
    for style in simulator.STYLES:
        for seed in range(FIRST, FIRST + PAGES):
            scattered = SCATTERED[seed % len(SCATTERED)]
            choices += _choices(*simulator.simulate(seed, style, TORN, scattered), weights)
    found = fit(choices)
    lines = [
        f'"{name}" = {value:.3f}\n' for name, value in zip(names, found, strict=True) if abs(value) >= 0.0005
    ]
    write_text(WEIGHTS, HEAD + "".join(lines))


def _names() -> list[str]:
    """The names of all signs."""
    names: dict[str, None] = {}
    Weights(lambda name: names.setdefault(name))
    return sorted(names)


def _choices(text: str, truths: list[simulator.Truth], weights: Weights) -> list[list[tuple[bool, Signs]]]:
    """The choices over a page, none where a passage's article is not known."""
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
    known = [number for number in owner if number is not None]
    choices = grouping.choices(bodies, gaps, model, clean.text, known, weights)
    return [ways for ways in choices if sum(right for right, _ in ways) == 1]


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


def fit(choices: list[list[tuple[bool, Signs]]]) -> list[float]:
    """The weights of the signs under which the right ways are likeliest."""
    x = np.array([signs for ways in choices for _, signs in ways])
    chosen = x[[is_right for ways in choices for is_right, _ in ways]]
    bounds = np.cumsum([0, *map(len, choices)])
    starts = bounds[:-1]
    width = x.shape[1]
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
