import io
import json
import sys
from pathlib import Path

import pytest

from kg.model import Article, NewskgError, Settings
from kg.reading import read

RECORD = {"headline": "春灌开始", "text": "本报讯（记者 谭 越）灌区昨天开闸放水，麦田喝上返青水。"}


def body(article: Article) -> str:
    return article.text[article.body[0] :]


def write(file: Path, *records: dict[str, object]) -> Path:
    file.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in records), encoding="utf-8")
    return file


def test_an_array_of_json(tmp_path: Path) -> None:
    records = [
        {"headline": "春灌开始", "text": ["灌区昨天开闸放水，麦田喝上返青水。", "水位高出往年两成。"]},
        RECORD | {"source": "海滨日报"},
    ]
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    water, more = read(file, Settings()).articles
    assert body(water) == "灌区昨天开闸放水，麦田喝上返青水。\n水位高出往年两成。"
    assert more.paper == "海滨日报"  # which calls itself 本报
    file.write_text('[{"text": "灌区昨天开闸放水。"},\n {"text": }]', encoding="utf-8")
    with pytest.raises(NewskgError, match=r"feed\.json, line 2: not JSON"):
        read(file, Settings())


def test_tags_of_html(tmp_path: Path) -> None:
    text = "<p>（记者 谭 越）灌区&nbsp;今天又开两闸。</p><p>下游明天见水。</p>"
    (article,) = read(write(tmp_path / "a.jsonl", {"text": text}), Settings()).articles
    assert article.text.endswith("灌区今天又开两闸。\n下游明天见水。")


@pytest.mark.parametrize(
    "day", ["2024-05-08", "2024/5/8", "20240508", "2024年5月8日", "2024-05-08T09:30:00+08:00"]
)
def test_days_as_records_write_them(tmp_path: Path, day: str) -> None:
    page = read(write(tmp_path / "a.jsonl", RECORD | {"date": day}), Settings(date="2024-06-01"))
    assert page.articles[0].date == page.date == "2024-05-08"
    assert page.remarks == (
        "line 1: the page's date says 2024-05-08, --date 2024-06-01: 2024-05-08 is taken",
    )


def test_records_without_a_day_take_that_of_the_file(tmp_path: Path) -> None:
    assert read(write(tmp_path / "2024-05-08.jsonl", RECORD), Settings()).articles[0].date == "2024-05-08"


@pytest.mark.parametrize(
    ("record", "complaint"),
    [
        ({"text": "灌区昨天开闸。", "date": "昨天"}, "昨天: this is no day"),
        ({"text": {"a": 1}}, "the field text is no text"),
        ({"text": "灌区昨天开闸。", "title": [1]}, "the field title is no text"),
        ({"headline": "春灌开始"}, "the record has no text"),
    ],
)
def test_fields_that_are_not_what_they_should_be(
    tmp_path: Path, record: dict[str, object], complaint: str
) -> None:
    with pytest.raises(NewskgError, match=f"feed.jsonl, line 2: {complaint}[^\n]*$"):
        read(write(tmp_path / "feed.jsonl", RECORD, record), Settings())


def test_half_a_surrogate_pair_and_a_line_separator(tmp_path: Path) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text('{"text": "灌区昨天开\\ud83d闸放水。\u2028下游明天见水。"}\n', encoding="utf-8")
    page = read(file, Settings())
    assert body(page.articles[0]).replace("\n", "") == "灌区昨天开闸放水。下游明天见水。"
    page.text.encode("utf-8")


def test_repairs_name_the_lines_of_the_file(tmp_path: Path) -> None:
    page = read(write(tmp_path / "a.jsonl", RECORD, {"text": "灌区⼈民５天前开闸。"}), Settings())
    assert {(str(each.kind), each.count, each.lines) for each in page.repairs} == {
        ("radical", 1, (2,)),
        ("full-width character", 1, (2,)),
    }


def test_a_record_without_running_text_is_told(tmp_path: Path) -> None:
    page = read(write(tmp_path / "a.jsonl", RECORD, {"text": "03版"}), Settings())
    assert len(page.articles) == 1
    assert page.remarks == ("line 2: no running text in this record",)


def test_records_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps(RECORD, ensure_ascii=False).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert read(Path("-"), Settings()).articles[0].headline == "春灌开始"
