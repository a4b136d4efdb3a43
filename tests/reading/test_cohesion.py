"""Passages that speak of the same share rare words; common ones say nothing."""

from kg.reading.cohesion import PageModel

PASSAGES = [
    "昨天，云岭县的茶农陆春芽在鹿鸣坡茶园采下第一筐秋茶，县茶叶协会当场收购。",
    "鹿鸣坡的茶园去年装上了滴灌，陆春芽说，旱天也不愁浇水。",
    "会议强调，要压实责任，推进工作落实，全市各部门要提高认识。",
    "陆春芽的秋茶",
]


def test_parts_of_one_article_are_akin_and_strangers_are_not() -> None:
    model = PageModel(PASSAGES)
    assert model.affinity((1,), (0,)) > 1.0 > 0.5 > model.affinity((2,), (0,))
    assert model.affinity((3,), (0, 1)) > model.affinity((3,), (2,))


def test_groups_are_compared_as_single_passages_are() -> None:
    model = PageModel(PASSAGES)
    rows = model.affinities([(1,), (1, 3)], [(0,), (0, 2)])
    assert abs(rows[0][0] - model.affinity((1,), (0,))) < 1e-6
    assert abs(rows[1][1] - model.affinity((1, 3), (0, 2))) < 1e-6
