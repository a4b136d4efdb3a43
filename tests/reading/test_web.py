import io
import sys
from pathlib import Path

import pytest

from kg.model import Settings
from kg.reading import read

PAPER = """<html><head><title>南洲日报数字报-南洲早稻全部插完</title></head><body><p>第01版：要闻</p><div>
<h3>机插八成 补贴四百台</h3><h2>南洲早稻全部插完</h2><h3>——育秧中心增加到十一个</h3></div>
<div>2024-05-28 08:30 来源：南洲日报 点击：12</div><div class="content">
<p>　　本报讯（记者 柳 青）今天，南洲县三十万亩早稻全部插完，比去年早了五天。</p>
<p>　　县农业农村局介绍，机插的比例超过了八成，人工插秧只剩山坡上的小块田。</p></div></body></html>"""
PLAIN = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"/>
<title>{title}</title><meta name="publishdate" content="2024-05-28"/></head><body>
<div id="zoom">　　本报讯（记者 柳 青）今天，南洲县三十万亩早稻全部插完，比去年早了五天。<br/><br/>
　　县农业农村局介绍，机插的比例超过了八成，人工插秧只剩山坡上的小块田。</div></body></html>"""


def test_the_digital_edition_of_a_paper(tmp_path: Path) -> None:
    file = tmp_path / "page.htm"
    file.write_bytes(PAPER.encode("utf-16"))
    (article,) = read(file, Settings()).articles
    assert article.headline == "南洲早稻全部插完"
    assert article.kickers == ("机插八成 补贴四百台",)
    assert article.decks == ("——育秧中心增加到十一个",)
    assert article.paper == "南洲日报"
    assert article.reporters == ("柳青",)
    assert article.text.endswith("\n县农业农村局介绍，机插的比例超过了八成，人工插秧只剩山坡上的小块田。")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("南洲早稻插完_要闻_南洲新闻网", "南洲早稻插完"),
        ("南洲早稻插完-新闻频道-南洲网", "南洲早稻插完"),
        ("南洲日报-“3-2-1”行动启动", "“3-2-1”行动启动"),
        ("南洲早稻插完", "南洲早稻插完"),
    ],
)
def test_the_headline_without_the_names_of_site_and_channel(
    tmp_path: Path, title: str, headline: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(PLAIN.format(charset="utf-8", title=title), encoding="utf-8")
    (article,) = read(file, Settings()).articles
    assert article.headline == headline
    assert article.date == "2024-05-28"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030", "utf-8"])
def test_the_encoding_that_the_page_states(tmp_path: Path, charset: str) -> None:
    file = tmp_path / "page.html"
    encoding = "utf-8" if charset == "utf-8" else "gb18030"
    file.write_bytes(PLAIN.format(charset=charset, title="南洲早稻插完镕").encode(encoding))
    assert read(file, Settings()).articles[0].headline == "南洲早稻插完镕"


def test_a_page_that_states_the_wrong_encoding(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(PLAIN.format(charset="utf-8", title="南洲早稻插完").encode("gbk"))
    assert read(file, Settings()).articles[0].headline == "南洲早稻插完"


def test_a_web_page_is_known_whatever_its_file_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = PLAIN.format(charset="gb2312", title="南洲早稻插完").encode("gb18030")
    (tmp_path / "saved.txt").write_bytes(data)
    assert read(tmp_path / "saved.txt", Settings()).articles[0].reporters == ("柳青",)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert read(Path("-"), Settings()).articles[0].reporters == ("柳青",)


def test_the_day_a_page_states_comes_before_file_and_user_and_differences_are_told(tmp_path: Path) -> None:
    file = tmp_path / "2024-05-29.html"
    file.write_text(PLAIN.format(charset="utf-8", title="南洲早稻插完"), encoding="utf-8")
    page = read(file, Settings(date="2024-05-28"))
    assert page.date == "2024-05-28"
    assert page.remarks == (
        "the page's date says 2024-05-28, the file's name 2024-05-29: 2024-05-28 is taken",
    )
