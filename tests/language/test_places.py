"""Places and organisations in sentences from all over the country."""

from pathlib import Path

import pytest

from kg import notation
from kg.language import annotate, load
from kg.model import Article, ArticleKind

_LINES = [
    line
    for line in (Path(__file__).parent / "places.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_PIPELINE = load(("sentences", "places", "organisations", "resolver"))


@pytest.mark.parametrize("line", _LINES)
def test_names(line: str) -> None:
    expected = notation.parse(line)
    text = expected.article.text
    found = annotate(Article("t-01", "t", ArticleKind.NEWS, text, (0, len(text))), _PIPELINE)
    assert [(m.text, m.type.value) for m in found.mentions] == [
        (m.text, m.type.value) for m in expected.mentions
    ]
