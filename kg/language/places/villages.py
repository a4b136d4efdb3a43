"""Towns, streets, villages and communities that are not in the gazetteer, by their generic word.

A name counts directly behind a division (罗田县 | 花溪村), and with less certainty where a village is likely:
behind 到, 在 or a comma, before 村民 or 党支部.
"""

from bisect import bisect_right
from collections.abc import Callable

from kg.language.edges import STOPPING, is_name_text, left_edge, stops, word_before, words_between
from kg.language.places.found import Found
from kg.language.places.letters import LETTERS
from kg.language.places.words import words
from kg.model import EntityType


def find(
    text: str, borders: tuple[int, ...], is_border: Callable[[int], bool], known: list[Found]
) -> list[Found]:
    """The places of town level and below that `known` has not."""
    found: list[Found] = []
    ends = sorted(f.end for f in known)
    long = {f.end for f in known if f.end - f.start > 1}
    villages = words(LETTERS).villages
    for match in villages.endings.finditer(text):
        at = match.start()
        nearest = bisect_right(ends, at) - 1
        floor = ends[nearest] if nearest >= 0 and at - ends[nearest] < 8 else 0
        start = left_edge(text, at, borders, floor, 5, villages.passing)
        if floor in long and floor < start and at - floor <= 5 and match[0] in ("村", "社区"):
            inner = words_between(text, floor, at, borders)
            if (
                is_name_text(text[floor:at])
                and villages.between.isdisjoint(text[floor:at])
                and stops().isdisjoint(inner)
            ):
                start = floor
        name = text[start:at]
        if match[0] == "乡" and text[match.end() : match.end() + 1] == "村" and not is_border(match.end()):
            continue  # 学习 | 乡村
        if (
            not name
            or name in villages.generic
            or name.endswith(villages.tails)
            or name.startswith(villages.starts)
        ):
            continue
        follows = start > 0 and start == floor
        if name[0] == "任" and len(name) > 2 and villages.office.match(text, match.end()):
            start, name = start + 1, name[1:]  # 任某某村驻村第一书记: he holds the post
        if name[0] == "同" and len(name) > 2 and not follows:
            start, name = start + 1, name[1:]  # 同河垅村党支部共同…
        follows = follows or (text[start - 1 : start] == "的" and start - 1 in long and match[0] != "乡")
        if follows or (len(name) > 1 and _likely(text, borders, is_border, start, at, match.end())):
            found.append(Found(start, match.end(), EntityType.LOCALITY, None, 0.9 if follows else 0.6))
            long.add(match.end())
            ends.append(match.end())
            ends.sort()
    return found


def _likely(
    text: str, borders: tuple[int, ...], is_border: Callable[[int], bool], start: int, at: int, end: int
) -> bool:
    villages = words(LETTERS).villages
    if text.startswith(villages.behind, end):
        return True
    if at - start not in (2, 3):
        return False
    before = text[start - 1 : start]
    if before == "的":
        return text[at] in "村社" and all(is_border(p) for p in range(start, at + 1))
    if text[at - 1] in STOPPING and text[at - 1] not in villages.passing:
        return False
    return not before or before in villages.before or word_before(text, start, borders) in stops()
