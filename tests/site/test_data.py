"""What scripts read is complete, and can neither end a script nor turn the writing round."""

import json

import pyoxigraph as ox

from kg.site import data
from kg.site.read import records
from kg.site.records import token
from kg.site.sources import Quotes


def value(text: str) -> object:
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def test_no_text_can_leave_its_script() -> None:
    text = data.script("search", {"name": ["</script><img src=x>", "a\u2028b", "\u202egnp.exe", "1 & 2"]})
    assert not set("<>&\u2028\u202e") & set(text)
    assert value(text) == {"name": ["</script><img src=x>", "a\u2028b", "gnp.exe", "1 & 2"]}


def test_the_index_of_names_knows_readings_and_other_names(store: ox.Store) -> None:
    everything = records(store)
    files = dict(data.files(everything, Quotes(everything)))
    index = value(files["data/search.js"])
    assert isinstance(index, dict)
    row = index["name"].index("曾令桐")
    assert index["pinyin"][row].split("|")[1] == "zenglingtong"
    assert "zlt" in index["initials"][row].split("|")
    assert index["note"][row] == "湘水大学 党委书记"  # of two posts the one seen last
    office = index["name"].index("湖南省财政厅")
    assert index["other"][office] == "|省财政厅|"
    assert "sczt" in index["initials"][office].split("|")
    assert index["token"][office] == token("org-湖南省财政厅")


def test_every_link_has_its_sentences_in_the_file_that_it_names(store: ox.Store) -> None:
    everything = records(store)
    files = dict(data.files(everything, Quotes(everything)))
    links = value(files["data/links.js"])
    assert isinstance(links, dict)
    assert len(links["fact"]) == sum(1 for fact in everything.facts if fact.object in everything.things)
    for fact in links["fact"]:
        number = int(fact[:6], 16) % links["shards"]
        sentences = value(files[f"data/evidence-{number}.js"])
        assert isinstance(sentences, dict)
        pieces = sentences[fact]["quotes"][0]["pieces"]
        assert {"s", "o"} & {role for _, role, _ in pieces}
