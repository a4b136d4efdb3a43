"""Many words as one regular expression that tries each character once."""

import re
from collections.abc import Iterable
from typing import Any


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches the longest of `words` at a position.

    >>> alternation(["市长", "市委", "市长助理"])
    '市(?:委|长(?:助理)?)'
    """
    root: dict[str, Any] = {}
    for word in sorted(set(words)):
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _pattern(root)


def _pattern(node: dict[str, Any]) -> str:
    ends = "" in node
    branches = [re.escape(c) + _pattern(child) for c, child in sorted(node.items()) if c]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    if all(len(b) == 1 for b in branches) and len(branches) > 1:
        body = "[" + "".join(branches) + "]"
    else:
        body = "(?:" + "|".join(branches) + ")"
    return body + "?" if ends else body
