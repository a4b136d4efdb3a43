"""The pages: whole, safe to open, the same on every run."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urldefrag

import pyoxigraph as ox
import pytest

from kg import site
from kg.model import NewskgError
from kg.site.read import records
from kg.site.records import token


class Page(HTMLParser):
    """The links, anchors, scripts and policy of a page, and what must not be in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.policy = ""
        self.inline: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self._script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.links += [values[key] for key in ("href", "src") if key in values]
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        self.handlers += [key for key in values if key.startswith("on") or key == "style"]
        self._script = tag == "script" and "src" not in values and values.get("type") != "application/json"

    def handle_endtag(self, tag: str) -> None:
        self._script = False

    def handle_data(self, data: str) -> None:
        if self._script:
            self.inline.append(data)
        self.text += data


def pages(folder: Path) -> dict[str, Page]:
    return {
        path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def page_of(folder: Path, thing: str) -> str:
    name = token(thing)
    place = "a" if thing.startswith("art-") else "e"
    return (folder / place / name[:2] / f"{name}.html").read_text(encoding="utf-8")


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place(built: Path) -> None:
    found = pages(built)
    assert len(found) > 40
    for path, page in found.items():
        for link in page.links:
            target, anchor = urldefrag(unquote(link))
            assert ":" not in target, (path, link)
            file = (built / path).parent / target if target else built / path
            assert file.is_file(), (path, link)
            if anchor and "=" not in anchor:
                there = file.resolve().relative_to(built.resolve()).as_posix()
                assert anchor in (*found[there].ids, "main"), (path, link)


def test_links_to_things_without_a_page_of_their_own_name_one_that_is_there(
    store: ox.Store, tmp_path: Path
) -> None:
    site.write(store, tmp_path / "site", own=4)
    known = {token(thing.id) for thing in records(store, 4).things.values() if thing.shared}
    named = set()
    for page in pages(tmp_path / "site").values():
        named |= {link.partition("#id=")[2].partition("&")[0] for link in page.links if "e.html#id=" in link}
    assert named <= known and len(named) > 10


def test_names_are_free_of_characters_that_are_not_seen(drafting: ModuleType) -> None:
    draft = replace(drafting.DRAFTS[0], headline="正\u202e反", body="[甲\u200b乙|per-h]说。", statements=())
    everything = records(drafting.load(drafting.turtle("per-h Person 甲\u200b乙", (draft,))))
    assert everything.things["per-h"].name == "甲乙"
    (story,) = everything.stories.values()
    assert story.headline == "正反"
    (naming,) = story.namings
    assert story.text[naming.start : naming.end] == "甲\u2060乙"


def test_a_tail_and_its_beginning_lead_to_each_other(drafting: ModuleType, tmp_path: Path) -> None:
    first = replace(drafting.DRAFTS[0], id="901-01", headline="茶山来了新农人", statements=())
    tail = replace(first, id="902-01", headline="茶山来了新农人（续）")
    told = drafting.turtle(
        "per-曾令桐 Official 曾令桐", (replace(first, body="开园。"), replace(tail, body="收茶。"))
    )
    told += "\nid:art-902-01 kg:continues id:art-901-01 ."
    site.write(drafting.load(told), tmp_path / "site")
    beginning, end = (page_of(tmp_path / "site", f"art-{each}") for each in ("901-01", "902-01"))
    assert f'下转 <a href="../../a/{token("art-902-01")[:2]}/{token("art-902-01")}.html">' in beginning
    assert f'上接 <a href="../../a/{token("art-901-01")[:2]}/{token("art-901-01")}.html">' in end


def test_file_names_are_plain(built: Path) -> None:
    for path in built.rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9._-]+", path.name), path


def test_every_page_forbids_the_web_and_has_no_script_of_its_own(built: Path) -> None:
    for path, page in pages(built).items():
        assert "default-src 'none'" in page.policy, path
        assert "connect-src 'none'" in page.policy
        assert "'unsafe-inline'" not in page.policy or path == "graph.html"
        assert "script-src 'self';" in page.policy or path == "sparql.html"
        assert "'unsafe-eval'" not in page.policy
        assert not page.inline and not page.handlers, path


def test_ids_are_unique_in_a_page(built: Path) -> None:
    for path, page in pages(built).items():
        assert len(page.ids) == len(set(page.ids)), path


def test_no_address_but_the_names_of_vocabularies(built: Path) -> None:
    for path in built.rglob("*"):
        if path.suffix in (".html", ".css", ".js") and "vendor" not in path.parts:
            text = path.read_text(encoding="utf-8")
            for address in re.findall(r"https?://[^\s\"'<)]+", text):
                assert address.startswith(
                    (
                        "https://w3id.org/",
                        "http://www.w3.org/",
                        "http://purl.org/dc/terms/",
                        "http://xmlns.com/",
                        "https://schema.org/",
                        "http://rdfs.org/",
                    )
                ), (
                    path,
                    address,
                )


def test_a_person_has_posts_with_dates_and_sentences(built: Path) -> None:
    text = page_of(built, "per-曾令桐")
    page = Page(text)
    assert "党组书记、厅长" in page.text and "2024年3月12日" in page.text and "曾任" in page.text
    assert '<mark class="s">曾令桐</mark>' in text and '<mark class="o">省财政厅</mark>' in text
    assert "holdsPost/plain · 90%" in page.text
    assert "另见" in page.text and "单明远" in page.text  # the same post, the same day


def test_an_article_marks_names_and_leads_from_statements_to_sentences(built: Path) -> None:
    text = page_of(built, "art-101-01")
    assert (
        f'class="naming person" href="../../e/{token("per-曾令桐")[:2]}/{token("per-曾令桐")}.html"' in text
    )
    page = Page(text)
    assert "今年水网连通有了时间表" in page.text
    assert "计划" in page.text
    assert {link for link in page.links if link.startswith("#s")} <= {f"#{anchor}" for anchor in page.ids}


def test_lists_begin_with_the_best_evidenced(built: Path) -> None:
    text = (built / "t/agency.html").read_text(encoding="utf-8")
    names = re.findall(r'class="name organization" href="[^"]+">([^<]+)<', text)
    assert names[0] == "湖南省财政厅"
    assert len(names) == 5


def test_two_builds_are_the_same_to_the_byte(store: ox.Store, built: Path, tmp_path: Path) -> None:
    site.write(store, tmp_path / "again", "湘报人事")
    first = {path.relative_to(built): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    again = tmp_path / "again"
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert first == second


def test_a_new_site_takes_the_place_of_the_old_one(store: ox.Store, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    site.write(store, folder)
    (folder / "left-over.html").write_text("old")
    site.write(store, folder)
    assert not (folder / "left-over.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_folder_that_holds_something_else_is_left_alone(store: ox.Store, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.txt").write_text("mine")
    with pytest.raises(NewskgError, match="name another folder"):
        site.write(store, tmp_path / "photos")
    assert (tmp_path / "photos" / "a.txt").read_text() == "mine"


def test_a_store_without_articles_gives_pages_that_say_so(tmp_path: Path) -> None:
    site.write(ox.Store(), tmp_path / "site")
    assert "还没有报道" in (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert all((tmp_path / "site" / name).is_file() for name in ("graph.html", "path.html", "timeline.html"))
