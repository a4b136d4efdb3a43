"""What the way round Oxigraph costs: the ready queries by command and by endpoint beside Oxigraph alone.

    python benchmarks/query.py [TRIPLES] [--runs N] [--build FOLDER]

Makes a graph of about TRIPLES (a million) statements out of a build (that of examples/, or the one in
FOLDER): copies of it with people, organisations, initiatives, events and articles of their own, all in
the same places. Loads it as `kg build` does, beside Oxigraph alone, then asks every ready query, with the
names of its example, in Oxigraph alone (in a process that opens the store, asks, and writes CSV), by `kg
query`, and by the endpoint of `kg serve` beside the same answer within a process. Prints seconds (the
least of N runs, for the machine may be shared) and ratios. Exits with 1 where fewer than 300,000 triples
are loaded a second, `kg query` takes more than 1.2 times Oxigraph plus its own start, an endpoint more
than 1.5 times Oxigraph, or a start more than 0.3 seconds.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.graph import queries
from kg.graph import store as stores
from kg.graph.store import prefixes_of
from kg.graph.terms import PREFIXES

KG = (sys.executable, "-m", "kg")
COMMAND, ENDPOINT, START = 1.2, 1.5, 0.3
LOADED = 300_000  # triples a second
SLACK = 0.02  # seconds: below it, a ratio of times says nothing
# What each copy has of its own; places, titles, rules and the header they have in common.
OWN = re.compile(r"<(https://w3id\.org/newskg/id/(?!place|role|rule|dataset|run|software|bg)[^>]*)>")
LABEL = re.compile(r"(rdf-schema#label|skos/core#altLabel)> \"(.*)\"@zh")
RAW = """
import sys
import pyoxigraph as ox
store = ox.Store.read_only(sys.argv[1])
prefixes = dict(pair.split("=", 1) for pair in sys.argv[3:])
answer = store.query(open(sys.argv[2], encoding="utf-8").read(), prefixes=prefixes)
sys.stdout.buffer.write(answer.serialize(format=ox.QueryResultsFormat.CSV))
"""


def least(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of `runs`."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def command(*words: str | Path) -> bytes:
    return subprocess.run(list(map(str, words)), check=True, capture_output=True).stdout


def copies(build: Path, count: int) -> Iterator[str]:
    """Lines of N-Triples of about `count` statements; the first copy bears the names as they are."""
    quads = sorted(str(quad.triple) for quad in ox.Store.read_only(str(build / "store")))
    own = [line for line in quads if OWN.match(line)]
    for line in quads:
        yield f"{line} .\n"
    for number in range(1, max(1, (count - len(quads)) // len(own) + 1)):
        for line in own:
            renamed = OWN.sub(rf"<\g<1>-{number}>", line)
            yield LABEL.sub(rf'\g<1>> "\g<2>{number}"@zh', renamed) + " .\n"


@contextmanager
def endpoint(folder: Path) -> Iterator[str]:
    """The address of the endpoint of `kg serve` on the build in `folder`."""
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "kg",
            "serve",
            "--outputs",
            str(folder),
            "--port",
            "0",
            "--max-rows",
            "10000000",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        line = server.stdout.readline()
        yield next(word.rstrip(";") for word in line.split() if word.rstrip(";").endswith("/sparql"))
    finally:
        server.terminate()
        server.wait()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("triples", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--build", type=Path, help="Folder of a build; without it, the examples are built.")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build = arguments.build or folder / "examples"
        if not arguments.build:
            pages = Path(__file__).parents[1] / "examples" / "pages"
            command(*KG, "build", pages, "--paper", "赣鄱日报", "--home", "江西省", "-o", build)
        file = folder / "graph.nt"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(copies(build, arguments.triples))
        return measure(folder, file, arguments.runs)


def load(file: Path, folder: Path, runs: int) -> float:
    """Load a file into a store in `folder`, by Oxigraph alone and as a build does: triples a second."""
    graph = ox.parse(path=str(file), format=ox.RdfFormat.N_TRIPLES)
    text = stores.turtle((quad.triple for quad in graph), PREFIXES)

    def alone(fresh: Path) -> None:
        store = ox.Store(str(fresh))
        store.bulk_load(text, format=ox.RdfFormat.TURTLE)
        store.flush()

    def timed(work: Callable[[Path], None]) -> float:
        shutil.rmtree(folder, ignore_errors=True)
        begin = time.perf_counter()
        work(folder)
        return time.perf_counter() - begin

    raw, own = (
        min(timed(work) for _ in range(runs)) for work in (alone, lambda fresh: stores.fill(fresh, text))
    )
    total = len(ox.Store.read_only(str(folder)))
    print(f"{total:,} triples loaded: {total / own:,.0f} a second; Oxigraph alone {total / raw:,.0f}")
    return total / own


def measure(folder: Path, file: Path, runs: int) -> int:
    store_folder = folder / "store"
    loaded = load(file, store_folder, runs)
    start = least(runs * 3, lambda: command(*KG, "query", "ASK { ?s ?p ?o }", "--outputs", folder))
    print(f"kg query starts in {start:.2f} s")
    failures = ["loading"] * (loaded < LOADED) + ["start"] * (start > START)
    store = ox.Store.read_only(str(store_folder))
    print(f"{'':14} {'rows':>7} {'oxigraph':>9} {'kg query':>9} {'ratio':>6}   ", end="")
    print(f"{'in process':>10} {'endpoint':>9} {'ratio':>6}")
    with endpoint(folder) as address:
        for query in queries.ready():
            text = query.fill(query.example)
            rows, raw, own = by_command(folder, query, text, prefixes_of(store), runs)
            inside, served = by_endpoint(store, address, text, runs)
            print(
                f"{query.name:14} {rows:7,} {raw:9.3f} {own:9.3f} {own / (raw + start):6.2f}   "
                f"{inside:10.4f} {served:9.4f} {served / inside:6.2f}",
                flush=True,
            )
            if own > COMMAND * raw + start + SLACK:
                failures.append(f"{query.name} by command")
            if served > ENDPOINT * inside + SLACK:
                failures.append(f"{query.name} by endpoint")
    for failure in failures:
        print(f"too slow: {failure}")
    return 1 if failures else 0


def by_command(
    folder: Path, query: queries.ReadyQuery, text: str, prefixes: dict[str, str], runs: int
) -> tuple[int, float, float]:
    """Rows of the answer, seconds of Oxigraph in a process of its own, seconds of `kg query`."""
    question = folder / "question.rq"
    question.write_text(text, encoding="utf-8")
    spaces = [f"{prefix}={iri}" for prefix, iri in prefixes.items()]
    alone = [sys.executable, "-c", RAW, folder / "store", question, *spaces]
    words = [f"{name}={value}" for name, value in query.example.items()]
    asked = [*KG, "query", query.name, *words, "-f", "csv", "--outputs", folder]
    rows = command(*asked).count(b"\n") - 1
    return rows, least(runs, lambda: command(*alone)), least(runs, lambda: command(*asked))


def by_endpoint(store: ox.Store, address: str, text: str, runs: int) -> tuple[float, float]:
    """Seconds of Oxigraph within this process, and of the endpoint."""
    request = urllib.request.Request(
        address, data=urllib.parse.urlencode({"query": text}).encode(), headers={"Accept": "text/csv"}
    )

    def inside() -> object:
        return store.query(text, prefixes=prefixes_of(store)).serialize(format=ox.QueryResultsFormat.CSV)

    return least(runs, inside), least(runs, lambda: urllib.request.urlopen(request).read())


if __name__ == "__main__":
    sys.exit(main())
