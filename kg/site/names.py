"""How a name is read aloud, for search and order: pinyin and initials, surnames as surnames."""

import unicodedata
from functools import cache
from importlib import resources

from pypinyin import lazy_pinyin

PEOPLE = frozenset({"Official", "Person", "Journalist"})


@cache
def surnames() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Surname to its readings, each a tuple of syllables, the usual one first."""
    table = resources.files("kg.site").joinpath("surnames.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: tuple(tuple(r.split("-")) for r in readings.split()) for name, readings in rows}


def normal(text: str) -> str:
    """A text as it is compared: NFKC, lower case, only letters and digits."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def readings(name: str, person: bool = False) -> tuple[tuple[str, ...], ...]:
    """The ways to read a name, each a tuple of syllables; the first is the one to sort by.

    A person's surname is read as a surname: 曾令桐 is zeng, and ceng comes second, since people type it.
    A run of letters or digits is one syllable; all else is dropped. A name without any is read as ("",).
    """
    plain = normal(name)
    spoken = tuple(lazy_pinyin(plain)) or ("",)
    if not person:
        return (spoken,)
    ways = [
        reading + tuple(lazy_pinyin(plain[length:]))
        for length in (2, 1)
        if len(plain) > length
        for reading in surnames().get(plain[:length], ())
    ]
    return tuple(dict.fromkeys((*ways, spoken)))


def sort_key(name: str, person: bool = False) -> tuple[tuple[str, ...], str]:
    """The order of the dictionary: by syllables, then by characters."""
    return readings(name, person)[0], name


def letter(name: str, person: bool = False) -> str:
    """The capital under which a name stands in an alphabetical list; # where it begins with no letter."""
    first = readings(name, person)[0][0][:1].upper()
    return first if "A" <= first <= "Z" else "#"
