"""Which of the overlapping spans are mentions."""

from kg.language import load
from kg.language.pipeline import document_of
from kg.language.spans import span
from kg.model import Article, ArticleKind, EntityType

NLP = load(("resolver",))


def resolved(text: str, *spans: tuple[str, str, EntityType, float], byline: str | None = None) -> list[str]:
    """The mentions of a text, as surface/type, of spans given as (group, surface, type, confidence)."""
    article = Article("t-01", "t", ArticleKind.NEWS, text, (0, len(text)), byline=byline)
    doc = NLP.make_doc(text)
    doc._.article = article
    for group in ("places", "organisations", "people", "initiatives", "events"):
        doc.spans[group] = [
            span(doc, text.index(surface), text.index(surface) + len(surface), kind, confidence=confidence)
            for name, surface, kind, confidence in spans
            if name == group
        ]
    for _, component in NLP.pipeline:
        doc = component(doc)
    return [f"{m.text}/{m.type.value}" for m in document_of(doc).mentions]


def test_a_place_in_an_organisation_is_no_mention() -> None:
    assert resolved(
        "湖南农业大学的专家",
        ("places", "湖南", EntityType.PROVINCE, 1.0),
        ("organisations", "湖南农业大学", EntityType.INSTITUTION, 1.0),
    ) == ["湖南农业大学/Institution"]


def test_the_agency_of_a_unit_is_a_mention_too() -> None:
    assert resolved(
        "省财政厅社会保障处",
        ("organisations", "省财政厅", EntityType.AGENCY, 1.0),
        ("organisations", "省财政厅社会保障处", EntityType.AGENCY, 1.0),
    ) == ["省财政厅社会保障处/Agency", "省财政厅/Agency"]


def test_places_that_say_where_a_school_is_are_mentions() -> None:
    assert resolved(
        "道县清塘镇云岭小学",
        ("places", "道县", EntityType.COUNTY, 1.0),
        ("places", "清塘镇", EntityType.LOCALITY, 1.0),
        ("organisations", "道县清塘镇云岭小学", EntityType.INSTITUTION, 1.0),
    ) == ["道县清塘镇云岭小学/Institution", "道县/County", "清塘镇/Locality"]


def test_nothing_inside_a_document_is_a_mention() -> None:
    assert resolved(
        "审议《湖南省节水条例》",
        ("places", "湖南省", EntityType.PROVINCE, 1.0),
        ("initiatives", "《湖南省节水条例》", EntityType.INITIATIVE, 1.0),
    ) == ["《湖南省节水条例》/Initiative"]


def test_a_region_in_an_initiative_without_marks_is_one() -> None:
    assert resolved(
        "推进长三角一体化发展",
        ("places", "长三角", EntityType.REGION, 1.0),
        ("initiatives", "长三角一体化发展", EntityType.INITIATIVE, 1.0),
    ) == ["长三角一体化发展/Initiative", "长三角/Region"]


def test_the_founder_of_a_team_is_a_mention_but_not_that_of_a_company() -> None:
    assert resolved(
        "沈克勤院士团队",
        ("people", "沈克勤", EntityType.PERSON, 1.0),
        ("organisations", "沈克勤院士团队", EntityType.INSTITUTION, 1.0),
    ) == ["沈克勤院士团队/Institution", "沈克勤/Person"]
    assert resolved(
        "沈克勤食品公司",
        ("people", "沈克勤", EntityType.PERSON, 1.0),
        ("organisations", "沈克勤食品公司", EntityType.COMPANY, 1.0),
    ) == ["沈克勤食品公司/Company"]


def test_a_person_wins_over_a_doubtful_county_and_loses_to_a_city() -> None:
    county = ("places", "罗平", EntityType.COUNTY)
    person = ("people", "罗平", EntityType.PERSON, 1.0)
    assert resolved("罗平说", (*county, 0.8), person) == ["罗平/Person"]
    assert resolved("罗平说", (*county, 1.0), person) == ["罗平/County"]


def test_of_crossing_spans_the_longer_wins() -> None:
    assert resolved(
        "与长沙湘江两岸",
        ("places", "长沙湘", EntityType.SITE, 1.0),
        ("places", "湘江", EntityType.SITE, 1.0),
    ) == ["长沙湘/Site"]


def test_bylines_hold_no_mentions() -> None:
    byline = "湘江晚报记者 林晓禾"
    text = f"标题\n{byline}\n长沙下雨。"
    assert resolved(
        text,
        ("people", "林晓禾", EntityType.PERSON, 1.0),
        ("places", "长沙", EntityType.CITY, 1.0),
        byline=byline,
    ) == ["长沙/City"]


def test_the_session_of_a_congress_is_the_event_alone() -> None:
    assert resolved(
        "市七届人大三次会议开幕",
        ("organisations", "市七届人大", EntityType.AGENCY, 1.0),
        ("events", "市七届人大三次会议", EntityType.EVENT, 1.0),
    ) == ["市七届人大三次会议/Event"]
