"""What answers can be written in, and the choice between them by the Accept header (RFC 9110, 12.5.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer. `also` are other media types that ask for it; the first name in a tuple of
    formats is what is sent where anything goes."""

    name: str
    media: str
    also: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        text = self.media.startswith("text/") or self.name in ("xml", "ntriples")
        return f"{self.media}; charset=utf-8" if text else self.media

    @property
    def results(self) -> ox.QueryResultsFormat:
        """The writer for rows and booleans."""
        found = ox.QueryResultsFormat.from_media_type(self.media)
        assert found is not None
        return found

    @property
    def rdf(self) -> ox.RdfFormat:
        """The writer for graphs."""
        found = ox.RdfFormat.from_media_type(self.media)
        assert found is not None
        return found


RESULTS = (
    Format("json", "application/sparql-results+json", ("application/json", "text/json")),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Format("turtle", "text/turtle", ("application/x-turtle", "text/n3")),
    Format("ntriples", "application/n-triples", ("text/plain",)),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
)
HTML = Format("html", "text/html", ("application/xhtml+xml",))
# CSV for a spreadsheet: a byte order mark tells it that the text is UTF-8.
EXCEL = Format("excel", "text/csv")

_RANGE = re.compile(r"([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)")
_QUALITY = re.compile(r"(?:0(?:\.\d*)?|1(?:\.0*)?|\.\d+)")


def choose(accept: str | None, offers: Sequence[Format]) -> Format | None:
    """The offer that `accept` likes best, the earlier one where it likes two the same; None: it likes none.

    >>> choose("text/csv;q=0.5, application/*", RESULTS).name
    'json'
    """
    if accept is None or not accept.strip():
        return offers[0]
    wanted = _ranges(accept)
    liked = [(_quality(offer, wanted), -place, offer) for place, offer in enumerate(offers)]
    quality, _, best = max(liked, key=lambda item: item[:2])
    return best if quality > 0 else None


def named(name: str, offers: Sequence[Format]) -> Format | None:
    """The offer of this name, or that has this media type."""
    return next((offer for offer in offers if name in (offer.name, offer.media, *offer.also)), None)


def _ranges(accept: str) -> dict[str, float]:
    """Media range to quality. What cannot be read is passed over, as every server does."""
    wanted: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (text.strip().lower() for text in part.split(";"))
        if not _RANGE.fullmatch(media):
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value) if _QUALITY.fullmatch(value.strip()) else 0.0
        wanted[media] = max(quality, wanted.get(media, 0.0))
    return wanted


def _quality(offer: Format, wanted: dict[str, float]) -> float:
    """How much an offer is liked: by the closest range that has its type. Another type for it counts too."""
    for types in ((offer.media,), offer.also):
        exact = [wanted[media] for media in types if media in wanted]
        if exact:
            return max(exact)
    for span in (f"{offer.media.partition('/')[0]}/*", "*/*"):
        if span in wanted:
            return wanted[span]
    return 0.0
