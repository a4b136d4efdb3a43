"""The corpus by month and day."""

from dataclasses import replace

import pyoxigraph as ox

from kg.site.read import records
from kg.site.timeline import days, months


def test_a_day_has_its_articles_and_events(store: ox.Store) -> None:
    found = days(records(store))
    assert list(found) == ["--06-02", "2024-03-11", "2024-03-12", "2024-05-20", "2024-05-21"]
    assert [event.name for event in found["2024-03-11"].events] == ["全省水网建设推进会"]
    assert [story.id for story in found["2024-03-12"].stories] == ["art-101-01", "art-101-02"]


def test_a_stated_appointment_stands_on_its_day(store: ox.Store) -> None:
    everything = records(store)
    facts = tuple(
        replace(fact, start="2024-05-18") if fact.title == "党委书记" else fact for fact in everything.facts
    )
    (change,) = days(replace(everything, facts=facts))["2024-05-18"].changes
    assert change[0] == "任" and change[1].subject == "per-曾令桐"


def test_months_without_articles_are_counted_too(store: ox.Store) -> None:
    stories = list(records(store).stories.values())
    assert months(stories) == [("2024-03", 2), ("2024-04", 0), ("2024-05", 1)]
    assert months(stories[:2]) == []
    long = [replace(stories[0], date="1999-12-31"), replace(stories[0], date="2024-01-01")]
    assert months(long)[0] == ("2021-01", 0) and months(long)[-1] == ("2024-01", 1)
