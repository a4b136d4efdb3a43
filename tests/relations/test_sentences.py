"""Sentences from all over the country, of many genres: all rules together read what is stated and no more."""

from pathlib import Path

import pytest

from kg.notation import parse
from kg.relations.examples import line
from kg.relations.reader import read_by_rules as read

BLOCKS = [
    block.split("\n")
    for block in Path(__file__).with_name("sentences.txt").read_text("utf-8").strip().split("\n\n")
    if not block.startswith("#")
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:24])
def test_all_that_is_stated_is_read_and_no_more(block: list[str]) -> None:
    sentences = [part for part in block if "[" in part]
    document = parse("\n".join(sentences))
    got = {line(document, statement) for statement in read(document).statements}
    assert got == {part for part in block if "[" not in part}


def test_there_are_many() -> None:
    assert len(BLOCKS) > 150
