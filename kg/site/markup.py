"""The smallest pieces of pages, made thousands of times: names that link, kinds, sentences with their source.

Each takes what is shown as text and gives HTML in which nothing of that text is markup.
"""

from collections.abc import Sequence

from markupsafe import Markup, escape

from kg.site.records import Thing
from kg.site.sources import Quote
from kg.site.words import day, words

_OPEN = 3  # sentences of a fact that are shown at once


def link(thing: Thing, root: str) -> Markup:
    """A name that leads to its page, in the colour of its family."""
    return Markup(
        f'<a class="name {family(thing)}" href="{root}{escape(thing.path)}">{escape(thing.name)}</a>'
    )


def links(things: Sequence[Thing], root: str) -> Markup:
    return Markup("、".join(link(thing, root) for thing in things))


def kind(thing: Thing) -> Markup:
    return Markup(f'<span class="kind {family(thing)}">{escape(words().types[thing.type].word)}</span>')


def family(thing: Thing) -> str:
    return words().types[thing.type].family


def quote(said: Quote, root: str) -> Markup:
    """A sentence with the two names marked and what does not state the fact in grey, and where it stands."""
    pieces = []
    for piece in said.pieces:
        text = escape(piece.text)
        if piece.role:
            pieces.append(f'<mark class="{piece.role}{"" if piece.stated else " beyond"}">{text}</mark>')
        else:
            pieces.append(str(text) if piece.stated else f'<span class="beyond">{text}</span>')
    date = f' <span class="day">{day(said.story.date)}</span>' if said.story.date else ""
    why = f"{escape(said.rule)} · {said.confidence}"
    return Markup(
        f"<blockquote><p>{''.join(pieces)}</p>"
        f'<footer><a href="{root}{said.path}">{escape(said.story.headline)}</a>{date} '
        f'<span class="rule" title="读出这条关系的规则与把握">{why}</span></footer>'
        "</blockquote>"
    )


def quotes(items: Sequence[Quote], root: str) -> Markup:
    """All sentences of a fact, the first of them open."""
    text = "".join(quote(item, root) for item in items[:_OPEN])
    if len(items) > _OPEN:
        rest = "".join(quote(item, root) for item in items[_OPEN:])
        text += f"<details><summary>另有 {len(items) - _OPEN} 处依据</summary>{rest}</details>"
    return Markup(text)
