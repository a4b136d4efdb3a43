"""Lays out known articles as a newspaper page and damages it as PDF extraction and OCR do: truth for free.

Which of an article's kicker, headline and deck was set in the largest type cannot be known from plain text:
there each of them counts as its headline (in Markdown, whose headings tell, the headline alone). Who stands
in an article's data but not on the page, as the photographer of a picture that is not there, does not count.
"""

import random
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from kg.model import Article
from kg.reading.lines import DISPLAY, FIRST, INNER, LAST, SINGLE

CORPUS = Path(__file__).parents[2] / "corpus" / "articles"
_SPAN = re.compile(r"\[([^\[\]|]*)\|[^\[\]]*\]")
STYLES = ("columns", "markdown", "lines")
_BEHIND = (0.0, 0.1, 0.4, 0.9)  # how many headlines stand behind their texts, on pages of different papers
_MOST_FRAMES = 5
_AGAIN = 0.12
_CLOSE = 0.4
_GATHERED = 0.1  # headlines that stand together at the end
_BETWEEN = (
    "（下转2版①）",
    "▲▲（下转3版）",
    "本版图片均由本报记者 安 然 摄",
    "（本栏稿件均由本报记者 安 然 采写）",
)
_WHOLE_LINES = 0.3  # pages on which what is short is not cut into lines
_FAR_APART = 0.25  # pages on which two empty lines stand between frames
_SET_WIDE = 0.5  # captions that are lines as wide as their pictures
_WIDE_BOXES = 0.08
_WHOLE = 60
_NARROW = 14
_HEAD = re.compile(r"本报[^，。]{0,12}?[讯电]\s*(?:（[^（）]{2,20}）)?")
_HALF = str.maketrans("，；：？！（）", ",;:?!()")
_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉()（）\[\]【】,，.。:：;；!！?？、·—\-–―…■▲#*|]+")


@dataclass(slots=True)
class Truth:
    first: str
    last: str
    headline: str | None
    names: set[str]
    kind: str
    others: tuple[str, ...] = ()  # kickers and decks, where the page does not show which line is the largest
    body: str = ""


@dataclass(slots=True)
class _Row:
    """A line of the page, or a paragraph where there are no columns."""

    text: str
    label: int = DISPLAY  # in a column
    gap: int = 1  # empty lines before it


@dataclass(slots=True)
class _Frame:
    """A stretch of text in the order of extraction: display lines or paragraphs."""

    display: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    width: int = 0  # of the column, in ideographs
    resumed: bool = False  # begins within a paragraph


def _own() -> list[dict[str, Any]]:
    """The articles beside this file, and those of the corpus."""
    found: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("articles.toml").read_text("utf-8"))[
        "article"
    ]
    for number, path in enumerate(sorted(CORPUS.glob("*.txt"))):
        head, _, rest = path.read_text("utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        if "kind" not in fields:
            continue
        body = rest.partition("\n---\n")[0]
        for name in ("headline", "kicker", "deck"):
            fields[name] = plain(fields.get(name, ""))
        article: dict[str, Any] = {"kind": fields["kind"], "body": plain(body), "split": fields["split"]}
        names = {
            n: re.split("[、 ]", fields[n])
            for n in ("reporters", "correspondents", "photographers")
            if n in fields
        }
        article |= names
        article |= {
            "headline": fields["headline"] or None,
            "kickers": [fields["kicker"]],
            "decks": [fields["deck"]],
        }
        if fields["kind"] == "continuation":  # headline and names stand on another page
            article |= {"headline": None, "kickers": [], "decks": [], "reporters": [], "correspondents": []}
        first, _, others = article["body"].partition("\n")
        if first.startswith("（") and first.endswith("通过）"):  # it stands under the headline
            article |= {"decks": [*article["decks"], first], "body": others}
        article |= _sign(article, fields.get("dateline"), number)
        if all(len(part) > 20 for part in article["body"].strip().split("\n")[:1]):
            found.append(article)
    return found


def plain(annotated: str) -> str:
    while _SPAN.search(annotated):
        annotated = _SPAN.sub(r"\1", annotated)
    return "\n".join(line for line in annotated.split("\n") if line.strip())


def _sign(article: dict[str, Any], dateline: str | None, number: int) -> dict[str, str]:
    """In which way an article of the corpus is signed on the page."""
    reporters = " ".join(article.get("reporters", ()))
    helpers = " ".join(article.get("correspondents", ()))
    if article["kind"] == "photo":
        return {"sign": "caption", "tail": " ".join(article.get("photographers", ())) + " 摄影报道"}
    if article["kind"] == "continuation":
        return {"sign": "mark", "mark": "（上接1版①）"}
    if article["kind"] == "commentary":
        return {"sign": "byline", "head": f"本报评论员 {reporters}"}
    both = f"记者 {reporters}" + (f" 通讯员 {helpers}" if helpers else "")
    if not reporters:
        return {"sign": "none"}
    if dateline:
        return {"sign": "dateline", "head": f"{dateline}（{both}）"}
    if number % 3:
        return {"sign": "byline", "head": f"本报{both}"}
    return {"sign": "closing", "tail": f"（{both}）" if helpers else f"（{reporters}）"}


def simulate(seed: int, style: str, torn: float = 0.0, scattered: float = 0.0) -> tuple[str, list[Truth]]:
    """A page in one of STYLES, and what it holds; `torn` is the share of articles whose beginning or end
    stands on another page without a mark that says so, `scattered` that of those cut into several frames that
    others stand between, on a page with its own habit of where headlines stand."""
    rows, truths, rng = _laid_out(seed, style, torn, scattered)
    text = _extracted(rows)
    if style != "columns" and rng.random() < 0.5:
        text = text.translate(_HALF)
    return text, truths


def labelled(seed: int, torn: float, scattered: float) -> tuple[str, list[int]]:
    """A page in columns, and what each of its lines is, as kg.reading.columns labels them."""
    rows, _, _ = _laid_out(seed, "columns", torn, scattered)
    return _extracted(rows), [row.label for row in rows]


def _extracted(rows: list[_Row]) -> str:
    return "".join("\n" * (row.gap + 1) + row.text for row in rows).lstrip("\n") + "\n"


def _laid_out(
    seed: int, style: str, torn: float, scattered: float
) -> tuple[list[_Row], list[Truth], random.Random]:
    rng = random.Random(f"{style}{seed}")
    chosen = rng.sample(ARTICLES, rng.randint(5, 10))
    frames: list[_Frame] = []
    far: list[_Frame] = []
    group: list[_Frame] = []
    truths = []
    behind = rng.choice(_BEHIND) if scattered else None
    slots: list[list[_Frame]] = [[] for _ in range(len(chosen) + 1)]
    for number, article in enumerate(chosen):
        display, body = _compose(article, rng, style)
        truths.append(_truth(article, body, style))
        is_torn = torn > 0 and rng.random() < torn
        if is_torn and (behind is None or style != "columns"):
            display, body = _torn(display, body, rng, truths[-1])
        if behind is not None and article["sign"] == "caption" and rng.random() < _SET_WIDE:
            slots[number][:0] = [_Frame(display, body, width=_WHOLE)]
            continue
        if behind is not None and article["sign"] not in ("caption", "suggestion"):
            wide = rng.random() < _WIDE_BOXES
            width = (rng.randint(26, 38) if wide else rng.randint(13, 20)) if style == "columns" else 0
            between = is_torn and style == "columns"  # two lines
            cut = between or rng.random() < scattered
            parts = _scatter(body, rng, width) if cut else [_Frame(paragraphs=body)]
            if between and len(parts) > 1:
                display, parts = _torn_off(display, parts, rng, truths[-1])
            if article["sign"] != "byline" and rng.random() < _GATHERED:
                group.append(_Frame(display))
                display = []
            first = [_Frame(display)] if display else []
            after = bool(display) and article["sign"] != "byline" and rng.random() < behind
            slots[number][:0] = [parts[0], *first] if after else [*first, parts[0]]
            for part in parts[1:]:
                later = number + rng.choice((0, 0, 0, 1, 1, 2, 3, len(chosen)))
                slots[min(later, len(chosen))].append(part)
            continue
        place = rng.random()
        signed_under = article["sign"] in ("byline", "suggestion", "none")
        parts = (
            _split(body, rng, rng.randint(13, 20) if style == "columns" else 0)
            if article["sign"] not in ("caption", "suggestion")
            else [_Frame(paragraphs=body)]
        )
        if len(parts) == 2 and rng.random() < 0.5:
            far.append(parts.pop())
        if behind is not None:
            slots[number][:0] = [_Frame(display), *parts] if display else parts
        elif not display:
            frames.extend(parts)
        elif place < 0.6 or (signed_under and place < 0.95):
            frames += [_Frame(display), *parts]
        elif place < 0.93:
            frames += [*parts, _Frame(display)]
        else:
            frames.extend(parts)
            group.append(_Frame(display))
    frames += far + [frame for slot in slots for frame in slot] if scattered else far
    frames += group
    close = scattered > 0 and style == "columns" and rng.random() < _CLOSE
    rows = _typeset(frames, rng, style, close, _NARROW if scattered and style == "columns" else 0)
    if rng.random() < 0.3:
        rows.insert(0, _Row(rng.choice(["2024年6月13日 星期四", "要闻", "03"])))
    if scattered and rng.random() < 0.3:
        ends = [n for n, row in enumerate(rows) if row.label in (LAST, SINGLE)]
        rows.insert(rng.choice(ends) + 1 if ends else 0, _Row(rng.choice(_BETWEEN)))
    return rows, truths, rng


def _torn(
    display: list[str], body: list[str], rng: random.Random, truth: Truth
) -> tuple[list[str], list[str]]:
    """What is left of an article that another page begins or ends."""
    long = [i for i, paragraph in enumerate(body) if len(paragraph) > 60 and not paragraph.startswith("## ")]
    if not long:
        return display, body
    i = rng.choice(long)
    at = rng.randint(40, len(body[i]) - 15)
    if rng.random() < 0.6:
        body = [body[i][at:], *body[i + 1 :]]
        left = "".join(body).replace(" ", "")
        truth.names = {name for name in truth.names if name in left}  # at its end
        truth.headline, truth.kind, truth.first = None, "continuation", body[0][:16]
        return [], body
    body = [*body[:i], body[i][:at]]
    truth.last = body[-1][-14:]
    return display, body


def _torn_off(
    display: list[str], parts: list[_Frame], rng: random.Random, truth: Truth
) -> tuple[list[str], list[_Frame]]:
    """What is left of an article in frames of which another page holds the first or the last ones."""
    at = rng.randint(1, len(parts) - 1)
    if rng.random() < 0.6:
        parts = parts[at:]
        left = "".join(line for part in parts for line in part.paragraphs).replace(" ", "")
        truth.names = {name for name in truth.names if name in left}  # at its end
        truth.headline, truth.kind, truth.first = None, "continuation", parts[0].paragraphs[0][:16]
        return [], parts
    parts = parts[:at]
    truth.last = parts[-1].paragraphs[-1][-14:]
    return display, parts


def _compose(article: dict[str, Any], rng: random.Random, style: str) -> tuple[list[str], list[str]]:
    body = article["body"].strip().split("\n")
    sign = article["sign"]
    if sign == "dateline":
        body[0] = article["head"] + body[0]
    elif sign == "mark":
        body[0] = article["mark"] + body[0]
    elif sign == "closing" or (sign == "caption" and rng.random() < 0.5):
        body[-1] += article["tail"] if sign == "closing" else " " + article["tail"]
    elif sign == "caption":
        body.append(article["tail"])
    display = list(article.get("columns", []))
    display += [k for k in article.get("kickers", []) if k]
    if headline := article.get("headline"):
        display.append(
            ("# " if rng.random() < 0.4 else "## ") + headline if style == "markdown" else headline
        )
    display += [
        ("### " if rng.random() < 0.4 else "") + d if style == "markdown" else d
        for d in article.get("decks", [])
        if d
    ]
    if sign in ("byline", "suggestion"):
        display.append(article["head"])
    return display, body


def _truth(article: dict[str, Any], body: list[str], style: str) -> Truth:
    clean = article["body"].strip().split("\n")
    clean[0] = _HEAD.sub("", clean[0])
    shown = "".join((article.get("head", ""), article.get("tail", ""), *body)).replace(" ", "")
    names = {n for f in ("reporters", "correspondents", "photographers") for n in article.get(f, [])}
    names = {name for name in names if name in shown}  # who does not sign on the page cannot be read there
    others = () if style == "markdown" else (*article.get("kickers", ()), *article.get("decks", ()))
    return Truth(
        clean[0][:16],
        clean[-1][-14:],
        article.get("headline"),
        names,
        article["kind"],
        others,
        "\n".join(clean),
    )


def _split(body: list[str], rng: random.Random, width: int) -> list[_Frame]:
    """The body in one frame, or cut in two within a sentence, as columns break it: at the end of a line where
    there are lines (of `width` ideographs)."""
    long = [i for i, p in enumerate(body) if len(p) > 60 and not p.startswith("## ")]
    if not long or rng.random() > 0.2:
        return [_Frame(paragraphs=list(body), width=width)]
    i = rng.choice(long)
    at = rng.randint(45, len(body[i]) - 12)
    if width:
        lines = _lines(body[i], width)
        at = sum(map(len, lines[: rng.randint(2, len(lines) - 1)]))
    return [
        _Frame(paragraphs=[*body[:i], body[i][:at]], width=width),
        _Frame(paragraphs=[body[i][at:], *body[i + 1 :]], width=width, resumed=True),
    ]


def _scatter(body: list[str], rng: random.Random, width: int) -> list[_Frame]:
    """The body in several frames, cut where columns end: within a paragraph or between two. Extraction may
    give the last line of a frame again at the beginning of the next."""
    frames = [_Frame(width=width)]
    length = 0
    least = rng.randint(60, 500)
    for number, paragraph in enumerate(body):
        rest = paragraph
        while length + len(rest) > least + 40 and len(frames) < _MOST_FRAMES:
            at = least - length
            if width and at < len(rest):
                ends = list(accumulate(len(line) for line in _lines(rest, width, frames[-1].resumed)))
                at = max((end for end in ends if end <= at), default=0)
            if at < 12 or at > len(rest) - 2 or rest.startswith("## "):
                break
            frames[-1].paragraphs.append(rest[:at])
            again = rest[max(0, at - rng.randint(12, 30)) : at]
            rest = rest[at:]
            frames.append(_Frame(width=width, resumed=True))
            if not width and rng.random() < _AGAIN:
                frames[-1].paragraphs.append(again)
            length, least = 0, rng.randint(60, 500)
        frames[-1].paragraphs.append(rest)
        length += len(rest)
        if length > least and number + 1 < len(body) and len(frames) < _MOST_FRAMES:
            frames.append(_Frame(width=width))
            length, least = 0, rng.randint(60, 500)
    return [frame for frame in frames if frame.paragraphs]


def _typeset(frames: list[_Frame], rng: random.Random, style: str, close: bool, narrow: int) -> list[_Row]:
    """The rows of the page. `close`: no empty lines stand between the lines of a column; `narrow`: characters
    of a headline from which on it may be set in two lines, 0 where it never is."""
    rows: list[_Row] = []
    whole = narrow > 0 and rng.random() < _WHOLE_LINES
    far = narrow > 0 and rng.random() < _FAR_APART
    for frame in frames:
        begin = len(rows)
        if frame.display:
            shown = list(frame.display)
            joined = style == "columns" or rng.random() < 0.2
            for number, line in enumerate(shown):
                cut = narrow and len(line) >= narrow and rng.random() < 0.4
                lines = _in_two(line, rng) if cut else [line]
                for part, text in enumerate(lines):
                    rows.append(_Row(text, gap=0 if part or (number and joined) else 1))
        width = frame.width or rng.randint(13, 20)
        resumed = frame.resumed
        paragraphs = list(frame.paragraphs)
        if len(paragraphs) > 2 and rng.random() < 0.1:
            again = rng.randrange(1, len(paragraphs) - 1)
            if not paragraphs[again].startswith("## "):
                paragraphs.insert(again, paragraphs[again])
        for number, paragraph in enumerate(paragraphs):
            if paragraph.startswith("## "):
                rows.append(_Row(paragraph if style == "markdown" else paragraph[3:]))
            elif whole and len(paragraph) <= 2 * width and not resumed:
                rows.append(_Row(paragraph, SINGLE, 0 if close and number else 1))
            elif style == "columns":
                lines = list(in_column(paragraph, width, rng, resumed))
                labels = [FIRST, *[INNER] * (len(lines) - 2), LAST] if len(lines) > 1 else [SINGLE]
                for line, label in zip(lines, labels, strict=True):
                    rows.append(_Row(line, label, 0 if close and (number or label in (INNER, LAST)) else 1))
                resumed = False
            elif len(paragraph) > 60 and rng.random() < 0.08:
                at = rng.randint(25, len(paragraph) - 15)
                rows += [_Row(paragraph[:at]), _Row(paragraph[at:])]
            else:
                rows.append(_Row(paragraph))
        if far and len(rows) > begin:
            rows[begin].gap = 2
    return rows


def _in_two(headline: str, rng: random.Random) -> list[str]:
    """A headline in two lines: cut at a space, or anywhere near its middle."""
    middle = len(headline) // 2
    at = headline.find(" ", middle - 4, middle + 5)
    at = at if at > 0 else middle + rng.randint(-2, 2)
    return [headline[:at], headline[at:].lstrip()]


def in_column(paragraph: str, width: int, rng: random.Random, resumed: bool = False) -> Iterable[str]:
    """The lines of a column: the first indented (its blanks lost) but where it is `resumed`, some
    letter-spaced, digits set apart."""
    for line in _lines(paragraph, width, resumed):
        if rng.random() < 0.2 and " " not in line and not re.search("[A-Za-z0-9]{2}", line):
            yield " ".join(line)
        else:
            yield re.sub(r"(?<=[\u4e00-\u9fff])(\d[\d.%]*)(?=[\u4e00-\u9fff])", r" \1 ", line)


def _lines(paragraph: str, width: int, resumed: bool = False) -> list[str]:
    lines = []
    room = 2 * width - (0 if resumed else 4)
    line = ""
    for char in paragraph:
        size = 1 if char.isascii() else 2
        if room < size and char not in "，。、；：？！”）》":
            lines.append(line)
            line, room = "", 2 * width
        line += char
        room -= size
    lines.append(line)
    return lines


ARTICLES = _own()


def key(text: str) -> str:
    """A text as compared: without spaces and punctuation."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text))


def score(truths: list[Truth], articles: Iterable[Article]) -> dict[str, tuple[int, int, int]]:
    """How many articles (both ends within 80 characters), headlines, bylines: matched, predicted, true."""
    read = list(articles)
    bodies = [key(a.text[a.body[0] : a.body[1]]) for a in read]
    exact: set[int] = set()
    headlines = shown = told = right = said = known = 0
    for truth in truths:
        first, last = key(truth.first)[:14], key(truth.last)[-12:]
        best = 0, -1
        for number, body in enumerate(bodies):
            i, j = body.find(first), body.rfind(last)
            points = (i >= 0) + (j >= 0)
            if points == 2 and 0 <= i <= 80 and len(body) - j - len(last) <= 80:
                points = 3
            best = max(best, (points, -number))
        found = read[-best[1]] if best[0] else None
        if best[0] == 3:
            exact.add(-best[1])
        if truth.headline:
            told += 1
            if found is not None:
                shown += found.headline is not None
                admitted = {key(line) for line in (truth.headline, *truth.others)}
                headlines += found.headline is not None and key(found.headline) in admitted
        names = set() if found is None else {*found.reporters, *found.correspondents, *found.photographers}
        right += len(names & truth.names)
        said += len(names)
        known += len(truth.names)
    return {
        "articles": (len(exact), len(read), len(truths)),
        "headlines": (headlines, shown, told),
        "bylines": (right, said, known),
    }


def f1(counts: tuple[int, int, int]) -> float:
    matched, predicted, true = counts
    return 2 * matched / (predicted + true) if predicted + true else 1.0
