"""Names that are no surname and given name: with a dot, minority and foreign, and written by sound."""

import re
from collections.abc import Iterator

from kg.language.people.context import context_words
from kg.language.people.find import Name, Surroundings
from kg.language.people.names import characters
from kg.language.statistics.lexicon import lexicon

_DOT = "·•・‧∙"
_DOTTED = re.compile(rf"[\u4e00-\u9fff]{{1,8}}(?:[{_DOT}][\u4e00-\u9fff]{{1,8}})+")
_LATIN = re.compile(r"(?:[A-Z][a-z]+|[A-Z]\.?)(?:[ ·]+(?:[A-Z][a-z]+|[A-Z]\.?))+")
_BY_SOUND = -0.6  # mean log-odds of transliteration above which characters spell a sound
_SCORE = 14.0


def dotted_names(text: str, around: Surroundings) -> Iterator[Name]:
    """Names with a dot: 买买提·阿不都, 史蒂夫·琼斯. The dot shows them, their edges are weighed."""
    for match in _DOTTED.finditer(text):
        first_dot = re.search(f"[{_DOT}]", match[0])
        last_dot = max(match[0].rfind(dot) for dot in _DOT)
        if first_dot is None:
            continue
        dot, last = match.start() + first_dot.start(), match.start() + last_dot
        start = _left_edge(text, match.start(), dot, around)
        end = _right_edge(text, last + 1, match.end(), around)
        parts = re.split(f"[{_DOT}]", text[start:end])
        if start == dot or end == last + 1 or 1 in around.closed[start:end]:
            continue
        sounds = [_sound(part) for part in parts]
        if max(sounds) < -1.5 or (any(_is_word(part) for part in parts[-1:]) and min(sounds) < 0.5):
            continue
        yield Name(start, end, text[start:end], _SCORE, start)


def names_by_sound(text: str, around: Surroundings) -> Iterator[Name]:
    """Names without a dot that a post or a role introduces and a verb or mark ends: 县长阿依古丽表示."""
    words = context_words()
    introduced = {m.end() for m in words.roles.finditer(text)}
    for at in sorted(around.title_ends | introduced):
        if at >= len(text) or around.closed[at]:
            continue
        best: tuple[float, int] | None = None
        for end in range(at + 2, min(at + 8, len(text) + 1)):
            part = text[at:end]
            if around.closed[end - 1] or not "\u4e00" <= text[end - 1] <= "\u9fff":
                break
            behind = words.behind(text, end)
            weight = _sound(part) + 0.15 * behind + 0.1 * len(part)
            if behind < 1.5 or _is_word(part) or _holds_words(part):
                continue
            if best is None or weight > best[0]:
                best = (weight, end)
        if best is not None and best[0] > 0.9:
            yield Name(at, best[1], text[at : best[1]], 8.0 + 2 * best[0], at)


def _sound(part: str) -> float:
    """The mean log-odds that characters spell a sound."""
    table = characters().foreign
    return sum(min(table.get(c, -1.0), 3.0) for c in part) / len(part)


def _is_word(part: str) -> bool:
    words = lexicon()
    return words.frequency.get(part, 0) > 20 and not words.tag.get(part, "").startswith("nr")


def _holds_words(part: str) -> bool:
    """Whether a common word of two characters stands in a stretch."""
    words = lexicon()
    pairs = (part[i : i + 2] for i in range(len(part) - 1))
    return any(
        words.frequency.get(pair, 0) > 300 and not words.tag.get(pair, "").startswith(("nr", "ns"))
        for pair in pairs
    )


def _left_edge(text: str, start: int, dot: int, around: Surroundings) -> int:
    """Where the part in front of the first dot begins: at a known edge, or where the sounds begin."""
    table = characters().foreign
    words = lexicon().frequency
    at = dot
    while at > start:
        if at < dot and (at in around.title_ends or at in around.name_ends):
            return at
        character = text[at - 1]
        if table.get(character, -3.0) < -0.8 or around.closed[at - 1]:
            break
        # 总统, 记者: a common word in front of the sounds is no part of them.
        if dot - at >= 1 and words.get(text[at - 2 : at], 0) > 800 and at - 2 >= start:
            break
        at -= 1
    if at - start == 1 and dot - at >= 2 and not "\u4e00" <= text[start - 1 : start] <= "\u9fff":
        return start  # 古丽仙·某某 behind a mark: one unusual character belongs to the name
    return at


def _right_edge(text: str, begin: int, end: int, around: Surroundings) -> int:
    """Where the part behind the last dot ends: before a word that follows names, or where the sounds end."""
    table = characters().foreign
    words = context_words()
    best, at = begin, begin
    while at < end and not around.closed[at]:
        if at > begin and words.behind(text, at) >= 2.0 and _ends_here(text, begin, at):
            return at
        if table.get(text[at], -3.0) < -0.8:
            break
        at += 1
        best = at
    return best


def _ends_here(text: str, begin: int, at: int) -> bool:
    """A single character such as 和 or 为 may belong to the sounds; a longer word ends them."""
    words = context_words()
    return any(text[at : at + n] in words.right for n in (4, 3, 2)) or (
        text[at] in "说称的在和与是对将为、，。" and at - begin >= 2
    )
