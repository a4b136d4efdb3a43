import pytest

from kg.model import EntityType, Mention
from kg.relations.geography import lies_elsewhere, same_place


def division(name: str, type: EntityType) -> Mention:
    return Mention(0, len(name), name, type)


@pytest.mark.parametrize(
    ("part", "whole", "elsewhere"),
    [
        (division("龙山县", EntityType.COUNTY), division("湖南", EntityType.PROVINCE), False),
        (division("上海", EntityType.CITY), division("山东", EntityType.PROVINCE), True),
        (division("咸阳", EntityType.CITY), division("西安", EntityType.CITY), True),
        (division("辛店镇", EntityType.LOCALITY), division("临洮县", EntityType.COUNTY), False),
        (division("三甲水库", EntityType.SITE), division("临洮县", EntityType.COUNTY), False),
    ],
)
def test_what_the_gazetteer_puts_elsewhere_is_no_part(part, whole, elsewhere):
    assert lies_elsewhere(part, whole) is elsewhere


def test_a_division_in_full_and_in_short_is_one():
    assert same_place(division("铜仁", EntityType.CITY), division("铜仁市", EntityType.CITY))
    assert not same_place(division("铜仁市", EntityType.CITY), division("怀化市", EntityType.CITY))
