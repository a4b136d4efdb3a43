"""The model: features in numpy, decoding as crfsuite does it, training that can be repeated."""

from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path
from random import Random

import numpy as np
import pytest

from kg.language.edges import borders
from kg.language.people.names import likeness
from kg.language.statistics.augment import Example, invented, with_others
from kg.language.statistics.features import Hint, keys_of
from kg.language.statistics.fitting import Fit, fit, labels_for, labels_of
from kg.language.statistics.hints import clauses_of
from kg.language.statistics.model import Lattice, Model
from kg.language.statistics.train import KINDS, Score, outermost
from kg.model import Article, ArticleKind, NewskgError

LABELS = labels_for(KINDS)
SENTENCES = [
    ("县长[邓石南]说，路修通了。", "PER"),
    ("村民[郝春来]告诉大家，[邓石南]来过。", "PER"),
    ("[欧阳雪]表示，要保护好这片林子。", "PER"),
    ("局长[柯明远]到[云岭县]调研。", "PER LOC"),
    ("记者在[云岭县]见到了[郝春来]。", "LOC PER"),
    ("[江北大学]教授[茅以宁]来到[青石镇]。", "ORG PER LOC"),
    ("大家都说，日子越过越好。", ""),
    ("今年的收成比去年高三成。", ""),
]


def example(marked: str, kinds: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, names, start = "", [], 0
    todo = iter(kinds.split())
    for character in marked:
        if character == "[":
            start = len(text)
        elif character == "]":
            names.append((start, len(text), next(todo)))
        else:
            text += character
    return text, tuple(names)


def keys(text: str) -> np.ndarray:
    return keys_of(text, borders(text), [])


def sequences() -> Iterator[tuple[np.ndarray, list[str]]]:
    for marked, kinds in SENTENCES:
        text, names = example(marked, "PER PER" if marked.count("[") > len(kinds.split()) else kinds)
        yield keys(text), labels_of(len(text), names)


def attributes_of(rows: np.ndarray) -> list[list[str]]:
    return [[str(key) for key in column] for column in rows.T.tolist()]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is needed for training alone")
    path = tmp_path_factory.mktemp("model") / "small.npz"
    fit(sequences(), LABELS, path, Fit(l1=0.0, l2=0.1, smallest=0.0))
    return path


def lattice(model: Model, text: str) -> Lattice:
    return model.read(keys(text), clauses_of(text))


def test_what_was_trained_is_found(trained: Path) -> None:
    text = "局长邓石南在云岭县说，江北大学的茅以宁来过。"
    found = {text[a:b]: kind for a, b, kind in lattice(Model.load(trained), text).names()}
    assert found["邓石南"] == "PER"
    assert found["云岭县"] == "LOC"


def test_labels_agree_with_crfsuite(tmp_path: Path) -> None:
    pycrfsuite = pytest.importorskip("pycrfsuite", reason="python-crfsuite is needed for training alone")
    path = tmp_path / "whole.npz"
    fit(sequences(), LABELS, path, Fit(l1=0.0, l2=0.1, smallest=0.0))
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for rows, labels in sequences():
        trainer.append(attributes_of(rows), labels)
    trainer.set_params(
        {
            "c1": 0.0,
            "c2": 0.1,
            "max_iterations": 80,
            "feature.minfreq": 1,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(tmp_path / "whole.crfsuite"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "whole.crfsuite"))
    model = Model.load(path)
    for text in ("县长邓石南来到青石镇。", "欧阳雪告诉郝春来，路修通了。", "大家都说好"):
        rows = keys(text)
        want = tagger.tag(attributes_of(rows))
        best = model.read(rows, [(0, len(text))]).marginals().argmax(axis=1)
        assert [LABELS[i] for i in best] == want


def test_probabilities_are_those_of_all_labellings(trained: Path) -> None:
    model, text = Model.load(trained), "见郝春来"
    rows = keys(text)
    scores = model.emissions(rows).astype(float)
    of_all = of_name = 0.0
    for path in product(range(len(LABELS)), repeat=len(text)):
        steps = sum(model.transition[a, b] for a, b in pairwise(path))
        weight = np.exp(sum(scores[at, label] for at, label in enumerate(path)) + steps)
        of_all += weight
        if [LABELS[i] for i in path[1:]] == ["B-PER", "M-PER", "E-PER"]:
            of_name += weight
    assert model.read(rows, [(0, len(text))]).probability(1, 4, "PER") == pytest.approx(of_name / of_all)


def test_probabilities(trained: Path) -> None:
    text = "县长邓石南说，路修通了。"
    read = lattice(Model.load(trained), text)
    likely = read.probability(2, 5, "PER")
    assert 0.5 < likely <= 1.0
    assert read.probability(2, 4, "PER") < likely
    assert read.probability(7, 9, "PER") < 0.2
    assert np.allclose(read.marginals().sum(axis=1), 1.0)
    assert read.probability(2, 5, "POST") == 0.0


def test_long_stretches_stay_in_range(trained: Path) -> None:
    text = "县长邓石南说" * 10
    read = Model.load(trained).read(keys(text), [(0, len(text))])
    assert np.allclose(read.marginals().sum(axis=1), 1.0)


def test_the_same_data_give_the_same_bytes(tmp_path: Path, trained: Path) -> None:
    again = tmp_path / "again.npz"
    fit(sequences(), LABELS, again, Fit(l1=0.0, l2=0.1, smallest=0.0))
    assert again.read_bytes() == trained.read_bytes()


def test_no_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_text("no model")
    with pytest.raises(NewskgError, match="kg train"):
        Model.load(tmp_path / "broken.npz")


def test_rare_keys_get_no_weight(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite", reason="python-crfsuite is needed for training alone")
    fit(sequences(), LABELS, tmp_path / "model.npz", Fit(least=3, smallest=0.0))
    kept = np.load(tmp_path / "model.npz")["keys"]
    every, count = np.unique(np.concatenate([rows.ravel() for rows, _ in sequences()]), return_counts=True)
    assert len(kept) and set(kept.tolist()) <= set(every[count >= 3].tolist())


def test_keys_depend_on_hints_and_on_nothing_else() -> None:
    text = "县长邓石南说"
    edges = borders(text)
    plain, again = keys_of(text, edges, []), keys_of(text, edges, [])
    hinted = keys_of(text, edges, [Hint(0, 2, 1)])
    assert (plain == again).all()
    assert (plain != hinted).any()
    assert plain.shape == (len(plain), len(text))
    assert keys_of("", (0,), []).shape[1] == 0


def test_clauses_cover_the_text() -> None:
    text = "第一句，第二句。\n" + "长" * 150 + "完"
    clauses = clauses_of(text)
    assert [b for _, b in clauses[:-1]] == [a for a, _ in clauses[1:]]
    assert (clauses[0][0], clauses[-1][1]) == (0, len(text))
    assert max(b - a for a, b in clauses) <= 64


def test_labels_of_outermost_names() -> None:
    names = outermost([(0, 8, "ORG"), (0, 2, "LOC"), (9, 10, "PER")])
    assert names == ((0, 8, "ORG"), (9, 10, "PER"))
    assert labels_of(10, names)[-1] == "S-PER"


def test_score() -> None:
    assert Score(8, 10, 10).f1 == pytest.approx(0.8)


def test_other_people_in_the_same_text() -> None:
    text, names = example("县长[邓石南]说，[邓石南]和[江北大学]合作。", "PER PER ORG")
    article = Article("a-01", "a", ArticleKind.NEWS, text, (0, len(text)))
    other = with_others(Example(article, names), Random(7))
    surfaces = [other.article.text[a:b] for a, b, _ in other.names]
    assert surfaces[0] == surfaces[1] != "邓石南"
    assert surfaces[2] == "江北大学"
    assert other == with_others(Example(article, names), Random(7))


def test_invented_names_look_like_names() -> None:
    random = Random(1)
    assert sum((likeness(invented(random)) or 0.0) > 0 for _ in range(200)) > 180
