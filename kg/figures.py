"""Annotated articles counted: by part, type, relation, genre and province."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg import corpus
from kg.corpus import AnnotatedArticle, full_name
from kg.model import PEOPLE


def table(folder: Path) -> str:
    """The figures of the annotated articles under `folder` as text for people."""
    articles = corpus.load(folder)
    lines = [f"{name:24} {value}" for name, value in _whole(articles).items()]
    for title, counts in _counts(articles).items():
        lines += ["", title, *(f"  {name:22} {count}" for name, count in counts.items())]
    return "\n".join(lines)


def _whole(articles: Sequence[AnnotatedArticle]) -> Mapping[str, int]:
    people = {full_name(m) for a in articles for m in a.document.mentions if m.type in PEOPLE}
    makers = {
        name
        for a in articles
        for names in (
            a.document.article.reporters,
            a.document.article.correspondents,
            a.document.article.photographers,
        )
        for name in names
    }
    return {
        "articles": len(articles),
        "characters of bodies": sum(
            a.document.article.body[1] - a.document.article.body[0] for a in articles
        ),
        "mentions": sum(len(a.document.mentions) for a in articles),
        "relations": sum(len(a.relations) for a in articles),
        "different people": len(people),
        "with those of bylines": len(people | makers),
        "cities and counties": len({a.head["place"] for a in articles if "place" in a.head}),
    }


def _counts(articles: Sequence[AnnotatedArticle]) -> Mapping[str, Mapping[str, int]]:
    heads = {key: Counter(a.head.get(key, "") for a in articles) for key in ("split", "genre", "province")}
    types = Counter(m.type.value for a in articles for m in a.document.mentions)
    predicates = Counter(r.predicate.value for a in articles for r in a.relations)
    return {
        "articles by part": _sorted(heads["split"]),
        "mentions by type": _sorted(types),
        "relations by predicate": _sorted(predicates),
        "articles by genre": _sorted(heads["genre"]),
        "articles by province": _sorted(heads["province"]),
    }


def _sorted(counts: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
