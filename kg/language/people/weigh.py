"""Finds the names of people in a text by what a name looks like and by what stands around it.

Every stretch of two to four characters that begins with a surname is weighed: the log-odds of its characters
in names against running text, the words in front of and behind it, the posts that touch it, the dictionary
words that it would cut in two.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.language.people.context import ROLE, Contexts, context_words
from kg.language.people.dictionary import Dictionary, dictionary
from kg.language.people.names import Characters, characters, given_likeness, likeness

Region = tuple[int, int]

THRESHOLD = 8.0  # nats from which a stretch is a name
TITLE_BEFORE = 8.0
TITLE_BEHIND = 5.0
SEVERAL = 2.5  # 十二名队员, 全体民警: what they do follows, seldom a name
NAME_BEFORE = 2.5  # of an organisation or a place, directly in front
LISTED = 6.5
LISTED_LAST = 6.0  # behind 和, 与, 及
SPACED = 8.0
EXACT = 4.0  # between a post or role and a mark, and no word of the dictionary
MOST_BEHIND = TITLE_BEHIND + EXACT + 1.5
WORD_OF_SPEECH = 3.0  # the weight of 说 and the like behind a name
NEVER = -99.0
OF_A_PLACE = -4.0
HOLDS_A_PLACE = -1.0
PERSON_IN_DICTIONARY = 1.5
PROFESSION = 2.5  # the weight of last characters such as 员 and 匠


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person in a text. `score` is in nats above nothing; `name` is without printed spaces.

    `anchor` is the start of the name at the head of its list, whose post it shares.
    """

    start: int
    end: int
    name: str
    score: float
    anchor: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a text: where titles, organisations, places are, and where no name may be."""

    titles: dict[int, int]  # start of a title by its end
    title_starts: frozenset[int]
    name_ends: frozenset[int]
    closed: bytearray
    places: bytearray

    @classmethod
    def of(
        cls,
        text: str,
        titles: Sequence[Region] = (),
        organisations: Sequence[Region] = (),
        places: Sequence[Region] = (),
        closed: Sequence[Region] = (),
    ) -> "Surroundings":
        """The surroundings of a text; `closed` are regions such as dates and bylines."""
        shut, located = bytearray(len(text)), bytearray(len(text))
        for start, end in (*titles, *organisations, *closed):
            shut[start:end] = b"\1" * (end - start)
        for start, end in places:
            if 1 in shut[start:end]:
                continue  # what runs into a post is no place
            located[start:end] = b"\1" * (end - start)
        return cls(
            {end: start for start, end in titles},
            frozenset(start for start, _ in titles),
            frozenset(end for start, end in (*organisations, *places)),
            shut,
            located,
        )


ADDRESS = (
    "先生",
    "女士",
    "小姐",
    "太太",
    "老师",
    "师傅",
    "大爷",
    "大妈",
    "阿姨",
    "奶奶",
    "爷爷",
    "婆婆",
    "大叔",
    "大伯",
    "大哥",
    "大姐",
    "大嫂",
    "老太",
    "老汉",
    "老伯",
    "大姨",
    "阿婆",
    "大娘",
    "某",
    "姓",
    "氏",
)


_SEVERAL = re.compile(
    "(?:[名位个批群些各众支组届]|全体|广大|所有|各级|有关|相关|一线|年轻|基层|组织|动员|要求|鼓励)$"
)
_SPACES = (" ", "\u3000")
_COUNTED = re.compile("(?:等|[0-9一二三四五六七八九十两几多]+)(?:[余多])?(?:位|人|名)")
_SPACED = re.compile(r"([\u4e00-\u9fff])[ 　]{1,2}([\u4e00-\u9fff])")


class Finder:
    """Weighs the stretches of one text."""

    def __init__(self, text: str, around: Surroundings) -> None:
        self.text = text
        self.around = around
        self.words: Dictionary = dictionary()
        self.context: Contexts = context_words()
        self.table: Characters = characters()

    def candidates(self, at: int) -> list[Region]:
        """The stretches that begin at `at` and may be names, by form alone."""
        text = self.text
        found = []
        if not "\u4e00" <= text[at] <= "\u9fff":
            return []
        compound = text[at : at + 2] in self.table.compound
        for first in (2, 1) if compound else (1,):
            if text.startswith(ADDRESS, at + first):
                continue
            for end in range(at + first + 1, min(at + first + 3, len(text) + 1)):
                if self.around.closed[end - 1] or not "\u4e00" <= text[end - 1] <= "\u9fff":
                    break
                found.append((at, end))
        return found

    def weigh(self, start: int, end: int, listed: float = 0.0) -> float:
        """The score of a stretch; `listed` is given where a list of names leads to it.

        What cannot be a name has the score NEVER.
        """
        return self._weigh(start, end, *self._left(start), listed, NEVER)

    def _weigh(self, start: int, end: int, left: float, clean: bool, listed: float, least: float) -> float:
        """The same with what `_left` says; what cannot reach `least` has the score NEVER too."""
        text, around = self.text, self.around
        left = max(left, listed)
        if text.startswith(self.context.longer, end) or self.context.particle.match(text, end - 1):
            return NEVER
        looks = likeness(text[start:end])
        if looks is not None and looks + left + MOST_BEHIND < least:
            return NEVER
        marked = text[end : end + 1] in _MARKS and text[start:end] not in self.words.tag
        if looks is None and left >= ROLE and text[start : start + 2] not in self.words.tag:
            told = marked or self.context.behind(text, end) >= WORD_OF_SPEECH
            given = given_likeness(text[start + 1 : end], strict=not (told and end - start > 2))
            first = self.table.surname.get(text[start], self.table.rare.get(text[start], 0.0))
            unknown = text[start] not in self.table.surname and 1 in around.places[start:end]  # 委员赴新疆
            looks = None if given is None or unknown else given + first
        if looks is None or looks < -6.0 or looks + left + MOST_BEHIND < least:
            return NEVER
        right = self.context.behind(text, end)
        if listed and _COUNTED.match(text, end):
            right = TITLE_BEHIND
        if end in around.title_starts:
            right = max(right, TITLE_BEHIND)
        if marked and left >= PROFESSION:
            left += EXACT if left > ROLE else 0.5 * EXACT
        if text[start] in self.table.seldom_first:
            looks -= self.table.seldom_first_cost
        score = looks + left + right
        if score + PERSON_IN_DICTIONARY < least:
            return NEVER
        score -= self._cuts(start, end, clean or listed > 0)
        if 1 in around.places[start:end]:
            # 卢安阳 holds a place, 安阳市 is one.
            holds = not around.places[start] and 1 not in around.places[end : end + 1]
            score += HOLDS_A_PLACE if holds else OF_A_PLACE
        return score

    def _left(self, start: int) -> tuple[float, bool]:
        """What speaks for a name that begins at `start`, and whether a word surely ends there."""
        text, around = self.text, self.around
        first = around.titles.get(start, -1)
        if first < 0 and text[start - 1 : start] in _SPACES:
            first = around.titles.get(start - 1, -1)  # a signature: 教师 某某某
        if first >= 0:
            return (SEVERAL if _SEVERAL.search(text, max(0, first - 4), first) else TITLE_BEFORE), True
        weight = self.context.before(text, start) if start else self.context.left["\n"]
        if weight >= ROLE:
            first = self.context.role_before(text, start)
            if _SEVERAL.search(text, max(0, first - 4), first):
                return SEVERAL, True
        if start in around.name_ends:
            return max(weight, NAME_BEFORE), True
        return weight, start == 0 or weight >= 3.0 or not "\u4e00" <= text[start - 1] <= "\u9fff"

    def _cuts(self, start: int, end: int, clean: bool) -> float:
        """What dictionary words that the stretch is, holds or cuts in two speak against it."""
        text, known, tag = self.text, self.words.frequency, self.words.tag
        cost = 0.0
        if not clean:
            for a, b in ((start - 1, start + 1), (start - 1, start + 2), (start - 2, start + 1)):
                often = known.get(text[max(a, 0) : b], 0)
                if often:
                    cost = max(cost, 0.6 * math.log(often + 1))
        crossing = 0.0
        for a, b in ((end - 1, end + 1), (end - 1, end + 2), (end - 2, end + 1), (end - 2, end + 2)):
            often = known.get(text[a:b], 0) if a > start and b <= len(text) else 0
            if often:
                crossing = max(crossing, 0.5 * math.log(often + 1))
        cost += crossing
        word = text[start:end]
        often = known.get(word, 0)
        if often:
            person = tag.get(word, "").startswith("nr")
            if person and len(word) > 2:
                cost -= PERSON_IN_DICTIONARY
            else:
                cost += (0.35 if person else 1.0) * math.log(often + 1)
        if end - start == 3:
            often = known.get(text[start : start + 2], 0)
            if often and not tag.get(text[start : start + 2], "").startswith("nr"):
                cost += 0.3 * math.log(often + 1)
        return cost

    def best_at(self, start: int, listed: float = 0.0, least: float = NEVER) -> tuple[float, int] | None:
        """Score and end of the best stretch at `start`; None where none can be a name."""
        best = None
        stretches = self.candidates(start)
        if not stretches:
            return None
        left, clean = self._left(start)
        for _, end in stretches:
            score = self._weigh(start, end, left, clean, listed, least)
            if best is None or score > best[0]:
                best = (score, end)
        return best

    def weighed(self, floor: float) -> list[Name]:
        """The best stretch at each surname, where its score reaches `floor`; they may overlap."""
        text, closed = self.text, self.around.closed
        surnames, starts = self.table.surname, self.table.compound_starts
        introduced = set(self.around.titles) | {m.end() for m in self.context.roles.finditer(text)}
        found = []
        for at, character in enumerate(text):
            if closed[at]:
                continue
            if character not in surnames and character not in starts and at not in introduced:
                continue
            if (
                text[at + 1 : at + 2] in _SPACES
                and (around_left := self._left(at))[0] >= 3.0
                and around_left[1]
            ):
                spaced = self.spaced(at)
                if spaced is not None:
                    found.append(spaced)
                    continue
            best = self.best_at(at, least=floor)
            if best is not None and best[0] >= floor and not self.byline(at, best[1]):
                found.append(Name(at, best[1], text[at : best[1]], best[0], at))
        return found

    def spaced(self, at: int) -> Name | None:
        """The name of two characters printed with a space between them that begins at `at`."""
        match = _SPACED.match(self.text, at)
        if match is None or 1 in self.around.closed[at : match.end()]:
            return None
        looks = likeness(match[1] + match[2])
        if looks is None or self.context.behind(self.text, match.end()) < 1.0:
            return None
        return Name(at, match.end(), match[1] + match[2], looks + SPACED, at)

    def byline(self, start: int, end: int) -> bool:
        """Whether a stretch names one of those who made the news."""
        left = self.text[max(0, start - 8) : start].rstrip(" 　:：|/")
        if left.endswith(self.context.byline_left):
            return True
        return self.text.startswith(self.context.byline_right, end) and not self.text.startswith("摄制", end)


_MARKS = frozenset("、，。；：！？”’）（—…,;:!?)(\n") | {""}
