"""What the rules find, what the model finds, and what both find together: F1 of mentions by type.

    python benchmarks/ablation.py corpus --split dev [--weights FILE]

Reads annotated articles (see kg/corpus.py) in three ways: with the rules alone (the pipeline without its
statistical component), with the names that the model alone gives (typed by gazetteer and endings; it sees
what the rules for places, organisations and posts found), and with the whole pipeline. Counted are different
(article, surface, type); Official and Person are one type.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg import corpus
from kg.gold import name_key
from kg.language import load
from kg.language.divisions import lookup
from kg.language.pipeline import COMPONENTS, document_of
from kg.language.spans import in_regions, text_of
from kg.language.statistics import component, seen
from kg.language.statistics.endings import type_of
from kg.language.statistics.model import Model
from kg.language.statistics.train import annotate_with_rules
from kg.model import PEOPLE, EntityType

Found = set[tuple[str, str]]  # surface and type
WAYS = ("rules", "model", "together")
_TYPES = {"PER": EntityType.PERSON, "INI": EntityType.INITIATIVE, "EVT": EntityType.EVENT}


def mentions(doc: Doc) -> Found:
    """What the pipeline found."""
    return {(name_key(m.text), _type(m.type)) for m in document_of(doc).mentions}


def model_names(doc: Doc) -> Found:
    """What the model alone gives, outside bylines."""
    text, found = text_of(doc), set()
    for item in seen(doc):
        name, kind = text[item.start : item.end], item.kind
        if in_regions(doc._.bylines, item.start, item.end):
            continue
        divisions = lookup(name) if kind == "LOC" else ()
        type = divisions[0].level if divisions else _TYPES.get(kind) or type_of(name, kind)
        if type is not None:
            found.add((name_key(name), _type(type)))
    return found


def _type(type: EntityType) -> str:
    return EntityType.PERSON if type in PEOPLE else type


def counted(
    articles: Iterable[corpus.AnnotatedArticle], ways: dict[str, tuple[Language, Callable[[Doc], Found]]]
) -> dict[str, dict[str, Counter[str]]]:
    """Right, found and annotated by way and type; "all" is the sum."""
    counts: dict[str, dict[str, Counter[str]]] = {way: {} for way in ways}
    for annotated in articles:
        want = {(name_key(m.text), _type(m.type)) for m in annotated.document.mentions}
        for way, (nlp, read) in ways.items():
            got = read(annotate_with_rules(annotated.document.article, nlp))
            for what, group_ in (("right", want & got), ("found", got), ("annotated", want)):
                for _, type in group_:
                    for name in (type, "all"):
                        counts[way].setdefault(name, Counter())[what] += 1
    return counts


def f1(count: Counter[str]) -> float:
    return 2 * count["right"] / max(1, count["found"] + count["annotated"])


def ways() -> dict[str, tuple[Language, Callable[[Doc], Found]]]:
    """The pipelines of WAYS and how their results are read."""
    whole = load()
    rules = load(tuple(name for name in COMPONENTS if name != "statistics"))
    return {"rules": (rules, mentions), "model": (whole, model_names), "together": (whole, mentions)}


def main() -> int:
    parser = argparse.ArgumentParser(description="Rules, model, both")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--weights", type=Path, help="of another model; default: those of the package")
    options = parser.parse_args()
    if options.weights is not None:
        trained = Model.load(options.weights)
        component.model = lambda: trained  # type: ignore[assignment]
    counts = counted(corpus.load(options.folder, options.split), ways())
    print("| type | annotated | " + " | ".join(f"{way} P | R | F1" for way in WAYS) + " |")
    print("|---" * (2 + 3 * len(WAYS)) + "|")
    for type in sorted(counts["together"], key=lambda name: (name == "all", name)):
        cells = [type, str(counts["together"][type]["annotated"])]
        for way in WAYS:
            count = counts[way].get(type, Counter())
            cells.append(f"{count['right'] / max(1, count['found']):.3f}")
            cells.append(f"{count['right'] / max(1, count['annotated']):.3f}")
            cells.append(f"{f1(count):.3f}")
        print("| " + " | ".join(cells) + " |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
