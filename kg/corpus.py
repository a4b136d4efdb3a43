"""Annotated articles as a person types them: one file per article, read, checked and converted.

    kind: news
    headline: [江西|Province=江西省]启动[“百企上云”行动|Initiative:campaign]
    dateline: 赣鄱日报5月27日讯
    date: 05-27
    reporters: 林晓禾
    province: 江西省
    genre: industry
    split: train

    今天，[省数据局|Agency=江西省数据局][局长|Title][熊佩兰|Official]介绍…
    ---
    熊佩兰 | holdsPost 局长 | 江西省数据局 | 省数据局局长熊佩兰
    熊佩兰 | quotedIn | article | 熊佩兰介绍

A head of `key: value` lines, an empty line, the body in the notation of kg.notation with a line for each
paragraph, a line of three hyphens, and a line for each relation: subject and object by full name, predicate
(with the title for holdsPost), evidence verbatim. Head keys: kind, headline, kicker, deck, dateline, date,
reporters, correspondents, photographers, province, place, genre, split, continues; kicker and deck may stand
on several lines, names are separated by 、. Headline, kicker and deck are annotated too. A name given once
with = holds for the same surface and type in the whole article.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import notation
from kg.model import (
    ORGANIZATIONS,
    PEOPLE,
    PLACES,
    Article,
    ArticleKind,
    Document,
    EntityType,
    Mention,
    NewskgError,
    Predicate,
)

SPLITS = ("train", "dev", "test")
_NAMES = ("reporters", "correspondents", "photographers")
_ABOUT = ("kind", "dateline", "date", "province", "place", "genre", "split", "continues")
_KEYS = frozenset({"headline", "kicker", "deck", *_NAMES, *_ABOUT})
_MANY = frozenset({"kicker", "deck"})
_THINGS = frozenset({EntityType.INITIATIVE, EntityType.EVENT})
_ACTORS = ORGANIZATIONS | PLACES
_ENDS: dict[Predicate, tuple[frozenset[EntityType], frozenset[EntityType]]] = {
    Predicate.HOLDS_POST: (PEOPLE, ORGANIZATIONS),
    Predicate.AFFILIATED_WITH: (PEOPLE, ORGANIZATIONS),
    Predicate.ATTENDED: (PEOPLE | _ACTORS, frozenset({EntityType.EVENT})),
    Predicate.SPOKE_AT: (PEOPLE, frozenset({EntityType.EVENT})),
    Predicate.CHAIRED: (PEOPLE, frozenset({EntityType.EVENT})),
    Predicate.ORGANIZED: (_ACTORS, frozenset({EntityType.EVENT})),
    Predicate.HELD_IN: (frozenset({EntityType.EVENT}), _ACTORS),
    Predicate.ISSUED: (_ACTORS | PEOPLE | {EntityType.EVENT}, frozenset({EntityType.INITIATIVE})),
    Predicate.LEADS: (_ACTORS | PEOPLE, _THINGS | _ACTORS),
    Predicate.PROPOSED: (PEOPLE | _ACTORS, frozenset({EntityType.INITIATIVE})),
    Predicate.PART_OF: (_ACTORS | _THINGS, _ACTORS | _THINGS),
    Predicate.LOCATED_IN: (_ACTORS, PLACES),
    Predicate.COOPERATES_WITH: (_ACTORS, _ACTORS),
    Predicate.VISITED: (PEOPLE | _ACTORS, _ACTORS),
    Predicate.QUOTED_IN: (PEOPLE, frozenset()),
    Predicate.APPLIES_TO: (_THINGS, _ACTORS),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two entities of an article, by full name; `object` is "article" for quotedIn."""

    subject: str
    predicate: Predicate
    object: str
    evidence: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with all that its annotators found; names of mentions are filled in throughout."""

    id: str
    document: Document
    relations: tuple[Relation, ...]
    head: Mapping[str, str]
    problems: tuple[str, ...]  # what does not resolve, a line each; empty is good

    def entities(self) -> Iterator[tuple[str, EntityType, tuple[str, ...]]]:
        """(full name, type, surfaces) of each entity, in order of appearance."""
        seen: dict[str, tuple[EntityType, dict[str, None]]] = {}
        for mention in self.document.mentions:
            seen.setdefault(full_name(mention), (mention.type, {}))[1][mention.text] = None
        for name, (kind, surfaces) in seen.items():
            yield name, kind, tuple(surfaces)


def full_name(mention: Mention) -> str:
    return mention.name or mention.text


def load(folder: Path, split: str | None = None) -> list[AnnotatedArticle]:
    """The articles in the files *.txt under `folder`, sorted by name, of one split or all.

    Raises NewskgError for a file that cannot be read as described above.
    """
    found = [read(path) for path in sorted(folder.rglob("*.txt"))]
    return [article for article in found if split in (None, article.head.get("split"))]


def read(path: Path) -> AnnotatedArticle:
    """The annotated article in one file; its id is the file's stem."""
    head_text, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    body, mark, relations = rest.rpartition("\n---\n")
    if not mark:
        raise NewskgError(f"{path}: no line of three hyphens between body and relations; add one")
    head = list(_head(path, head_text))
    single = {key: value for key, value in head if key not in _MANY}
    lines = [value for key, value in head if key in ("kicker", "headline", "deck")]
    try:
        document = notation.parse("\n".join([*lines, body.strip("\n")]))
    except NewskgError as error:
        raise NewskgError(f"{path}: {error}") from None
    document = _with_article(document, path.stem, head, len(lines))
    stated = tuple(_relations(path, relations))
    problems = (*_problems(document), *_relation_problems(document, stated))
    return AnnotatedArticle(path.stem, document, stated, single, tuple(problems))


def gold_page(page: str, articles: Sequence[AnnotatedArticle]) -> dict[str, Any]:
    """The annotation of a page in the JSON format that `kg evaluate` reads."""
    return {
        "page": page,
        "articles": [_gold_article(f"{page}-{n:02}", article) for n, article in enumerate(articles, 1)],
    }


def conll(articles: Iterable[AnnotatedArticle]) -> Iterator[str]:
    """Lines of CoNLL: a character and its BIO tag (outermost mentions), an empty line after an article."""
    for article in articles:
        tags = ["O"] * len(article.document.article.text)
        end = 0
        for mention in article.document.mentions:
            if mention.start >= end:
                tags[mention.start : mention.end] = [f"I-{mention.type}"] * (mention.end - mention.start)
                tags[mention.start] = f"B-{mention.type}"
                end = mention.end
        for char, tag in zip(article.document.article.text, tags, strict=True):
            if not char.isspace():
                yield f"{char}\t{tag}"
        yield ""


def docbin(articles: Iterable[AnnotatedArticle]) -> bytes:
    """spaCy's DocBin: one token a character, mentions as the span group "mentions", the outermost as ents."""
    from spacy.tokens import Doc, DocBin, Span
    from spacy.util import filter_spans
    from spacy.vocab import Vocab

    vocab = Vocab()
    docs = DocBin()
    for article in articles:
        text = article.document.article.text
        doc = Doc(vocab, words=list(text), spaces=[False] * len(text))
        spans = [Span(doc, m.start, m.end, label=m.type.value) for m in article.document.mentions]
        doc.spans["mentions"] = spans
        doc.ents = filter_spans(spans)
        docs.add(doc)
    return docs.to_bytes()


def _gold(articles: Sequence[AnnotatedArticle]) -> bytes:
    return (json.dumps(gold_page("corpus", articles), ensure_ascii=False, indent=2) + "\n").encode()


def _conll(articles: Sequence[AnnotatedArticle]) -> bytes:
    return ("\n".join(conll(articles)) + "\n").encode()


CONVERTERS: Mapping[str, Callable[[Sequence[AnnotatedArticle]], bytes]] = {
    "gold": _gold,
    "conll": _conll,
    "docbin": docbin,
}


def _head(path: Path, text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        key, sign, value = line.partition(":")
        if not sign or key.strip() not in _KEYS:
            raise NewskgError(
                f"{path}, line {number}: {line[:30]!r} is no head line; write one of {sorted(_KEYS)}"
            )
        yield key.strip(), value.strip()


def _with_article(document: Document, id: str, head: Sequence[tuple[str, str]], lines: int) -> Document:
    """The document with its article's fields set and the names of mentions filled in."""
    text = document.article.text
    parts = text.split("\n")[:lines]
    keys = [key for key, _ in head if key in ("kicker", "headline", "deck")]
    single = dict(head)
    start = sum(len(part) + 1 for part in parts)

    def names(key: str) -> tuple[str, ...]:
        return tuple(name for name in single.get(key, "").split("、") if name)

    def of(key: str) -> tuple[str, ...]:
        return tuple(part for part, k in zip(parts, keys, strict=True) if k == key)

    article = Article(
        id,
        id,
        ArticleKind(single.get("kind", "news")),
        text,
        (start, len(text)),
        headline=next(iter(of("headline")), None),
        kickers=of("kicker"),
        decks=of("deck"),
        dateline=single.get("dateline"),
        date=single.get("date"),
        reporters=names("reporters"),
        correspondents=names("correspondents"),
        photographers=names("photographers"),
    )
    known = {(m.text, m.type): m.name for m in document.mentions if m.name}
    mentions = tuple(
        Mention(m.start, m.end, m.text, m.type, m.name or known.get((m.text, m.type)), m.detail)
        for m in document.mentions
    )
    return Document(article, document.sentences, mentions, document.titles, document.dates)


def _relations(path: Path, text: str) -> Iterator[Relation]:
    for line in filter(None, map(str.strip, text.splitlines())):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != 4:
            raise NewskgError(
                f"{path}: {line!r} has not four parts; write subject | predicate | object | evidence"
            )
        subject, predicate, object, evidence = parts
        predicate, _, title = predicate.partition(" ")
        try:
            yield Relation(subject, Predicate(predicate), object, evidence, title.strip() or None)
        except ValueError:
            raise NewskgError(
                f"{path}: {predicate!r} is no predicate; write one of {list(Predicate)}"
            ) from None


def _problems(document: Document) -> Iterator[str]:
    text, body = document.article.text, document.article.body
    covered = [False] * len(text)
    types: dict[str, EntityType] = {}
    for mention in document.mentions:
        covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
        other = types.setdefault(full_name(mention), mention.type)
        if other is not mention.type:
            yield f"{full_name(mention)} is {other} and {mention.type}"
    for title in document.titles:
        covered[title.start : title.end] = [True] * (title.end - title.start)
    for surface in sorted({m.text for m in document.mentions if len(m.text) > 2}):
        for match in re.finditer(re.escape(surface), text):
            if not any(covered[match.start() : match.end()]):
                around = text[max(0, match.start() - 6) : match.end() + 6]
                yield f"{surface} stands without annotation at …{around}…"
    if body[0] >= len(text):
        yield "the body is empty"


def _relation_problems(document: Document, relations: Sequence[Relation]) -> Iterator[str]:
    types = {full_name(mention): mention.type for mention in document.mentions}
    text = document.article.text.replace("\n", "")
    for relation in relations:
        subjects, objects = _ENDS[relation.predicate]
        shown = f"{relation.subject} {relation.predicate} {relation.object}"
        ends = [(relation.subject, subjects), (relation.object, objects)]
        if relation.predicate is Predicate.QUOTED_IN:
            ends.pop()
            if relation.object != "article":
                yield f"{shown}: the object of quotedIn is article"
        for name, allowed in ends:
            if name not in types:
                yield f"{shown}: {name} is no entity of the article"
            elif types[name] not in allowed:
                yield f"{shown}: {name} is {types[name]}"
        if (relation.title is not None) != (relation.predicate is Predicate.HOLDS_POST):
            yield f"{shown}: holdsPost, and it alone, has a title"
        if relation.evidence not in text:
            yield f"{shown}: evidence {relation.evidence!r} is not in the text"


def _gold_article(id: str, annotated: AnnotatedArticle) -> dict[str, Any]:
    article = annotated.document.article
    body = article.text[slice(*article.body)].replace("\n", "")
    relations = []
    for relation in annotated.relations:
        row = {"s": relation.subject, "p": relation.predicate.value, "o": relation.object}
        if relation.title:
            row["title"] = relation.title
        relations.append(row | {"evidence": relation.evidence})
    return {
        "id": id,
        "headline": article.headline,
        "subheadlines": [*article.kickers, *article.decks],
        "kind": article.kind.value,
        "date": article.date,
        "reporters": list(article.reporters),
        "correspondents": list(article.correspondents),
        "photographers": list(article.photographers),
        "first_words": body[:16],
        "last_words": body[-14:],
        "entities": [
            {"name": name, "type": kind.value, "mentions": list(surfaces)}
            for name, kind, surfaces in annotated.entities()
        ],
        "relations": relations,
    }
