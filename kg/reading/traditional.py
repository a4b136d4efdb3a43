"""Traditional characters: folded to simplified ones for matching, while articles stay as printed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.model import Article

# A page without any of these is not printed in traditional characters.
_TELLING = re.compile("[記訊報電們這個來說會國與為對開關東車學長門問間]")


def folded(page: str) -> str:
    """The page with simplified characters, one for one; the same string where it has no traditional ones.

    >>> folded("本報訊（記者 陳曉東）")
    '本报讯（记者 陈晓东）'
    """
    return page.translate(_table()) if _TELLING.search(page) else page


def as_printed(article: Article, page: str) -> Article:
    """An article read from a folded page, with the characters of `page` as it was printed."""
    text = "".join(page[p] if p >= 0 else char for char, p in zip(article.text, article.source, strict=True))
    printed = dict(zip(article.text, text, strict=True))  # a body's characters give way to those of its head
    head = article.body[0]
    printed.update(zip(article.text[:head], text[:head], strict=True))

    def restored(field: str) -> str:
        at = article.text.find(field)
        return text[at : at + len(field)] if at >= 0 else "".join(printed.get(c, c) for c in field)

    def maybe(field: str | None) -> str | None:
        return field and restored(field)

    def each(fields: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(restored, fields))

    return replace(
        article,
        text=text,
        headline=maybe(article.headline),
        kickers=each(article.kickers),
        decks=each(article.decks),
        byline=maybe(article.byline),
        dateline=maybe(article.dateline),
        paper=maybe(article.paper),
        place=maybe(article.place),
        reporters=each(article.reporters),
        correspondents=each(article.correspondents),
        photographers=each(article.photographers),
        continued_from=maybe(article.continued_from),
    )


@cache
def _table() -> Mapping[int, str]:
    """Traditional characters and the simplified ones they are written as, by OpenCC, each by itself."""
    from opencc import OpenCC  # loads its dictionaries, which most pages do not need

    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, simple, strict=True) if a != b and len(b) == 1}
