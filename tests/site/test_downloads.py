"""What is taken away holds what the page shows."""

import csv
import io
from dataclasses import replace

import pyoxigraph as ox

from kg.site import downloads
from kg.site.read import records


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_table_has_a_row_for_each_passage(store: ox.Store) -> None:
    everything = records(store)
    head, *body = rows(downloads.table_of(everything, everything.things["per-覃若溪"]))
    assert head[:4] == ["主体", "关系", "职务", "客体"]
    assert len(body) == everything.weight("per-覃若溪")
    posts = [row for row in body if row[1] == "任职"]
    assert [row[5] for row in posts] == ["06-02", "2024-03-12"]
    assert {row[7] for row in posts} == {"长沙市政府副市长覃若溪"}


def test_no_cell_is_a_formula(store: ox.Store) -> None:
    everything = records(store)
    thing = replace(everything.things["per-缪安"], name="=cmd()!A0")
    changed = replace(everything, things={**everything.things, thing.id: thing})
    _, *body = rows(downloads.table_of(changed, thing))
    assert body[0][0] == "'=cmd()!A0"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in body for cell in row)
