"""Who carries an initiative at which level."""

from dataclasses import replace

import pyoxigraph as ox

from kg.site.read import records
from kg.site.records import Fact, Passage, Records
from kg.site.spread import levels


def carried(everything: Records, carriers: dict[str, str]) -> Records:
    """The records with only these carriers of one initiative, by the day they were first seen."""
    facts = tuple(
        Fact(f"c-{key}", key, "leads", "ini-清风行动", (Passage("a", 0, 1, "r", 1.0),), first=day)
        for key, day in carriers.items()
    )
    return replace(everything, about={**everything.about, "ini-清风行动": facts})


def test_levels_stand_from_province_to_county_with_their_first_day(store: ox.Store) -> None:
    everything = records(store)
    changed = carried(
        everything,
        {
            "pla-430600": "2024-04-01",
            "pla-430000": "2024-03-01",
            "pla-430100": "2024-03-20",
            "pla-430181": "",
        },
    )
    found = levels(changed, changed.things["ini-清风行动"])
    assert [(level.type.id, [c.thing.name for c in level.carriers], level.first) for level in found] == [
        ("Province", ["湖南省"], "2024-03-01"),
        ("City", ["长沙市", "岳阳市"], "2024-03-20"),
        ("County", ["浏阳市"], None),
    ]


def test_an_office_stands_at_the_level_of_its_place(store: ox.Store) -> None:
    everything = records(store)
    where = Fact("c-w", "org-湖南省数据局", "locatedIn", "pla-430000", ())
    changed = carried(everything, {"org-湖南省数据局": "2024-03-01", "pla-430181": "2024-05-01"})
    changed = replace(changed, about={**changed.about, "org-湖南省数据局": (where,)})
    found = levels(changed, changed.things["ini-清风行动"])
    assert [(level.type.id, [c.thing.name for c in level.carriers]) for level in found] == [
        ("Province", ["湖南省数据局"]),
        ("County", ["浏阳市"]),
    ]


def test_one_level_is_no_spread_and_only_initiatives_spread(store: ox.Store) -> None:
    everything = records(store)
    assert levels(carried(everything, {"pla-430100": ""}), everything.things["ini-清风行动"]) == []
    assert levels(everything, everything.things["org-湖南省财政厅"]) == []
