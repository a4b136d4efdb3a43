"""What is read from annotated articles, held against their annotation, claim by claim.

Each article is linked by itself, as a page of a paper of its province. A claim is right where its two things
stand for things that the annotation relates so; where it touches an optional initiative and is not annotated,
nobody can tell, and it is left out. So is what is planned, denied or former: annotators write down what is.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import corpus, language, linking, relations
from kg.corpus import AnnotatedArticle
from kg.gold import GoldEntity, name_key
from kg.model import Claim, Document, Modality, Page, Predicate, Reading, Settings

ARTICLE = "article"  # the object of quotedIn


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim of one article: what it states, the rules that read it, how sure they were, and whether it is
    annotated."""

    predicate: Predicate
    rules: tuple[str, ...]
    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """An annotated article as the program reads it: its claims, and the annotated names that each thing
    stands for."""

    claims: tuple[Claim, ...]
    thing: Mapping[int, str]  # by mention
    names: Mapping[str, tuple[str, ...]]  # by thing
    gold: Mapping[tuple[str, str], frozenset[Predicate]]
    optional: frozenset[str]

    def annotated(self, subject: str, object_: str) -> frozenset[Predicate]:
        """How annotators relate what two things stand for."""
        found = (
            self.gold.get((a, b), frozenset())
            for a in self.names.get(subject, ())
            for b in self.names.get(object_, ())
        )
        return frozenset().union(*found)

    def is_open(self, *things: str) -> bool:
        """Whether one of the things is an optional initiative."""
        return any(name in self.optional for thing in things for name in self.names.get(thing, ()))


def linked(annotated: AnnotatedArticle, reading: Reading) -> Linked:
    """One article, linked by itself."""
    article = reading.document.article
    page = Page(article.id, f"{article.id}.txt", "utf-8", article.text, (article,))
    made = linking.link([page], [reading], Settings(home=annotated.head.get("province")))
    entities = [GoldEntity(name, kind.value, forms) for name, kind, forms in annotated.entities()]
    names: dict[str, tuple[str, ...]] = {article.id: (ARTICLE,)}
    for entity in made.entities:
        keys = {name_key(entity.name), *map(name_key, entity.aliases)}
        names[entity.id] = tuple(sorted({g.name for g in entities if keys & g.keys}))
    gold: dict[tuple[str, str], set[Predicate]] = defaultdict(set)
    for relation in annotated.relations:
        gold[relation.subject, relation.object].add(relation.predicate)
        if relation.predicate is Predicate.COOPERATES_WITH:
            gold[relation.object, relation.subject].add(relation.predicate)
    return Linked(
        made.claims,
        {index: entity.id for entity in made.entities for _, index in entity.mentions},
        names,
        {ends: frozenset(found) for ends, found in gold.items()},
        frozenset(entity.name for entity in entities if entity.optional),
    )


def verdicts(
    folder: Path, split: str, read: Callable[[Document], Reading] = relations.read
) -> Iterator[Verdict]:
    """All claims that `read` reads in the annotated articles of one part."""
    pipeline = language.load()
    for annotated in corpus.load(folder, split):
        reading = read(language.annotate(annotated.document.article, pipeline))
        found = linked(annotated, reading)
        for claim in found.claims:
            if claim.modality is not Modality.ASSERTED:
                continue
            right = claim.predicate in found.annotated(claim.subject, claim.object)
            if right or not found.is_open(claim.subject, claim.object):
                rules = tuple(sorted({evidence.rule for evidence in claim.evidence}))
                yield Verdict(claim.predicate, rules, claim.confidence, right)
