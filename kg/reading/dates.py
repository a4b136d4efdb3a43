"""The day of an issue and of an article: from the page, the file's name, or the user, never guessed."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_FULL = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_WEEKDAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日[\s，,|/·]{0,4}(?:星期|周)[一二三四五六日天]")
_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])((?:19|20)\d\d)([-_.年]?)(0?[1-9]|1[0-2])[-_.月]?([0-3]?\d)(?![0-9A-Za-z])"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_DAY = re.compile(r"(?:((?:19|20)\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日")


def of_issue(furniture: Iterable[str], page: str, name: str, stated: str | None) -> str | None:
    """The day of the issue in ISO 8601: from the page's head, the file's name, or what is `stated`."""
    if (match := _WEEKDAY.search(page)) and (found := _iso(match[1], match[2], match[3])):
        return found
    for text in furniture:
        if (match := _FULL.search(text)) and (found := _iso(match[1], match[2], match[3])):
            return found
    for match in _IN_NAME.finditer(name):
        if found := _iso(match[1], match[3], match[4]):
            return found
    if stated and (match := _ISO.match(stated)):
        return _iso(match[1], match[2], match[3])
    return None


def of_article(text: str, issue: str | None) -> str | None:
    """The first day that `text` (a dateline, a caption's beginning) names: "2024-05-27" where the year is
    known, else "05-27"; None where it names none."""
    match = _DAY.search(text)
    if not match:
        return None
    year, month, day = match.groups()
    if year:
        return _iso(year, month or "0", day)
    day_of_issue = date.fromisoformat(issue) if issue else None
    if month is None:
        if day_of_issue is None:
            return None
        before = day_of_issue
        while before.day != int(day):
            before -= timedelta(days=1)
            if (day_of_issue - before).days > 31:
                return None
        return before.isoformat()
    if not _iso("2000", month, day):
        return None
    if day_of_issue is None:
        return f"{int(month):02}-{int(day):02}"
    # News of 31 December stands in the paper of 1 January.
    year_of_issue = day_of_issue.year
    found = _iso(str(year_of_issue), month, day)
    if found and date.fromisoformat(found) > day_of_issue + timedelta(days=31):
        found = _iso(str(year_of_issue - 1), month, day)
    return found


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
