"""A small corpus of invented people, used by all tests of the graph."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg import graph, notation
from kg.model import (
    Article,
    ArticleKind,
    Claim,
    Corpus,
    Document,
    Entity,
    EntityType,
    Evidence,
    Modality,
    Page,
    Predicate,
)

KINDS = {"Official": "per", "Person": "per", "Agency": "org", "Company": "org", "Institution": "org"}
KINDS |= {"Initiative": "init", "Event": "ev"}

TEXTS = {
    "jx-01-01": (
        "[江西|Province=江西省]启动[“百企上云”行动|Initiative:campaign]\n"
        "今天，[全省数字经济推进会|Event]在[南昌|City=南昌市]召开。"
        "[省数据局|Agency=江西省数据局][党组书记|Title]、[局长|Title][熊佩兰|Official]出席并讲话，"
        "[省数据局|Agency=江西省数据局][副局长|Title][卢致远|Official]主持。\n"
        "[熊佩兰|Official]说，[江西省数据局|Agency]将推进[“百企上云”行动|Initiative:campaign]，"
        "[赣江云科技有限公司|Company]首批参加。"
    ),
    "jx-01-02": (
        "[省数据局|Agency=江西省数据局]人事任免\n"
        "5月20日，[卢致远|Official]任[江西省数据局|Agency][局长|Title]，"
        "免去[熊佩兰|Official]的[江西省数据局|Agency][局长|Title]职务。"
    ),
    "hb-03-01": (
        "[南昌市|City]与[武汉市|City]签署[《数据互认协议》|Initiative:agreement]。"
        "[武汉大学|Institution][教授|Title][熊佩兰|Person=熊佩兰（武汉大学）]参加[数据论坛|Event]，"
        "[数据论坛|Event]将在[洪山区|County]举行。[卢致远|Official]考察[武汉大学|Institution]。"
    ),
    "hb-03-02": (
        "[“清水计划”|Initiative:plan]覆盖[关山村|Locality]\n意见来自高校\n"
        "[武汉大学|Institution][沈闻笛|Person]建议实施[“清水计划”|Initiative:plan]，"
        "覆盖[关山村|Locality]和[武汉都市圈|Region]。[武汉市数据局|Agency]举办[数据论坛|Event]，"
        "[[武汉市数据局|Agency]信息处|Agency]承办。[光谷软件园|Zone]位于[洪山区|County]，未迁往[南湖大桥|Site]。"
    ),
}
META = {
    "jx-01-01": {
        "headline": "江西启动“百企上云”行动",
        "dateline": "赣鄱日报5月18日讯",
        "date": "2024-05-18",
        "reporters": ("许知秋",),
        "correspondents": ("方采薇",),
    },
    "jx-01-02": {"headline": "省数据局人事任免", "reporters": ("许知秋", "方采薇")},
    "hb-03-01": {
        "kind": ArticleKind.CONTINUATION,
        "date": "06-02",
        "photographers": ("罗以安",),
        "continues": "jx-01-01",
    },
    "hb-03-02": {
        "headline": "“清水计划”覆盖关山村",
        "kind": ArticleKind.SUGGESTION,
        "decks": ("意见来自高校",),
    },
}
PAGES = {"jx-01": ("赣鄱日报/jx-01.txt", "2024-05-21"), "hb-03": ("hb-03.txt", None)}
CODES = {"江西省": "360000", "南昌市": "360100", "湖北省": "420000", "武汉市": "420100", "洪山区": "420111"}

MEETING = "全省数字经济推进会在南昌召开。省数据局党组书记、局长熊佩兰出席并讲话"

# subject, predicate, object, article, passage, and what else the claim says
CLAIMS = (
    (
        "熊佩兰",
        "holdsPost",
        "江西省数据局",
        "jx-01-01",
        "省数据局党组书记、局长熊佩兰",
        {"title": "党组书记、局长"},
    ),
    ("熊佩兰", "attended", "全省数字经济推进会", "jx-01-01", MEETING[:-3], {}),
    ("熊佩兰", "spokeAt", "全省数字经济推进会", "jx-01-01", MEETING, {}),
    ("卢致远", "chaired", "全省数字经济推进会", "jx-01-01", f"{MEETING}，省数据局副局长卢致远主持", {}),
    ("卢致远", "holdsPost", "江西省数据局", "jx-01-01", "省数据局副局长卢致远", {"title": "副局长"}),
    ("全省数字经济推进会", "heldIn", "南昌市", "jx-01-01", "全省数字经济推进会在南昌召开", {}),
    ("江西省", "leads", "“百企上云”行动", "jx-01-01", "江西启动“百企上云”行动", {}),
    ("江西省数据局", "leads", "“百企上云”行动", "jx-01-01", "江西省数据局将推进“百企上云”行动", {}),
    ("赣江云科技有限公司", "leads", "“百企上云”行动", "jx-01-01", "“百企上云”行动，赣江云科技有限公司", {}),
    ("熊佩兰", "quotedIn", "jx-01-01", "jx-01-01", "熊佩兰说", {}),
    (
        "卢致远",
        "holdsPost",
        "江西省数据局",
        "jx-01-02",
        "卢致远任江西省数据局局长",
        {"title": "局长", "start_date": "2024-05-20"},
    ),
    (
        "熊佩兰",
        "holdsPost",
        "江西省数据局",
        "jx-01-02",
        "免去熊佩兰的江西省数据局局长职务",
        {"title": "局长", "modality": Modality.FORMER, "end_date": "2024-05-20"},
    ),
    ("南昌市", "cooperatesWith", "武汉市", "hb-03-01", "南昌市与武汉市签署", {"confidence": 0.7}),
    ("南昌市", "issued", "《数据互认协议》", "hb-03-01", "南昌市与武汉市签署《数据互认协议》", {}),
    ("熊佩兰（武汉大学）", "holdsPost", "武汉大学", "hb-03-01", "武汉大学教授熊佩兰", {"title": "教授"}),
    ("熊佩兰（武汉大学）", "attended", "数据论坛", "hb-03-01", "熊佩兰参加数据论坛", {}),
    ("数据论坛", "heldIn", "洪山区", "hb-03-01", "数据论坛将在洪山区举行", {"modality": Modality.PLANNED}),
    ("卢致远", "visited", "武汉大学", "hb-03-01", "卢致远考察武汉大学", {}),
    ("沈闻笛", "affiliatedWith", "武汉大学", "hb-03-02", "武汉大学沈闻笛", {}),
    ("沈闻笛", "proposed", "“清水计划”", "hb-03-02", "沈闻笛建议实施“清水计划”", {}),
    ("“清水计划”", "appliesTo", "关山村", "hb-03-02", "“清水计划”，覆盖关山村", {}),
    ("“清水计划”", "appliesTo", "武汉都市圈", "hb-03-02", "“清水计划”，覆盖关山村和武汉都市圈", {}),
    ("武汉市数据局", "organized", "数据论坛", "hb-03-02", "武汉市数据局举办数据论坛", {}),
    ("武汉市数据局信息处", "partOf", "武汉市数据局", "hb-03-02", "武汉市数据局信息处", {}),
    ("武汉市数据局", "locatedIn", "武汉市", "hb-03-02", "武汉市数据局", {"confidence": 0.95}),
    ("光谷软件园", "locatedIn", "洪山区", "hb-03-02", "光谷软件园位于洪山区", {}),
    (
        "光谷软件园",
        "locatedIn",
        "南湖大桥",
        "hb-03-02",
        "光谷软件园位于洪山区，未迁往南湖大桥",
        {"modality": Modality.NEGATED},
    ),
)
BACKGROUND = (("南昌市", "江西省"), ("武汉市", "湖北省"), ("洪山区", "武汉市"))


@dataclass(frozen=True)
class Built:
    """The folder of a build of the small corpus."""

    folder: Path

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def file(self) -> Path:
        return self.folder / "graph.ttl"


def _document(identifier: str) -> Document:
    parsed = notation.parse(TEXTS[identifier])
    text, meta = parsed.article.text, dict(META[identifier])
    heads = [*filter(None, [meta.get("headline")]), *meta.get("decks", ())]
    start = sum(len(line) + 1 for line in heads)
    article = Article(
        id=identifier,
        page=identifier[:5],
        kind=meta.pop("kind", ArticleKind.NEWS),
        text=text,
        body=(start, len(text)),
        **meta,
    )
    return replace(parsed, article=article)


def _identifier(name: str, type_: EntityType) -> str:
    from kg.graph import iris

    return iris.mint(KINDS.get(type_.value, "place"), name)


def make_corpus() -> Corpus:
    documents = {identifier: _document(identifier) for identifier in sorted(TEXTS)}
    mentions: dict[tuple[str, EntityType], list[tuple[str, int]]] = {}
    for identifier, document in documents.items():
        for index, mention in enumerate(document.mentions):
            mentions.setdefault((mention.name or mention.text, mention.type), []).append((identifier, index))
    entities = [Entity("place-湖北省", EntityType.PROVINCE, "湖北省", ("鄂",), "420000", background=True)]
    for (name, type_), places in mentions.items():
        found = [documents[article].mentions[index] for article, index in places]
        entities.append(
            Entity(
                id=_identifier(name, type_),
                type=type_,
                name=name.partition("（")[0],
                aliases=tuple(sorted({mention.text for mention in found} - {name})),
                code=CODES.get(name),
                kind=found[0].detail if type_ is EntityType.INITIATIVE else None,
                date="2024-05-18" if name == "全省数字经济推进会" else None,
                mentions=tuple(sorted(places)),
            )
        )
    ids = {name: _identifier(name, type_) for name, type_ in mentions} | {"湖北省": "place-湖北省"}
    claims = []
    for subject, predicate, object_, article, passage, more in CLAIMS:
        start = documents[article].article.text.index(passage)
        evidence = Evidence(
            article, start, start + len(passage), f"{predicate}-rule", more.get("confidence", 0.9)
        )
        claims.append(
            Claim(
                ids[subject],
                Predicate(predicate),
                ids.get(object_, object_),
                (evidence,),
                **{"confidence": 0.9, **more},
            )
        )
    return Corpus(
        pages=tuple(
            Page(
                page,
                file,
                "utf-8",
                "",
                tuple(d.article for d in documents.values() if d.article.page == page),
                (),
                day,
            )
            for page, (file, day) in sorted(PAGES.items())
        ),
        documents=documents,
        entities=tuple(sorted(entities, key=lambda entity: entity.id)),
        claims=tuple(
            sorted(claims, key=lambda claim: (claim.subject, claim.predicate, claim.object, claim.modality))
        ),
        background=tuple((ids[part], Predicate.PART_OF, ids[whole]) for part, whole in BACKGROUND),
        possibly_same=((ids["熊佩兰（武汉大学）"], ids["熊佩兰"]),),
    )


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return make_corpus()


@pytest.fixture(scope="session")
def rdf(corpus: Corpus):
    return graph.build(corpus)


@pytest.fixture(scope="session")
def built(rdf, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("built")
    graph.write(rdf, folder)
    return Built(folder)
