"""Bars of one table stand on one axis."""

from kg.site.spans import axis, bars


def test_bars_begin_and_end_where_their_days_lie_on_the_axis() -> None:
    spans = [("2024-01-01", "2024-01-31"), ("2024-03-01", "2024-03-31"), ("2024-01-01", "2024-03-31")]
    first, second, whole = bars(spans)
    assert first and second and whole
    assert (whole.x, whole.width) == (0, 160)
    assert first.x == 0 and first.width < 60
    assert second.x > first.x + first.width
    assert round(second.x + second.width) == 160
    assert axis(spans) == ("2024-01-01", "2024-03-31")


def test_what_has_no_year_has_no_bar() -> None:
    known, unknown, nothing, _ = bars(
        [("2024-01-01", "2024-02-01"), ("--01-01", "--02-01"), (None, None), ("2024-05-01", None)]
    )
    assert known and unknown is None and nothing is None


def test_one_day_is_no_axis() -> None:
    assert bars([("2024-01-01", "2024-01-01"), ("2024-01-01", None)]) == [None, None]
    assert axis([("2024-01-01", "2024-01-01")]) is None
    assert bars([]) == []
