from kg.model import Predicate
from kg.notation import parse
from kg.relations import read_by_rules
from kg.relations.letters import answers, signers

LETTER = (
    "编辑同志：\n路灯坏了。我走访了三条街，写成[《关于设立巡灯员的建议》|Initiative]。“我也摔过。”邻居说。\n"
    "[金牛学院|Institution] [马平|Person]\n[金牛区|County]居民 [温静|Person]"
)


def test_who_signs_a_letter_proposes_what_it_says():
    document = parse(LETTER)
    assert [document.mentions[i].text for i in signers(document)] == ["马平", "温静"]
    stated = [s for s in read_by_rules(document).statements if s.predicate is Predicate.PROPOSED]
    assert [document.mentions[s.subject].text for s in stated] == ["马平", "温静"]


def test_other_articles_have_no_signers():
    assert signers(parse("路灯坏了。我走访了三条街。\n[金牛区|County]居民 [温静|Person]")) == ()
    assert signers(parse("编辑同志：\n路灯坏了。修灯的是[温静|Person]")) == ()


INTERVIEW = (
    "访[西宁市|City][市长|Title][马平|Official]\n记者：[西宁市|City]得到了什么？\n"
    "[马平|Official]：去年我们同[兰州市|City]签了[《互认协议》|Initiative]。\n记者：我们都关心。"
)


def test_who_answers_speaks_for_the_place_they_govern():
    document = parse(INTERVIEW)
    assert [document.mentions[i].text for _, i in answers(document)] == ["西宁市"]
    stated = [s for s in read_by_rules(document).statements if s.predicate is Predicate.ISSUED]
    assert [document.mentions[s.subject].text for s in stated] == ["西宁市", "兰州市"]


def test_who_answers_speaks_for_their_organisation():
    document = parse(INTERVIEW.replace("[西宁市|City][市长", "[西宁市水务局|Agency][局长"))
    assert [document.mentions[i].text for _, i in answers(document)] == ["西宁市水务局"]
