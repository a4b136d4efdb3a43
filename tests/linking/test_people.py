"""People of one name: when they are one, when two, when nobody can tell."""

from tests.linking.typed import entity, linked, reading


def test_a_shared_organisation_makes_one_person() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[省水利厅|Agency]厅长[骆远山|Official]说。",
            ["骆远山 | holdsPost 厅长 | 省水利厅"],
            paper="浙江日报",
        ),
        reading(
            "002-01",
            "[浙江省水利厅|Agency]党组书记[骆远山|Official]到会。",
            ["骆远山 | holdsPost 党组书记 | 浙江省水利厅"],
        ),
    )
    assert entity(corpus, "001-01", "骆远山").id == entity(corpus, "002-01", "骆远山").id == "person-骆远山"
    assert corpus.possibly_same == ()


def test_leading_bodies_of_one_division_make_one_person() -> None:
    corpus = linked(
        reading("001-01", "[德清县委|Agency]副书记[吕行|Official]。", ["吕行 | holdsPost 副书记 | 德清县委"]),
        reading(
            "002-01",
            "[德清县人民政府|Agency]县长[吕行|Official]。",
            ["吕行 | holdsPost 县长 | 德清县人民政府"],
        ),
    )
    assert entity(corpus, "001-01", "吕行").id == entity(corpus, "002-01", "吕行").id


def test_other_agencies_of_one_city_leave_it_open() -> None:
    corpus = linked(
        reading(
            "001-01", "[绍兴市教育局|Agency]局长[王伟|Official]。", ["王伟 | holdsPost 局长 | 绍兴市教育局"]
        ),
        reading(
            "002-01",
            "[绍兴市水利局|Agency]副局长[王伟|Official]。",
            ["王伟 | holdsPost 副局长 | 绍兴市水利局"],
        ),
    )
    one, other = entity(corpus, "001-01", "王伟"), entity(corpus, "002-01", "王伟")
    assert one.id == "person-王伟-绍兴市教育局"
    assert other.id == "person-王伟-绍兴市水利局"
    assert corpus.possibly_same == ((one.id, other.id),)


def test_other_provinces_are_other_people() -> None:
    corpus = linked(
        reading(
            "001-01", "[绍兴市教育局|Agency]局长[王伟|Official]。", ["王伟 | holdsPost 局长 | 绍兴市教育局"]
        ),
        reading(
            "002-01", "[太原市教育局|Agency]局长[王伟|Official]。", ["王伟 | holdsPost 局长 | 太原市教育局"]
        ),
    )
    assert entity(corpus, "001-01", "王伟").id != entity(corpus, "002-01", "王伟").id
    assert corpus.possibly_same == ()


def test_a_list_that_gives_a_name_twice_means_two() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[绍兴市教育局|Agency]局长[王伟|Official]、[诸暨市公安局|Agency]局长[王伟|Official]出席。",
            ["王伟#1 | holdsPost 局长 | 绍兴市教育局", "王伟#2 | holdsPost 局长 | 诸暨市公安局"],
        )
    )
    assert entity(corpus, "001-01", "王伟", 1).id != entity(corpus, "001-01", "王伟", 2).id
    assert corpus.possibly_same == ()


def test_several_posts_in_one_article_are_one_person() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[绍兴市委|Agency]副书记、[绍兴市政府|Agency]市长[童远|Official]讲话。会后，[童远|Official]调研。",
            ["童远#1 | holdsPost 副书记 | 绍兴市委", "童远#1 | holdsPost 市长 | 绍兴市政府"],
        )
    )
    assert entity(corpus, "001-01", "童远", 1).id == entity(corpus, "001-01", "童远", 2).id


def test_who_is_named_alone_joins_the_only_one_known_at_home() -> None:
    known = reading(
        "001-01",
        "[省水利厅|Agency]厅长[骆远山|Official]说。",
        ["骆远山 | holdsPost 厅长 | 省水利厅"],
        paper="浙江日报",
    )
    alone = reading("002-01", "[骆远山|Person]强调，要抓紧。", paper="浙江日报")
    corpus = linked(known, alone)
    found = entity(corpus, "002-01", "骆远山")
    assert found.id == entity(corpus, "001-01", "骆远山").id
    assert found.type == "Official"


def test_who_is_named_alone_stays_alone_where_two_are_known() -> None:
    corpus = linked(
        reading(
            "001-01", "[绍兴市教育局|Agency]局长[王伟|Official]。", ["王伟 | holdsPost 局长 | 绍兴市教育局"]
        ),
        reading(
            "001-02",
            "[绍兴市水利局|Agency]副局长[王伟|Official]。",
            ["王伟 | holdsPost 副局长 | 绍兴市水利局"],
        ),
        reading("001-03", "[王伟|Person]获奖。"),
    )
    found = entity(corpus, "001-03", "王伟")
    assert found.id == "person-王伟-001-03"
    assert len([pair for pair in corpus.possibly_same if found.id in pair]) == 2


def test_a_villager_is_not_the_director() -> None:
    corpus = linked(
        reading(
            "001-01", "[绍兴市教育局|Agency]局长[王伟|Official]。", ["王伟 | holdsPost 局长 | 绍兴市教育局"]
        ),
        reading("001-02", "村民[王伟|Person]种茶十年。"),
    )
    assert entity(corpus, "001-01", "王伟").id != entity(corpus, "001-02", "王伟").id
    assert corpus.possibly_same == ()


def test_a_villager_and_a_director_of_one_article_are_two() -> None:
    corpus = linked(
        reading(
            "001-01",
            "村民[王伟|Person]走进夜校。[王伟|Person]说好。[德清县教育局|Agency]局长[王伟|Official]介绍，[王伟|Official]到场。",
            ["王伟#3 | holdsPost 局长 | 德清县教育局"],
        )
    )
    ids = [entity(corpus, "001-01", "王伟", n).id for n in (1, 2, 3, 4)]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_bearers_of_national_titles_are_one_everywhere() -> None:
    corpus = linked(
        reading("001-01", "国务院总理[秦远道|Official]到访。", paper="浙江日报"),
        reading("002-01", "[秦远道|Official]总书记的话。", paper="山西日报"),
        reading("003-01", "学习[秦远道|Official]讲话。", paper="四川日报"),
    )
    ids = {entity(corpus, f"00{n}-01", "秦远道").id for n in (1, 2, 3)}
    assert ids == {"person-秦远道"}


def test_a_post_in_an_agency_makes_an_official_and_one_in_a_firm_does_not() -> None:
    corpus = linked(
        reading(
            "001-01",
            "[绍兴市教育局|Agency]局长[王伟|Person]、[浙江澜序科技有限公司|Company]经理[陆可|Person]签约。",
            ["王伟 | holdsPost 局长 | 绍兴市教育局", "陆可 | holdsPost 经理 | 浙江澜序科技有限公司"],
        )
    )
    assert entity(corpus, "001-01", "王伟").type == "Official"
    assert entity(corpus, "001-01", "陆可").type == "Person"


def test_a_title_implies_the_government_that_it_leads() -> None:
    corpus = linked(
        reading("001-01", "[建安区|County][区长|Title][米长春|Official]发言。", paper="河南日报"),
        reading("001-02", "[建安区|County]的[副区长|Title][米长春|Official]没有来。"),
        reading(
            "001-03",
            "[盆李村党支部|Agency]书记[米长春|Person]说。",
            ["米长春 | holdsPost 书记 | 盆李村党支部"],
        ),
        reading("001-04", "[魏都区|County][区长|Title][米长春|Official]到会。"),
    )
    head, village = entity(corpus, "001-01", "米长春"), entity(corpus, "001-03", "米长春")
    assert head.id == entity(corpus, "001-02", "米长春").id != village.id
    assert entity(corpus, "001-04", "米长春").id not in (head.id, village.id)
    assert len(corpus.possibly_same) == 3


def test_a_title_alone_joins_the_post_that_is_stated_elsewhere() -> None:
    corpus = linked(
        reading("001-01", "[许昌市|City][市长|Title][穆天青|Official]发言。", paper="河南日报"),
        reading(
            "002-01",
            "[中共许昌市委|Agency][副书记|Title][穆天青|Official]到会。",
            ["穆天青 | holdsPost 副书记 | 中共许昌市委"],
        ),
    )
    assert entity(corpus, "001-01", "穆天青").id == entity(corpus, "002-01", "穆天青").id
