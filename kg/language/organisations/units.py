"""Units inside an agency: what follows its name at once and ends with 处, 科, 室, 支队 …"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.language.alternation import alternation
from kg.language.edges import on_border
from kg.language.organisations.forms import tables
from kg.language.people.names import likeness


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of words.toml, as patterns."""

    any_body: re.Pattern[str]
    full_body: re.Pattern[str]
    bare: re.Pattern[str]
    bare_generic: frozenset[str]
    bare_proper: frozenset[str]
    not_bodies: tuple[str, ...]
    unit_end: re.Pattern[str]
    not_unit: tuple[str, ...]
    unit_stops: re.Pattern[str]
    continues: dict[str, tuple[str, ...]]
    tables: dict[str, re.Pattern[str]]


@cache
def words() -> Words:
    """The data of words.toml, and the tables of units in agencies.toml."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    letters = data["units"]["letters"]
    ends = alternation(data["units"]["endings"])
    return Words(
        any_body=re.compile(alternation(data["place_bodies"]["any"])),
        full_body=re.compile(alternation(data["place_bodies"]["full"])),
        bare=re.compile(alternation(data["bare"]["endings"])),
        bare_generic=frozenset(data["bare"]["generic"]),
        bare_proper=frozenset(data["bare"]["proper"]),
        not_bodies=(*data["place_bodies"]["institutions"], *data["place_bodies"]["no_bodies"]),
        unit_end=re.compile(
            f"{ends}|窗口|办(?=副?主任|负责人)|(?<!干)[{letters}](?![长理])|[{letters}](?=[{letters}]长)"
        ),
        not_unit=tuple(data["units"]["not_begin"]),
        unit_stops=re.compile("[^\u4e00-\u9fff（）]|" + "|".join(data["units"]["stops"])),
        continues={k: tuple(v) for k, v in data["continues"].items()},
        tables={name: re.compile(alternation(table)) for name, table in tables().units.items()},
    )


def may_end(text: str, end: int, body: str) -> bool:
    """Whether a body may end here: 市委托 has no 市委, 人大代表 no 人大 (but 十四届人大代表 has)."""
    if "届" in body:
        return True
    if body.endswith("人大") and _DEPUTY.match(text, end):
        name = text[end + 2 : end + 5]
        return len(name) == 3 and (likeness(name) or 0.0) >= _NAMED  # 市人大代表某某某: of the congress
    return not any(
        body.endswith(tail) and text.startswith(following, end)
        for tail, following in words().continues.items()
    )


def unit(text: str, at: int, borders: tuple[int, ...], table: str, outer: str) -> int | None:
    """The end of the unit that begins at `at` inside `outer`, or None; `table` is of agencies.toml."""
    match = words().tables[table].match(text, at)
    if match is not None and may_end(text, match.end(), match[0]):
        if match[0] in ("办", "办公室", "办公厅") or on_border(borders, match.end()):
            return match.end()
        return max(match.end(), _by_ending(text, at, borders, table, outer) or 0)
    return _by_ending(text, at, borders, table, outer)


_DEPUTY = re.compile("代表")
_NAMED = 4.0  # nats from which three characters are a name
_HEADS = frozenset(("处长", "科长", "部长", "局长", "室主", "庭长", "股长", "主任"))
_COMMITTEE = re.compile("[\u4e00-\u9fff]{2,10}?委(?![员托派])")


def _by_ending(text: str, at: int, borders: tuple[int, ...], table: str, outer: str) -> int | None:
    if text.startswith(words().not_unit, at):
        return None
    for match in words().unit_end.finditer(text, at, at + 18):
        end = match.end()
        if end - at < 3 and match[0] not in ("办公室", "办公厅"):
            continue
        if words().unit_stops.search(text, at, end):
            return None
        if match[0] == "窗口" and not outer.endswith(("中心", "大厅")):
            return None
        if on_border(borders, end) or text[end : end + 2] in _HEADS:
            return end
    if table == "congress":
        committee = _COMMITTEE.match(text, at)
        if committee and not words().unit_stops.search(committee[0]):
            return committee.end()
    return None


def plain(text: str, start: int, end: int) -> bool:
    """Whether nothing stands between two positions that no name of an agency goes over."""
    return words().unit_stops.search(text, start, end) is None
