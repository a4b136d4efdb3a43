"""Makes the model: annotated articles and Universal NER in, weights and scores out.

The same data give the same bytes.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spacy.language import Language
from spacy.tokens import Doc

from kg import corpus
from kg.language.edges import borders_of
from kg.language.pipeline import load
from kg.language.spans import text_of
from kg.language.statistics.augment import Example, Names, with_others
from kg.language.statistics.component import MODEL, read
from kg.language.statistics.endings import counted
from kg.language.statistics.features import Keys, keys_of
from kg.language.statistics.fitting import Fit, fit, labels_for, labels_of
from kg.language.statistics.hints import clauses_of, hints_of
from kg.language.statistics.model import Model
from kg.model import ORGANIZATIONS, PEOPLE, PLACES, Article, ArticleKind, EntityType, NewskgError

RULES = ("sentences", "dates", "places", "organisations", "titles")
KINDS = ("EVT", "INI", "LOC", "ORG", "PER")
_UNIVERSAL = ("LOC", "ORG", "PER")


@dataclass(frozen=True, slots=True)
class Score:
    """Exact matches of names of one kind."""

    matched: int
    predicted: int
    gold: int

    @property
    def f1(self) -> float:
        return 2 * self.matched / max(1, self.predicted + self.gold)

    def __str__(self) -> str:
        precision, recall = self.matched / max(1, self.predicted), self.matched / max(1, self.gold)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({self.gold} names)"


@dataclass(frozen=True, slots=True)
class Options:
    """How to train.

    Each article is read once as it is and `articles` times with other people in it, each sentence of
    Universal NER `sentences` times. With other people, the model sees less of what the rules found, which is
    better in the articles they were written on than in others: `blind` is the share of those texts without
    what they found of people, `hidden` the share of all their finds that is left out.
    """

    seed: int = 20240528
    articles: int = 2
    sentences: int = 0
    blind: float = 0.5
    hidden: float = 0.3


def train(
    articles: Path | None,
    uner: Path | None,
    output: Path = MODEL,
    options: Options | None = None,
    how: Fit | None = None,
    say: Callable[[str], None] = print,
) -> dict[str, Score]:
    """Train on the train part of the annotated `articles` and of Universal NER, write `output`.

    `uner` is the folder with gsd_simplified_train.jsonl and its dev part. Returns the scores by kind on the
    dev parts, "articles PER" and so on, and says them. Raises NewskgError where there is nothing to train on.
    """
    options = options or Options()
    nlp = load(RULES)
    parts: list[tuple[list[Example], int]] = []
    held_out: dict[str, list[Example]] = {}
    if uner is not None:
        parts.append((list(universal(uner / "gsd_simplified_train.jsonl")), options.sentences))
        held_out["uner"] = list(universal(uner / "gsd_simplified_dev.jsonl"))
    if articles is not None:
        parts.append((list(annotated(articles, "train")), options.articles))
        held_out["articles"] = list(annotated(articles, "dev"))
    if not any(examples for examples, _ in parts):
        raise NewskgError(
            "nothing to train on: no articles of the train part and no Universal NER were given"
        )
    fit(_sequences(parts, nlp, options), labels_for(KINDS), output, how or Fit())
    if articles is not None:
        types = [(m.text, m.type) for item in corpus.load(articles, "train") for m in item.document.mentions]
        output.with_name("endings.tsv").write_text(counted(types), encoding="utf-8")
    say(f"{output.name}: {output.stat().st_size / 1e6:.2f} MB")
    scores = {}
    for name, examples in held_out.items():
        for kind, score in evaluate(Model.load(output), examples, nlp).items():
            scores[f"{name} {kind}"] = score
            say(f"{name} {kind}: {score}")
    return scores


def annotated(folder: Path, split: str) -> Iterator[Example]:
    """The articles of one part of a folder of annotated articles."""
    for item in corpus.load(folder, split):
        found = [(m.start, m.end, kind_of(m.type)) for m in item.document.mentions]
        yield Example(item.document.article, outermost(found))


def kind_of(type: EntityType) -> str:
    """The kind of a type: the model tells people, organisations, places, initiatives and events apart."""
    if type in PEOPLE:
        return "PER"
    if type in ORGANIZATIONS:
        return "ORG"
    return "LOC" if type in PLACES else "INI" if type is EntityType.INITIATIVE else "EVT"


def universal(path: Path) -> Iterator[Example]:
    """The sentences of a .jsonl of Universal NER ({"text": …, "ents": [[start, end, kind], …]})."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as problem:
        raise NewskgError(f"{path}: {problem.strerror}; give the folder of Universal NER") from None
    for number, line in enumerate(lines):
        record = json.loads(line)
        text = record["text"]
        article = Article(f"uner-{number:05}", "uner", ArticleKind.NEWS, text, (0, len(text)))
        yield Example(
            article, outermost([(a, b, kind) for a, b, kind in record["ents"] if kind in _UNIVERSAL])
        )


def outermost(found: Sequence[tuple[int, int, str]]) -> Names:
    """The names that stand in no other."""
    kept: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found, key=lambda n: (n[0], -n[1], n[2])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end, kind))
    return tuple(kept)


def evaluate(model: Model, examples: Iterable[Example], nlp: Language) -> dict[str, Score]:
    """The scores of a model by kind."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for example in examples:
        doc = annotate_with_rules(example.article, nlp)
        found = set(read(doc, model).names())
        for kind in KINDS:
            want = {n for n in example.names if n[2] == kind}
            got = {n for n in found if n[2] == kind}
            for i, number in enumerate((len(want & got), len(got), len(want))):
                counts[kind][i] += number
    return {kind: Score(*numbers) for kind, numbers in counts.items()}


def _sequences(
    parts: Sequence[tuple[list[Example], int]], nlp: Language, options: Options
) -> Iterator[tuple[Keys, list[str]]]:
    random = Random(options.seed)
    for examples, copies in parts:
        for example in examples:
            yield from _clauses(example, nlp)
            for _ in range(copies):
                yield from _clauses(with_others(example, random), nlp, options, random)


def _clauses(
    example: Example, nlp: Language, options: Options | None = None, random: Random | None = None
) -> Iterator[tuple[Keys, list[str]]]:
    """The clauses of an example; with `options` and `random`, some of what the rules found is left out."""
    doc = annotate_with_rules(example.article, nlp)
    text = text_of(doc)
    if options is None or random is None:
        hints = hints_of(doc)
    else:
        people = random.random() >= options.blind
        hints = [hint for hint in hints_of(doc, people) if random.random() >= options.hidden]
    keys = keys_of(text, borders_of(doc), hints)
    labels = labels_of(len(text), example.names)
    for start, end in clauses_of(text):
        yield keys[:, start:end], labels[start:end]


def annotate_with_rules(article: Article, nlp: Language) -> Doc:
    """The Doc of an article in which the pipeline has run."""
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
