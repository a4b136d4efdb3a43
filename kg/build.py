"""The whole way, from newspaper pages to a graph, a store and a site."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from kg import files, graph, linking, reading, site
from kg.graph.dcat import RECORD
from kg.graph.store import GRAPH_FILE, STORE_FOLDER
from kg.linking import decisions
from kg.model import Modality, NewskgError, Page, Reading, Settings

SITE_FOLDER = "site"
REPORT_FILE = "report.json"
GRAPH_RECORD = f"{GRAPH_FILE}.{RECORD}"
REPAIRS_FILE = "repairs.csv"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a build could not use: a whole file, or a passage of one."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found, and what it left out and why. Counts by class are by most specific type."""

    pages: int
    articles: int
    mentions: int
    entities: dict[str, int]
    claims: dict[str, int]
    triples: int
    left_out: tuple[LeftOut, ...] = ()
    repaired: dict[str, int] = field(default_factory=dict)  # how often, by kind of damage
    remarks: tuple[str, ...] = ()  # what pages say that does not agree or match, each with its file
    findings: tuple[str, ...] = ()  # of the checks of the graph; empty is good
    unapplied: tuple[str, ...] = ()  # decisions of people that no longer apply
    outputs: tuple[str, ...] = field(default=())

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def build(
    paths: Sequence[str | Path],
    output: str | Path = "outputs",
    settings: Settings | None = None,
    *,
    workers: int = 1,
    base: str = graph.BASE,
    decided: Path | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Build graph.ttl, store/, site/, report.json and repairs.csv in the folder `output` from the pages at
    `paths`.

    `paths` are files, folders and globs. `workers` is how many processes read pages. `decided` is the file of
    people's decisions. `progress` is called with (pages done, pages in all, file) after each page. Pages that
    cannot be read are left out and listed in the report. Raises NewskgError where nothing can be built,
    `output` cannot be written or the decisions are broken; what stood there then stays as it was.
    """
    settings = settings or Settings()
    output = Path(output)
    found = reading.find(paths)
    people = decisions.read(decided) if decided else ()
    files.require_writable(output)
    pages: list[Page] = []
    readings: list[Reading] = []
    left_out: list[LeftOut] = []
    for number, (path, result) in enumerate(_read_all(found, settings, workers), 1):
        if isinstance(result, NewskgError):
            left_out.append(LeftOut(str(path), str(result)))
        else:
            page, statements = result
            pages.append(page)
            readings.extend(statements)
            left_out += [LeftOut(page.file, f"no article for: {text}") for text in page.leftovers]
        if progress:
            progress(number, len(found), str(path))
    if not pages:
        raise NewskgError(_nothing_built(left_out))
    joined = reading.join(pages)
    linked = linking.link_with_decisions(joined, _told_again(readings, pages, joined), settings, people)
    return _write(linked, output, base, tuple(left_out))


def _told_again(readings: Sequence[Reading], pages: Sequence[Page], joined: Sequence[Page]) -> list[Reading]:
    """The readings, each tail of an article that begins on another page headed as that is."""
    before = [article for page in pages for article in page.articles]
    after = [article for page in joined for article in page.articles]
    tails = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
    found = []
    for read in readings:
        article = next((new for old, new in tails if old == read.document.article), None)
        found.append(replace(read, document=replace(read.document, article=article)) if article else read)
    return found


def _read_all(
    paths: Sequence[Path], settings: Settings, workers: int
) -> Iterator[tuple[Path, NewskgError | tuple[Page, tuple[Reading, ...]]]]:
    read = partial(_read, settings=settings)
    if workers <= 1 or len(paths) == 1:
        yield from zip(paths, map(read, paths), strict=True)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from zip(paths, pool.map(read, paths, chunksize=4), strict=True)


def _read(path: Path, settings: Settings) -> NewskgError | tuple[Page, tuple[Reading, ...]]:
    try:
        page = reading.read(path, settings)
    except NewskgError as error:
        return error
    return page, tuple(_statements(page))


def _statements(page: Page) -> Iterable[Reading]:
    from kg import language, relations

    pipeline = _pipeline()
    for article in page.articles:
        yield relations.read(language.annotate(article, pipeline))


@cache
def _pipeline():  # type: ignore[no-untyped-def]
    from kg import language

    return language.load()


def _write(linked: linking.Linked, output: Path, base: str, left_out: tuple[LeftOut, ...]) -> Report:
    corpus = linked.corpus
    rdf = graph.build(corpus, base)
    findings = tuple(graph.check(rdf))
    graph.write(rdf, output)
    with graph.open_store(output / STORE_FOLDER) as store:
        site.write(store, output / SITE_FOLDER)
    report = Report(
        pages=len(corpus.pages),
        articles=len(corpus.documents),
        mentions=sum(len(document.mentions) for document in corpus.documents.values()),
        entities=_count(entity.type for entity in corpus.entities if not entity.background),
        claims=_count(claim.predicate for claim in corpus.claims if claim.modality is Modality.ASSERTED),
        triples=len(rdf),
        left_out=left_out,
        repaired=_repaired(corpus.pages),
        remarks=tuple(f"{page.file}: {remark}" for page in corpus.pages for remark in page.remarks),
        findings=findings,
        unapplied=linked.unapplied,
        outputs=tuple(
            str(output / name)
            for name in (GRAPH_FILE, GRAPH_RECORD, STORE_FOLDER, SITE_FOLDER, REPORT_FILE, REPAIRS_FILE)
        ),
    )
    files.write_text(output / REPAIRS_FILE, _repairs(corpus.pages))
    files.write_text(output / REPORT_FILE, report.to_json())
    return report


def _count(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(map(str, values)).items(), key=lambda item: (-item[1], item[0])))


def _repaired(pages: Iterable[Page]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({str(repair.kind): repair.count for repair in page.repairs})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _repairs(pages: Iterable[Page]) -> str:
    """All repairs as CSV: the lines as ranges, 3-5 9."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("file", "damage", "count", "lines"))
    for page in pages:
        for repair in page.repairs:
            rows.writerow((page.file, str(repair.kind), repair.count, _ranges(repair.lines)))
    return out.getvalue()


def _ranges(numbers: Sequence[int]) -> str:
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(str(first) if first == last else f"{first}-{last}" for first, last in found)


def _nothing_built(left_out: Sequence[LeftOut]) -> str:
    first = left_out[0].reason
    more = f" (and {len(left_out) - 1} more files)" if len(left_out) > 1 else ""
    return f"{first}{more}: nothing was built"
