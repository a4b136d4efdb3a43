"""Pages laid out by hand in the ways provincial papers are, and what they hold: the files in pages/.

A page is text as extraction would leave it, with three kinds of marks: "@columns 17" and "@lines" say how the
following paragraphs are set (in columns of that many ideographs; a paragraph a line; "@lines half" with
half-width punctuation), {{sn-003}} stands for the body of an article of the corpus, {{sn-003 1-2.40}} for a
part of it (paragraphs and characters), and below "====" each article of the page has a line: its identifier
in the corpus, or its first and last words; its headline, with other lines that may count as it behind "//";
its names; its kind, where it is stated.
"""

import random
import re
from pathlib import Path

from . import simulator
from .simulator import Truth

PAGES = sorted(Path(__file__).with_name("pages").glob("*.txt"))
_BODY = re.compile(r"\{\{(\S+?)(?: (\S+?)-(\S+?)|(?: (\d+)))?\}\}")
_HALF = str.maketrans("，；：？！（）", ",;:?!()")


def load(path: Path) -> tuple[str, list[Truth]]:
    """A page as extracted, and its articles."""
    page, _, answers = path.read_text("utf-8").partition("====\n")
    rng = random.Random(path.stem)
    width, half = 0, False
    out: list[str] = []
    for line in page.split("\n"):
        if line.startswith("@"):
            words = line[1:].split()
            width = int(words[1]) if words[0] == "columns" else 0
            half = words[-1] == "half"
            continue
        for paragraph in _BODY.sub(_text, line).split("\n"):
            if half:
                out.append(paragraph.translate(_HALF))
            elif width and (len(paragraph) > 2 * width or ("{{" in line and len(paragraph) > width)):
                out.append("\n\n".join(simulator.in_column(paragraph, width, rng)))
            else:
                out.append(paragraph)
            if "{{" in line and (paragraph is not line):
                out.append("")
    return "\n".join(out), [_truth(line, page) for line in answers.splitlines() if line]


def _paragraphs(name: str) -> list[str]:
    text = (simulator.CORPUS / f"{name}.txt").read_text("utf-8")
    head, _, rest = text.partition("\n\n")
    assert "split: test" not in head, f"{name} is kept for measuring"
    return simulator.plain(rest.partition("\n---\n")[0]).strip().split("\n")


def _text(match: re.Match[str]) -> str:
    whole = _paragraphs(match[1])
    if match[4]:
        return whole[int(match[4]) - 1]
    first, last = match[2] or "1", match[3] or "end"
    begin, _, skip = first.partition(".")
    until, _, stop = last.partition(".")
    end = len(whole) if until == "end" else int(until)
    chosen = whole[int(begin) - 1 : end]
    if stop:
        chosen[-1] = chosen[-1][: int(stop)]
    if skip:
        chosen[0] = chosen[0][int(skip) :]
    return "\n".join(chosen)


def _truth(line: str, page: str) -> Truth:
    what, headlines, names, *kinds = (field.strip() for field in line.split(" | "))
    headline, *others = headlines.split(" // ")
    if " .. " in what:
        first, last = what.split(" .. ")
    else:
        parts = [match for match in _BODY.finditer(page) if match[1] == what]
        first, last = _text(parts[0]).split("\n")[0], _text(parts[-1]).split("\n")[-1]
        if parts[0][2] and "." in parts[0][2]:
            parts.append(parts.pop(0))
            first, last = _text(parts[0]).split("\n")[0], _text(parts[-1]).split("\n")[-1]
    return Truth(
        first[:16],
        last[-14:],
        None if headline == "-" else headline,
        set(names.split()) - {"-"},
        *(kinds or [""]),
        others=tuple(others),
    )
