"""Pages in traditional characters are read like others and stay as printed."""

from pathlib import Path

from kg.model import Settings
from kg.reading.flat import from_text
from kg.reading.traditional import folded

PAGE = """海峽兩岸茶會在安溪舉行

本報安溪5月6日訊（記者 陳曉東 通訊員 蘇 畫）昨天，海峽兩岸茶葉交流會在安溪縣舉行，一百二十家茶企參加。

「茶是共同的語言。」臺灣茶農協會負責人說，今後每年都來。

龍岩新開兩條公交線路

本報訊（記者 賴 華）龍岩市昨起開通兩條公交線路，學生可以直達學校。
"""


def test_datelines_and_bylines_are_found_and_stay_as_printed() -> None:
    tea, bus = from_text(PAGE, "utf-8", Path("page.txt"), Settings()).articles
    assert tea.headline == "海峽兩岸茶會在安溪舉行"
    assert tea.dateline == "本報安溪5月6日訊"
    assert tea.place == "安溪"
    assert (tea.reporters, tea.correspondents) == (("陳曉東",), ("蘇畫",))
    assert tea.text[tea.body[0] :].startswith("昨天，海峽兩岸茶葉交流會")
    assert bus.headline == "龍岩新開兩條公交線路"
    assert bus.reporters == ("賴華",)


def test_every_character_leads_back_to_the_page() -> None:
    for article in from_text(PAGE, "utf-8", Path("page.txt"), Settings()).articles:
        pairs = zip(article.text, article.source, strict=True)
        assert all(at < 0 or PAGE[at] == char for char, at in pairs)


def test_a_page_in_simplified_characters_is_left_alone() -> None:
    page = "本报讯（记者 于 后）昨天"
    assert folded(page) is page
