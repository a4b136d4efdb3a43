"""What the rules and the model find of the people, each alone and together: the table of the model card."""

from collections.abc import Iterable

from kg.language.people.around import readings_of
from kg.language.people.component import names_in
from kg.language.pipeline import load
from kg.language.statistics.augment import Example
from kg.language.statistics.component import read
from kg.language.statistics.model import Model
from kg.language.statistics.train import RULES, Score, annotate_with_rules

WAYS = ("rules alone", "model alone", "together")


def people(model: Model, examples: Iterable[Example]) -> dict[str, Score]:
    """The scores of people by exact place in the text, for each of WAYS.

    Names of those who made the news count for none of them where the examples do not mark them.
    """
    nlp = load(RULES)
    counts = {way: [0, 0, 0] for way in WAYS}
    for example in examples:
        doc = annotate_with_rules(example.article, nlp)
        lattice = read(doc, model)
        makers = {*example.article.reporters, *example.article.correspondents, *example.article.photographers}
        found = {
            "rules alone": names_in(readings_of(doc), None),
            "together": names_in(readings_of(doc), lattice),
        }
        got = {way: {(n.start, n.end) for n in names if n.name not in makers} for way, names in found.items()}
        got["model alone"] = {(start, end) for start, end, kind in lattice.names() if kind == "PER"}
        want = {(start, end) for start, end, kind in example.names if kind == "PER"}
        for way in WAYS:
            for i, number in enumerate((len(want & got[way]), len(got[way]), len(want))):
                counts[way][i] += number
    return {way: Score(*counts[way]) for way in WAYS}
