"""People that the trained model confirms or adds."""

import pytest

from kg.language.people import Surroundings
from kg.language.people.around import readings
from kg.language.people.component import names_in
from kg.language.statistics import Seen


def together(text: str, name: str, probability: float, surroundings: Surroundings | None = None) -> list[str]:
    """The names of a text in which the model sees one of them as a person."""
    start = text.index(name)
    seen = [Seen(start, start + len(name), "PER", probability)]
    found = names_in(readings(text, surroundings or Surroundings.of(text)), None, seen)
    return [n.name for n in found]


@pytest.mark.parametrize(
    ("text", "name", "probability", "added"),
    [
        ("给芮慕谦留着一碗茶", "芮慕谦", 0.95, True),  # characters of names
        ("给芮慕谦留着一碗茶", "芮慕谦", 0.7, False),
        ("客栈老板阿珠洛古笑着递茶", "阿珠洛古", 0.95, True),  # no ordinary word in it
        ("他们把林药统筹起来", "林药", 0.95, False),  # no name by its characters
        ("这是陶冶道德的地方", "陶冶道德", 0.97, False),  # words
        ("甘青两地商量好了", "甘青两", 0.95, False),
    ],
)
def test_people_that_the_model_is_sure_of(text: str, name: str, probability: float, added: bool) -> None:
    assert (name in together(text, name, probability)) is added


def test_what_is_known_otherwise_is_no_person() -> None:
    text = "大家走进芮慕谦纪念馆"
    around = Surroundings.of(text, organisations=[(4, 10)])
    assert together(text, "芮慕谦", 0.99, around) == []
