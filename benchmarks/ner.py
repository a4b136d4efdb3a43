"""F1 of our statistical model on public test sets of Chinese names, beside the published figures.

    python benchmarks/ner.py [FOLDER] [--only cluener|msra] [--iterations N]

For each set the model is trained anew on the set's own training part, with the features and the fitting of
the package, and judged on its test: exact place and kind. FOLDER (or the environment variable NEWSKG_NER)
holds the sets as they are handed out; none states a licence, so nothing trained here is kept:

    cluener2020/train.json dev.json     {"text", "label": {kind: {surface: [[first, last], …]}}}
    msra/train.jsonl test.jsonl         {"text", "ents": [[start, end, kind], …]}

The labels of CLUENER's test are not public: its dev part is the test here, as in the figures beside it. All
of the training parts is used; features that were seen fewer than three times in MSRA are left out, to save
time. Exits with 1 where a set stays below its floor or takes longer than ten minutes of processor time to
train on.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.language import Language

from kg.language import load
from kg.language.statistics.augment import Names
from kg.language.statistics.component import features_of
from kg.language.statistics.features import Keys
from kg.language.statistics.fitting import Fit, fit, labels_for, labels_of
from kg.language.statistics.hints import clauses_of
from kg.language.statistics.model import Model
from kg.language.statistics.train import RULES, annotate_with_rules, outermost
from kg.model import Article, ArticleKind

MOST_SECONDS = 600.0

Sentence = tuple[str, Names]


def cluener(record: dict[str, Any]) -> Sentence:
    """A record of CLUENER2020; ends are the last characters there."""
    found = [
        (first, last + 1, kind)
        for kind, surfaces in record["label"].items()
        for places in surfaces.values()
        for first, last in places
    ]
    return record["text"], outermost(found)


def msra(record: dict[str, Any]) -> Sentence:
    """A record of MSRA."""
    return record["text"], outermost([(start, end, kind) for start, end, kind in record["ents"]])


@dataclass(frozen=True, slots=True)
class Task:
    """A test set: its files, how to read and to fit, the floor, and what others published."""

    train: str
    test: str
    sentence: Callable[[dict[str, Any]], Sentence]
    how: Fit
    floor: float
    published: tuple[tuple[str, float], ...]


TASKS = {
    "cluener": Task(
        "cluener2020/train.json",
        "cluener2020/dev.json",
        cluener,
        Fit(iterations=80, l1=0.05, l2=0.05, smallest=0.0),
        0.72,
        (
            ("BiLSTM-CRF (Xu et al. 2020, hidden test)", 0.700),
            ("BERT-base (Xu et al. 2020, hidden test)", 0.788),
        ),
    ),
    "msra": Task(
        "msra/train.jsonl",
        "msra/test.jsonl",
        msra,
        Fit(iterations=45, l1=0.05, l2=0.05, least=3, smallest=0.0),
        0.88,
        (
            ("CRF (Chen et al. 2006)", 0.862),
            ("BiLSTM-CRF on characters (Zhang, Yang 2018)", 0.888),
            ("lattice LSTM (Zhang, Yang 2018)", 0.932),
        ),
    ),
}


def sentences(path: Path, read: Callable[[dict[str, Any]], Sentence]) -> list[Sentence]:
    """The sentences of a file of JSON lines."""
    return [read(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def seen(text: str, nlp: Language) -> Keys:
    """What the model sees of a sentence in which the rules have run."""
    return features_of(
        annotate_with_rules(Article("sentence", "sentence", ArticleKind.NEWS, text, (0, len(text))), nlp)
    )


def stretches(examples: list[Sentence], nlp: Language) -> Iterator[tuple[Keys, list[str]]]:
    """The keys and labels of the clauses of sentences."""
    for text, names in examples:
        if text:
            keys, labels = seen(text, nlp), labels_of(len(text), names)
            yield from ((keys[:, start:end], labels[start:end]) for start, end in clauses_of(text))


def scores(model: Model, examples: list[Sentence], nlp: Language) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by kind and of all."""
    counts: dict[str, list[int]] = {}
    for text, names in examples:
        found = set(model.read(seen(text, nlp), clauses_of(text)).names()) if text else set()
        for right, groups in ((0, found & set(names)), (1, found), (2, set(names))):
            for _, _, kind in groups:
                for name in (kind, "all"):
                    counts.setdefault(name, [0, 0, 0])[right] += 1
    return {
        kind: (right / max(1, given), right / max(1, there), 2 * right / max(1, given + there))
        for kind, (right, given, there) in sorted(counts.items())
    }


def run(folder: Path, name: str, task: Task, how: Fit, nlp: Language) -> bool:
    """Train, test, print; whether the floor is reached in time."""
    train, test = (sentences(folder / part, task.sentence) for part in (task.train, task.test))
    kinds = {kind for _, names in train for *_, kind in names}
    with TemporaryDirectory() as work:
        begin = time.process_time()
        fit(stretches(train, nlp), labels_for(kinds), Path(work) / "model.npz", how)
        seconds = time.process_time() - begin
        size = (Path(work) / "model.npz").stat().st_size / 1e6
        found = scores(Model.load(Path(work) / "model.npz"), test, nlp)
    print(f"{name}: trained on {len(train)} sentences in {seconds:.0f} seconds, {size:.1f} MB", flush=True)
    for kind, (precision, recall, f1) in found.items():
        print(f"  {kind:14} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    for other, f1 in task.published:
        print(f"  published: F1 {f1:.3f}  {other}")
    reached = found["all"][2] >= task.floor and seconds <= MOST_SECONDS
    print(f"  floor {task.floor:.2f}: {'reached' if reached else 'missed'}", flush=True)
    return reached


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Our statistical model on public test sets")
    parser.add_argument("folder", nargs="?", type=Path, default=os.environ.get("NEWSKG_NER"))
    parser.add_argument("--only", choices=sorted(TASKS))
    parser.add_argument("--iterations", type=int, help="of the optimiser; default: those of each set")
    options = parser.parse_args(arguments)
    if options.folder is None or not Path(options.folder).is_dir():
        print("name the folder that holds the sets, or set NEWSKG_NER", file=sys.stderr)
        return 2
    nlp, reached = load(RULES), []
    for name, task in TASKS.items():
        if options.only in (None, name):
            how = task.how
            if options.iterations:
                how = Fit(options.iterations, how.l1, how.l2, how.least, how.smallest)
            reached.append(run(Path(options.folder), name, task, how, nlp))
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
