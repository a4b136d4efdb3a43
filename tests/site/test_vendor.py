"""What is taken from others is there unchanged, with its licence."""

import gzip
import tomllib
from hashlib import sha256
from importlib import resources
from pathlib import Path

VENDOR = Path(str(resources.files("kg.site").joinpath("vendor")))
MANIFEST = tomllib.loads((VENDOR / "MANIFEST.toml").read_text(encoding="utf-8"))


def test_every_file_is_the_one_that_the_manifest_names() -> None:
    for name, row in MANIFEST.items():
        content = (VENDOR / name).read_bytes()
        content = gzip.decompress(content) if name.endswith(".gz") else content
        assert sha256(content).hexdigest() == row["sha256"], name
        assert row["version"] and row["source"]


def test_every_file_is_in_the_manifest_and_has_a_licence_beside_it() -> None:
    licences = set(VENDOR.rglob("LICENSE*.txt"))
    code = {path for path in VENDOR.rglob("*") if path.is_file()} - licences - {VENDOR / "MANIFEST.toml"}
    assert {path.relative_to(VENDOR).as_posix() for path in code} == set(MANIFEST)
    for path in code:
        texts = [licence.read_text(encoding="utf-8") for licence in licences if licence.parent == path.parent]
        assert any("Permission is hereby granted" in text or "Apache License" in text for text in texts), path
