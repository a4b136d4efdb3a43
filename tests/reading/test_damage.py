"""Damage is undone as if it had never been, and the log says what, how often and where."""

import random
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Damage, Page, Settings
from kg.reading import repair
from kg.reading.flat import from_text

from . import simulator

RADICALS = {repair.mend(chr(code)): chr(code) for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6))}
WIDE = {chr(code - 0xFEE0): chr(code) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
LOST = {
    Damage.CONTROL: "\x01\x08\x1b\x9d",
    Damage.INVISIBLE: "\u200b\ufeff\xad\u2060\ufe0f\u202e",
    Damage.PRIVATE: "\ue000\ue5d2\uf8ff\U000f0001\U0010fffd",
    Damage.BROKEN: "\ufffd\ufffc",
}


def read(text: str) -> Page:
    return from_text(text, "utf-8", Path("page.txt"), Settings())


def log(page: Page) -> dict[Damage, tuple[int, tuple[int, ...]]]:
    return {each.kind: (each.count, each.lines) for each in page.repairs}


def test_every_kind_of_damage_is_logged_with_its_lines() -> None:
    page = read(
        "⼈⺠医院新楼启用\n\n"
        "本报讯（记者 柳 青）今 天 ，市人⺠医院５号楼启用，Ｂ超室同时开放。\n\n"
        "门诊\ue123楼也同\u200b日开放\x02，群众看病更加方便，医院还新\ufffd添了检查设备。\n\n"
        "患者说，过去检查要排队半天，现在一个小时就能做完，大家都很满意。\n\n"
        "患者说，过去检查要排队半天，现在一个小时就能做完，大家都很满意。\n"
    )
    assert log(page) == {
        Damage.RADICAL: (3, (1, 3)),
        Damage.SPACE: (2, (3,)),  # those between names are shown
        Damage.FULL_WIDTH: (2, (3,)),
        Damage.PRIVATE: (1, (5,)),
        Damage.INVISIBLE: (1, (5,)),
        Damage.CONTROL: (1, (5,)),
        Damage.BROKEN: (1, (5,)),
        Damage.REPEATED: (1, (9,)),
    }
    (article,) = page.articles
    assert article.text == (
        "人民医院新楼启用\n本报讯（记者 柳 青）\n今天，市人民医院5号楼启用，B超室同时开放。\n"
        "门诊楼也同日开放，群众看病更加方便，医院还新添了检查设备。\n"
        "患者说，过去检查要排队半天，现在一个小时就能做完，大家都很满意。"
    )


COLUMN = """冷链园区投用

本报讯（记者 柳青）今天，临
江冷链园区投入使用，首批入驻的
十二家企业当天开库。园区引进的re-
frigeration技术可把能耗降低三
成，库温波动不超过半度。
　　园区负责人介绍，过去生鲜运到
省城要在路上换两次车，损耗超过百
分之八，如今一车直达，当天上架。
　　今年年底前，园区还将建成一条
铁路专用线，年吞吐量可达五十万吨。
"""


def test_broken_lines_and_hyphens_are_logged() -> None:
    page = read(COLUMN)
    assert log(page) == {Damage.LINE_BREAK: (6, (3, 4, 6, 8, 9, 11)), Damage.HYPHEN: (1, (5,))}
    (article,) = page.articles
    assert "refrigeration技术可把能耗降低三成" in article.text


def test_traditional_characters_are_logged_and_stay() -> None:
    page = read("新橋通車\n\n本報訊（記者 柳青）今天，新橋正式通車，兩岸居民過江只要三分鐘。\n")
    assert log(page)[Damage.TRADITIONAL][1] == (1, 3)
    assert page.articles[0].headline == "新橋通車"


def test_a_sound_page_has_no_log() -> None:
    assert read("新桥通车\n\n今天，新桥正式通车，两岸居民过江只要三分钟。\n").repairs == ()


@pytest.mark.parametrize("block", [range(0x2E80, 0x2EF4), range(0x2F00, 0x2FD6)])
def test_every_radical_becomes_an_ideograph(block: range) -> None:
    for code in block:
        if unicodedata.category(chr(code)) == "Cn":
            continue
        mended = repair.mend(chr(code))
        assert "\u3400" <= mended <= "\u9fff" or "\U00020000" <= mended <= "\U0003ffff", hex(code)
        plain = unicodedata.normalize("NFKC", chr(code))
        assert mended == plain or plain == chr(code) or (code, mended) == (0x2F3E, "户")


@given(st.integers(0, 10**6), st.sampled_from(simulator.STYLES))
@settings(max_examples=60, deadline=None)
def test_random_damage_is_undone_and_counted(seed: int, style: str) -> None:
    text, _ = simulator.simulate(seed, style)
    sound = read(text)
    rng = random.Random(seed)
    damaged = list(text)
    done: Counter[Damage] = Counter()
    for at, char in enumerate(text):
        if char in RADICALS and rng.random() < 0.2:
            damaged[at] = RADICALS[char]
            done[Damage.RADICAL] += 1
        elif char in WIDE and rng.random() < 0.2:
            damaged[at] = WIDE[char]
            done[Damage.FULL_WIDTH] += 1
    for at in rng.sample([n for n, c in enumerate(text) if "\u4e00" <= c <= "\u9fff"], 12):
        kind = rng.choice(list(LOST))
        damaged[at] += rng.choice(LOST[kind])
        done[kind] += 1
    page = read("".join(damaged))
    assert [a.text for a in page.articles] == [a.text for a in sound.articles]
    assert [a.reporters for a in page.articles] == [a.reporters for a in sound.articles]
    before, after = log(sound), log(page)
    for kind in (*LOST, Damage.RADICAL, Damage.FULL_WIDTH):
        assert after.get(kind, (0, ()))[0] == before.get(kind, (0, ()))[0] + done[kind], kind
    for kind in (Damage.SPACE, Damage.LINE_BREAK, Damage.HYPHEN, Damage.REPEATED):
        assert after.get(kind) == before.get(kind), kind


@given(st.integers(0, 10**6), st.sampled_from(simulator.STYLES), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_characters_of_the_source_repaired_are_the_text(seed: int, style: str, radicals: bool) -> None:
    text, _ = simulator.simulate(seed, style)
    if radicals:
        text = "".join(RADICALS.get(c, c) for c in text).replace("\n", "\r\n")
    for article in read(text).articles:
        places = [p for p in article.source if p >= 0]
        shown = "".join(c for c, p in zip(article.text, article.source, strict=True) if p >= 0)
        assert repair.mend("".join(text[p] for p in places)) == shown
        # What lies between two neighbours on a line and is not shown is damage, never a letter.
        for here, there in zip(article.source, article.source[1:], strict=False):
            if 0 <= here < there - 1 and "\n" not in text[here:there]:
                between = repair.unspaced(repair.mend(text[here + 1 : there])).text
                assert not any(c.isalnum() for c in between), (between, article.text)
