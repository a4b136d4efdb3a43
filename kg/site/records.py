"""What the pages show, as read from the graph: things, facts with passages, articles, newspaper pages.

Every text but that of articles is free of characters that are not seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

SHARED_PAGE = "e.html"  # shows the things that have no page of their own
_RELATIVE = ("省", "市", "州", "县", "区", "该", "本", "我", "全")


def token(identifier: str) -> str:
    """The ASCII name of the files of a thing: the same in every build, whatever stands in its id."""
    return sha256(identifier.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, or a journalist. `id` ends its IRI. What is `shared` has no page of its own."""

    id: str
    iri: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    kind: str | None = None
    date: str | None = None
    shared: bool = False
    notes: tuple[str, ...] = ()  # what people decided about it

    @property
    def path(self) -> str:
        name = token(self.id)
        return f"{SHARED_PAGE}#id={name}" if self.shared else f"e/{name[:2]}/{name}.html"

    def at(self, anchor: str) -> str:
        """The path of a place on its page."""
        return f"{self.path}&at={anchor}" if self.shared else f"{self.path}#{anchor}"

    def short(self, length: int) -> str:
        """The name, or where it is longer a form of it that still says whose it is (湖南省委, never 省委), or
        its beginning."""
        if len(self.name) <= length:
            return self.name
        forms = [form for form in self.aliases if 4 <= len(form) <= length and not form.startswith(_RELATIVE)]
        return min(forms, key=lambda form: (len(form), form), default=self.name[: length - 1] + "…")


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in an article that states a fact; offsets are positions in the article's text."""

    article: str
    start: int
    end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim. `object` is the id of a thing; of quotedIn, of an article."""

    id: str
    subject: str
    predicate: str
    object: str
    passages: tuple[Passage, ...]
    title: str | None = None
    modality: str = "asserted"
    confidence: float = 1.0
    first: str | None = None  # dates of the articles that state it
    last: str | None = None
    start: str | None = None  # of a post, where an appointment or removal is stated
    end: str | None = None

    @property
    def anchor(self) -> str:
        return "f" + token(self.id)


@dataclass(frozen=True, slots=True)
class Naming:
    """A passage of an article that names a thing."""

    start: int
    end: int
    thing: str


@dataclass(frozen=True, slots=True)
class Story:
    """An article. `date` is ISO 8601, with leading hyphens where the year is unknown."""

    id: str
    iri: str
    headline: str
    text: str
    body: tuple[int, int]
    date: str | None
    dateline: str | None
    page: str | None
    kind: str | None
    decks: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()  # ids of journalists
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    namings: tuple[Naming, ...] = ()
    continues: str | None = None  # the id of the article whose tail this is

    @property
    def path(self) -> str:
        name = token(self.id)
        return f"a/{name[:2]}/{name}.html"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A newspaper page with its articles in reading order."""

    id: str
    name: str
    date: str | None
    stories: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"p/{token(self.id)}.html"


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    name: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """All of it, with the ways from a thing to its facts. Every tuple is sorted."""

    things: Mapping[str, Thing]
    facts: tuple[Fact, ...]
    stories: Mapping[str, Story]
    sheets: tuple[Sheet, ...]
    rules: Mapping[str, Rule]
    background: tuple[tuple[str, str, str], ...] = ()  # edges of the gazetteer: subject, predicate, object
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what the gazetteer puts a thing in
    alike: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # things that may be the same
    about: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)  # thing id to its facts
    told: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)  # article id to facts it states
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # thing id to articles, latest first
    weights: Mapping[str, int] = field(default_factory=dict)  # thing id to passages that speak of it
    ranked: tuple[str, ...] = ()  # ids of things, those with a page of their own first, by weight
    triples: int = 0

    def other(self, fact: Fact, thing: str) -> str:
        """The id at the other end of a fact."""
        return fact.object if fact.subject == thing else fact.subject

    def weight(self, thing: str) -> int:
        """How many passages speak of a thing: the measure of every ranking."""
        return self.weights.get(thing, 0)
