"""The pipeline component `kg_titles`."""

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.spans import TITLE, group, span, text_of
from kg.language.titles.grammar import Region, find_titles
from kg.model import ORGANIZATIONS

_OF_A_PERSON = ("团队", "工作室", "课题组", "工作站")


def organisations_of(doc: Doc) -> list[Region]:
    """The organisations that hold neither titles nor names of people, as a professor's team does."""
    text = text_of(doc)
    return [
        (s.start, s.end)
        for s in group(doc, "organisations")
        if s.label_ in ORGANIZATIONS and not text.endswith(_OF_A_PERSON, s.start, s.end)
    ]


@Language.component("kg_titles")
def titles(doc: Doc) -> Doc:
    """Writes the group "titles": one span for each single title, with its modality.

    A span's `detail` is the kind of the title: state, organ or civil (see titles.toml).

        县财政局原局长、党组书记 → 局长 (former), 党组书记 (former)
    """
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
        for post in find_titles(text_of(doc), organisations_of(doc), places)
    ]
    return doc
