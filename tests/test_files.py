import pytest

from kg import files
from kg.model import NewskgError


def test_a_file_is_replaced_as_a_whole(tmp_path):
    path = tmp_path / "a" / "图.txt"
    files.write_text(path, "一\n")
    files.write_text(path, "二\n")
    assert path.read_bytes() == "二\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["图.txt"]


def test_a_folder_is_replaced_when_the_block_ends_well(tmp_path):
    path = tmp_path / "site"
    for content in ("old", "new"):
        with files.replacing_folder(path) as fresh:
            (fresh / "index.html").write_text(content)
    assert (path / "index.html").read_text() == "new"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_folder_stays_where_the_block_fails(tmp_path):
    path = tmp_path / "site"
    with files.replacing_folder(path) as fresh:
        (fresh / "index.html").write_text("old")
    with pytest.raises(ZeroDivisionError), files.replacing_folder(path) as fresh:
        (fresh / "index.html").write_text("half")
        raise ZeroDivisionError
    assert (path / "index.html").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_a_place_that_is_a_file_is_named(tmp_path):
    (tmp_path / "outputs").write_text("")
    with pytest.raises(NewskgError, match=r"outputs: cannot write here .* --output"):
        files.require_writable(tmp_path / "outputs")
