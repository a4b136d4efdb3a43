"""The set phrases at a passage's edges: datelines, marks of continuation, what belongs to the page alone."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def patterns() -> dict[str, Any]:
    """patterns.toml as read."""
    return tomllib.loads(files(__package__).joinpath("patterns.toml").read_text("utf-8"))


def choice(words: list[str]) -> str:
    """A regular expression for one of the words, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w)))) + ")"


_papers = patterns()["papers"]
PAPER = rf"(?:{choice(_papers['names'])}|[\u4e00-\u9fff]{{1,6}}?{choice(_papers['endings'])})"
PAPERS = rf"{PAPER}(?:[·•、/]?{PAPER}){{0,2}}"
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:凌晨|上午|下午|晚间|晚)?|\d{1,2}日)"
_PLACE = r"(?:(?!记者|通讯|消息|获)[\u4e00-\u9fff·]){0,8}?"
_ORNAMENT = r"[■▲△▼●◆◇□★☆►▶※\s【\[]*"
_PAGE = (
    r"[（(【\[]?\s*(?:上接|紧接|接|续接|上转|转自)"
    r"(?:第?[一二三四五六七八九十A-Za-z\d]{1,3}版|头版|[^）)】\]，。]{0,8}版)[^）)】\]，。\u4e00-\u9fff]{0,4}[）)】\]]?"
)

_REPORT = (
    r"(?:讯|专电|综合电|(?<![供发用停输配充水火核风光家])电(?![话视台子力商网影信器动])|综合消息|消息|报道)"
)
DATELINE = re.compile(
    rf"{_ORNAMENT}(?P<dateline>据?(?:(?P<paper>{PAPERS})"
    rf"(?:(?P<place>{_PLACE})(?P<day>{_DAY})(?P<place2>{_PLACE})(?:消息)?{_REPORT}"
    rf"|(?P<place3>{_PLACE})(?:讯|专电|(?<![供发用停输配充水火核风光家])电(?![话视台子力商网影信器动])|综合消息))"
    # A paper whose name does not look like one: with the day, or with a reporter in brackets.
    rf"|(?P<other>(?:(?!记者|通讯|消息|获)[\u4e00-\u9fff·]){{2,10}}?)(?:(?P<day2>{_DAY})(?:讯|电)|讯(?=\s*[（(][^（）()]{{0,12}}(?:记者|通讯员)))))"
    r"[】\]]?(?=[\s（(\[：:，,“《\u4e00-\u9fff0-9]|$)"
)
CONTINUED = re.compile(rf"(?P<ornament>[▲△▼►▶◀◆■●★※\s]*)(?P<mark>{_PAGE})")
STARTS = re.compile(rf"(?:{DATELINE.pattern.replace('?P<', '?P<s_')})|(?:[▲△▼►▶◀◆■●★※\s]*{_PAGE})")
TO_BE_CONTINUED = re.compile(
    r"[▲△▼►▶◀▷◆■●★※\s]*[（(【\[]?(?:紧?下转|转|紧转|详见|全文见|见)第?[一二三四五六七八九十A-Za-z\d]{1,3}版[^）)】\]，。]{0,6}[）)】\]]?$"
    r"|[▲▼►▶▷>》»]+\s*[A-Z]?\d{1,2}版?$"
)
# A name alone on its line: of those that headlines may end like, only short ones.
_MASTHEAD = (
    rf"{choice(_papers['names'])}|[\u4e00-\u9fff]{{1,6}}?{choice(_papers['mastheads'])}"
    rf"|[\u4e00-\u9fff]{{1,3}}?{choice(_papers['endings'])}"
)
# The head of a page: the paper's name, the day, number and name of the page, in any order.
_PAGE_NAME = (
    rf"(?:{choice(patterns()['furniture']['pages'])}"
    rf"|[\u4e00-\u9fff·]{{0,6}}{choice(patterns()['furniture']['endings'])})"
)
_NUMBERED_PAGE = (
    r"(?:(?:第?[A-Z]?\d{1,3}版|第\d{1,3}|0\d|[A-Z]\d{1,2})[·:：|\s]?[\u4e00-\u9fff·]{0,8}"
    rf"|\d{{1,2}}(?:[·:：|/\s]?{_PAGE_NAME})?)"
)
_PAPER_ALONE = rf"(?:[\u4e00-\u9fff]{{1,6}}?{choice(_papers['mastheads'])}|本报)"
_DAY_ALONE = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2})"
_WEEKDAY_ALONE = "(?:星期|周)[一二三四五六日天]"
_HEAD = (
    rf"(?:{_PAGE_NAME}[·|/:：]?)?{_NUMBERED_PAGE}"
    rf"|(?:{_PAPER_ALONE}|{_DAY_ALONE}|{_WEEKDAY_ALONE})(?:[·|/:：，,]?(?:{_PAPER_ALONE}|{_DAY_ALONE}"
    rf"|{_WEEKDAY_ALONE}|{_NUMBERED_PAGE}|{choice(patterns()['furniture']['pages'])}))*"
    rf"|{_NUMBERED_PAGE}[·|/:：]?{_PAPER_ALONE}(?:[·|/:：，,]?(?:{_DAY_ALONE}|{_WEEKDAY_ALONE}))*"
    rf"|{choice(patterns()['furniture']['pages'])}(?:[·|/:：]?(?:{_PAPER_ALONE}|{_DAY_ALONE}|{_WEEKDAY_ALONE}))*"
)
_BRIEFS = rf".{{0,4}}{choice(patterns()['columns']['briefs'])}"
FURNITURE = re.compile(
    rf"(?!{_BRIEFS}$)(?:{_MASTHEAD}|(?:{_HEAD})(?:{choice(patterns()['furniture']['editors'])}.{{0,80}})?|"
    + "|".join(f"(?:{p})" for p in patterns()["furniture"]["patterns"])
    + ")$"
)


START_SIGNS = "讯电接转息道"  # one of them stands in each dateline and mark of continuation


def may_start(text: str) -> bool:
    """A quick look: False where neither a dateline nor a mark of continuation begins `text`."""
    return "讯" in text or "电" in text or "接" in text or "转" in text or "消息" in text or "报道" in text
