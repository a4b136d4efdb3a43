"""What is taken from others is there unchanged, with its licence."""

import tomllib
from hashlib import sha256
from importlib import resources
from pathlib import Path

VENDOR = Path(str(resources.files("kg.server").joinpath("vendor")))
MANIFEST = tomllib.loads((VENDOR / "MANIFEST.toml").read_text(encoding="utf-8"))


def test_every_file_is_the_one_that_the_manifest_names() -> None:
    for name, row in MANIFEST.items():
        assert sha256((VENDOR / name).read_bytes()).hexdigest() == row["sha256"], name
        assert row["version"] and row["source"] and row["licence"]


def test_every_file_is_in_the_manifest_and_has_a_licence_beside_it() -> None:
    licences = set(VENDOR.rglob("LICENSE*.txt"))
    code = {path for path in VENDOR.rglob("*") if path.is_file()} - licences - {VENDOR / "MANIFEST.toml"}
    assert {path.relative_to(VENDOR).as_posix() for path in code} == set(MANIFEST)
    for path in code:
        text = "".join(licence.read_text("utf-8") for licence in licences if licence.parent == path.parent)
        assert "Permission is hereby granted" in text
        for bundled in ("codemirror", "jquery", "datatables.net", "dompurify", "n3", "lodash-es"):
            assert f"\n{bundled} " in text
