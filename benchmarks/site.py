"""How long the pages of a year of newspapers take to build, and how soon they answer in a browser.

    python benchmarks/site.py [ENTITIES] [--folder FOLDER] [--keep]

Makes a graph of ENTITIES (100,000) invented people, organisations, initiatives, events and places, named in
a third as many articles, most of them once; builds its pages in a process of its own; opens pages of each
kind in Chromium from the disk. Prints processor seconds and peak memory of the build, milliseconds until a
page is interactive, and milliseconds of a keystroke in the search box. Exits with 1 where the build takes
more than 300 seconds or 2 GB, a page more than a second, or a keystroke more than 20 milliseconds.
"""

import argparse
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.terms import BASE, KG, OA, ORG, RDF, RDFS, SCHEMA, SKOS, XSD

MOST_SECONDS, MOST_GIGABYTES, MOST_OPENING, MOST_KEYSTROKE = 300, 2.0, 1000, 20
SHARES = {
    "Official": 0.30, "Person": 0.16, "Agency": 0.13, "Company": 0.09, "Institution": 0.04,
    "Initiative": 0.09, "Event": 0.12, "Locality": 0.04, "Site": 0.02, "County": 0.01,
}  # fmt: skip
SUPER = {"Official": "Person", "Agency": "Organization", "Company": "Organization", "County": "Place"}
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林曾覃单解查仇缪邓许傅沈彭蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任"
GIVEN = (
    "明建国华文军平志伟东海强晓生光林小民永杰忠军波辉庆德宏胜利辰安宁若溪桐岚知行远帆启承泽颖欣雅静怡琳舒宜泓"
)
PLACES = "青云望江清溪龙泉白沙金水石桥东湖南山竹林梅岭枫林岚川松涛平阳安和永兴长乐新塘大同"
FIELDS = "财政教育民政水利农业交通文化商务科技统计审计信访林业气象体育民族应急医保数据审批市场监管乡村振兴"
TITLES = (
    "局长",
    "副局长",
    "党组书记、局长",
    "主任",
    "副主任",
    "处长",
    "副县长",
    "书记",
    "办公室主任",
    "总工程师",
)
FILLER = "会议要求，各地各部门要把工作抓细抓实，加强统筹协调，确保年度任务如期完成，让群众有更多获得感。"


@dataclass
class Year:
    """The names of all things by type, and how often each is due."""

    size: int
    dice: random.Random = field(default_factory=lambda: random.Random(2024))
    things: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    weights: dict[str, list[float]] = field(default_factory=dict)
    fresh: dict[str, Iterator[tuple[str, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for kind, share in SHARES.items():
            count = max(4, round(self.size * share))
            self.things[kind] = [(f"{kind.lower()}-{n}", self.name(kind, n)) for n in range(count)]
            self.weights[kind] = list(accumulate(1 / (n + 3) for n in range(count)))
            order = self.things[kind][:]
            self.dice.shuffle(order)
            self.fresh[kind] = iter(order)

    def word(self, letters: str, count: int) -> str:
        return "".join(self.dice.choice(letters) for _ in range(count))

    def name(self, kind: str, number: int) -> str:
        place = self.word(PLACES, 2)
        return {
            "Official": lambda: self.dice.choice(SURNAMES) + self.word(GIVEN, 2),
            "Person": lambda: self.dice.choice(SURNAMES) + self.word(GIVEN, 1 + number % 2),
            "Agency": lambda: f"{place}市{self.word(FIELDS, 2)}{'局处委'[number % 3]}",
            "Company": lambda: f"{place}{self.word(FIELDS, 2)}有限公司",
            "Institution": lambda: f"{place}{self.word(FIELDS, 2)}学院",
            "Initiative": lambda: f"《关于推进{place}{self.word(FIELDS, 2)}工作的意见》",
            "Event": lambda: f"{place}{self.word(FIELDS, 2)}工作推进会",
            "Locality": lambda: f"{place}{'镇乡村'[number % 3]}",
            "Site": lambda: f"{place}水库",
            "County": lambda: f"{place}县",
        }[kind]()

    def take(self, kind: str) -> tuple[str, str]:
        """Two times of three one that was not named yet, else a well-known one."""
        if self.dice.random() < 0.62 and (new := next(self.fresh[kind], None)):
            return new
        return self.dice.choices(self.things[kind], cum_weights=self.weights[kind])[0]


def triples(size: int) -> Iterator[str]:
    """The graph as lines of N-Triples."""
    year = Year(size)
    for kind, things in year.things.items():
        for thing, name in things:
            yield from described(thing, kind, name)
    for code, name in (
        ("430000", "湖南省"),
        ("430100", "长沙市"),
        ("430200", "株洲市"),
        ("430600", "岳阳市"),
    ):
        yield from described(f"place-{code}", "Province" if code.endswith("0000") else "City", name)
        yield line(f"place-{code}", f"{SCHEMA}identifier", text(code))
    held: set[str] = set()
    for number in range(size // 3):
        yield from article(year, number, held)


def described(thing: str, kind: str, name: str) -> Iterator[str]:
    for type_ in filter(None, (kind, SUPER.get(kind))):
        yield line(thing, f"{RDF}type", node(KG + type_))
    yield line(thing, f"{RDFS}label", text(name) + "@zh")
    if kind in ("Agency", "Company"):
        yield line(thing, f"{SKOS}altLabel", text(name[2:]) + "@zh")


def article(year: Year, number: int, held: set[str]) -> Iterator[str]:
    kinds = (
        "Official",
        "Official",
        "Person",
        "Agency",
        "Agency",
        "Company",
        "Initiative",
        "Event",
        "Locality",
    )
    first, second, person, agency, other, company, initiative, event, place = map(year.take, kinds)
    if number % 3 == 0:
        place = year.take("Site" if number % 2 else "County")
    if number % 5 == 0:
        company = year.take("Institution")
    title = year.dice.choice(TITLES)
    said: list[tuple[tuple[str, str], str, tuple[str, str], str, str]] = [
        (event, "heldIn", place, f"{event[1]}在{place[1]}举行", ""),
        (first, "holdsPost", agency, f"{agency[1]}{title}{first[1]}", title),
        (first, "attended", event, f"{first[1]}出席{event[1]}", ""),
        (second, "visited", company, f"{second[1]}到{company[1]}调研", ""),
        (agency, "leads", initiative, f"{agency[1]}实施{initiative[1]}", ""),
        (agency, "cooperatesWith", other, f"{agency[1]}与{other[1]}合作", ""),
        (person, "quotedIn", (f"art-{number}", ""), f"{person[1]}说", ""),
    ]
    month, day = 1 + number * 12 // (year.size // 3), 1 + number % 28
    head = f"{event[1]}举行"
    body = "，".join(row[3] for row in said) + "。" + FILLER * 8
    whole, key, page = f"{head}\n{body}", f"art-{number}", f"page-{number // 7}"
    if number % 7 == 0:
        yield line(page, f"{RDF}type", node(f"{KG}Page"))
        yield line(page, f"{RDFS}label", text(f"版面 {number // 7}") + "@zh")
    yield line(key, f"{RDF}type", node(f"{KG}Article"))
    yield line(key, f"{KG}text", text(whole))
    yield line(key, f"{SCHEMA}articleBody", text(body))
    yield line(key, f"{SCHEMA}headline", text(head) + "@zh")
    yield line(key, f"{SCHEMA}datePublished", text(f"2024-{month:02}-{day:02}") + f"^^{node(XSD + 'date')}")
    yield line(key, f"{SCHEMA}isPartOf", node(BASE + page))
    yield line(key, f"{KG}kind", text("news"))
    for subject, predicate, target, passage, post in said:
        start = whole.index(passage, len(head))
        for thing, name in (subject, target):
            if name:
                at = whole.index(name, start)
                yield from passage_of(f"men-{key}-{at}-{thing}", "Mention", key, at, name)
                yield line(f"men-{key}-{at}-{thing}", f"{KG}refersTo", node(BASE + thing))
        claim, property_, goal = (
            f"claim-{subject[0]}-{predicate}-{target[0]}{post}",
            KG + predicate,
            target[0],
        )
        if post:
            property_, goal = f"{ORG}holds", f"post-{target[0]}-{TITLES.index(post)}"
            yield line(goal, f"{RDF}type", node(f"{ORG}Post"))
            yield line(goal, f"{RDFS}label", text(post) + "@zh")
            yield line(goal, f"{ORG}postIn", node(BASE + target[0]))
        evidence = f"evd-{key}-{start}-{predicate}"
        if claim not in held:
            held.add(claim)
            yield line(claim, f"{RDF}type", node(f"{KG}Claim"))
            yield line(claim, f"{RDF}subject", node(BASE + subject[0]))
            yield line(claim, f"{RDF}predicate", node(property_))
            yield line(claim, f"{RDF}object", node(BASE + goal))
            yield line(claim, f"{KG}modality", text("asserted"))
            yield line(claim, f"{KG}confidence", f"{text('0.9')}^^{node(XSD + 'decimal')}")
            yield line(subject[0], property_, node(BASE + goal))
        yield line(claim, f"{KG}evidence", node(BASE + evidence))
        yield from passage_of(evidence, "Evidence", key, start, passage)
        yield line(evidence, f"{KG}rule", node(f"{BASE}rule-{predicate}"))


def passage_of(key: str, kind: str, article: str, start: int, quote: str) -> Iterator[str]:
    integer = node(f"{XSD}integer")
    yield line(key, f"{RDF}type", node(KG + kind))
    yield line(key, f"{OA}hasSource", node(BASE + article))
    yield line(key, f"{KG}quote", text(quote))
    yield line(key, f"{KG}start", f"{text(str(start))}^^{integer}")
    yield line(key, f"{KG}end", f"{text(str(start + len(quote)))}^^{integer}")


def line(subject: str, predicate: str, target: str) -> str:
    return f"<{BASE}{subject}> <{predicate}> {target} .\n"


def node(iri: str) -> str:
    return f"<{iri}>"


def text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def graph(size: int, folder: Path) -> int:
    """Makes the store in a folder; returns the number of triples."""
    file = folder / "year.nt"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(triples(size))
    store = ox.Store(str(folder / "store"))
    store.bulk_load(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    store.optimize()
    store.flush()
    file.unlink()
    return len(store)


def build(folder: Path) -> None:
    """Builds the pages in this process and prints seconds and bytes as JSON."""
    from kg import site

    store = ox.Store.read_only(str(folder / "store"))
    began = time.process_time()
    site.write(store, folder / "site", "一年的报纸")
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"seconds": time.process_time() - began, "bytes": used.ru_maxrss * 1024}))


def browse(site: Path) -> dict[str, float]:
    """Milliseconds until a page of each kind is interactive, and of the slowest keystroke."""
    from playwright.sync_api import sync_playwright

    found: dict[str, float] = {}
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        for kind, path in kinds(site).items():
            page = browser.new_page()
            page.goto(f"file://{site}/{path}", wait_until="load")
            deadline = time.time() + 30
            while not page.evaluate("document.body.dataset.ready || 0") and time.time() < deadline:
                time.sleep(0.02)
            found[kind] = float(page.evaluate("document.body.dataset.ready || 30000"))
            page.close()
        page = browser.new_page()
        page.goto(f"file://{site}/index.html")
        page.focus("#find")
        for typed in ("z", "zh", "zhang", "局", "财政局", "qyscz", "王明", "wang ming", "x"):
            took: Any = page.evaluate(
                """typed => KG.index().then(index => {
                  const times = [];
                  for (let i = 0; i < 5; i++) {
                    const began = performance.now();
                    KG.search(index, typed);
                    times.push(performance.now() - began);
                  }
                  return times.sort((a, b) => a - b)[2];
                })""",
                typed,
            )
            found[f"keystroke {typed}"] = took
        browser.close()
    return found


def kinds(site: Path) -> dict[str, str]:
    """A page of each kind: the largest of those that are many."""

    def largest(pattern: str) -> str:
        return max(site.glob(pattern), key=lambda path: path.stat().st_size).relative_to(site).as_posix()

    paths = {name: f"{name}.html" for name in ("index", "graph", "path", "timeline", "map", "sparql")}
    paths |= {"entity": largest("e/*/*.html"), "article": largest("a/*/*.html")}
    if shared := next(iter(sorted(site.glob("data/things-*.js"))), None):
        identifier = re.search(r'[0-9a-f]{12}(?=":)', shared.read_text(encoding="utf-8"))
        paths["entity without a file"] = f"e.html#id={identifier[0] if identifier else ''}"
    return paths | {"list": largest("t/*.html"), "month": largest("d/*.html")}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("entities", nargs="?", type=int, default=100_000)
    options.add_argument("--folder", type=Path, help="where the graph is, or is made; kept afterwards")
    options.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.build:
        return build(asked.folder)
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="newskg-site-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "store").is_dir():
        print(f"{graph(asked.entities, folder):,} triples", flush=True)
    command = [sys.executable, __file__, "--build", "--folder", str(folder)]
    used = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    number = sum(1 for _ in (folder / "site").rglob("*.*"))
    gigabytes = used["bytes"] / 1e9
    print(f"build: {used['seconds']:.0f} s, {gigabytes:.2f} GB, {number:,} files", flush=True)
    slow = used["seconds"] > MOST_SECONDS or gigabytes > MOST_GIGABYTES
    for name, took in browse(folder / "site").items():
        print(f"{name}: {took:.0f} ms")
        slow |= took > (MOST_KEYSTROKE if name.startswith("keystroke") else MOST_OPENING)
    if not asked.folder:
        shutil.rmtree(folder)
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    main()
