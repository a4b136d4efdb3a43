"""Web pages, JSON Lines, PDF and standard input."""

import io
import json
import sys
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A3
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.model import Article, ArticleKind, NewskgError, Settings
from kg.reading import read

HTML = """<!DOCTYPE html><html><head><meta charset="{charset}">
<title>大熊猫国家公园新增巡护步道_山城新闻网</title></head>
<body><nav><a href="/">首页</a> <a href="/news">新闻</a></nav>
<article><h1>大熊猫国家公园新增巡护步道</h1>
<p>本报雅安6月12日讯（记者 罗启航）今天，大熊猫国家公园雅安片区四十公里巡护步道完工，
沿途设有十二座保护站。</p>
<p>管理分局介绍，巡护员过去走完一圈要四天，现在两天就够了，红外相机的数据也能当天传回。</p>
<p>今年以来，片区内已经四次拍到大熊猫幼崽活动的画面，种群数量稳中有升。</p></article>
<footer>版权所有 未经许可不得转载</footer></body></html>"""


def body(article: Article) -> str:
    return article.text[article.body[0] : article.body[1]]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_web_page(tmp_path: Path, charset: str) -> None:
    file = tmp_path / "panda.html"
    file.write_bytes(HTML.format(charset=charset).encode(charset))
    page = read(file, Settings(date="2024-06-13"))
    (article,) = page.articles
    assert article.headline == "大熊猫国家公园新增巡护步道"
    assert article.reporters == ("罗启航",)
    assert article.date == "2024-06-12"
    assert body(article).startswith("今天，大熊猫国家公园雅安片区四十公里巡护步道完工，沿途")
    assert body(article).endswith("种群数量稳中有升。")
    assert "版权" not in page.text


def test_a_web_page_without_an_article(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text("<html><body><nav><a href='/'>首页</a></nav></body></html>", encoding="utf-8")
    with pytest.raises(NewskgError, match="no article in this web page"):
        read(file, Settings())


def test_json_lines(tmp_path: Path) -> None:
    records = [
        {
            "headline": "三条公交线路延伸到机场",
            "text": "本报讯（记者 柳 青）明天起，三条公交线路延伸到机场。\n首班车清晨五点发车。",
            "date": "2024-03-02",
            "source": "海滨日报",
        },
        {"title": "春灌开始", "content": "（记者 谭 越）灌区昨天开闸放水，百万亩麦田喝上返青水。"},
    ]
    file = tmp_path / "feed.jsonl"
    file.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    page = read(file, Settings())
    bus, water = page.articles
    assert (bus.id, water.id) == ("feed-01", "feed-02")
    assert (bus.headline, bus.date, bus.reporters) == ("三条公交线路延伸到机场", "2024-03-02", ("柳青",))
    assert body(bus) == "明天起，三条公交线路延伸到机场。\n首班车清晨五点发车。"
    assert water.headline == "春灌开始"
    for article in page.articles:
        assert all(p == -1 or page.text[p] == c for c, p in zip(article.text, article.source, strict=True))


@pytest.mark.parametrize(
    ("line", "complaint"), [("{", "not JSON"), ("[1]", "not a JSON object"), ('{"headline": "x"}', "no text")]
)
def test_broken_records_are_named_by_line(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "feed.jsonl"
    file.write_text('{"text": "灌区昨天开闸放水，麦田喝上返青水。"}\n' + line, encoding="utf-8")
    with pytest.raises(NewskgError, match=f"line 2: .*{complaint}"):
        read(file, Settings())


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "春灌开始\n\n本报讯（记者 谭 越）灌区昨天开闸放水，百万亩麦田喝上返青水。\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    page = read(Path("-"), Settings())
    assert page.id == "stdin"
    assert page.articles[0].headline == "春灌开始"


COTTON = (
    "本报库尔勒9月3日讯（记者 柳青）今天，尉犁县的采棉机开进棉田，一百二十万亩棉花进入采收期。",
    "种植户说，采棉机一天能采三百亩，抵得上一千个人手工采摘，棉花落地损失不到百分之三。",
    "县农业农村局预计，采收将持续到十月下旬，每亩籽棉产量比去年增加二十公斤。",
)
METRO = (
    "本报郑州9月3日讯（记者 谭越）今天，地铁十号线二期全线洞通，工程转入铺轨阶段。",
    "项目部介绍，盾构机下穿黄河故道时，地表沉降控制在三毫米以内，沿线居民几乎没有感觉。",
    "十号线二期全长三十一公里，设站二十座，通车后西部新城到高铁站只要四十分钟。",
)


def columns(paragraphs: tuple[str, ...], width: int, count: int) -> list[list[str]]:
    """The paragraphs set in lines of `width` characters, in `count` columns."""
    lines = []
    for paragraph in paragraphs:
        text = "　　" + paragraph
        lines += [text[i : i + width] for i in range(0, len(text), width)]
    height = -(-len(lines) // count)
    return [lines[i : i + height] for i in range(0, len(lines), height)]


def set_page(file: Path) -> None:
    """Two articles in columns, the lower one and all running text drawn first."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(file), pagesize=A3)
    for top, paragraphs, count in ((560, METRO, 2), (1080, COTTON, 3)):
        for number, lines in reversed(list(enumerate(columns(paragraphs, 18, count)))):
            text = canvas.beginText(60 + number * 210, top)
            text.setFont("STSong-Light", 10, leading=14)
            for line in lines:
                text.textLine(line)
            canvas.drawText(text)
    for top, line, size in (
        (600, "地铁十号线二期洞通", 28),
        (1120, "百万亩棉田开镰", 28),
        (1150, "采棉机一天抵千人", 14),
    ):
        canvas.setFont("STSong-Light", size)
        canvas.drawString(60, top, line)
    canvas.save()


def test_a_pdf_page_in_columns(tmp_path: Path) -> None:
    file = tmp_path / "2024-09-04_03.pdf"
    set_page(file)
    cotton, metro = read(file, Settings()).articles
    assert cotton.headline == "百万亩棉田开镰"
    assert cotton.kickers == ("采棉机一天抵千人",)
    assert cotton.reporters == ("柳青",)
    assert cotton.date == "2024-09-03"
    assert body(cotton).replace("\n", "") == "".join(COTTON).partition("）")[2]
    assert body(cotton).count("\n") == 2
    assert metro.headline == "地铁十号线二期洞通"
    assert body(metro).replace("\n", "") == "".join(METRO).partition("）")[2]
    assert metro.kind is ArticleKind.NEWS


def test_a_pdf_without_text(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    canvas = Canvas(str(file), pagesize=A3)
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()
    with pytest.raises(NewskgError, match="scanned PDF without text; run OCR"):
        read(file, Settings())


def test_a_broken_pdf(tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(NewskgError, match="not a readable PDF"):
        read(file, Settings())
