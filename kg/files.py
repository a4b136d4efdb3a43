"""Writing that never leaves half a file: everything is made beside its place and then moved there."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.model import NewskgError


def write_text(path: Path, text: str) -> None:
    """Replace the file at `path` by `text` in UTF-8, with "\\n" as line end on every system."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace the file at `path` by `data`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """A fresh folder to fill, that takes the place of the folder at `path` when the block ends well.

    Where the block raises, what stood at `path` stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    fresh.chmod(0o755)
    try:
        yield fresh
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    put_folder(fresh, path)


def put_folder(fresh: Path, path: Path) -> None:
    """Move the folder `fresh` to `path`, in place of the folder that stands there."""
    old = None
    if path.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{path.name}-old-", dir=path.parent)) / path.name
        path.rename(old)
    fresh.rename(path)
    if old:
        shutil.rmtree(old.parent, ignore_errors=True)


def is_being_replaced(path: Path) -> bool:
    """Whether a folder stands beside `path` that is to take its place, or that gave it up."""
    return any(path.parent.glob(f".{path.name}-*"))


def require_writable(folder: Path) -> None:
    """Make `folder` where it is missing. Raises NewskgError where nothing can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise NewskgError(
            f"{folder}: cannot write here ({error.strerror}); choose another folder with --output"
        ) from error
