"""The corpus by month and day: articles, dated events, appointments."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from jinja2 import Environment

from kg.site.page import render
from kg.site.records import Fact, Records, Story, Thing

_DAY = re.compile(r"(\d{4}|-)-(\d{2})-(\d{2})$")
_UNKNOWN = "年份未详"


@dataclass(slots=True)
class Day:
    """What is known of a day."""

    date: str
    stories: list[Story] = field(default_factory=list)
    events: list[Thing] = field(default_factory=list)
    changes: list[tuple[str, Fact]] = field(default_factory=list)  # 任 or 免, and the post


def days(records: Records) -> dict[str, Day]:
    """ISO date to what is known of it, in order; dates without a day are left out."""
    found: dict[str, Day] = {}

    def of(date: str | None) -> Day | None:
        return found.setdefault(date, Day(date)) if date and _DAY.match(date) else None

    for story in records.stories.values():
        if day := of(story.date):
            day.stories.append(story)
    for thing in records.things.values():
        if thing.type == "Event" and (day := of(thing.date)):
            day.events.append(thing)
    for fact in records.facts:
        for word, date in (("任", fact.start), ("免", fact.end)):
            if day := of(date):
                day.changes.append((word, fact))
    return dict(sorted(found.items()))


def pages(env: Environment, records: Records) -> Iterator[tuple[str, str]]:
    """(path, html) of timeline.html and of each month."""
    months: dict[tuple[str, str], list[Day]] = defaultdict(list)
    for day in days(records).values():
        match = _DAY.match(day.date)
        assert match is not None
        year = _UNKNOWN if match[1] == "-" else match[1]
        months[year, match[2]].append(day)
    undated = [story for story in records.stories.values() if not story.date or not _DAY.match(story.date)]
    most = max((sum(len(day.stories) for day in month) for month in months.values()), default=0)
    years = []
    for year in sorted({key[0] for key in months}, reverse=True):
        cells = []
        for number in range(1, 13):
            month = months.get((year, f"{number:02}"), [])
            count = sum(len(day.stories) for day in month)
            cells.append((number, _path(year, f"{number:02}") if month else "", count, _shade(count, most)))
        years.append((year, cells))
    latest = max(months, default=None, key=lambda key: (key[0] != _UNKNOWN, key))
    yield (
        "timeline.html",
        render(
            env,
            "timeline.html",
            "timeline.html",
            years=years,
            latest=latest,
            days=list(reversed(months[latest])) if latest else [],
            undated=undated[:200],
            undated_total=len(undated),
            records=records,
        ),
    )
    for (year, name), month in sorted(months.items()):
        path = _path(year, name)
        yield path, render(env, "month.html", path, year=year, month=name, days=month, records=records)


def _path(year: str, month: str) -> str:
    return f"d/{'0000' if year == _UNKNOWN else year}-{month}.html"


def months(stories: list[Story]) -> list[tuple[str, int]]:
    """Month and number of articles, from the first to the last that has a year, three years at most; empty
    where there are not two months."""
    counts: dict[str, int] = defaultdict(int)
    for story in stories:
        if story.date and re.match(r"\d{4}-\d{2}", story.date):
            counts[story.date[:7]] += 1
    if len(counts) < 2:
        return []
    last = max(counts)
    first = max(min(counts), f"{int(last[:4]) - 3}-{last[5:]}")
    span = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    names = [f"{number // 12}-{number % 12 + 1:02}" for number in range(start, start + span + 1)]
    return [(name, counts.get(name, 0)) for name in names]


def _shade(count: int, most: int) -> int:
    """Of five shades, that of a count: 0 for none."""
    return 0 if not count else 1 + min(3, 4 * count // (most + 1))
