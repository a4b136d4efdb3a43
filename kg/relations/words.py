"""The word lists that rules and subjects share: words.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words() -> dict[str, tuple[str, ...]]:
    """The word lists by name, longest words first."""
    table = tomllib.loads(files("kg.relations").joinpath("words.toml").read_text("utf-8"))
    return {name: tuple(sorted(set(row), key=lambda w: (-len(w), w))) for name, row in table.items()}


@cache
def either(name: str) -> str:
    """A list as the alternatives of a regular expression."""
    return "|".join(map(re.escape, words()[name]))


def on_visit(stops: str) -> str:
    """A regular expression for what follows people who are on a visit, in one stretch without `stops` (more
    characters of a class) or words that say that they do something else."""
    otherwise = f"{either('speak')}|陪同|随同|一同|同行|参加|会见|接见|汇报"
    places = "|".join(word for word in words()["go"] if len(word) > 1)
    going = f"{either('visit')}|{either('party')}|{places}"
    quoted = "“[^“”。！？；\ue060]{1,24}”"
    return f"(?:{quoted}|(?!{otherwise})[^。！？；：“”{stops}]){{0,48}}?(?:{going})"
