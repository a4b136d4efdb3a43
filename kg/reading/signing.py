"""Who signs, where a line alone does not say it but its neighbours do: the lines under a headline and behind
a text."""

import itertools
import re
from dataclasses import replace

from kg.reading import bylines, repair
from kg.reading.bylines import Byline
from kg.reading.layout import BOLD_LEVEL, FINAL
from kg.reading.marks import choice, patterns
from kg.reading.parts import AUTHOR, Part, Role, behind
from kg.reading.passage import EMPTY, joined
from kg.reading.words import counts

_ORGANIZATION = choice(patterns()["suggestions"]["organizations"])
_SIGNATURE = re.compile(
    rf"[（(]?[\u4e00-\u9fff·、“”]{{0,24}}{_ORGANIZATION}[：:\s]*([\u4e00-\u9fff·]{{2,4}})(?:[（(][^（）()]{{3,40}}[）)]|[）)])?$"
    r"|([\u4e00-\u9fff]{2,3})[（(][\u4e00-\u9fff·、，,]{3,30}[）)]$"
)
_ROLE_LAST = re.compile("(?:记者|通讯员|评论员|摄影|撰文)[：:]?$")
_READER = re.compile(
    rf"[（(]?[\u4e00-\u9fff·、“”]{{0,20}}{choice(patterns()['suggestions']['readers'])}([\u4e00-\u9fff]{{2,4}})[）)]?$"
)
_FRAME = re.compile(rf"(?:公告|广告|导读|要闻|{choice(patterns()['columns']['endings'])})$")
_COMMITTEE = re.compile("(?:主任|副主任|组长|副组长|委员|主席|成员|评委|会长)[：:]")
_OFFICE = re.compile(f"{_ORGANIZATION}$")
_LONGEST_SIGNATURE = 30  # characters
_LONGEST_NAMES = 10
_LONGEST_CAPTION = 400  # characters


def signed(found: list[Part], page: str) -> list[Part]:
    """The parts of a page, those that sign a neighbour as what they are."""
    found = _bylines_joined(found, page)
    for number, part in enumerate(found):
        part.at = number
    _names(found, page)
    _signatures(found)
    _credits(found)
    _closings(found)
    _authors(found)
    _readers(found)
    return found


def _names(found: list[Part], page: str) -> None:
    """A name alone between a headline and its text is its author; so are several with spaces between."""
    for number, (before, part) in enumerate(itertools.pairwise(found), 1):
        text = part.text
        if part.role is not Role.TITLE or before.role is not Role.TITLE or part.level:
            continue
        if len(text) > _LONGEST_NAMES or not {text[:1], text[:2]} & bylines.surnames():
            continue
        spaced = repair.spaced(part.passage, page)
        if len(text) <= 4:
            alone = spaced != text or (len(text) == 3 and text not in counts())
            byline = bylines.parse(text, roleless=True) if alone and not _FRAME.match(text) else None
            signs = byline is not None and len(byline.names) == 1
        else:
            byline = bylines.parse(spaced, roleless=True) if " " in spaced else None
            text_follows = number + 1 < len(found) and found[number + 1].role is Role.BODY
            signs = byline is not None and text_follows and _are_names(byline.names)
        if signs:
            part.role, part.byline = Role.BYLINE, byline


def _are_names(words: tuple[str, ...]) -> bool:
    """Whether all begin with a surname and one at least is no word."""
    known = bylines.surnames()
    surnamed = all(word[0] in known or word[:2] in known for word in words)
    return len(words) > 1 and surnamed and any(word not in counts() for word in words)


def _closings(found: list[Part]) -> None:
    """A byline on a line of its own closes the text above it: in brackets, or between a text that nobody has
    signed yet and a headline or the end of the page."""
    for number, (before, part) in enumerate(itertools.pairwise(found), 1):
        if (
            part.role is Role.BYLINE
            and part.byline
            and not (part.shared or part.byline.only_photographs or part.byline.additional)
            and before.role is Role.BODY
            and before.closing is None
            and before.byline is None
            and FINAL.search(before.text)
            and (part.text[:1] in "（([" or _signs_above(found, number))
        ):
            before.closing, before.ends_open = part.byline, False
            before.signature = behind(before.signature, part.passage)
            part.role, part.passage = Role.FURNITURE, EMPTY


def _signs_above(found: list[Part], number: int) -> bool:
    """Whether the byline `found[number]` may sign what stands above it: a headline with another text, or
    nothing, follows, and so far nobody has signed."""
    if number + 1 < len(found) and found[number + 1].role is not Role.TITLE:
        return False
    for part in reversed(found[:number]):
        if part.role is not Role.BODY:
            return part.role is Role.TITLE
        if part.byline is not None or part.closing is not None or part.mark is not None:
            return False
    return False


def _readers(found: list[Part]) -> None:
    """A reader's name on a line of its own closes the letter above it; so does the name of an office that the
    text above speaks of."""
    for before, part in itertools.pairwise(found):
        if (
            part.role not in (Role.TITLE, Role.BODY)
            or part.level
            or before.role is not Role.BODY
            or before.closing is not None
            or len(part.text) > _LONGEST_SIGNATURE
        ):
            continue
        match = _READER.match(part.text)
        reader = match is not None and bool({match[1][0], match[1][:2]} & bylines.surnames())
        if reader or (len(part.text) > 5 and _OFFICE.search(part.text) and part.text in before.text):
            before.closing, before.ends_open, before.letter = Byline(), False, reader
            before.signature = behind(before.signature, part.passage)
            part.role, part.passage = Role.FURNITURE, EMPTY


def _authors(found: list[Part]) -> None:
    """A note on who the author is closes the piece above it."""
    for before, part in itertools.pairwise(found):
        if part.role in (Role.TITLE, Role.BODY) and before.role is Role.BODY and AUTHOR.match(part.text):
            before.closing = before.closing or Byline()
            before.ends_open = False
            before.signature = behind(before.signature, part.passage)
            part.role, part.passage = Role.FURNITURE, EMPTY


def _bylines_joined(found: list[Part], page: str) -> list[Part]:
    """The parts, a byline that is cut into two lines (roles above, or names below) as one."""
    kept: list[Part] = []
    for part in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.role in (Role.TITLE, Role.BYLINE)
            and part.role in (Role.TITLE, Role.BODY)
            and not (last.level or part.level or part.starts)
            and len(part.text) <= 24
            and ((last.role is Role.BYLINE and not part.gap) or _ROLE_LAST.search(last.text))
            and bylines.parse(repair.spaced(part.passage, page), roleless=True)
            and (byline := bylines.parse(repair.spaced(joined([last.passage, part.passage], "\n"), page)))
        ):
            passage = joined([last.passage, part.passage], " ")
            kept[-1] = replace(last, role=Role.BYLINE, passage=passage, byline=byline)
        else:
            kept.append(part)
    return kept


def _signatures(found: list[Part]) -> None:
    """Lines with a name and an organisation between a headline and its body say who proposes."""
    for before, part, after in zip(found, found[1:], found[2:], strict=False):
        if (
            part.role is Role.TITLE
            and part.level in (0, BOLD_LEVEL)
            and before.role is Role.TITLE
            and after.role is Role.BODY
            and not after.starts
            and len(part.text) <= 60
            and not _COMMITTEE.search(part.text)
            and (match := _SIGNATURE.match(part.text))
        ):
            name = match[1] or match[2]
            if name[0] in bylines.surnames() or name[:2] in bylines.surnames():
                part.role = Role.SIGNATURE


def _credits(found: list[Part]) -> None:
    """A credit on a line of its own closes the caption above it."""
    for before, part in itertools.pairwise(found):
        if (
            part.role is Role.BYLINE
            and part.byline
            and part.byline.only_photographs
            and not part.shared
            and before.role is Role.BODY
            and before.closing is None
            and before.dateline is None
            and len(before.text) <= _LONGEST_CAPTION
        ):
            before.closing, before.photo, before.ends_open = part.byline, True, False
            before.signature = behind(before.signature, part.passage)
            part.role = Role.FURNITURE
            part.passage = EMPTY
    for part in found:
        if part.role is Role.BODY and part.photo and len(part.text) > _LONGEST_CAPTION:
            part.photo = False
