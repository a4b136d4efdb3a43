"""benchmarks/ner.py on sentences of our own."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

PEOPLE = ("邓石南", "郝春来", "欧阳雪", "柯明远", "茅以宁")
PLACES = ("云岭县", "青石镇", "白杨乡")


@pytest.fixture(scope="module")
def ner() -> ModuleType:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is needed for training alone")
    path = Path(__file__).parents[2] / "benchmarks" / "ner.py"
    spec = importlib.util.spec_from_file_location("ner", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["ner"] = module
    spec.loader.exec_module(module)
    return module


def sentences() -> list[tuple[str, str, str]]:
    return [(f"{person}昨天来到{place}，看望乡亲。", person, place) for person in PEOPLE for place in PLACES]


def test_both_sets_are_trained_on_and_judged(
    ner: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder, parts in (
        ("cluener2020", ("train.json", "dev.json")),
        ("msra", ("train.jsonl", "test.jsonl")),
    ):
        (tmp_path / folder).mkdir()
        for part in parts:
            lines = []
            for text, person, place in sentences():
                a, b = text.index(person), text.index(place)
                if folder == "msra":
                    ents = [[a, a + len(person), "PER"], [b, b + len(place), "LOC"]]
                    lines.append({"text": text, "ents": ents})
                else:
                    label = {
                        "name": {person: [[a, a + len(person) - 1]]},
                        "address": {place: [[b, b + len(place) - 1]]},
                    }
                    lines.append({"text": text, "label": label})
            rows = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            (tmp_path / folder / part).write_text(rows, encoding="utf-8")
    assert ner.main([str(tmp_path), "--iterations", "20"]) == 0
    printed = capsys.readouterr().out
    assert "cluener: trained on 15 sentences" in printed and "msra: trained on 15 sentences" in printed
    assert printed.count("reached") == 2 and "address" in printed


def test_no_folder_says_what_to_do(
    ner: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("NEWSKG_NER", raising=False)
    assert ner.main([]) == 2
    assert "NEWSKG_NER" in capsys.readouterr().err
