"""The pages in a real browser, opened from the disk."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg import site
from kg.graph.store import prefixes_of
from kg.site.parts import Parts, turtle
from kg.site.read import records
from kg.site.records import token

pytestmark = pytest.mark.browser

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOSTILE = (
    "</script><script>window.__pwn=1</script>",
    '"><img/src=x/onerror=window.__pwn=1>',
    "{{7*7}}",
    "${window.__pwn=1}",
    "javascript:window.__pwn=1",
    "=cmd()!A0",
    "正\u202e反",
    "'-window.__pwn=1-'",
    "长" * 300,
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


class Tab:
    """A page, with what it asked for and what it complained of."""

    def __init__(self, browser: Any, folder: Path, **options: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.page = self.context.new_page()
        self.folder = folder
        self.off_disk: list[str] = []
        self.errors: list[str] = []
        self.page.on(
            "request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else self._off(r)
        )
        self.page.on(
            "console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", self._failed)

    def _off(self, request: Any) -> None:
        self.off_disk.append(request.url)

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # what leaving a page breaks off
            self.errors.append(f"{request.url}: {request.failure}")

    def open(self, path: str) -> Any:
        self.page.goto("about:blank")  # so that a change behind # loads the page anew
        self.page.goto(f"file://{self.folder}/{path}")
        return self.page


@pytest.fixture
def tab(chromium: Any, built: Path) -> Iterator[Callable[..., Tab]]:
    tabs: list[Tab] = []

    def make(folder: Path = built, **options: Any) -> Tab:
        tabs.append(Tab(chromium, folder, **options))
        return tabs[-1]

    yield make
    for made in tabs:
        made.context.close()


def path_of(thing: str) -> str:
    name = token(thing)
    return f"{'a' if thing.startswith('art-') else 'e'}/{name[:2]}/{name}.html"


KINDS = (
    "index.html",
    "graph.html",
    "path.html",
    "timeline.html",
    "about.html",
    "map.html",
    "sparql.html",
    "t/official.html",
    "d/2024-03.html",
    path_of("per-曾令桐"),
    path_of("org-湖南省财政厅"),
    path_of("pla-430100"),
    path_of("ini-清风行动"),
    path_of("jou-苏晚晴"),
    path_of("art-101-01"),
    path_of("art-103-01"),
)


def test_no_page_asks_for_anything_off_the_disk_or_complains(tab: Callable[..., Tab], built: Path) -> None:
    here = tab()
    sheets = [path.relative_to(built).as_posix() for path in sorted((built / "p").glob("*.html"))]
    for path in (*KINDS, *sheets):
        here.open(path).wait_for_timeout(80)
    assert here.off_disk == []
    assert here.errors == []


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_its_window(tab: Callable[..., Tab], width: int) -> None:
    here = tab(viewport={"width": width, "height": 800})
    for path in KINDS:
        page = here.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


LEFT_IN_CHINESE = """kept => {
  const content = "[translate='no'], script, noscript, .sentence, blockquote p, .briefs, .gist, .tiles";
  const found = [], han = /\\p{Script=Han}/u;
  const look = text => {
    for (const name of kept) text = text.replaceAll(name, "");
    if (han.test(text)) found.push(text.trim());
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(content)) look(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("[title], [aria-label], [placeholder]")) {
    for (const name of ["title", "aria-label", "placeholder"]) look(element.getAttribute(name) || "");
  }
  return found;
}"""


def test_in_english_only_the_newspaper_speaks_chinese(
    tab: Callable[..., Tab], few: Path, store: ox.Store
) -> None:
    everything = records(store)
    kept = [name for thing in everything.things.values() for name in (thing.name, *thing.aliases)]
    kept += [fact.title for fact in everything.facts if fact.title]
    kept += [story.headline for story in everything.stories.values()] + ["湘报人事", "surname 曾"]
    kept += [sheet.name for sheet in everything.sheets]
    kept.sort(key=len, reverse=True)
    here = tab()
    sheets = [path.relative_to(here.folder).as_posix() for path in sorted((here.folder / "p").glob("*.html"))]
    for path in (*KINDS, *sheets):
        page = here.open(f"{path}?lang=en")
        page.locator("html[data-language=en]").wait_for()
        assert page.evaluate(LEFT_IN_CHINESE, kept) == [], path
    other = tab(few)
    page = other.open(f"e.html?lang=en#id={token('per-解知行')}")
    page.locator("h1", has_text="解知行").wait_for()
    page.locator("html[data-language=en]").wait_for()
    assert page.evaluate(LEFT_IN_CHINESE, kept) == []
    assert here.errors == [] and here.off_disk == []


def test_the_language_is_chosen_by_a_button_and_stays(tab: Callable[..., Tab]) -> None:
    here = tab()
    page = here.open(f"path.html#from={token('per-覃若溪')}&to={token('per-曾令桐')}")
    page.locator(".way").first.wait_for()
    page.click("button.language")
    page.locator("h1", has_text="Between two names").wait_for()
    assert "lang=en" in page.url and "from=" in page.url
    page.locator("#answer .note", has_text="Shortest: 2 steps").wait_for()
    assert page.locator(".way .names").first.inner_text().startswith("覃若溪")
    page = here.open("timeline.html")
    page.locator("nav a", has_text="Graph").wait_for()
    assert page.locator(".days .date").first.inner_text() == "21 May 2024"
    page.click("button.language")
    page.locator("nav a", has_text="关系图").wait_for()
    page = here.open("about.html")
    assert page.locator("h1").inner_text() == "说明"
    assert here.errors == []


@pytest.fixture(scope="module")
def few(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which only four things have a page of their own."""
    folder = tmp_path_factory.mktemp("few") / "site"
    site.write(store, folder, "湘报人事", own=4)
    return folder


def test_things_without_a_file_show_what_their_page_would(
    tab: Callable[..., Tab], few: Path, store: ox.Store
) -> None:
    here = tab(few)
    assert len(list(few.glob("e/*/*.html"))) == 4
    page = here.open("index.html")
    page.fill("#find", "解知")
    page.locator("#find-list .hit").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("h1", has_text="解知行").wait_for()
    assert "e.html#id=" in page.url and page.title() == "解知行 · 湘报人事"
    assert page.locator(".posts td").all_inner_texts()[:2] == ["教授", "湘水大学"]
    assert page.locator(".facts h3").all_inner_texts() == ["职务 1", "提出的建议 1"]
    assert page.locator("mark.s").first.inner_text() == "解知行"
    page.click(".ranked a:has-text('《关于加强水网建设的意见》')")
    page.locator("h1", has_text="《关于加强水网建设的意见》").wait_for()
    assert page.locator(".facts h3").all_inner_texts() == ["提出者 1"]
    page.click(".facts footer a")
    page.wait_for_url("**/a/**#s*")
    assert here.off_disk == [] and here.errors == []


def test_what_people_decided_is_told_on_both_kinds_of_page(
    tab: Callable[..., Tab], drafting: Any, tmp_path: Path
) -> None:
    note = '<https://w3id.org/newskg/id/per-缪安> skos:editorialNote "人工裁定：不是另一个缪安。"@zh .'
    noted = drafting.load(f"{drafting.turtle()}\n{note}")
    for name, own, path in (
        ("own", 99, path_of("per-缪安")),
        ("shared", 0, f"e.html#id={token('per-缪安')}"),
    ):
        site.write(noted, tmp_path / name, own=own)
        page = tab(tmp_path / name).open(path)
        page.locator("h1", has_text="缪安").wait_for()
        assert page.locator(".decided").all_inner_texts() == ["人工裁定：不是另一个缪安。"]


def test_things_without_a_file_can_be_taken_away(
    tab: Callable[..., Tab], few: Path, store: ox.Store, tmp_path: Path
) -> None:
    everything = records(store)
    parts = Parts(store, everything, prefixes_of(store))
    here = tab(few)
    page = here.open(f"e.html#id={token('per-解知行')}")
    kept = {}
    for label, syntax in (("Turtle", ox.RdfFormat.TURTLE), ("JSON-LD", ox.RdfFormat.JSON_LD)):
        with page.expect_download() as download:
            page.click(f".iri button:has-text('{label}')")
        part = ox.Store()
        part.load(path=download.value.path(), format=syntax)
        kept[label] = {quad.triple for quad in part}
    whole = ox.Store()
    whole.load(turtle(parts.of(everything.things["per-解知行"]), parts.context), format=ox.RdfFormat.TURTLE)
    assert kept["Turtle"] == kept["JSON-LD"] == {quad.triple for quad in whole}
    with page.expect_download() as download:
        page.click(".iri button:has-text('CSV')")
    assert "湘水大学教授解知行" in download.value.path().read_text(encoding="utf-8-sig")
    page = here.open("e.html#id=000000000000")
    page.locator("#thing .note", has_text="没有这个名字").wait_for()
    assert here.off_disk == [] and here.errors == []


def test_without_scripts_everything_can_be_read(tab: Callable[..., Tab]) -> None:
    page = tab(java_script_enabled=False).open(path_of("org-湖南省财政厅"))
    assert page.locator("svg.tree.wide text.name").count() == 5
    assert page.locator("mark.s").first.is_visible()
    page.locator("blockquote footer a").first.click()
    assert "/a/" in page.url and "#s" in page.url
    assert page.locator(".sentence:target").is_visible()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("曾令", "曾令桐"),
        ("zenglingtong", "曾令桐"),
        ("ceng", "曾令桐"),
        ("zlt", "曾令桐"),
        ("sczt", "湖南省财政厅"),
        ("省财政厅", "湖南省财政厅"),
        ("qinruo", "覃若溪"),
        ("财政 联席", "湘鄂财政联席会"),
        ("changsha", "长沙市"),
        ("qingfeng", "清风行动"),
    ],
)
def test_search_finds_by_characters_pinyin_and_initials(
    tab: Callable[..., Tab], typed: str, found: str
) -> None:
    page = tab().open(path_of("art-101-01"))
    page.fill("#find", typed)
    first = page.locator("#find-list .hit").first
    first.wait_for()
    assert first.locator(".name").inner_text() == found


def test_search_by_keyboard_alone(tab: Callable[..., Tab]) -> None:
    page = tab().open("index.html")
    page.keyboard.press("/")
    page.keyboard.type("cai")
    page.locator("#find-list .hit").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator('#find-list [aria-selected="true"]')
    assert chosen.count() == 1
    name = chosen.locator(".name").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/e/**")
    assert page.locator("h1").inner_text() == name


def test_what_is_not_there_is_said_not_to_be(tab: Callable[..., Tab]) -> None:
    page = tab().open("index.html")
    page.fill("#find", "不存在的名字")
    page.locator("#find-list .none").wait_for()


def test_a_click_on_a_line_shows_its_sentences(tab: Callable[..., Tab]) -> None:
    page = tab().open("graph.html")
    edges = json.loads(page.locator("#graph-edges").text_content())
    ends = {token("per-曾令桐"), token("eve-水网建设推进会")}
    edge = next(edge for edge in edges if {edge["from"], edge["to"]} == ends)
    at = page.evaluate(
        """edge => {
          const places = KG.network.getPositions();
          const box = document.querySelector("#network").getBoundingClientRect();
          const a = places[edge.from], b = places[edge.to];
          const middle = KG.network.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
          return [middle.x + box.left, middle.y + box.top];
        }""",
        edge,
    )
    page.mouse.click(*at)
    quotes = page.locator("#detail blockquote")
    quotes.first.wait_for()
    assert quotes.count() == 2
    assert page.locator("#detail mark.s").first.inner_text() == "曾令桐"
    quotes.first.locator("footer a").click()
    page.wait_for_url("**/a/**#s*")


def test_the_picture_filters_and_keeps_its_state_in_the_address(tab: Callable[..., Tab]) -> None:
    here = tab()
    page = here.open("graph.html")
    everything = page.locator("#nodes tbody tr:visible").count()
    page.uncheck('[name="family"][value="place"]')
    page.select_option("#relation", "任职")
    people = page.locator("#nodes tbody tr:visible").count()
    assert 0 < people < everything
    assert "relation" in page.url and "without=place" in page.url
    address = page.url.split("/")[-1]
    page = here.open(address)
    assert page.locator("#nodes tbody tr:visible").count() == people
    assert not page.is_checked('[name="family"][value="place"]')
    assert here.errors == []


def test_a_neighbourhood_opens_from_its_page_and_grows(tab: Callable[..., Tab]) -> None:
    here = tab()
    page = here.open(path_of("per-曾令桐"))
    page.click("text=在关系图里展开")
    page.locator("#detail h2").wait_for()
    assert page.locator("#count").inner_text().startswith("4 个对象")
    page.click("#detail .links button >> nth=0")
    page.locator("#detail blockquote").first.wait_for()
    assert here.errors == []


def test_what_was_expanded_and_chosen_stands_in_the_address(tab: Callable[..., Tab]) -> None:
    here = tab()
    first, second = token("per-曾令桐"), token("org-湖南省财政厅")
    page = here.open(f"graph.html#focus={first}")
    page.locator("#detail h2", has_text="曾令桐").wait_for()
    before = page.locator("#count").inner_text()
    page = here.open(f"graph.html#focus={first}.{second}")
    page.locator("#detail h2", has_text="湖南省财政厅").wait_for()
    grown = page.locator("#count").inner_text()
    assert grown != before
    page.click("#detail .links button >> nth=0")
    page.locator("#detail blockquote").first.wait_for()
    assert f"focus={first}.{second}" in page.url and "edge=" in page.url
    sentences = page.locator("#detail blockquote").all_inner_texts()
    page = here.open(page.url.split("/")[-1])
    page.locator("#detail blockquote").first.wait_for()
    assert page.locator("#count").inner_text() == grown
    assert page.locator("#detail blockquote").all_inner_texts() == sentences
    page = here.open("t/official.html")
    page.click("th:has-text('名称')")
    names = page.locator("tbody td:first-child").all_inner_texts()
    page = here.open(f"t/{page.url.split('/')[-1]}")
    assert page.locator("tbody td:first-child").all_inner_texts() == names
    assert here.errors == []


def test_every_step_of_a_neighbourhood_says_what_it_hides(tab: Callable[..., Tab]) -> None:
    here = tab()
    page = here.open("graph.html")
    capped = page.evaluate(
        """async () => {
          const rows = 60, near = new Map();
          for (let i = 1; i < rows; i++) near.set(i, { id: "e" + i, evidence: i });
          const tokens = Array.from({ length: rows }, (_, i) => String(i).padStart(12, "0")).join("");
          const index = { rows, own: rows, tokens, types: [{ family: "person", shape: "dot", word: "" }],
            type: Array(rows).fill(0), name: Array(rows).fill("名"), weight: Array(rows).fill(1) };
          KG.neighbours = () => Promise.resolve({ index, near: row => (row ? new Map() : near) });
          const nodes = new Map(), hood = KG.neighbourhood(nodes, new Map());
          await hood.load();
          const middle = "0".repeat(12), told = [];
          for (let step = 0; step < 3; step++) {
            hood.grow(middle);
            told.push([hood.places.size, hood.left(middle)]);
          }
          return { told, best: nodes.has(String(59).padStart(12, "0")) };
        }"""
    )
    assert capped == {"told": [[21, 39], [41, 19], [60, 0]], "best": True}


def test_a_path_is_as_short_as_networkx_says(tab: Callable[..., Tab], store: ox.Store) -> None:
    everything = records(store)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((f.subject, f.object) for f in everything.facts if f.object in everything.things)
    here = tab()
    for a, b in (
        ("per-覃若溪", "per-解知行"),
        ("per-曾令桐", "org-湖北省财政厅"),
        ("per-单明远", "ini-清风行动"),
    ):
        page = here.open(f"path.html#from={token(a)}&to={token(b)}&hops=6&hub=1000000&places=1")
        page.locator(".way .hop blockquote").first.wait_for()
        ways = page.locator(".way").all()
        shortest = list(nx.all_shortest_paths(graph, a, b))
        assert len(ways) == min(len(shortest), 5)
        names = {tuple(everything.things[key].name for key in way) for way in shortest}
        for way in ways:
            assert tuple(way.locator(".names .name").all_inner_texts()) in names
    page = here.open(f"path.html#from={token('per-缪安')}&to={token('per-罗启岚')}")
    page.locator("#answer .note", has_text="没有路径").wait_for()
    assert here.errors == []


def test_paths_do_not_pass_through_divisions_unless_asked(tab: Callable[..., Tab]) -> None:
    here = tab()
    ends = f"from={token('sit-望云水库')}&to={token('ini-清风行动')}&hops=2"
    here.open(f"path.html#{ends}&places=1").locator(".way").first.wait_for()
    here.open(f"path.html#{ends}").locator("#answer .note", has_text="没有路径").wait_for()


def test_a_table_sorts_by_name_and_back(tab: Callable[..., Tab]) -> None:
    page = tab().open("t/official.html")
    page.click("th:has-text('名称')")
    names = page.locator("tbody td:first-child").all_inner_texts()
    assert names == ["罗启岚", "覃若溪", "单明远", "曾令桐"]
    page.click("th:has-text('名称')")
    assert page.locator("tbody td:first-child").all_inner_texts() == names[::-1]


def test_dark_and_light_can_be_chosen_and_stay(tab: Callable[..., Tab]) -> None:
    here = tab(color_scheme="light")
    page = here.open("index.html")

    def paper() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = paper()
    page.click(".theme")
    dark = paper()
    assert light != dark
    page = here.open("about.html")
    assert paper() == dark


def test_every_text_has_enough_contrast(tab: Callable[..., Tab]) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text."""

    def luminance(value: str) -> float:
        parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    names = ("ink", "soft", "accent", "person", "organization", "place", "initiative", "event", "byline")
    for scheme in ("light", "dark"):
        page = tab(color_scheme=scheme).open("index.html")
        colours = page.evaluate(
            """names => Object.fromEntries(names.map(name =>
                 [name, getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim()]))""",
            [*names, "paper", "box", "panel"],
        )
        for name in names:
            for ground in ("paper", "box"):
                pair = sorted((luminance(colours[name]), luminance(colours[ground])))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (scheme, name, ground)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(tab: Callable[..., Tab], few: Path, scheme: str) -> None:
    """The rules of axe-core for WCAG 2 and good practice; what it calls minor or moderate counts too."""
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    code = Path(axe.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    ways = f"path.html#from={token('per-覃若溪')}&to={token('per-曾令桐')}"
    here, other = tab(color_scheme=scheme), tab(few, color_scheme=scheme)
    for at, path, ready in (
        *((here, path, "main") for path in KINDS),
        (here, ways, ".way blockquote"),
        (here, "sparql.html#name=posts", "#rows td"),
        (here, f"graph.html#focus={token('per-曾令桐')}", "#detail h2"),
        (other, f"e.html#id={token('per-解知行')}", "#thing h1"),
    ):
        page = at.open(path)
        page.locator(ready).first.wait_for()
        page.evaluate(code)
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
        assert [(f["id"], f["nodes"][0]["target"]) for f in found] == [], path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A site whose every name, headline and title attacks it."""
    corpus = request.getfixturevalue("drafting")
    things = "\n".join(f"per-h{number} Official {name} {name}2" for number, name in enumerate(HOSTILE))
    pairs = list(pairwise(range(len(HOSTILE))))
    body = "".join(f"[{name}|per-h{number}]会见。" for number, name in enumerate(HOSTILE))
    statements = tuple(
        (f"per-h{a}", "visited", f"per-h{b}", f"{HOSTILE[a]}会见。{HOSTILE[b]}") for a, b in pairs
    )
    posts = tuple(
        (f"per-h{number}", "holdsPost", "per-h0", f"{name}会见", name)
        for number, name in enumerate(HOSTILE)
        if number
    )
    drafts = tuple(
        replace(
            corpus.DRAFTS[0],
            id=f"9-0{number}",
            page="9",
            headline=name,
            body=body,
            statements=statements + posts,
        )
        for number, name in enumerate(HOSTILE)
    )
    folder = tmp_path_factory.mktemp("hostile") / "site"
    store = corpus.load(corpus.turtle(things, drafts))
    site.write(store, folder, HOSTILE[0])
    site.write(store, folder.parent / "shared", HOSTILE[0], own=0)
    return folder


def test_hostile_names_do_nothing(tab: Callable[..., Tab], hostile: Path) -> None:
    here = tab(hostile)
    paths = [path.relative_to(hostile).as_posix() for path in sorted(hostile.rglob("*.html"))]
    english = [f"{path}?lang=en" for path in (*paths[:3], "index.html", "graph.html", "t/official.html")]
    for path in (*paths, *english):
        page = here.open(path)
        page.mouse.move(400, 300)
        page.evaluate(
            """() => document.querySelectorAll("a, button, th, summary, mark, [title]").forEach(element => {
              element.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
              if (!element.matches("a, .language, .keep *, .tools button, .sparql button")) element.click();
            })"""
        )
        text = page.content()
        assert "\u202e" not in text and ">49<" not in text
        assert page.locator("img").count() == 0
        assert page.locator('script:not([src]):not([type="application/json"])').count() == 0
        assert page.evaluate("window.__pwn") is None, path
        for link in page.locator("a[href]").evaluate_all(
            "all => all.map(a => new URL(a.getAttribute('href'), location.href).protocol)"
        ):
            assert link == "file:"
    other = tab(hostile.parent / "shared")
    for number in range(len(HOSTILE)):
        page = other.open(f"e.html#id={token(f'per-h{number}')}")
        page.locator("#thing h1").wait_for()
        page.evaluate("document.querySelectorAll('#thing summary').forEach(element => element.click())")
        assert page.locator("#thing img, #thing script").count() == 0
        assert "\u202e" not in page.content() and page.evaluate("window.__pwn") is None
    assert other.off_disk == [] and other.errors == []
    page = here.open("graph.html")
    for edge in json.loads(page.locator("#graph-edges").text_content()):
        page.evaluate("id => KG.showEdge(id)", edge["id"])
        page.locator("#detail blockquote").first.wait_for()
    page.fill("#find", "pwn")
    page.locator("#find-list .hit").first.wait_for()
    page = here.open("sparql.html")
    page.click('#ready button[data-name="posts"]')
    page.locator("#rows td").first.wait_for()
    assert page.locator("#rows img, #rows script").count() == 0
    assert page.evaluate("window.__pwn") is None
    page = here.open(f"path.html#from={token('per-h0')}&to={token('per-h2')}")
    page.locator(".way .hop blockquote").first.wait_for()
    assert page.evaluate("window.__pwn") is None
    assert here.off_disk == [] and here.errors == []


def test_the_page_of_queries_counts_what_the_store_counts(tab: Callable[..., Tab], store: ox.Store) -> None:
    here = tab()
    page = here.open("sparql.html")
    page.fill("#query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    page.click("#run")
    cell = page.locator("#rows td")
    cell.first.wait_for()
    assert cell.all_inner_texts() == [str(len(store))]
    assert here.errors == [] and here.off_disk == []


def test_a_ready_question_is_answered_with_links(tab: Callable[..., Tab]) -> None:
    here = tab()
    page = here.open("sparql.html")
    page.click('#ready button[data-name="posts"]')
    page.fill("#p-person", "曾令桐")
    page.press("#p-person", "Enter")
    page.locator("#status", has_text="2 行").wait_for()
    assert page.locator("#rows td:nth-child(2)").all_inner_texts() == ["党组书记、厅长", "党委书记"]
    address = page.url.split("/")[-1]
    page = here.open(address)
    page.locator("#status", has_text="2 行").wait_for()
    page.click("#rows a:has-text('湘水大学')")
    page.wait_for_url("**/e/**")
    assert here.errors == []


def test_a_broken_query_says_where_and_a_running_one_can_be_stopped(tab: Callable[..., Tab]) -> None:
    page = tab().open("sparql.html")
    page.fill("#query", "SELECT ?s WHERE { ?s ?p }")
    page.click("#run")
    page.locator("#status", has_text="查询有误").wait_for()
    page.fill("#query", "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    page.click("#run")
    page.locator("#status", has_text="正在查询").wait_for()
    page.click("#stop")
    assert page.locator("#status").inner_text() == "已停止。"
    page.fill("#query", "ASK { ?s ?p ?o }")
    page.click("#run")
    page.locator("#rows td", has_text="true").wait_for()


def test_tables_answers_and_drawings_can_be_kept(tab: Callable[..., Tab], tmp_path: Path) -> None:
    here = tab()

    def kept(page: Any, button: str) -> str:
        with page.expect_download() as download:
            page.click(button)
        download.value.save_as(tmp_path / download.value.suggested_filename)
        return (tmp_path / download.value.suggested_filename).read_text(encoding="utf-8-sig")

    table = kept(here.open("t/official.html"), "main .keep button").splitlines()
    assert table[0].startswith("名称,职务") and len(table) == 5
    drawing = kept(here.open(path_of("org-湖南省财政厅")), "figure .keep button")
    assert "曾令桐" in drawing and "var(--" not in drawing and "href" not in drawing
    page = here.open("sparql.html#name=posts")
    page.locator("#rows td").first.wait_for()
    assert "曾令桐" in kept(page, "#csv")
    page = here.open(f"graph.html#focus={token('per-曾令桐')}")
    page.locator("#detail h2").wait_for()
    assert kept(page, "#table").splitlines()[0] == "一端,关系,另一端,依据,最早,最近"
    drawing = kept(page, "#drawing")
    assert "湖南省财政厅" in drawing and drawing.count("<line") == 3
    page = here.open("map.html")
    assert "湘" in kept(page, ".country button[data-form=svg]")
    assert "湖南省,3" in kept(page, ".country button[data-form=csv]")
    page = here.open(
        f"path.html#from={token('per-覃若溪')}&to={token('ini-清风行动')}&hops=6&hub=1000000&places=1"
    )
    page.locator(".way .hop blockquote").first.wait_for()
    steps = kept(page, "#answer .keep button").splitlines()
    assert steps[0].startswith("路径,步,主体,关系,职务,客体") and steps[1].startswith("1,1,")
    assert {line.split(",")[0] for line in steps[1:]} == {
        str(n + 1) for n in range(page.locator(".way").count())
    }
    page = here.open("timeline.html")
    days = kept(page, ".keep[data-days] button").splitlines()
    assert days[0] == "日期,种类,名称,单位,职务"
    assert len(days) == 1 + page.locator("ol.days ul li, ul.stories li").count() > 1
    assert any(re.match(r"\d{4}-\d\d-\d\d,报道,.+,,", line) for line in days)
    for path, button in (
        ("graph.html", "#image"),
        ("map.html", ".country button[data-form=png]"),
        (path_of("org-湖南省财政厅"), "figure button[data-form=png]"),
    ):
        page = here.open(path)
        with page.expect_download() as download:
            page.click(button)
        assert download.value.path().read_bytes().startswith(b"\x89PNG")
    assert here.errors == []
