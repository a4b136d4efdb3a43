"""Chains of posts: which title is held in which organisation.

[郴州市委]副书记、市长      副书记 at 郴州市委, 市长 at the article's 郴州市政府
[省纪委]副书记、[省监委]副主任
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.model import ORGANIZATIONS, Document, EntityType, Modality
from kg.relations.encoding import BOUNDARY, DATE, STRONG, WEAK, Encoding, Item

_LEVEL = re.compile("[省市州盟县区旗镇乡](?=长?$|副?主席$)")  # of a government, or of its head

_OF_LATE = 80  # characters

# In front of a title that names no organisation.
_PERSONS = "".join(chars[t] for chars in (STRONG, WEAK) for t in (EntityType.OFFICIAL, EntityType.PERSON))
_BORDERS = f"{BOUNDARY}{DATE}{_PERSONS}，。；：、“”‘’（）—！？和与及由据对向请让经为任是了届老"


@dataclass(frozen=True, slots=True)
class Holding:
    """The titles held in one organisation, as stated. `organization` is None where the chain does not say."""

    organization: int | None
    titles: tuple[str, ...]
    start: int  # of the first title or organisation, in the article
    end: int
    modality: Modality
    elsewhere: bool = False  # the chain says where (a place, an organ), but the article names no such organ


@dataclass(frozen=True, slots=True)
class Organ:
    """The titles that imply an organ, and the endings of its name."""

    titles: re.Pattern[str]
    endings: tuple[str, ...]
    beside: tuple[str, ...]  # endings of organs whose own title this is


@cache
def organs() -> tuple[Organ, ...]:
    table = tomllib.loads(files("kg.relations").joinpath("organs.toml").read_text("utf-8"))
    return tuple(
        Organ(
            re.compile("(?:" + "|".join(row["titles"]) + ")$"),
            tuple(row["endings"]),
            tuple(row.get("beside", ())),
        )
        for row in table["organ"]
    )


@cache
def agreements() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings of titles, longest first, with the endings of organisations that have such a title."""
    table = tomllib.loads(files("kg.relations").joinpath("organs.toml").read_text("utf-8"))
    rows = [(title, tuple(row["organizations"])) for row in table["agreement"] for title in row["titles"]]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))


@cache
def _governing() -> re.Pattern[str]:
    table = tomllib.loads(files("kg.relations").joinpath("organs.toml").read_text("utf-8"))
    return re.compile("|".join(table["governing"]["names"]))


def governs(organization: str) -> bool:
    """Whether an organisation is a party committee, government, congress or consultative conference.

    >>> governs("成都市委"), governs("成都市教育局")
    (True, False)
    """
    return _governing().search(organization) is not None


def govern_alike(one: str, other: str) -> bool:
    """Whether two are committee, government, congress or conference of the same place.

    >>> govern_alike("市委", "市政府"), govern_alike("成都市政府", "绵阳市政府")
    (True, False)
    """
    return governs(one) and governs(other) and _jurisdiction(one) == _jurisdiction(other)


def holdings(encoding: Encoding, start: int, end: int) -> list[Holding]:
    """The posts of the chain at text[start:end], titles of one organisation together."""
    document = encoding.document
    groups: list[tuple[Item | None, list[Item]]] = []
    holder: Item | None = None
    first_of_group = True
    for position in range(start, end):
        item = encoding.items.get(position)
        if item is None:
            first_of_group = first_of_group or encoding.text[position] in "兼暨"
            continue
        if item.title is None:
            # Of two in a row (a district and its bureau) the last is the holder.
            holder, first_of_group = item, True
            continue
        if first_of_group or _modality(encoding, position) is not _modality_of(document, groups[-1][1][-1]):
            groups.append((holder, []))
            first_of_group = False
        groups[-1][1].append(item)
    found: list[Holding] = []
    for holder, titles in groups:
        found += _assign(encoding, holder, titles, encoding.text[start - 1] in _BORDERS)
    return _merged(found)


def _assign(encoding: Encoding, holder: Item | None, titles: Sequence[Item], bare: bool) -> list[Holding]:
    """`bare`: in front of the chain stands nothing that could be an organisation that was not recognised."""
    document = encoding.document
    organization: int | None = None
    place: int | None = None
    if holder is not None and holder.mentions:
        if document.mentions[holder.mentions[-1]].type in ORGANIZATIONS:
            organization = holder.mentions[-1]
        else:
            place = holder.mentions[-1]
    found = []
    for title in titles:
        assert title.title is not None
        stated = document.titles[title.title]
        organ = implied(title.words, None if organization is None else _name(document, organization))
        if holder is None and not bare:
            where = None
        elif organ is not None:
            near = organization if organization is not None else place
            where = find_organ(document, organ, title.words, near, title.start)
        elif place is not None:
            where = None
        else:
            where = organization
        begin, end = title.start, title.end
        if where is not None:
            begin, end = min(begin, document.mentions[where].start), max(end, document.mentions[where].end)
        modality = stated.modality
        text = encoding.document.article.text
        in_front = [title.start] if holder is None else [title.start, holder.start]
        if modality is Modality.ASSERTED and any(_former_in_front(text, at) for at in in_front):
            modality = Modality.FORMER
        elsewhere = where is None and (
            organ is not None or place is not None or (holder is None and not bare)
        )
        found.append(Holding(where, (title.words,), begin, end, modality, elsewhere))
    return found


def _former_in_front(text: str, start: int) -> bool:
    if text[max(0, start - 2) : start] in ("时任", "曾任", "历任"):
        return True
    return text[start - 1 : start] in ("原", "前") and text[start - 2 : start] not in (
        "以前",
        "之前",
        "目前",
        "当前",
    )


def _modality_of(document: Document, title: Item) -> Modality:
    assert title.title is not None
    return document.titles[title.title].modality


def _modality(encoding: Encoding, position: int) -> Modality:
    return _modality_of(encoding.document, encoding.items[position])


def _merged(found: Sequence[Holding]) -> list[Holding]:
    """Holdings that follow each other in one organisation are one."""
    merged: list[Holding] = []
    for holding in found:
        last = merged[-1] if merged else None
        if last and last.organization == holding.organization and last.modality is holding.modality:
            merged[-1] = Holding(
                last.organization,
                last.titles + holding.titles,
                min(last.start, holding.start),
                max(last.end, holding.end),
                last.modality,
                last.elsewhere,
            )
        else:
            merged.append(holding)
    return merged


def implied(title: str, organization: str | None) -> Organ | None:
    """The organ a title belongs to whatever stands in front of it, None where it belongs to what does.

    >>> implied("副市长", "成都市委").endings
    ('人民政府', '政府')
    """
    for organ in organs():
        if organ.titles.match(title):
            if organization and organization.endswith(organ.endings + organ.beside):
                return None
            return organ
    return None


def find_organ(document: Document, organ: Organ, title: str, near: int | None, start: int) -> int | None:
    """The mention of the organ implied by a title, of the place or committee `near`, nearest to `start`."""
    mentions = document.mentions
    jurisdiction = "" if near is None else _jurisdiction(_name(document, near))
    found: list[tuple[int, int, str]] = []
    for i, mention in enumerate(mentions):
        if mention.type is not EntityType.AGENCY:
            continue
        name = _name(document, i)
        ending = next((e for e in organ.endings if name.endswith(e)), None)
        if ending is None:
            continue
        stem = name.removesuffix(ending)
        levels = {match[0] for match in (_LEVEL.search(stem), _LEVEL.search(title)) if match}
        if len(levels) > 1:
            continue
        if not jurisdiction or stem.endswith(jurisdiction) or (stem and jurisdiction.endswith(stem)):
            found.append((abs(mention.start - start), i, stem))
    if not found:
        return None
    fullest = max((stem for _, _, stem in found), key=lambda s: (len(s), s))
    if not jurisdiction and not all(fullest.endswith(stem) for _, _, stem in found):
        return None
    return min(found)[1]


def agreeing(document: Document, title: str, before: Sequence[int], start: int, since: int) -> int | None:
    """The only one of the organisations `before` that has such a title: 局长 of the article's only 局, of the
    only one named of late in front of `start`, or of the only one named from `since` on."""
    for ending, organizations in agreements():
        if re.fullmatch(f"(?:常务|专职|第一|执行|名誉)?[副代]?{ending}", title):
            fitting = [i for i in before if _called(document, i).endswith(organizations)]
            if ending == "校长":
                fitting = [i for i in fitting if not _is_faculty(document, _name(document, i))]
            late = [i for i in fitting if start - document.mentions[i].end <= _OF_LATE]
            here = [i for i in fitting if document.mentions[i].start >= since]
            for some in (fitting, late, here):
                if len({_name(document, i) for i in some}) == 1:
                    return some[-1]
            return None
    return None


def _called(document: Document, index: int) -> str:
    """The name of an organisation, as agreements write its ending: 政协 for 政治协商会议某市委员会."""
    name = _name(document, index)
    if "政治协商会议" in name and name.endswith("委员会"):
        return "政协"
    return document.mentions[index].text if name.startswith("中国共产党") else name


def _is_faculty(document: Document, name: str) -> bool:
    """Whether a 学院 is that of a university, as the article names it somewhere."""
    full = (_name(document, i) for i in range(len(document.mentions)))
    return name.endswith("学院") and any("大学" in other and other.endswith(name) for other in full)


@cache
def _internal() -> re.Pattern[str]:
    table = tomllib.loads(files("kg.relations").joinpath("organs.toml").read_text("utf-8"))
    return re.compile("|".join(table["internal"]["titles"]))


@cache
def qualifiers() -> tuple[frozenset[str], re.Pattern[str]]:
    """Titles that say little without the word in front of them, and what that word with the title looks like
    where it says more."""
    row = tomllib.loads(files("kg.relations").joinpath("organs.toml").read_text("utf-8"))["qualified"]
    plain, departments = "|".join(row["plain"]), "|".join(row["departments"])
    titles, heads = "|".join(row["titles"]), "|".join(row["heads"])
    word = f"(?!{plain})[\u4e00-\u9fff]"
    more = re.compile(f"{word}{{1,6}}(?<![族的])(?:{titles})|{word}{{0,7}}?(?:{departments})(?:{heads})")
    return frozenset((*row["titles"], *row["heads"])), more


def fits(title: str, organization: str) -> bool:
    """Whether an organisation has such a title, as its name or the title tells.

    >>> fits("副校长", "大理大学"), fits("党委书记", "大理大学"), fits("局长", "大理大学")
    (True, True, False)
    """
    if _internal().fullmatch(title):
        return True
    return any(title.endswith(ending) and organization.endswith(names) for ending, names in agreements())


def _jurisdiction(name: str) -> str:
    """What a committee or place governs: 成都市 for 中国共产党成都市委员会, 成都市委 and 成都市."""
    bare = re.sub("^中国共产党|^中共", "", name)
    return re.sub("(?:委员会|委|纪委监委|纪委|人民政府|政府|人大常委会|人大|政协)$", "", bare)


def _name(document: Document, index: int) -> str:
    mention = document.mentions[index]
    return mention.name or mention.text
