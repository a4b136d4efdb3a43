"""From what a user names (files, folders, globs) to a sorted list of pages to read."""

import glob
import re
from collections.abc import Sequence
from pathlib import Path

from kg.model import NewskgError

TEXT_SUFFIXES = (".txt", ".text", ".md", ".markdown")
HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
LINES_SUFFIXES = (".jsonl", ".ndjson")
RECORD_SUFFIXES = (*LINES_SUFFIXES, ".json")
PDF_SUFFIXES = (".pdf",)
# In folders: a .json beside pages may be anything, and is read where it is named.
SUFFIXES = TEXT_SUFFIXES + HTML_SUFFIXES + LINES_SUFFIXES + PDF_SUFFIXES
STANDARD_INPUT = Path("-")

_NOT_IN_ID = re.compile(r"[^0-9A-Za-z_\-\u3400-\u9fff\U00020000-\U0003ffff]+")


def find(paths: Sequence[str | Path]) -> list[Path]:
    """The files that `paths` name, sorted, each once.

    A path is a file (whatever its suffix), a folder (searched to any depth for the supported suffixes, hidden
    files left out), a glob, or "-" for standard input. Raises NewskgError for what does not exist and for a
    folder without a page.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _named_by(path):
            found.setdefault(file if file == STANDARD_INPUT else file.resolve(), file)
    return sorted(found.values())


def page_id(path: Path) -> str:
    """The page's name in identifiers: the stem of the file, with only letters, digits, CJK, "-" and "_"."""
    if path == STANDARD_INPUT:
        return "stdin"
    return _NOT_IN_ID.sub("-", path.stem).strip("-") or "page"


def _named_by(path: str | Path) -> list[Path]:
    place = Path(path)
    if place == STANDARD_INPUT or place.is_file():
        return [place]
    if place.is_dir():
        return _in_folder(place)
    matches = [Path(name) for name in glob.glob(str(path), recursive=True)]  # noqa: PTH207 (absolute patterns)
    if not matches:
        raise NewskgError(f"{path}: there is no such file or folder; check the path")
    found = [file for match in matches if match.is_file() for file in [match]]
    for match in matches:
        if match.is_dir():
            found.extend(_in_folder(match))
    return found


def _in_folder(folder: Path) -> list[Path]:
    found = [
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in SUFFIXES
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    ]
    if not found:
        raise NewskgError(f"{folder}: no page in this folder; supported are {' '.join(SUFFIXES)}")
    return found
