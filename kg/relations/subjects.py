"""Subjects in force: who acts where a verb stands without a subject of its own.

    昆明市召开大会，推进“清风行动”。同时，建立服务平台。      昆明市 召开, 推进 and 建立
    市水利局局长马平说，将启动河道整治工程。                 the speaker's 市水利局 启动

A subject is a name or list of names at the beginning of a clause, behind adverbs and dates at most, with no 的, 、 or
comma behind it. It is in force up to the next one of its sentence, in clauses that begin with the verb or with
adverbs; the first one of a sentence is in force in the next sentence too, if that begins so.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.relations.encoding import BOUNDARY, DATE, GROUPS, INSIDE, STRONG, TITLES, WEAK, Encoding
from kg.relations.pattern import POSTS, classes
from kg.relations.posts import holdings

_FAR = 20  # characters between a subject and its verb in one clause
_CARRIED = 220  # characters from the subject of a sentence to the verb of the next


@dataclass(frozen=True, slots=True)
class Subject:
    """The mentions that act from an encoded position on; `chars` their types in the encoding."""

    start: int
    end: int
    mentions: tuple[int, ...]
    chars: str


@cache
def _expressions(words: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = dict(words)

    def either(name: str) -> str:
        return "|".join(map(re.escape, lists[name]))

    adverbs = f"(?:(?:{either('adverb')})，?|{DATE}[，上下]?)*"
    actor, person, event = classes("Actor"), classes("Person"), classes("Event")
    noun = f"[{actor}{event}]"
    province = STRONG[sorted(GROUPS["Province"])[0]]
    listed = f"{noun}(?:(?:、|和|与|及|以及|同|联合|携手|会同|联手){noun}|(?<={province}){province})*"
    counted = f"(?:等?[0-9一二三四五六七八九十两]{{1,3}}[个家]?[省市县区州地][区级]?(?:城市|单位|部门)?|[{WEAK_PAIR}])?"
    titles = "".join(TITLES.values())
    wrong = f"的、，。；：”）（》籍人{titles}{person}{BOUNDARY}{INSIDE}"
    entry = re.compile(
        f"(?<=[{BOUNDARY}，：“。；”！？]){adverbs}(?:"
        f"(?P<people>(?:{POSTS}|[{actor}])?[{person}])(?P<speaks>[^，：。；{BOUNDARY}]{{0,12}}?(?:{either('speak')}))?"
        f"|(?P<nouns>{listed}){counted}(?:党委|党组|党政|方面)?(?![{wrong}]|{either('not-subject')}))"
    )
    prefix = re.compile(
        f"(?:{adverbs}|(?:{either('modifier')})|(?:在|从|以|按照|围绕|针对|通过|根据|依托|对|向|为|结合)[^，]{{1,20}}?)*"
    )
    return entry, prefix


WEAK_PAIR = (
    WEAK[sorted(GROUPS["Province"])[0]] + WEAK[sorted(GROUPS["City"])[0]] + WEAK[sorted(GROUPS["County"])[0]]
)


class Subjects:
    """The subjects of an encoded document."""

    def __init__(self, encoding: Encoding, words: Mapping[str, tuple[str, ...]]) -> None:
        self.encoding = encoding
        entry, self._prefix = _expressions(tuple(sorted(words.items())))
        self.found = [
            subject
            for match in entry.finditer(encoding.text, 0, encoding.body_end)
            if (subject := self._subject(match)) is not None
        ]
        self._starts = [s.start for s in self.found]

    def _subject(self, match: re.Match[str]) -> Subject | None:
        items = self.encoding.items
        if match["nouns"] is not None:
            start, end = match.span("nouns")
            positions = [p for p in range(start, end) if p in items and items[p].mentions]
            mentions = tuple(m for p in positions for m in items[p].mentions)
            return Subject(start, end, mentions, self.encoding.text[positions[0]])
        start, end = match.span("people")
        if match["speaks"] is None:
            person = items[end - 1]
            return Subject(start, end, person.mentions, person.char)
        # What officials say their organisation does, it does.
        organization = next(
            (h.organization for h in holdings(self.encoding, start, end) if h.organization is not None), None
        )
        if organization is None:
            return Subject(start, end, items[end - 1].mentions, items[end - 1].char)
        mention = self.encoding.document.mentions[organization]
        return Subject(start, match.end(), (organization,), STRONG[mention.type])

    def _in_front(self, subject: Subject, position: int) -> Subject | None:
        """The names of a list that stand in front of a position in it (A in "A联合B印发")."""
        items = self.encoding.items
        inside = [p for p in range(subject.start, position) if p in items]
        mentions = tuple(m for p in inside for m in items[p].mentions)
        return Subject(subject.start, position, mentions, subject.chars) if mentions else None

    def at(self, position: int, chars: str) -> Subject | None:
        """The subject in force at an encoded position if it is of the types `chars`, else None."""
        text, encoding = self.encoding.text, self.encoding
        index = encoding.sentence_at(position)
        if index is None:
            return None
        sentence = encoding.sentences[index]
        clause = 1 + max(text.rfind(mark, 0, position) for mark in f"，：；。“{BOUNDARY}")
        at = bisect_right(self._starts, position - 1) - 1
        nearest = self.found[at] if at >= 0 else None
        if nearest is not None and nearest.start >= sentence.start:
            if nearest.chars not in chars:
                return None
            if nearest.end > position:
                return self._in_front(nearest, position)
            if nearest.end >= clause:
                return nearest if position - nearest.end <= _FAR else None
            return nearest if self._prefix.fullmatch(text, clause, position) else None
        if index == 0 or not self._prefix.fullmatch(text, sentence.start, position):
            return None
        before = encoding.sentences[index - 1]
        if sentence.paragraph - before.paragraph > 1:
            return None
        at = bisect_right(self._starts, before.start - 1)
        if at >= len(self.found) or self.found[at].start >= before.end or self.found[at].chars not in chars:
            return None
        topic = self.found[at]
        far = encoding.article_start(position) - encoding.article_end(topic.end)
        return topic if far <= _CARRIED else None
