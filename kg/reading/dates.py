"""The day of an issue and of an article: from the page, the file's name, or the user, never guessed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import NewskgError

_YEAR = r"((?:19|20)\d\d)\s*年"
_FULL = re.compile(rf"{_YEAR}\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日")
_WEEKDAY = re.compile(
    rf"(?:{_YEAR}\s*)?(?<!\d)(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日[\s，,|/·]{{0,4}}(?:星期|周)([一二三四五六日天])"
)
_YEAR_ALONE = re.compile(_YEAR)
_NAMED_YEAR = r"((?:19|20)\d\d)"
_IN_NAME = (
    # hnrb20240528A03: letters, eight digits, perhaps the number of the page
    re.compile(
        rf"(?<![0-9A-Za-z])[A-Za-z]{{0,10}}{_NAMED_YEAR}(\d\d)(\d\d)(?:[A-Za-z]\d{{1,3}})?(?![0-9A-Za-z])"
    ),
    re.compile(rf"(?<!\d){_NAMED_YEAR}(?:([-_.])(?=\d\d?\2)|年)(\d\d?)(?:\2|月)(\d\d?)(?!\d)"),
)
_YEAR_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)(?:年|[-_.](?:0[1-9]|1[0-2])(?![0-9]))")
_DAY = re.compile(r"(?:((?:19|20)\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日")
_STATED = re.compile(r"\s*(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[T\s].*)?$", re.S)
_WEEKDAYS = {**{char: n for n, char in enumerate("一二三四五六日")}, "天": 6}
_HEAD = 120  # characters of a line that may be a page's head
_LATER = timedelta(days=31)  # what is further ahead of the issue is of the year before


@dataclass(frozen=True, slots=True)
class Issue:
    """The day of an issue in ISO 8601; where it is not known, perhaps its year. `remarks` say what does not
    agree."""

    day: str | None = None
    year: str | None = None
    remarks: tuple[str, ...] = ()


def of_issue(
    furniture: Iterable[str], page: str, name: str, stated: str | None, published: str | None = None
) -> Issue:
    """The day of the issue: from the page's head, from when it says it was `published`, from the file's name,
    from what the user has `stated`, in this order.

    A head without a year takes it from the next of these. Raises NewskgError for what is stated and no day.
    """
    lines = list(furniture)
    sources: list[tuple[str, str]] = []
    remarks: list[str] = []
    printed = next(_heads(page.split("\n"), remarks, True), None)
    printed = printed or next(filter(None, map(_full, lines)), None)
    day_alone = None if printed else next(_heads(lines, remarks, False), None)
    if printed:
        sources.append(("the page", printed))
    if published:
        sources.append(("the page's date", stated_day(published)))
    if named := _named(name):
        sources.append(("the file's name", named))
    if stated:
        sources.append(("--date", stated_day(stated)))
    if not sources:
        years = (match[1] for text in lines if (match := _YEAR_ALONE.search(text)))
        in_name = _YEAR_IN_NAME.search(name)
        return Issue(None, next(years, None) or (in_name[1] if in_name else None), tuple(remarks))
    taken, day = sources[0]
    if day_alone:
        sources.insert(0, ("the page", _nearest(day_alone, day)))
        taken, day = sources[0]
    for other, its_day in sources[1:]:
        if its_day != day:
            remarks.append(f"{taken} says {day}, {other} {its_day}: {day} is taken")
    return Issue(day, day[:4], tuple(remarks))


def _heads(lines: Iterable[str], remarks: list[str], with_years: bool) -> Iterator[str]:
    """The days with their weekdays in short lines: 2024-05-28, or 05-28 of those without a year."""
    for line in lines:
        if "日" not in line or len(line) > _HEAD or "。" in line:
            continue
        for match in _WEEKDAY.finditer(line):
            year, month, day, weekday = match.groups()
            found = _iso(year or "2000", month, day)
            if found is None or (year is None) is with_years:
                continue
            if year and date.fromisoformat(found).weekday() != _WEEKDAYS[weekday]:
                remarks.append(f"the page says 星期{weekday} of {found}, which was none")
            yield found if year else found[5:]


def of_article(text: str, issue: Issue) -> str | None:
    """The first day that `text` (a dateline, a caption's beginning) names: "2024-05-27" where the year is
    known, else "05-27"; None where it names none."""
    match = _DAY.search(text)
    if not match:
        return None
    year, month, day = match.groups()
    if year:
        return _iso(year, month or "0", day)
    of_issue = date.fromisoformat(issue.day) if issue.day else None
    if month is None:
        if of_issue is None:
            return None
        before = of_issue
        while before.day != int(day):
            before -= timedelta(days=1)
            if of_issue - before > _LATER:
                return None
        return before.isoformat()
    if not _iso("2000", month, day):
        return None
    alone = f"{int(month):02}-{int(day):02}"
    if of_issue is None:
        return (_iso(issue.year, month, day) if issue.year else None) or alone
    # News of 31 December stands in the paper of 1 January.
    found = _iso(str(of_issue.year), month, day)
    if found and date.fromisoformat(found) > of_issue + _LATER:
        found = _iso(str(of_issue.year - 1), month, day)
    return found or alone


def with_year(issue: Issue, datelines: Iterable[str]) -> Issue:
    """The issue; where its year is not known and datelines want it, the year that another dateline states."""
    every = list(datelines)
    stating = next((text for text in every if _FULL.search(text)), None)
    if issue.year or stating is None or not any(_DAY.search(t) and not _FULL.search(t) for t in every):
        return issue
    match = _FULL.search(stating)
    assert match
    remark = f"the year of datelines without one is taken from {stating}"
    return Issue(None, match[1], (*issue.remarks, remark))


def later(days: Iterable[tuple[str, str | None]], issue: Issue) -> tuple[str, ...]:
    """What is to be said of articles, given as identifier and day, that are dated after the issue."""
    return tuple(
        f"article {name} is dated {day}, after the issue of {issue.day}"
        for name, day in days
        if issue.day and day and len(day) > 5 and day > issue.day
    )


def _named(name: str) -> str | None:
    """The day in the name of a file."""
    for pattern in _IN_NAME:
        for match in pattern.finditer(name):
            groups = match.groups()
            if found := _iso(groups[0], groups[-2], groups[-1]):
                return found
    return None


def _full(text: str) -> str | None:
    match = _FULL.search(text)
    return _iso(match[1], match[2], match[3]) if match else None


def _nearest(month_day: str, day: str) -> str:
    """The day of that month and day that is nearest to another day."""
    other = date.fromisoformat(day)
    month, of_month = month_day.split("-")
    found = [
        date.fromisoformat(each)
        for year in (other.year - 1, other.year, other.year + 1)
        if (each := _iso(str(year), month, of_month))
    ]
    return min(found, key=lambda each: abs(each - other)).isoformat() if found else day


def stated_day(day: str) -> str:
    """A day as a person or a record writes it, in ISO 8601."""
    match = _STATED.match(day)
    found = _iso(match[1], match[2], match[3]) if match else None
    if found is None:
        raise NewskgError(f"{day.strip()}: this is no day; write it as 2024-05-28")
    return found


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
