"""What scripts read is complete, and can neither end a script nor turn the writing round."""

import json

import pyoxigraph as ox

from kg.site import data
from kg.site.numbering import FACTS_A_FILE, numbering
from kg.site.read import records
from kg.site.records import token
from kg.site.sources import Quotes


def value(text: str) -> object:
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def test_no_text_can_leave_its_script() -> None:
    text = data.script("search", {"name": ["</script><img src=x>", "a\u2028b", "1 & 2"]})
    assert not set("<>&\u2028") & set(text)
    assert value(text) == {"name": ["</script><img src=x>", "a\u2028b", "1 & 2"]}


def test_the_index_of_names_knows_readings_and_other_names(store: ox.Store) -> None:
    everything = records(store)
    files = dict(data.files(everything, numbering(everything), Quotes(everything)))
    index = value(files["data/search.js"])
    assert isinstance(index, dict)
    columns = {key: text.split("\n") for key, text in index.items() if key not in ("types", "weight", "own")}
    row = columns["name"].index("曾令桐")
    assert columns["pinyin"][row].split("|")[1] == "zenglingtong"
    assert "zlt" in columns["initials"][row].split("|")
    assert columns["note"][row] == "湘水大学 党委书记"  # of two posts the one seen last
    office = columns["name"].index("湖南省财政厅")
    assert columns["other"][office] == "|省财政厅|"
    assert "sczt" in columns["initials"][office].split("|")
    assert index["token"][office * 12 : office * 12 + 12] == token("org-湖南省财政厅")
    weights = [everything.weight(key) for key in everything.ranked]
    assert weights == sorted(weights, reverse=True)


def test_every_link_has_its_sentences_in_the_file_that_its_number_names(store: ox.Store) -> None:
    everything = records(store)
    numbers = numbering(everything)
    files = dict(data.files(everything, numbers, Quotes(everything)))
    links = value(files["data/links.js"])
    assert isinstance(links, dict)
    assert len(links["subject"]) == sum(1 for fact in everything.facts if fact.object in everything.things)
    for number, (subject, target) in enumerate(zip(links["subject"], links["object"], strict=True)):
        facts = value(files[f"data/evidence-{number // FACTS_A_FILE}.js"])
        assert isinstance(facts, list)
        fact = facts[number % FACTS_A_FILE]
        assert fact["subject"][0] == everything.things[everything.ranked[subject]].name
        assert fact["object"][0] == everything.things[everything.ranked[target]].name
        assert {"s", "o"} & {role for _, role, _ in fact["quotes"][0]["pieces"]}
