"""Whatever is read, however odd: linking holds its promises."""

import random
import re

import pytest

from kg.linking import link
from kg.model import (
    Article,
    ArticleKind,
    Corpus,
    Document,
    EntityType,
    Mention,
    Modality,
    Page,
    Predicate,
    Reading,
    Settings,
    Statement,
)

FORMS = re.findall(
    r"\S+",
    """
    省委 市政府 县委 长沙 长沙市 朝阳区 鼓楼区 湘 省财政厅 高新区 省党代会 三中全会 “清泉” “清泉”行动
    战略合作协议 王伟 人民医院 某某集团 湖南某某集团有限公司 城关镇 人民路 长三角 该局 （ 》 会议 第一届
    市 省 《意见》
    自治区 某（某） 座谈会 省委全会 活动专班 全市公安机关
    """,
)


def _reading(dice: random.Random, page: str, number: int) -> Reading:
    parts: list[str] = []
    mentions: list[Mention] = []
    at = 0
    for _ in range(dice.randint(0, 8)):
        words, gap = dice.choice(FORMS), dice.choice(["", "、", "。", "，", "与", "\n"])
        name, detail = dice.choice([None, None, "省委"]), dice.choice([None, "foreign", "430100", "999999"])
        mentions.append(Mention(at, at + len(words), words, dice.choice(list(EntityType)), name, detail))
        parts += [words, gap]
        at += len(words) + len(gap)
    text = "".join(parts) or "空"
    article = Article(
        f"{page}-{number:02}",
        page,
        ArticleKind.NEWS,
        text,
        (0, len(text)),
        paper=dice.choice([None, "湖南日报", "新华社", "解放日报", "无名报"]),
        place=dice.choice([None, "贵阳", "火星"]),
        date=dice.choice([None, "05-27"]),
    )
    statements = []
    for _ in range(dice.randint(0, 5) if mentions else 0):
        predicate = dice.choice(list(Predicate))
        object_ = None if predicate is Predicate.QUOTED_IN else dice.randrange(len(mentions))
        statements.append(
            Statement(
                dice.randrange(len(mentions)),
                predicate,
                object_,
                0,
                1,
                "any",
                modality=dice.choice(list(Modality)),
                confidence=dice.random(),
            )
        )
    sentences = tuple(m.span() for m in re.finditer("[^。]+。?", text))
    return Reading(Document(article, sentences, tuple(mentions)), tuple(statements))


def _parts(corpus: Corpus) -> tuple[object, ...]:
    return corpus.entities, corpus.claims, corpus.background, corpus.possibly_same


@pytest.mark.parametrize("seed", range(120))
def test_promises_hold(seed: int) -> None:
    dice = random.Random(seed)
    readings = [_reading(dice, f"p{p}", n) for p in range(2) for n in range(dice.randint(1, 3))]
    ids = sorted({r.document.article.page for r in readings})
    pages = [
        Page(
            i,
            i,
            "utf-8",
            "",
            tuple(r.document.article for r in readings if r.document.article.page == i),
        )
        for i in ids
    ]
    settings = Settings(home=dice.choice([None, "湖南省", "长沙市"]))
    corpus = link(pages, readings, settings)
    assert _parts(link(pages[::-1], readings[::-1], settings)) == _parts(corpus)
    named = [e.id for e in corpus.entities]
    assert named == sorted(set(named))
    assert all(re.fullmatch(r"[a-z]+-[\w-]+", id_) for id_ in named)
    assert sorted(m for e in corpus.entities for m in e.mentions) == sorted(
        (r.document.article.id, i) for r in readings for i in range(len(r.document.mentions))
    )
    assert all(c.subject != c.object for c in corpus.claims)
    assert {x for s, _, o in corpus.background for x in (s, o)} <= set(named)
    assert all(a < b and {a, b} <= set(named) for a, b in corpus.possibly_same)
