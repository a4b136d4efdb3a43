"""The whole way tried on annotated articles: what their text gives, against what people found in them."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import corpus, evaluate, graph, language, linking, relations
from kg.corpus import AnnotatedArticle
from kg.model import NewskgError, Page, Reading, Settings


def trial(folder: Path, split: str | None = None) -> evaluate.Report:
    """The scores on the annotated articles under `folder`, of one split or all.

    Each article is linked by itself, as a page of a paper of its province. Raises NewskgError where there is
    no article of that split.
    """
    articles = corpus.load(folder, split)
    if not articles:
        raise NewskgError(
            f"{folder}: no annotated article of the part {split!r}; parts: {', '.join(corpus.SPLITS)}"
        )
    with TemporaryDirectory() as work:
        built, gold = Path(work) / "graph.ttl", Path(work) / "gold.json"
        built.write_text(_graph(articles), encoding="utf-8")
        page = corpus.gold_page("corpus", articles)
        gold.write_text(json.dumps(page, ensure_ascii=False), encoding="utf-8")
        return evaluate.evaluate(built, [gold])


def _graph(articles: Sequence[AnnotatedArticle]) -> str:
    pipeline = language.load()
    triples: set[str] = set()
    for annotated in articles:
        article = annotated.document.article
        page = Page(article.id, f"{article.id}.txt", "utf-8", article.text, (article,))
        reading: Reading = relations.read(language.annotate(article, pipeline))
        linked = linking.link([page], [reading], Settings(home=annotated.head.get("province")))
        triples.update(graph.build(linked).serialize(format="nt").splitlines())
    return "\n".join(sorted(triples))
