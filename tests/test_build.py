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


def test_tails_are_headed_as_their_beginning_and_articles_without_a_headline_are_told(
    tmp_path: Path,
) -> None:
    front, back = tmp_path / "2024-03-02-01.txt", tmp_path / "2024-03-02-02.txt"
    front.write_text(
        "全民读书月今天开幕\n\n海滨日报3月1日讯（记者 苏 醒）今天，全民读书月活动在市图书馆开幕，"
        "将举办讲座四十场。（下转2版②）\n",
        encoding="utf-8",
    )
    back.write_text(
        "▲（上接1版②）市图书馆还把三十个流动书箱送到工地和渔村，读书月期间借书不限册数。\n\n"
        "海滨日报3月1日讯（记者 项羽白）昨天，钦州港三期码头投入运行，六台岸桥全部自动作业。\n",
        encoding="utf-8",
    )
    report = build([front, back], tmp_path / "out", Settings())
    graph = (tmp_path / "out" / "graph.ttl").read_text("utf-8")
    assert graph.count('schema:headline "全民读书月今天开幕"@zh') == 2
    assert (
        graph.count("苏醒")
        and "苏醒" not in graph[graph.index("id:art-2024-03-02-02-01") :].partition(" .")[0]
    )
    assert report.findings == ()
    assert any(
        "no headline for article 2024-03-02-02-02: 昨天，钦州港三期码头" in each for each in report.remarks
    )
