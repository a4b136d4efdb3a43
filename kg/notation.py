"""An inline annotation that a person can type, and its way to a Document and back.

    [省财政厅|Agency]                        a mention, by its type
    [省财政厅|Agency=湖南省财政厅]             with the name it stands for
    [“清风行动”|Initiative:campaign]          with the detail of Mention.detail (before the name, if both)
    [[省财政厅|Agency]社会保障处|Agency]       a mention inside another
    [局长|Title]  [原局长|Title:former=局长]   a single title, its modality, its text without 原
    [5月27日|Date=--05-27]                    a date and its value (ISO 8601)

A literal bracket, bar or backslash is written behind a backslash: \\[ \\] \\| \\\\, and within the part
behind the bar also \\= and \\:. The component and the confidence of a mention are not written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import (
    Article,
    ArticleKind,
    DateSpan,
    Document,
    EntityType,
    Mention,
    Modality,
    NewskgError,
    Title,
)

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;]+[”’」』）)]*|[^。！？!?；;\n]+|\n")
_TYPES = {member.value: member for member in EntityType}
_MODALITIES = {member.value: member for member in Modality}
_TEXT_ESCAPES = "[]|\\"
_LABEL_ESCAPES = "[]|\\=:"


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    label: str  # as written, escapes included
    depth: int


def parse(
    annotated: str, article: Article | None = None, sentences: tuple[tuple[int, int], ...] | None = None
) -> Document:
    """The Document that the annotated text describes.

    Without `article` the bare text becomes the body of an article "text-01"; with it, its text must be the
    bare text. Without `sentences` the text is split at sentence marks, semicolons and line breaks. Raises
    NewskgError naming the line and the remedy where the notation is broken.
    """
    text, spans = _read(annotated)
    if article is None:
        article = Article("text-01", "text", ArticleKind.NEWS, text, (0, len(text)))
    elif article.text != text:
        at = next((i for i, (a, b) in enumerate(zip(article.text, text, strict=False)) if a != b), None)
        at = min(len(text), len(article.text)) if at is None else at
        raise NewskgError(
            f"notation of {article.id}, line {text.count(chr(10), 0, at) + 1}: the text differs from the "
            f"article's at {text[at : at + 10]!r}; annotate the text of the article unchanged"
        )
    mentions: list[Mention] = []
    titles: list[Title] = []
    dates: list[DateSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, s.depth)):
        line = text.count("\n", 0, span.start) + 1
        item = _item(span, text[span.start : span.end], line)
        if isinstance(item, Mention):
            mentions.append(item)
        elif isinstance(item, Title):
            titles.append(item)
        else:
            dates.append(item)
    if sentences is None:
        sentences = tuple(split_sentences(text))
    return Document(article, sentences, tuple(mentions), tuple(titles), tuple(dates))


def render(document: Document) -> str:
    """The annotated text of a document: `parse(render(document), document.article, document.sentences)` gives
    the document back, but for the components and confidences of its mentions. Raises NewskgError where two
    annotations cross, or where one covers no text."""
    text, article = document.article.text, document.article.id
    labelled = [
        *((m.start, m.end, 0, i, _mention_label(m)) for i, m in enumerate(document.mentions)),
        *((t.start, t.end, 1, i, _title_label(t, text)) for i, t in enumerate(document.titles)),
        *(
            (d.start, d.end, 2, i, f"Date={_escape(d.value, _LABEL_ESCAPES)}")
            for i, d in enumerate(document.dates)
        ),
    ]
    labelled.sort(key=lambda s: (s[0], -s[1], s[2], s[3]))
    parts: list[str] = []
    open_spans: list[tuple[int, str]] = []
    at = 0

    def close(until: int) -> int:
        here = at
        while open_spans and open_spans[-1][0] <= until:
            end, label = open_spans.pop()
            parts.append(f"{_escape(text[here:end], _TEXT_ESCAPES)}|{label}]")
            here = end
        return here

    for start, end, _, _, label in labelled:
        at = close(start)
        if not start < end <= len(text) or (open_spans and end > open_spans[-1][0]):
            raise NewskgError(
                f"{article}: the annotation of {text[start:end]!r} is empty or crosses another; "
                "give each span once, one inside the other"
            )
        parts.append(_escape(text[at:start], _TEXT_ESCAPES) + "[")
        at = start
        open_spans.append((end, label))
    at = close(len(text))
    parts.append(_escape(text[at:], _TEXT_ESCAPES))
    return "".join(parts)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of the sentences of a text: up to a sentence mark, a semicolon (with what closes
    behind it) or a line break; no sentence is empty or blank."""
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield match.span()


def _read(annotated: str) -> tuple[str, list[_Span]]:
    """The bare text and the spans with their labels."""
    bare: list[str] = []
    length = 0
    starts: list[int] = []
    spans: list[_Span] = []
    i, line = 0, 1
    while i < len(annotated):
        char = annotated[i]
        if char == "[":
            starts.append(length)
            i += 1
            continue
        if char == "]":
            raise NewskgError(
                f"notation, line {line}: ']' at {_near(annotated, i)} closes nothing that has a type; write "
                "[text|Type], or \\] for a bracket in the text"
            )
        if char == "|" and starts:
            end = _label_end(annotated, i + 1, line)
            start = starts.pop()
            if start == length:
                raise NewskgError(
                    f"notation, line {line}: nothing stands between '[' and '|' at {_near(annotated, i)}; "
                    "write the words that are annotated"
                )
            spans.append(_Span(start, length, annotated[i + 1 : end], len(starts)))
            i = end + 1
            continue
        if char == "\\":
            i += 1
            if i == len(annotated) or annotated[i] not in _TEXT_ESCAPES:
                raise NewskgError(
                    f"notation, line {line}: the backslash at {_near(annotated, i - 1)} stands before no "
                    "bracket or bar; write \\\\ for a backslash in the text"
                )
            char = annotated[i]
        bare.append(char)
        length += 1
        line += char == "\n"
        i += 1
    text = "".join(bare)
    if starts:
        line = text.count("\n", 0, starts[-1]) + 1
        raise NewskgError(
            f"notation, line {line}: '[' before {text[starts[-1] : starts[-1] + 10]!r} is never closed; "
            "write [text|Type], or \\[ for a bracket in the text"
        )
    return text, spans


def _label_end(annotated: str, start: int, line: int) -> int:
    i = start
    while i < len(annotated) and annotated[i] not in "]\n[|":
        i += 2 if annotated[i] == "\\" else 1
    if i >= len(annotated) or annotated[i] != "]":
        raise NewskgError(
            f"notation, line {line}: the type behind '|' at {_near(annotated, start)} is not closed; end it "
            "with ']' on the same line, or write \\| for a bar in the text"
        )
    return i


def _item(span: _Span, surface: str, line: int) -> Mention | Title | DateSpan:
    kind, _, name = _partition(span.label, "=")
    kind, _, detail = _partition(kind, ":")
    kind, name, detail = _unescape(kind), _unescape(name), _unescape(detail)
    flat = surface.replace("\n", "")
    if kind == "Title":
        modality = _MODALITIES.get(detail or "asserted")
        if modality is None:
            raise NewskgError(
                f"notation, line {line}: the title {flat!r} has no modality {detail!r}; write one of "
                f"{', '.join(_MODALITIES)}"
            )
        return Title(span.start, span.end, name or flat, modality)
    if kind == "Date":
        if not name or detail:
            raise NewskgError(
                f"notation, line {line}: the date {flat!r} has no value; write [{flat}|Date=--05-27]"
            )
        return DateSpan(span.start, span.end, flat, name)
    if kind not in _TYPES:
        raise NewskgError(
            f"notation, line {line}: [{flat}|{span.label}] has no known type; write one of "
            f"{', '.join(_TYPES)}, Title, Date"
        )
    return Mention(span.start, span.end, flat, _TYPES[kind], name or None, detail or None)


def _mention_label(mention: Mention) -> str:
    detail = f":{_escape(mention.detail, _LABEL_ESCAPES)}" if mention.detail else ""
    name = f"={_escape(mention.name, _LABEL_ESCAPES)}" if mention.name else ""
    return f"{mention.type.value}{detail}{name}"


def _title_label(title: Title, text: str) -> str:
    modality = "" if title.modality is Modality.ASSERTED else f":{title.modality.value}"
    same = title.text == text[title.start : title.end].replace("\n", "")
    return f"Title{modality}" if same else f"Title{modality}={_escape(title.text, _LABEL_ESCAPES)}"


def _partition(label: str, mark: str) -> tuple[str, str, str]:
    """str.partition at the first mark that no backslash stands before."""
    match = re.match(rf"((?:[^\\{mark}]|\\.)*){mark}(.*)", label, re.DOTALL)
    return (match[1], mark, match[2]) if match else (label, "", "")


def _escape(text: str, marks: str) -> str:
    return re.sub(f"[{re.escape(marks)}]", lambda m: "\\" + m[0], text)


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _near(text: str, at: int) -> str:
    return repr(text[max(0, at - 6) : at + 6].replace("\n", " "))
