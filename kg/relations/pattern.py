"""Patterns as people write them, compiled to regular expressions over encoded text.

    {org:Agency}        one name of a type or group (Person, Organization, Place, Division, Actor,
                        Thing; of initiatives: Paper is written down, Scheme named by a number,
                        Undertaking any that is no Paper)
    {org:Agency|Company}
    {places:Place+}     one or more, between them 、 和 与 及 以及 or nothing (quoted names, 湘鄂)
    {people:People}     persons in a list, each with or without posts: 市长甲、市教育局局长乙
    {posts:Posts}       a chain of posts: 市委副书记、市长
    {title:Title}       a single title, {title:Title+} several of them
    {day:Date}
    {by:@Actor}         the subject in force where the rest begins: of the clause, or carried from before
    {day:~Date}         the last date in front, where there is one
    {part:!City}        by its own name, not by a word that stands for it (两地)
    {event:~Event}      the last one named in front, in this sentence or the eight before
    {what:<Initiative}  the last one named in front in this sentence
    {event:>Ceremony}   the next one named behind, in this sentence or the four after it; of events a Ceremony
                        begins or signs something, at Talks people answer each other, a Session sets work,
                        in a Contest somebody wins
    {whole:§Initiative} the one that is the heading of the section: a sentence that is but a verb and it
    {people:%Person}    who is on a visit: the people of whom the text in front last says so
    {people:=Person}    who signs the letter that the text is
    {what:&Initiative}  the one whose contents the sentence tells: 根据《方案》, 《方案》提出 stand in front
    <speak>             one of the words of a list (words.toml)
    {places:Place++}    the same, past the places they lie in (大塘镇的长岗村 without 大塘镇), other nouns
                        may stand among them (果园、长岗村)
    …  …20              up to 12 (20) characters of the clause, no name or title among them
    …*  …*20            names may be among them
    …~  …~20            they may run on behind a comma, with no name among them
    ……  ……60            up to 40 (60) characters of the sentence, names and commas included
    ；¶                 the border of two sentences behind a semicolon
    ^  $                where a sentence begins, or a comma or colon stands in front; where a sentence ends
    ( | )  ( )?  [ ]    alternatives, options, one of some characters, as in regular expressions;
    (?! ) (?<! )        what may not follow, or precede

Everything else stands for itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.model import DIVISIONS, ORGANIZATIONS, PLACES, EntityType, NewskgError
from kg.relations.encoding import (
    BOUNDARY,
    DATE,
    GROUPS,
    INSIDE,
    PAPER,
    SCHEME,
    STRONG,
    TITLES,
    WEAK,
)

_TOKEN = re.compile(
    r"\{(?P<slot>\w+):(?P<source>[@~<>§%&=!]?)(?P<types>[A-Za-z|]+)(?P<many>\+{0,2})\}"
    r"|<(?P<list>[\w-]+)>"
    r"|(?P<gap>……|…[*~]?)(?P<reach>\d*)"
    r"|(?P<look>\(\?[!=]|\(\?<[!=])"
    r"|(?P<set>\[[^\]]*\])"
    r"|(?P<any>.)",
    re.DOTALL,
)
_ENDS = f"。！？；{BOUNDARY}{INSIDE}"
_TITLE = f"[{''.join(TITLES.values())}]"
_NAMES = "\ue000-\ue01f"
_KINDS = {
    "Scheme": SCHEME,
    "Paper": PAPER + WEAK[EntityType.INITIATIVE],
    "Undertaking": SCHEME + STRONG[EntityType.INITIATIVE] + WEAK[EntityType.INITIATIVE],
}
# Kinds of events, by the list of what they are called.
EVENTS = {"Ceremony": "ceremony", "Talks": "talks", "Session": "session", "Contest": "contest"}
_SEPARATOR = "[”’》]?(?:、|和|与|及|以及|，以及|同)[“‘《]?"


def classes(types: str) -> str:
    """The characters of a slot's types, as inside of a regex set. Raises KeyError with an unknown type."""
    names = [EntityType.EVENT if name in EVENTS else name for name in types.split("|")]
    chosen = sorted({t for name in names if name not in _KINDS for t in GROUPS[name]})
    kinds = [_KINDS[name] for name in names if name in _KINDS]
    if EntityType.INITIATIVE in chosen:
        kinds = [SCHEME, PAPER]
    return "".join([*(STRONG[t] + WEAK[t] for t in chosen), *kinds])


_HOLDERS = "".join(STRONG[t] + WEAK[t] for t in sorted(ORGANIZATIONS | PLACES))
_QUALIFIER = "(?:原|前|时任|现任|新任|代|常务|的)?"
_POST = f"(?:[{_HOLDERS}]{{1,2}}{_QUALIFIER})?{_TITLE}"
POSTS = f"(?=[{_HOLDERS}{''.join(TITLES.values())}])(?>{_POST}(?:(?:、|兼|兼任|、兼|，兼任|暨)?{_POST})*)"
_POLITE = "(?:先生|女士|同志|老师|博士|院士|委员(?!会))?"
_PERSON = f"[{classes('Person')}]{_TITLE}?{_POLITE}(?:（[^（）{BOUNDARY}]{{1,12}}）)?"
_DESCRIBED = f"[^，、；。：！？“”（）{classes('Person')}{BOUNDARY}{INSIDE}]{{0,16}}?"  # 种粮大户, 某某大学的
# The whole list or nothing, from its beginning, and a look at the first character: that makes it quick.
PEOPLE = (
    f"(?=[{_HOLDERS}{''.join(TITLES.values())}{classes('Person')}])(?<!{_TITLE})(?<![{classes('Person')}]、)"
    f"(?>(?:{POSTS})?{_PERSON}"
    f"(?:(?:、|和|及|以及|，以及|，)(?:(?:{POSTS})?{_PERSON}|{_DESCRIBED}(?:{POSTS})?{_PERSON}))*)"
)
_ADJACENT = STRONG[EntityType.PROVINCE] + STRONG[EntityType.INITIATIVE] + SCHEME + PAPER
_DIVISION = "".join(STRONG[t] for t in sorted(DIVISIONS))
_PLACES = "".join(STRONG[t] for t in sorted(PLACES))
BESIDE = "(?:附近|[边旁畔])"
SIDE = f"(?:境内|{BESIDE})?"
_NOUN = "(?:的?[\u4e00-\u9fff]{0,10}?)"


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    kind: str  # the types as written, "Title", "Date", "Posts" or "People"
    many: str  # "+" a list, "++" past the places they lie in, "" a single one
    source: str  # "@" the subject in force, "~" the last one named, "<" that of the sentence, ">" the
    # next one, "§" the heading, "%" who is on a visit, "&" whose contents are told, "=" who signs, "!"
    # a name in the pattern, "" the pattern itself


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern. `needs` are sets of characters, `literals` sets of words, of which the text must
    hold one each."""

    source: str
    regex: re.Pattern[str]
    slots: tuple[Slot, ...]
    needs: tuple[frozenset[str], ...]
    literals: tuple[frozenset[str], ...]
    triggers: tuple[str, ...]  # the groups of the word lists


def compile_pattern(source: str, words: Mapping[str, tuple[str, ...]], where: str) -> Pattern:
    """The compiled form of a pattern; `words` are the word lists by name. Raises NewskgError, beginning with
    `where`, where the pattern is broken."""
    parts: list[str] = []
    slots: list[Slot] = []
    needs: list[frozenset[str]] = []
    triggers: list[str] = []
    depth = 0
    alternatives = False
    for token in _TOKEN.finditer(source):
        if token["slot"]:
            slot = Slot(token["slot"], token["types"], token["many"], token["source"])
            slots.append(slot)
            try:
                expression, chars = _slot(slot)
            except KeyError as error:
                raise NewskgError(
                    f"{where}: {token.group()} in {source!r} has no known type {error}; "
                    f"write one of {', '.join(sorted(GROUPS))}, Title, Date, Posts, People"
                ) from None
            parts.append(expression)
            if chars and not depth and source[token.end() : token.end() + 1] != "?":
                needs.append(chars)
            elif slot.source in ("~", "<", ">", "@", "§", "%", "&", "=") and slot.kind != "Date":
                needs.append(frozenset(classes(slot.kind)))
        elif token["list"]:
            if token["list"] not in words:
                raise NewskgError(
                    f"{where}: there is no word list <{token['list']}>; add it to words.toml or mend the name"
                )
            triggers.append(f"w{len(triggers) + 1}")
            parts.append(f"(?P<{triggers[-1]}>{_one_of(words[token['list']])})")
        elif token["gap"]:
            parts.append(_gap(token["gap"], token["reach"]))
        elif token["look"]:
            depth += 1
            parts.append(token["look"])
        elif token["set"]:
            parts.append(token["set"].replace("¶", BOUNDARY))
        else:
            char = token["any"]
            depth += (char == "(") - (char == ")")
            alternatives |= char == "|" and not depth
            parts.append(_literal(char))
    try:
        regex = re.compile("".join(parts))
    except re.error as error:
        raise NewskgError(f"{where}: the pattern {source!r} is broken ({error}); mend it") from None
    if alternatives:
        return Pattern(source, regex, tuple(slots), (), (), tuple(triggers))
    return Pattern(source, regex, tuple(slots), tuple(needs), _literals(source, words), tuple(triggers))


def _literals(source: str, words: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """Sets of words of which every text that fits must hold one: what stands in the pattern for itself, and
    is no option."""
    tokens = [*_TOKEN.finditer(source)]
    found: list[frozenset[str]] = []
    run = ""
    at = 0
    while at < len(tokens):
        token, begin = tokens[at], at
        if token["look"] or token["any"] == "(":
            depth = 1
            while depth:
                at += 1
                depth += bool(tokens[at]["look"]) or tokens[at]["any"] == "("
                depth -= tokens[at]["any"] == ")"
        at += 1
        option = at < len(tokens) and tokens[at]["any"] in ("?", "*")
        literal = token["any"] is not None and token["any"] not in "()^$¶"
        if literal and not option:
            run += token["any"]
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if not option and (token["list"] or token["any"] == "("):
            inner = [token] if token["list"] else tokens[begin + 1 : at - 1]
            found += _alternatives(inner, words)
        at += option
    return tuple(found + ([frozenset({run})] if run else []))


def _alternatives(
    tokens: list[re.Match[str]], words: Mapping[str, tuple[str, ...]]
) -> Iterator[frozenset[str]]:
    """The words that the alternatives of a bracket begin with, if all do."""
    parts: list[set[str]] = [set()]
    open_ = True  # whether the alternative at hand still begins
    depth = 0
    for token in tokens:
        char = token["any"]
        if char == "|" and not depth:
            parts.append(set())
            open_ = True
        elif token["look"] or char == "(":
            depth += 1
            open_ = False
        elif char == ")":
            depth -= 1
        elif not depth and open_ and token["list"]:
            parts[-1] |= set(words[token["list"]]) if not parts[-1] else set()
            open_ = False
        elif not depth and open_ and char and char not in "?*^$¶":
            parts[-1] = {"".join(parts[-1]) + char}
        elif char in ("?", "*") and open_:
            parts[-1] = {w[:-1] for w in parts[-1] if len(w) > 1}
            open_ = False
        else:
            open_ = False
    if all(parts):
        yield frozenset().union(*parts)


def _slot(slot: Slot) -> tuple[str, frozenset[str]]:
    """The expression of a slot and the characters of which a text must hold one (none for a carried slot)."""
    if slot.kind == "Posts":
        return f"(?P<{slot.name}>{POSTS})", frozenset(TITLES.values())
    if slot.kind == "People":
        return f"(?P<{slot.name}>{PEOPLE})", frozenset(classes("Person"))
    if slot.kind == "Title":
        inner = f"{_TITLE}(?:、?{_TITLE})*" if slot.many else _TITLE
        return f"(?P<{slot.name}>{inner})", frozenset(TITLES.values())
    if slot.kind == "Date":
        if slot.source:
            return "", frozenset()
        return f"(?P<{slot.name}>{DATE})", frozenset(DATE)
    chars = classes(slot.kind)
    if slot.source == "!":
        chars = "".join(c for c in chars if c not in WEAK.values())
    elif slot.source:
        return "", frozenset()
    one = f"[{chars}]"
    if not slot.many:
        return f"(?P<{slot.name}>{one})", frozenset(chars)
    adjacent = "".join(c for c in _ADJACENT if c in chars)
    separator = _SEPARATOR if slot.kind != "Person" else "(?:、|和|及|以及|，以及)"
    if any(c in chars for c in _DIVISION):
        holders = "".join(STRONG[t] for t in sorted(ORGANIZATIONS) if STRONG[t] in chars)
        home = f"|的(?=[{holders}])" if holders else ""  # 与上海的某某公司
        one = f"(?=[{_DIVISION}{chars}])(?:[{_DIVISION}](?:(?=[{chars}]){home})){{0,2}}{one}"
    if slot.many == "++":
        one = f"(?:[{_PLACES}]{{1,3}}{SIDE}的(?=[{chars}]))?{one}"
        joint = f"(?:(?:、|和|与|及|以及|，以及|至){_NOUN}){{1,3}}"
        separator = f"{_NOUN}(?:{joint}|，(?=[{_PLACES}]{{1,3}}的[{chars}]))"
    more = f"(?:{separator}{one})" + (f"|(?<=[{adjacent}])[{adjacent}]" if adjacent else "")
    return f"(?P<{slot.name}>{one}(?:{more})*)", frozenset(chars)


def _gap(kind: str, reach: str) -> str:
    if kind == "……":
        return f"[^{_ENDS}]{{0,{reach or 40}}}?"
    commas = "" if kind == "…~" else "，："
    names = "" if kind == "…*" else _NAMES + "".join(TITLES.values())
    return f"[^{commas}{names}{_ENDS}]{{0,{reach or 12}}}?"


def _one_of(words: Sequence[str]) -> str:
    """The words as alternatives, behind a look at the first character alone: that is what makes it quick."""
    firsts = "".join(sorted({word[0] for word in words}))
    return f"(?=[{re.escape(firsts)}])(?:{'|'.join(map(re.escape, words))})"


def _literal(char: str) -> str:
    if char == "(":
        return "(?:"
    if char in ")|?*":
        return char
    if char == "¶":
        return BOUNDARY
    if char == "^":
        return f"(?<=[{BOUNDARY}，：“—])"
    if char == "$":
        return f"(?=[{BOUNDARY}。！？；])"
    return re.escape(char)
