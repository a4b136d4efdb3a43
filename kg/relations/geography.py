"""What the names of two divisions say of where they lie: one in the other, elsewhere, or one and the same."""

from kg.language.divisions import lookup, within
from kg.model import DIVISIONS, Mention


def lies_elsewhere(part: Mention, whole: Mention) -> bool:
    """Whether the gazetteer knows two divisions, and the one not as a part of the other: 上海 in 山东."""
    if part.type not in DIVISIONS or whole.type not in DIVISIONS:
        return False
    parts, wholes = lookup(part.name or part.text), lookup(whole.name or whole.text)
    return bool(parts and wholes) and not any(within(one, other) for one in parts for other in wholes)


def same_place(one: Mention, other: Mention) -> bool:
    """Whether two divisions are one, named in full and in short: 铜仁, 铜仁市."""
    short, full = sorted((one.name or one.text, other.name or other.text), key=len)
    return one.type in DIVISIONS and other.type in DIVISIONS and full[:-1] == short
