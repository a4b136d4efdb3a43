"""Names that are no surname and given name: with a dot, minority and foreign, and written by sound."""

import re
from collections.abc import Iterator

from kg.language.people.context import WORD_RIGHT, context_words
from kg.language.people.dictionary import dictionary
from kg.language.people.names import characters
from kg.language.people.weigh import PROFESSION, THRESHOLD, Name, Surroundings

_DOT = "·•・‧∙"
_NEVER = "的和与为被由让向对把将在是说称了以及从给等如于者"  # never spell a sound: a name ends there
_PART = rf"(?:(?![{_NEVER}])[\u4e00-\u9fff]){{1,8}}"
_DOTTED = re.compile(rf"{_PART}(?:[{_DOT}]{_PART})+")
_SCORE = 30.0
_SEVERAL = 10.0  # what several syllables are worth against a shorter Chinese name

_ATTENDS = ("参加", "参会", "参与")  # which could spell sounds: 托合提 | 参加


def dotted_names(text: str, around: Surroundings) -> Iterator[Name]:
    """Names with a dot: 买买提·阿不都, 史蒂夫·琼斯. The dot shows them, their edges are weighed."""
    if not any(dot in text for dot in _DOT):
        return
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
    """Names without a dot: two and more syllables of minority names, 仁青卓玛; and sounds that a post or a
    role introduces and a word or mark ends, 县长阿依古丽表示."""
    words = context_words()
    introduced = set(around.titles) | {m.end() for m in words.roles.finditer(text)}
    for start, end, parts in _syllables(text):
        if 1 in around.closed[start:end] or 1 in around.places[start:end]:
            continue
        before = 6.0 if start in introduced else words.before(text, start)
        score = 3.0 * parts + before + words.behind(text, end)
        if score >= THRESHOLD:
            sure = _SEVERAL if parts > 1 else 0.0  # 洛桑贡布 is no 洛桑
            yield Name(start, end, text[start:end], score + sure, start)
    sounds = characters().foreign
    for at in sorted(introduced):
        if 1 in around.places[at : at + 2]:
            continue
        best: tuple[float, int] | None = None
        total = 0.0
        for end in range(at + 1, min(at + 8, len(text) + 1)):
            odds = sounds.get(text[end - 1], -1.0)
            if odds < -1.5 or around.closed[end - 1] or not "\u4e00" <= text[end - 1] <= "\u9fff":
                break
            total += min(odds, 3.0)
            if end == at + 1:
                continue
            part = text[at:end]
            behind = words.behind(text, end)
            weight = total / len(part) + 0.15 * behind + 0.1 * len(part)
            if behind < WORD_RIGHT or _is_word(part) or _holds_words(part):
                continue
            if best is None or weight > best[0]:
                best = (weight, end)
        if best is not None and best[0] > 0.9:
            yield Name(at, best[1], text[at : best[1]], 8.0 + 2 * best[0], at)


def _syllables(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, how many) of the runs of two and more syllables of minority names."""
    pattern = characters().minority
    at = 0
    while (match := pattern.search(text, at)) is not None:
        end, parts = match.end(), 1
        while (following := pattern.match(text, end)) is not None:
            end, parts = following.end(), parts + 1
        if parts > 1 or len(match[0]) > 2:
            yield match.start(), end, parts + (len(match[0]) > 2)
        at = end


def _sound(part: str) -> float:
    """The mean log-odds that characters spell a sound."""
    table = characters().foreign
    return sum(min(table.get(c, -1.0), 3.0) for c in part) / len(part)


def _is_word(part: str) -> bool:
    words = dictionary()
    return words.frequency.get(part, 0) > 20 and not words.tag.get(part, "").startswith("nr")


def _holds_words(part: str) -> bool:
    """Whether a common word of two characters stands in a stretch."""
    words = dictionary()
    pairs = (part[i : i + 2] for i in range(len(part) - 1))
    return any(
        words.frequency.get(pair, 0) > 300 and not words.tag.get(pair, "").startswith(("nr", "ns"))
        for pair in pairs
    )


def _left_edge(text: str, start: int, dot: int, around: Surroundings) -> int:
    """Where the part in front of the first dot begins: at a known edge, or where the sounds begin."""
    words, table = dictionary().frequency, characters().foreign
    sure, roles = _in_syllables(text, start, dot), context_words()
    at = dot
    while at > start:
        if at < dot and (
            at in around.titles or at in around.name_ends or roles.before(text, at) >= PROFESSION
        ):
            return at
        if around.closed[at - 1]:
            return at
        if at - 1 in sure:
            at -= 1
            continue
        if not _sounds(text, at - 1, start, dot) and not (at == dot and _between(text, at - 1, start)):
            break
        # 总统, 球星: a word in front of the sounds is no part of them.
        if at < dot and at - 2 >= start:
            pair = text[at - 2 : at]
            often = 0 if dictionary().tag.get(pair, "").startswith("nr") else words.get(pair, 0)
            if often > 800 or (often > 30 and table.get(text[at - 2], -3.0) < 0.0):
                break
        at -= 1
    if at - start == 1 and dot - at >= 2 and not text[start - 1 : start].isalnum():
        return start  # 古丽仙·某某 behind a mark: one unusual character belongs to the name
    return at


def _right_edge(text: str, begin: int, end: int, around: Surroundings) -> int:
    """Where the part behind the last dot ends: where the sounds end, or before a word that follows names."""
    words = context_words()
    sure = _in_syllables(text, begin, end)
    at = begin
    while at < end and not around.closed[at] and (at in sure or _sounds(text, at, begin, end)):
        at += 1
    best, weight = at, words.behind(text, at)
    for stop in range(at - 1, begin + 1, -1):
        if stop in sure:
            continue
        if text.startswith(_ATTENDS, stop) or words.behind(text, stop) > weight + 2.0:
            best, weight = stop, words.behind(text, stop)
    return best


def _sounds(text: str, at: int, start: int, end: int) -> bool:
    """Whether a character may spell a sound; one that seldom does must stand between two that do."""
    table = characters().foreign
    if table.get(text[at], -3.0) >= -0.8:
        return True
    if text[at] in context_words().right or at + 1 >= end:
        return False
    return table.get(text[at + 1], -3.0) >= 0.5


def _between(text: str, at: int, start: int) -> bool:
    """Whether an unusual last character of a part follows one that spells a sound: 古丽仙."""
    table = characters().foreign
    return at > start and table.get(text[at - 1], -3.0) >= 0.5 and text[at] not in context_words().right


def _in_syllables(text: str, start: int, end: int) -> frozenset[int]:
    """The positions that syllables of minority names cover."""
    pattern = characters().minority
    return frozenset(at for m in pattern.finditer(text, start, end) for at in range(m.start(), m.end()))
