"""How fast the language pipeline reads, beside jieba's part-of-speech tagging in the same run.

    python benchmarks/language.py [FOLDER] [--rounds N]

Reads the pages of FOLDER (by default examples/pages), annotates their articles N times in one process, and
prints characters per second of processor time: of the whole pipeline, of each component, and of
jieba.posseg on the same text. Loading is not counted. Exits with 1 where the pipeline is below 50,000
characters a second or less than half as fast as jieba.posseg.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import jieba
import jieba.posseg

from kg.language import load
from kg.model import Article, Settings
from kg.reading import find, read

FLOOR = 50_000
SHARE = 0.5


def articles_of(folder: Path) -> list[Article]:
    """The articles of all pages of a folder."""
    return [article for path in find([folder]) for article in read(path, Settings()).articles]


def pipeline_seconds(articles: list[Article], rounds: int) -> Counter[str]:
    """Processor seconds by component; "tokens" is the tokenizer."""
    nlp = load()
    seconds: Counter[str] = Counter()
    for turn in range(rounds + 1):
        if turn == 1:
            seconds.clear()  # the first round loads the tables
        for article in articles:
            begin = time.process_time()
            doc = nlp.make_doc(article.text)
            doc._.article = article
            seconds["tokens"] += time.process_time() - begin
            for name, component in nlp.pipeline:
                begin = time.process_time()
                doc = component(doc)
                seconds[name] += time.process_time() - begin
    return seconds


def posseg_seconds(articles: list[Article], rounds: int) -> float:
    """Processor seconds of jieba.posseg on the same text."""
    jieba.posseg.lcut("预热")
    begin = time.process_time()
    for _ in range(rounds):
        for article in articles:
            jieba.posseg.lcut(article.text)
    return time.process_time() - begin


def main() -> int:
    parser = argparse.ArgumentParser(description="Characters a second of the language pipeline")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("examples/pages"))
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    articles = articles_of(options.folder)
    characters = options.rounds * sum(len(a.text) for a in articles)
    if not characters:
        print(f"{options.folder}: no articles; name a folder with pages", file=sys.stderr)
        return 2
    seconds = pipeline_seconds(articles, options.rounds)
    ours = characters / sum(seconds.values())
    theirs = characters / posseg_seconds(articles, options.rounds)
    print(f"{len(articles)} articles, {characters} characters in {options.rounds} rounds")
    print(f"{'pipeline':16}{ours:12,.0f} characters a second")
    print(f"{'jieba.posseg':16}{theirs:12,.0f}")
    for name, spent in seconds.most_common():
        print(f"  {name:14}{spent * 1e6 / characters:12.2f} microseconds a character")
    return 0 if ours >= FLOOR and ours >= SHARE * theirs else 1


if __name__ == "__main__":
    sys.exit(main())
