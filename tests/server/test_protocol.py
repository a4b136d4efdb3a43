"""Requests that the protocol knows become operations, all others are told what is wrong with them."""

from urllib.parse import urlencode

import pytest

from kg.server.protocol import FORM, QUERY, UPDATE, Operation, Refused, read

ASK = "ASK {}"
GRAPH = "https://example.org/图"


def encoded(**fields: str | list[str]) -> bytes:
    return urlencode({name.replace("_", "-"): value for name, value in fields.items()}, doseq=True).encode()


def test_the_three_ways_to_ask() -> None:
    asked = Operation("query", ASK)
    assert read("GET", encoded(query=ASK), None, b"") == asked
    assert read("POST", b"", FORM, encoded(query=ASK)) == asked
    assert read("POST", b"", f"{QUERY}; charset=UTF-8", ASK.encode()) == asked


def test_the_two_ways_to_change() -> None:
    change = Operation("update", "CLEAR ALL")
    assert read("POST", b"", FORM, encoded(update="CLEAR ALL")) == change
    assert read("POST", b"", UPDATE, b"CLEAR ALL") == change


def test_graphs_of_the_request() -> None:
    chosen = encoded(default_graph_uri=[GRAPH, "urn:b"], named_graph_uri="urn:c")
    expected = Operation("query", ASK, (GRAPH, "urn:b"), ("urn:c",))
    assert read("GET", encoded(query=ASK) + b"&" + chosen, None, b"") == expected
    assert read("POST", chosen, QUERY, ASK.encode()) == expected
    assert read("POST", b"", FORM, encoded(query=ASK) + b"&" + chosen) == expected
    assert read("POST", chosen, FORM, encoded(query=ASK)) == expected
    named = read("POST", encoded(using_named_graph_uri="urn:c"), UPDATE, b"CLEAR ALL")
    assert (named.default, named.named) == ((), ("urn:c",))


def test_percent_signs_are_decoded_once() -> None:
    query = "ASK { <https://example.org/%E5%8C%97%20a> ?p '100%25' }"
    assert read("POST", b"", FORM, encoded(query=query)).text == query
    assert read("GET", encoded(query=query), None, b"").text == query


def test_nothing_asked_is_the_description() -> None:
    assert read("GET", b"format=turtle", None, b"") == Operation("none", format="turtle")


@pytest.mark.parametrize(
    ("method", "address", "type", "body", "status", "message"),
    [
        ("GET", encoded(query=[ASK, ASK]), None, b"", 400, "one query or update at a time"),
        ("GET", encoded(update="CLEAR ALL"), None, b"", 400, "POST"),
        ("POST", b"", FORM, encoded(query=ASK, update="CLEAR ALL"), 400, "one query or update"),
        ("POST", b"", FORM, encoded(other="x"), 400, "holds neither"),
        ("POST", encoded(query=ASK), QUERY, ASK.encode(), 400, "one query at a time"),
        ("POST", b"", "text/plain", ASK.encode(), 415, "text/plain: send application/x-www-form"),
        ("POST", b"", None, ASK.encode(), 415, "no Content-Type"),
        ("POST", b"", f"{QUERY}; charset=GB18030", "ASK {'长沙'}".encode("gb18030"), 415, "send UTF-8"),
        ("POST", b"", QUERY, "ASK {'长沙'}".encode("gb18030"), 400, "not UTF-8"),
        ("POST", b"", FORM, b"query=ASK%20%7B%B3%A4%7D", 400, "not UTF-8"),
        ("GET", encoded(query=ASK, default_graph_uri="图"), None, b"", 400, "not an absolute IRI"),
        ("GET", encoded(query=ASK, using_graph_uri=GRAPH), None, b"", 400, "write default-graph-uri"),
        ("POST", encoded(default_graph_uri=GRAPH), UPDATE, b"CLEAR ALL", 400, "write using-graph-uri"),
        ("GET", b"&".join([b"a=b"] * 1001), None, b"", 400, "more than 1000 fields"),
    ],
)
def test_what_breaks_the_protocol(
    method: str, address: bytes, type: str | None, body: bytes, status: int, message: str
) -> None:
    with pytest.raises(Refused, match=message) as caught:
        read(method, address, type, body)
    assert caught.value.status == status
    assert "\n" not in str(caught.value)
