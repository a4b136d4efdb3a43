"""The pipeline component `kg_titles`."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.spans import TITLE, group, span, text_of
from kg.language.titles.grammar import find_titles


@Language.component("kg_titles")
def titles(doc: Doc) -> Doc:
    """Writes the group "titles": one span for each single title, with its modality.

    A span's `detail` is the kind of the title: state, organ or civil (see titles.toml).

        县财政局原局长、党组书记 → 局长 (former), 党组书记 (former)
    """
    organisations = [(s.start, s.end) for s in group(doc, "organisations")]
    places = [(s.start, s.end) for s in group(doc, "places")]
    doc.spans["titles"] = [
        span(
            doc,
            post.start,
            post.end,
            TITLE,
            detail=post.kind,
            component="titles",
            modality=post.modality,
        )
        for post in find_titles(text_of(doc), organisations, places)
    ]
    return doc
