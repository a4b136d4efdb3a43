"""The graph becomes records without loss."""

import pyoxigraph as ox

from kg.site.read import records


def test_things_have_their_most_specific_type_names_and_details(store: ox.Store) -> None:
    things = records(store).things
    assert things["per-曾令桐"].type == "Official"
    assert things["org-湖南省财政厅"].aliases == ("省财政厅",)
    assert things["pla-430100"].code == "430100"
    assert things["ini-清风行动"].kind == "campaign"
    assert things["eve-联席会"].date == "2024-05-20"
    assert things["jou-苏晚晴"].type == "Journalist"


def test_a_post_is_a_fact_between_person_and_organisation(store: ox.Store) -> None:
    facts = records(store).about["per-曾令桐"]
    posts = {(f.object, f.title, f.modality) for f in facts if f.predicate == "holdsPost"}
    assert posts == {
        ("org-湖南省财政厅", "党组书记、厅长", "asserted"),
        ("org-湖南省财政厅", "厅长", "former"),
        ("org-湘水大学", "党委书记", "asserted"),
    }


def test_a_fact_has_its_passages_and_the_days_it_was_seen(store: ox.Store) -> None:
    everything = records(store)
    (fact,) = (f for f in everything.about["per-覃若溪"] if f.predicate == "holdsPost")
    assert [p.article for p in fact.passages] == ["art-103-01", "art-101-01"]  # no year comes first
    assert (fact.first, fact.last) == ("--06-02", "2024-03-12")
    story = everything.stories["art-101-01"]
    passage = fact.passages[1]
    assert story.text[passage.start : passage.end] == "长沙市政府副市长覃若溪"
    assert everything.rules[passage.rule].name == "holdsPost/plain"


def test_an_article_without_headline_is_called_by_its_first_words(store: ox.Store) -> None:
    stories = records(store).stories
    assert stories["art-103-01"].headline.startswith("覃若溪到望云水库调研")
    assert stories["art-103-01"].date == "--06-02"
    assert stories["art-101-01"].text[slice(*stories["art-101-01"].body)].startswith("3月11日")


def test_what_the_gazetteer_knows_is_kept_apart(store: ox.Store) -> None:
    everything = records(store)
    assert ("pla-430181", "partOf", "pla-430100") in everything.background
    assert all("绩效管理处" not in subject for subject, _, _ in everything.background)


def test_articles_of_a_thing_come_latest_first(store: ox.Store) -> None:
    assert records(store).named["org-湖南省财政厅"] == ("art-102-01", "art-101-01")


def test_an_empty_store_gives_empty_records() -> None:
    empty = records(ox.Store())
    assert not empty.things and not empty.facts and not empty.stories


def test_an_appointment_gives_its_dates() -> None:
    text = """
    @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
    @prefix org: <http://www.w3.org/ns/org#> . @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix schema: <https://schema.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    id:per-a a kg:Official ; rdfs:label "覃若溪"@zh . id:org-b a kg:Agency ; rdfs:label "长沙市数据局"@zh .
    id:post-b a org:Post ; rdfs:label "局长"@zh ; org:postIn id:org-b .
    id:claim-1 a kg:Claim ; rdf:subject id:per-a ; rdf:predicate org:holds ; rdf:object id:post-b .
    id:mem-1 a org:Membership ; schema:startDate "2024-02-01" ; prov:wasDerivedFrom id:claim-1 .
    """
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    (fact,) = records(store).facts
    assert (fact.title, fact.start, fact.end) == ("局长", "2024-02-01", None)


def test_what_is_half_told_is_passed_over() -> None:
    text = """
    @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
    id:per-a a kg:Person . id:per-b a kg:Person . id:art-1 a kg:Article .
    id:men-1 a kg:Mention ; kg:refersTo id:per-a ; oa:hasSource id:art-1 .
    id:claim-1 a kg:Claim ; rdf:subject id:per-a .
    id:claim-2 a kg:Claim ; rdf:subject id:per-a ; rdf:predicate kg:visited ; rdf:object id:per-b .
    id:claim-2 kg:evidence id:evd-1 . id:evd-1 a kg:Evidence ; oa:hasSource id:art-1 .
    id:per-a kg:possiblySameAs id:per-b .
    """
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    everything = records(store)
    assert [(fact.id, fact.passages) for fact in everything.facts] == [("claim-2", ())]
    assert everything.things["per-a"].name == "per-a"
    assert everything.stories["art-1"].namings == ()
    assert everything.alike == {"per-a": ("per-b",), "per-b": ("per-a",)}
