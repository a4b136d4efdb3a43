"""What a build writes beside the graph: what was repaired, and what does not agree."""

import csv
import json
from pathlib import Path

from kg.build import build
from kg.model import Settings

PAGE = (
    "⼈⺠医院新楼启用\n\n本报讯（记者 柳青）今 天 ，宁川市人⺠医院５号楼启用。\n\n"
    "门诊\ue123楼也同日开放，群众看病更加方便，医院还新添了检查设备。\n"
)


def test_repairs_are_counted_in_the_report_and_listed_in_full(tmp_path: Path) -> None:
    page = tmp_path / "2024-05-28.txt"
    page.write_text(PAGE, encoding="utf-8")
    report = build([page], tmp_path / "out", Settings())
    assert report.repaired == {
        "radical": 3,
        "stray space": 2,
        "full-width character": 1,
        "private-use character": 1,
    }
    with (tmp_path / "out" / "repairs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [
        ["file", "damage", "count", "lines"],
        [str(page), "full-width character", "1", "3"],
        [str(page), "private-use character", "1", "5"],
        [str(page), "radical", "3", "1 3"],
        [str(page), "stray space", "2", "3"],
    ]
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["repaired"] == report.repaired
