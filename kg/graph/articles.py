"""Newspaper pages, their articles, who wrote them, and the passages that name entities."""

from pathlib import PurePath

from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from kg.graph import iris
from kg.graph.literals import chinese, day, integer, is_full, plain
from kg.graph.terms import DCTERMS, KG, OA, SCHEMA
from kg.model import Article, Corpus, Document, Page

_kg, _oa, _schema, _dcterms = Namespace(KG), Namespace(OA), Namespace(SCHEMA), Namespace(DCTERMS)
_OPENING = 20  # characters of the body that name an article without headline


def add_articles(graph: Graph, things: Namespace, corpus: Corpus) -> None:
    """Add pages, articles with their texts, journalists, and the mentions of entities."""
    days = {page.id: page.date for page in corpus.pages}
    for page in corpus.pages:
        _add_page(graph, things, page)
    for document in corpus.documents.values():
        article = document.article
        _add_article(graph, things, article, days.get(article.page))
        for predicate, names in (
            (_schema.author, article.reporters),
            (_kg.correspondent, article.correspondents),
            (_kg.photographer, article.photographers),
        ):
            _add_journalists(graph, things, things[iris.article(article.id)], predicate, names)
    for entity in corpus.entities:
        for article_id, index in entity.mentions:
            _add_mention(graph, things, corpus.documents[article_id], index, things[iris.local(entity.id)])


def _add_page(graph: Graph, things: Namespace, page: Page) -> None:
    iri, file = things[iris.page(page.id)], PurePath(page.file).name
    graph.add((iri, RDF.type, _kg.Page))
    graph.add((iri, RDFS.label, chinese(f"版面 {page.id}")))
    graph.add((iri, _dcterms.source, plain(file)))
    if is_full(page.date) and (published := day(page.date)) is not None:
        graph.add((iri, _schema.datePublished, published))


def _add_article(graph: Graph, things: Namespace, article: Article, issued: str | None) -> None:
    """`issued` is the day of the newspaper: the article is published then, whenever it was written."""
    iri = things[iris.article(article.id)]
    body = article.text[slice(*article.body)]
    graph.add((iri, RDF.type, _kg.Article))
    graph.add((iri, RDFS.label, chinese(article.headline or _opening(body))))
    graph.add((iri, _schema.isPartOf, things[iris.page(article.page)]))
    graph.add((iri, _kg.kind, plain(article.kind.value)))
    graph.add((iri, _kg.text, plain(article.text)))
    graph.add((iri, _schema.articleBody, plain(body)))
    if article.headline:
        graph.add((iri, _schema.headline, chinese(article.headline)))
    for line in (*article.kickers, *article.decks):
        graph.add((iri, _schema.alternativeHeadline, chinese(line)))
    if article.continues:
        graph.add((iri, _kg.continues, things[iris.article(article.continues)]))
    if article.dateline:
        graph.add((iri, _kg.dateline, plain(article.dateline)))
    published = next(filter(is_full, (issued, article.date)), None)
    if (date := day(published)) is not None:
        graph.add((iri, _schema.datePublished, date))


def _opening(body: str) -> str:
    words = "".join(body.split())
    return words[:_OPENING] + "…" if len(words) > _OPENING else words or "（无题）"


def _add_journalists(
    graph: Graph, things: Namespace, article: URIRef, predicate: URIRef, names: tuple[str, ...]
) -> None:
    for name in names:
        iri = things[iris.mint("jou", name)]
        graph.add((iri, RDF.type, _kg.Journalist))
        graph.add((iri, RDFS.label, chinese(name)))
        graph.add((article, predicate, iri))


def _add_mention(graph: Graph, things: Namespace, document: Document, index: int, entity: URIRef) -> None:
    mention, article = document.mentions[index], document.article
    place = f"{article.id}-{mention.start}-{mention.end}"
    iri, source = things[iris.local(f"men-{place}")], things[iris.article(article.id)]
    graph.add((iri, RDF.type, _kg.Mention))
    graph.add((iri, _kg.refersTo, entity))
    add_passage(graph, iri, source, article, mention.start, mention.end)
    graph.add((source, _schema.mentions, entity))


def add_passage(graph: Graph, iri: URIRef, source: URIRef, article: Article, start: int, end: int) -> None:
    """Say which passage of `article` the resource `iri` is. Its label tells where, never what: whoever looks
    for a name by label finds the thing of that name and not each passage."""
    graph.add((iri, RDFS.label, chinese(f"{article.id} 第{start + 1}至{end}字")))
    graph.add((iri, _oa.hasSource, source))
    graph.add((iri, _kg.quote, plain(article.text[start:end])))
    graph.add((iri, _kg.start, integer(start)))
    graph.add((iri, _kg.end, integer(end)))
