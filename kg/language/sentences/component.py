"""The sentence splitter, and its pipeline component `kg_sentences`."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.language.spans import text_of

_MARKS = re.compile(r"[。！？；!?;…“”‘’「」『』（）()《》〈〉\[\]【】\n]")
_CLOSED_BY = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "[": "]",
    "【": "】",
}
_CLOSING = frozenset(_CLOSED_BY.values())
_QUOTES = frozenset("”’」』")
_ENDS = frozenset("。！？；!?;…")
_STOPS = frozenset("。！？!?…")


def split(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as (start, end), without surrounding white space; lines are paragraphs."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        _split_paragraph(text, at, at + len(line), found)
        at += len(line) + 1
    return tuple(found)


def _split_paragraph(text: str, begin: int, finish: int, found: list[tuple[int, int]]) -> None:
    start = begin
    open_marks: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text, begin, finish):
        mark, at = match[0], match.start()
        if mark in _CLOSED_BY:
            # A bracket that the paragraph does not close opens nothing.
            if text.find(_CLOSED_BY[mark], at + 1, finish) >= 0:
                open_marks.append((_CLOSED_BY[mark], at))
        elif mark in _CLOSING:
            if any(mark == closing for closing, _ in open_marks):
                while open_marks and open_marks.pop()[0] != mark:
                    pass
            # A quotation that closes with a full stop closes the sentence too, unless it goes on with 说.
            ended = at > begin and text[at - 1] in _STOPS and mark in _QUOTES and not open_marks
            if ended and not _goes_on(text, at + 1, finish):
                start = _add(text, start, at + 1, found)
        elif mark in _ENDS and not open_marks:
            if at + 1 < finish and text[at + 1] in _ENDS:
                continue
            if mark == "…" and (at + 1 >= finish or text[at + 1] not in "“\u3000 "):
                continue
            start = _add(text, start, at + 1, found)
    _add(text, start, finish, found)


_GOES_ON = re.compile(
    r"[，,、；：:）)》]|[^。！？；，\n]{0,12}?(?:说|表示|介绍|道|指出|强调|认为|告诉|感慨|坦言)"
)


def _goes_on(text: str, at: int, finish: int) -> bool:
    return _GOES_ON.match(text, at, finish) is not None


def _add(text: str, start: int, end: int, found: list[tuple[int, int]]) -> int:
    first, last = start, end
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last:
        found.append((first, last))
    return end


@Language.component("kg_sentences")
def sentences(doc: Doc) -> Doc:
    """Writes the group "sentences"."""
    doc.spans["sentences"] = [Span(doc, start, end, label="Sentence") for start, end in split(text_of(doc))]
    return doc
