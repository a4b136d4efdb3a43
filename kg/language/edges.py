"""Where a name begins: the word borders of a text, and the way back from a name's last word to its first.

Word borders are those of jieba without its guesses (HMM): an unknown name is then cut into characters, and
never runs into a word it has nothing to do with.
"""

from bisect import bisect_left
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from kg.language import segmentation
from kg.language.divisions import forms, is_word
from kg.language.spans import text_of
from kg.model import EntityType

STOPPING = frozenset(
    "的了着过在到于从由对向将把与和及或且而但因所为是有被让使令给跟同比等任原沿设各该本此其每某我你他她它这那就也都还又再并"
    "不没未已曾最很更太极均皆凡只仅才正赴往至以用按据经随自称叫请说道问答看见听想要会能可应需须得该必做作成当"
    "盼找完停距去来进出起回走跑送接迎带领率帮助让派驻赶抵离返访谈签获得拿受遭遇逢称届次个名位所条座项件批期种类款只份"
    "好年月日时分秒前后内外间里中上下两几多些超约近达共计仍却则若如虽即便乃亦之者吧吗呢啊哦嘛"
)


_HEADED = frozenset(
    (
        "局局长",
        "处处长",
        "科科长",
        "大学教授",
        "大学校长",
        "学院院长",
        "医院院长",
        "法院院长",
        "协会会长",
        "商会会长",
        "事务所律师",
    )
)
_SPLIT = frozenset(("任县", "勇为", "由盛京"))  # 任 | 县委书记, 任命张勇 | 为
_BEGIN_TWO = ("大学毕业", "学院派", "隧道口")  # two words: 某某学院 | 派人
_NEXT_WORD = frozenset("晋华棉某盛兴维腊期计")  # begin the next word, behind a place: 山西晋, 新疆棉
_MEASURES = frozenset("家所条座名个位项件处亩吨张台辆户")  # behind a number: 27家


@cache
def stops() -> frozenset[str]:
    """The words no name runs over to its left, from stops.txt."""
    return _lines("stops.txt")


@cache
def common() -> frozenset[str]:
    """Ordinary words, which alone make no name, from common.txt."""
    return _lines("common.txt")


def _lines(name: str) -> frozenset[str]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _large() -> frozenset[str]:
    """The forms of provinces and cities that are no ordinary words."""
    return frozenset(
        form
        for form, found in forms().items()
        if found[0].level in (EntityType.PROVINCE, EntityType.CITY) and not is_word(form)
    )


def borders(text: str) -> tuple[int, ...]:
    """The positions where words begin, and the end of the text.

    A long word of the dictionary that begins with a province or city is two (南昌铁路局, 四川大学), and so is
    an organisation with its head (大学教授).
    """
    found = [0]
    at = 0
    for word in segmentation.words(text):
        if word in _HEADED:
            found.append(at + len(word) - 2)
        elif word in _SPLIT:
            found.append(at + 1)
        elif word.startswith(_BEGIN_TWO):
            found.append(at + 2)
        elif len(word) > 3 or (len(word) == 3 and word[2] in _NEXT_WORD):
            width = next((n for n in (5, 4, 3, 2) if n < len(word) and word[:n] in _large()), 0)
            if width:
                found.append(at + width)
        at += len(word)
        found.append(at)
    return tuple(found)


def borders_of(doc: Doc) -> tuple[int, ...]:
    """`borders` of a Doc, computed once."""
    if "borders" not in doc.user_data:
        doc.user_data["borders"] = borders(text_of(doc))
    found: tuple[int, ...] = doc.user_data["borders"]
    return found


def on_border(borders: tuple[int, ...], at: int) -> bool:
    """Whether a word begins at a position, or the text ends there."""
    index = bisect_left(borders, at)
    return index < len(borders) and borders[index] == at


def left_edge(
    text: str,
    at: int,
    borders: tuple[int, ...],
    floor: int = 0,
    longest: int = 12,
    passing: frozenset[str] = frozenset(),
) -> int:
    """Where the name begins whose last word begins at `at`: back over words that may belong to a name.

    Stops at punctuation, white space, digits, words of `stops()`, single characters of STOPPING, at `floor`,
    and after `longest` characters; single characters in `passing` stop nothing. Returns `at` where nothing
    may belong to the name.
    """
    start = at
    index = bisect_left(borders, at)
    forbidden = stops()
    while index > 0:
        index -= 1
        begin = borders[index]
        word = text[begin:start]
        if start == at and index + 1 < len(borders) and text[begin : borders[index + 1]] in forbidden:
            break
        if begin < floor or at - begin > longest or not is_name_text(word) or word in forbidden:
            break
        if len(word) == 1 and word in STOPPING and word not in passing:
            break
        start = begin
    while start < at and text[start] in _MEASURES and text[start - 1 : start].isdigit():
        start += 1
    return start


def word_before(text: str, at: int, borders: tuple[int, ...]) -> str:
    """The word that ends at a position, "" at the beginning."""
    index = bisect_left(borders, at)
    return text[borders[index - 1] : at] if index else ""


def words_between(text: str, start: int, end: int, borders: tuple[int, ...]) -> list[str]:
    """The words of a passage, cut at its ends."""
    index = max(bisect_left(borders, start + 1) - 1, 0)
    found = []
    while index < len(borders) - 1 and borders[index] < end:
        found.append(text[max(borders[index], start) : min(borders[index + 1], end)])
        index += 1
    return found


def is_unusual(text: str, start: int, end: int, borders: tuple[int, ...]) -> bool:
    """Whether a passage has a word that is no ordinary one: an unknown name is cut into single characters."""
    return any(len(word) == 1 or word not in common() for word in words_between(text, start, end, borders))


def is_name_text(word: str) -> bool:
    """Whether a word has only Chinese characters, Latin letters and the dot of foreign names."""
    return all("\u4e00" <= c <= "\u9fff" or c in "·〇" or (c.isascii() and c.isalpha()) for c in word)
