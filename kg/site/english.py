"""The words of the pages in English, for the script that puts them in the place of the Chinese."""

from importlib import resources

from kg.graph.queries import ready


def phrases() -> dict[str, str]:
    """Chinese to English; {} in both stands for what changes."""
    text = resources.files("kg.site").joinpath("english.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    found = {row[0]: row[1] for row in rows}
    for query in ready():
        found.setdefault(query.title, query.description)
        for parameter in query.parameters:
            found.setdefault(parameter.title, parameter.description)
    return {chinese: english for chinese, english in found.items() if chinese and english}
