"""Who signs: lists of names with their roles, as they stand under headlines, in datelines and at ends."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from kg.reading.marks import PAPERS, choice, patterns

_roles = patterns()["roles"]
_FIELDS = ("reporters", "correspondents", "photographers", "others")
_ROLE_OF = {word: field for field in _FIELDS for word in _roles[field]}
_AFTER = {
    **dict.fromkeys(_roles["reporters_after"], ("reporters",)),
    **dict.fromkeys(_roles["photographers_after"], ("photographers",)),
    **dict.fromkeys(_roles["both_after"], ("reporters", "photographers")),
}


def _roles_beside(papers: str) -> re.Pattern[str]:
    """Roles, with the names of `papers` in front."""
    return re.compile(
        rf"(?P<after>[/／]?{choice(list(_AFTER))}(?=$))"
        rf"|(?P<branch>(?:共享|融媒|县级融媒)联盟·[\u4e00-\u9fff]{{2}})"
        rf"|(?P<paper>(?:[\u4e00-\u9fff+]{{2,6}}[·•])?{papers}(?:·[\u4e00-\u9fff+]{{2,6}}?)?)?(?:驻[\u4e00-\u9fff]{{1,5}}?|全媒体|融媒体|融媒|本报|本网|本刊|特约|首席|见习|实习)*"
        rf"(?:(?P<both>{choice(_roles['both_after'])})|(?P<role>{choice(list(_ROLE_OF))}|[文图](?=[/／:：])))(?:团队|小组)?"
        rf"|(?P<house>{papers})(?=$|[（(])"
    )


_ROLE = _roles_beside(PAPERS)
_PAPERS_WORD = re.compile(choice(patterns()["papers"]["endings"] + patterns()["papers"]["names"]))
_ROLE_ALONE = _roles_beside("(?!)")  # where no paper is named
# What any match of them holds: a quick look.
_ROLE_WORD = re.compile(
    rf"{choice([*_roles['both_after'], *_ROLE_OF])}|[文图](?=[/／:：])|{choice(list(_AFTER))}$|联盟·"
    rf"|{choice(patterns()['papers']['endings'] + patterns()['papers']['names'])}(?=$|[（(])"
)
# What any line holds that states a role, whatever notes stand behind it.
_STATED = re.compile(
    rf"{choice([*_roles['both_after'], *_ROLE_OF])}|[文图](?=[/／:：])|^\s*[■□●○◆◇]|联盟·"
    rf"|{choice(list(_AFTER))}(?=$|[\s（）()■▲●◆□★，、；]|发自)"
)
_SLASHED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff·]{{2,4}})\s*[/／]\s*(?P<role>{choice(list(_AFTER))})(?=$|[\s，、；])[\s，、；]*"
)
_NOTE = re.compile(
    r"(?<=[摄道图影])\s*[（(][^（）()]{2,16}[）)]$"
    r"|[（(](?:[^（）()]{0,24}(?:图片库|图片社|图片|资料图?|供图|客户端|网|报|社|摄影|发))[）)]$"
)
_FROM = re.compile(
    r"\s*发自\s*[\u4e00-\u9fff]{2,8}$|\s(?!.{0,2}摄影|.{0,2}综合)[\u4e00-\u9fff]{2,4}报道$|\s*综合报道$"
)
_ORNAMENT = re.compile(r"^[■▲△▼●◆◇□★☆►▶※○◎·\-—\s]+|[■▲●◆□★\s]+$")
_SIGNS = re.compile("记者|通讯员|评论员|实习生|[摄撰文图]|作者|采写|整理|执笔|责编|编辑|^[■□●○◆◇]")
SIGNS = "记讯评习摄撰文图作采整执责编■□●○◆◇"  # one of them stands in each byline that says so
_SIGN = re.compile(f"[{SIGNS}]")
_ISSUED = re.compile(r"(?:新华社|中新社|本报)(?:发|供图|图片)?\s*[（(]([^（）()]{2,40})[）)]$")
_DECK = re.compile(r"\s*[—–―─-]{1,3}.*(?:对\s?话|访|直\s?击|走\s?进|见\s?闻|手\s?记|观\s?察|蹲\s?点|体\s?验)")
_QUESTION = re.compile(
    r"\s*记\s?者\s?[：:].{0,80}[，,？?]|\s*[问答]\s?[：:]|\s*(?:尊敬的)?\s*(?:编辑|记者)\s?(?:部|同志|老师|们)",
    re.S,
)
_SAYS = re.compile("记者[：:]")
_NEWS = re.compile(
    r"[的么哪吗呢吧们这您你他她它]|记\s?者\s?[从在来走到]|获\s?悉|了\s?解|看到|发现|介绍|表示|采访"
)
_TOOK_PART = re.compile(r"\s*参\s?与\s?(?:采\s?写|采\s?访|报\s?道)?[：:]?(?=\s*(?:本报)?记\s?者|[：:\s])")
_CLAUSE = re.compile("[，,：:；;]")
_NO_NAMES = re.compile("[“”《》？！…]")  # neither names nor roles hold these
_BOXED = re.compile(r"[■□●○◆◇][\s\u4e00-\u9fff]{2,12}$")
_WHITE = re.compile(r"\s")
_BARE = str.maketrans("", "", " ■□●○◆◇")
_LONGEST_COLUMN = 16  # characters of a column's name, as printed
_columns = (
    patterns()["commentary"]["columns"] + patterns()["columns"]["briefs"] + patterns()["columns"]["parts"]
)
_COLUMN = re.compile(rf".{{0,4}}{choice(_columns)}$")
_MONGOLIAN = re.compile(f"{choice(_roles['mongolian'])}{{2}}$")
_YI = frozenset(_roles["yi"])
_SEPARATOR = re.compile(r"[、，,/／|；;&：:]|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff·•○]+$")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who signs a piece; `signed` is False where no role is stated, `commentator` for a 评论员."""

    paper: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    signed: bool = True
    commentator: bool = False
    additional: bool = False  # those who took part, beside a byline of its own

    @property
    def names(self) -> tuple[str, ...]:
        return self.reporters + self.correspondents + self.photographers

    @property
    def only_photographs(self) -> bool:
        return bool(self.photographers) and not self.reporters and not self.correspondents


@lru_cache(maxsize=64)  # a page asks more than once whether a line signs
def parse(spaced: str, roleless: bool = False) -> Byline | None:
    """The byline that `spaced` is, or None where it is anything else.

    `spaced` keeps the spaces and line breaks of the page, for they separate names. `roleless` accepts a list
    of names without any role.

    >>> parse("湖南日报全媒体记者 柳小川 安 然 通讯员 高 远").reporters
    ('柳小川', '安然')
    """
    if len(spaced) > 240 or "。" in spaced:
        return None
    additional = _TOOK_PART.match(spaced)
    if additional:
        spaced = spaced[additional.end() :]
    if issued := _ISSUED.match(spaced.strip()):
        spaced = issued[1]
    if _QUESTION.match(spaced) or _NEWS.search(spaced) or _DECK.match(spaced):
        return None
    if roleless and not may_sign(spaced) and _CLAUSE.search(spaced):
        return None
    boxed = _BOXED.match(spaced.strip()) is not None
    if len(spaced) < _LONGEST_COLUMN and _COLUMN.match(spaced.translate(_BARE)):
        return None
    roleless = roleless or boxed
    spaced = _FROM.sub("", _NOTE.sub("", _ORNAMENT.sub("", spaced.strip()))).strip()
    if slashed := _slashed(spaced):
        return slashed
    text, gaps = _without_gaps(spaced)
    found: dict[str, list[str]] = {field: [] for field in _FIELDS}
    paper = None
    commentator = signed = leading = False
    field = ""
    done = 0
    cost = 0.0
    if _NO_NAMES.search(text):
        return None
    roles = []
    if _ROLE_WORD.search(text):
        found_roles = (_ROLE if _PAPERS_WORD.search(text) else _ROLE_ALONE).finditer(text)
        roles = [match for match in found_roles if not (match["after"] and _ends_a_name(match, gaps))]
    if not roleless and all(match["house"] for match in roles):
        return None
    apart = False  # whether names stand apart
    if gaps:
        edges = {edge for match in roles for edge in match.span()}
        apart = any(gap == " " and position not in edges for position, gap in gaps.items())
    for match in [*roles, None]:
        segment = _names(text, done, match.start() if match else len(text), gaps, leading and not apart)
        if segment is None:
            return None
        found[field or "reporters"] += segment[0]
        cost += segment[1]
        if match is None:
            break
        if match["role"] and not leading and segment[0] and not roleless:
            return None
        done = match.end()
        paper = paper or match["paper"] or match["house"]
        signed = signed or not match["house"]
        if match["after"]:
            _reassign(found, _AFTER[match["after"].lstrip("/／")])
        elif match["branch"]:
            field = "correspondents"
        elif match["both"]:
            field = "reporters"
        elif match["role"]:
            leading = True
            commentator = commentator or "评论员" in match["role"]
            field = _ROLE_OF.get(match["role"]) or ("photographers" if match["role"] == "图" else "reporters")
    count = sum(map(len, found.values()))
    if (
        not (signed or roleless)
        or not (count or commentator)
        or cost
        > (0.6 + 0.5 * count if (leading and not _SAYS.match(text)) or boxed else 0.45 * max(count, 1))
    ):
        return None
    names = [tuple(dict.fromkeys(found[f])) for f in _FIELDS]
    return Byline(paper, names[0], names[1], names[2], signed, commentator, additional is not None)


def _ends_a_name(match: re.Match[str], gaps: dict[int, str]) -> bool:
    """Whether what looks like a role behind all names (文, 图) is the last character of a name."""
    at = match.start()
    return match["after"] in ("文", "图", "辑") and (at not in gaps or at - 1 in gaps)


def may_sign(text: str) -> bool:
    """A quick look: False where `text` (without stray spaces) can be no byline."""
    return _SIGN.search(text) is not None and _SIGNS.search(text) is not None


def may_state(text: str) -> bool:
    """The same for a byline that states a role."""
    return may_sign(text) and _STATED.search(text) is not None


def _slashed(spaced: str) -> Byline | None:
    """Names each with its own role: 张某某/文 李某某/图."""
    found: dict[str, list[str]] = {"reporters": [], "photographers": []}
    done = 0
    while match := _SLASHED.match(spaced, done):
        for field in _AFTER[match["role"]]:
            found[field].append(match["name"])
        done = match.end()
    if not done or done < len(spaced):
        return None
    return Byline(reporters=tuple(found["reporters"]), photographers=tuple(found["photographers"]))


def _reassign(found: dict[str, list[str]], fields: tuple[str, ...]) -> None:
    """What a word behind all names says of them: who takes the picture, or does both."""
    names = found["reporters"] + found["correspondents"]
    if fields == ("photographers",):
        found["photographers"] = names + found["photographers"]
        found["reporters"], found["correspondents"] = [], []
    elif "photographers" in fields:
        found["photographers"] = names + found["photographers"]


def _without_gaps(spaced: str) -> tuple[str, dict[int, str]]:
    """The text without white space, and the positions in it before which there is some ("" for a break)."""
    if not _WHITE.search(spaced):
        return spaced, {}
    out: list[str] = []
    gaps: dict[int, str] = {}
    for char in spaced:
        if char.isspace():
            if out:
                gaps[len(out)] = char if gaps.get(len(out)) != "\n" else "\n"
        else:
            out.append(char)
    if len(gaps) > 0.7 * (len(out) - 1) and len(out) > 6:  # letter-spaced all through: the spaces say nothing
        gaps.clear()
    return "".join(out), gaps


def _names(
    text: str, start: int, end: int, gaps: dict[int, str], close: bool
) -> tuple[list[str], float] | None:
    """The names in text[start:end] and how odd they are, None where it holds anything but names.

    `close`: names may stand without anything between them.
    """
    names: list[str] = []
    cost = 0.0
    done = start
    for match in [*_SEPARATOR.finditer(text, start, end), None]:
        stop = match.start() if match else end
        if stop > done:
            if not _IDEOGRAPHS.match(text[done:stop]):
                return None
            inner = {p - done: gap for p, gap in gaps.items() if done < p < stop} if gaps else {}
            segmented = _segment(text[done:stop], inner, close)
            if segmented is None:
                return None
            names += segmented[0]
            cost += segmented[1]
        done = match.end() if match else end
    return names, cost


def _segment(text: str, gaps: dict[int, str], close: bool) -> tuple[list[str], float] | None:
    """The cheapest way to cut `text` into names, by surnames and the gaps that the page shows."""
    if len(text) > 40:
        return None
    stretched = len(text) > 4 and len(gaps) == len(text) - 1
    if stretched:
        gaps = {}
    known = surnames()
    best: list[tuple[float, int]] = [(0.0, 0)] + [(1e9, 0)] * len(text)
    for end in range(2, len(text) + 1):
        for length in range(2, min(end, 12) + 1):
            start = end - length
            if best[start][0] >= best[end][0]:
                continue
            cost = best[start][0] + _oddness(text[start:end], known)
            inside = [gaps[p] for p in range(start + 1, end) if p in gaps] if gaps else []
            if length == 3 and len(inside) == 2:
                cost += 0.2  # letter-spaced
            elif inside:
                foreign = "·" in text[start:end] and all(
                    "·" in text[p - 1 : p + 1] or gap == "\n" for p, gap in gaps.items() if start < p < end
                )
                cost += 0.1 if length == 2 or foreign else 0.3 if inside == ["\n"] else 1.0 * len(inside)
            if start and start not in gaps:
                cost += 0.4 if close and (stretched or not gaps) else 1.2
            if cost < best[end][0]:
                best[end] = cost, start
    if best[-1][0] > 1e8:
        return None
    names = []
    end = len(text)
    while end:
        start = best[end][1]
        names.append(text[start:end])
        end = start
    return names[::-1], best[-1][0]


def _oddness(name: str, known: frozenset[str]) -> float:
    if "·" in name or "•" in name:
        return 0.2 if len(name) >= 4 and name[0] not in "·•" and name[-1] not in "·•" else 9.0
    double = name[:2] in known
    if len(name) == 2:
        return 0.2 if name[0] in known else 1.0
    if len(name) == 3:
        return 0.0 if name[0] in known or double else 1.0
    if len(name) == 4 and (name[:2] in _YI or (name[:2] in tibetan_names() and name[2:] in tibetan_names())):
        return 0.0
    if _MONGOLIAN.match(name):
        return 0.0
    if len(name) == 4:
        return 0.1 if double else 1.0 if name[0] in known else 1.8
    if len(name) == 5 and name[2] not in known and name[3] not in known:
        return 1.0  # a name from another language, written without a point
    return 3.0 * (len(name) - 4)


@cache
def tibetan_names() -> frozenset[str]:
    """The two-character parts of Tibetan names of four characters."""
    return frozenset(_roles["tibetan"])


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames, single and double."""
    rows = files(__package__).joinpath("surnames.txt").read_text("utf-8").splitlines()
    return frozenset(row for row in rows if row and not row.startswith("#"))
