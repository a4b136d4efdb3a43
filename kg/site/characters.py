"""Characters that are not seen: they could turn the direction of writing, or disguise one name as another."""

import re

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_DIRECTIONS = r"\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_UNSEEN = re.compile(f"[{_CONTROLS}{_DIRECTIONS}]")
_JOINER = "\u2060"  # stands for nothing, turns nothing


def visible(text: str) -> str:
    """A text without them."""
    return _UNSEEN.sub("", text)


def covered(text: str) -> str:
    """A text of the same length, in which none of them has an effect."""
    return _UNSEEN.sub(_JOINER, text)
