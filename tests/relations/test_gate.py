from kg.relations.gate import gate
from kg.relations.rules import parse_rules

RULE = """
[[rule]]
name = "twins"
states = ["a cooperatesWith b"]
confidence = 0.9
patterns = ["{a:City}(与|和){b:City}结对", "{a:City}牵手{b:City}"]
yes = [["[甘州区|City]与[肃州区|City]结对。", "甘州区 cooperatesWith 肃州区"]]
no = ["[甘州区|City]与[肃州区|City]相邻。"]
"""


def test_a_gate_is_open_to_texts_that_hold_the_words_and_kinds_of_a_pattern():
    rules = parse_rules(RULE, "twins.toml")
    city = next(iter(rules[0].patterns[0].needs[0]))
    passed = [pattern.source for _, pattern in gate(rules).open_to(f"{city}牵手{city}。")]
    assert passed == ["{a:City}牵手{b:City}"]
    assert not list(gate(rules).open_to("牵手。"))
    assert not list(gate(rules).open_to(f"{city}相邻。"))
