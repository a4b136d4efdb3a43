"""The data that travels between the folders of kg: page, article, document, statement, entity, claim.

Everything here is frozen. Offsets are positions of characters (Python str indices, end exclusive) in
`Article.text`, whatever the folder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class EntityType(StrEnum):
    """The types of named things; the values are local names in the kg: namespace."""

    OFFICIAL = "Official"
    PERSON = "Person"
    AGENCY = "Agency"
    COMPANY = "Company"
    INSTITUTION = "Institution"
    PROVINCE = "Province"
    CITY = "City"
    COUNTY = "County"
    LOCALITY = "Locality"
    ZONE = "Zone"
    SITE = "Site"
    REGION = "Region"
    INITIATIVE = "Initiative"
    EVENT = "Event"


PEOPLE = frozenset({EntityType.OFFICIAL, EntityType.PERSON})
ORGANIZATIONS = frozenset({EntityType.AGENCY, EntityType.COMPANY, EntityType.INSTITUTION})
DIVISIONS = frozenset({EntityType.PROVINCE, EntityType.CITY, EntityType.COUNTY, EntityType.LOCALITY})
PLACES = DIVISIONS | {EntityType.ZONE, EntityType.SITE, EntityType.REGION}


class Predicate(StrEnum):
    """The relations that are read; the values are local names in the kg: namespace.

    HOLDS_POST becomes org:holds to an org:Post in the graph. COOPERATES_WITH is symmetric.
    """

    HOLDS_POST = "holdsPost"
    AFFILIATED_WITH = "affiliatedWith"
    ATTENDED = "attended"
    SPOKE_AT = "spokeAt"
    CHAIRED = "chaired"
    ORGANIZED = "organized"
    HELD_IN = "heldIn"
    ISSUED = "issued"
    LEADS = "leads"
    PROPOSED = "proposed"
    PART_OF = "partOf"
    LOCATED_IN = "locatedIn"
    COOPERATES_WITH = "cooperatesWith"
    VISITED = "visited"
    QUOTED_IN = "quotedIn"
    APPLIES_TO = "appliesTo"


class Modality(StrEnum):
    """How a text states a thing. Only what is asserted becomes an edge."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    NEGATED = "negated"
    FORMER = "former"


class ArticleKind(StrEnum):
    NEWS = "news"
    FEATURE = "feature"
    COMMENTARY = "commentary"
    SUGGESTION = "suggestion"
    PHOTO = "photo"
    CONTINUATION = "continuation"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person who builds says about the pages.

    `paper` is its name (湖南日报), `home` the division it writes from (湖南省), `date` the day of the issue
    (2024-05-28). None: to be found in the pages, never guessed.
    """

    paper: str | None = None
    home: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One independent piece of a page.

    `text` holds kicker, headline, decks, byline and body as read, a line each (paragraphs of the body are
    lines too); `body` is the (start, end) of the body in it. `source` has one number for each character of
    `text`: its position in the decoded page, or -1 for what reading added (a line break).
    """

    id: str  # page id, hyphen, two digits of reading order: "000-01"
    page: str
    kind: ArticleKind
    text: str
    body: tuple[int, int]
    headline: str | None = None  # main line, None where the page has none
    kickers: tuple[str, ...] = ()  # 引题 and column names, in front of the headline
    decks: tuple[str, ...] = ()  # 副题, behind it
    byline: str | None = None  # the line as read
    dateline: str | None = None  # as read: 湖南日报5月27日讯
    paper: str | None = None  # named in the dateline or byline
    place: str | None = None  # named in the dateline (新华社北京5月27日电: 北京)
    date: str | None = None  # "05-27", or "2024-05-27" where the year is known
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    continued_from: str | None = None  # the mark as read: 上接1版①
    continues: str | None = None  # the article on another page that this one goes on with
    source: tuple[int, ...] = field(default=(), repr=False)


class Damage(StrEnum):
    """What extraction and OCR do to a page, and reading undoes."""

    SPACE = "stray space"
    LINE_BREAK = "line break"  # within a paragraph
    HYPHEN = "hyphen"  # at the end of a line, within a word
    FULL_WIDTH = "full-width character"  # a digit or a letter
    RADICAL = "radical"  # of the blocks U+2E80 to U+2FDF, or a compatibility ideograph, for an ideograph
    CONTROL = "control character"
    INVISIBLE = "invisible character"  # zero-width ones, marks of direction, soft hyphens
    PRIVATE = "private-use character"
    BROKEN = "broken character"  # U+FFFD in place of bytes that are no text, half a pair of surrogates
    REPEATED = "repeated passage"
    TRADITIONAL = "traditional character"  # simplified for matching alone: articles show it as printed


@dataclass(frozen=True, slots=True)
class Repair:
    """A kind of damage that was undone on a page: how often, and in which lines (from 1, each once) of the
    page's text; in a file of records, of the file."""

    kind: Damage
    count: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One file, decoded and cut into articles. `leftovers` are passages that found no article, `remarks` what
    the page says that does not agree, and what of it could not be matched."""

    id: str  # from the file's name: letters, digits, CJK, "-" and "_"
    file: str  # name as given
    encoding: str
    text: str = field(repr=False)
    articles: tuple[Article, ...]
    leftovers: tuple[str, ...] = ()
    date: str | None = None  # day of the issue, where page, file name or settings state it
    repairs: tuple[Repair, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that names an entity. `text` is `article.text[start:end]` without line breaks.

    `name` is what the entity is called where the mention itself does not say it but the article does
    (《意见》 names 《关于进一步加强…的意见》); None: the surface is all there is. `detail` adds to the type:
    the kind of an initiative (document, campaign, project, platform, agreement, plan …), the GB/T 2260 code
    of a division whose identity the context decides, "foreign" for places abroad.
    """

    start: int
    end: int
    text: str
    type: EntityType
    name: str | None = None
    detail: str | None = None
    component: str = ""  # the pipeline component that found it
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Title:
    """A post as stated, one single title: 副书记, 市长, 党组书记, 教授. `modality` of 原市长 is FORMER."""

    start: int
    end: int
    text: str  # without 原, 前, 代 that `modality` says
    modality: Modality = Modality.ASSERTED


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day, month or year that the text states; `value` is ISO 8601, truncated or with leading hyphens
    where parts are unknown: 2024-05-27, 2024-05, 2024, --05-27, ---27."""

    start: int
    end: int
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what language found in it.

    `sentences` are (start, end). `mentions` are sorted by start, longest first; a mention may stand inside
    another (省财政厅 in 省财政厅社会保障处). `titles` and `dates` are sorted too.
    """

    article: Article
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    titles: tuple[Title, ...] = ()
    dates: tuple[DateSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One relation as one passage states it. Subject and object are indices into `Document.mentions`.

    `object` is None for QUOTED_IN: the object is the article. `title` belongs to HOLDS_POST: the titles held
    in one organisation as stated, joined by 、 (党组书记、局长).
    """

    subject: int
    predicate: Predicate
    object: int | None
    start: int  # the passage: the shortest that states it, holding both names
    end: int
    rule: str
    title: str | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 1.0
    date: str | None = None  # of an appointment or removal, as in DateSpan.value
    grounds: str = ""  # what spoke for it, where no pattern but the scorer read it


@dataclass(frozen=True, slots=True)
class Reading:
    """All that is read from one article without knowing any other."""

    document: Document
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world, over all articles.

    `id` is the IRI's last part: kind-slug. `types` has the most specific types seen, sorted (a person can be
    Official in one article and Person in another: then Official alone). `aliases` are the forms seen and the
    known short forms, without `name`, sorted. `mentions` are (article id, index into its mentions), sorted.
    `background` entities come from the gazetteer alone.
    """

    id: str
    type: EntityType
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None  # GB/T 2260
    kind: str | None = None  # of an initiative
    date: str | None = None  # of an event
    mentions: tuple[tuple[str, int], ...] = ()
    background: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that states a claim, in one article."""

    article: str
    start: int
    end: int
    rule: str
    confidence: float
    grounds: str = ""  # as in Statement


@dataclass(frozen=True, slots=True)
class Claim:
    """A distinct edge with all its evidence, sorted. `object` is an article id for QUOTED_IN, else an entity
    id; `title` (HOLDS_POST) is part of what makes the claim distinct, and so is `modality`."""

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[Evidence, ...]
    title: str | None = None
    modality: Modality = Modality.ASSERTED
    confidence: float = 1.0
    start_date: str | None = None  # of a post, where an appointment is stated
    end_date: str | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """What linking makes of all readings: everything the graph holds.

    `entities`, `claims` and `pages` are sorted by id or key. `background` are (subject, predicate, object)
    edges between entities that the gazetteer states, without claims. `possibly_same` are pairs of entity
    ids. `notes` are (entity id, what people decided about it). `documents` maps article id to document.
    """

    pages: tuple[Page, ...]
    documents: Mapping[str, Document]
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    background: tuple[tuple[str, Predicate, str], ...] = ()
    possibly_same: tuple[tuple[str, str], ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class NewskgError(Exception):
    """Something the user can mend; the message is one line that names what, where and the remedy."""
