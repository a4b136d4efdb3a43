"""Which of an article's headline lines is the main one, and which are kickers and decks.

Where type sizes are lost, a line's own words tell: headlines are short, quote and speak in figures; kickers
name a series, an occasion or a meeting; decks report with numbers and names. How much each sign says was
fitted, by logistic regression over the lines of each article, on the corpus's articles for training that have
kickers or decks (patterns.toml, [emphasis]).
"""

import re
from functools import lru_cache

from kg.reading.marks import choice, patterns
from kg.reading.titles import Unit

_words = patterns()["emphasis"]
_WEIGHTS: dict[str, float] = _words["weights"]
_ENDINGS = [ending for ending in patterns()["columns"]["endings"] if len(ending) > 1]
_DASH = re.compile(r"[—–―─-]{1,3}(?=[^—–―─-])")
_COMMA = re.compile("[，,；;]")
_PRESENT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}[、\s]?){1,4}?(?:出席并|主持并|参加并)?(?:讲话|主持|出席|致辞|参加)$"
)
_LONGEST_PRESENT = 14  # characters of a line that says who was there
_SIGNS = {
    "quotation": re.compile("“"),
    "number": re.compile(r"\d"),
    "measure": re.compile(
        r"[\d二三四五六七八九十百千万亿两]+余?[个座家艘处吨件起项人名位户亩次批辆台万亿成倍元天年%]"
    ),
    "occasion": re.compile(rf"{choice(_words['occasions'] + _ENDINGS)}[”】]?$"),
    "report": re.compile(
        rf"(?:省|.{{2,7}}?[市县州区旗盟镇乡]|[全我][省市县州区国])[^，]{{0,12}}{choice(_words['reports'])}"
    ),
    "reporting": re.compile(choice(patterns()["columns"]["reporting"])),
    "kicker": re.compile(f"^{choice(patterns()['columns']['kickers'])}"),
    "question": re.compile("[？！?!]"),
    "colon": re.compile("[：:]"),
    "session": re.compile(r"^第[一二三四五六七八九十\d]+届"),
    "opening": re.compile("^[“《]"),
    "year": re.compile(r"[0-9一二三]{1,4}年"),
    "appeal": re.compile("^[让别把从给]"),
    "spoken": re.compile("了"),
}


def main_line(lines: list[Unit]) -> int:
    """The index of the main line, by Markdown's levels and what the lines say."""
    if len(lines) == 1:
        return 0
    scores = [emphasis(unit) for unit in lines]
    scores[0] += _WEIGHTS["first"]
    for n, unit in enumerate(lines[:-1]):
        scores[n] -= len(unit.text) <= 7
    return max(range(len(lines)), key=lambda n: (scores[n], -n))


def emphasis(unit: Unit) -> float:
    """How much the line looks like a main line; above 0 as much as main lines do."""
    text, level = unit.text, unit.titles[0].level
    score = _said(text)
    if level:
        score += 12.0 - 2.4 * level
    if _DASH.match(text):
        score -= 15.0
    if unit.is_column:
        score -= 12.0
    if len(text) <= _LONGEST_PRESENT and _PRESENT.match(text):
        score -= 4.0
    if unit.in_series:
        score -= 3.6
    return score


@lru_cache(maxsize=1024)
def _said(text: str) -> float:
    score = sum(_WEIGHTS[name] for name, sign in _SIGNS.items() if sign.search(text))
    score += _WEIGHTS["length"] * len(text) / 10
    score += _WEIGHTS["excess"] * max(0, len(text) - 16) / 10
    score += _WEIGHTS["shortness"] * max(0, 6 - len(text)) / 3
    score += _WEIGHTS["comma"] * min(2, len(_COMMA.findall(text)))
    return score
