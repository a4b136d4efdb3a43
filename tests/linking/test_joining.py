"""Names of one article that are one thing though their words do not show it."""

from tests.linking.typed import entity, linked, reading


def _one(text: str, first: str, second: str, **kwargs) -> bool:
    corpus = linked(reading("001-01", text, **kwargs))
    return entity(corpus, "001-01", first).id == entity(corpus, "001-01", second).id


def test_an_agency_without_its_place_is_the_only_one_that_ends_so() -> None:
    text = "[省人大常委会预算审查委员会|Agency]开会。[预算审查委员会|Agency]表决。"
    assert _one(text, "省人大常委会预算审查委员会", "预算审查委员会", paper="浙江日报")


def test_but_not_where_two_do() -> None:
    text = "[绍兴市公安局禁毒支队|Agency]、[嘉兴市公安局禁毒支队|Agency]会战，[公安局禁毒支队|Agency]报捷。"
    corpus = linked(reading("001-01", text))
    ids = {entity(corpus, "001-01", m.text).id for m in corpus.documents["001-01"].mentions}
    assert len(ids) == 3


def test_numbers_and_spellings_that_short_forms_leave_out() -> None:
    text = "[中央第四生态环境保护督察组|Agency]进驻。[中央生态环保督察组|Agency]交办。"
    assert _one(text, "中央第四生态环境保护督察组", "中央生态环保督察组")


def test_a_unit_by_an_abbreviation_of_its_name() -> None:
    text = "[绍兴市政务中心医保异地结算窗口|Agency]开通。[绍兴市政务中心医保窗口|Agency]繁忙。"
    assert _one(text, "绍兴市政务中心医保异地结算窗口", "绍兴市政务中心医保窗口")
    text = "[绍兴市政务中心医保异地结算窗口|Agency]开通。[绍兴市政务中心税务窗口|Agency]繁忙。"
    assert not _one(text, "绍兴市政务中心医保异地结算窗口", "绍兴市政务中心税务窗口")


def test_a_house_with_two_names() -> None:
    text = "[省农业研究院（省种子中心）|Institution]挂牌。[省种子中心|Institution]主任到会。"
    assert _one(text, "省农业研究院（省种子中心）", "省种子中心", paper="浙江日报")


def test_a_body_set_up_for_a_campaign_gets_its_name() -> None:
    corpus = linked(
        reading("001-01", "[“问计江城”征集活动|Initiative]收到万条建议。[活动专班|Agency]逐条办理。")
    )
    assert entity(corpus, "001-01", "活动专班").name == "“问计江城”征集活动专班"


def test_agreements_are_told_by_those_who_signed_them() -> None:
    text = (
        "[绍兴市|City]与[嘉兴市|City]签订[合作协议|Initiative]。"
        "[绍兴市|City]与[湖州市|City]签订[合作协议|Initiative]，[合作协议|Initiative]为期三年。"
    )
    corpus = linked(
        reading(
            "001-01",
            text,
            [
                "绍兴市#1 | issued | 合作协议#1",
                "嘉兴市 | issued | 合作协议#1",
                "绍兴市#2 | issued | 合作协议#2",
                "湖州市 | issued | 合作协议#2",
            ],
        )
    )
    ids = [entity(corpus, "001-01", "合作协议", n).id for n in (1, 2, 3)]
    assert ids == ["initiative-合作协议-嘉兴市-绍兴市", *["initiative-合作协议-湖州市-绍兴市"] * 2]
