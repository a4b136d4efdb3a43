"""The pipeline component `kg_statistics`."""

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.edges import borders_of
from kg.language.spans import group, text_of
from kg.language.statistics.additions import additions, keep
from kg.language.statistics.features import Keys, keys_of
from kg.language.statistics.hints import clauses_of, hints_of
from kg.language.statistics.model import Lattice, Model
from kg.language.statistics.outer import widen

MODEL = Path(__file__).parent / "model.npz"


@cache
def model() -> Model:
    """The model that is part of the package, read once."""
    return Model.load(MODEL)


@Language.component("kg_statistics")
def statistics(doc: Doc) -> Doc:
    """Keeps what the model sees as `seen(doc)`, and adds the names it is sure of to the groups
    "organisations" and "places" (see additions.py).

    `doc.user_data["lattice"]` can be asked for the probability of any other stretch.
    """
    if len(doc):
        lattice = read(doc, model())
        doc.user_data["lattice"] = lattice
        keep(doc, lattice)
        for name, item in additions(doc):
            doc.spans[name] = [*group(doc, name), item]
        widen(doc)
    return doc


def read(doc: Doc, trained: Model) -> Lattice:
    """The lattice of a Doc in which the rules have run."""
    return trained.read(features_of(doc), clauses_of(text_of(doc)))


def features_of(doc: Doc) -> Keys:
    """The keys of the characters of a Doc in which the rules have run."""
    return keys_of(text_of(doc), borders_of(doc), hints_of(doc))
