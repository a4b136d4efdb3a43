"""A question in plain words leads to the query that answers it, with the names it speaks of filled in."""

import pytest

from kg.graph import asking, queries


@pytest.mark.parametrize(
    ("question", "name", "values"),
    [
        ("熊佩兰担任过什么职务", {"former", "posts"}, {"person": "熊佩兰"}),
        ("卢致远考察过哪里", {"visits"}, {"visitor": "卢致远"}),
        ("省数据局下面有哪些单位", {"units"}, {"organization": "省数据局"}),
        ("南昌市和武汉市有什么合作", {"cooperation"}, {"one": "南昌市", "other": "武汉市"}),
        ("卢致远和熊佩兰是什么关系", {"between"}, {"one": "卢致远", "other": "熊佩兰"}),
        ("“清水计划”推行到了哪些地方", {"spread"}, {"name": "“清水计划”"}),
        ("许知秋发表了哪些稿件", {"reporter"}, {"name": "许知秋"}),
        ("哪些同名的人可能是同一个", {"same"}, {}),
        ("what is only planned or denied", {"unfulfilled"}, {}),
        ("who met whom at events", {"met"}, {}),
    ],
)
def test_a_question_finds_its_query(built, question: str, name: set[str], values: dict[str, str]) -> None:
    first = asking.suggest(question, built.store)[0]
    assert first.query.name in name
    assert first.values == values
    found = queries.run(first.query.name, built.store, first.values)
    assert found.columns


def test_without_a_graph_no_name_is_filled_in() -> None:
    suggestions = asking.suggest("熊佩兰担任过什么职务")
    assert suggestions
    assert not any(suggestion.values for suggestion in suggestions)


def test_what_no_query_is_like_finds_none(built) -> None:
    assert asking.suggest("zzzz 甴曱", built.store) == []


def test_the_command_can_be_typed(built) -> None:
    (first, *_) = asking.suggest("熊佩兰担任过什么职务", built.store)
    assert first.command == f"kg query {first.query.name} person=熊佩兰"


@pytest.mark.parametrize("query", queries.ready(), ids=lambda query: query.name)
def test_each_query_is_found_by_its_own_question(query: queries.ReadyQuery) -> None:
    assert query.name in [suggestion.query.name for suggestion in asking.suggest(query.title, most=2)]
