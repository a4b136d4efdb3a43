"""Many words as one regular expression that tries each character once."""

import re
from collections.abc import Iterable
from typing import Any

_LOOK_BEHINDS = re.compile(r"^(?:\(\?<[=!][^)]*\))+")


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


def opening(patterns: Iterable[str]) -> str:
    """A look-ahead to the characters that `patterns` begin with: most positions fail it, which is much faster
    than trying each pattern there. The first item of a pattern, behind its look-behinds, is a character or a
    class, and not optional.

    >>> opening(["(?<!火)把(?!手)", "[上下]半年", "市长"])
    '(?=[上下市把])'
    """
    heads = (_LOOK_BEHINDS.sub("", pattern) for pattern in patterns)
    found = {c for head in heads for c in (head[1 : head.index("]")] if head[0] == "[" else head[0])}
    return f"(?=[{''.join(sorted(found))}])"


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
