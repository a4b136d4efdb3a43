"""Pages of newspapers in PDF, with the truth known: columns, boxes, pictures, double and turned pages."""

import io
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.model import Article, NewskgError, Page, Settings
from kg.reading.flat import from_text
from kg.reading.pdf import from_pdf

from . import fonts, newspaper, simulator

EACH = 30  # pages of each style
FILE = Path("page.pdf")


def read(data: bytes) -> Page:
    return from_pdf(data, FILE, Settings())


def flattened(data: bytes) -> Page:
    """The page as what its text is without the places of its characters."""
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return from_text(text, "utf-8", FILE, Settings())


def scored(
    reader: Callable[[bytes], Page], pages: list[tuple[bytes, list[simulator.Truth]]]
) -> dict[str, float]:
    totals: dict[str, Counter[int]] = {}
    for data, truths in pages:
        for part, counts in simulator.score(truths, reader(data).articles).items():
            totals.setdefault(part, Counter()).update(dict(enumerate(counts)))
    return {part: simulator.f1((n[0], n[1], n[2])) for part, n in totals.items()}


@pytest.mark.parametrize("style", newspaper.STYLES)
def test_pages_in_columns_are_read_and_better_than_their_flattened_text(style: str) -> None:
    pages = [newspaper.simulate(seed, style) for seed in range(EACH)]
    f1, flat = scored(read, pages), scored(flattened, pages)
    print(style, f1, "flattened", flat)
    assert f1["articles"] >= 0.95, f1
    assert f1["headlines"] >= 0.95, f1
    assert f1["bylines"] >= 0.93, f1
    for part in ("articles", "headlines"):
        assert f1[part] > flat[part] + 0.1, (part, f1[part], flat[part])


def test_pages_with_a_font_of_debian_embedded() -> None:
    if not fonts.NOTO.exists():
        pytest.skip(f"no Chinese font at {fonts.NOTO}; install fonts-noto-cjk")
    styles = ("split", "photo", "turned")
    plain = [flattened(newspaper.simulate(50, style)[0]).text for style in styles]
    fonts.register("Noto", "".join(plain) + " 0123456789")
    f1 = scored(read, [newspaper.simulate(50, style, "Noto") for style in styles])
    assert f1["articles"] >= 0.93, f1
    assert f1["headlines"] >= 0.93, f1
    assert f1["bylines"] >= 0.93, f1


def test_offsets_lead_to_the_text_that_was_put_together() -> None:
    page = read(newspaper.simulate(3, "mosaic")[0])
    for article in page.articles:
        assert all(p < 0 or page.text[p] == c for c, p in zip(article.text, article.source, strict=True))


def canvas() -> tuple[Canvas, io.BytesIO]:
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    return Canvas(out, pagesize=(600, 500)), out


OTHER = (
    "　　本报讯（记者 谭 越）昨天，澄江大桥主跨合龙，",
    "两岸相距只剩一步。",
    "　　项目部说，桥面铺装将在雨季到来以前完成。",
)
STORY = (
    "　　本报讯（记者 柳 青）今天，南洲县三十万亩早",
    "稻全部插完，比去年早了五天。",
    "　　县农业农村局介绍，机插的比例超过了八成，人",
    "工插秧只剩山坡上的小块田。",
)


def body(article: Article) -> str:
    return article.text[article.body[0] :]


def story(drawn: Canvas, lines: tuple[str, ...] = STORY, x: float = 60) -> None:
    drawn.setFont("STSong-Light", 10)
    for number, line in enumerate(lines):
        drawn.drawString(x, 400 - 14 * number, line)


def one_story(heading: Callable[[Canvas], None]) -> Article:
    drawn, out = canvas()
    story(drawn)
    heading(drawn)
    drawn.save()
    (article,) = read(out.getvalue()).articles
    assert body(article) == (
        "今天，南洲县三十万亩早稻全部插完，比去年早了五天。\n"
        "县农业农村局介绍，机插的比例超过了八成，人工插秧只剩山坡上的小块田。"
    )
    assert article.reporters == ("柳青",)
    return article


def test_type_printed_over_itself_is_read_once() -> None:
    def bold(drawn: Canvas) -> None:
        drawn.setFont("STSong-Light", 24)
        for shift in (0, 0.4, 0.8):
            drawn.drawString(60 + shift, 440, "早稻插完")

    assert one_story(bold).headline == "早稻插完"


def test_a_headline_spaced_out_character_by_character() -> None:
    def wide(drawn: Canvas) -> None:
        drawn.setFont("STSong-Light", 24)
        for number, char in enumerate("早稻全部插完"):
            drawn.drawString(60 + 60 * number, 440, char)

    assert one_story(wide).headline == "早稻全部插完"


def test_a_headline_scaled_by_the_page_and_not_by_its_font() -> None:
    def scaled(drawn: Canvas) -> None:
        drawn.saveState()
        drawn.scale(24, 24)
        drawn.setFont("STSong-Light", 1)
        drawn.drawString(60 / 24, 440 / 24, "早稻插完")
        drawn.restoreState()

    assert one_story(scaled).headline == "早稻插完"


def test_a_vertical_headline() -> None:
    def vertical(drawn: Canvas) -> None:
        drawn.setFont("STSong-Light", 24)
        for number, char in enumerate("早稻全部插完"):
            drawn.drawString(20, 430 - 26 * number, char)

    assert one_story(vertical).headline == "早稻全部插完"


def test_what_is_printed_up_the_margin_does_not_disturb() -> None:
    drawn, out = canvas()
    story(drawn)
    drawn.setFont("STSong-Light", 24)
    drawn.drawString(60, 440, "早稻插完")
    drawn.setFont("STSong-Light", 8)
    drawn.translate(585, 100)
    drawn.rotate(90)
    drawn.drawString(0, 0, "责任编辑：丁一鸣")
    drawn.save()
    (article,) = read(out.getvalue()).articles
    assert article.headline == "早稻插完"
    assert article.reporters == ("柳青",)
    assert body(article).endswith("人工插秧只剩山坡上的小块田。")


def test_headlines_beside_each_other_stay_two() -> None:
    drawn, out = canvas()
    for x, lines, headline in ((40, STORY, "早稻全部插完"), (300, OTHER, "澄江大桥合龙")):
        story(drawn, lines, x)
        drawn.setFont("STSong-Light", 40)
        drawn.drawString(x, 440, headline)
    drawn.save()
    assert [article.headline for article in read(out.getvalue()).articles] == ["早稻全部插完", "澄江大桥合龙"]


def test_a_locked_pdf() -> None:
    out = io.BytesIO()
    drawn = Canvas(out, encrypt=StandardEncryption("secret", canPrint=0))
    drawn.drawString(100, 100, "locked")
    drawn.save()
    with pytest.raises(NewskgError, match=r"^page\.pdf: locked with a password; save the PDF without one$"):
        read(out.getvalue())


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9])
def test_a_part_of_a_pdf(share: float) -> None:
    data = newspaper.simulate(1, "box")[0]
    with pytest.raises(NewskgError, match=r"^page\.pdf[^\n]*$"):
        read(data[: math.ceil(share * len(data))])


def test_a_pdf_that_breaks_off_behind_its_text_is_told() -> None:
    data = newspaper.simulate(5, "furnished")[0]
    page = read(data[: data.rindex(b"startxref")])
    assert page.articles
    assert page.remarks == ("the PDF breaks off; get it again, some may be missing",)


@pytest.mark.parametrize("data", [b"", b"\n", b"%PDF-1.7\nnothing", b"\x89PNG\r\n"])
def test_no_pdf_at_all(data: bytes) -> None:
    with pytest.raises(NewskgError, match=r"^page\.pdf: (?:the file is empty|not a readable PDF)[^\n]*$"):
        read(data)
