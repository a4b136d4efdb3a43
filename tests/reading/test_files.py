from pathlib import Path

import pytest

from kg.model import NewskgError
from kg.reading import find
from kg.reading.files import page_id


def test_files_folders_and_globs_each_page_once_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "deep/c.markdown", "deep/.hidden.txt", "deep/note.log", ".git/x.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x", encoding="utf-8")
    everything = [tmp_path / "a.md", tmp_path / "b.txt", tmp_path / "deep/c.markdown"]
    assert find([tmp_path]) == everything
    assert find([tmp_path / "b.txt", str(tmp_path), tmp_path / "b.txt"]) == everything
    assert find([str(tmp_path / "**" / "*.m*")]) == [tmp_path / "a.md", tmp_path / "deep/c.markdown"]
    assert find([tmp_path / "deep/note.log"]) == [tmp_path / "deep/note.log"]
    assert find(["-"]) == [Path("-")]


def test_what_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(NewskgError, match="no such file"):
        find([tmp_path / "absent.txt"])
    with pytest.raises(NewskgError, match="no page in this folder"):
        find([tmp_path])


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("湖南日报 2024-05-28（3版）.txt", "湖南日报-2024-05-28-3版"),
        ("a.b_c.md", "a-b_c"),
        ("（）.txt", "page"),
    ],
)
def test_identifiers(name: str, identifier: str) -> None:
    assert page_id(Path(name)) == identifier
