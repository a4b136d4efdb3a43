from dataclasses import replace

from kg.model import Title
from kg.notation import parse
from kg.relations.coreference import stand_ins
from kg.relations.encoding import BOUNDARY, INSIDE, encode
from kg.relations.pattern import classes

AGENCY, CITY, PERSON, TITLE = "\ue002", "\ue006", "\ue000", "\ue040"


def test_names_and_titles_are_one_character() -> None:
    encoding = encode(parse("[眉山市水利局|Agency][局长|Title][马平|Official]说,雨大。"))
    assert encoding.text == f"{BOUNDARY}{AGENCY}{TITLE}{PERSON}说，雨大。{BOUNDARY}"


def test_positions_map_back_through_line_breaks_and_blanks() -> None:
    document = parse("前言。\n今天 ，[眉山\n市|City] 召\n开大会。")
    document = replace(document, sentences=((0, len(document.article.text)),))
    encoding = encode(document)
    at = encoding.text.index("召开")
    text = document.article.text
    assert text[encoding.article_start(at) : encoding.article_end(at + 2)] == "召\n开"
    city = encoding.text.index(CITY)
    assert text[encoding.article_start(city) : encoding.article_end(city + 1)] == "眉山\n市"


def test_sentences_without_names_are_left_out() -> None:
    assert encode(parse("天气很好。没有名字。")).items == {}


def test_the_inside_of_a_name_follows_behind_it() -> None:
    encoding = encode(parse("[[省财政厅|Agency]社会保障处|Agency]来人。"))
    assert encoding.text.endswith(f"{AGENCY}{INSIDE}{AGENCY}社会保障处{BOUNDARY}")


def test_a_place_named_elsewhere_is_recalled_within_the_name_of_an_event() -> None:
    document = parse("[中国西部（银川）枸杞大会|Event]来了。[银川|City]很美。")
    encoding = encode(document)
    inside = encoding.text.index(INSIDE)
    city = encoding.text.index(CITY, inside)
    assert encoding.items[city].recalled
    assert document.article.text[encoding.items[city].start : encoding.items[city].end] == "银川"
    assert encoding.items[city].start < document.mentions[encoding.items[city].mentions[0]].start


def test_a_title_that_begins_within_a_name_begins_behind_it() -> None:
    document = parse("[省政协|Agency]副主席")
    encoding = encode(replace(document, titles=(Title(1, 6, "政协副主席"),)))
    (title,) = (item for item in encoding.items.values() if item.title is not None)
    assert (title.start, title.end, title.words) == (3, 6, "副主席")


def test_numbered_and_written_initiatives_have_their_own_characters() -> None:
    text = encode(parse("[“七大工程”|Initiative][《办法》|Initiative][净水工程|Initiative]")).text
    assert [c in classes("Scheme") for c in text[1:4]] == [True, False, False]
    assert [c in classes("Paper") for c in text[1:4]] == [False, True, False]
    assert all(c in classes("Initiative") for c in text[1:4])


def test_stand_ins_yield_to_names() -> None:
    document = parse("[西部算力大会|Event]开幕。[会议中心|Site]很大，会议结束。")
    found = [document.article.text[i.start : i.end] for i in stand_ins(document)]
    assert found == ["会议"]
