"""One page from a file: decoded, mended, cut into its articles."""

import sys
from pathlib import Path

from kg.model import NewskgError, Page, Settings
from kg.reading import assembly, dates, decoding, grouping, headlines, layout, parts, repair
from kg.reading.cohesion import PageModel
from kg.reading.files import STANDARD_INPUT, page_id
from kg.reading.parts import Role


def read(path: Path, settings: Settings) -> Page:
    """The page in the file at `path` ("-": standard input).

    Raises NewskgError, in one line with the remedy, for a file that cannot be read, is empty or binary, is in
    no known encoding, or has no article in it.
    """
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except OSError as error:
        raise NewskgError(
            f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        ) from error
    text, encoding = decoding.decode(data, str(path))
    return from_text(text, encoding, path, settings)


def from_text(text: str, encoding: str, path: Path, settings: Settings) -> Page:
    """The page that `text` is, as read from the file at `path`."""
    page = repair.mend(text)
    clean = repair.unspaced(page)
    found = parts.parts(layout.blocks(clean, page), page)
    bodies, gaps = grouping.bodies_and_gaps(found)
    if not bodies:
        raise NewskgError(f"{path}: no article on this page; check that it holds running text")
    titles = [part for part in found if part.role is Role.TITLE]
    model = PageModel([part.text for part in (*bodies, *titles)])
    pieces = grouping.pieces(bodies, gaps, model, clean.text)
    lines = headlines.units(gaps, len(bodies))
    headed, left = headlines.head(pieces, bodies, gaps, lines, model)
    furniture = [part for part in found if part.role is Role.FURNITURE and part.text]
    issue = dates.of_issue((part.text for part in furniture), page, path.stem, settings.date)
    name = page_id(path)
    articles = tuple(
        assembly.article(each, bodies, number, name, page, issue) for number, each in enumerate(headed, 1)
    )
    leftovers = tuple(part.text for part in sorted((*left, *furniture), key=lambda part: part.at))
    return Page(name, str(path), encoding, text, articles, leftovers, issue)
