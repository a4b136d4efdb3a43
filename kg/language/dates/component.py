"""Dates as papers write them, and the pipeline component `kg_dates`.

Nothing is guessed: a month and day without a year keep none, unless the article is of that very day; relative
words are left out where the day of the issue does not decide them. Of a span of months (1至4月) the value is
what both ends share.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.spans import DATE, span, text_of

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: where it stands, and its value in ISO 8601 as in kg.model.DateSpan."""

    start: int
    end: int
    value: str


@cache
def _relative() -> dict[str, dict[str, int]]:
    data: dict[str, dict[str, int]] = tomllib.loads(
        files(__package__).joinpath("relative.toml").read_text(encoding="utf-8")
    )
    return data


@cache
def _pattern() -> re.Pattern[str]:
    words = _relative()
    days, months, years = (
        "|".join(sorted(words[k], key=len, reverse=True)) for k in ("days", "months", "years")
    )
    return re.compile(
        rf"(?P<days>{days})"
        rf"|(?P<months>{months})(?:(?P<mday>{_NUMBER})[日号])?"
        rf"|(?:(?P<year>(?<!\d)(?:1[89]|20)\d\d|[一二][〇零一二三四五六七八九]{{3}})年(?!代|级|龄|均|薪|产)|(?P<years>{years}))"
        rf"(?:(?P<ymonth>{_NUMBER}|元)(?:[至到—-](?P<yto>{_NUMBER}))?月(?!龄|份额|嫂)(?:(?P<yday>{_NUMBER})[日号])?)?"
        rf"|(?<![\d.个第])(?P<month>\d{{1,2}}|元|十[一二]|[一二三四五六七八九十])(?:[至到—-](?P<to>{_NUMBER}))?月"
        rf"(?!龄|份额|嫂|饼|季|色|球|老)(?:(?P<day>{_NUMBER})[日号])?"
        rf"|(?<![\d.第])(?P<only>\d{{1,2}})日(?!游|均|报|元|程|产|达|前|内|处理|用|出|本|化|夜|常|龄|后)"
    )


def read(text: str, issue: str | None) -> tuple[Dated, ...]:
    """The dates of a text whose article is of `issue` (2024-05-27, 05-27 or None), in order."""
    found: list[Dated] = []
    base = _Base.of(issue)
    for match in _pattern().finditer(text):
        value = _value(match, base)
        if (
            match["only"]
            and found
            and text[found[-1].end : match.start()] in _TO
            and _DAY.search(found[-1].value)
        ):
            value = f"{found[-1].value[:-2]}{int(match['only']):02}" if value is not None else None
        if value is not None:
            found.append(Dated(match.start(), match.end(), value))
    return tuple(found)


_TO = ("至", "到", "、", "和", "—", "-", "及")  # a second day is of the month of the first: 7月28日至29日
_DAY = re.compile(r"-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class _Base:
    """The day of the issue; any part may be unknown."""

    year: int | None
    month: int | None
    day: int | None

    @classmethod
    def of(cls, issue: str | None) -> "_Base":
        parts = (
            [int(p) for p in issue.split("-")]
            if issue and re.fullmatch(r"(?:\d{4}-)?\d\d-\d\d", issue)
            else []
        )
        if len(parts) == 3:
            return cls(parts[0], parts[1], parts[2])
        if len(parts) == 2:
            return cls(None, parts[0], parts[1])
        return cls(None, None, None)

    def moved(self, days: int) -> str | None:
        """The day so many days away."""
        if self.month is None or self.day is None:
            return None
        if self.year is not None:
            return (date(self.year, self.month, self.day) + timedelta(days)).isoformat()
        common, leap = (
            date(y, self.month, min(self.day, 28 if self.month == 2 else 31)) for y in (2023, 2024)
        )
        ends = {(day + timedelta(days)).strftime("--%m-%d") for day in (common, leap)}
        return ends.pop() if len(ends) == 1 and (self.month, self.day) != (2, 29) else None


def _value(match: re.Match[str], base: _Base) -> str | None:
    words = _relative()
    part = match.groupdict()
    if part["days"]:
        return base.moved(words["days"][part["days"]])
    if part["months"]:
        return _month(base, words["months"][part["months"]], _number(part["mday"]))
    if part["year"]:
        year: int | None = int(part["year"].translate(_DIGITS))
        return _joined(year, part["ymonth"], part["yto"], part["yday"], base)
    if part["years"]:
        year = base.year + words["years"][part["years"]] if base.year is not None else None
        if year is None and not part["ymonth"]:
            return None
        return _joined(year, part["ymonth"], part["yto"], part["yday"], base)
    if part["month"]:
        month, day = _number(part["month"]), _number(part["day"])
        same = (month, day) == (base.month, base.day)
        return _joined(base.year if same else None, part["month"], part["to"], part["day"], base)
    return _day(base, int(part["only"]))


def _joined(year: int | None, month: str | None, to: str | None, day: str | None, base: _Base) -> str | None:
    if to:
        return f"{year:04}" if year is not None else None
    m, d = _number(month), _number(day)
    if (m is not None and not 1 <= m <= 12) or (d is not None and not 1 <= d <= 31):
        return None
    head = f"{year:04}" if year is not None else "-"
    return head + (f"-{m:02}" if m is not None else "") + (f"-{d:02}" if d is not None else "")


def _month(base: _Base, away: int, day: int | None) -> str | None:
    if base.month is None:
        return None
    count = base.month - 1 + away
    month = count % 12 + 1
    head = f"{base.year + count // 12:04}" if base.year is not None else "-"
    return f"{head}-{month:02}" + (f"-{day:02}" if day is not None else "")


def _day(base: _Base, day: int) -> str | None:
    """A day alone: of the issue's month, or of the one before where it is still to come."""
    if not 1 <= day <= 31:
        return None
    if base.month is None or base.day is None:
        return f"---{day:02}"
    return _month(base, 0 if day <= base.day else -1, day)


def _number(written: str | None) -> int | None:
    if not written:
        return None
    if written == "元":
        return 1
    if written.isdigit():
        return int(written)
    tens, mark, ones = written.rpartition("十")
    digits = "一二三四五六七八九"
    unit = digits.index(ones) + 1 if ones else 0
    return (digits.index(tens) + 1 if tens else 1) * 10 + unit if mark else unit


@Language.component("kg_dates")
def dates(doc: Doc) -> Doc:
    """Writes the group "dates"."""
    article = doc._.article
    issue = article.date if article is not None else None
    doc.spans["dates"] = [
        span(doc, d.start, d.end, DATE, component="dates", value=d.value) for d in read(text_of(doc), issue)
    ]
    return doc
