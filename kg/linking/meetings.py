"""Official names of numbered meetings: 党的二十大, 省第十一次党代会, 市十七届人大三次会议."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NUMERAL = "[〇零一二三四五六七八九十百]+|\\d{1,3}"
_JURISDICTION = (
    "(?P<J>(?:[\u4e00-\u9fff]{1,12}?(?:省|自治区|市|自治州|州|县|区|旗|盟))|省|自治区|市|州|县|区|旗|盟)"
)
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A kind of numbered meeting: its forms, its official name, and its form without numbers."""

    form: re.Pattern[str]
    name: str
    bare: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class MeetingName:
    """What a surface says of a meeting: the jurisdiction as written ("" for the whole country) and the
    official name with {J} for it. `open` is set where the surface leaves the numbers out: the pattern of
    the official names that it may stand for."""

    jurisdiction: str
    name: str
    open: bool = False


@cache
def kinds() -> tuple[Meeting, ...]:
    """The kinds of meetings.toml."""
    table = tomllib.loads(files(__package__).joinpath("meetings.toml").read_text(encoding="utf-8"))
    return tuple(
        Meeting(
            re.compile("|".join(_pattern(part, i) for i, part in enumerate(_branches(entry["form"])))),
            entry["name"],
            re.compile(_pattern(entry["bare"], 0)) if "bare" in entry else None,
        )
        for entry in table["meeting"]
    )


def _branches(form: str) -> list[str]:
    """The alternatives of a form at its top level."""
    parts, depth, last = [], 0, 0
    for i, char in enumerate(form):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(form[last:i])
            last = i + 1
    return [*parts, form[last:]]


def _pattern(form: str, number: int) -> str:
    """A form as a regular expression; the groups of the n-th branch are Nn, Mn, Jn."""
    seen: set[str] = set()

    def once(letter: str, pattern: str) -> str:
        # Both sides of an inner alternative may hold the numeral.
        name = f"{letter}{number}b" if letter in seen else f"{letter}{number}"
        seen.add(letter)
        return f"(?P<{name}>{pattern})"

    out = []
    i = 0
    while i < len(form):
        if form.startswith("{J}", i):
            out.append(once("J", _JURISDICTION[len("(?P<J>") : -1]))
            i += 3
        elif form[i] in "NM":
            out.append(once(form[i], _NUMERAL))
            i += 1
        else:
            out.append(form[i])
            i += 1
    return "".join(out)


def read(surface: str) -> MeetingName | None:
    """The meeting a surface names; None where it is none of the numbered kinds."""
    for kind in kinds():
        match = kind.form.fullmatch(surface)
        if match is not None:
            found = {k[0]: v for k, v in match.groupdict().items() if v}
            name = kind.name.replace("{N}", chinese(found.get("N", ""))).replace(
                "{M}", chinese(found.get("M", ""))
            )
            return MeetingName(found.get("J", ""), name)
        if kind.bare is not None:
            match = kind.bare.fullmatch(surface)
            if match is not None:
                found = {k[0]: v for k, v in match.groupdict().items() if v}
                name = kind.name.replace("{M}", chinese(found["M"])) if "M" in found else kind.name
                return MeetingName(found.get("J", ""), name, open=True)
    return None


def fits(pattern: str, name: str) -> bool:
    """Whether an official name is one that a name with open numbers ({N}, {M}) may stand for."""
    parts = [
        re.escape(part) if i % 2 == 0 else f"[{_DIGITS}十百]+"
        for i, part in enumerate(re.split(r"\{([NM])\}", pattern))
    ]
    return re.fullmatch("".join(parts), name) is not None


def official(meeting: MeetingName, jurisdiction: Callable[[str], str | None]) -> str | None:
    """The official name (with {N}, {M} left where it is open); None where the jurisdiction is unknown."""
    if "{J}" not in meeting.name:
        return meeting.name
    full = jurisdiction(meeting.jurisdiction)
    return meeting.name.replace("{J}", full) if full else None


def chinese(numeral: str) -> str:
    """A numeral below a thousand in Chinese characters: 14 → 十四."""
    if not numeral.isdigit():
        return numeral
    number = int(numeral)
    if number < 10:
        return _DIGITS[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = (_DIGITS[hundreds] + "百") if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
