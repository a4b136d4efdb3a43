"""Values as RDF literals, in the one form that every store gives back unchanged."""

import re
from datetime import date

from rdflib import XSD, Literal, URIRef

_FORMS: tuple[tuple[re.Pattern[str], URIRef], ...] = (
    (re.compile(r"\d{4}-\d{2}-\d{2}"), XSD.date),
    (re.compile(r"\d{4}-\d{2}"), XSD.gYearMonth),
    (re.compile(r"\d{4}"), XSD.gYear),
    (re.compile(r"--\d{2}-\d{2}"), XSD.gMonthDay),
    (re.compile(r"---\d{2}"), XSD.gDay),
)


def chinese(text: str) -> Literal:
    """A label or another text for people. Line breaks are left out: a name has none."""
    return Literal("".join(text.splitlines()).strip(), lang="zh")


def plain(text: str) -> Literal:
    """A quote, code or identifier: to the letter, without language."""
    return Literal(text)


def integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer, normalize=False)


def decimal(number: float) -> Literal:
    """Four places at most and no trailing zero: the canonical form, which stores keep (0.90 becomes 0.9)."""
    text = f"{number:.4f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=XSD.decimal, normalize=False)


def day(value: str | None) -> Literal | None:
    """A whole or truncated ISO 8601 date (2024-05-27, 2024-05, 2024, --05-27, ---27; 05-27 is --05-27) with
    its datatype. None where there is none, or no such day."""
    if value is None:
        return None
    if re.fullmatch(r"\d{2}-\d{2}", value):
        value = f"--{value}"
    kind = next((datatype for form, datatype in _FORMS if form.fullmatch(value)), None)
    if kind is None or not _exists(value):
        return None
    return Literal(value, datatype=kind, normalize=False)


def is_full(value: str | None) -> bool:
    """Whether `value` is a day with its year."""
    return value is not None and bool(_FORMS[0][0].fullmatch(value)) and _exists(value)


def _exists(value: str) -> bool:
    """Whether the calendar has the day; unknown parts are taken from a leap year's January."""
    known = {"---": f"2000-01-{value[3:]}", "--": f"2000-{value[2:]}"}
    whole = next((text for mark, text in known.items() if value.startswith(mark)), value)
    whole += {4: "-01-01", 7: "-01"}.get(len(whole), "")
    try:
        date.fromisoformat(whole)
    except ValueError:
        return False
    return True
