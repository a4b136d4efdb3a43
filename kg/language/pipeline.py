"""The pipeline: one token per character, and the components in their order."""

from importlib import import_module

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.language.spans import DATE, TITLE, facts_of, group
from kg.model import Article, DateSpan, Document, EntityType, Mention, NewskgError, Title

COMPONENTS = (
    "sentences",
    "dates",
    "places",
    "organisations",
    "titles",
    "statistics",
    "people",
    "initiatives",
    "events",
    "resolver",
)
LONGEST = 1_000_000  # characters of one article


class CharacterTokenizer:
    """Text to a Doc with one token per character, line breaks and spaces included: offsets are positions."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))


def load(components: tuple[str, ...] = COMPONENTS) -> Language:
    """The pipeline of the named components (all of them by default), ready to be given to `annotate`.

    Each component is a folder of kg.language that registers `kg_<folder>` with spaCy when imported.
    """
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = LONGEST
    for name in components:
        import_module(f"kg.language.{name}")
        nlp.add_pipe(f"kg_{name}", name=name)
    return nlp


def annotate(article: Article, nlp: Language) -> Document:
    """What the pipeline finds in an article.

    The mentions are those of the resolver (group "mentions"). Raises NewskgError where an article is longer
    than LONGEST characters.
    """
    if len(article.text) > LONGEST:
        raise NewskgError(
            f"{article.id}: an article of {len(article.text)} characters; cut its page into smaller files"
        )
    doc = nlp.make_doc(article.text)
    doc._.article = article
    for _, component in nlp.pipeline:
        doc = component(doc)
    document = document_of(doc)
    doc.user_data.clear()  # the spans kept there hold the Doc, which would outlive its use
    return document


def document_of(doc: Doc) -> Document:
    """The Document of an annotated Doc."""
    article: Article = doc._.article
    text = article.text
    mentions = []
    for item in group(doc, "mentions"):
        facts = facts_of(item)
        mentions.append(
            Mention(
                item.start,
                item.end,
                _flat(text, item),
                EntityType(item.label_),
                facts.name,
                facts.detail,
                facts.component,
                facts.confidence,
            )
        )
    return Document(
        article=article,
        sentences=tuple((s.start, s.end) for s in group(doc, "sentences")),
        mentions=tuple(mentions),
        titles=tuple(
            Title(s.start, s.end, _flat(text, s), facts_of(s).modality)
            for s in group(doc, "titles")
            if s.label_ == TITLE
        ),
        dates=tuple(
            DateSpan(s.start, s.end, _flat(text, s), facts_of(s).value or "")
            for s in group(doc, "dates")
            if s.label_ == DATE
        ),
    )


def _flat(text: str, item: Span) -> str:
    return text[item.start : item.end].replace("\n", "")
