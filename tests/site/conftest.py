"""A small graph in the vocabulary, of invented people and articles, and the site made from it."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest

from kg import site

HEAD = """
@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix id: <https://w3id.org/newskg/id/> .
@prefix org: <http://www.w3.org/ns/org#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix opengov: <http://www.w3.org/ns/opengov#> .
"""

# id: type, name, other names; a code, an initiative's kind or an event's day behind them
THINGS = """
per-曾令桐 Official 曾令桐
per-覃若溪 Official 覃若溪
per-单明远 Official 单明远
per-缪安 Person 缪安
per-罗启岚 Official 罗启岚
per-解知行 Person 解知行
org-湖南省财政厅 Agency 湖南省财政厅 省财政厅
org-湖南省财政厅绩效管理处 Agency 湖南省财政厅绩效管理处 绩效管理处
org-湖南省数据局 Agency 湖南省数据局 省数据局
org-长沙市人民政府 Agency 长沙市人民政府 长沙市政府
org-湖北省财政厅 Agency 湖北省财政厅
org-岚川新材料有限公司 Company 岚川新材料有限公司 岚川新材
org-湘水大学 Institution 湘水大学
pla-430000 Province 湖南省 湖南
pla-420000 Province 湖北省 湖北
pla-430100 City 长沙市 长沙
pla-430600 City 岳阳市 岳阳
pla-430181 County 浏阳市 浏阳
sit-望云水库 Site 望云水库
ini-清风行动 Initiative 清风行动 “清风行动”
ini-水网建设意见 Initiative 《关于加强水网建设的意见》 《意见》
ini-一地通查 Initiative 一地通查
eve-水网建设推进会 Event 全省水网建设推进会 推进会
eve-联席会 Event 湘鄂财政联席会 联席会
"""
CODES = {"pla-430000": "430000", "pla-420000": "420000", "pla-430100": "430100", "pla-430181": "430181"}
KINDS = {"ini-清风行动": "campaign", "ini-水网建设意见": "document"}
DAYS = {"eve-水网建设推进会": "2024-03-11", "eve-联席会": "2024-05-20"}
BACKGROUND = [("pla-430100", "pla-430000"), ("pla-430181", "pla-430100"), ("pla-430600", "pla-430000")]


@dataclass(frozen=True)
class Draft:
    """An article: names stand as [as written|id]; statements as (subject, predicate, object, passage, title,
    modality), the last two where needed."""

    id: str
    page: str
    day: str | None
    headline: str | None
    body: str
    statements: tuple[tuple[str, ...], ...] = ()
    deck: str = ""
    reporters: tuple[str, ...] = ()
    dateline: str = ""


DRAFTS = (
    Draft(
        "101-01",
        "101",
        "2024-03-12",
        "全省水网建设推进会在长沙召开",
        "3月11日，[全省水网建设推进会|eve-水网建设推进会]在[长沙|pla-430100]召开。"
        "[省财政厅|org-湖南省财政厅]党组书记、厅长[曾令桐|per-曾令桐]出席会议并讲话，"
        "[长沙市政府|org-长沙市人民政府]副市长[覃若溪|per-覃若溪]作交流发言。\n"
        "[曾令桐|per-曾令桐]强调，要把[“清风行动”|ini-清风行动]抓细抓实。"
        "会议由[省财政厅|org-湖南省财政厅]副厅长[单明远|per-单明远]主持。\n"
        "[省财政厅|org-湖南省财政厅]将于年内在[浏阳|pla-430181]实施[“清风行动”|ini-清风行动]。",
        (
            ("eve-水网建设推进会", "heldIn", "pla-430100", "全省水网建设推进会在长沙召开"),
            ("per-曾令桐", "holdsPost", "org-湖南省财政厅", "省财政厅党组书记、厅长曾令桐", "党组书记、厅长"),
            (
                "per-曾令桐",
                "attended",
                "eve-水网建设推进会",
                "全省水网建设推进会在长沙召开。省财政厅党组书记、厅长曾令桐出席会议",
            ),
            (
                "per-曾令桐",
                "spokeAt",
                "eve-水网建设推进会",
                "全省水网建设推进会在长沙召开。省财政厅党组书记、厅长曾令桐出席会议并讲话",
            ),
            ("per-覃若溪", "holdsPost", "org-长沙市人民政府", "长沙市政府副市长覃若溪", "副市长"),
            ("per-覃若溪", "spokeAt", "eve-水网建设推进会", "覃若溪作交流发言"),
            ("per-单明远", "holdsPost", "org-湖南省财政厅", "省财政厅副厅长单明远", "副厅长"),
            ("per-单明远", "chaired", "eve-水网建设推进会", "会议由省财政厅副厅长单明远主持"),
            ("per-曾令桐", "quotedIn", "art-101-01", "曾令桐强调，要把“清风行动”抓细抓实"),
            (
                "org-湖南省财政厅",
                "leads",
                "ini-清风行动",
                "省财政厅将于年内在浏阳实施“清风行动”",
                "",
                "planned",
            ),
            ("ini-清风行动", "appliesTo", "pla-430181", "在浏阳实施“清风行动”", "", "planned"),
        ),
        "今年水网连通有了时间表",
        ("苏晚晴",),
        "本报3月11日讯",
    ),
    Draft(
        "101-02",
        "101",
        "2024-03-12",
        "数据局：让办事少跑一趟",
        "[缪安|per-缪安]在[省数据局|org-湖南省数据局]办事大厅说，跑一趟就办成了。"
        "[湖南|pla-430000]与[湖北|pla-420000]推进[一地通查|ini-一地通查]，首批事项年内办结。"
        "[省数据局|org-湖南省数据局]局长[罗启岚|per-罗启岚]到[岚川新材|org-岚川新材料有限公司]调研。",
        (
            ("pla-430000", "leads", "ini-一地通查", "湖南与湖北推进一地通查"),
            ("pla-420000", "leads", "ini-一地通查", "湖北推进一地通查"),
            ("pla-420000", "cooperatesWith", "pla-430000", "湖南与湖北推进一地通查"),
            ("per-罗启岚", "holdsPost", "org-湖南省数据局", "省数据局局长罗启岚", "局长"),
            ("per-罗启岚", "visited", "org-岚川新材料有限公司", "罗启岚到岚川新材调研"),
            ("per-缪安", "quotedIn", "art-101-02", "缪安在省数据局办事大厅说"),
        ),
        reporters=("苏晚晴", "郭一苇"),
    ),
    Draft(
        "102-01",
        "102",
        "2024-05-21",
        "湘鄂财政联席会举行",
        "5月20日，[湘鄂财政联席会|eve-联席会]在[岳阳|pla-430600]举行。"
        "[省财政厅|org-湖南省财政厅]厅长[单明远|per-单明远]、[湖北省财政厅|org-湖北省财政厅]有关负责人出席。"
        "[省财政厅|org-湖南省财政厅]与[湖北省财政厅|org-湖北省财政厅]签署合作协议。\n"
        "原[省财政厅|org-湖南省财政厅]厅长[曾令桐|per-曾令桐]已转任[湘水大学|org-湘水大学]党委书记。"
        "[省财政厅|org-湖南省财政厅][绩效管理处|org-湖南省财政厅绩效管理处]介绍了[《意见》|ini-水网建设意见]。"
        "[湘水大学|org-湘水大学]教授[解知行|per-解知行]建议修订[《意见》|ini-水网建设意见]。",
        (
            ("eve-联席会", "heldIn", "pla-430600", "湘鄂财政联席会在岳阳举行"),
            ("per-单明远", "holdsPost", "org-湖南省财政厅", "省财政厅厅长单明远", "厅长"),
            (
                "per-单明远",
                "attended",
                "eve-联席会",
                "湘鄂财政联席会在岳阳举行。省财政厅厅长单明远、湖北省财政厅有关负责人出席",
            ),
            ("org-湖北省财政厅", "attended", "eve-联席会", "湖北省财政厅有关负责人出席"),
            ("org-湖北省财政厅", "cooperatesWith", "org-湖南省财政厅", "省财政厅与湖北省财政厅签署合作协议"),
            ("per-曾令桐", "holdsPost", "org-湖南省财政厅", "原省财政厅厅长曾令桐", "厅长", "former"),
            ("per-曾令桐", "holdsPost", "org-湘水大学", "曾令桐已转任湘水大学党委书记", "党委书记"),
            ("org-湖南省财政厅绩效管理处", "partOf", "org-湖南省财政厅", "省财政厅绩效管理处"),
            ("per-解知行", "holdsPost", "org-湘水大学", "湘水大学教授解知行", "教授"),
            ("per-解知行", "proposed", "ini-水网建设意见", "解知行建议修订《意见》"),
        ),
        reporters=("郭一苇",),
    ),
    Draft(
        "103-01",
        "103",
        None,
        None,
        "[覃若溪|per-覃若溪]到[望云水库|sit-望云水库]调研。"
        "[长沙市政府|org-长沙市人民政府]副市长[覃若溪|per-覃若溪]说，[望云水库|sit-望云水库]位于[浏阳|pla-430181]。",
        (
            ("per-覃若溪", "visited", "sit-望云水库", "覃若溪到望云水库调研"),
            ("per-覃若溪", "holdsPost", "org-长沙市人民政府", "长沙市政府副市长覃若溪", "副市长"),
            ("sit-望云水库", "locatedIn", "pla-430181", "望云水库位于浏阳"),
            ("per-覃若溪", "quotedIn", "art-103-01", "覃若溪说"),
        ),
        dateline="本报6月2日讯",
    ),
)


def quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


def slug(text: str) -> str:
    """A part of an IRI that stands for any text."""
    return sha256(text.encode()).hexdigest()[:8]


def iri(local: str) -> str:
    return f"<https://w3id.org/newskg/id/{local}>"


def turtle(things: str = THINGS, drafts: tuple[Draft, ...] = DRAFTS) -> str:
    """The graph of these things and articles as Turtle."""
    lines = [HEAD]
    for line in filter(None, things.splitlines()):
        thing, kind, name, *others = line.split(" ")
        lines.append(f"{iri(thing)} a kg:{kind} ; rdfs:label {quote(name)}@zh .")
        lines += [f"{iri(thing)} skos:altLabel {quote(other)}@zh ." for other in others]
    lines += [f"{iri(key)} schema:identifier {quote(code)} ." for key, code in CODES.items()]
    lines += [f"{iri(key)} kg:initiativeKind {quote(kind)} ." for key, kind in KINDS.items()]
    lines += [f'{iri(key)} schema:startDate "{day}"^^xsd:date .' for key, day in DAYS.items()]
    lines += [f"{iri(a)} kg:partOf {iri(b)} ." for a, b in BACKGROUND]
    for page in sorted({draft.page for draft in drafts}):
        lines.append(f"{iri('page-' + page)} a kg:Page ; rdfs:label {quote('版面 ' + page)}@zh .")
    for draft in drafts:
        lines += _article(draft)
    return "\n".join(lines)


def _article(draft: Draft) -> Iterator[str]:
    article = f"art-{draft.id}"
    head = "".join(f"{line}\n" for line in (draft.headline, draft.deck, draft.dateline) if line)
    text, mentions = head, []
    for part in re.split(r"(\[[^|\]]+\|[^\]]+\])", draft.body):
        if part.startswith("["):
            name, thing = part[1:-1].split("|")
            mentions.append((len(text), len(text) + len(name), thing))
            text += name
        else:
            text += part
    body = text[len(head) :]
    yield f'{iri(article)} a kg:Article ; kg:text {quote(text)} ; kg:kind "news" ;'
    yield f"  schema:articleBody {quote(body)} ;"
    yield f"  schema:isPartOf {iri('page-' + draft.page)} ."
    if draft.headline:
        yield f"{iri(article)} schema:headline {quote(draft.headline)}@zh ."
    if draft.deck:
        yield f"{iri(article)} schema:alternativeHeadline {quote(draft.deck)}@zh ."
    if draft.dateline:
        yield f"{iri(article)} kg:dateline {quote(draft.dateline)} ."
    if draft.day:
        yield f'{iri(article)} schema:datePublished "{draft.day}"^^xsd:date .'
    for name in draft.reporters:
        yield f"{iri('jou-' + name)} a kg:Journalist ; rdfs:label {quote(name)}@zh ."
        yield f"{iri(article)} schema:author {iri('jou-' + name)} ."
    for start, end, thing in mentions:
        mention = iri(f"men-{draft.id}-{start}-{end}")
        yield f"{mention} a kg:Mention ; kg:refersTo {iri(thing)} ; oa:hasSource {iri(article)} ;"
        yield f"  kg:quote {quote(text[start:end])} ; kg:start {start} ; kg:end {end} ."
    for statement in draft.statements:
        yield from _statement(article, text, *statement)


def _statement(
    article: str,
    text: str,
    subject: str,
    predicate: str,
    object_: str,
    passage: str,
    title: str = "",
    modality: str = "",
) -> Iterator[str]:
    modality = modality or "asserted"
    start = text.rindex(passage)
    key = f"{subject}-{predicate}-{object_}-{slug(title)}-{modality}"
    claim, evidence = iri(f"claim-{key}"), iri(f"evd-{article}-{start}-{key}")
    property_, target = f"kg:{predicate}", object_
    if predicate == "holdsPost":
        property_, target = "org:holds", f"post-{object_}-{slug(title)}"
        yield f"{iri(target)} a org:Post ; rdfs:label {quote(title)}@zh ; org:postIn {iri(object_)} ."
    yield f"{claim} a kg:Claim ; rdf:subject {iri(subject)} ; rdf:predicate {property_} ;"
    yield f"  rdf:object {iri(target)} ;"
    yield f'  kg:confidence 0.9 ; kg:modality "{modality}" ; kg:evidence {evidence} .'
    if modality == "asserted":
        yield f"{iri(subject)} {property_} {iri(target)} ."
    yield f"{evidence} a kg:Evidence ; oa:hasSource {iri(article)} ; kg:quote {quote(passage)} ;"
    yield f"  kg:start {start} ; kg:end {start + len(passage)} ; kg:confidence 0.9 ;"
    yield f"  kg:rule {iri('rule-' + predicate)} ."
    yield f"{iri('rule-' + predicate)} a kg:Rule ; rdfs:label {quote(predicate + '/plain')}@zh ."


def load(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="session")
def store() -> ox.Store:
    return load(turtle())


@pytest.fixture(scope="session")
def built(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    site.write(store, folder, "湘报人事")
    return folder


@pytest.fixture(scope="session")
def drafting() -> ModuleType:
    """This module: what other graphs are drafted with."""
    return sys.modules[__name__]
