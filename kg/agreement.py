"""How far two annotations of the same articles agree: F1 of one against the other.

Mentions agree where article, form and type are the same (Official and Person count as one type, as posts
decide it), relations where article, subject, predicate and object are. Two annotations mean the same entity
where they share its full name or a form, without regard to quotation marks.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import corpus
from kg.corpus import AnnotatedArticle
from kg.model import PEOPLE, NewskgError, Predicate

_MARKS = re.compile(r"[\s“”‘’《》〈〉（）()·、，]")
Item = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of what both found, the first found, the second found; by kind (type or predicate) too."""

    both: int
    first: int
    second: int
    kinds: Mapping[str, tuple[int, int, int]]
    only_first: tuple[Item, ...]
    only_second: tuple[Item, ...]

    @property
    def f1(self) -> float:
        return 2 * self.both / max(1, self.first + self.second)


def compare(
    first: Sequence[AnnotatedArticle], second: Sequence[AnnotatedArticle]
) -> tuple[Agreement, Agreement]:
    """The agreement on mentions and on relations, over the articles that both hold.

    Raises NewskgError where an article's text differs between the two.
    """
    others = {article.id: article for article in second}
    pairs = [(article, others[article.id]) for article in first if article.id in others]
    for one, other in pairs:
        if _text(one) != _text(other):
            raise NewskgError(
                f"{one.id}: the two annotations are of different texts; annotate the text unchanged"
            )
    return _agreement(pairs, _mentions), _agreement(pairs, _relations)


def report(first: Path, second: Path) -> str:
    """The agreement of two folders of annotated articles as a table: all, then by type and predicate."""
    mentions, relations = compare(corpus.load(first), corpus.load(second))
    lines = []
    for name, found in (("mentions", mentions), ("relations", relations)):
        lines.append(
            f"{name:16} F1 {found.f1:.3f}  (both {found.both}, first {found.first}, second {found.second})"
        )
        for kind, (both, one, other) in sorted(found.kinds.items()):
            lines.append(f"  {kind:14} F1 {2 * both / (one + other):.3f}  (both {both}, {one}, {other})")
    return "\n".join(lines)


def _mentions(article: AnnotatedArticle, _: Mapping[str, str]) -> set[Item]:
    return {
        (article.id, "Person" if m.type in PEOPLE else m.type.value, _bare(m.text))
        for m in article.document.mentions
    }


def _relations(article: AnnotatedArticle, same: Mapping[str, str]) -> set[Item]:
    found = set()
    for relation in article.relations:
        ends = [same.get(_bare(name), _bare(name)) for name in (relation.subject, relation.object)]
        if relation.predicate is Predicate.COOPERATES_WITH:
            ends.sort()
        found.add((article.id, relation.predicate.value, *ends))
    return found


def _same(one: AnnotatedArticle, other: AnnotatedArticle) -> dict[str, str]:
    """For each entity of the other annotation that the one has under another name: that name."""
    by_form: dict[str, str] = {}
    for name, _, forms in one.entities():
        for form in (*forms, name):
            by_form.setdefault(_bare(form), _bare(name))
    return {
        _bare(name): next(by_form[_bare(form)] for form in (name, *forms) if _bare(form) in by_form)
        for name, _, forms in other.entities()
        if any(_bare(form) in by_form for form in (name, *forms))
    }


def _agreement(
    pairs: Iterable[tuple[AnnotatedArticle, AnnotatedArticle]],
    items: Callable[[AnnotatedArticle, Mapping[str, str]], set[Item]],
) -> Agreement:
    first, second = set[Item](), set[Item]()
    for one, other in pairs:
        first |= items(one, {})
        second |= items(other, _same(one, other))
    both = first & second
    counts = [Counter(item[1] for item in found) for found in (both, first, second)]
    kinds = {kind: (counts[0][kind], counts[1][kind], counts[2][kind]) for kind in counts[1] | counts[2]}
    return Agreement(
        len(both),
        len(first),
        len(second),
        kinds,
        tuple(sorted(first - second)),
        tuple(sorted(second - first)),
    )


def _text(article: AnnotatedArticle) -> str:
    return re.sub(r"\s", "", article.document.article.text)


def _bare(name: str) -> str:
    return _MARKS.sub("", name)
