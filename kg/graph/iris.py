"""IRIs of things: one namespace, `kind-slug`, the same whatever the order of reading."""

import hashlib
import re

from kg.model import NewskgError

# Letters, digits and CJK ideographs of all planes, "-" and "_": legal in every RDF syntax, unescaped.
_LATIN = "A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff"
_LETTERS = _LATIN + "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OTHER = re.compile(f"[^{_LETTERS}_-]+")
_LOCAL = re.compile(f"[{_LETTERS}][{_LETTERS}_-]*")
_SEPARATORS = re.compile("[、，,/·•\\s]+")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`%\[\]]+[/#]")


def base_iri(base: str) -> str:
    """`base` itself where things can be named under it; raises NewskgError where they cannot."""
    if not _BASE.fullmatch(base):
        raise NewskgError(
            f"{base}: not a namespace for things; give an absolute IRI that ends in / or #, "
            "as in https://example.org/id/"
        )
    return base


def local(name: str) -> str:
    """`name` itself where it can follow the namespace as it is; raises ValueError where it cannot."""
    if not _LOCAL.fullmatch(name):
        raise ValueError(f"{name!r} cannot be the last part of an IRI")
    return name


def article(identifier: str) -> str:
    """The local name of the article with this id."""
    return local(f"art-{identifier}")


def page(identifier: str) -> str:
    """The local name of the newspaper page with this id."""
    return local(f"page-{identifier}")


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that stand for `parts`: two in a million million corpora collide."""
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def mint(kind: str, *parts: str) -> str:
    """`kind` and the parts as one local name.

    What cannot stand in a name is dropped and separators become hyphens; a digest of the parts is added
    wherever that, or a hyphen of their own, could make two different things look alike.

    >>> mint("role", "局长")
    'role-局长'
    >>> mint("role", "党组书记、局长")
    'role-党组书记-局长-17f655'
    """
    slugs = [_OTHER.sub("", _SEPARATORS.sub("-", part.strip())).strip("-") for part in parts]
    name = "-".join([kind, *filter(None, slugs)])
    if slugs == list(parts) and not any("-" in slug for slug in slugs):
        return name
    return f"{name}-{digest(kind, *parts)[:6]}"
