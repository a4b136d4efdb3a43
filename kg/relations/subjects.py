"""Subjects in force: who acts where a verb stands without a subject of its own.

    昆明市召开大会，推进“清风行动”。同时，建立服务平台。      昆明市 召开, 推进 and 建立
    市水利局局长马平说，将启动河道整治工程。                 the speaker's 市水利局 启动

A subject is a name or list of names at the beginning of a clause, behind adverbs and dates at most, with no
的, 、 or comma behind it. It is in force up to the next one of its sentence, in clauses that begin with the
verb or with adverbs; the first one of a sentence is in force in the next sentence too, if that begins so.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache

from kg.model import DIVISIONS, ORGANIZATIONS, EntityType
from kg.relations.encoding import (
    BOUNDARY,
    DATE,
    INSIDE,
    NOBODY,
    STRONG,
    TITLES,
    WEAK,
    Encoding,
    Item,
    Sentence,
)
from kg.relations.pattern import POSTS, classes
from kg.relations.posts import governs, holdings
from kg.relations.words import either

_CARRIED = 260  # characters from the subject of a sentence to the verb of the next
_NAMES = f"[{''.join(STRONG.values())}]"
_BY_ANOTHER = re.compile(f"由{_NAMES}|、{_NAMES}+[省市县区]?(?:本级)?[与和同]$")
_PEOPLE = classes("Person")
_UNITS = ("处", "科", "室", "股")  # of an organ; they do nothing by themselves
_THEMSELVES = re.compile("[我他]们|处里|科里")
_ALL = re.compile("共[建同享设推创办]|合[作建办力编]|联合|联手|携手|协同|双方|一道|一起")
_STARTS = f"，：；。“—{BOUNDARY}"  # in front of a clause


@dataclass(frozen=True, slots=True)
class Subject:
    """The mentions that act from an encoded position on; `char` is their type in the encoding."""

    start: int
    end: int
    mentions: tuple[int, ...]
    char: str
    leading: tuple[int, ...] = ()  # those in front of 与 or 联合: in later clauses they act alone
    speaker: "Subject | None" = None  # who speaks for an organisation that acts
    unit: int | None = None  # their unit in it: that acts where they say 我们 or 他们


@dataclass(frozen=True, slots=True)
class _Expressions:
    entry: re.Pattern[str]  # a subject at the beginning of a clause
    prefix: re.Pattern[str]  # what may stand in front of a verb whose subject is elsewhere
    spoken: re.Pattern[str]  # the same where the subject is a speaker's organisation: 我们, 园区
    opening: re.Pattern[str]  # how a sentence begins whose subject is that of the one before
    post: re.Pattern[str]  # a person with posts, anywhere


@cache
def _expressions() -> _Expressions:
    adverbs = f"(?:(?:{either('adverb')})起?，?|{DATE}[，上下起前底初晚]?)*"
    verbs = "|".join(either(name) for name in ("lead", "issue", "hold", "sign", "build"))
    actor, person, event = classes("Actor"), classes("Person"), classes("Event|Initiative")
    noun = f"[{actor}{event}]"
    division = classes("Division")
    province = STRONG[EntityType.PROVINCE]
    noun = f"(?:[{division}](?={noun}))*{noun}"
    together = f"(?:、|和|及|以及|(?:将|还|也|已|正|则|并|再)?(?:与|同|{either('jointly')}))"
    listed = f"{noun}(?:{together}{noun}|(?<={province}){province})*"
    pairs = "".join(WEAK[t] for t in (EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY))
    number = "[0-9一二三四五六七八九十两多]{1,3}"
    counted = (
        f"(?:(?:等(?:{number})?|{number})[个家]?(?:[省市县区州地]级?)?(?:{either('counted')})?"
        f"|(?<=[{province}])[{pairs}])?"
    )
    titles = "".join(TITLES.values())
    wrong = f"的、，。；：”）（》籍人{titles}{person}{BOUNDARY}{INSIDE}"
    weak = "".join(WEAK[t] for t in WEAK)
    acts = "|".join(
        [
            verbs,
            DATE,
            *(
                either(n)
                for n in ("modifier", "meet", "attend", "cooperate", "preposition", "acts", "adverb", "look")
            ),
        ]
    )
    people = (
        f"(?P<people>(?:{POSTS}|[{actor}])?[{person}](?:(?:、|和)(?:{POSTS})?[{person}])*)"
        f"(?P<speaks>[^，：。；{BOUNDARY}]{{0,12}}?(?:{either('speak')}))?"
    )
    # Behind a stand-in (会议, 该市) must come what it does; 副市长 and the like make another the subject.
    nouns = (
        f"(?P<nouns>{listed}){counted}(?:党委|党组|党政|方面)?(?![{wrong}]|{either('not-subject')})"
        f"(?:(?<=[{event}])|(?![^，。；：{BOUNDARY}]{{0,8}}[{titles}{person}]))(?:(?<![{weak}])|(?={acts}))"
    )
    nobody = f"(?P<nobody>{NOBODY})(?={acts})"
    entry = re.compile(f"(?<=[{_STARTS}”！？）讯]){adverbs}(?:{people}|{nouns}|{nobody})")
    leading = f"(?:{either('preposition')})[^，的]{{0,20}}?"
    modifiers = "|".join(either(name) for name in ("modifier", "planned", "intended", "negated"))
    bare = f"{adverbs}|(?:{modifiers})|{leading}"
    prefix = re.compile(f"(?:{bare})*")
    spoken = re.compile(f"(?:(?:{either('speaker')})|{bare})*")
    opening = re.compile(
        f"(?:{adverbs}(?:{either('modifier')}|{verbs}|{either('propose')})|(?:{either('adverb')})，(?:{leading})?)"
    )
    return _Expressions(entry, prefix, spoken, opening, re.compile(f"({POSTS})[{person}]"))


@cache
def _organs_of_counted() -> re.Pattern[str]:
    """The organ behind a word that counts divisions: 甲、乙两市人社局 are no two cities."""
    counted = "".join(WEAK[t] for t in sorted(DIVISIONS))
    return re.compile(f"(?<=[{counted}])[{''.join(STRONG[t] for t in sorted(ORGANIZATIONS))}].*")


class Subjects:
    """The subjects of an encoded document."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self._expressions = _expressions()
        self._employers = self._find_employers()
        self.found = [
            self._subject(match)
            for match in self._expressions.entry.finditer(encoding.text, 0, encoding.body_end)
        ]
        self._starts = [s.start for s in self.found]

    def _find_employers(self) -> dict[str, int]:
        """The organisation of each person of the article whose post it states."""
        encoding = self.encoding
        found: dict[str, int] = {}
        for match in self._expressions.post.finditer(encoding.text):
            person = encoding.items[match.end() - 1].mentions[-1]
            for holding in holdings(encoding, *match.span(1)):
                if holding.organization is None:
                    continue
                mention = encoding.document.mentions[holding.organization]
                # What party secretaries and mayors call for, their committee or government does not yet do.
                if not governs(mention.name or mention.text):
                    found.setdefault(encoding.document.mentions[person].text, holding.organization)
        return found

    def _subject(self, match: re.Match[str]) -> Subject:
        items = self.encoding.items
        if match["nouns"] is not None:
            start, end = match.span("nouns")
            organs = _organs_of_counted().search(match["nouns"])
            start += organs.start() if organs else 0
            inside = [items[p] for p in range(start, end) if p in items and not self._qualifies(p, end)]
            mentions = tuple(m for i in inside for m in i.mentions)
            joint = re.search(f"[与和同]|{either('jointly')}", self.encoding.text[start:end])
            # 甲联合乙、丙: 甲 leads; 甲、乙与丙 are all alike.
            listed = "、" in self.encoding.text[start:end]
            leads = joint is not None and (not listed or joint[0] not in "与和同")
            split = joint.start() + start if joint and leads else end
            leading = tuple(
                m
                for p in range(start, split)
                if p in items and not self._qualifies(p, end)
                for m in items[p].mentions
            )
            return Subject(start, match.end(), mentions, inside[0].char, leading)
        if match["nobody"] is not None:
            return Subject(*match.span("nobody"), (), NOBODY)
        start, end = match.span("people")
        people = [items[p] for p in range(start, end) if p in items and items[p].char in _PEOPLE]
        person = people[0]
        unit = self._employer(person)
        if match["speaks"] is not None and unit is not None:
            employer = self._whole(unit)
            # What officials say is done, their organisation does.
            char = STRONG[self.encoding.document.mentions[employer].type]
            speaker = Subject(start, match.end(), tuple(m for p in people for m in p.mentions), person.char)
            return Subject(start, match.end(), (employer,), char, speaker=speaker, unit=unit)
        return Subject(start, end, tuple(m for p in people for m in p.mentions), person.char)

    def _qualifies(self, position: int, end: int) -> bool:
        """Whether a division stands right in front of another name (许昌市 in front of its company)."""
        following = self.encoding.text[position + 1] if position + 1 < end else ""
        here = self.encoding.text[position]
        return "\ue000" <= following < "\ue020" and not here == following == STRONG[EntityType.PROVINCE]

    def _employer(self, person: Item) -> int | None:
        """The organisation of a person, where it was last named."""
        mentions = self.encoding.document.mentions
        employer = self._employers.get(mentions[person.mentions[-1]].text)
        if employer is None:
            return None
        name = mentions[employer].name or mentions[employer].text
        named = [i for i, m in enumerate(mentions) if m.end <= person.start and name in (m.name, m.text)]
        return named[-1] if named else employer

    def _whole(self, employer: int) -> int:
        """The organ that a unit is in: what the head of 市教育局职教处 announces, 市教育局 does."""
        mentions = self.encoding.document.mentions
        unit = mentions[employer]
        if employer + 1 < len(mentions) and (unit.name or unit.text).endswith(_UNITS):
            whole = mentions[employer + 1]
            if whole.start == unit.start and whole.end < unit.end and whole.type is unit.type:
                return employer + 1
        return employer

    def at(self, position: int, chars: str) -> Subject | None:
        """The subject in force at an encoded position if it is of the types `chars`, else None."""
        encoding = self.encoding
        index = encoding.sentence_at(position)
        if index is None:
            return None
        sentence = encoding.sentences[index]
        at = bisect_right(self._starts, position - 1) - 1
        if at < 0 or self.found[at].start < sentence.start:
            return self._carried(index, position, chars)
        nearest = self.found[at]
        if nearest.speaker is not None and nearest.speaker.char in chars:
            nearest = nearest.speaker
        if nearest.char not in chars:
            return None
        if nearest.end > position:
            return self._in_front(nearest, position)
        clause = self._clause(position)
        if nearest.end >= clause:
            # 该项目由甲与乙建设, 甲与乙、丙与丁结对: another name does it.
            other = _BY_ANOTHER.search(encoding.text, nearest.end, position + 1)
            plain = self._expressions.prefix.fullmatch(encoding.text, nearest.end, position)
            return nearest if plain and not other else None
        prefix = self._expressions.spoken if nearest.speaker else self._expressions.prefix
        if not prefix.fullmatch(encoding.text, clause, position):
            return None
        if nearest.unit is not None and _THEMSELVES.match(encoding.text, clause):
            return replace(nearest, mentions=(nearest.unit,))
        return self._acting(nearest, clause, position)

    def _acting(self, subject: Subject, clause: int, position: int) -> Subject:
        """Who of those in front of and behind 与 or 联合 acts in a later clause: all, where it says 共建 or
        联合, else those in front."""
        if subject.leading and not _ALL.search(self.encoding.text, clause, position + 2):
            return replace(subject, mentions=subject.leading)
        return subject

    def _carried(self, index: int, position: int, chars: str) -> Subject | None:
        """The first subject of the sentence before; semicolons and sentences without subject do not count."""
        text, encoding = self.encoding.text, self.encoding
        sentence = encoding.sentences[index]
        if not self._expressions.opening.match(text, sentence.start):
            return None
        if not self._expressions.prefix.fullmatch(text, self._clause(position), position):
            return None
        body = encoding.document.article.body[0]
        stops = 0
        for before in reversed(encoding.sentences[:index]):
            if before.article_start < body <= sentence.article_start:
                return None
            stops += text[before.end - 1 : before.end] != "；"
            if stops > 1 or sentence.paragraph - before.paragraph > 1:
                return None
            at = bisect_left(self._starts, before.start)
            if (at == len(self.found) or self.found[at].start >= before.end) and self._subjectless(before):
                stops -= 1
            if at < len(self.found) and self.found[at].start < before.end:
                topic = self.found[at]
                far = encoding.article_start(position) - encoding.article_end(topic.end)
                if topic.char not in chars or far > _CARRIED:
                    return None
                return self._acting(topic, self._clause(position), position)
        return None

    def _subjectless(self, sentence: Sentence) -> bool:
        return self._expressions.opening.match(self.encoding.text, sentence.start) is not None

    def _clause(self, position: int) -> int:
        return 1 + max(self.encoding.text.rfind(mark, 0, position) for mark in _STARTS)

    def _in_front(self, subject: Subject, position: int) -> Subject | None:
        """The names of a list that stand in front of a position in it (A in "A联合B印发"). What stands
        between a person and what is said is the person's doing."""
        if not subject.leading:
            return None
        items, text = self.encoding.items, self.encoding.text
        start, joint = subject.start, text[position]
        if joint in "与和同" and joint in text[start:position]:
            start = 1 + max(text.rfind("、", start, position), start - 1)  # 甲与乙、丙与丁: 丙 is in front
        inside = [p for p in range(start, position) if p in items and not self._qualifies(p, position)]
        mentions = tuple(m for p in inside for m in items[p].mentions)
        return Subject(subject.start, position, mentions, subject.char) if mentions else None
