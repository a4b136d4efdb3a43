"""When events were held."""

import pytest

from kg.model import Reading
from tests.linking.typed import entity, linked, reading


def _held(id_: str, text: str) -> Reading:
    return reading(id_, text, ["数谷博览会 | heldIn | 贵阳"])


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("[5月26日|Date=--05-26]，[数谷博览会|Event]在[贵阳|City]开幕。", "--05-26"),
        ("[5月26日|Date=--05-26]至[28日|Date=---28]，[数谷博览会|Event]在[贵阳|City]举行。", "--05-26"),
        ("[2024年|Date=2024]，[数谷博览会|Event]在[贵阳|City]举行。", None),
        ("[数谷博览会|Event]在[贵阳|City]举行。[5月26日|Date=--05-26]有雨。", None),
    ],
)
def test_the_sentence_tells_the_day(text: str, date: str | None) -> None:
    assert entity(linked(_held("001-01", text)), "001-01", "数谷博览会").date == date


def test_the_fuller_date_wins_and_contradictions_leave_it_open() -> None:
    short = _held("001-01", "[5月26日|Date=--05-26]，[数谷博览会|Event]在[贵阳|City]开幕。")
    full = _held("002-01", "[5月26日|Date=2024-05-26]，[数谷博览会|Event]在[贵阳|City]开幕。")
    other = _held("003-01", "[6月2日|Date=2024-06-02]，[数谷博览会|Event]在[贵阳|City]开幕。")
    assert entity(linked(short, full), "001-01", "数谷博览会").date == "2024-05-26"
    assert entity(linked(short, full, other), "001-01", "数谷博览会").date is None
