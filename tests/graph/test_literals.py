"""Values as literals: one form each, and no day that the calendar lacks."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from kg.graph.literals import chinese, day, decimal, is_full
from kg.graph.terms import XSD as XSD_BASE


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        ("2024-05-27", "2024-05-27", XSD.date),
        ("2024-05", "2024-05", XSD.gYearMonth),
        ("2024", "2024", XSD.gYear),
        ("--05-27", "--05-27", XSD.gMonthDay),
        ("05-27", "--05-27", XSD.gMonthDay),
        ("--02-29", "--02-29", XSD.gMonthDay),
        ("---27", "---27", XSD.gDay),
    ],
)
def test_a_day_has_the_type_of_what_is_known(value: str, text: str, datatype: object) -> None:
    literal = day(value)
    assert literal is not None
    assert (str(literal), literal.datatype) == (text, datatype)


@pytest.mark.parametrize(
    "value", [None, "", "2024-02-30", "2024-13", "--13-01", "5月27日", "2024-5-27", "---32"]
)
def test_what_is_no_day_is_none(value: str | None) -> None:
    assert day(value) is None
    assert not is_full(value)


@given(st.floats(0, 1))
def test_decimals_come_back_from_a_store_as_they_are(number: float) -> None:
    literal = decimal(number)
    store = ox.Store()
    node = ox.NamedNode("https://example.org/甲")
    store.add(ox.Quad(node, node, ox.Literal(str(literal), datatype=ox.NamedNode(f"{XSD_BASE}decimal"))))
    (quad,) = store
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == str(literal)


def test_a_name_has_no_line_break() -> None:
    assert str(chinese("关于加强\n数据工作的意见 ")) == "关于加强数据工作的意见"
