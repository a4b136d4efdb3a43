"""How fast the language pipeline reads, beside jieba's part-of-speech tagging in the same run.

    python benchmarks/language.py [FOLDER] [--rounds N]

Reads the pages of FOLDER (by default examples/pages), annotates their articles N times in one process, in
turns with jieba.posseg on the same text, and prints characters per second of processor time: of the whole
pipeline, of each component, and of jieba.posseg. Counted is the least time of each article over the rounds,
for the machine may be shared. Loading is not counted. Exits with 1 where the pipeline is below 50,000
characters a second or slower than jieba.posseg.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jieba
import jieba.posseg

from kg.language import load
from kg.model import Article, Settings
from kg.reading import find, read

FLOOR = 50_000
SHARE = 1.0


def articles_of(folder: Path) -> list[Article]:
    """The articles of all pages of a folder."""
    return [article for path in find([folder]) for article in read(path, Settings()).articles]


def seconds_of(articles: list[Article], rounds: int) -> Counter[str]:
    """Processor seconds by component, "tokens" for the tokenizer, "jieba.posseg": the least of the rounds."""
    nlp = load()
    least: dict[tuple[str, str], float] = {}

    def measured(name: str, article: Article, work: Callable[[Any], Any], on: Any) -> Any:
        begin = time.process_time()
        done = work(on)
        spent = time.process_time() - begin
        least[name, article.id] = min(spent, least.get((name, article.id), spent))
        return done

    for _ in range(rounds):
        for article in articles:
            doc = measured("tokens", article, nlp.make_doc, article.text)
            doc._.article = article
            for name, component in nlp.pipeline:
                doc = measured(name, article, component, doc)
            measured("jieba.posseg", article, jieba.posseg.lcut, article.text)
    seconds: Counter[str] = Counter()
    for (name, _), spent in sorted(least.items()):
        seconds[name] += spent
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description="Characters a second of the language pipeline")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("examples/pages"))
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    articles = articles_of(options.folder)
    characters = sum(len(a.text) for a in articles)
    if not characters:
        print(f"{options.folder}: no articles; name a folder with pages", file=sys.stderr)
        return 2
    seconds = seconds_of(articles, options.rounds)
    theirs = characters / seconds.pop("jieba.posseg")
    ours = characters / sum(seconds.values())
    print(f"{len(articles)} articles, {characters} characters, least of {options.rounds} rounds")
    print(f"{'pipeline':16}{ours:12,.0f} characters a second, {ours / theirs:.2f} times jieba.posseg")
    print(f"{'jieba.posseg':16}{theirs:12,.0f}")
    for name, spent in seconds.most_common():
        print(f"  {name:14}{spent * 1e6 / characters:12.2f} microseconds a character")
    return 0 if ours >= FLOOR and ours >= SHARE * theirs else 1


if __name__ == "__main__":
    sys.exit(main())
