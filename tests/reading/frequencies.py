"""Writes kg/reading/common.tsv: python -m tests.reading.frequencies"""

from collections import Counter
from importlib.resources import files
from pathlib import Path

from kg.files import write_text
from kg.reading.cohesion import PUNCTUATION

from . import simulator

TABLE = Path(__file__).parents[2] / "kg" / "reading" / "common.tsv"
LEAST = 20.0  # in a million: rarer terms need not be known
CORPUS_SHARE = 0.7
HEAD = """\
# How often characters and pairs of neighbouring characters stand in newspapers, in a million characters of
# text. From the articles for training in corpus/ (CC BY 4.0) and the dictionary of jieba (MIT, fxsjy/jieba),
# seven parts to three; made by python -m tests.reading.frequencies
"""


def counted(texts: list[tuple[str, int]]) -> tuple[Counter[str], int]:
    """How often each character and pair of neighbours stands in the texts, each with its weight, and how many
    characters there are."""
    terms: Counter[str] = Counter()
    characters = 0
    for text, weight in texts:
        for first, second in zip(text, text[1:] + "\n", strict=True):
            if first not in PUNCTUATION:
                characters += weight
                terms[first] += weight
                if second not in PUNCTUATION:
                    terms[first + second] += weight
    return terms, characters


def main() -> None:
    articles = [article for article in simulator.ARTICLES if article.get("split") == "train"]
    corpus, size = counted([(article["body"], 1) for article in articles])
    rows = [row.split(" ") for row in files("jieba").joinpath("dict.txt").read_text("utf-8").splitlines()]
    words, mass = counted([(row[0], int(row[1])) for row in rows])
    table = {
        term: 1e6 * (CORPUS_SHARE * corpus[term] / size + (1 - CORPUS_SHARE) * words[term] / mass)
        for term in sorted({*corpus, *words})
    }
    lines = [f"{term}\t{frequency:.0f}\n" for term, frequency in table.items() if frequency >= LEAST]
    write_text(TABLE, HEAD + "".join(lines))


if __name__ == "__main__":
    main()
