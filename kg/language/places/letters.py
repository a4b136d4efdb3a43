"""Provinces and cities by the one character that stands for them: 湘鄂两省, 湘、鄂、赣, 在鄂, 来郴, 湘籍."""

from collections.abc import Callable, Iterator

from kg.language.divisions import Division, lookup
from kg.language.places.found import Found
from kg.language.places.words import words
from kg.model import EntityType

LETTERS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕甘陇青宁新港澳台"


def columns() -> tuple[str, ...]:
    """What stands behind a place in the name of a column: 三湘时评."""
    return words(LETTERS).columns


def find(text: str, is_border: Callable[[int], bool], home: Division | None) -> list[Found]:
    """The abbreviations in a text, each a place of its own. `home` decides which cities count."""
    found = [*_runs(text, is_border), *_alone(text, is_border)]
    if home is not None:
        found.extend(_cities(text, is_border, home))
    return list({(f.start, f.end): f for f in found}.values())


def _runs(text: str, is_border: Callable[[int], bool]) -> Iterator[Found]:
    known = words(LETTERS).abbreviations
    for pattern, confidence in (
        (known.counted, 0.95),
        (known.run, 0.9),
        (known.listed, 0.9),
        (known.pair, 0.85),
    ):
        for match in pattern.finditer(text):
            run = match[0]
            letters = run.replace("、", "")
            sure = pattern is known.counted or "、" in run or run.startswith("港澳")
            if len(set(letters)) < len(letters) or not (sure or known.plain.intersection(run)):
                continue
            if is_border(match.start()) and is_border(match.end()):
                yield from (
                    _province(match.start() + i, c, confidence) for i, c in enumerate(run) if c != "、"
                )


def _alone(text: str, is_border: Callable[[int], bool]) -> Iterator[Found]:
    for match in words(LETTERS).abbreviations.alone.finditer(text):
        at = match.start()
        if is_border(at) and (is_border(at + 1) or text[at + 1] in "籍企"):
            yield _province(at, match[0], 0.8)


def _province(at: int, letter: str, confidence: float) -> Found:
    division = lookup(letter)[0]
    return Found(at, at + 1, division.level, division, confidence)


def _cities(text: str, is_border: Callable[[int], bool], home: Division) -> Iterator[Found]:
    known = words(LETTERS).abbreviations
    for match in known.city.finditer(text):
        at, letter = match.start(), match[0]
        if letter in known.no_city or not (is_border(at) and is_border(at + 1)):
            continue
        for division in lookup(letter):
            if division.level is EntityType.CITY and division.code[:2] == home.code[:2]:
                yield Found(at, at + 1, EntityType.CITY, division, 0.7)
                break
