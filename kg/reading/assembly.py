"""From the pieces of a page and their headlines to its articles."""

import itertools
import re
from array import array

from kg.model import Article, ArticleKind
from kg.reading import dates, repair
from kg.reading.bylines import Byline
from kg.reading.cuts import is_cut
from kg.reading.emphasis import main_line
from kg.reading.headlines import Headed
from kg.reading.marks import choice, patterns
from kg.reading.parts import Part, Role
from kg.reading.passage import ADDED, Passage, joined
from kg.reading.sequence import is_briefs
from kg.reading.titles import Unit, is_commentary

_FEATURE_DECK = re.compile(
    rf"[—–―─-]{{1,3}}(?:{choice(patterns()['features']['decks'])}|.*{choice(patterns()['features']['columns'])}$)"
)
_DASHED = re.compile(r"[—–―]{1,3}(?=[\u4e00-\u9fff“《])")  # a deck; news has a dateline too
_SALUTATION = re.compile(r"(?:尊敬的)?(?:编辑|记者)(?:同志|部|老师)(?:们|：|:)")
_FEATURE_COLUMN = re.compile(rf".{{0,14}}{choice(patterns()['features']['columns'])}[”】]?$")
_SUGGESTION = re.compile(choice(patterns()["suggestions"]["columns"] + patterns()["suggestions"]["proposer"]))
_CAPTION_DAY = re.compile(r"(?:\d{4}年)?(?:\d{1,2}月)\d{1,2}日")
_BESIDE_DIGIT = re.compile(r"(?<=[\d（(]) +| +(?=[\d）)])")
_BREAK_LEAST = 4  # shorter parts of a headline between spaces are no clauses


def article(
    headed: Headed, bodies: list[Part], number: int, page_id: str, page: str, issue: dates.Issue
) -> tuple[Article, Passage]:
    """The article that a piece and its headlines make, and its text as a passage of the page; `number` counts
    from 1 in reading order."""
    own = [bodies[i] for i in headed.piece.bodies]
    kickers, headline, decks = ([_shown(t, page) for t in titles] for titles in _heads(headed.units))
    bylines = [part.byline for part in headed.bylines if part.byline]
    bylines += [byline for part in own for byline in (part.byline, part.closing) if byline]
    signatures = [part.passage for part in headed.bylines] + [part.signature for part in own]
    signature = joined([_names_apart(each, page) for each in signatures if each.text], " ")
    body = _body(headed, bodies, page)
    before = joined([*kickers, *headline, *decks, signature], "\n")
    whole = joined([before, body], "\n")
    dateline = next((part.dateline for part in own if part.dateline), None)
    kind = _kind(headed, own, bylines)
    if kind is ArticleKind.PHOTO and dateline is None:
        match = _CAPTION_DAY.match(body.text)
        day = match.group() if match else ""
    else:
        day = dateline["dateline"] if dateline else ""
    article = Article(
        id=f"{page_id}-{number:02}",
        page=page_id,
        kind=kind,
        text=whole.text,
        body=(len(whole) - len(body), len(whole)),
        headline=headline[0].text if headline else None,
        kickers=tuple(line.text for line in kickers),
        decks=tuple(line.text for line in decks),
        byline=signature.text or None,
        dateline=dateline["dateline"] if dateline else None,
        paper=next((b.paper for b in bylines if b.paper), None)
        if dateline is None
        else dateline["paper"] or dateline["other"],
        place=next((dateline[g] for g in ("place", "place2", "place3") if dateline[g]), None)
        if dateline
        else None,
        date=dates.of_article(day, issue),
        reporters=_names(bylines, "reporters"),
        correspondents=_names(bylines, "correspondents"),
        photographers=_names(bylines, "photographers"),
        continued_from=next((part.mark for part in own if part.mark), None),
        source=tuple(whole.source.tolist()),
    )
    return article, whole


def _names(bylines: list[Byline], field: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for byline in bylines for name in getattr(byline, field)))


def _heads(lines: list[Unit]) -> tuple[list[Passage], list[Passage], list[Passage]]:
    """Kickers, main line and decks."""
    if not lines:
        return [], [], []
    main = main_line(lines)
    if is_briefs(lines[main].text):
        return [t.passage for unit in lines for t in unit.titles], [], []
    kickers = [
        t.passage
        for n, unit in enumerate(lines)
        if n < main or (n > main and unit.is_column)
        for t in unit.titles
    ]
    decks = [t.passage for t in lines[main].titles[1:]]
    decks += [t.passage for unit in lines[main + 1 :] if not unit.is_column for t in unit.titles]
    return kickers, [lines[main].titles[0].passage], decks


def _shown(line: Passage, page: str) -> Passage:
    """A headline line with the spaces that separate its clauses."""
    text, source = line.text, line.source
    if not text or page.startswith(text, max(0, source[0])):
        return line
    cuts = [0]
    for i in range(1, len(text)):
        before, after = source[i - 1], source[i]
        if (
            after - before > 1
            and before >= 0
            and " " in page[before + 1 : after]
            and "\n" not in page[before + 1 : after]
        ):
            cuts.append(i)
    cuts.append(len(text))
    clauses = [line.part(a, b) for a, b in itertools.pairwise(cuts)]
    if not 1 < len(clauses) <= 4 or any(len(c) < _BREAK_LEAST for c in clauses):
        return line
    return joined(clauses, " ")


def _names_apart(line: Passage, page: str) -> Passage:
    """A byline with the spaces between its names, but for lines that are letter-spaced all through."""
    apart = _BESIDE_DIGIT.sub("", repair.spaced(line, page).replace("\n", " "))
    if apart == line.text or apart.count(" ") > len(line) * 0.4:
        return line
    out = array("i")
    done = 0
    for number, word in enumerate(apart.split(" ")):
        if number:
            shown = line.text[done : done + 1] == " "
            out.append(line.source[done] if shown else ADDED)
            done += shown
        out.extend(line.source[done : done + len(word)])
        done += len(word)
    return Passage(apart, out)


def _body(headed: Headed, bodies: list[Part], page: str) -> Passage:
    lines: list[Passage] = []
    previous: Part | None = None
    for i in headed.piece.bodies:
        part = bodies[i]
        heads = headed.sections.get(i, [])
        goes_on = (
            previous is not None
            and previous.ends_open
            and not heads
            and part.at == previous.at + 1
            and (len(previous.text) > 24 or is_cut(previous.text, part.text, page))
        )
        if goes_on:
            lines[-1] = joined([lines[-1], part.passage])
        else:
            lines.extend(title.passage for title in heads)
            lines.append(part.passage)
        previous = part
    return joined(lines, "\n")


def _kind(headed: Headed, own: list[Part], bylines: list[Byline]) -> ArticleKind:
    titles = [title.text for unit in headed.units for title in unit.titles]
    if any(part.mark for part in own):
        return ArticleKind.CONTINUATION
    if own[-1].photo and all(not part.dateline for part in own):
        return ArticleKind.PHOTO
    if (
        any(part.letter for part in own)
        or _SALUTATION.match(own[0].text)
        or any(part.role is Role.SIGNATURE for part in headed.bylines)
        or any(len(title) <= 16 and _SUGGESTION.search(title) for title in titles)
    ):
        return ArticleKind.SUGGESTION
    alone = any(
        part.byline is not None and not part.byline.signed for part in headed.bylines if part.passage.text
    )
    if any(byline.commentator for byline in bylines) or is_commentary(headed.units) or (alone and titles):
        return ArticleKind.COMMENTARY
    if not titles and not headed.piece.marked and not any(part.closing for part in own):
        return ArticleKind.CONTINUATION
    if not any(part.dateline for part in own) and any(_DASHED.match(title) for title in titles[1:]):
        return ArticleKind.FEATURE
    if any(_FEATURE_DECK.match(t) or (len(t) <= 16 and _FEATURE_COLUMN.match(t)) for t in titles):
        return ArticleKind.FEATURE
    return ArticleKind.NEWS
