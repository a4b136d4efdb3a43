from pathlib import Path

import pytest

from kg.model import Damage, NewskgError, Settings
from kg.reading import read
from kg.reading.decoding import decode

TEXT = "春灌开始\n\n本报讯（记者 谭 越）灌区昨天开闸放水，百万亩麦田喝上返青水，水位比去年高出两成。\n"
PRINTED = "春灌開始\n\n本報訊（記者 譚 越）灌區昨天開閘放水，百萬畝麥田喝上返青水，水位比去年高出兩成。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-8"),
        (TEXT, "utf-8-sig"),
        (TEXT, "utf-16"),
        (TEXT, "utf-16-le"),
        (TEXT, "utf-16-be"),
        (TEXT, "utf-32"),
        (TEXT, "gb18030"),
        (TEXT, "gbk"),
        (PRINTED, "gbk"),
        (PRINTED, "big5"),
        (PRINTED, "utf-8"),
    ],
)
def test_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "page.txt")[0] == text


def test_a_few_broken_bytes_are_left_out_and_told(tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    for encoding in ("utf-8", "gb18030"):
        file.write_bytes(TEXT.encode(encoding).replace("麦田".encode(encoding), b"\xff\xff", 1))
        page = read(file, Settings())
        assert "百万亩喝上返青水" in page.articles[0].text
        assert [each.lines for each in page.repairs if each.kind is Damage.BROKEN] == [(3,)]


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "a binary file"),
        (bytes(range(128, 256)) * 4, "neither UTF-8 nor UTF-16 nor GB18030 nor Big5"),
        (b"\xff\xfe\x00\xd8\x00", "neither UTF-8 nor UTF-16 nor GB18030 nor Big5"),
    ],
)
def test_what_is_no_text(data: bytes, complaint: str) -> None:
    with pytest.raises(NewskgError, match=f"^page.txt: {complaint}[^\n]*$"):
        decode(data, "page.txt")
