"""The command `kg`: each subcommand is the function of the same name, with its errors on one line."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.model import NewskgError, Settings

app = typer.Typer(
    help="Knowledge graphs from the pages of Chinese local newspapers.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
rules_app = typer.Typer(help="The rules that read relations.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")
corpus_app = typer.Typer(help="Annotated articles: check, count, convert, compare.", no_args_is_help=True)
app.add_typer(corpus_app, name="corpus")

Decisions = Annotated[Path, typer.Option("--decisions", help="File of people's decisions.")]
DECISIONS = Path("decisions.txt")
Built = Annotated[Path, typer.Option("--outputs", help="Folder of the build.")]
OUTPUTS = Path("outputs")
Corpus = Annotated[Path, typer.Argument(help="Folder of annotated articles.")]
CORPUS = Path("corpus")


class CorpusFormat(StrEnum):
    """What annotated articles can be written as."""

    GOLD = "gold"
    CONLL = "conll"
    DOCBIN = "docbin"


class Part(StrEnum):
    """What of the graph to export."""

    FACTS = "facts"


class ResultFormat(StrEnum):
    """How `kg query` shows its rows."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 what was asked could not be done, 2 wrong usage."""
    try:
        app()
    except NewskgError as error:
        _complain(str(error))
        sys.exit(1)


@app.command()
def build(
    paths: Annotated[list[str], typer.Argument(help="Pages: files, folders, globs, or -.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write.")] = OUTPUTS,
    paper: Annotated[str | None, typer.Option(help="Name of the newspaper: 湖南日报.")] = None,
    home: Annotated[str | None, typer.Option(help="Division the paper writes from: 湖南省.")] = None,
    date: Annotated[str | None, typer.Option(help="Day of the issue: 2024-05-28.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read pages.")] = 1,
    base: Annotated[str | None, typer.Option(help="Namespace of the things in the graph.")] = None,
    decisions: Decisions = DECISIONS,
) -> None:
    """Build graph, store and site from pages, and report what was found and what was left out."""
    from rich.console import Console
    from rich.progress import Progress

    from kg import build as builder
    from kg import graph

    console = Console(stderr=True)
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)
        report = builder.build(
            paths,
            output,
            Settings(paper, home, _day(date)),
            workers=workers,
            base=base or graph.BASE,
            decided=decisions,
            progress=lambda done, total, file: bar.update(
                task, completed=done, total=total, description=Path(file).name
            ),
        )
    for item in report.left_out:
        _complain(f"left out: {item.reason}" if item.file in item.reason else f"{item.file}: {item.reason}")
    for remark in report.remarks:
        _complain(remark)
    for line in report.unapplied:
        _complain(f"decision: {line}")
    for finding in report.findings:
        _complain(f"check: {finding}")
    print(
        f"{report.pages} pages, {report.articles} articles, {report.mentions} mentions, "
        f"{sum(report.entities.values())} entities, {sum(report.claims.values())} claims, "
        f"{report.triples} triples"
    )
    if report.repaired:
        kinds = ", ".join(f"{count} {kind}{'s' * (count > 1)}" for kind, count in report.repaired.items())
        print(f"Repaired: {kinds} (where: {output / builder.REPAIRS_FILE})")
    print(f"Open {output / builder.SITE_FOLDER / 'index.html'} in a browser")
    if report.findings:
        _complain(f"{output}: {len(report.findings)} findings of the checks; see report.json")


@app.command()
def query(
    query: Annotated[str, typer.Argument(help="SPARQL, a .rq file, or the name of a ready query.")] = "",
    parameters: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Parameters of a ready query.")
    ] = None,
    outputs: Built = OUTPUTS,
    format: Annotated[ResultFormat, typer.Option("--format", "-f")] = ResultFormat.TABLE,
    store: Annotated[str | None, typer.Option(help="Address of a SPARQL endpoint to ask instead.")] = None,
) -> None:
    """Ask the graph. Without a query: list the ready ones."""
    from kg.graph import queries

    if not query:
        for ready in queries.ready():
            print(f"{queries.usage(ready):44} {ready.title}")
        return
    values = dict(_assignment(text) for text in parameters or [])
    results = queries.run(query, store or outputs / "store", values)
    sys.stdout.write(results.render(format.value))


@app.command()
def ask(
    question: Annotated[
        list[str] | None, typer.Argument(help="What you want to know, in plain words.")
    ] = None,
    outputs: Built = OUTPUTS,
) -> None:
    """Find the ready query for a question. Without a question: all of them, by what they are about."""
    from kg.graph import asking, queries

    if not question:
        topics = dict.fromkeys(query.topic for query in queries.ready())
        for topic in sorted(topics, key=queries.TOPICS.index):
            print(topic)
            for ready in queries.ready():
                if ready.topic == topic:
                    print(f"  {ready.title}\n      kg query {queries.usage(ready)}")
        return
    text = " ".join(question)
    store = outputs / "store"
    suggestions = asking.suggest(text, store if store.is_dir() else None)
    if not suggestions:
        raise NewskgError(f"{text}: no ready query is like this; `kg ask` lists them all")
    for suggestion in suggestions:
        print(f"{suggestion.query.title}\n    {suggestion.command}")


@app.command()
def export(
    format: Annotated[
        str,
        typer.Argument(help="turtle, ntriples, trig, jsonld, rdfxml, graphml, gexf, csv, neo4j, ftm."),
    ],
    file: Annotated[
        Path | None, typer.Option("--output", "-o", help="File, or folder for csv and neo4j.")
    ] = None,
    only: Annotated[
        Part | None, typer.Option("--only", help="facts: without the texts of the articles.")
    ] = None,
    outputs: Built = OUTPUTS,
) -> None:
    """Write the graph in another format, with a record of what it is beside it."""
    from kg.graph import exports

    for path in exports.export(outputs / "store", format, file, only_facts=only is Part.FACTS):
        print(path)


@app.command()
def site(outputs: Built = OUTPUTS) -> None:
    """Write the pages of a built graph anew."""
    from kg import graph
    from kg import site as pages

    with graph.open_store(outputs / "store") as store:
        pages.write(store, outputs / "site")
    print(f"Open {outputs / 'site' / 'index.html'} in a browser")


@app.command()
def serve(
    outputs: Built = OUTPUTS,
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes any free one.")] = 8010,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that a query may take.")] = 30,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows that an answer has at most.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, help="Queries that are answered at once.")] = 2,
    token: Annotated[
        str | None, typer.Option(envvar="NEWSKG_TOKEN", help="Who sends it may change the graph.")
    ] = None,
) -> None:
    """Serve the pages and a SPARQL endpoint."""
    from kg import server
    from kg.server.endpoint import Options

    def started(address: str) -> None:
        print(f"Open {address} in a browser; queries go to {address}sparql; Ctrl-C ends", flush=True)

    options = Options(seconds=timeout, rows=max_rows, workers=workers, token=token or None)
    server.serve(outputs, host, port, options, started)


@app.command()
def load(
    address: Annotated[str, typer.Argument(help="A graph store: http://127.0.0.1:8010/store")],
    graph: Annotated[str | None, typer.Option(help="Graph to replace; without it the default graph.")] = None,
    update: Annotated[
        bool, typer.Option("--update", help="The address takes SPARQL Update; load in batches.")
    ] = False,
    outputs: Built = OUTPUTS,
) -> None:
    """Put the graph into another store, in place of what is there."""
    from rich.console import Console
    from rich.progress import Progress

    from kg.graph import remote

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("loading", total=None)
        triples = remote.load(
            outputs / "store",
            address,
            graph=graph,
            by_update=update,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    print(f"{address}: {triples} triples")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="An entity: full name, other name or id.")],
    other: Annotated[str | None, typer.Argument(help="A second one: how are the two connected?")] = None,
    outputs: Built = OUTPUTS,
) -> None:
    """An entity, or how two are connected, with the sentences and the rules."""
    from kg import explain as explaining

    print(explaining.explain(outputs, name, other))


@app.command()
def same(one: str, other: str, outputs: Built = OUTPUTS, decisions: Decisions = DECISIONS) -> None:
    """Decide that two entities are one."""
    from kg import decide

    _decided(decide.same(outputs, one, other, decisions), decisions)


@app.command()
def differ(one: str, other: str, outputs: Built = OUTPUTS, decisions: Decisions = DECISIONS) -> None:
    """Decide that two entities are two, or that the name means another one in an article (its id)."""
    from kg import decide

    _decided(decide.differ(outputs, one, other, decisions), decisions)


@app.command()
def reject(
    claim: Annotated[str, typer.Argument(help="The id of a claim, as kg explain shows it.")],
    outputs: Built = OUTPUTS,
    decisions: Decisions = DECISIONS,
) -> None:
    """Decide that a claim is not so."""
    from kg import decide

    _decided(decide.reject(outputs, claim, decisions), decisions)


@app.command()
def check(outputs: Built = OUTPUTS) -> None:
    """Hold the graph against its shapes and the invariants of a build."""
    from kg import graph

    findings = graph.check(graph.load(outputs / "graph.ttl"))
    for finding in findings:
        _complain(finding)
    if findings:
        raise NewskgError(f"{outputs / 'graph.ttl'}: {len(findings)} findings")
    print(f"{outputs / 'graph.ttl'}: no findings")


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Annotated pages (JSON), or a folder like corpus/.")],
    outputs: Built = OUTPUTS,
    errors: Annotated[bool, typer.Option("--errors", help="List every miss and false find.")] = False,
    split: Annotated[str | None, typer.Option(help="Part of the folder: train, dev or test.")] = None,
) -> None:
    """Precision, recall and F1: of a built graph against annotated pages, or of the program on annotated
    articles."""
    if gold[0].is_dir():
        from kg.trial import trial

        report = trial(gold[0], split)
    else:
        from kg import evaluate as evaluation

        report = evaluation.evaluate(outputs / "graph.ttl", gold)
    print(report.render(errors=errors))


@app.command()
def reference(
    folder: Annotated[Path, typer.Argument(help="Folder to write, as docs.")],
    outputs: Built = OUTPUTS,
) -> None:
    """Write the reference of the vocabulary (HTML) and of the ready queries (Markdown) with their answers."""
    from kg import files
    from kg import reference as pages

    files.write_text(folder / "ontology.html", pages.vocabulary())
    for name, text in pages.cookbook(outputs / "store").items():
        files.write_text(folder / "queries" / name, text)
    print(folder / "ontology.html")
    print(folder / "queries" / "README.md")


@rules_app.command("test")
def test_rules() -> None:
    """Run every rule against its examples."""
    from kg import relations

    report = relations.test_rules()
    for failure in report.failures:
        _complain(str(failure))
    print(f"{report.rules} rules, {report.examples} examples, {len(report.failures)} failures")
    if report.failures:
        raise NewskgError("rules fail their examples; mend the pattern or the example")


@rules_app.command("calibrate")
def calibrate_rules(
    folder: Corpus = CORPUS,
    table: Annotated[
        list[str] | None, typer.Option(help="Parts on which to show how far confidence can be believed.")
    ] = None,
) -> None:
    """Count how often each rule is right on annotated articles; its confidence follows from that."""
    from kg import calibration

    found = calibration.calibrate(folder)
    print(f"{len(found)} rules counted")
    for split in table or []:
        print(f"\n{split}\n{calibration.believable(folder, split)}")


def _assignment(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise NewskgError(f"{text}: a parameter is written NAME=VALUE, as in person=周明远")
    return name, value


def _day(text: str | None) -> str | None:
    from datetime import date

    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise NewskgError(f"--date {text}: not a day; write it as 2024-05-28") from None


@corpus_app.command("check")
def check_corpus(folder: Corpus = CORPUS) -> None:
    """Hold annotated articles against their notation: everything resolves, nothing stands unmarked."""
    from kg import corpus

    articles = corpus.load(folder)
    problems = [f"{article.id}: {problem}" for article in articles for problem in article.problems]
    for problem in problems:
        _complain(problem)
    print(f"{len(articles)} articles, {len(problems)} problems")
    if problems:
        raise NewskgError(f"{folder}: {len(problems)} problems; mend the lines named")


@corpus_app.command("figures")
def corpus_figures(folder: Corpus = CORPUS) -> None:
    """Count annotated articles by part, type, relation, genre and province."""
    from kg import figures

    print(figures.table(folder))


@corpus_app.command("convert")
def convert_corpus(
    format: Annotated[CorpusFormat, typer.Argument()],
    file: Annotated[Path, typer.Option("--output", "-o", help="File to write.")],
    folder: Corpus = CORPUS,
    split: Annotated[str | None, typer.Option(help="train, dev or test.")] = None,
) -> None:
    """Write annotated articles as gold JSON, CoNLL or spaCy's DocBin."""
    from kg import corpus, files

    articles = corpus.load(folder, split)
    files.write_bytes(file, corpus.CONVERTERS[format.value](articles))
    print(f"{file}: {len(articles)} articles")


@corpus_app.command("agreement")
def corpus_agreement(first: Path, second: Path) -> None:
    """How far two annotations of the same articles agree."""
    from kg import agreement

    print(agreement.report(first, second))


@app.command()
def train(
    articles: Annotated[Path, typer.Argument(help="Folder of annotated articles; their train part is used.")],
    uner: Annotated[
        Path | None, typer.Option(help="Folder of Universal NER in simplified characters.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File of the weights; default: those of the package."),
    ] = None,
) -> None:
    """Train the model of names and print its scores. Needs the extra newskg[train]."""
    from importlib.util import find_spec

    if find_spec("pycrfsuite") is None:
        raise NewskgError('training needs python-crfsuite; pip install "newskg[train]"')
    from kg.language.statistics import train as training
    from kg.language.statistics.component import MODEL

    training.train(articles, uner, output or MODEL)


@app.command("train-relations")
def train_relations(
    articles: Annotated[Path, typer.Argument(help="Folder of annotated articles; their train part is used.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File of the trees; default: those of the package."),
    ] = None,
) -> None:
    """Grow the trees of the scorer of relations and print what they add. Needs the extra newskg[train]."""
    from importlib.util import find_spec

    if find_spec("lightgbm") is None:
        raise NewskgError('training needs lightgbm; pip install "newskg[train]"')
    from kg import lessons
    from kg.relations.scorer import MODEL

    lessons.train(articles, output or MODEL)


def _decided(line: str, file: Path) -> None:
    print(f"{file}: {line}")
    print("The next build follows it; take the line away to undo it")


def _complain(message: str) -> None:
    print(message, file=sys.stderr)
